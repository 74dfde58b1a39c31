package evidence

import (
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// check applies the rules that need more than one row.
func (o *Observed) check() []error {
	c := &checker{known: map[string]string{}, seen: map[string]place{}}
	for _, s := range o.Sources {
		c.known[s.ID] = ""
	}
	for _, f := range o.facts {
		c.known[f.ID] = f.Grade
	}
	released := map[string]undercut.Day{}
	for i, r := range o.Releases {
		at := o.releaseAt[i]
		c.once("id", r.ID, at)
		c.cites("source", r.Source, at)
		released[r.ID] = r.Day
	}
	c.accesses(o, released)
	c.offers(o, released)
	for i := range o.Scores {
		s := &o.Scores[i]
		c.once("release, variant, scale and seen", strings.Join([]string{s.Release, s.Variant, s.Scale, s.Seen.String()}, "/"), s.at)
		c.names(s.Release, released, s.at)
		c.cites("source", s.Source, s.at)
		if s.Low > s.Value || s.High < s.Value || (s.Low == s.Low) != (s.High == s.High) {
			c.bad = append(c.bad, s.at.errorf("score", "is %g outside %g to %g: want low <= score <= high, or neither bound", s.Value, s.Low, s.High))
		}
	}
	c.figures(o)
	return c.bad
}

// names reports a release that has no row.
func (c *checker) names(id string, released map[string]undercut.Day, at place) {
	if _, ok := released[id]; !ok {
		c.bad = append(c.bad, at.errorf("release", "is %q: add its row to releases.csv", id))
	}
}

// accesses checks the states of openness: the first at the release, the others
// after it in order.
func (c *checker) accesses(o *Observed, released map[string]undercut.Day) {
	last := map[string]*AccessRow{}
	for i := range o.Access {
		a := &o.Access[i]
		c.names(a.Release, released, a.at)
		c.cites("source", a.Source, a.at)
		before := last[a.Release]
		if before != nil && (a.From < before.From || a.From == before.From && a.Access.Seen <= before.Access.Seen) {
			c.bad = append(c.bad, a.at.errorf("from", "is %v after a state of %v: want states of a release in order, those of one day in the order in which they were seen", a.From, before.From))
		}
		if before == nil && a.From != released[a.Release] {
			c.bad = append(c.bad, a.at.errorf("from", "is %v, the release is of %v: want the first state at the release", a.From, released[a.Release]))
		}
		last[a.Release] = a
	}
	for i, r := range o.Releases {
		if _, ok := last[r.ID]; !ok {
			c.bad = append(c.bad, o.releaseAt[i].errorf("id", "is %s without a row in access.csv: add one, state unknown if nothing is known", r.ID))
		}
	}
}

// offers checks prices: nothing twice, nothing sold before its release.
func (c *checker) offers(o *Observed, released map[string]undercut.Day) {
	for i := range o.Prices {
		p := &o.Prices[i]
		c.names(p.Release, released, p.at)
		c.cites("source", p.Source, p.at)
		if slices.Contains(split(p.Source), Assumption) {
			c.bad = append(c.bad, p.at.errorf("source", "is assumption: want prices that somebody saw"))
		}
		if day, ok := released[p.Release]; ok && p.From < day && p.Suspect == "" {
			c.bad = append(c.bad, p.at.errorf("valid_from", "is %v, the release is of %v: mend one of the two, or mark the row as suspect early", p.From, day))
		}
	}
}
