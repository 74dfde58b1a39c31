package priceindex

import (
	"errors"
	"fmt"
	"math"
)

// checkSeries reports all faults of a series of prices in order of time and
// returns their logs.
func checkSeries(year, price []float64, least int) ([]float64, error) {
	if len(year) != len(price) {
		return nil, fmt.Errorf("priceindex: %d years for %d prices: give one year per price", len(year), len(price))
	}
	y, err := logs(price)
	errs := []error{err}
	for i, t := range year {
		switch {
		case !(math.Abs(t) <= farthest):
			errs = append(errs, fmt.Errorf("priceindex: year[%d] is %g: give a number of years, such as 2024.25", i, t))
		case i > 0 && !(t-year[i-1] >= nearest) && math.Abs(year[i-1]) <= farthest:
			errs = append(errs, fmt.Errorf("priceindex: year[%d] is %g after %g: give one price per date, the dates in order", i, t, year[i-1]))
		}
	}
	if len(year) < least {
		errs = append(errs, fmt.Errorf("priceindex: %d prices are too few: give at least %d", len(year), least))
	}
	return y, errors.Join(errs...)
}

// Dates lie within a million years of 0 and at least 1e-9 years, a thirtieth of
// a second, apart: nearer ones differ by rounding.
const (
	farthest = 1e6
	nearest  = 1e-9
)

// AnnualFactor returns the price a year later over the price now, on the way
// from the first price to the last,
//
//	(p_n/p_1)^(1/(t_n - t_1))
//
// 0.1 is a fall to a tenth each year. It rests on two prices: what lies between
// them does not matter, and it has no standard error.
func AnnualFactor(year, price []float64) (float64, error) {
	y, err := checkSeries(year, price, 2)
	if err != nil {
		return math.NaN(), err
	}
	n := len(y) - 1
	return factor((y[n] - y[0]) / (year[n] - year[0]))
}

// factor is exp(slope) where a float64 holds it.
func factor(slope float64) (float64, error) {
	f := math.Exp(slope)
	if !positive(f) {
		return math.NaN(), fmt.Errorf("priceindex: the price changes by a factor exp(%g) a year, beyond what a float64 holds: give dates that are further apart", slope)
	}
	return f, nil
}

// A Crossing is when a price had fallen by a given factor. The price was seen
// above it for the last time before at After and first at or below it at By:
// the crossing lies between.
type Crossing struct {
	After   float64 // months after the first price
	By      float64 // months after the first price; infinite if it did not happen
	Crossed bool    // false: After is the last price, a censored time
}

// TimeToFall returns when the price first was at or below the first price
// divided by fold, such as 10. It may have risen again since.
//
// Over many series, By where Crossed and After elsewhere are the times, and
// Crossed the events, of a survivor curve of how long a tenfold takes.
func TimeToFall(year, price []float64, fold float64) (Crossing, error) {
	y, err := checkSeries(year, price, 1)
	if err := errors.Join(err, checkFold(fold)); err != nil {
		return Crossing{}, err
	}
	var c Crossing
	for i := range y {
		months := 12 * (year[i] - year[0])
		if y[0]-y[i] >= math.Log(fold)-rounding {
			c.By, c.Crossed = months, true
			return c, nil
		}
		c.After = months
	}
	c.By = math.Inf(1)
	return c, nil
}

// rounding of log prices: 0.03 is a tenth of 0.3.
const rounding = 1e-12

func checkFold(fold float64) error {
	if !(fold > 1) || math.IsInf(fold, 1) {
		return fmt.Errorf("priceindex: fold is %g: give a finite number above 1, such as 10", fold)
	}
	return nil
}
