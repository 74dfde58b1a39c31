package dist

import (
	"errors"
	"fmt"
	"math"
)

// A Dist is the law of one real random variable.
type Dist interface {
	// Quantile returns the smallest x with CDF(x) >= u, for u in [0, 1].
	Quantile(u float64) float64
	// CDF returns the probability of a value at or below x.
	CDF(x float64) float64
	// Mean returns the expectation.
	Mean() float64
	// Validate reports parameters that do not make a law.
	Validate() error
}

// A Constant is certain. It lets a known number stand where a law may stand.
type Constant struct{ Value float64 }

// Validate reports a value that is not finite.
func (c Constant) Validate() error { return finite("constant", field{"value", c.Value}) }

// Quantile returns the value for every u in [0, 1].
func (c Constant) Quantile(u float64) float64 { return onUnit(u, c.Value) }

// CDF is a step from 0 to 1 at the value.
func (c Constant) CDF(x float64) float64 {
	if x >= c.Value {
		return 1
	}
	return 0
}

// Mean returns the value.
func (c Constant) Mean() float64 { return c.Value }

// onUnit returns x if u is a probability and NaN if not.
func onUnit(u, x float64) float64 {
	if u >= 0 && u <= 1 {
		return x
	}
	return math.NaN()
}

// A field is a parameter as a user knows it.
type field struct {
	name  string
	value float64
}

// finite reports every field that is infinite or NaN.
func finite(law string, fields ...field) error {
	var errs []error
	for _, f := range fields {
		if math.IsNaN(f.value) || math.IsInf(f.value, 0) {
			errs = append(errs, fmt.Errorf("%s: %s is %g: give a finite number", law, f.name, f.value))
		}
	}
	return errors.Join(errs...)
}

// positive reports every field that is not a finite number above zero.
func positive(law string, fields ...field) error {
	if err := finite(law, fields...); err != nil {
		return err
	}
	var errs []error
	for _, f := range fields {
		if f.value <= 0 {
			errs = append(errs, fmt.Errorf("%s: %s is %g: give a positive number", law, f.name, f.value))
		}
	}
	return errors.Join(errs...)
}

// ordered reports bounds that are not finite and increasing.
func ordered(law string, lo, hi float64) error {
	if err := finite(law, field{"lo", lo}, field{"hi", hi}); err != nil {
		return err
	}
	if lo >= hi {
		return fmt.Errorf("%s: lo %g is not below hi %g: give lo < hi, or a constant", law, lo, hi)
	}
	return nil
}
