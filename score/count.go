package score

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// counts of a law of whole numbers: their probabilities from the number first
// on; what lies outside has less than 1e-18. The CRPS is that of the ensemble
// with these weights.
type counts interface {
	Law
	mass() (first int, p []float64)
}

// Widest is how far a law of counts may spread before it is refused: its CRPS
// is a sum over counts.
const Widest = 10_000_000

// about returns the probabilities of the whole numbers within reach of the
// mean; with sd that of the law, Bernstein's inequality leaves 1e-25 outside
// 12 sd + 60 for sums of bounded or Poisson counts; tail is what others add.
func about(mean, sd, tail, most float64, l counts) (int, []float64) {
	lo := math.Max(0, math.Floor(mean-12*sd-60))
	hi := math.Min(most, math.Ceil(mean+12*sd+60+tail))
	p := make([]float64, 0, int(hi-lo)+1)
	for k := lo; k <= hi; k++ {
		p = append(p, math.Exp(-l.logScore(k)))
	}
	return int(lo), p
}

// crpsOfCounts is the CRPS of the empirical law with these weights.
func crpsOfCounts(l counts, y float64) float64 {
	first, p := l.mass()
	e := Ensemble{x: make([]float64, len(p)), w: p}
	for i := range p {
		e.x[i] = float64(first + i)
	}
	e.accumulate()
	return e.crps(y)
}

func notWide(law string, mean, reach float64) error {
	if mean+reach > Widest {
		return fmt.Errorf("score: %s: counts reach %g, more than %d: use a normal or gamma law", law, mean+reach, Widest)
	}
	return nil
}

func lgamma(x float64) float64 { v, _ := math.Lgamma(x); return v }

// isCount reports whether y is a number that can be counted.
func isCount(y float64) bool { return y >= 0 && y == math.Floor(y) }

// A Poisson law counts events of mean Lambda.
type Poisson struct{ Lambda float64 }

// Validate reports a mean that is not positive or too large to sum over.
func (l Poisson) Validate() error {
	return errors.Join(finiteFields("Poisson", nil, []field{{"Lambda", l.Lambda}}),
		notWide("Poisson", l.Lambda, 12*math.Sqrt(l.Lambda)))
}

// CDF returns the probability of at most x events.
func (l Poisson) CDF(x float64) float64 {
	if x < 0 {
		return 0
	}
	return mathext.GammaIncRegComp(math.Floor(x)+1, l.Lambda)
}

func (l Poisson) crps(y float64) float64 { return crpsOfCounts(l, y) }

func (l Poisson) logScore(y float64) float64 {
	if !isCount(y) {
		return math.Inf(1)
	}
	return l.Lambda - y*math.Log(l.Lambda) + lgamma(y+1)
}

func (l Poisson) mass() (int, []float64) {
	return about(l.Lambda, math.Sqrt(l.Lambda), 0, math.Inf(1), l)
}
