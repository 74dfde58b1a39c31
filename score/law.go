package score

import (
	"errors"
	"fmt"
	"math"
)

// A Law is a forecast as a probability law. Those of this package are all there
// are: each brings its closed forms.
type Law interface {
	// CDF returns the probability of a value at or below x.
	CDF(x float64) float64
	// Validate reports parameters that make no law.
	Validate() error

	crps(y float64) float64
	logScore(y float64) float64
}

// CRPS returns the continuous ranked probability score of a law at the
// observation y, in the unit of y,
//
//	CRPS(F, y) = ∫ (F(x) - 1{x >= y})² dx = E|X - y| - E|X - X'|/2
//
// It is the absolute error of a law that is a point.
func CRPS(l Law, y float64) (float64, error) {
	if err := checkScored(l, y); err != nil {
		return math.NaN(), err
	}
	return held(fmt.Sprintf("the CRPS of %+v at %g", l, y), l.crps(y))
}

// Log returns the logarithmic score -ln f(y), f being the density, or the
// probability for laws of counts. It is +Inf where the law holds y impossible,
// and an error where the density is infinite: no finite score could judge it.
func Log(l Law, y float64) (float64, error) {
	if err := checkScored(l, y); err != nil {
		return math.NaN(), err
	}
	s := l.logScore(y)
	if math.IsInf(s, 1) {
		return s, nil
	}
	return held(fmt.Sprintf("the log score of %+v at %g", l, y), s)
}

func checkScored(l Law, y float64) error {
	return errors.Join(l.Validate(), number("observation", y))
}
