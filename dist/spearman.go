package dist

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// SpearmanRank returns the rank correlation of two samples: the product-moment
// correlation of their ranks, where equal values share the mean of the ranks
// they occupy (Spearman 1904; Kendall, "Rank Correlation Methods", 1948). It
// is 1 for any increasing relation and needs no scale.
//
// It is an error if the lengths differ, if there are fewer than two pairs, if
// a value is NaN, or if a sample is constant: there is then no order to
// correlate.
func SpearmanRank(x, y []float64) (float64, error) {
	if len(x) != len(y) {
		return 0, fmt.Errorf("spearman: %d values against %d: give samples of equal length", len(x), len(y))
	}
	if len(x) < 2 {
		return 0, fmt.Errorf("spearman: %d pairs: give at least two", len(x))
	}
	rx, err := ranks("first", x)
	if err != nil {
		return 0, err
	}
	ry, err := ranks("second", y)
	if err != nil {
		return 0, err
	}
	var xx, yy, xy float64
	for i := range rx {
		xx += rx[i] * rx[i]
		yy += ry[i] * ry[i]
		xy += rx[i] * ry[i]
	}
	// Ranks are multiples of one half, so the sums are exact up to a few
	// hundred thousand pairs. One root of the product, not a product of roots:
	// the root of a rounded square is exact, so a perfect relation gives 1 or
	// -1 and never a bit more.
	return xy / math.Sqrt(xx*yy), nil
}

// ranks returns average ranks, measured from their mean.
func ranks(which string, x []float64) ([]float64, error) {
	order := make([]int, len(x))
	for i, v := range x {
		if math.IsNaN(v) {
			return nil, fmt.Errorf("spearman: value %d of the %s sample is NaN: leave the pair out", i, which)
		}
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	r := make([]float64, len(x))
	for from := 0; from < len(x); {
		to := from + 1
		for to < len(x) && x[order[to]] == x[order[from]] {
			to++
		}
		if to-from == len(x) {
			return nil, fmt.Errorf("spearman: the %s sample is constant at %g: it has no order to correlate", which, x[0])
		}
		for _, i := range order[from:to] {
			r[i] = float64(from+to-1)/2 - float64(len(x)-1)/2
		}
		from = to
	}
	return r, nil
}
