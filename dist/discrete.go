package dist

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Discrete law takes Values[i] with probability Weights[i]/ΣWeights. Values
// increase, so that a larger u never gives a smaller value.
type Discrete struct {
	Values  []float64
	Weights []float64 // relative, not negative
}

// Validate reports lists of different length, values that do not increase and
// weights that cannot be probabilities.
func (d Discrete) Validate() error {
	if len(d.Values) == 0 {
		return errors.New("discrete: values is empty: give at least one value")
	}
	var errs []error
	for i, v := range d.Values {
		errs = append(errs, finite("discrete", field{fmt.Sprintf("values[%d]", i), v}))
		if i > 0 && v <= d.Values[i-1] {
			errs = append(errs, fmt.Errorf("discrete: values[%d] is %g after %g: list values in increasing order", i, v, d.Values[i-1]))
		}
	}
	return errors.Join(append(errs, weights("discrete", d.Weights, len(d.Values), "value"))...)
}

// weights reports relative probabilities that cannot be used for n things.
func weights(law string, w []float64, n int, thing string) error {
	if len(w) != n {
		return fmt.Errorf("%s: %d weights for %d %ss: give one weight per %s", law, len(w), n, thing, thing)
	}
	for i, x := range w {
		if !(x >= 0) || math.IsInf(x, 1) {
			return fmt.Errorf("%s: weights[%d] is %g: give a finite number that is not negative", law, i, x)
		}
	}
	if t := total(w); !(t > 0) || math.IsInf(t, 1) {
		return fmt.Errorf("%s: weights sum to %g: give weights with a positive, finite sum", law, t)
	}
	return nil
}

func total(w []float64) float64 {
	sum := 0.0
	for _, x := range w {
		sum += x
	}
	return sum
}

// Quantile returns the first value at which the cumulated weight reaches u.
func (d Discrete) Quantile(u float64) float64 {
	target, sum := u*total(d.Weights), 0.0
	last := math.NaN()
	for i, w := range d.Weights {
		if w == 0 {
			continue
		}
		sum += w
		last = d.Values[i]
		if sum >= target {
			break
		}
	}
	return onUnit(u, last)
}

// CDF returns the cumulated share of weights up to x.
func (d Discrete) CDF(x float64) float64 {
	n, found := slices.BinarySearch(d.Values, x)
	if found {
		n++
	}
	return total(d.Weights[:n]) / total(d.Weights)
}

// Mean returns the weighted mean of the values.
func (d Discrete) Mean() float64 {
	sum := 0.0
	for i, w := range d.Weights {
		sum += w * d.Values[i]
	}
	return sum / total(d.Weights)
}
