package backtest

import (
	"cmp"
	"math"
	"slices"
)

// A Case is one forecast that is looked at by itself, in the unit of the
// measure: parts of 1 for shares.
type Case struct {
	Episode, World, Measure string // price, units, or a firm for its share
	Origin, At              string
	Last, Lo, Mid, Hi       float64 // at the origin; 5%, median and 95% of the simulator
	Observed                float64
	Inside                  bool // the 90% interval held
	Winkler                 float64
	Method                  string  // that is to be beaten: farmer-lafond or logit walk
	MethodLo, MethodHi      float64 // NaN: it had no forecast
	MethodWinkler           float64
	Beyond                  float64 // how far outside, in widths of the interval; 0 inside
}

// Better says whether the interval score beats the published method's.
func (c *Case) Better() bool { return c.Winkler < c.MethodWinkler }

// Passed is inside and better.
func (c *Case) Passed() bool { return c.Inside && c.Better() }

// namedCases are the hard cases that the goals speak of.
var namedCases = [][5]string{
	{"solar_pv", "cells", "price", "2008", "2013"},
	{"solar_pv", "cells", "germany", "2008", "2013"},
	{"solar_pv", "cells", "japan", "2005", "2010"},
	{"smartphone_os", "phones", "symbian", "2009-Q4", "2012-Q4"},
	{"smartphone_os", "phones", "blackberry", "2010-Q4", "2013-Q4"},
	{"smartphone_os", "phones", "ios", "2011-Q4", "2014-Q4"},
	{"ev_by_region", "china", "electric", "2020", "2023"},
}

// cases are the named ones in their order, then those that plans call hard.
func cases(rows []Row) (named, further []Case) {
	for i := range rows {
		r := &rows[i]
		if !r.Hard {
			continue
		}
		c := r.asCase()
		if c.named() >= 0 {
			named = append(named, c)
		} else {
			further = append(further, c)
		}
	}
	slices.SortStableFunc(named, func(a, b Case) int { return cmp.Compare(a.named(), b.named()) })
	return named, further
}

func (c *Case) named() int {
	return slices.Index(namedCases, [5]string{c.Episode, c.World, c.Measure, c.Origin, c.At})
}

func (r *Row) asCase() Case {
	c := Case{
		Episode: r.Episode, World: r.World, Measure: r.Measure, Origin: r.Origin, At: r.At, Last: r.Last,
		Lo: r.Q[0], Mid: r.Q[3], Hi: r.Q[6], Observed: r.Observed, Inside: r.In90(), Winkler: r.Winkler,
		Method: "farmer-lafond", MethodLo: nan, MethodHi: nan, MethodWinkler: nan,
	}
	lo, hi, y := c.Lo, c.Hi, c.Observed
	if r.Measure == "share" {
		c.Measure, c.Method = r.Firm, "logit walk"
	} else {
		lo, hi, y = math.Log(lo), math.Log(hi), math.Log(y)
	}
	c.Beyond = max(0, lo-y, y-hi)
	if c.Beyond > 0 {
		c.Beyond /= hi - lo
	}
	if b, ok := r.base(c.Method); ok {
		c.MethodLo, c.MethodHi, c.MethodWinkler = b.Lo, b.Hi, b.Winkler
	}
	return c
}

// A Miss is a line or a hard case that went wrong. By is comparable between
// the two in a loose way only: of a line how much worse its mean score is than
// the method's, of a case how far what came lies outside, in widths of the
// interval.
type Miss struct {
	Line   *Line // or
	Case   *Case
	Method string // of a line: to which it lost
	By     float64
}

// yardsticks are the methods that a line is held against.
var yardsticks = map[string][]string{"price": {"farmer-lafond"}, "units": {"naive"}, "shares": {"logit walk", "damped trend"}}

// misses lists the worst first; equals stand in the order of the board.
func misses(b *Board) []Miss {
	var all []Miss
	for i := range b.Lines {
		l := &b.Lines[i]
		for _, m := range yardsticks[l.Measure] {
			if v, ok := l.Versus(m); ok && v.Mark() == "worse" {
				all = append(all, Miss{Line: l, Method: m, By: v.Simulated/v.Method0 - 1})
			}
		}
	}
	for _, list := range [][]Case{b.Hard, b.Further} {
		for i := range list {
			if c := &list[i]; !c.Inside {
				all = append(all, Miss{Case: c, By: c.Beyond})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Miss) int { return cmp.Compare(b.By, a.By) })
	return all
}
