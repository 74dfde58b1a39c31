package score

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Binomial law counts the successes of N trials that each succeed with
// probability P.
type Binomial struct {
	N int
	P float64
}

// Validate reports a number of trials below 1 or too large to sum over, and a
// probability outside [0, 1].
func (l Binomial) Validate() error {
	var errs []error
	if l.N < 1 || l.N > Widest {
		errs = append(errs, fmt.Errorf("score: binomial: N is %d: want 1 to %d trials", l.N, Widest))
	}
	if !(l.P >= 0 && l.P <= 1) {
		errs = append(errs, fmt.Errorf("score: binomial: P is %g: want a probability", l.P))
	}
	return errors.Join(errs...)
}

// CDF returns the probability of at most x successes.
func (l Binomial) CDF(x float64) float64 {
	switch k := math.Floor(x); {
	case x < 0:
		return 0
	case k >= float64(l.N):
		return 1
	default:
		return mathext.RegIncBeta(float64(l.N)-k, k+1, 1-l.P)
	}
}

func (l Binomial) crps(y float64) float64 { return crpsOfCounts(l, y) }

func (l Binomial) logScore(y float64) float64 {
	n := float64(l.N)
	if !isCount(y) || y > n {
		return math.Inf(1)
	}
	ways := lgamma(n+1) - lgamma(y+1) - lgamma(n-y+1)
	if n-y == 0 {
		return -ways - xlog(y, l.P)
	}
	return -ways - xlog(y, l.P) - (n-y)*math.Log1p(-l.P)
}

func (l Binomial) mass() (int, []float64) {
	n := float64(l.N)
	return about(n*l.P, math.Sqrt(n*l.P*(1-l.P)), 0, n, l)
}

// A NegativeBinomial law counts the failures before the Size-th success, each
// trial succeeding with probability P; for a Size that is not whole it is a
// Poisson law whose mean is a gamma. Mean Size (1-P)/P, variance mean/P: counts
// that vary by more than a Poisson's.
type NegativeBinomial struct{ Size, P float64 }

// Validate reports a size that is not positive, a probability outside (0, 1)
// and counts too large to sum over.
func (l NegativeBinomial) Validate() error {
	err := errors.Join(finiteFields("negative binomial", nil, []field{{"Size", l.Size}}), openUnit("negative binomial: P", l.P))
	if err != nil {
		return err
	}
	mean, sd, tail := l.moments()
	return notWide("negative binomial", mean, 12*sd+tail)
}

// moments are mean, standard deviation and the counts over which a geometric
// tail falls by exp(-45).
func (l NegativeBinomial) moments() (mean, sd, tail float64) {
	mean = l.Size * (1 - l.P) / l.P
	return mean, math.Sqrt(mean / l.P), 45 / -math.Log1p(-l.P)
}

// CDF returns the probability of at most x failures.
func (l NegativeBinomial) CDF(x float64) float64 {
	if x < 0 {
		return 0
	}
	return mathext.RegIncBeta(l.Size, math.Floor(x)+1, l.P)
}

func (l NegativeBinomial) crps(y float64) float64 { return crpsOfCounts(l, y) }

func (l NegativeBinomial) logScore(y float64) float64 {
	if !isCount(y) {
		return math.Inf(1)
	}
	ways := lgamma(y+l.Size) - lgamma(y+1) - lgamma(l.Size)
	return -ways - l.Size*math.Log(l.P) - y*math.Log1p(-l.P)
}

func (l NegativeBinomial) mass() (int, []float64) {
	mean, sd, tail := l.moments()
	return about(mean, sd, tail, math.Inf(1), l)
}
