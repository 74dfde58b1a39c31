package claim

import (
	"cmp"
	"math"
	"slices"
)

// A Spread is the 10%, 50% and 90% quantile over N futures; NaN if N is 0.
type Spread struct {
	P10, P50, P90 float64
	N             int
}

// spreadOf is the spread of the values that are defined, each with weight
// w[i]; a nil w makes all alike. The quantile at level q is the smallest value
// up to which the weights sum to q of all (definition 1 of Hyndman and Fan,
// "Sample quantiles in statistical packages", 1996), as in package store.
func spreadOf(x, w []float64) Spread {
	var order []int
	total := 0.0
	for i, v := range x {
		if !math.IsNaN(v) && weigh(w, i) > 0 {
			order = append(order, i)
			total += weigh(w, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	at := func(level float64) float64 {
		sum := 0.0
		for _, i := range order {
			sum += weigh(w, i)
			if sum >= total*(level-1e-12) { // rounding of the sum must not skip a value
				return x[i]
			}
		}
		return math.NaN()
	}
	return Spread{at(0.1), at(0.5), at(0.9), len(order)}
}

func weigh(w []float64, i int) float64 {
	if w == nil {
		return 1
	}
	return w[i]
}

// weightedSpread is the spread by weight, nil where the effective sample size
// of the futures in which x is defined is too small.
func weightedSpread(x, w []float64) *Spread {
	sum, squares := 0.0, 0.0
	for i, v := range x {
		if !math.IsNaN(v) {
			sum += w[i]
			squares += float64(w[i] * w[i])
		}
	}
	if effective(sum, squares) < LeastESS {
		return nil
	}
	q := spreadOf(x, w)
	return &q
}
