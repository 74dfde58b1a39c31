package reconcile

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// releases takes releases that are new. Of those that are known nothing
// changes: what differs is told.
func (c *comparison) releases() {
	for i := range c.batch.Releases {
		r := c.batch.Releases[i]
		r.Access = nil
		known := c.released[r.ID]
		switch {
		case known != nil:
			c.Unchanged["releases.csv"]++
			c.differs(&r, known)
		case r.Seen > c.seen || r.Day > c.seen:
			c.bad(r.ID, r.Day.String(), fmt.Sprintf("want a release up to %v, the day of the file", c.seen))
		case c.cited(r.ID, r.Source):
			c.released[r.ID] = &r
			c.Rows.Releases = append(c.Rows.Releases, r)
			c.note(Added, "releases.csv", r.ID, fmt.Sprintf("%s of %v, %s", cmp.Or(r.Developer, "developer not known"), r.Day, r.Domain), "")
		}
	}
}

// dayError is how far sources put the day of a release apart without a word:
// many know the month only, and some date a preview.
const dayError = 45

// differs tells where a release is not as it is known.
func (c *comparison) differs(r, known *undercut.Release) {
	var says string
	switch {
	case r.Day-known.Day > dayError || known.Day-r.Day > dayError:
		says = fmt.Sprintf("released %v, known as of %v", r.Day, known.Day)
	case r.Country != "" && known.Country != "" && r.Country != known.Country:
		says = fmt.Sprintf("country %s, known as %s", r.Country, known.Country)
	case r.Domain != known.Domain:
		says = fmt.Sprintf("domain %s, known as %s", r.Domain, known.Domain)
	default:
		return
	}
	c.doubt(r.ID, says, "the release stays as it is known: another release under that name, or an error of one of the two")
}

// access takes changes of openness, and what is known of new releases.
func (c *comparison) access() {
	states := map[string][]undercut.Access{}
	for i := range c.known.Access {
		a := &c.known.Access[i]
		states[a.Release] = append(states[a.Release], a.Access)
	}
	rows := slices.Clone(c.batch.Access)
	c.since(rows)
	slices.SortStableFunc(rows, func(a, b evidence.AccessRow) int { return cmp.Compare(a.From, b.From) })
	for _, a := range rows {
		r := c.released[a.Release]
		switch {
		case r == nil && a.Release != "":
			c.bad(a.Release, a.State.String(), "there is no such release: correct the rule that names it, or import the release")
		case r != nil && c.cited(a.Release, a.Access.Source) && c.opens(states[a.Release], &a, r):
			states[a.Release] = append(states[a.Release], a.Access)
			c.Rows.Access = append(c.Rows.Access, a)
		}
	}
	for _, r := range c.Rows.Releases {
		if len(states[r.ID]) == 0 || states[r.ID][0].From != r.Day {
			c.Rows.Access = append(c.Rows.Access, evidence.AccessRow{Release: r.ID, Access: undercut.Access{From: r.Day, Seen: r.Seen, Source: r.Source, Grade: r.Grade}})
		}
	}
	slices.SortStableFunc(c.Rows.Access, func(a, b evidence.AccessRow) int {
		return cmp.Or(cmp.Compare(a.Release, b.Release), cmp.Compare(a.From, b.From), cmp.Compare(a.Access.Seen, b.Access.Seen))
	})
}

// since dates states that a source has from the release on by the day on which
// the release is known to have been.
func (c *comparison) since(rows []evidence.AccessRow) {
	day := map[string]undercut.Day{}
	for i := range c.batch.Releases {
		day[c.batch.Releases[i].ID] = c.batch.Releases[i].Day
	}
	for i := range rows {
		a := &rows[i]
		if d, ok := day[a.Release]; ok && a.From == d && c.released[a.Release] != nil {
			a.From = c.released[a.Release].Day
		}
	}
}

// opens reports whether a state is news: the first that is known, or weights
// that can be had since a later day than that of the release. Where a source
// that said otherwise now says that weights can be had, they can since the day
// of the file. Who says that weights could never be had, or always,
// contradicts what is known: that is told and changes nothing.
func (c *comparison) opens(states []undercut.Access, a *evidence.AccessRow, r *undercut.Release) bool {
	now := stateAt(states, a.From)
	news := now.State == undercut.Unknown || a.From > now.From && a.State > now.State
	if !news && a.State.CanHost() && !now.State.CanHost() && now.Source == a.Access.Source && stateAt(states, c.seen) == now {
		a.From, news = c.seen, true
	}
	switch {
	case a.From < r.Day:
		c.bad(a.Release, a.From.String(), fmt.Sprintf("want a state from the release on, %v", r.Day))
		return false
	case len(states) == 0:
		return true // of a new release: told with it
	case a.State == undercut.Unknown, a.State == now.State, a.State.CanHost() && now.State.CanHost():
		c.Unchanged["access.csv"]++
		return false
	}
	is, was := fmt.Sprintf("%v since %v", a.State, a.From), fmt.Sprintf("%v since %v", now.State, now.From)
	if !news || clash(states, a) {
		c.doubt(a.Release, is, "it is known as "+was+", and stays so")
		c.Unchanged["access.csv"]++
		return false
	}
	verb := Changed
	if now.State == undercut.Unknown {
		verb = Added
	}
	c.note(verb, "access.csv", a.Release, is, was)
	return true
}

// stateAt is the state on a day; zero if there is none.
func stateAt(states []undercut.Access, day undercut.Day) (now undercut.Access) {
	for _, s := range states {
		if s.From <= day && s.From >= now.From {
			now = s
		}
	}
	return now
}

// clash reports whether a state of that day was seen as late already.
func clash(states []undercut.Access, a *evidence.AccessRow) bool {
	return slices.ContainsFunc(states, func(s undercut.Access) bool { return s.From == a.From && s.Seen >= a.Access.Seen })
}

// sameNumber treats what is not known as equal.
func sameNumber(x, y float64) bool {
	return x == y || math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y))
}
