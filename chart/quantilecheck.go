package chart

import (
	"fmt"
	"math"
)

// A level is one of the quantiles of a world.
type level struct {
	name   string
	values []float64
}

// levels lists the quantiles from below, the pairs of the bands from outside.
func (q Quantiles) levels() [5]level {
	return [5]level{{"p10", q.P10}, {"p25", q.P25}, {"p50", q.P50}, {"p75", q.P75}, {"p90", q.P90}}
}

// check reports what is wrong with the numbers; name says which world they are.
func (q Quantiles) check(bad *problems, name string, months []int) {
	ls := q.levels()
	for i := range ls[:2] {
		if lo, hi := ls[i], ls[4-i]; (lo.values == nil) != (hi.values == nil) {
			bad.addf("%s has one of %s and %s: give both or neither", name, lo.name, hi.name)
		}
	}
	for i, l := range ls {
		if len(l.values) != len(months) {
			if l.values != nil || l.name == "p50" {
				bad.addf("%s.%s has %d values for %d months", name, l.name, len(l.values), len(months))
			}
			ls[i].values = nil // nothing more is said of it
		}
	}
	defined := ls[2].values == nil
	for i, m := range months {
		place := func(l level) string { return fmt.Sprintf("%s.%s[%d] (%s)", name, l.name, i, monthName(m)) }
		defined = checkMonth(bad, ls, i, place) || defined
	}
	if !defined && len(months) > 0 {
		bad.addf("%s has no defined month", name)
	}
}

// checkMonth reports what is wrong with the quantiles of month i, and whether
// there are any. place names one of them.
func checkMonth(bad *problems, ls [5]level, i int, place func(level) string) (defined bool) {
	at := func(l level) float64 {
		if l.values == nil {
			return math.NaN()
		}
		return l.values[i]
	}
	var below level // the last that is defined
	for _, l := range ls {
		v := at(l)
		if !drawable(v) {
			bad.addf("%s is %v: want 0 or a magnitude of 1e-100 to 1e100, or NaN if undefined", place(l), v)
		}
		if math.IsNaN(v) {
			continue
		}
		if defined && at(below) > v {
			bad.addf("%s is %v, above %s of %v: quantiles must rise", place(below), at(below), l.name, v)
		}
		below, defined = l, true
	}
	if mid := ls[2]; defined && mid.values != nil && math.IsNaN(at(mid)) {
		bad.addf("%s is %v and p50 is NaN: undefined in the middle means undefined in all", place(below), at(below))
	}
	for k := range ls[:2] {
		lo, hi := ls[k], ls[4-k]
		if lo.values != nil && hi.values != nil && math.IsNaN(at(lo)) != math.IsNaN(at(hi)) {
			bad.addf("%s is %v and %s is %v: want both ends of a band, or neither", place(lo), at(lo), hi.name, at(hi))
		}
	}
	return defined
}
