package score

import (
	"errors"
	"fmt"
	"math"
)

// An Interval is a forecast that a number lies from Lo to Hi, ends included.
type Interval struct{ Lo, Hi float64 }

// Holds reports whether y lies in the interval.
func (i Interval) Holds(y float64) bool { return i.Lo <= y && y <= i.Hi }

func (i Interval) check(name string) error {
	if !isFinite(i.Lo) || !isFinite(i.Hi) || i.Lo > i.Hi {
		return fmt.Errorf("score: %s is %g to %g: want finite ends in order", name, i.Lo, i.Hi)
	}
	return nil
}

// Pinball returns the quantile score of a forecast q that y stays below with
// probability p, in the unit of y,
//
//	(1{y < q} - p) (q - y)
//
// Twice its integral over p is the CRPS (Gneiting and Raftery 2007).
func Pinball(q, p, y float64) (float64, error) {
	if err := errors.Join(number("quantile", q), openUnit("probability", p), number("observation", y)); err != nil {
		return math.NaN(), err
	}
	return held("the pinball score", max(p*(y-q), (1-p)*(q-y)))
}

// Winkler returns the interval score of a central interval of probability
// level = 1 - α, in the unit of y: its width, and 2/α for each unit by which y
// lies outside,
//
//	(u - l) + 2/α (l - y)₊ + 2/α (y - u)₊
//
// (R. L. Winkler, "A decision-theoretic approach to interval estimation",
// Journal of the American Statistical Association 67, 1972).
func Winkler(i Interval, level, y float64) (float64, error) {
	if err := errors.Join(i.check("interval"), openUnit("level", level), number("observation", y)); err != nil {
		return math.NaN(), err
	}
	return held("the interval score", i.Hi-i.Lo+2/(1-level)*max(0, i.Lo-y, y-i.Hi))
}

// WIS returns the weighted interval score of a median and K central intervals
// of the probabilities levels, in the unit of y,
//
//	[½ |y - median| + Σ α_k/2 · interval score_k] / (K + ½),  α = 1 - level
//
// which tends to the CRPS as levels fill (0, 1) evenly (J. Bracher, E. L. Ray,
// T. Gneiting and N. G. Reich, "Evaluating epidemic forecasts in an interval
// format", PLOS Computational Biology 17, 2021).
func WIS(median float64, intervals []Interval, levels []float64, y float64) (float64, error) {
	if err := errors.Join(number("median", median), number("observation", y), sameLength("levels", len(levels), "intervals", len(intervals))); err != nil {
		return math.NaN(), err
	}
	sum := math.Abs(y-median) / 2
	var errs []error
	for k, i := range intervals {
		s, err := Winkler(i, levels[k], y)
		if err != nil {
			errs = append(errs, fmt.Errorf("interval[%d]: %w", k, err))
		}
		sum += (1 - levels[k]) / 2 * s
	}
	if err := errors.Join(errs...); err != nil {
		return math.NaN(), err
	}
	return held("the weighted interval score", sum/(float64(len(intervals))+0.5))
}
