package score

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// An Exponential law is that of the time to an event that comes Rate times per
// unit of time.
type Exponential struct{ Rate float64 }

// Validate reports a rate that is not positive.
func (l Exponential) Validate() error {
	return finiteFields("exponential", nil, []field{{"Rate", l.Rate}})
}

// CDF returns 1 - exp(-Rate x), 0 below 0.
func (l Exponential) CDF(x float64) float64 { return -math.Expm1(-l.Rate * max(0, x)) }

// crps is |y| - 2 F(y)/Rate + 1/(2 Rate).
func (l Exponential) crps(y float64) float64 {
	return math.Abs(y) + (0.5-2*l.CDF(y))/l.Rate
}

func (l Exponential) logScore(y float64) float64 {
	if y < 0 {
		return math.Inf(1)
	}
	return l.Rate*y - math.Log(l.Rate)
}

// A Gamma law has mean Shape/Rate and variance Shape/Rate².
type Gamma struct{ Shape, Rate float64 }

// Validate reports a shape or rate that is not positive.
func (l Gamma) Validate() error {
	return finiteFields("gamma", nil, []field{{"Shape", l.Shape}, {"Rate", l.Rate}})
}

// CDF returns the regularised incomplete gamma function.
func (l Gamma) CDF(x float64) float64 {
	return mathext.GammaIncReg(l.Shape, l.Rate*max(0, x))
}

// crps is, with a = Shape and b = Rate,
//
//	y (2F(y) - 1) - a/b (2 F_(a+1)(y) - 1) - 1/(b B(1/2, a))
func (l Gamma) crps(y float64) float64 {
	a, b := l.Shape, l.Rate
	return y*(2*l.CDF(y)-1) - a/b*(2*Gamma{a + 1, b}.CDF(y)-1) - math.Exp(-mathext.Lbeta(0.5, a))/b
}

func (l Gamma) logScore(y float64) float64 {
	if y < 0 {
		return math.Inf(1)
	}
	lg, _ := math.Lgamma(l.Shape)
	return lg - xlog(l.Shape-1, y) + l.Rate*y - l.Shape*math.Log(l.Rate)
}
