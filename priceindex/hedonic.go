package priceindex

import (
	"errors"
	"fmt"
	"slices"
)

// Year is the name of the coefficient of time in [Trend].
const Year = "year"

// Trend regresses log price on time and traits,
//
//	ln p_i = α + β year_i + Σ_k γ_k x_ki + u_i
//
// so that exp(β) is the price of the same traits a year later over its price
// now. Years may start anywhere. Errors are those of [Regress]; prices must be
// positive.
func Trend(price, year []float64, traits []Column, cluster []int) (Regression, error) {
	y, err := logs(price)
	if err != nil {
		return Regression{}, err
	}
	return Regress(y, slices.Concat([]Column{{Year, year}}, traits), cluster)
}

// A TimeDummies is a regression with one coefficient for each period after the
// first, and the index that they make up.
type TimeDummies struct {
	Regression
	Index []Point
}

// TimeDummy regresses log price on traits and a dummy for each period after the
// first, named "period 7",
//
//	ln p_it = α + Σ_τ δ_τ 1(t = τ) + Σ_k γ_k x_kit + u_it,  I_t = exp(δ_t)
//
// the time-dummy hedonic index (de Haan and Diewert 2013). In a panel that has
// all items in all periods it is the Jevons index whatever the traits, if these
// do not change. It holds γ fixed over time: two periods at a time relax that.
//
// exp(δ) is the ratio of geometric means at equal traits. As an estimate of the
// true ratio it is too high by about half the variance of δ, relatively; it is
// left so, or two ways to the same index would differ.
//
// Beside the errors of [Regress] it is one if there are fewer than two periods.
func TimeDummy(price []float64, period []int, traits []Column, cluster []int) (TimeDummies, error) {
	y, err := logs(price)
	if len(period) != len(price) {
		err = errors.Join(err, fmt.Errorf("priceindex: %d periods for %d prices: give one period per price", len(period), len(price)))
	}
	if err != nil {
		return TimeDummies{}, err
	}
	count := map[int]int{}
	for _, t := range period {
		count[t]++
	}
	if len(count) < 2 {
		return TimeDummies{}, fmt.Errorf("priceindex: %d prices of %d periods: an index compares at least two", len(price), len(count))
	}
	periods := slices.Compact(slices.Sorted(slices.Values(period)))
	if k := len(periods) + len(traits); len(price) <= k {
		return TimeDummies{}, fmt.Errorf("priceindex: %d prices for %d coefficients: give more rows or fewer periods and traits", len(price), k)
	}
	r, err := Regress(y, slices.Concat(dummies(period, periods[1:]), traits), cluster)
	if err != nil {
		return TimeDummies{}, err
	}
	index := []Point{{Period: periods[0], Level: 1, N: count[periods[0]]}}
	for j, t := range periods[1:] {
		p := point(t, r.Coef[j+1], r.SE[j+1], count[t])
		if !positive(p.Level) {
			return TimeDummies{}, fmt.Errorf("priceindex: the index is exp(%g) in period %d, beyond what a float64 holds: check prices and traits", p.Log, t)
		}
		index = append(index, p)
	}
	return TimeDummies{r, index}, nil
}

// dummies returns a column per period that is 1 in its rows.
func dummies(period, periods []int) []Column {
	columns := make([]Column, len(periods))
	for j, t := range periods {
		columns[j] = Column{fmt.Sprintf("period %d", t), make([]float64, len(period))}
		for i := range period {
			if period[i] == t {
				columns[j].Values[i] = 1
			}
		}
	}
	return columns
}
