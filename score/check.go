package score

import (
	"errors"
	"fmt"
	"math"
)

// A field is a number with its name.
type field struct {
	name  string
	value float64
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// number reports a value that is not finite.
func number(name string, x float64) error {
	if !isFinite(x) {
		return fmt.Errorf("score: %s is %g: want a finite number", name, x)
	}
	return nil
}

// numbers reports an empty list and every value that is not finite.
func numbers(name string, xs []float64) error {
	if len(xs) == 0 {
		return fmt.Errorf("score: no %s: give at least one", name)
	}
	var errs []error
	for i, x := range xs {
		errs = append(errs, number(fmt.Sprintf("%s[%d]", name, i), x))
	}
	return errors.Join(errs...)
}

// within reports an empty list and every value outside [lo, hi].
func within(name string, xs []float64, lo, hi float64) error {
	if len(xs) == 0 {
		return fmt.Errorf("score: no %s: give at least one", name)
	}
	var errs []error
	for i, x := range xs {
		if !(x >= lo && x <= hi) {
			errs = append(errs, fmt.Errorf("score: %s[%d] is %g: want a number from %g to %g", name, i, x, lo, hi))
		}
	}
	return errors.Join(errs...)
}

// sameLength reports lists that cannot be paired.
func sameLength(a string, na int, b string, nb int) error {
	if na != nb {
		return fmt.Errorf("score: %d %s for %d %s: give one for each", na, a, nb, b)
	}
	return nil
}

// openUnit reports what is not strictly between 0 and 1.
func openUnit(name string, p float64) error {
	if !(p > 0 && p < 1) {
		return fmt.Errorf("score: %s is %g: want a number between 0 and 1, ends excluded", name, p)
	}
	return nil
}

// finiteFields reports fields of a law that are not finite, positive ones also
// if they are not above 0.
func finiteFields(law string, any, positive []field) error {
	var errs []error
	for _, f := range any {
		if !isFinite(f.value) {
			errs = append(errs, fmt.Errorf("score: %s: %s is %g: want a finite number", law, f.name, f.value))
		}
	}
	for _, f := range positive {
		if !(f.value > 0) || !isFinite(f.value) {
			errs = append(errs, fmt.Errorf("score: %s: %s is %g: want a finite number above 0", law, f.name, f.value))
		}
	}
	return errors.Join(errs...)
}

// held returns a score, or an error if it is beyond what a float64 holds.
func held(name string, s float64) (float64, error) {
	if !isFinite(s) {
		return math.NaN(), fmt.Errorf("score: %s of these numbers is %g, beyond what a float64 holds: use another unit, or logs", name, s)
	}
	return s, nil
}
