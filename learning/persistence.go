package learning

import "math"

// Persistence is the forecast that nothing changes: a random walk of log cost
// without drift.
type Persistence struct {
	Last  float64 // ln cost at the last date
	Sd    float64 // root mean square of the changes, per step
	Steps int     // how many changes it was estimated from
}

// FitPersistence estimates the walk from a history with equal steps.
//
//	s² = Σ (Δy)² / m
//
// It is an error if there are fewer than two dates, if dates repeat, go back or
// leave a gap, or if a cost is not positive and finite.
func FitPersistence(date, cost []float64) (Persistence, error) {
	const what = "a random walk"
	if err := checkHistory(what, date, cost, 2); err != nil {
		return Persistence{}, err
	}
	if err := even(what, date); err != nil {
		return Persistence{}, err
	}
	dy, err := logSteps("cost", cost)
	if err != nil {
		return Persistence{}, err
	}
	return Persistence{
		Last: math.Log(cost[len(cost)-1]), Sd: math.Sqrt(dot(dy, dy) / float64(len(dy))), Steps: len(dy),
	}, nil
}

// Forecast returns the law of log cost tau >= 1 steps after the last date: the
// last value, with variance s² τ and m degrees of freedom, since no mean was
// estimated.
func (p Persistence) Forecast(tau int) (Forecast, error) {
	if err := stepsAhead(tau); err != nil {
		return Forecast{}, err
	}
	return Forecast{Mid: p.Last, Scale: p.Sd * math.Sqrt(float64(tau)), Freedom: float64(p.Steps)}, nil
}
