package learning

import "math"

// Weights of last year's news that were found over many technologies at once,
// for those that have too short a history to tell their own.
const (
	ThetaFarmerLafond = 0.63 // matches the growth of errors of Moore's law with the horizon, 53 technologies (2016)
	ThetaOwn          = 0.25 // mean of the technologies' own estimates, weighted by length (2016)
	ThetaLafond       = 0.19 // mean of own estimates for Wright's law, 51 technologies (2018), there called ρ
)

// A Walk is Moore's law with shocks that last: a geometric random walk with
// drift (Farmer and Lafond 2016),
//
//	y_t - y_(t-1) = μ + η_t
//
// with y the natural logarithm of cost and η the noise of [Noise].
type Walk struct {
	Last  float64 // ln cost at the last date
	Drift float64 // μ, mean change per step
	Sd    float64 // K, standard deviation of the changes, per step
	Steps int     // m, how many changes it was estimated from
}

// FitWalk estimates the walk from a history with equal steps,
//
//	μ = (y_m - y_0) / m,  K² = Σ (Δy - μ)² / (m - 1)
//
// It is an error if there are fewer than three dates, if dates repeat, go back
// or leave a gap, or if a cost is not positive and finite.
func FitWalk(date, cost []float64) (Walk, error) {
	const what = "a random walk with drift"
	if err := checkHistory(what, date, cost, 3); err != nil {
		return Walk{}, err
	}
	if err := even(what, date); err != nil {
		return Walk{}, err
	}
	dy, err := logSteps("cost", cost)
	if err != nil {
		return Walk{}, err
	}
	mean, sd := spread(dy)
	return Walk{Last: math.Log(cost[len(cost)-1]), Drift: mean, Sd: sd, Steps: len(dy)}, nil
}

// spread is the mean and the standard deviation, divided by one less than n.
func spread(v []float64) (mean, sd float64) {
	for _, x := range v {
		mean += x
	}
	mean /= float64(len(v))
	var ss float64
	for _, x := range v {
		ss += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(ss / float64(len(v)-1))
}

// Forecast returns the law of log cost tau >= 1 steps after the last date, for
// shocks with the weight theta of last step's news,
//
//	y ~ y_m + μ τ + K √(A/(1 + θ²)) T,  T ~ Student's t, m - 1 degrees of freedom
//	A = -2θ + (1 + 2(m-1)θ/m + θ²)(τ + τ²/m)
//
// The law is exact for θ = 0, where A = τ + τ²/m, and an approximation
// otherwise: K is then estimated from changes that correlate.
func (w Walk) Forecast(theta float64, tau int) (Forecast, error) {
	if err := stepsAhead(tau); err != nil {
		return Forecast{}, err
	}
	n := Noise{Sd: w.Sd, Theta: theta}
	if err := n.Validate(); err != nil {
		return Forecast{}, err
	}
	v, err := n.ForecastVariance(ones(w.Steps), ones(tau))
	if err != nil {
		return Forecast{}, err
	}
	return Forecast{Mid: w.Last + float64(w.Drift*float64(tau)), Scale: math.Sqrt(v), Freedom: float64(w.Steps - 1)}, nil
}

// ones are n equal steps.
func ones(n int) []float64 {
	s := make([]float64, n)
	for i := range s {
		s[i] = 1
	}
	return s
}

// ImprovementP returns the probability of a drift as low as was found, or
// lower, if cost does not fall: the one-sided test of μ < 0 with m - 1 degrees
// of freedom. Farmer and Lafond call a technology improving below 0.1.
func (w Walk) ImprovementP() float64 {
	se := w.Sd / math.Sqrt(float64(w.Steps))
	return Forecast{Scale: se, Freedom: float64(w.Steps - 1)}.CDF(w.Drift)
}
