package learning

import "math"

// Forecast returns the law of log cost after further steps of cumulative
// output, one output per step after the last, whose last is the target,
//
//	y ~ y_m + ω (x_(m+τ) - x_m) + √V T,  T ~ Student's t, m - 1 degrees of freedom
//
// with V from [Noise.ForecastVariance] and theta the weight of last step's
// news: exact for θ = 0, the approximation of Lafond et al. (2018) otherwise.
// The outputs are taken as known; see [Experience.ForecastGrowing] if not.
//
// It is an error if there is no output, or one that is not positive and finite.
func (e Experience) Forecast(theta float64, output []float64) (Forecast, error) {
	if err := stepsAhead(len(output)); err != nil {
		return Forecast{}, err
	}
	future, err := logSteps("cumulative output", output)
	if err != nil {
		return Forecast{}, err
	}
	return e.ahead(theta, append([]float64{math.Log(output[0] / e.Output)}, future...))
}

// ForecastGrowing is [Experience.Forecast] tau steps ahead when output is not
// known: log output goes on as a random walk with the drift g and the standard
// deviation s of its past steps, which adds
//
//	ω² s² (τ + τ²/m)
//
// to the variance. Shocks to output are taken as independent of those to cost,
// and the error of ω in the added term is left out.
func (e Experience) ForecastGrowing(theta float64, tau int) (Forecast, error) {
	if err := stepsAhead(tau); err != nil {
		return Forecast{}, err
	}
	g, s := spread(e.Steps)
	future := ones(tau)
	for i := range future {
		future[i] = g
	}
	f, err := e.ahead(theta, future)
	if err != nil {
		return Forecast{}, err
	}
	f.Scale = math.Hypot(f.Scale, e.Omega*math.Sqrt(EvenVariance(s, tau, len(e.Steps))))
	return f, nil
}

// ahead is the forecast after future steps of log output.
func (e Experience) ahead(theta float64, future []float64) (Forecast, error) {
	n := Noise{Sd: e.Sigma, Theta: theta}
	if err := n.Validate(); err != nil {
		return Forecast{}, err
	}
	v, err := n.ForecastVariance(e.Steps, future)
	if err != nil {
		return Forecast{}, err
	}
	var growth float64
	for _, dx := range future {
		growth += dx
	}
	return Forecast{Mid: math.Log(e.Cost) + float64(e.Omega*growth), Scale: math.Sqrt(v), Freedom: float64(len(e.Steps) - 1)}, nil
}
