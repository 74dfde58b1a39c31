package dist

import (
	"errors"
	"fmt"
	"math"
)

// A Mixture is the law of experts who disagree: Dists[i] holds with
// probability Weights[i]/ΣWeights.
type Mixture struct {
	Dists   []Dist
	Weights []float64 // relative, not negative
}

// Validate reports the problems of every component and of the weights.
func (d Mixture) Validate() error {
	if len(d.Dists) == 0 {
		return errors.New("mixture: dists is empty: give at least one law")
	}
	var errs []error
	for i, c := range d.Dists {
		if c == nil {
			errs = append(errs, fmt.Errorf("mixture: dists[%d] is missing: give a law", i))
		} else if err := c.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("mixture: dists[%d]: %w", i, err))
		}
	}
	return errors.Join(append(errs, weights("mixture", d.Weights, len(d.Dists), "law"))...)
}

// Quantile finds the smallest x with CDF(x) >= u by bisection down to
// neighbouring floats. The components' own quantiles bracket it.
func (d Mixture) Quantile(u float64) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, c := range d.Dists {
		if d.Weights[i] > 0 {
			q := c.Quantile(u)
			lo, hi = math.Min(lo, q), math.Max(hi, q)
		}
	}
	switch {
	case !(u > 0) || lo == hi:
		return onUnit(u, lo)
	case u >= 1:
		return onUnit(u, hi)
	case d.CDF(lo) >= u:
		return lo
	}
	for {
		x := lo + (hi-lo)/2
		if x <= lo || x >= hi {
			return hi
		}
		if d.CDF(x) >= u {
			hi = x
		} else {
			lo = x
		}
	}
}

// CDF returns the weighted mean of the components' probabilities.
func (d Mixture) CDF(x float64) float64 {
	return d.average(func(c Dist) float64 { return c.CDF(x) })
}

// Mean returns the weighted mean of the components' means.
func (d Mixture) Mean() float64 { return d.average(Dist.Mean) }

func (d Mixture) average(of func(Dist) float64) float64 {
	sum := 0.0
	for i, c := range d.Dists {
		if d.Weights[i] > 0 {
			sum += d.Weights[i] * of(c)
		}
	}
	return sum / total(d.Weights)
}
