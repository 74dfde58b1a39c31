package share

import (
	"math"

	"github.com/undercut-sim/undercut/learning"
)

// Last is the forecast that a share stays where it is: a random walk of the
// share itself, stopped at 0 and 1.
type Last struct {
	Share float64 // at the last date
	Sd    float64 // root mean square of the changes, per square root of a year
	Steps int     // how many changes it was estimated from
}

// FitLast estimates the walk from at least two shares, 0 and 1 among them.
//
//	σ² = Σ (Δs)²/Δt / m
func FitLast(date, share []float64) (Last, error) {
	if err := check("a random walk", date, share, 2, false); err != nil {
		return Last{}, err
	}
	return Last{
		Share: share[len(share)-1], Sd: math.Sqrt(rate(date, share, 0, 0)), Steps: len(share) - 1,
	}, nil
}

// Forecast returns the law of the share some years after the last date, with
// variance σ² years before it is limited to [0, 1] and m degrees of freedom.
func (l Last) Forecast(years float64) (Limited, error) {
	if err := ahead(years); err != nil {
		return Limited{}, err
	}
	return Limited{learning.Forecast{Mid: l.Share, Scale: l.Sd * math.Sqrt(years), Freedom: float64(l.Steps)}}, nil
}
