package claim

import "math"

// logWeight is the outcome from which futures are weighted.
const logWeight = "fit.logweight"

// Weights are the weights of the futures of a belief by their fit in world 0,
// the largest being 1; 0 for a future that failed there or misses history
// beyond measure. Without the outcome fit.logweight all are 0, and weighted
// odds are refused.
func (s *Sample) Weights(belief int) []float64 {
	w := s.values(belief, 0, logWeight)
	largest := math.Inf(-1)
	for _, x := range w {
		if x > largest { // false for NaN
			largest = x
		}
	}
	for i, x := range w {
		w[i] = 0
		if x > math.Inf(-1) {
			w[i] = math.Exp(x - largest)
		}
	}
	return w
}

// ESS is the effective sample size of weights, (Σw)²/Σw². Results weighted by
// them are fit to be shown from [LeastESS] on.
func ESS(w []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, x := range w {
		sum += x
		squares += float64(x * x)
	}
	return effective(sum, squares)
}
