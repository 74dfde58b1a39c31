package learning

import (
	"errors"
	"fmt"
	"math"
)

// A Levels is Wright's law as a straight line through log costs.
type Levels struct {
	Intercept    float64 // ln cost at an output of 1
	Omega        float64 // experience exponent, d ln cost / d ln output
	OmegaSE      float64 // its standard error, if errors are independent
	Rate         float64 // learning rate, 1 - 2^Omega
	RateSE       float64 // its standard error, by the delta method
	Sigma        float64 // standard deviation of log cost about the line
	R2           float64 // NaN if cost never changes
	DurbinWatson float64 // of the errors in the order given: 2 without autocorrelation, 0 at most; NaN if all are 0
	line         line
}

// FitLevels regresses ln cost on ln output with an intercept, as most studies of
// learning rates do,
//
//	ln c_i = a + ω ln q_i + u_i,  se(ω)² = Σ u² / (n-2) / Σ (ln q - mean)²
//
// from pairs that are independent of each other, such as plants of different
// sizes. In the history of one product u is a sum of shocks that last: the
// standard error is then far too small, whatever R², and the Durbin-Watson
// statistic far below 2 (Granger and Newbold 1974). [Fit], in differences, is
// right there; a price in place of cost also moves with the margin.
//
// It is an error if the lengths differ, if there are fewer than three pairs, if
// a number is not positive and finite, or if output never changes, or so little
// that the rate is beyond what a float64 holds.
func FitLevels(cost, output []float64) (Levels, error) {
	if len(cost) != len(output) {
		return Levels{}, fmt.Errorf("learning: %d costs for %d outputs: give one cost per cumulative output", len(cost), len(output))
	}
	if len(cost) < 3 {
		return Levels{}, fmt.Errorf("learning: %d pairs are too few: give at least three, so that one can lie off the line", len(cost))
	}
	y, errCost := logDeviations("cost", cost)
	x, errOutput := logDeviations("cumulative output", output)
	if err := errors.Join(errCost, errOutput); err != nil {
		return Levels{}, err
	}
	if dot(x.d, x.d) == 0 {
		return Levels{}, fmt.Errorf("learning: cumulative output is %g in all %d pairs: no exponent can be told from it", output[0], len(output))
	}
	l, u := fitLine(x, y)
	rate, rateSE, err := rateOf(l.slope, l.slopeSE())
	if err != nil {
		return Levels{}, err
	}
	return Levels{
		Intercept: y.mean - l.slope*x.mean, Omega: l.slope, OmegaSE: l.slopeSE(), Rate: rate, RateSE: rateSE,
		Sigma: l.sigma, R2: 1 - dot(u, u)/dot(y.d, y.d), DurbinWatson: durbinWatson(u), line: l,
	}, nil
}

// Forecast returns the law of the log cost of a further pair with this output,
// with n - 2 degrees of freedom,
//
//	Var = σ² [1 + 1/n + (ln q - mean)² / Σ (ln q_i - mean)²]
//
// From the history of one product it is too sure of itself, as FitLevels says.
// It is an error if the output is not positive and finite.
func (l Levels) Forecast(output float64) (Forecast, error) {
	if !(output > 0) || math.IsInf(output, 1) {
		return Forecast{}, fmt.Errorf("learning: a forecast at a cumulative output of %g: give a positive, finite number", output)
	}
	return l.line.forecast(math.Log(output)), nil
}

// deviations of values from their mean.
type deviations struct {
	mean float64
	d    []float64
}

// logDeviations are those of logs, taken from the first value, so that what
// never changes has none.
func logDeviations(what string, v []float64) (deviations, error) {
	steps, err := logSteps(what, v)
	if err != nil {
		return deviations{}, err
	}
	d := make([]float64, len(v))
	var mean float64
	for i, s := range steps {
		d[i+1] = d[i] + s
		mean += d[i+1] / float64(len(v))
	}
	for i := range d {
		d[i] -= mean
	}
	return deviations{mean + math.Log(v[0]), d}, nil
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// durbinWatson is Σ (u_i - u_(i-1))² / Σ u².
func durbinWatson(u []float64) float64 {
	var steps float64
	for i := 1; i < len(u); i++ {
		steps += (u[i] - u[i-1]) * (u[i] - u[i-1])
	}
	return steps / dot(u, u)
}
