package backtest

import (
	"math"
	"slices"
	"strconv"

	"github.com/undercut-sim/undercut/score"
)

// A Total compares the simulator with a method over all episodes. In Even each
// series (episode/world) weighs one and is one observation of the error; in
// Pooled each row does, and rows of a series err together.
type Total struct {
	Measure, Years string // shares: over horizons 1 to 5
	Series         int
	Even, Pooled   Versus
}

// totalYears are the horizons of totals: from, to.
var totalYears = map[string][][2]int{"price": {{1, 1}, {3, 3}, {5, 5}}, "shares": {{1, 5}}, "units": {{1, 5}}}

// totals are in the order price, shares, units, by horizon and method.
func totals(rows []Row) []Total {
	var all []Total
	for _, measure := range []string{"price", "shares", "units"} {
		for _, years := range totalYears[measure] {
			some := within(rows, measure, years[0], years[1])
			for _, m := range methodsOf(some) {
				if t, ok := total(some, m); ok {
					t.Measure, t.Years = measure, span(years)
					all = append(all, t)
				}
			}
		}
	}
	return all
}

func span(years [2]int) string {
	if years[0] == years[1] {
		return strconv.Itoa(years[0])
	}
	return strconv.Itoa(years[0]) + "–" + strconv.Itoa(years[1])
}

func within(rows []Row, measure string, from, to int) []Row {
	var some []Row
	for i := range rows {
		if rows[i].kind() == measure && from <= rows[i].Horizon && rows[i].Horizon <= to {
			some = append(some, rows[i])
		}
	}
	return some
}

func total(rows []Row, method string) (t Total, ok bool) {
	if t.Pooled, ok = against(rows, method, (*Row).series); !ok {
		return t, false
	}
	var sim, base []float64
	var unit []int
	for _, s := range bySeries(rows) {
		if v, ok := against(s, method, (*Row).series); ok {
			sim, base, unit = append(sim, v.Simulated), append(base, v.Method0), append(unit, len(unit))
		}
	}
	t.Series, t.Even = len(sim), versus(method, sim, base, unit)
	return t, true
}

// bySeries parts rows by episode and world, in their order.
func bySeries(rows []Row) [][]Row {
	n := numbered{}
	var all [][]Row
	for i := range rows {
		k := n.of(rows[i].series())
		if k == len(all) {
			all = append(all, nil)
		}
		all[k] = append(all[k], rows[i])
	}
	return all
}

// Covered is how often intervals held, over all episodes and horizons.
type Covered struct {
	Measure      string
	Series       int
	Even80       score.Estimate // each series weighs one
	Even90       score.Estimate
	In80, In90   score.Share // pooled
	Wilson80     score.Interval
	Wilson90     score.Interval
	CRPS, Pooled float64 // mean score, each series weighing one, and pooled
}

func covered(rows []Row) []Covered {
	var all []Covered
	for _, measure := range []string{"price", "shares", "units"} {
		if some := within(rows, measure, 0, math.MaxInt); len(some) > 0 {
			all = append(all, cover(measure, some))
		}
	}
	return all
}

func cover(measure string, rows []Row) Covered {
	c := Covered{Measure: measure}
	var a, b []float64
	var unit []int
	parts := bySeries(rows)
	for i, s := range parts {
		l := line(s)
		a, b, unit = append(a, l.In80.Value()), append(b, l.In90.Value()), append(unit, i)
		c.CRPS += l.CRPS / float64(len(parts))
	}
	whole := line(rows)
	c.Series, c.In80, c.In90, c.Pooled = len(parts), whole.In80, whole.In90, whole.CRPS
	c.Even80, c.Even90 = meanOf(a, unit), meanOf(b, unit)
	c.Wilson80, c.Wilson90 = Wilson(c.In80), Wilson(c.In90)
	return c
}

// meanOf is a mean with its error, NaN of a single unit.
func meanOf(x []float64, unit []int) score.Estimate {
	e, err := score.Mean(x, unit)
	if err != nil {
		sum := 0.0
		for _, v := range x {
			sum += v / float64(len(x))
		}
		return score.Estimate{Value: sum, SE: math.NaN(), N: len(x), Clusters: len(slices.Compact(slices.Clone(unit)))}
	}
	return e
}

// Wilson is the 90% interval of a share; NaN of none.
func Wilson(s score.Share) score.Interval {
	i, err := s.Wilson(0.9)
	if err != nil {
		return score.Interval{Lo: math.NaN(), Hi: math.NaN()}
	}
	return i
}

// Uniform tests whether what was observed falls evenly over the forecasts of a
// measure.
type Uniform struct {
	Measure string
	Test    score.Test // rows of one path share years: P is too small
	Tenths  [10]int    // how many fell into each tenth of their forecast
}

func uniform(rows []Row) []Uniform {
	var all []Uniform
	for _, measure := range []string{"price", "shares", "units"} {
		u := Uniform{Measure: measure}
		var pits []float64
		for _, r := range within(rows, measure, 0, math.MaxInt) {
			pits = append(pits, r.PIT)
			u.Tenths[min(9, max(0, int(10*r.PIT)))]++
		}
		if t, err := score.KS(pits); err == nil {
			u.Test = t
			all = append(all, u)
		}
	}
	return all
}
