package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
	"github.com/undercut-sim/undercut/reconcile"
	"github.com/undercut-sim/undercut/store"
)

// An importing is one import on its way.
type importing struct {
	importOptions
	format   *importer.Format
	rules    *importer.Rules
	known    *evidence.Observed // the shipped tables and the directory
	had      []string           // vintages in the directory
	next     int                // number of the next import
	file     string             // name of what is read, or its address
	stdin    bool
	sum      string // SHA-256 of it
	seen     undercut.Day
	batch    importer.Batch
	strange  []importer.Unmatched // names that no rule and no release knows
	nameless int                  // rows of names that a rule says are no release here
	changes  *reconcile.Changes
	name     string // of the vintage; empty if nothing is new
	written  bool
	outcome  string
}

// prepare reads what the file will be compared with.
func (i *importing) prepare() (err error) {
	if i.rules, err = readRules(i.importOptions.rules); err != nil {
		return err
	}
	i.known, i.next = evidence.Shipped(), 1
	a, err := loadArchive(i.into)
	if err != nil {
		return fmt.Errorf("--into %s: %w", i.into, err)
	}
	if a == nil {
		return nil // the first import makes it
	}
	if i.had, err = store.Vintages(i.into); err != nil {
		return err
	}
	if n := len(a.Vintages); n > 0 {
		i.next = a.Vintages[n-1].Manifest.Sequence + 1
	}
	if i.known, err = i.known.Join(a); err != nil {
		return fmt.Errorf("--into %s: %w", i.into, err)
	}
	return nil
}

// compare matches names and holds the rows against what is known.
func (i *importing) compare() error {
	i.match()
	if last := reconcile.LastSeen(i.known, &i.batch); i.format.Whole && i.seen < last {
		return fmt.Errorf("%s is of %v, and of %s a later list is known, of %v: a list of all offers cannot be put in between; leave it out, or give its day with --seen", i.file, i.seen, i.format.Name, last)
	}
	i.changes = reconcile.Compare(i.known, i.format, &i.batch, i.seen, i.trust)
	if len(i.changes.List) > 0 {
		i.name = i.newName()
	}
	return nil
}

// newName is the name of the vintage, which none in the directory has.
func (i *importing) newName() string {
	first := i.format.Name + "@" + i.seen.String()
	name := first
	for n := 2; slices.Contains(i.had, name); n++ {
		name = fmt.Sprintf("%s.%d", first, n)
	}
	return name
}

// path is where the vintage is or would be.
func (i *importing) path() string { return filepath.Join(i.into, i.name) }

// write adds the vintage to the directory. What could not be read again with
// what is there is not written.
func (i *importing) write() error {
	trial := &evidence.Archive{Vintages: []*evidence.Vintage{{Name: i.name, Rows: &i.changes.Rows}}}
	if i.format.Publisher.ID != "" {
		trial.Sources = []evidence.Source{i.format.Publisher}
	}
	if _, err := i.known.Join(trial); err != nil {
		return fmt.Errorf("the rows of %s contradict the tables, and nothing is written: %w", i.file, err)
	}
	files := i.changes.Rows.Files()
	if s := i.format.Publisher; s.ID != "" {
		files["sources.csv"] = evidence.SourceFile([]evidence.Source{s})
	}
	if err := evidence.Reread(files); err != nil {
		return fmt.Errorf("what %s says cannot be kept so that it can be read again, and nothing is written: %w", i.file, err)
	}
	m, err := json.MarshalIndent(i.manifest(files), "", "  ")
	if err != nil {
		return err
	}
	files[store.ManifestName] = append(m, '\n')
	var errs [2]error
	if len(i.strange) > 0 {
		files["unmatched.csv"], errs[0] = unmatchedCSV(i.strange)
	}
	if len(i.changes.Problems)+len(i.changes.Doubts) > 0 {
		files["remarks.csv"], errs[1] = remarksCSV(i.changes)
	}
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	return store.AddVintage(i.into, i.name, i.had, files)
}

// manifest says what was read and what came of it. files are the tables.
func (i *importing) manifest(files map[string][]byte) evidence.Manifest {
	c := i.changes
	m := evidence.Manifest{
		Format: evidence.VintageFormat, Source: i.format.Name, File: i.file, SHA256: i.sum, Seen: i.seen, Sequence: i.next,
		Rules: i.rules.Version(), Known: i.known.Version(), Partial: len(c.Problems) > 0, Rows: map[string]int{},
		Unmatched: len(i.strange), Skipped: i.batch.Skipped, Problems: len(c.Problems),
	}
	for table, n := range c.Rows.Sizes() {
		m.Rows[table] = n
	}
	if files["sources.csv"] != nil {
		m.Rows["sources.csv"] = 1
	}
	for _, l := range c.List {
		switch l.Verb {
		case reconcile.Added:
			m.Added++
		case reconcile.Changed:
			m.Changed++
		case reconcile.Removed:
			m.Removed++
		}
	}
	for _, n := range c.Unchanged {
		m.Unchanged += n
	}
	return m
}

// baseName is the last part of the name of a file or of an address.
func baseName(name string) string { return path.Base(filepath.ToSlash(name)) }

// fileDay is the day on which a file was last changed, in UTC.
func fileDay(info fs.FileInfo) undercut.Day {
	y, m, d := info.ModTime().UTC().Date()
	return undercut.DayOf(y, int(m), d)
}
