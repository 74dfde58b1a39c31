package store

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/undercut-sim/undercut"
)

// A Stored is a finished run on disk.
type Stored struct {
	Manifest
	Dir string
}

// Load reads the manifest of the finished run at dir and makes sure that its
// outcomes are those that it lists. The error, an [Obstacle], says if there is
// no run, an unfinished one, files that no run made, or a run of another
// format.
func Load(dir string) (*Stored, error) {
	s, err := load(filepath.Clean(dir))
	return s, obstacle(err)
}

func load(dir string) (*Stored, error) {
	m, err := readManifest(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, notARun(dir)
	}
	if err != nil {
		return nil, err
	}
	if !m.Complete {
		return nil, fmt.Errorf("%s is an unfinished run: continue it with --resume %s", dir, strings.TrimSuffix(dir, partial))
	}
	s := &Stored{Manifest: *m, Dir: dir}
	return s, s.verify(OutcomesName)
}

// notARun says what is in the way at a place without a manifest.
func notARun(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file, and a run is a directory: name the directory", dir)
	} else if err == nil {
		return fmt.Errorf("%s is not the directory of a run, it has no %s: choose another directory", dir, ManifestName)
	}
	if _, err := os.Stat(dir + partial); err == nil {
		return fmt.Errorf("%s is unfinished: continue it with --resume %s", dir+partial, dir)
	}
	return fmt.Errorf("there is no run at %s: give the directory that a run was written to", dir)
}

// Verify compares every file of the run with its hash in the manifest.
func (s *Stored) Verify() error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		errs = append(errs, s.verify(name))
	}
	return obstacle(errors.Join(errs...))
}

func (s *Stored) verify(name string) error {
	want, listed := s.Files[name]
	if !listed {
		return fmt.Errorf("the manifest of %s lists no %s: remove the directory and run again", s.Dir, name)
	}
	got, err := hashFile(filepath.Join(s.Dir, filepath.FromSlash(name)))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("a file of the run is missing: %w: remove %s and run again", err, s.Dir)
	case err != nil:
		return fmt.Errorf("a file of the run cannot be read: %w: %s", err, Remedy(err))
	}
	if got != want {
		return fmt.Errorf("%s was changed after the run: restore it, or remove %s and run again", filepath.Join(s.Dir, name), s.Dir)
	}
	return nil
}

// Each calls visit with every row of outcomes.csv in order of future, then
// cell. The record has no series; its draws and outcomes are NaN where the
// file is empty, and it has no outcomes if it failed. weight is NaN if it
// failed.
func (s *Stored) Each(visit func(rec *Record, weight float64) error) error {
	return s.readCSV(OutcomesName, s.columns(), func(f *fields) error {
		var rec Record
		rec.Cell = f.cell(s.Cells)
		rec.Future = f.integer()
		weight := f.number(64)
		rec.Err = f.text()
		for range s.DrawNames {
			rec.Draws = append(rec.Draws, f.number(64))
		}
		for range s.OutcomeNames {
			x := f.number(64)
			if rec.Err == "" {
				rec.Outcomes = append(rec.Outcomes, x)
			}
		}
		if f.err != nil {
			return f.err
		}
		return visit(&rec, weight)
	})
}

// Bands reads bands.csv; none if the run has no series.
func (s *Stored) Bands() ([]Band, error) {
	if len(s.SeriesNames) == 0 {
		return nil, nil
	}
	if err := s.verify(BandsName); err != nil {
		return nil, obstacle(err)
	}
	var bands []Band
	err := s.readCSV(BandsName, bandColumns(), func(f *fields) error {
		var b Band
		b.Cell = f.cell(s.Cells)
		b.Series = f.index("indicator", s.SeriesNames)
		b.Month = f.month()
		for i := range b.Q {
			b.Q[i] = float32(f.number(32))
		}
		b.N = f.integer()
		b.Weighted = f.text() == "true"
		f.text() // illustrative: the manifest says it of the series
		bands = append(bands, b)
		return f.err
	})
	return bands, err
}

// readCSV calls visit with each row of a file after its header, which must be
// as the manifest says.
func (s *Stored) readCSV(name string, header []string, visit func(*fields) error) error {
	path := filepath.Join(s.Dir, name)
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.ReuseRecord = true
	in.FieldsPerRecord = len(header)
	for line := 1; ; line++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if line == 1 {
			if !slices.Equal(row, header) {
				return fmt.Errorf("%s: the header does not name the columns of the manifest", path)
			}
			continue
		}
		f := &fields{at: fmt.Sprintf("%s:%d", path, line), rest: row}
		if err := visit(f); err != nil {
			return err
		}
	}
}

// fields reads a row from left to right and keeps the first error.
type fields struct {
	at   string
	rest []string
	err  error
}

func (f *fields) text() string {
	s := f.rest[0]
	f.rest = f.rest[1:]
	return s
}

func (f *fields) fail(err error) {
	if f.err == nil && err != nil {
		f.err = fmt.Errorf("%s: %w", f.at, err)
	}
}

func (f *fields) number(bits int) float64 {
	s := f.text()
	if s == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(s, bits)
	f.fail(err)
	return x
}

func (f *fields) integer() int {
	n, err := strconv.Atoi(f.text())
	f.fail(err)
	return n
}

func (f *fields) month() undercut.Month {
	m, err := undercut.ParseMonth(f.text())
	f.fail(err)
	return m
}

func (f *fields) cell(cells []Cell) int {
	c := Cell{Belief: f.text(), World: f.text()}
	i := slices.Index(cells, c)
	if i < 0 {
		f.fail(fmt.Errorf("the manifest has no cell %s/%s", c.Belief, c.World))
	}
	return i
}

func (f *fields) index(what string, names []string) int {
	s := f.text()
	i := slices.Index(names, s)
	if i < 0 {
		f.fail(fmt.Errorf("the manifest has no %s %q", what, s))
	}
	return i
}
