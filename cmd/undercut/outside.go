package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/undercut-sim/undercut/store"
)

// readUpTo reads at most some bytes of a regular file.
func readUpTo(name string, most int64) ([]byte, error) {
	if err := store.Regular(name); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// readStream reads at most some bytes of a stream to its end, unless ctx ends
// first: somebody may never write to it.
func readStream(ctx context.Context, r io.Reader, most int64) ([]byte, error) {
	type text struct {
		bytes []byte
		err   error
	}
	done := make(chan text, 1)
	go func() {
		b, err := readInto(r, 0, most-1)
		done <- text{b, err}
	}()
	select {
	case t := <-done:
		return t.bytes, t.err
	case <-ctx.Done():
		return nil, errInterrupted
	}
}

// A sink passes on what is printed and remembers the first error: libraries
// that print help and tables do not say when it went nowhere.
type sink struct {
	io.Writer
	err error
}

func (s *sink) Write(b []byte) (int, error) {
	n, err := s.Writer.Write(b)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// wayOut is what to do about an error of the system, "; remedy", unless the
// message says so already.
func wayOut(err error) string {
	if !errors.As(err, new(*fs.PathError)) && !errors.As(err, new(*os.LinkError)) && !errors.As(err, new(syscall.Errno)) {
		return ""
	}
	if remedy := store.Remedy(err); !strings.Contains(err.Error(), remedy) {
		return "; " + remedy
	}
	return ""
}
