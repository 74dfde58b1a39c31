package priceindex

import "math"

// Strong is how much lower the Bayesian information criterion of the plateau
// must be than that of the line for [FindFloor] to see a floor: "very strong"
// evidence in the scale of Raftery (1995), odds of 150 to 1.
const Strong = 10.0

// A Floor is a comparison of a price that falls for ever with one that has
// stopped falling.
type Floor struct {
	Found       bool    // Gain above Strong, and Slope below 0
	Gain        float64 // BIC of the line less BIC of the plateau
	Break       float64 // year at which the fall stops
	Level       float64 // price from then on
	Slope       float64 // change of log price per year before
	Before      int     // prices up to Break
	After       int     // prices from Break on; one at Break counts for both
	Correlation float64 // of errors one mean step apart, about the plateau
}

// least is how many prices must lie on either side of a break: a slope and its
// error take three.
const least = 3

// precision of log prices. A fit cannot be better: between a line that rounding
// left and one that fits exactly there is nothing to choose.
const precision = 1e-9

// FindFloor fits log price by a line and by a line that turns level, continuous
// and with one more parameter,
//
//	ln p = α + β t + u        and        ln p = α + β min(t, τ) + u
//
// and compares them by BIC. Errors last: a price that stands above its line
// tends to stay there, which makes any few months of rest look like a floor to
// a fit that takes errors for independent. So both fits have normal errors whose
// correlation over a time Δt is ρ^(Δt/mean step) with ρ their own, from 0 to
// 0.99, and the likelihood is exact,
//
//	BIC = n ln(Σ e²/n) + Σ_{i>1} ln(1 - φ_i²) + k ln n,
//	e_i = (u_i - φ_i u_(i-1)) / √(1 - φ_i²),  φ_i = ρ^((t_i - t_(i-1))/mean step)
//
// τ is sought among the dates and where the least-squares line through the
// prices before meets their mean after (Hudson 1966), with three prices at least
// on either side.
//
// How often it errs, in histories of 24 months (floor_test.go): a floor that is
// not there in less than 1% for independent errors of 20% about a line, in 3%
// for a random walk of 50% a year with a fall of 63% a year; in 8% if the price
// changes by rare cuts only, one month in five, as list prices do. A floor that
// has stood for the last 40% of the time, after a fall of 63% a year, is found
// in 83% if errors are 10% and in 12% if they are 20%. Not found is not absent.
//
// A floor of the data is not one for ever, and a line that bends without
// becoming level may be taken for one: look at the plot.
//
// It is an error if a price is not positive and finite, if years do not rise,
// or if there are fewer than six prices. The work grows as n².
func FindFloor(year, price []float64) (Floor, error) {
	y, err := checkSeries(year, price, 2*least)
	if err != nil {
		return Floor{}, err
	}
	n := len(y)
	since := make([]float64, n)
	for i := range since {
		since[i] = year[i] - year[0]
	}
	all := whitenings(since)
	line, bent, tau := best(all, since, y), gls{deviance: math.Inf(1)}, 0.0
	for k := least - 1; k < n-least; k++ {
		for _, at := range candidates(since, y, k) {
			if g := best(all, levelled(since, at), y); g.deviance < bent.deviance {
				bent, tau = g, at
			}
		}
	}
	f := Floor{
		Gain: line.deviance - bent.deviance - math.Log(float64(n)), Correlation: bent.rho,
		Break: year[0] + tau, Level: math.Exp(bent.intercept + bent.slope*tau), Slope: bent.slope,
	}
	for _, t := range since {
		if t <= tau {
			f.Before++
		}
		if t >= tau {
			f.After++
		}
	}
	f.Found = f.Gain > Strong && f.Slope < 0
	return f, nil
}

// candidates are breaks between prices k and k+1: both dates, and where the
// line up to k meets the mean of the others if that is in between.
func candidates(t, y []float64, k int) []float64 {
	tau := []float64{t[k], t[k+1]}
	before := straight(t[:k+1], y[:k+1])
	after := straight(make([]float64, len(y)-k-1), y[k+1:]) // a level
	meet := before.centre + (after.mean-before.mean)/before.slope
	if meet > t[k] && meet < t[k+1] {
		tau = append(tau, meet)
	}
	return tau
}

// levelled is time that stops at tau.
func levelled(t []float64, tau float64) []float64 {
	x := make([]float64, len(t))
	for i := range t {
		x[i] = min(t[i], tau)
	}
	return x
}
