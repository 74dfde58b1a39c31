package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// lagOn is the lag on a day: days since the leaders' record first stood at the
// followers' record of the day. ok is false before the followers have any, and
// while they lead.
func (s *stairs) lagOn(day undercut.Day) (follower, leader member, ok bool) {
	follower, ok = recordOn(s.follow, day)
	if !ok {
		return follower, leader, false
	}
	leader, ok = reaching(s.lead, s.score, s.score[follower.release])
	return follower, leader, ok && leader.day <= day
}

// monthEnd is the lag on Args.At.
func (c *race) monthEnd(a Args) Estimate {
	var s stairs
	c.climb(c.ruler.Score, &s)
	e := blank("")
	e.What = fmt.Sprintf("months from the first %s model as good as the best %s one of %v to that day; scale %s of %v",
		c.leader.name, c.follower.name, a.At, a.Scale, c.ruler.Vintage)
	f, l, ok := s.lagOn(a.At)
	if !ok {
		e.Undefined = fmt.Sprintf("%s, %.4g, leads: no %s model had its score by %v", c.id(f), c.score(f), c.leader.name, a.At)
		c.describe(&e)
		return e
	}
	var drawn stairs
	var defined float64
	e.Mid, e.N = months(a.At-l.day), 2
	e.Lo, e.Hi, defined = c.ruler.spread(func(score []float64) float64 {
		c.climb(score, &drawn)
		_, l, ok := drawn.lagOn(a.At)
		if !ok {
			return math.NaN()
		}
		return months(a.At - l.day)
	})
	e.Basis = fmt.Sprintf("%s (%v, %.4g) after %s (%v, %.4g)", c.id(f), f.day, c.score(f), c.id(l), l.day, c.score(l))
	e.Table = c.table(f, l)
	c.describe(&e, l)
	e.often(defined, c.follower.name+" models lead")
	e.outside()
	return e
}

// table shows members as they decided.
func (c *race) table(list ...member) Table {
	t := Table{Columns: []string{"model", "joined", "score", "low", "high"}}
	for _, m := range list {
		t.Rows = append(t.Rows, []string{c.id(m), m.day.String(), cell(c.score(m)), cell(c.ruler.low[m.release]), cell(c.ruler.high[m.release])})
	}
	return t
}

// cell is a number in a table; empty if there is none.
func cell(x float64) string {
	if x != x {
		return ""
	}
	return number(x)
}

// monthEnds lists the last days of months from a day, or the first on which
// both sides have a model if that is later, to another.
func (c *race) monthEnds(from, at undercut.Day) (ends []undercut.Day) {
	start := max(from, c.leaders[0].day, c.followers[0].day)
	for m := start.Month(); m.Last() <= at; m++ {
		ends = append(ends, m.Last())
	}
	return ends
}

// mean is the mean lag of the month ends of a window. Those on which the
// followers lead have none.
func (c *race) mean(a Args) Estimate {
	ends := c.monthEnds(a.From, a.At)
	e := blank("")
	e.What = fmt.Sprintf("mean over month ends of the months from the first %s model as good as the best %s one; scale %s of %v", c.leader.name, c.follower.name, a.Scale, c.ruler.Vintage)
	var s, drawn stairs
	c.climb(c.ruler.Score, &s)
	low, high := math.Inf(1), math.Inf(-1)
	e.Table.Columns = []string{"month end", "months", "follower", "leader"}
	for _, day := range ends {
		f, l, ok := s.lagOn(day)
		if !ok {
			e.Table.Rows = append(e.Table.Rows, []string{day.String(), "", c.id(f), ""})
			continue
		}
		x := months(day - l.day)
		low, high = min(low, x), max(high, x)
		e.N++
		e.Table.Rows = append(e.Table.Rows, []string{day.String(), cell(x), c.id(f), c.id(l)})
	}
	if e.N == 0 {
		e.Undefined = fmt.Sprintf("%d month ends %s, and on none of them a lag: widen the window", len(ends), a.within())
		return e
	}
	e.Mid = s.meanLag(ends)
	e.Lo, e.Hi, _ = c.ruler.spread(func(score []float64) float64 {
		c.climb(score, &drawn)
		return drawn.meanLag(ends)
	})
	e.Basis = fmt.Sprintf("%d month ends from %v to %v, %.2f to %.2f", e.N, ends[0], ends[len(ends)-1], low, high)
	c.describe(&e)
	if e.N < len(ends) {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%s models led on %s, which are left out", c.follower.name, plural(len(ends)-e.N, "month end", "month ends")))
	}
	e.outside()
	return e
}

// meanLag is the mean of the days that have a lag, in months; NaN if none has.
func (s *stairs) meanLag(days []undercut.Day) float64 {
	sum, n := 0.0, 0.0
	for _, day := range days {
		if _, l, ok := s.lagOn(day); ok {
			sum += months(day - l.day)
			n++
		}
	}
	return sum / n // 0/0 is NaN
}
