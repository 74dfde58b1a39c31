package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/survival"
)

// A chase is a record of the leaders and when the followers caught it.
type chase struct {
	leader, follower member
	caught           bool
	days             undercut.Day // from the record to the catch, or to the end of the watch
}

// chases follows the records of the leaders since a day to the first follower
// with their score, or to the day at. A follower that was there before counts
// as none later.
func (s *stairs) chases(from, at undercut.Day, dst []chase) []chase {
	for _, l := range s.lead {
		if l.day >= from {
			f, ok := reaching(s.follow, s.score, s.score[l.release])
			dst = append(dst, chased(l, f, ok, at))
		}
	}
	return dst
}

func chased(l, f member, caught bool, at undercut.Day) chase {
	if !caught {
		return chase{leader: l, days: at - l.day}
	}
	return chase{l, f, true, max(0, f.day-l.day)}
}

// curve is the survivor function of being uncaught, in months. The error is of
// an empty list.
func curve(list []chase) (survival.Curve, error) {
	time, event := make([]float64, len(list)), make([]bool, len(list))
	for i, x := range list {
		time[i], event[i] = months(x.days), x.caught
	}
	return survival.KaplanMeier(time, event)
}

// catchUp is the median time to catch a record of the leaders, by scores.
func (c *race) catchUp(a Args) Estimate {
	var s, drawn stairs
	c.climb(c.ruler.Score, &s)
	e := c.chase(a, s.chases(a.From, a.At, nil), "as good")
	if e.Undefined != "" {
		return e
	}
	var buffer []chase
	lo, hi, _ := c.ruler.spread(func(score []float64) float64 {
		c.climb(score, &drawn)
		buffer = drawn.chases(a.From, a.At, buffer[:0])
		k, err := curve(buffer)
		if err != nil {
			return math.NaN()
		}
		return k.Median()
	})
	e.What += "; the interval is the wider of sampling and scores on either side"
	if e.Lo == e.Lo {
		e.Lo, e.Hi = min(e.Lo, nanAs(lo, e.Lo)), max(e.Hi, nanAs(hi, e.Hi))
	}
	return open(e)
}

// catchUpWithin is the same where a follower counts as having caught up when
// its score is not worse by more than the errors explain.
func (c *race) catchUpWithin(a Args) Estimate {
	caught, how := c.ruler.overlaps, "whose 90% interval overlaps the record's"
	if a.Definition == withinError {
		caught, how = c.ruler.withinError, "not worse by more than 1.645 standard errors of the difference"
	}
	var s stairs
	var list []chase
	c.climb(c.ruler.Score, &s)
	for _, l := range s.lead {
		if l.day < a.From {
			continue
		}
		f, ok := c.first(func(f member) bool { return caught(f.release, l.release) })
		list = append(list, chased(l, f, ok, a.At))
	}
	e := c.chase(a, list, how)
	if c.ruler.withoutSpreads {
		e.Warnings = append(e.Warnings, "no score has a published interval: this is catch_up")
	}
	return open(e)
}

func (c *race) first(is func(member) bool) (member, bool) {
	for _, f := range c.followers {
		if is(f) {
			return f, true
		}
	}
	return member{}, false
}

// overlaps reports whether the upper end of a's interval reaches the lower end
// of b's.
func (r *Ruler) overlaps(a, b int) bool { return r.high[a] >= r.low[b] }

// withinError reports whether a is not significantly worse than b,
//
//	b - a <= z √(σ_a² + σ_b²),  z = 1.645
//
// with z σ the half of the published interval that faces the other score. Of
// two intervals that just touch the difference is √2 times as large: to overlap
// is the weaker test (Schenker and Gentleman, The American Statistician 55,
// 2001).
func (r *Ruler) withinError(a, b int) bool {
	return r.Score[b]-r.Score[a] <= math.Hypot(r.high[a]-r.Score[a], r.Score[b]-r.low[b])
}

// fewest is the number of events below which the band of Kaplan and Meier says
// little: with the last subject at risk it closes to a point.
const fewest = 5

// chase estimates the median time of chases.
func (c *race) chase(a Args, list []chase, how string) Estimate {
	e := blank("")
	e.What = fmt.Sprintf("median months from a record of %s models to the first %s model %s, by Kaplan and Meier; scale %s of %v", c.leader.name, c.follower.name, how, a.Scale, c.ruler.Vintage)
	e.Table = c.chaseTable(list)
	k, err := curve(list)
	if err != nil {
		e.Undefined = fmt.Sprintf("no record of %s models %s: widen the window", c.leader.name, a.within())
		return e
	}
	e.N = k.Subjects
	e.Basis = fmt.Sprintf("%d records, %d caught by %v", k.Subjects, k.Events, a.At)
	c.describe(&e)
	if math.IsInf(k.Median(), 1) {
		e.Undefined = fmt.Sprintf("fewer than half of %d records were caught by %v: the median is above what was watched, %.1f months at most", k.Subjects, a.At, k.Last)
		return e
	}
	if mean, se, err := k.RestrictedMean(k.Last); err == nil {
		e.Basis += fmt.Sprintf("; mean %.2f ± %.2f months, of those not caught %.1f at most", mean, z95*se, k.Last)
	}
	e.Mid = k.Median()
	if band, err := k.EndedByInterval(0.5, 0.9); err == nil && k.Events >= fewest {
		e.Lo, e.Hi = band.Lo, band.Hi
	} else {
		e.Warnings = append(e.Warnings, fmt.Sprintf("no interval: %d records were caught, the band wants %d", k.Events, fewest))
	}
	return e
}

// open replaces an interval's end that lies beyond all that was watched.
func open(e Estimate) Estimate {
	if math.IsInf(e.Hi, 1) {
		e.Hi = math.NaN()
		e.Warnings = append(e.Warnings, "the interval has no upper end: too many records were not caught yet")
	}
	return e
}

func (c *race) chaseTable(list []chase) Table {
	t := Table{Columns: []string{"record", "released", "score", "caught by", "on", "months"}}
	for _, x := range list {
		row := []string{c.id(x.leader), x.leader.day.String(), cell(c.score(x.leader)), "", "", "> " + cell(months(x.days))}
		if x.caught {
			row[3], row[4], row[5] = c.id(x.follower), max(x.follower.day, x.leader.day).String(), cell(months(x.days))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// nanAs is x, or y if x is not known.
func nanAs(x, y float64) float64 {
	if x != x {
		return y
	}
	return x
}
