package priceindex

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Quote is the price of an item in a period.
type Quote struct {
	Item   int
	Period int     // any numbering in which later is larger
	Price  float64 // in any unit, the same for all
}

// sorted returns the quotes by period, then item, or all their faults.
func sorted(quotes []Quote) ([]Quote, error) {
	q := slices.Clone(quotes)
	slices.SortFunc(q, func(a, b Quote) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Item, b.Item))
	})
	var errs []error
	for i, x := range q {
		if !positive(x.Price) {
			errs = append(errs, fmt.Errorf("priceindex: item %d costs %g in period %d: give a positive, finite price", x.Item, x.Price, x.Period))
		}
		if i > 0 && q[i-1].Item == x.Item && q[i-1].Period == x.Period {
			errs = append(errs, fmt.Errorf("priceindex: item %d has two prices in period %d, %g and %g: give one, or number them as two items", x.Item, x.Period, q[i-1].Price, x.Price))
		}
	}
	if len(errs) == 0 && (len(q) == 0 || q[0].Period == q[len(q)-1].Period) {
		errs = append(errs, fmt.Errorf("priceindex: %d quotes of fewer than two periods: an index compares at least two", len(q)))
	}
	return q, errors.Join(errs...)
}

func positive(x float64) bool { return x > 0 && !math.IsInf(x, 1) }

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// byPeriod cuts sorted quotes where the period changes.
func byPeriod(q []Quote) [][]Quote {
	var periods [][]Quote
	for from := 0; from < len(q); {
		to := from + 1
		for to < len(q) && q[to].Period == q[from].Period {
			to++
		}
		periods = append(periods, q[from:to])
		from = to
	}
	return periods
}
