package abc

import (
	"errors"
	"math"
	"slices"
)

// ESS returns the effective number of weights, (Σ w)² / Σ w²: as many equal
// weights would give an average the same variance (L. Kish, "Survey
// Sampling", 1965). It runs from 1 to the number of weights.
func ESS(w []float64) (float64, error) {
	if err := checkWeights(w); err != nil {
		return math.NaN(), err
	}
	top := slices.Max(w) // so that squares neither overflow nor vanish
	var sum, squares float64
	for _, x := range w {
		sum += x / top
		squares += square(x / top)
	}
	return sum * sum / squares, nil
}

// Resample returns n indices, rising, so that index i comes n w_i/Σw times, up
// or down to a whole number: systematic resampling, with one uniform u in
// (0, 1) for all (G. Kitagawa, "Monte Carlo filter and smoother for non-Gaussian
// nonlinear state space models", J. Computational and Graphical Statistics 5,
// 1996).
func Resample(w []float64, n int, u float64) ([]int, error) {
	if err := errors.Join(checkWeights(w), atLeast("number of draws", n, 1), openUnit("u", u)); err != nil {
		return nil, err
	}
	at := make([]int, n)
	upTo := cumulated(shares(w))
	for i := range at {
		at[i] = pick(upTo, (float64(i)+u)/float64(n))
	}
	return at, nil
}

// Moments returns mean and covariance of weighted draws, one row each: of the
// law that they are, Σ w (x - m)(x - m)' with weights of sum 1.
func Moments(x [][]float64, w []float64) (mean []float64, cov [][]float64, err error) {
	if err := checkTable(x, w); err != nil {
		return nil, nil, err
	}
	share, dims := shares(w), len(x[0])
	mean, cov = make([]float64, dims), make([][]float64, dims)
	for i, row := range x {
		for k, v := range row {
			mean[k] += float64(share[i] * v)
		}
	}
	for k := range cov {
		cov[k] = make([]float64, dims)
		for l := range cov[k] {
			for i, row := range x {
				cov[k][l] += float64(share[i] * ((row[k] - mean[k]) * (row[l] - mean[l])))
			}
		}
	}
	return mean, cov, errors.Join(finites("mean", mean), checkCovariance(cov))
}

// checkCovariance reports what overflowed.
func checkCovariance(cov [][]float64) error {
	var errs []error
	for _, row := range cov {
		errs = append(errs, finites("covariance", row))
	}
	return errors.Join(errs...)
}

// shares are weights of sum 1.
func shares(w []float64) []float64 {
	top, sum, out := slices.Max(w), 0.0, make([]float64, len(w))
	for i, x := range w {
		out[i] = x / top
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// Contraction returns, for each parameter, one less the variance of the
// posterior over that of the prior, both where the prior is standard normal
// ([State.Z]): 1 if history pins it down, about 0 if history does not identify
// it, below 0 if the posterior is wider than the prior. It sees one parameter at
// a time: two of which only the sum is known show a half each.
// See M. Betancourt, "Calibrating model-based inferences and decisions",
// arXiv:1803.08393 (2018).
func Contraction(z [][]float64, w []float64) ([]float64, error) {
	_, cov, err := Moments(z, w)
	if err != nil {
		return nil, err
	}
	c := make([]float64, len(cov))
	for k := range c {
		c[k] = 1 - cov[k][k]
	}
	return c, nil
}
