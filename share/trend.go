package share

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/learning"
)

// A Trend is a random walk of the log odds with a drift that fades (Gardner and
// McKenzie 1985, with the level taken as observed).
type Trend struct {
	Odds  float64 // log odds at the last date
	Drift float64 // their mean change per year, so far
	Sd    float64 // standard deviation of the changes, per square root of a year
	Span  float64 // years from first to last date
	Steps int     // how many changes it was estimated from
}

// FitTrend estimates the walk from at least three shares in (0, 1).
//
//	μ = (z_m - z_0)/T,  σ² = Σ (Δz - μ Δt)²/Δt / (m - 1)
func FitTrend(date, share []float64) (Trend, error) {
	if err := check("a trend of log odds", date, share, 3, true); err != nil {
		return Trend{}, err
	}
	z, m := odds(share), len(share)-1
	span := date[m] - date[0]
	drift := (z[m] - z[0]) / span
	return Trend{Odds: z[m], Drift: drift, Sd: math.Sqrt(rate(date, z, drift, 1)), Span: span, Steps: m}, nil
}

// Forecast returns the law of the share some years after the last date, when of
// each year's drift the part damping is left in the next,
//
//	z = z_m + μ S,  S = φ + φ² + … + φ^h = φ (1 - φ^h)/(1 - φ)
//	Var = σ² (h + S²/T)
//
// with m - 1 degrees of freedom; the second term is the error of μ, which fades
// with it. Damping 1 is the walk with drift of Farmer and Lafond in log odds, 0 a
// walk that stays; 0.8 to 0.98 a year is usual. It is an error outside [0, 1].
func (t Trend) Forecast(damping, years float64) (Forecast, error) {
	if err := ahead(years); err != nil {
		return Forecast{}, err
	}
	if !(damping >= 0 && damping <= 1) {
		return Forecast{}, fmt.Errorf("share: damping is %g: give a number from 0, no trend, to 1, a trend that lasts, such as 0.8", damping)
	}
	s := reach(damping, years)
	return Forecast{learning.Forecast{
		Mid:     t.Odds + float64(t.Drift*s),
		Scale:   t.Sd * math.Sqrt(years+float64(s*s)/t.Span),
		Freedom: float64(t.Steps - 1),
	}}, nil
}

// reach is how many years of full drift h years of fading drift amount to.
func reach(damping, h float64) float64 {
	switch damping {
	case 0:
		return 0
	case 1:
		return h
	}
	return damping * math.Expm1(h*math.Log(damping)) / (damping - 1)
}
