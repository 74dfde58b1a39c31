package score

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// A Decomposition splits the Brier score by groups of like forecasts,
//
//	Brier = Reliability - Resolution + Uncertainty + Within
type Decomposition struct {
	Brier       float64
	Reliability float64 // how far the groups' frequencies are from what was said; 0 is calibrated
	Resolution  float64 // how far they differ from the base rate; large is good
	Uncertainty float64 // score of always saying the base rate
	Within      float64 // what forecasts of one group differ by; 0 if they are the same
	Groups      []Group // in order of probability
}

// A Group is a point of the reliability diagram.
type Group struct {
	P    float64 // mean probability given
	Came Share   // how often the event came
}

// Murphy decomposes the Brier score (Murphy 1973). Edges divide the forecasts
// into groups, each from its edge up to below the next; nil groups those that
// are equal. Fine groups of few forecasts count luck as lack of reliability and
// as resolution alike. Where forecasts of a group differ, Within is the two
// terms of D. B. Stephenson, C. A. S. Coelho and I. T. Jolliffe, "Two extra
// components in the Brier score decomposition", Weather and Forecasting 23
// (2008): their variance less twice their covariance with the outcome.
func Murphy(p []float64, came []bool, edges []float64) (Decomposition, error) {
	if err := errors.Join(checkEvents(p, came), checkEdges(edges)); err != nil {
		return Decomposition{}, err
	}
	var d Decomposition
	n, hits := float64(len(p)), 0
	for _, c := range came {
		hits += int(one(c))
	}
	base := float64(hits) / n
	d.Uncertainty = base * (1 - base)
	for _, rows := range alike(p, edges) {
		g, within := groupOf(p, came, rows)
		size, rate := float64(len(rows))/n, g.Came.Value()
		d.Reliability += size * (g.P - rate) * (g.P - rate)
		d.Resolution += size * (rate - base) * (rate - base)
		d.Within += within / n
		d.Groups = append(d.Groups, g)
	}
	var err error
	d.Brier, err = Brier(p, came)
	return d, err
}

func checkEdges(edges []float64) error {
	var errs []error
	for i, e := range edges {
		switch {
		case !isFinite(e):
			errs = append(errs, number(fmt.Sprintf("edge[%d]", i), e))
		case i > 0 && !(e > edges[i-1]):
			errs = append(errs, fmt.Errorf("score: edge[%d] is %g after %g: want edges that rise", i, e, edges[i-1]))
		}
	}
	return errors.Join(errs...)
}

// alike returns the rows of each group, in order of probability and row.
func alike(p, edges []float64) (groups [][]int) {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	for k, i := range order {
		if k == 0 || !together(p[order[k-1]], p[i], edges) {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], i)
	}
	return groups
}

// together reports whether lo <= hi are in one group.
func together(lo, hi float64, edges []float64) bool {
	if edges == nil {
		return lo == hi
	}
	return !slices.ContainsFunc(edges, func(e float64) bool { return lo < e && e <= hi })
}

// groupOf sums a group: within is Σ (p - p̄)² - 2 Σ (o - ō)(p - p̄).
func groupOf(p []float64, came []bool, rows []int) (g Group, within float64) {
	g.Came.N = len(rows)
	for _, i := range rows {
		g.P += p[i]
		g.Came.Hits += int(one(came[i]))
	}
	g.P /= float64(len(rows))
	if p[rows[0]] == p[rows[len(rows)-1]] {
		g.P = p[rows[0]] // all are the same: no rounding of their mean
	}
	rate := g.Came.Value()
	for _, i := range rows {
		d := p[i] - g.P
		within += d*d - 2*(one(came[i])-rate)*d
	}
	return g, within
}
