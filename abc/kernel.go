package abc

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/score"
)

// A Kernel says how a distance counts against a tolerance.
type Kernel string

const (
	// Uniform accepts distances up to the tolerance and no others. A tolerance
	// of 0 asks for the observed summaries themselves.
	Uniform Kernel = "uniform"
	// Gaussian accepts with probability exp(-(d/ε)²/2).
	Gaussian Kernel = "gaussian"
)

func (k Kernel) validate() error {
	if k != Uniform && k != Gaussian {
		return fmt.Errorf("abc: plan: Kernel is %q: want %s or %s", string(k), Uniform, Gaussian)
	}
	return nil
}

// chance is the probability with which a distance is accepted; 0 for one that
// is not finite.
func (k Kernel) chance(d, tolerance float64) float64 {
	switch {
	case !isFinite(d):
		return 0
	case k == Gaussian:
		return math.Exp(-square(d/tolerance) / 2)
	case d <= tolerance:
		return 1
	}
	return 0
}

func square(x float64) float64 { return x * x }

// next is the tolerance at which the share keep is left of the draws of one
// tolerance, but at least final.
func (k Kernel) next(draws []Particle, tolerance, keep, final float64) (float64, error) {
	d, w := make([]float64, len(draws)), make([]float64, len(draws))
	for i, p := range draws {
		d[i], w[i] = p.Distance, p.Weight
	}
	if k == Gaussian {
		return nextGaussian(d, w, tolerance, keep, final), nil
	}
	return nextUniform(d, w, tolerance, keep, final)
}

// nextUniform is the weighted quantile of distances. Where distances are so
// coarse that it does not fall, it is the largest distance below; where there
// is none, final.
func nextUniform(d, w []float64, tolerance, keep, final float64) (float64, error) {
	e, err := score.NewEnsemble(d, w)
	if err != nil {
		return math.NaN(), err
	}
	next, err := e.Quantile(keep)
	if err != nil || next < tolerance {
		return max(final, next), err
	}
	below := slices.DeleteFunc(slices.Clone(d), func(x float64) bool { return x >= tolerance })
	if len(below) == 0 {
		return final, nil
	}
	return max(final, slices.Max(below)), nil
}

// nextGaussian keeps a share of the effective number of draws. Their weights
// move by the ratio of kernels, exp(-(d/ε')²/2 + (d/ε)²/2); ln ε' is found by
// bisection between final and the tolerance now.
func nextGaussian(d, w []float64, tolerance, keep, final float64) float64 {
	left := func(next float64) float64 {
		l := make([]float64, len(d))
		for i := range l {
			l[i] = math.Log(w[i]) - square(d[i]/next)/2 + square(d[i]/tolerance)/2
		}
		return essOfLogs(l)
	}
	want := keep * left(tolerance)
	if left(final) >= want {
		return final
	}
	lo, hi := math.Log(final), math.Log(tolerance)
	for range 60 { // an interval of 712, at most, by 2^60
		if mid := lo + (hi-lo)/2; left(math.Exp(mid)) < want {
			lo = mid
		} else {
			hi = mid
		}
	}
	return math.Exp(lo + (hi-lo)/2)
}

// essOfLogs is the effective number of weights given by their logarithms, 0 if
// all weights vanish.
func essOfLogs(l []float64) float64 {
	top := slices.Max(l)
	if !isFinite(top) {
		return 0
	}
	var sum, squares float64
	for _, x := range l {
		w := math.Exp(x - top)
		sum += w
		squares += float64(w * w)
	}
	return sum * sum / squares
}
