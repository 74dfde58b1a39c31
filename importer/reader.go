package importer

import (
	"math"
	"strings"
	"unicode"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// A reader collects what a file says and what is wrong with it.
type reader struct {
	Batch
	source string       // id of the publisher in sources.csv
	seen   undercut.Day // the day of the bytes
	faults int          // problems that are no doubts

	strangers map[string]bool // providers without a row that were told
	ids       map[string]bool // of releases
}

// bad reports a value that keeps its row from being taken. It returns false so
// that a reader can return it.
func (r *reader) bad(at placed, value, want string) bool {
	r.faults++
	r.Problems = append(r.Problems, Problem{Place: at.place(), Value: value, Want: want})
	return false
}

// doubt reports a value that was taken and is worth a look.
func (r *reader) doubt(at placed, value, want string) {
	r.Problems = append(r.Problems, Problem{Place: at.place(), Value: value, Want: want, Doubt: true})
}

// doubtPrice reports that the price taken last is worth a look. suspect is the
// reason for which it would be kept out of every series.
func (r *reader) doubtPrice(at placed, value, want, suspect string) {
	r.doubt(at, value, want)
	p := &r.Problems[len(r.Problems)-1]
	p.Row, p.Suspect = len(r.Prices), suspect
}

// seller returns how a provider sells. One that providers.csv lacks is taken as
// a router, so that it comes into no series of list prices, and told once.
func (r *reader) seller(at placed, name string) provider {
	p, ok := providerOf(name)
	if ok {
		return p
	}
	if !r.strangers[name] {
		if r.strangers == nil {
			r.strangers = map[string]bool{}
		}
		r.strangers[name] = true
		r.doubt(at, name, "no provider of data/providers.csv: its prices were taken as those of a router, which are in no series of list prices; add a line that says how it sells")
	}
	return provider{name: name, seller: undercut.Router}
}

// text checks a name: something, without spaces around it or control
// characters in it, and no longer than a line.
func (r *reader) text(at placed, s string) (string, bool) {
	if s == "" || s != strings.TrimSpace(s) || len(s) > 200 || strings.ContainsFunc(s, unicode.IsControl) {
		return "", r.bad(at, excerpt([]byte(s)), "want a text of up to 200 bytes without spaces around it or control characters")
	}
	return s, true
}

// textOf returns a field that must hold a name.
func (r *reader) textOf(o object, name string) (string, bool) {
	n, ok := o.get(name)
	if !ok {
		return "", r.bad(o, excerpt(o.raw()), "want a field "+name)
	}
	if n.kind() != '"' {
		return "", r.bad(n, excerpt(n.raw()), "want a text in quotes")
	}
	return r.text(n, n.string())
}

// maybeText returns a field that may hold a name; empty if it has none.
func (r *reader) maybeText(o object, name string) (string, bool) {
	if n, ok := o.get(name); !ok || n.kind() == '"' && n.string() == "" {
		return "", true
	}
	return r.textOf(o, name)
}

// flag returns a field that may hold true or false.
func (r *reader) flag(o object, name string) (value, known bool) {
	n, ok := o.get(name)
	if !ok {
		return false, false
	}
	if k := n.kind(); k != 't' && k != 'f' {
		return false, r.bad(n, excerpt(n.raw()), "want true or false")
	}
	return n.kind() == 't', true
}

// dollarsOf returns a field that may hold a price, 0 included, in dollars a
// million tokens; NaN if it is absent. tens is what turns the source's unit
// into that one: 0 from dollars a million tokens, 3 from dollars a thousand,
// 6 from dollars a token. Numbers in quotes are numbers.
func (r *reader) dollarsOf(o object, name string, tens int) (float64, bool) {
	n, ok := o.get(name)
	if !ok {
		return math.NaN(), true
	}
	if k := n.kind(); k != '0' && k != '"' {
		return math.NaN(), r.bad(n, excerpt(n.raw()), "want a number")
	}
	return r.dollars(n, n.string(), tens)
}

// The grades of what importers read, as docs/evidence.md defines them: lists of
// prices are kept by others than who asks the prices, scores are published by
// who makes the scale.
const (
	listGrade  = "C"
	scoreGrade = "A"
)

// price takes a row that obeys the rules of prices.csv. What has no price for
// reading or for writing is nothing that is sold by the token.
func (r *reader) price(at placed, p evidence.Price) bool {
	switch {
	case p.Removed:
		p.In, p.Out, p.Cached = math.NaN(), math.NaN(), math.NaN()
	case math.IsNaN(p.In) || math.IsNaN(p.Out):
		r.Skipped++
		return false
	case p.In == 0 && p.Out == 0:
		p.Kind = undercut.Free
	}
	p.Source, p.Grade = r.source, listGrade
	r.Prices = append(r.Prices, p)
	r.Where = append(r.Where, where(at))
	return true
}

// where is the place of a row without what would take time to find.
func where(at placed) string {
	if n, ok := at.(interface{ path() string }); ok {
		return n.path()
	}
	return at.place()
}
