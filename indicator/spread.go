package indicator

import (
	"math"
	"slices"
)

// spread is the 5% and the 95% quantile of a quantity over draws of the
// scores, and the share of draws in which it was defined. It is NaN where less
// than half are.
func (r *Ruler) spread(of func(score []float64) float64) (lo, hi, defined float64) {
	if r.withoutSpreads {
		return math.NaN(), math.NaN(), 0
	}
	score := make([]float64, len(r.Score))
	var xs []float64
	for k := range Draws {
		r.Draw(k, score)
		if x := of(score); x == x {
			xs = append(xs, x)
		}
	}
	defined = float64(len(xs)) / Draws
	if 2*len(xs) < Draws {
		return math.NaN(), math.NaN(), defined
	}
	slices.Sort(xs)
	return xs[len(xs)*5/100], xs[(len(xs)*95-1)/100], defined
}
