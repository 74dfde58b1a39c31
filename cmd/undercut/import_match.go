package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"

	"github.com/undercut-sim/undercut/importer"
	"github.com/undercut-sim/undercut/reconcile"
)

// readRules returns the rules of the program, and before them those of a file
// if one is named.
func readRules(name string) (*importer.Rules, error) {
	if name == "" {
		return importer.ShippedRules(), nil
	}
	b, err := readUpTo(name, importer.MaxSize)
	if err != nil {
		return nil, err
	}
	rules, bad := importer.LoadRules(b)
	var errs []error
	for _, p := range bad {
		errs = append(errs, fmt.Errorf("--rules %s: %w", name, p))
	}
	return rules, errors.Join(errs...)
}

// match gives rows their releases, and looks for what is doubtful among them.
func (i *importing) match() {
	for _, u := range i.rules.Apply(&i.batch, i.known.Releases) {
		if u.Rule == 0 {
			i.strange = append(i.strange, u)
		} else {
			i.nameless += u.Rows
		}
	}
	importer.Doubts(&i.batch, i.known)
}

// unmatchedColumns is the header of unmatched.csv.
var unmatchedColumns = []string{"provider", "sku", "rows"}

// unmatchedCSV lists names for people who write rules.
func unmatchedCSV(list []importer.Unmatched) ([]byte, error) {
	rows := [][]string{unmatchedColumns}
	for _, u := range list {
		rows = append(rows, []string{u.Provider, u.SKU, strconv.Itoa(u.Rows)})
	}
	return csvOf(rows)
}

// remarksCSV lists what was doubtful and what was bad.
func remarksCSV(c *reconcile.Changes) ([]byte, error) {
	rows := [][]string{{"kept", "place", "value", "want", "suspect"}}
	for _, p := range c.Problems {
		rows = append(rows, []string{"no", p.Place, p.Value, p.Want, ""})
	}
	for _, p := range c.Doubts {
		rows = append(rows, []string{"yes", p.Place, p.Value, p.Want, p.Suspect})
	}
	return csvOf(rows)
}

func csvOf(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	err := csv.NewWriter(&b).WriteAll(rows)
	return b.Bytes(), err
}
