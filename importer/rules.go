package importer

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/undercut-sim/undercut"
)

// Rules say which release the name of an offer means. They are rows of a table
// that people can read and extend, in the order of their numbers:
//
//	order,do,pattern,provider,release,from,until,note
//
// spell rewrites how a name is written: pattern is a regular expression, release
// what stands for the part that it matches. strip takes off what does not change
// the model (a region, a precision, a date of the API), one thing at a time for
// as long as the name is no release's: the longest name wins. is gives the
// release of a name as it stands between two strips; it may hold for a provider
// only, and from a day or until before one, as moving names do. none says that
// names that match a regular expression mean no release here.
type Rules struct {
	spell, strip, none []rule
	is                 map[string][]rule // by key of the name
	version            string
}

// A rule is one row.
type rule struct {
	order    int
	do       string
	pattern  *regexp.Regexp
	name     string // of is
	provider string // any if empty
	release  string
	from     undercut.Day
	until    undercut.Day
}

//go:embed data/rules.csv
var rulesCSV []byte

// RuleColumns is the header of a table of rules.
const RuleColumns = "order,do,pattern,provider,release,from,until,note"

// shipped are the embedded rules, which are part of the program.
var shipped = sync.OnceValue(func() *Rules {
	rules, bad := LoadRules(nil)
	if len(bad) > 0 {
		panic("importer: rules.csv is broken: " + bad[0].Error())
	}
	return rules
})

// ShippedRules returns the rules that come with the program.
func ShippedRules() *Rules { return shipped() }

// LoadRules returns the embedded rules with those of a user's table, which may
// be nil. Of rows with the same order the user's come first.
func LoadRules(own []byte) (*Rules, []Problem) {
	r := &ruleReader{}
	sum := sha256.New()
	for _, b := range [][]byte{own, rulesCSV} {
		if b == nil {
			continue
		}
		r.lines(b, r.row, strings.Split(RuleColumns, ",")...)
		sum.Write(b)
	}
	slices.SortStableFunc(r.rows, func(a, b rule) int { return cmp.Compare(a.order, b.order) })
	rules := &Rules{is: map[string][]rule{}, version: hex.EncodeToString(sum.Sum(nil))[:12]}
	for _, row := range r.rows {
		switch row.do {
		case "spell":
			rules.spell = append(rules.spell, row)
		case "strip":
			rules.strip = append(rules.strip, row)
		case "none":
			rules.none = append(rules.none, row)
		case "is":
			rules.is[row.name] = append(rules.is[row.name], row)
		}
	}
	return rules, r.Problems
}

// Version identifies the contents of the tables.
func (r *Rules) Version() string { return r.version }

// A ruleReader reads tables of rules.
type ruleReader struct {
	reader
	rows []rule
}

func (r *ruleReader) row(l line) {
	before := r.faults
	row := rule{do: l.get("do"), provider: l.get("provider"), release: l.get("release"), from: first, until: undercut.Never}
	r.word(l, "do", []string{"spell", "strip", "is", "none"})
	order, err := strconv.Atoi(l.get("order"))
	if err != nil || order < 1 {
		r.bad(l.at("order"), l.get("order"), "want a whole number above 0")
	}
	row.order = order
	if l.get("from") != "" {
		row.from = r.calendar(l, "from")
	}
	if l.get("until") != "" {
		row.until = r.calendar(l, "until")
	}
	if row.until <= row.from {
		r.bad(l.at("until"), l.get("until"), "want a day after from")
	}
	if row.do == "is" {
		row.name = key(l.get("pattern"))
		r.must(l, "release")
	} else if row.pattern, err = regexp.Compile(l.get("pattern")); err != nil {
		r.bad(l.at("pattern"), l.get("pattern"), "want a regular expression as in https://pkg.go.dev/regexp/syntax: "+err.Error())
	}
	if l.get("pattern") == "" {
		r.bad(l.at("pattern"), "", "want a name or a regular expression")
	}
	if r.faults == before {
		r.rows = append(r.rows, row)
	}
}

// holds reports whether a rule speaks of a provider on a day.
func (r *rule) holds(provider string, day undercut.Day) bool {
	return (r.provider == "" || r.provider == provider) && r.from <= day && day < r.until
}
