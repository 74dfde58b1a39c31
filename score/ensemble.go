package score

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// An Ensemble is a forecast of weighted members.
type Ensemble struct {
	x, w         []float64 // members in order, and their weights
	below, above []float64 // weight up to and including a member; beyond it
	total        float64
	spread       float64 // ∫ F (1 - F) dx = E|X - X'|/2
	same         float64 // Σ w² / (Σ w)², odds that two draws are one member
}

// NewEnsemble takes members in any order and their relative weights; nil
// weights are equal ones. It sorts, O(n log n); a score is then O(n).
//
// It is an error if there are no members, if a number is not finite, if a
// weight is negative, or if all are 0.
func NewEnsemble(members, weight []float64) (Ensemble, error) {
	if weight == nil {
		weight = slices.Repeat([]float64{1}, len(members))
	}
	if err := sameLength("weights", len(weight), "members", len(members)); err != nil {
		return Ensemble{}, err
	}
	if err := errors.Join(numbers("member", members), weights(weight)); err != nil {
		return Ensemble{}, err
	}
	order := make([]int, len(members))
	for i := range order {
		order[i] = i
	}
	// Ties by weight: sums then run in one order, whatever that of the input.
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(members[a], members[b]), cmp.Compare(weight[a], weight[b]))
	})
	e := Ensemble{x: make([]float64, len(order)), w: make([]float64, len(order))}
	for i, o := range order {
		e.x[i], e.w[i] = members[o], weight[o]
	}
	e.accumulate()
	if _, err := held("the spread", e.spread); err != nil {
		return Ensemble{}, err
	}
	return e, nil
}

// weights reports those that are negative, not finite, or none.
func weights(w []float64) error {
	var sum float64
	var errs []error
	for i, v := range w {
		if !(v >= 0) || math.IsInf(v, 1) {
			errs = append(errs, fmt.Errorf("score: weight[%d] is %g: want a finite number, 0 or more", i, v))
		}
		sum += v
	}
	switch {
	case len(errs) > 0:
	case len(w) == 0:
		errs = append(errs, errors.New("score: no weights: give at least one"))
	case sum == 0:
		errs = append(errs, fmt.Errorf("score: all %d weights are 0: give some weight to one", len(w)))
	case math.IsInf(sum, 1):
		errs = append(errs, errors.New("score: the weights sum to more than a float64 holds: divide them all by one number"))
	}
	return errors.Join(errs...)
}

// accumulate sums weights from both ends, so that both tails are precise.
func (e *Ensemble) accumulate() {
	n := len(e.x)
	e.below, e.above = make([]float64, n), make([]float64, n)
	for i, w := range e.w {
		e.total += w
		e.below[i] = e.total
	}
	for i := n - 2; i >= 0; i-- {
		e.above[i] = e.above[i+1] + e.w[i+1]
	}
	for i, w := range e.w {
		e.same += w / e.total * (w / e.total)
		if i+1 < n {
			e.spread += e.below[i] / e.total * (e.above[i] / e.total) * (e.x[i+1] - e.x[i])
		}
	}
}

// CRPS returns the score of the empirical law of the members at y,
//
//	Σ w_i |x_i - y| - ½ Σ Σ w_i w_j |x_i - x_j|,  Σ w = 1
//
// as the integral of (F - 1{x >= y})², whose terms do not cancel. A member
// given k times is one of k times the weight.
func (e Ensemble) CRPS(y float64) (float64, error) {
	if err := errors.Join(e.made(), number("observation", y)); err != nil {
		return math.NaN(), err
	}
	return held("the CRPS", e.crps(y))
}

func (e Ensemble) made() error {
	if len(e.x) == 0 {
		return errors.New("score: the ensemble has no members: make it with NewEnsemble")
	}
	return nil
}

func (e Ensemble) crps(y float64) float64 {
	last := len(e.x) - 1
	s := max(0, e.x[0]-y, y-e.x[last])
	for i, lo := range e.x[:last] {
		hi, f, g := e.x[i+1], e.below[i]/e.total, e.above[i]/e.total
		cut := min(hi, max(lo, y))
		s += f*f*(cut-lo) + g*g*(hi-cut)
	}
	return s
}
