package score

import (
	"errors"
	"fmt"
	"math"
)

// Brier returns the mean of (p - o)², p being the probability given to an event
// and o whether it came (G. W. Brier, "Verification of forecasts expressed in
// terms of probability", Monthly Weather Review 78, 1950).
func Brier(p []float64, came []bool) (float64, error) {
	if err := checkEvents(p, came); err != nil {
		return math.NaN(), err
	}
	var sum float64
	for i, v := range p {
		d := v - one(came[i])
		sum += d * d
	}
	return sum / float64(len(p)), nil
}

// Binary returns the log score of a probability p of an event: -ln p if it
// came, else -ln(1 - p). It is +Inf for what was held impossible.
func Binary(p float64, came bool) (float64, error) {
	if err := within("probability", []float64{p}, 0, 1); err != nil {
		return math.NaN(), err
	}
	if came {
		return -math.Log(p), nil
	}
	return -math.Log1p(-p), nil
}

// RPS returns the ranked probability score of the probabilities of ordered
// classes when the class came, counted from 0,
//
//	Σ_k (P_k - 1{came <= k})²,  P_k = p_0 + … + p_k
//
// (E. S. Epstein, "A scoring system for probability forecasts of ranked
// categories", Journal of Applied Meteorology 8, 1969). The Brier score of two
// classes; it is not divided by the number of classes.
func RPS(p []float64, came int) (float64, error) {
	if err := within("probability", p, 0, 1); err != nil {
		return math.NaN(), err
	}
	var sum, s float64
	for k, v := range p {
		sum += v
		d := sum - one(came <= k)
		s += d * d
	}
	if math.Abs(sum-1) > 1e-9 {
		return math.NaN(), fmt.Errorf("score: the %d probabilities sum to %.12g: want 1", len(p), sum)
	}
	if came < 0 || came >= len(p) {
		return math.NaN(), fmt.Errorf("score: class %d came: want one from 0 to %d", came, len(p)-1)
	}
	return s, nil
}

// one is 1 for what came, else 0.
func one(came bool) float64 {
	if came {
		return 1
	}
	return 0
}

func checkEvents(p []float64, came []bool) error {
	return errors.Join(sameLength("outcomes", len(came), "probabilities", len(p)), within("probability", p, 0, 1))
}
