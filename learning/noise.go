package learning

import (
	"errors"
	"fmt"
	"math"
)

// Noise is the law of the yearly shocks η to log cost: a moving average of
// independent normal news v,
//
//	η_Y = v_Y + θ v_(Y-1),  Var η = Sd²
//
// A shock lasts: the noise in log cost is the running sum of the η. Positive
// Theta means that a good year tends to be followed by another.
type Noise struct {
	Sd    float64 // standard deviation of a yearly shock, in log cost
	Theta float64 // weight of last year's news, in [-1, 1]
}

// Validate reports a spread that is negative and a weight outside [-1, 1].
func (n Noise) Validate() error {
	var errs []error
	if !(n.Sd >= 0) || math.IsInf(n.Sd, 1) {
		errs = append(errs, fmt.Errorf("learning: noise sd is %g: give a finite number that is not negative", n.Sd))
	}
	if !(n.Theta >= -1 && n.Theta <= 1) {
		errs = append(errs, fmt.Errorf("learning: noise theta is %g: give a number from -1 to 1", n.Theta))
	}
	return errors.Join(errs...)
}

// newsVariance is Var v = Sd² / (1 + θ²).
func (n Noise) newsVariance() float64 { return n.Sd * n.Sd / (1 + n.Theta*n.Theta) }

// Month returns one month's shock to log cost, given the standard normal news
// of the month and of the same month a year before:
//
//	e_t = Sd / √(12 (1 + θ²)) · (z_t + θ z_(t-12))
//
// The twelve shocks of a year sum to V_Y + θ V_(Y-1), where V is the sum of a
// year's news. So yearly sums have exactly the variance of η, its
// autocovariance θ Var v at one year and none beyond, whichever month the year
// starts in. A moving average over neighbouring months could not do it: its
// yearly sums share one month boundary and correlate by at most 1/46.
//
// The news of the twelve months before the first one is drawn like any other;
// zeros there would make the first year too calm.
func (n Noise) Month(z, yearAgo float64) float64 {
	return math.Sqrt(n.newsVariance()/12) * (z + float64(n.Theta*yearAgo))
}

// Known splits what the news of the year before the start still brings, if the
// yearly shock η of that year was observed. The news v of the year are then
// normal with mean η/(1 + θ²) and variance Var v · θ²/(1 + θ²), so that the first
// year has in expectation
//
//	carried = θ/(1 + θ²) η
//
// and the draws of that year's news count only left = |θ|/√(1 + θ²) of their
// spread.
func (n Noise) Known(eta float64) (carried, left float64) {
	q := 1 + n.Theta*n.Theta
	return n.Theta / q * eta, math.Abs(n.Theta) / math.Sqrt(q)
}

// ForecastVariance returns the variance of the error of a forecast of log
// cost, made by [Fit] from the steps Δx of log output in past and applied to
// those in future, one step per year. With θ = 0 it is the formula of Lafond
// et al. (2018),
//
//	Var = Sd² [ τ + (Σ_future Δx)² / Σ_past Δx² ],  τ = len(future)
//
// The first term is shocks to come, the second the error of ω. With θ ≠ 0 the
// shocks and that error correlate and the sum is taken term by term: the error
// is a weighted sum of all η, hence of all v, whose squared weights add up.
// For equal steps that is the closed form of Farmer and Lafond (2016).
//
// It is an error if past holds no step that is not zero: nothing was learnt to
// forecast from.
func (n Noise) ForecastVariance(past, future []float64) (float64, error) {
	var xx, ahead float64
	for _, dx := range past {
		xx += dx * dx
	}
	for _, dx := range future {
		ahead += dx
	}
	if !(xx > 0) {
		return 0, fmt.Errorf("learning: the %d past steps of log output hold no growth: give a history in which output grew", len(past))
	}
	// The weight of η in the error is -Δx Σ_future/Σ_past² in the past and 1
	// in the future; that of v is its own η's plus θ times the next η's.
	var sum, before float64 // before: weight of the η of the step before
	add := func(weight float64) {
		w := before + n.Theta*weight
		sum += w * w
		before = weight
	}
	for _, dx := range past {
		add(-dx * ahead / xx)
	}
	for range future {
		add(1)
	}
	add(0) // the last news has no next shock
	return n.newsVariance() * sum, nil
}

// EvenVariance is [Noise.ForecastVariance] for equal steps without
// autocorrelation,
//
//	Var = sd² (τ + τ²/m)
//
// for a forecast tau steps ahead from m >= 1 past steps. When a forecast
// reaches as far ahead as the history reaches back, τ = m, half of its variance
// is the error of ω.
func EvenVariance(sd float64, tau, m int) float64 {
	t := float64(tau)
	return sd * sd * (t + t*t/float64(m))
}
