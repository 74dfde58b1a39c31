package dist

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Gamma law is a positive quantity with density proportional to
// x^(Shape-1) exp(-x/Scale): waiting times, rates. Scale is in the unit of the
// value; the coefficient of variation is Shape^(-1/2).
type Gamma struct{ Shape, Scale float64 }

// Validate reports a shape or scale that is not positive.
func (d Gamma) Validate() error {
	return positive("gamma", field{"shape", d.Shape}, field{"scale", d.Scale})
}

// Quantile inverts the CDF by Newton steps. (The inverse in mathext is good to
// six digits and panics at small probabilities.)
func (d Gamma) Quantile(u float64) float64 {
	switch {
	case u == 1:
		return math.Inf(1)
	case !(u > 0 && u < 1):
		return onUnit(u, 0)
	}
	lgamma, _ := math.Lgamma(d.Shape)
	density := func(x float64) float64 {
		return math.Exp((d.Shape-1)*math.Log(x) - x - lgamma)
	}
	cdf := func(x float64) float64 { return mathext.GammaIncReg(d.Shape, x) }
	return d.Scale * invert(cdf, density, u, math.Inf(1), gammaStart(d.Shape, u))
}

// gammaStart is near the quantile of a gamma law of scale one: Wilson and
// Hilferty's cube ("The distribution of chi-square", PNAS 17, 1931), or where
// that fails the leading term of the CDF at small x, x^a/Γ(a+1).
func gammaStart(a, u float64) float64 {
	if a >= 1 {
		c := 1 - 1/(9*a) + NormalQuantile(u)/(3*math.Sqrt(a))
		if c > 0.2 {
			return a * c * c * c
		}
	}
	lgamma, _ := math.Lgamma(a + 1)
	return math.Exp((math.Log(u) + lgamma) / a)
}

// CDF is the regularised lower incomplete gamma function.
func (d Gamma) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return mathext.GammaIncReg(d.Shape, x/d.Scale)
}

// Mean returns Shape times Scale.
func (d Gamma) Mean() float64 { return d.Shape * d.Scale }
