package claim

import (
	"fmt"
	"math"
)

// LeastESS is the effective sample size below which weighted odds are refused.
const LeastESS = 30

// Odds say in how many futures a statement is true.
type Odds struct {
	True     int     // futures in which it is
	N        int     // futures that can speak
	Silent   int     // futures that cannot: failed, or the quantity is undefined
	Plain    Chance  // all futures alike
	Weighted *Chance // by fit to history; nil where ESS is below LeastESS
	ESS      float64 // effective sample size of those that can speak
}

// A Chance is a probability with its 90% Monte Carlo interval, all 0 to 1; NaN
// if no future can speak.
type Chance struct{ Mid, Lo, Hi float64 }

// String prints a natural frequency: "31 of 100 (24–39)". A chance that is not
// zero never prints as 0, one that is not certain never as 100.
func (c Chance) String() string {
	if math.IsNaN(c.Mid) {
		return "no future can speak"
	}
	return fmt.Sprintf("%s of 100 (%s–%s)", Per100(c.Mid), Per100(c.Lo), Per100(c.Hi))
}

// Per100 prints a probability as a number of futures out of 100, with <1 and
// >99 for what is neither never nor always.
func Per100(p float64) string {
	n := math.Round(100 * p)
	switch {
	case math.IsNaN(p):
		return "–"
	case n == 0 && p > 1e-9:
		return "<1"
	case n == 100 && p < 1-1e-9:
		return ">99"
	}
	return fmt.Sprintf("%.0f", n)
}

// z90 is the 95% point of the standard normal: intervals hold 90%.
const z90 = 1.6448536269514722

// Wilson is the 90% score interval of a proportion p seen in n trials,
//
//	(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n),
//
// Wilson, "Probable inference, the law of succession, and statistical
// inference", JASA 22 (1927). It stays inside 0 to 1 and says something where
// nothing was seen, which p ± z √(p(1-p)/n) does not. n need not be whole: for
// weighted futures it is the effective sample size.
func Wilson(p, n float64) Chance {
	if !(n > 0) {
		return Chance{math.NaN(), math.NaN(), math.NaN()}
	}
	zz := z90 * z90
	mid := p + zz/(2*n)
	half := z90 * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	lo, hi := (mid-half)/(1+zz/n), (mid+half)/(1+zz/n)
	return Chance{p, math.Max(0, math.Min(lo, p)), math.Min(1, math.Max(hi, p))}
}

// A fate is what one future says of a statement.
type fate int8

const (
	silent fate = iota // cannot speak
	no
	yes
)

// fateOf is yes or no, or silent where the quantity behind it is undefined.
func fateOf(holds bool, on ...float64) fate {
	for _, x := range on {
		if math.IsNaN(x) {
			return silent
		}
	}
	if holds {
		return yes
	}
	return no
}

// oddsOf counts fates; w weighs futures.
func oddsOf(fates []fate, w []float64) Odds {
	var o Odds
	sum, squares, won := 0.0, 0.0, 0.0
	for i, f := range fates {
		if f == silent {
			o.Silent++
			continue
		}
		o.N++
		sum += w[i]
		squares += float64(w[i] * w[i])
		if f == yes {
			o.True++
			won += w[i]
		}
	}
	o.Plain = Wilson(float64(o.True)/float64(o.N), float64(o.N))
	o.ESS = effective(sum, squares)
	if o.ESS >= LeastESS {
		c := Wilson(math.Min(1, won/sum), o.ESS)
		o.Weighted = &c
	}
	return o
}

// effective is the effective sample size (Σw)²/Σw² of Kish, "Survey Sampling"
// (1965): n for equal weights, 1 if one future has all the weight, 0 without
// weight.
func effective(sum, squares float64) float64 {
	if squares == 0 {
		return 0
	}
	return sum * sum / squares
}
