package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// A race is two sides on one scale up to a day.
type race struct {
	ruler              *Ruler
	leader, follower   side
	leaders, followers []member // in order of dates
	unplaced           int      // scored releases of which nobody knows the side
}

// newRace reads a race up to Args.At. The error says what is missing.
func newRace(v undercut.View, a Args, leader, follower side) (*race, error) {
	r, err := rulerAt(v, a)
	if err != nil {
		return nil, err
	}
	c := &race{ruler: r, leader: leader, follower: follower}
	var apart int
	c.leaders, c.unplaced = leader.members(r, a.Domain, a.At)
	c.followers, apart = follower.members(r, a.Domain, a.At)
	c.unplaced = max(c.unplaced, apart)
	for _, s := range []struct {
		name string
		list []member
	}{{leader.name, c.leaders}, {follower.name, c.followers}} {
		if len(s.list) == 0 {
			return nil, fmt.Errorf("no %s model of domain %s had a score on scale %s by %v", s.name, a.Domain, a.Scale, a.At)
		}
	}
	return c, nil
}

// rulerAt is the ruler of a view for a day that the view reaches.
func rulerAt(v undercut.View, a Args) (*Ruler, error) {
	if a.At > v.Day {
		return nil, fmt.Errorf("the day measured is %v, the view ends at %v: measure a day up to that", a.At, v.Day)
	}
	return NewRuler(v, a.Scale)
}

// missing is an estimate that cannot be made.
func missing(what, why string) Estimate {
	e := blank(what)
	e.Undefined = why
	return e
}

// blank is an estimate to be filled in.
func blank(what string) Estimate {
	return Estimate{Mid: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), What: what}
}

// describe completes an estimate of a race: sources, date of the data and what
// a reader must know of it.
func (c *race) describe(e *Estimate, used ...member) {
	c.ruler.cite(e, c.leaders, c.followers)
	if c.unplaced > 0 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%s on neither side: the evidence does not say where they belong", plural(c.unplaced, "scored model is", "scored models are")))
	}
	for _, m := range used {
		if m.day == c.leaders[0].day {
			e.Warnings = append(e.Warnings, fmt.Sprintf("%s is of the first day on which a %s model had a score: one before it may have reached the level, and the lag be longer", c.id(m), c.leader.name))
		}
	}
}

// cite names the sources of an estimate that rests on the scores of members,
// and the last day on which one of its rows was seen.
func (r *Ruler) cite(e *Estimate, lists ...[]member) {
	t := trail{sources: e.Sources, data: e.Data}
	t.ruler(r)
	for _, list := range lists {
		for _, m := range list {
			t.release(&r.releases[m.release], m.day)
		}
	}
	t.mark(e)
}

// release notes a release and its states up to a day.
func (t *trail) release(r *undercut.Release, until undercut.Day) {
	t.add(r.Source, r.Seen)
	for _, s := range r.Access {
		if s.From <= until {
			t.add(s.Source, s.Seen)
		}
	}
}

func (c *race) id(m member) string { return c.ruler.releases[m.release].ID }

func (c *race) score(m member) float64 { return c.ruler.Score[m.release] }

// months counts days in mean months.
func months(days undercut.Day) float64 { return float64(days) / undercut.DaysPerMonth }

// plural is a count with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// within says in words from when to when.
func (a Args) within() string {
	if a.From == 0 {
		return "up to " + a.At.String()
	}
	return fmt.Sprintf("from %v to %v", a.From, a.At)
}
