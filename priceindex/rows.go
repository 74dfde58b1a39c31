package priceindex

import (
	"errors"
	"fmt"
	"math"
)

// checkRows reports all faults of the rows of a regression.
func checkRows(y []float64, columns []Column, cluster []int) error {
	errs := checkColumns(len(y), columns)
	for i, v := range y {
		if !finite(v) {
			errs = append(errs, fmt.Errorf("priceindex: y[%d] is %g: give finite numbers", i, v))
		}
	}
	if len(cluster) != len(y) {
		errs = append(errs, fmt.Errorf("priceindex: %d clusters for %d rows: give one cluster per row", len(cluster), len(y)))
	}
	if k := len(columns) + 1; len(y) <= k {
		errs = append(errs, fmt.Errorf("priceindex: %d rows for %d coefficients: give more rows or fewer columns", len(y), k))
	}
	if len(errs) == 0 && !several(cluster) {
		errs = append(errs, fmt.Errorf("priceindex: all rows are of cluster %d: standard errors need at least two clusters", cluster[0]))
	}
	return errors.Join(errs...)
}

func several(cluster []int) bool {
	for _, g := range cluster {
		if g != cluster[0] {
			return true
		}
	}
	return false
}

func checkColumns(rows int, columns []Column) (errs []error) {
	seen := map[string]bool{Intercept: true}
	for j, c := range columns {
		switch {
		case c.Name == "":
			errs = append(errs, fmt.Errorf("priceindex: column %d has no name: give one, so that its coefficient can be found", j))
		case seen[c.Name]:
			errs = append(errs, fmt.Errorf("priceindex: column %d is a second %q: give each coefficient its own name", j, c.Name))
		}
		seen[c.Name] = true
		if len(c.Values) != rows {
			errs = append(errs, fmt.Errorf("priceindex: column %q has %d values for %d rows: give one per row", c.Name, len(c.Values), rows))
		}
		for i, v := range c.Values {
			if !finite(v) {
				errs = append(errs, fmt.Errorf("priceindex: %s[%d] is %g: give finite numbers", c.Name, i, v))
			}
		}
	}
	return errs
}

// logs returns the natural logarithms of prices.
func logs(price []float64) ([]float64, error) {
	y := make([]float64, len(price))
	var errs []error
	for i, p := range price {
		if !positive(p) {
			errs = append(errs, fmt.Errorf("priceindex: price[%d] is %g: give positive, finite numbers", i, p))
			continue
		}
		y[i] = math.Log(p)
	}
	return y, errors.Join(errs...)
}
