package learning

import "fmt"

// A Trend is Moore's law as a straight line through log costs over time.
type Trend struct {
	Slope   float64 // change of ln cost per unit of time
	SlopeSE float64 // its standard error, if errors are independent
	Sigma   float64 // standard deviation of log cost about the line
	End     float64 // the last date
	line    line
}

// FitTrend regresses ln cost on the date, with an intercept. Dates may be
// unequal steps apart. Like [FitLevels] it takes the errors for independent; in
// a history they are shocks that last, and what [Trend.Forecast] says of its
// own error is then too small. [FitWalk] is right there.
//
// It is an error if there are fewer than three dates, if dates repeat or go
// back, or if a cost is not positive and finite.
func FitTrend(date, cost []float64) (Trend, error) {
	if err := checkHistory("a trend", date, cost, 3); err != nil {
		return Trend{}, err
	}
	y, err := logDeviations("cost", cost)
	if err != nil {
		return Trend{}, err
	}
	l, _ := fitLine(fromMean(date), y)
	return Trend{Slope: l.slope, SlopeSE: l.slopeSE(), Sigma: l.sigma, End: date[len(date)-1], line: l}, nil
}

// Forecast returns the law of log cost at a date after the last, with n - 2
// degrees of freedom,
//
//	Var = σ² [1 + 1/n + (t - mean t)² / Σ (t_i - mean t)²]
func (t Trend) Forecast(date float64) (Forecast, error) {
	if !(date > t.End) {
		return Forecast{}, fmt.Errorf("learning: a forecast for date %g from a history that ends at %g: give a later date", date, t.End)
	}
	return t.line.forecast(date), nil
}
