package score

import (
	"errors"
	"fmt"
	"math"
)

// A Mixture of normal laws, each with its weight; weights are relative.
type Mixture struct {
	Parts   []Normal
	Weights []float64
}

// Validate reports parts that are no laws and weights that are not finite,
// negative, or all 0.
func (l Mixture) Validate() error {
	if err := sameLength("weights", len(l.Weights), "parts", len(l.Parts)); err != nil {
		return err
	}
	var errs []error
	for i, p := range l.Parts {
		if err := p.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("part[%d]: %w", i, err))
		}
	}
	return errors.Join(append(errs, weights(l.Weights))...)
}

// shares are the weights of a sum of 1.
func (l Mixture) shares() []float64 {
	var sum float64
	for _, w := range l.Weights {
		sum += w
	}
	share := make([]float64, len(l.Weights))
	for i, w := range l.Weights {
		share[i] = w / sum
	}
	return share
}

// CDF returns the weighted mean of the parts' CDFs.
func (l Mixture) CDF(x float64) (f float64) {
	for i, share := range l.shares() {
		f += share * l.Parts[i].CDF(x)
	}
	return f
}

// crps is Σ w_i A(y - μ_i, σ_i²) - ½ Σ Σ w_i w_j A(μ_i - μ_j, σ_i² + σ_j²), where
// A(m, v) is the mean of the absolute value of a normal with mean m and variance
// v (E. P. Grimit et al., "The continuous ranked probability score for circular
// variables and its application to mesoscale forecast ensemble verification",
// Quarterly J. Royal Meteorological Society 132, 2006).
func (l Mixture) crps(y float64) (s float64) {
	share := l.shares()
	for i, p := range l.Parts {
		s += share[i] * absNormal(y-p.Mu, p.Sigma)
		for j, q := range l.Parts {
			s -= share[i] * share[j] / 2 * absNormal(p.Mu-q.Mu, math.Hypot(p.Sigma, q.Sigma))
		}
	}
	return s
}

// absNormal is E|X| of a normal law, 2σφ(m/σ) + m (2Φ(m/σ) - 1).
func absNormal(m, sigma float64) float64 {
	z := m / sigma
	return 2*sigma*phi(z) + m*math.Erf(z/math.Sqrt2)
}

// logScore sums densities relative to the largest, which cannot underflow.
func (l Mixture) logScore(y float64) float64 {
	best := math.Inf(1)
	for i, p := range l.Parts {
		if l.Weights[i] > 0 {
			best = min(best, p.logScore(y))
		}
	}
	var f float64
	for i, share := range l.shares() {
		f += share * math.Exp(best-l.Parts[i].logScore(y))
	}
	return best - math.Log(f)
}
