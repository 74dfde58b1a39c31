package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/store"
)

// read reads what is to be imported: a file, a web page, a folder or standard
// input.
func (e *env) read(ctx context.Context, i *importing, from []string) error {
	if len(from) == 0 {
		if i.format.URL == "" || i.format.Read == nil {
			return badInput{fmt.Errorf("%s has no address to be fetched from: name %s", i.format.Name, i.what())}
		}
		return e.readURL(ctx, i, i.format.URL)
	}
	name := from[0]
	if name == "-" || strings.Contains(name, "://") {
		if i.format.Read == nil {
			return badInput{fmt.Errorf("%s is read from a folder: name %s", i.format.Name, i.what())}
		}
		if name == "-" {
			return e.readInput(ctx, i)
		}
		return e.readURL(ctx, i, name)
	}
	info, err := os.Stat(name)
	if err == nil {
		if info.IsDir() {
			err = i.readFolder(name)
		} else {
			err = i.readFile(name, fileDay(info))
		}
	}
	if err != nil {
		return badInput{err}
	}
	return nil
}

// what is what the format is read from.
func (i *importing) what() string { return i.format.File }

// dated sets the day of the bytes: the one that the user gives, or that of the
// file.
func (i *importing) dated(day undercut.Day) {
	i.seen = day
	if i.importOptions.seen != "" {
		i.seen, _ = undercut.ParseDay(i.importOptions.seen) // it was checked
	}
}

// take reads the bytes.
func (i *importing) take(name string, b []byte, day undercut.Day) {
	sum := sha256.Sum256(b)
	i.file, i.sum = name, hex.EncodeToString(sum[:])
	i.dated(day)
	i.batch = i.format.Read(b, i.seen)
}

// readFile reads a regular file.
func (i *importing) readFile(name string, day undercut.Day) error {
	if i.format.Read == nil {
		return fmt.Errorf("%s is a file, and %s is read from a folder: name %s", name, i.format.Name, i.what())
	}
	b, err := i.readWhole(name)
	if err != nil {
		return err
	}
	i.take(baseName(name), b, min(day, latestDay()))
	return nil
}

// readWhole reads a file into as much memory as it needs.
func (i *importing) readWhole(name string) ([]byte, error) {
	if err := store.Regular(name); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	most := i.maxSize << 20
	if info.Size() > most {
		return nil, i.tooLarge(name)
	}
	return readInto(f, info.Size(), most)
}

func (i *importing) tooLarge(name string) error {
	return fmt.Errorf("%s is larger than %d MB: is it the right file? --max-size allows up to %d", name, i.maxSize, mostMB)
}

// readInput reads standard input to its end.
func (e *env) readInput(ctx context.Context, i *importing) error {
	most := i.maxSize << 20
	b, err := readStream(ctx, e.in, most+1)
	if err != nil {
		return err
	}
	if int64(len(b)) > most {
		return badInput{i.tooLarge("standard input")}
	}
	i.stdin = true
	i.take("standard input", b, latestDay())
	return nil
}

// readFolder reads a folder. Its files were changed when somebody copied them,
// so that nothing tells of which day they are.
func (i *importing) readFolder(name string) error {
	if i.format.ReadTree == nil {
		return fmt.Errorf("%s is a folder: name a file in it, for %s %s", name, i.format.Name, i.what())
	}
	if i.importOptions.seen == "" {
		return fmt.Errorf("%s is a folder, which does not tell of which day it is: say so with --seen", name)
	}
	i.file = baseName(name)
	i.dated(0)
	tree := os.DirFS(name)
	var err error
	if i.sum, err = treeSum(tree, i.maxSize<<20); err != nil {
		return err
	}
	i.batch = i.format.ReadTree(tree, i.seen)
	return nil
}

// treeSum is the SHA-256 of the names, sizes and contents of all files of a tree
// in the order of their names. Hidden folders, as that of Git, are no part of
// it.
func treeSum(tree fs.FS, most int64) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != ".":
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		b, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		if most -= int64(len(b)); most < 0 {
			return fmt.Errorf("the folder is too large, %s was not read: is it the right one? --max-size allows up to %d MB", name, mostMB)
		}
		fmt.Fprintf(h, "%s %d\n", name, len(b))
		h.Write(b)
		return nil
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// readInto reads to the end, at most some bytes and one. Where the size is known
// it takes no more memory than that. Where it is not, room grows fourfold and
// from an eighth of the most on to all of it, so that little is copied and left
// for the collector; what is not written to takes no memory.
func readInto(r io.Reader, size, most int64) ([]byte, error) {
	room := int64(bytes.MinRead)
	if size > 0 && size <= most {
		room = size + 1 // to see that it ends there
	}
	b := make([]byte, 0, min(room, most+1))
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case errors.Is(err, io.EOF):
			return b, nil
		case err != nil || int64(len(b)) > most:
			return b, err
		case len(b) == cap(b):
			room = 4 * int64(cap(b))
			if room > most/2 {
				room = most + 1
			}
			b = append(make([]byte, 0, room), b...)
		}
	}
}

// readLine reads a line of what a person types, unless ctx ends first.
func readLine(ctx context.Context, r io.Reader) (string, error) {
	line := make(chan string, 1)
	go func() {
		text, _ := bufio.NewReader(r).ReadString('\n') // at the end of input nothing was said
		line <- text
	}()
	select {
	case text := <-line:
		return text, nil
	case <-ctx.Done():
		return "", errInterrupted
	}
}
