package learning

import (
	"fmt"
	"math"
)

// An Experience is a Wright's law estimated from a history.
type Experience struct {
	Omega   float64   // experience exponent, d ln cost / d ln output
	OmegaSE float64   // its standard error
	Rate    float64   // learning rate, 1 - 2^Omega
	RateSE  float64   // its standard error, by the delta method
	Sigma   float64   // standard deviation of the shocks per step
	Steps   []float64 // the Δ ln output that it was estimated from, one per year
	Cost    float64   // the last cost, where a forecast starts
	Output  float64   // the last cumulative output
}

// Fit estimates Wright's law from a history of unit cost and cumulative
// output, one pair per year in order. It regresses Δ ln cost on Δ ln output
// through the origin, as Lafond et al. (2018) do: differences because the
// shocks to cost last, no intercept because without output nothing is learnt.
//
//	ω = Σ Δx Δy / Σ Δx²,  σ² = Σ (Δy - ω Δx)² / (m - 1),  se(ω)² = σ² / Σ Δx²
//
// with m steps. The standard errors hold for shocks without autocorrelation.
// Sigma and Steps are what [Noise.ForecastVariance] needs; [Experience.Forecast]
// puts them together.
//
// It is an error if the lengths differ, if there are fewer than three pairs,
// if a number is not positive and finite, or if output never changes, or so
// little that the rate is beyond what a float64 holds.
func Fit(cost, output []float64) (Experience, error) {
	if len(cost) != len(output) {
		return Experience{}, fmt.Errorf("learning: %d costs for %d outputs: give one cost per cumulative output", len(cost), len(output))
	}
	if len(cost) < 3 {
		return Experience{}, fmt.Errorf("learning: a history of %d is too short: give at least three pairs, so that two steps can disagree", len(cost))
	}
	dy, err := logSteps("cost", cost)
	if err != nil {
		return Experience{}, err
	}
	dx, err := logSteps("cumulative output", output)
	if err != nil {
		return Experience{}, err
	}
	e, err := regress(dx, dy)
	if err != nil {
		return Experience{}, err
	}
	e.Cost, e.Output = cost[len(cost)-1], output[len(output)-1]
	return e, nil
}

// logSteps returns the changes of the natural logarithm.
func logSteps(what string, v []float64) ([]float64, error) {
	steps := make([]float64, 0, len(v))
	for i, x := range v {
		if !(x > 0) || math.IsInf(x, 1) {
			return nil, fmt.Errorf("learning: %s[%d] is %g: give positive, finite numbers", what, i, x)
		}
		if i > 0 {
			ratio := x / v[i-1]
			if ratio == 0 || math.IsInf(ratio, 1) {
				return nil, fmt.Errorf("learning: %s[%d] is %g after %g: their ratio is beyond what a float64 holds", what, i, x, v[i-1])
			}
			steps = append(steps, math.Log(ratio))
		}
	}
	return steps, nil
}

func regress(dx, dy []float64) (Experience, error) {
	var xx, xy float64
	for i := range dx {
		xx += dx[i] * dx[i]
		xy += dx[i] * dy[i]
	}
	if xx == 0 {
		return Experience{}, fmt.Errorf("learning: cumulative output never changes over %d steps: no exponent can be told from it", len(dx))
	}
	omega := xy / xx
	var rr float64
	for i := range dx {
		r := dy[i] - omega*dx[i]
		rr += r * r
	}
	sigma := math.Sqrt(rr / float64(len(dx)-1))
	se := sigma / math.Sqrt(xx)
	rate, rateSE, err := rateOf(omega, se)
	if err != nil {
		return Experience{}, err
	}
	return Experience{Omega: omega, OmegaSE: se, Rate: rate, RateSE: rateSE, Sigma: sigma, Steps: dx}, nil
}

// rateOf is the learning rate of an exponent and its standard error by the
// delta method, d(1 - 2^ω)/dω = -ln 2 · 2^ω.
func rateOf(omega, se float64) (rate, rateSE float64, err error) {
	rate, rateSE = Rate(omega), math.Ln2*math.Exp2(omega)*se
	if math.IsInf(rate, -1) || math.IsInf(rateSE, 1) || math.IsNaN(rateSE) {
		return math.NaN(), math.NaN(), fmt.Errorf("learning: the exponent is %g ± %g, a learning rate beyond what a float64 holds: output hardly changes", omega, se)
	}
	return rate, rateSE, nil
}
