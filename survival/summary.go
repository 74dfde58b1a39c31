package survival

import (
	"fmt"
	"math"
)

// equal is how far S may lie above a share and still count as having reached
// it: S is a product of rounded fractions, and 3/4 · 2/3 is to be one half.
const equal = 1e-12

// EndedBy returns the first time by which at least the given share has ended,
// S(t) <= 1 - share. It is infinite if so many did not end while followed: the
// data do not say when, only that it is after [Curve.Last].
//
// It is an error if share is not between 0 and 1.
func (c Curve) EndedBy(share float64) (float64, error) {
	if err := checkShare(share); err != nil {
		return math.NaN(), err
	}
	for _, s := range c.Steps {
		if s.Survival <= 1-share+equal {
			return s.Time, nil
		}
	}
	return math.Inf(1), nil
}

// Median is EndedBy(0.5): infinite if fewer than half ended while followed.
func (c Curve) Median() float64 {
	t, _ := c.EndedBy(0.5) // 0.5 is a share
	return t
}

// EndedByInterval returns the times that a test at 1 - level does not tell from
// [Curve.EndedBy] (Brookmeyer and Crowley 1982, with the log-log band): from
// where the lower edge of the band reaches 1 - share to where its upper edge
// does. An end is infinite if its edge never does, as the upper one often in
// small samples. An S of 0 is below any share, so both edges count as there.
//
// A time by which a share has ended has no useful standard error: it would need
// the density there.
func (c Curve) EndedByInterval(share, level float64) (Interval, error) {
	if err := checkShare(share); err != nil {
		return Interval{math.NaN(), math.NaN()}, err
	}
	band, err := c.Band(level)
	if err != nil {
		return Interval{math.NaN(), math.NaN()}, err
	}
	when := Interval{math.Inf(1), math.Inf(1)}
	for i, s := range c.Steps {
		if s.Survival == 0 || band[i].Lo <= 1-share+equal {
			when.Lo = min(when.Lo, s.Time)
		}
		if s.Survival == 0 || band[i].Hi <= 1-share+equal {
			when.Hi = min(when.Hi, s.Time)
		}
	}
	return when, nil
}

func checkShare(share float64) error {
	if !(share > 0 && share < 1) {
		return fmt.Errorf("survival: share that has ended is %g: give a number between 0 and 1, such as 0.5", share)
	}
	return nil
}

// RestrictedMean returns the mean of min(T, horizon) and its standard error,
//
//	μ = ∫_0^horizon S dt,  Var μ = Σ_{t_i <= horizon} A_i² d_i / (n_i (n_i - d_i))
//
// with A_i the area under S from t_i to horizon (Klein and Moeschberger 2003,
// section 4.5). Unlike the mean it needs no guess about those still going; two
// curves are compared at one horizon.
//
// It is an error if horizon is not positive and finite, or lies beyond the last
// follow-up while some lasted longer.
func (c Curve) RestrictedMean(horizon float64) (mean, se float64, err error) {
	if !(horizon > 0) || math.IsInf(horizon, 1) {
		return math.NaN(), math.NaN(), fmt.Errorf("survival: horizon is %g: give a positive, finite time", horizon)
	}
	if math.IsNaN(c.At(horizon)) {
		return math.NaN(), math.NaN(), fmt.Errorf("survival: horizon is %g, the last follow-up ends at %g: give a horizon up to that", horizon, c.Last)
	}
	var area, variance float64 // area under S from the step's time to the horizon
	end := horizon
	for i := len(c.Steps) - 1; i >= 0; i-- {
		s := c.Steps[i]
		if s.Time > horizon {
			continue
		}
		area += s.Survival * (end - s.Time)
		end = s.Time
		if s.Survival > 0 { // the last step down to 0 leaves no area
			variance += area * area * float64(s.Events) / (float64(s.AtRisk) * float64(s.AtRisk-s.Events))
		}
	}
	return area + end, math.Sqrt(variance), nil
}
