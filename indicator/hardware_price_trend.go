package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// HardwarePriceTrend is how fast the price of a thing changes.
var HardwarePriceTrend = Indicator{
	Name: "hardware_price_trend", Title: "Price trend of hardware", Unit: "change a year",
	Doc: "exp of the slope of log price on time, less 1: -0.12 is a fall by 12% a year. One series in one unit; dollars are constant where a survey gives them so, nominal otherwise. " +
		"The interval is Student's with the larger of the plain and the Newey-West standard error; with two prices there is none.",
	Source: "Moore's law as a regression: Nagy et al. (2013), PLoS ONE 8, e52669",
	Params: []Param{wareParam(priced), {From, nil, "first day of the fit; all there is unless given"}},
	Of:     hardwarePriceTrend,
}

func hardwarePriceTrend(v undercut.View, a Args) Estimate {
	w := wareOf(a.Definition)
	e := start(v, a, priced, fmt.Sprintf("change a year of the %s of %s, up to %v", inWords(w.metric), w.subject, a.At))
	if e.Undefined != "" {
		return e
	}
	prices := w.prices(v, a)
	e.N = len(prices)
	e.record(prices)
	if len(prices) < 2 {
		e.Undefined = fmt.Sprintf("%d prices are known by then: want two at least", len(prices))
		return e
	}
	first, last := &prices[0], &prices[len(prices)-1]
	e.Basis = fmt.Sprintf("%s %s in %v to %s in %v", number(first.Value), first.Unit, first.Until, number(last.Value), last.Until)
	e.trend(prices)
	return e
}

// trend fits a line through log prices.
func (e *Estimate) trend(prices ledger) {
	var year, price []float64
	for i := range prices {
		year, price = append(year, middle(&prices[i])), append(price, prices[i].Value)
	}
	factor, err := priceindex.AnnualFactor(year, price)
	if err != nil {
		e.Undefined = err.Error()
		return
	}
	if len(prices) == 2 {
		e.Mid = factor - 1
		e.Warnings = append(e.Warnings, "two prices: no error can be told")
		return
	}
	line, err := priceindex.FitLogLine(year, price, priceindex.Lag(len(price)))
	if err != nil {
		e.Undefined = err.Error()
		return
	}
	half := student95(line.N-2) * max(line.SE, line.NeweyWest)
	e.Mid, e.Lo, e.Hi = math.Expm1(line.Slope), math.Expm1(line.Slope-half), math.Expm1(line.Slope+half)
	e.Basis += fmt.Sprintf("; from the first to the last %+.1f%% a year", 100*(factor-1))
	if line.Autocorrelation > 0.5 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("neighbouring residuals correlate by %.2f: the interval is too narrow", line.Autocorrelation))
	}
}
