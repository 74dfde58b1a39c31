package share

import (
	"errors"
	"fmt"
	"math"
)

// check reports all faults of a history: too few figures, dates that repeat or
// go back, shares outside [0, 1] or, if open, at its ends.
func check(what string, date, share []float64, least int, open bool) error {
	if len(date) != len(share) {
		return fmt.Errorf("share: %d dates for %d shares: give one share per date", len(date), len(share))
	}
	if len(share) < least {
		return fmt.Errorf("share: a history of %d is too short for %s: give at least %d dates", len(share), what, least)
	}
	var errs []error
	for i := range share {
		errs = append(errs, checkDate(date, i), checkShare(what, share[i], i, open))
	}
	return errors.Join(errs...)
}

func checkDate(date []float64, i int) error {
	switch d := date[i]; {
	case math.IsNaN(d) || math.IsInf(d, 0):
		return fmt.Errorf("share: date[%d] is %g: give a finite number, such as a year", i, d)
	case i > 0 && d == date[i-1]:
		return fmt.Errorf("share: date[%d] is %g, as date[%d]: keep one share per date", i, d, i-1)
	case i > 0 && d < date[i-1]:
		return fmt.Errorf("share: date[%d] is %g after %g: put the dates in order", i, d, date[i-1])
	}
	return nil
}

func checkShare(what string, s float64, i int, open bool) error {
	switch {
	case !(s >= 0 && s <= 1):
		return fmt.Errorf("share: share[%d] is %g: give a part of 1, such as 0.25", i, s)
	case open && (s == 0 || s == 1):
		return fmt.Errorf("share: share[%d] is %g, which has no log odds for %s: start after the last such date, or use Last", i, s, what)
	}
	return nil
}

// ahead reports a horizon that is not ahead.
func ahead(years float64) error {
	if !(years > 0) || math.IsInf(years, 1) {
		return fmt.Errorf("share: a forecast %g years ahead: give a finite number above 0", years)
	}
	return nil
}

// odds are the log odds of shares in (0, 1).
func odds(share []float64) []float64 {
	z := make([]float64, len(share))
	for i, s := range share {
		z[i] = logOdds(s)
	}
	return z
}

// rate is the mean of squared departures from a drift, per unit of time, with
// this many parameters estimated,
//
//	Σ (Δv - drift Δt)²/Δt / (m - fitted)
func rate(date, v []float64, drift float64, fitted int) float64 {
	var sum float64
	for i := 1; i < len(v); i++ {
		dt := date[i] - date[i-1]
		r := v[i] - v[i-1] - drift*dt
		sum += r * r / dt
	}
	return sum / float64(len(v)-1-fitted)
}
