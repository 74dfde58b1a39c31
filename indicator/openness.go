package indicator

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// A quarter is a calendar quarter, counted from that of January of year 0.
type quarter int

func quarterOf(d undercut.Day) quarter { return quarter(int(d.Month()) / 3) }

// last is its last day.
func (q quarter) last() undercut.Day { return undercut.Month(q*3 + 2).Last() }

func (q quarter) String() string { return fmt.Sprintf("%04d-Q%d", int(q)/4, int(q)%4+1) }

// until names the quarter, with the day if that comes before its end.
func (q quarter) until(at undercut.Day) string {
	if at < q.last() {
		return q.String() + " to " + at.String()
	}
	return q.String()
}

// releasedStates are what can be got of a release, in the order of the table.
var releasedStates = []undercut.Openness{
	undercut.OpenWeights, undercut.Restricted, undercut.Weights, undercut.APIOnly, undercut.Unknown,
}

// opennessTime counts releases by quarter and by their state at its end: what
// is opened some weeks after its release came out open, what is opened a year
// later did not.
func opennessTime(v undercut.View, a Args) Estimate {
	e := blank("share of models whose weights could be had at the end of the quarter, among the releases of the last full quarter")
	if a.At > v.Day {
		e.Undefined = fmt.Sprintf("the day measured is %v, the view ends at %v: measure a day up to that", a.At, v.Day)
		return e
	}
	list := later(arrivals(v, a), a.From-1)
	if len(list) == 0 {
		e.Undefined = fmt.Sprintf("no model of domain %s was released %s", a.Domain, a.within())
		return e
	}
	e.Table.Columns = []string{"quarter"}
	for _, s := range releasedStates {
		e.Table.Columns = append(e.Table.Columns, s.String())
	}
	for q := quarterOf(list[0].day); q <= quarterOf(a.At); q++ {
		full := q.last() <= a.At
		states := statesOf(v, list, q, a.At)
		row := []string{q.until(a.At)}
		for _, s := range releasedStates {
			row = append(row, fmt.Sprint(states[s]))
		}
		e.Table.Rows = append(e.Table.Rows, row)
		if full {
			e.count(q, states, a.Strict)
		}
	}
	citeArrivals(&e, v, list, a.At)
	if e.Mid != e.Mid {
		e.Undefined = "no full quarter has releases of known openness"
	}
	return e
}

// statesOf counts the arrivals of a quarter by state at its end, or at the day
// at if that is earlier.
func statesOf(v undercut.View, list []arrival, q quarter, at undercut.Day) []int {
	n := make([]int, int(slices.Max(releasedStates))+1)
	for _, x := range list {
		if quarterOf(x.day) == q {
			n[v.Releases[x.release].At(min(q.last(), at))]++
		}
	}
	return n
}

// count sets the estimate to the share of a quarter, if it has one.
func (e *Estimate) count(q quarter, states []int, strict bool) {
	open, known := 0, 0
	for s, n := range states {
		if undercut.Openness(s) == undercut.Unknown {
			continue
		}
		known += n
		if isOpen(undercut.Openness(s), strict) {
			open += n
		}
	}
	e.Mid, e.Lo, e.Hi, e.N, e.Basis = math.NaN(), math.NaN(), math.NaN(), known, fmt.Sprintf("%d of %d in %v", open, known, q)
	if known > 0 {
		e.Mid = float64(open) / float64(known)
		e.Lo, e.Hi = wilson(open, known)
	}
}

// OpennessTime is how many releases came out in which state, by quarter.
var OpennessTime = Indicator{
	Name: "openness_time", Title: "Openness over time", Unit: "share",
	Doc: "Releases by calendar quarter and by what could be got of them at its end: open weights without terms, weights under terms, " +
		"weights of which the terms are not known, use only, not known. The value is the share with weights in the last full quarter.",
	Source: "interval: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927)",
	Params: []Param{scored[1], scored[2], strictly},
	Of:     opennessTime,
}
