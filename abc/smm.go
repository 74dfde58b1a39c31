package abc

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// An SMM is the objective of the simulated method of moments,
//
//	(m - m(θ))' W (m - m(θ))
//
// with m the observed moments, m(θ) the simulated ones, averages over H
// simulations, and W a weight matrix; the inverse covariance of m is the most
// efficient one. θ is where it is least (D. McFadden, "A method of simulated
// moments for estimation of discrete response models without numerical
// integration", Econometrica 57, 1989).
type SMM struct {
	observed []float64
	weight   [][]float64
}

// roundingOf is the share of the largest eigenvalue up to which a negative one
// is taken for rounding.
const roundingOf = 1e-10

// NewSMM takes the observed moments and W, which must be symmetric and positive
// semi-definite: else some miss would be rewarded.
func NewSMM(observed []float64, weight [][]float64) (SMM, error) {
	n := len(observed)
	err := errors.Join(some("observed moment", n), finites("observed", observed), checkSquare(weight, n))
	if err != nil {
		return SMM{}, err
	}
	w := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range n {
			w.SetSym(i, j, weight[i][j])
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(w, false) {
		return SMM{}, errors.New("abc: the eigenvalues of W were not found: give a W that is better conditioned")
	}
	values := eigen.Values(nil) // rising
	if least, most := values[0], values[n-1]; most <= 0 || least < -roundingOf*most {
		return SMM{}, fmt.Errorf("abc: W has eigenvalues from %g to %g: want none below 0 and one above", least, most)
	}
	return SMM{observed, weight}, nil
}

// checkSquare reports a matrix that is not n by n, finite and symmetric.
func checkSquare(w [][]float64, n int) error {
	if len(w) != n {
		return fmt.Errorf("abc: W has %d rows for %d moments: give one for each", len(w), n)
	}
	var errs []error
	for i, row := range w {
		if len(row) != n {
			return fmt.Errorf("abc: W[%d] has %d numbers for %d moments: give one for each", i, len(row), n)
		}
		errs = append(errs, finites(fmt.Sprintf("W[%d]", i), row))
	}
	for i := range w {
		for j := range i {
			if w[i][j] != w[j][i] {
				errs = append(errs, fmt.Errorf("abc: W[%d][%d] is %g and W[%d][%d] is %g: want a symmetric matrix", i, j, w[i][j], j, i, w[j][i]))
			}
		}
	}
	return errors.Join(errs...)
}

// Objective returns that of simulated moments, 0 where they are the observed.
func (s SMM) Objective(simulated []float64) (float64, error) {
	if len(s.observed) == 0 {
		return math.NaN(), errors.New("abc: the SMM has no moments: make it with NewSMM")
	}
	if len(simulated) != len(s.observed) {
		return math.NaN(), fmt.Errorf("abc: %d simulated moments for %d observed: give one for each", len(simulated), len(s.observed))
	}
	if err := finites("simulated", simulated); err != nil {
		return math.NaN(), err
	}
	var sum float64
	for i, row := range s.weight {
		for j, w := range row {
			sum += float64(w * ((s.observed[i] - simulated[i]) * (s.observed[j] - simulated[j])))
		}
	}
	return sum, finite("objective", sum)
}

// Inflation returns 1 + 1/H, by which the asymptotic variance of an estimate is
// larger than if moments were known without simulation, for H simulations as
// long as the history (B.-S. Lee and B. F. Ingram, "Simulation estimation of
// time-series models", Journal of Econometrics 47, 1991).
func Inflation(simulations int) (float64, error) {
	if err := atLeast("number of simulations", simulations, 1); err != nil {
		return math.NaN(), err
	}
	return 1 + 1/float64(simulations), nil
}
