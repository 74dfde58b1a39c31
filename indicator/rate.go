package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// A rate is how much a subject turned over a year, or a day, on a day.
type rate struct {
	subject string
	value   float64
	how     string
	held    bool   // after the last figure
	rows    ledger // one, or the two between which it was read
}

// stale is for how long a rate counts after it was last seen. Revenue of labs
// has grown three- to ninefold a year: what is older says little.
const stale undercut.Day = 366

// flowOn is a figure as a rate with the day on which it held: of revenue over a
// period in its middle.
func flowOn(f *undercut.Figure) (undercut.Day, float64) {
	if f.From == f.Until {
		return f.Until, f.Value
	}
	days := length(f)
	return f.From + days/2, f.Value * daysPerYear / float64(days)
}

// length is the days of a figure's period, the first and the last among them.
func length(f *undercut.Figure) undercut.Day { return f.Until - f.From + 1 }

// rateOn reads a subject's rate on a day, straight between the logs of the
// figures before and after; after the last it is held for a year. The figures
// are of run rate and revenue, or of tokens.
func (l ledger) rateOn(subject, country string, day undercut.Day) (rate, bool) {
	type dated struct {
		day   undercut.Day
		value float64
		row   undercut.Figure
	}
	var points []dated
	for _, f := range l.of(subject, country) {
		if on, x := flowOn(&f); x > 0 {
			points = append(points, dated{on, x, f})
		}
	}
	slices.SortStableFunc(points, func(a, b dated) int { return cmp.Compare(a.day, b.day) })
	at := -1 // the last of the points up to the day: of one day the last is the best
	for i := range points {
		if points[i].day <= day {
			at = i
		}
	}
	if at < 0 {
		return rate{}, false
	}
	before := points[at]
	r := rate{subject: subject, value: before.value, how: "seen for " + before.day.String(), rows: ledger{before.row}}
	next := slices.IndexFunc(points, func(p dated) bool { return p.day > day })
	switch {
	case before.day == day:
	case next >= 0 && points[next].day-before.day <= stale+stale/10:
		after := points[next]
		for _, p := range points { // of that day the best
			if p.day == after.day {
				after = p
			}
		}
		w := float64(day-before.day) / float64(after.day-before.day)
		r.value = math.Exp((1-w)*math.Log(before.value) + w*math.Log(after.value))
		r.how = fmt.Sprintf("between %v and %v", before.day, after.day)
		r.rows = append(r.rows, after.row)
	case day-before.day > stale:
		return rate{}, false
	default:
		r.how, r.held = "held since "+before.day.String(), true
	}
	return r, true
}
