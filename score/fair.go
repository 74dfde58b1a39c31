package score

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// FairCRPS estimates the score at y of the law from which the members are
// independent draws. The empirical law spreads less than its source: two draws
// from it are the same member with odds s = Σ w²/(Σ w)², 1/m for m equal
// weights. Leaving such pairs out,
//
//	Σ w_i |x_i - y| - ½ Σ Σ w_i w_j |x_i - x_j| / (1 - s)
//
// whose expectation is the CRPS of the source for any fixed weights; for equal
// weights it is the fair score of Fricker, Ferro and Stephenson (2013). It can
// be negative. A member given twice counts as two draws, not as one of double
// weight. Weights that depend on the members (importance weights) leave a bias
// that falls with the effective number of members.
//
// It is an error if fewer than two members have weight.
func (e Ensemble) FairCRPS(y float64) (float64, error) {
	if err := errors.Join(e.made(), number("observation", y)); err != nil {
		return math.NaN(), err
	}
	var heavy int
	for _, w := range e.w {
		if w > 0 {
			heavy++
		}
	}
	if heavy < 2 || !(e.same < 1) {
		return math.NaN(), fmt.Errorf("score: %d of %d members carry all weight: the fair CRPS needs two or more", min(heavy, 1), len(e.x))
	}
	return held("the fair CRPS", e.crps(y)-e.spread*e.same/(1-e.same))
}

// PIT returns the probabilities below y and at or below y.
func (e Ensemble) PIT(y float64) (PIT, error) {
	if err := errors.Join(e.made(), number("observation", y)); err != nil {
		return PIT{}, err
	}
	var p PIT
	for i, x := range e.x {
		if x < y {
			p.Lo = e.below[i] / e.total
		}
		if x <= y {
			p.Hi = e.below[i] / e.total
		}
	}
	return p, nil
}

// rounding is by how much a sum of weights may miss the one it stands for.
const rounding = 1e-12

// Quantile returns the smallest member that at least the share p of the weight
// lies at or below; where exactly p does, its mean with the next member of any
// weight (definition 2 of R. J. Hyndman and Y. Fan, "Sample quantiles in
// statistical packages", The American Statistician 50, 1996). A member given k
// times is one of k times the weight.
func (e Ensemble) Quantile(p float64) (float64, error) {
	if err := errors.Join(e.made(), openUnit("probability", p)); err != nil {
		return math.NaN(), err
	}
	at := slices.IndexFunc(e.below, func(b float64) bool { return b > 0 && b >= (p-rounding)*e.total })
	if e.below[at] <= (p+rounding)*e.total {
		for next := at + 1; next < len(e.x); next++ {
			if e.w[next] > 0 {
				return e.x[at] + (e.x[next]-e.x[at])/2, nil
			}
		}
	}
	return e.x[at], nil
}

// Interval returns the central interval that the ensemble gives the probability
// level.
func (e Ensemble) Interval(level float64) (Interval, error) {
	if err := openUnit("level", level); err != nil {
		return Interval{}, err
	}
	lo, errLo := e.Quantile((1 - level) / 2)
	hi, errHi := e.Quantile(1 - (1-level)/2)
	return Interval{lo, hi}, errors.Join(errLo, errHi)
}
