package evidence

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.csv data/observed/*.csv
var embedded embed.FS

// Notice is what the licences of the data behind the tables ask to be passed
// on with them.
//
//go:embed NOTICE
var Notice string

// Tables are all tables, read and checked.
type Tables struct {
	sources    []Source
	facts      []Fact
	parameters []Parameter
	targets    []Target
	history    []Point
	prints     []FirstPrint
	claims     []Claim
	events     []Event
	version    string
}

// Load reads the tables from the root of a file system and checks them
// against each other. The error joins every problem found.
func Load(fsys fs.FS) (*Tables, error) {
	t := &Tables{}
	l := &loader{fsys: fsys, hash: sha256.New()}
	t.sources = table(l, "sources.csv", sourceColumns, (*row).source)
	t.facts = table(l, "facts.csv", factColumns, (*row).fact)
	t.parameters = table(l, "parameters.csv", parameterColumns, (*row).parameter)
	t.targets = table(l, "targets.csv", targetColumns, (*row).target)
	t.history = table(l, "history.csv", pointColumns, (*row).point)
	t.prints = table(l, "firstprints.csv", firstPrintColumns, (*row).firstPrint)
	t.claims = table(l, "claims.csv", claimColumns, (*row).claim)
	t.events = table(l, "events.csv", eventColumns, (*row).event)
	t.version = hex.EncodeToString(l.hash.Sum(nil))[:12]
	if len(l.bad) == 0 { // cross rules only make sense of rows that could be read
		l.bad = t.check()
	}
	if len(l.bad) > 0 {
		return nil, errors.Join(l.bad...)
	}
	return t, nil
}

// home is the embedded tables. They are part of the program and tested with
// it: tables that do not load are a broken build, not bad input.
var home = sync.OnceValue(func() *Tables {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err)
	}
	t, err := Load(data)
	if err != nil {
		panic("evidence: the embedded tables are broken: " + err.Error())
	}
	return t
})

// Parameters returns the rows of a set in the order of the table. The error
// names the sets that exist.
func Parameters(set string) ([]Parameter, error) { return home().Parameters(set) }

// Sources returns all publishers.
func Sources() []Source { return slices.Clone(home().sources) }

// Facts returns all facts.
func Facts() []Fact { return slices.Clone(home().facts) }

// Targets returns what a simulated 2023-26 should hit.
func Targets() []Target { return slices.Clone(home().targets) }

// History returns the observed series, by indicator and month.
func History() []Point { return slices.Clone(home().history) }

// Claims returns the article's claims, C0 first.
func Claims() []Claim { return slices.Clone(home().claims) }

// Events returns dated events, the earliest first.
func Events() []Event { return slices.Clone(home().events) }

// Attributions returns the lines that credit the sources behind some fact and
// source ids, each once, in the order of sources.csv. Lists joined by ";" are
// understood. What is in no table (assumption, a source of a user's own file)
// has nobody here to credit and gives no line.
func Attributions(ids ...string) []string { return home().Attributions(ids...) }

// Credited returns the sources behind ids, one for each line of Attributions.
func Credited(ids ...string) []Source { return home().Credited(ids...) }

// Uncredited returns the ids among some that no table has, in order: sources of
// a user's own evidence, of which only the names are known here.
func Uncredited(ids ...string) []string { return home().uncredited(ids) }

// Version identifies the contents of all embedded tables: twelve hexadecimal
// digits that change whenever any byte of them does.
func Version() string { return home().version }

// Parameters returns the rows of a set in the order of the table.
func (t *Tables) Parameters(set string) ([]Parameter, error) {
	var rows []Parameter
	var sets []string
	for _, p := range t.parameters {
		if p.Set == set {
			rows = append(rows, p)
		} else if !slices.Contains(sets, p.Set) {
			sets = append(sets, p.Set)
		}
	}
	if rows == nil {
		return nil, fmt.Errorf("parameter set is %q: want one of %s", set, strings.Join(sets, ", "))
	}
	return rows, nil
}

// Attributions returns the lines that credit the sources behind ids.
func (t *Tables) Attributions(ids ...string) []string {
	var lines []string
	for _, s := range t.Credited(ids...) {
		lines = append(lines, s.Attribution)
	}
	return lines
}

// Credited returns the sources behind ids, one for each line of Attributions.
func (t *Tables) Credited(ids ...string) []Source {
	wanted := map[string]bool{}
	for _, list := range ids {
		for _, id := range split(list) {
			wanted[id] = true
		}
	}
	for _, f := range t.facts {
		if wanted[f.ID] {
			wanted[f.Source] = true
		}
	}
	var list []Source
	for _, s := range t.sources {
		if wanted[s.ID] && !slices.ContainsFunc(list, func(o Source) bool { return o.Attribution == s.Attribution }) {
			list = append(list, s)
		}
	}
	return list
}

func (t *Tables) uncredited(ids []string) []string {
	known := map[string]bool{Assumption: true, Definition: true}
	for _, s := range t.sources {
		known[s.ID] = true
	}
	for _, f := range t.facts {
		known[f.ID] = true
	}
	var own []string
	for _, list := range ids {
		for _, id := range split(list) {
			if !known[id] {
				own = append(own, id)
			}
		}
	}
	slices.Sort(own)
	return slices.Compact(own)
}

// Version identifies the contents of the tables.
func (t *Tables) Version() string { return t.version }
