package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// WriteFile writes a file of the run, replacing an earlier one of that name,
// and enters its hash into the manifest. name is relative with slashes, such
// as "report.html" or "figures/price.svg". The file appears under its name
// only when it is whole and on the disk.
func (r *Run) WriteFile(name string, write func(io.Writer) error) error {
	if r.Reused {
		return fmt.Errorf("%s is finished: %s cannot be added to it", r.Dir, name)
	}
	if err := checkName(name); err != nil {
		return err
	}
	sum, err := writeWhole(filepath.Join(r.partial, filepath.FromSlash(name)), write)
	if err == nil {
		r.Files[name] = sum
		err = r.saveManifest()
	}
	return r.fault("cannot write "+name, err)
}

func checkName(name string) error {
	switch {
	case !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name || name == ".":
		return fmt.Errorf("file name is %q: want a name inside the run directory", name)
	case name == ManifestName || name == journalName || name == lockName || strings.HasSuffix(name, temporary):
		return fmt.Errorf("file name is %q: the store keeps that name for itself", name)
	}
	return nil
}

// saveManifest writes the manifest into the partial directory.
func (r *Run) saveManifest() error {
	text, err := r.text()
	if err != nil {
		return err
	}
	_, err = writeWhole(filepath.Join(r.partial, ManifestName), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	return err
}

// writeWhole writes a file under a temporary name, syncs it and renames it.
// It returns the SHA-256 of the content in hex. On error nothing is left.
func writeWhole(name string, write func(io.Writer) error) (sum string, err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	f, err := os.Create(name + temporary)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	if err = write(out); err == nil {
		err = out.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(name+temporary, name)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(name+temporary))
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// hashFile returns the SHA-256 of a file in hex.
func hashFile(name string) (string, error) {
	if err := Regular(name); err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// syncDir sees the names in a directory on to the disk. Windows has no such
// operation: it does so by itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
