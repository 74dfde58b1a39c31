package share

import (
	"math"

	"github.com/undercut-sim/undercut/learning"
)

// A Walk is a random walk of the log odds without drift: small shares move by
// small steps, and none leaves (0, 1).
type Walk struct {
	Odds  float64 // log odds at the last date
	Sd    float64 // root mean square of their changes, per square root of a year
	Steps int     // how many changes it was estimated from
}

// FitWalk estimates the walk from at least two shares in (0, 1).
//
//	σ² = Σ (Δz)²/Δt / m
func FitWalk(date, share []float64) (Walk, error) {
	if err := check("a walk of log odds", date, share, 2, true); err != nil {
		return Walk{}, err
	}
	z := odds(share)
	return Walk{Odds: z[len(z)-1], Sd: math.Sqrt(rate(date, z, 0, 0)), Steps: len(z) - 1}, nil
}

// Forecast returns the law of the share some years after the last date: log odds
// with variance σ² years and m degrees of freedom. The median is the last share.
func (w Walk) Forecast(years float64) (Forecast, error) {
	if err := ahead(years); err != nil {
		return Forecast{}, err
	}
	return Forecast{learning.Forecast{Mid: w.Odds, Scale: w.Sd * math.Sqrt(years), Freedom: float64(w.Steps)}}, nil
}
