package abc

import "math"

// A covariance is taken for singular if some direction has less than the share
// leastPivot of its variance to itself. Then firstRidge, tenfold as often as
// needed, is added to every variance: 1e-8 is a step of 1e-4 prior standard
// deviations.
const (
	leastPivot = 1e-10
	firstRidge = 1e-8
)

// factor returns the rows of L with LLᵀ = cov + ridge I, ridge being 0 unless
// cov is singular. Entries of cov are at most 2·8.2², so a ridge is found.
func factor(cov [][]float64) (lower [][]float64, ridge float64) {
	for lower = cholesky(cov, 0); lower == nil; lower = cholesky(cov, ridge) {
		ridge = max(firstRidge, 10*ridge)
	}
	return lower, ridge
}

// cholesky returns nil if cov + ridge I is singular.
func cholesky(cov [][]float64, ridge float64) [][]float64 {
	lower := make([][]float64, len(cov))
	for i := range cov {
		lower[i] = make([]float64, i+1)
		own := cov[i][i] + ridge
		least := leastPivot * own
		for j := range i {
			sum := cov[i][j]
			for k := range j {
				sum -= float64(lower[i][k] * lower[j][k])
			}
			lower[i][j] = sum / lower[j][j]
			own -= float64(lower[i][j] * lower[i][j])
		}
		if !(own > least) {
			return nil
		}
		lower[i][i] = math.Sqrt(own)
	}
	return lower
}
