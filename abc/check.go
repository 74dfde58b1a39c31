package abc

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// finite reports a value that is not a finite number.
func finite(name string, x float64) error {
	if !isFinite(x) {
		return fmt.Errorf("abc: %s is %g: want a finite number", name, x)
	}
	return nil
}

func positive(name string, x float64) error {
	if !(x > 0) || math.IsInf(x, 1) {
		return fmt.Errorf("abc: %s is %g: want a finite number above 0", name, x)
	}
	return nil
}

func notNegative(name string, x float64) error {
	if !(x >= 0) || math.IsInf(x, 1) {
		return fmt.Errorf("abc: %s is %g: want a finite number, 0 or more", name, x)
	}
	return nil
}

// openUnit reports what is not strictly between 0 and 1.
func openUnit(name string, x float64) error {
	if !(x > 0 && x < 1) {
		return fmt.Errorf("abc: %s is %g: want a number between 0 and 1, ends excluded", name, x)
	}
	return nil
}

func atLeast(name string, n, least int) error {
	if n < least {
		return fmt.Errorf("abc: %s is %d: want %d or more", name, n, least)
	}
	return nil
}

func some(name string, n int) error {
	if n == 0 {
		return fmt.Errorf("abc: no %s: give at least one", name)
	}
	return nil
}

// named reports a name that is missing or was used before.
func named(kind string, i int, names []string) error {
	switch at := slices.Index(names, names[i]); {
	case names[i] == "":
		return fmt.Errorf("abc: %s %d has no name: give it one", kind, i)
	case at < i:
		return fmt.Errorf("abc: two of kind %s are called %q: rename one", kind, names[i])
	}
	return nil
}

// finites reports every value of a list that is not finite.
func finites(name string, xs []float64) error {
	var errs []error
	for i, x := range xs {
		if !isFinite(x) { // names cost more than the check
			errs = append(errs, finite(fmt.Sprintf("%s[%d]", name, i), x))
		}
	}
	return errors.Join(errs...)
}

// checkWeights reports weights that are negative, not finite, or all 0.
func checkWeights(w []float64) error {
	errs := []error{some("weight", len(w))}
	var most float64
	for i, x := range w {
		if most = max(most, x); !(x >= 0 && isFinite(x)) {
			errs = append(errs, notNegative(fmt.Sprintf("weight[%d]", i), x))
		}
	}
	err := errors.Join(errs...)
	if err == nil && most == 0 {
		return fmt.Errorf("abc: all %d weights are 0: give some weight to one", len(w))
	}
	return err
}

// checkTable reports draws that are not one row of finite numbers per weight,
// all of one length.
func checkTable(x [][]float64, w []float64) error {
	if err := checkWeights(w); err != nil {
		return err
	}
	if len(x) != len(w) {
		return fmt.Errorf("abc: %d draws for %d weights: give one for each", len(x), len(w))
	}
	var errs []error
	for i, row := range x {
		if len(row) != len(x[0]) {
			errs = append(errs, fmt.Errorf("abc: draw[%d] has %d numbers, draw[0] has %d: give each the same", i, len(row), len(x[0])))
		}
		if slices.ContainsFunc(row, func(v float64) bool { return !isFinite(v) }) {
			errs = append(errs, finites(fmt.Sprintf("draw[%d]", i), row))
		}
	}
	return errors.Join(append(errs, some("number in a draw", len(x[0])))...)
}
