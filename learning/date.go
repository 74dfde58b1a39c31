package learning

import (
	"errors"
	"fmt"
	"math"
)

// checkHistory reports all faults of dates and of the costs at them: too few, not as
// many, not in order, not positive.
func checkHistory(what string, date, cost []float64, least int) error {
	if len(date) != len(cost) {
		return fmt.Errorf("learning: %d dates for %d costs: give one cost per date", len(date), len(cost))
	}
	if len(cost) < least {
		return fmt.Errorf("learning: a history of %d is too short for %s: give at least %d dates", len(cost), what, least)
	}
	_, err := logSteps("cost", cost)
	return errors.Join(ordered(date), err)
}

// ordered reports dates that are not finite, that come twice or go back.
func ordered(date []float64) error {
	var errs []error
	for i, d := range date {
		switch {
		case math.IsNaN(d) || math.IsInf(d, 0):
			errs = append(errs, fmt.Errorf("learning: date[%d] is %g: give a finite number, such as a year", i, d))
		case i > 0 && d == date[i-1]:
			errs = append(errs, fmt.Errorf("learning: date[%d] is %g, as date[%d]: keep one cost per date", i, d, i-1))
		case i > 0 && d < date[i-1]:
			errs = append(errs, fmt.Errorf("learning: date[%d] is %g after %g: put the dates in order", i, d, date[i-1]))
		}
	}
	return errors.Join(errs...)
}

// even reports every gap in dates that are in order. The step is the shortest
// one; a ten-thousandth of it is rounding.
func even(what string, date []float64) error {
	step := math.Inf(1)
	for i := 1; i < len(date); i++ {
		step = min(step, date[i]-date[i-1])
	}
	var errs []error
	for i := 1; i < len(date); i++ {
		if d := date[i] - date[i-1]; d > step*(1+1e-4) {
			errs = append(errs, fmt.Errorf("learning: date[%d] is %g, a step of %.6g after steps of %.6g: %s wants equal steps: start after the gap, or fill it from a source", i, date[i], d, step, what))
		}
	}
	return errors.Join(errs...)
}

// stepsAhead reports a horizon that is not ahead.
func stepsAhead(tau int) error {
	if tau < 1 {
		return fmt.Errorf("learning: a forecast %d steps ahead: give 1 or more", tau)
	}
	return nil
}
