package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// An Archive is what a user has imported: a directory of vintages, beside an
// optional sources.csv of the user's own.
//
//	sources.csv                       publishers that the user's own rows cite
//	models.dev@2026-11-30/            what one import added
//	    manifest.json
//	    releases.csv, access.csv,     those of the tables that have rows
//	    prices.csv, scores.csv, figures.csv
//	    sources.csv                   the publisher, if no shipped table names it
//	    unmatched.csv                 names that no rule knows, for people
//	models.dev@2026-11-30.2/          other bytes of the same day
//
// Whatever else lies in the directory is left alone.
type Archive struct {
	Sources  []Source
	Vintages []*Vintage // in the order in which they were made
	version  string
}

// A Vintage is what one import added. It is never changed.
type Vintage struct {
	Name     string
	Manifest Manifest
	Rows     *Observed // without checks between rows, which Join makes
}

// VintageFormat is the version of the layout of vintages.
const VintageFormat = 1

// A Manifest says what an import read and what came of it.
type Manifest struct {
	Format    int            `json:"format"`
	Source    string         `json:"source"` // name of the importer's format
	File      string         `json:"file"`   // name of what was read, or its address
	SHA256    string         `json:"sha256"` // of the bytes that were read
	Seen      undercut.Day   `json:"seen"`
	Sequence  int            `json:"sequence"` // 1 for the first import into the archive
	Rules     string         `json:"rules"`    // version of the rules that matched names
	Known     string         `json:"known"`    // version of the evidence that it was compared with
	Partial   bool           `json:"partial"`  // bad rows were left out
	Rows      map[string]int `json:"rows"`     // by table
	Added     int            `json:"added"`
	Changed   int            `json:"changed"`
	Removed   int            `json:"removed"`
	Unchanged int            `json:"unchanged"`
	Unmatched int            `json:"unmatched"`
	Skipped   int            `json:"skipped"`
	Problems  int            `json:"problems"`
}

// vintageName is the form of the names of vintages: source@day, and a number
// from 2 on for further imports of that source and day.
var vintageName = regexp.MustCompile(`^[a-z0-9.-]+@\d{4}-\d\d-\d\d(\.\d+)?$`)

// LoadArchive reads an archive from the root of a file system. The error joins
// every problem found.
func LoadArchive(fsys fs.FS) (*Archive, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	l := &loader{fsys: fsys, hash: sha256.New()}
	a := &Archive{}
	for _, e := range entries {
		switch {
		case e.IsDir() && vintageName.MatchString(e.Name()):
			if v := l.vintage(e.Name()); v != nil {
				a.Vintages = append(a.Vintages, v)
			}
		case vintageName.MatchString(e.Name()):
			l.bad = append(l.bad, fmt.Errorf("%s: has the name of a vintage and is no directory: move it away", e.Name()))
		case e.Name() == "sources.csv":
			a.Sources = table(l, "sources.csv", sourceColumns, (*row).source)
		}
	}
	if len(l.bad) > 0 {
		return nil, errors.Join(l.bad...)
	}
	slices.SortStableFunc(a.Vintages, func(x, y *Vintage) int { return x.Manifest.Sequence - y.Manifest.Sequence })
	a.version = hex.EncodeToString(l.hash.Sum(nil))[:12]
	return a, nil
}

// Version identifies the contents of the archive.
func (a *Archive) Version() string { return a.version }

// vintage reads one vintage; nil if it has no manifest that can be read.
func (l *loader) vintage(name string) *Vintage {
	v := &Vintage{Name: name, Rows: &Observed{}}
	if err := l.manifest(v); err != nil {
		l.bad = append(l.bad, fmt.Errorf("%s/manifest.json: %w", name, err))
		return nil
	}
	o := v.Rows
	o.Sources = listed(l, v, "sources.csv", sourceColumns, (*row).source)
	o.Releases = listed(l, v, "releases.csv", ReleaseColumns, placed(&o.releaseAt, (*row).release))
	o.Access = listed(l, v, "access.csv", AccessColumns, (*row).access)
	o.Prices = listed(l, v, "prices.csv", PriceColumns, (*row).price)
	o.Scores = listed(l, v, "scores.csv", ScoreColumns, (*row).score)
	o.Figures = listed(l, v, "figures.csv", FigureColumns, placed(&o.figureAt, (*row).figure))
	return v
}

// manifest reads the manifest of a vintage.
func (l *loader) manifest(v *Vintage) error {
	text, err := fs.ReadFile(l.fsys, v.Name+"/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("is not there: the directory is no vintage that an import finished; move it away")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(l.hash, "%s %d\n", v.Name, len(text))
	l.hash.Write(text)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	m := &v.Manifest
	if err := d.Decode(m); err != nil {
		return fmt.Errorf("is no manifest of a vintage: %w; restore it, or move the directory away and import again", err)
	}
	if m.Format != VintageFormat {
		return fmt.Errorf("format is %d: this program reads %d; use the undercut that wrote it", m.Format, VintageFormat)
	}
	if of := m.Source + "@" + m.Seen.String(); v.Name != of && !strings.HasPrefix(v.Name, of+".") {
		return fmt.Errorf("it is of %s: give the directory that name, with .2 and so on if there are more", of)
	}
	return nil
}

// listed reads a table of a vintage, which has as many rows as its manifest
// says and is there if it has any.
func listed[T any](l *loader, v *Vintage, name, columns string, read func(*row) T) []T {
	path := v.Name + "/" + name
	want := v.Manifest.Rows[name]
	if _, err := fs.Stat(l.fsys, path); errors.Is(err, fs.ErrNotExist) && want == 0 {
		return nil
	}
	bad := len(l.bad)
	rows := table(l, path, columns, read)
	if len(rows) != want && len(l.bad) == bad {
		l.bad = append(l.bad, fmt.Errorf("%s: has %d rows, its manifest says %d: restore the file, or if you edited it set rows in manifest.json", path, len(rows), want))
	}
	return rows
}
