package score

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Uniform law is flat from Lo to Hi.
type Uniform struct{ Lo, Hi float64 }

// Validate reports ends that are not finite or not in order.
func (l Uniform) Validate() error {
	if err := finiteFields("uniform", []field{{"Lo", l.Lo}, {"Hi", l.Hi}}, nil); err != nil {
		return err
	}
	if !(l.Lo < l.Hi) {
		return fmt.Errorf("score: uniform: Lo is %g and Hi %g: want Lo below Hi", l.Lo, l.Hi)
	}
	return nil
}

// CDF returns (x - Lo)/(Hi - Lo), from 0 to 1.
func (l Uniform) CDF(x float64) float64 {
	return min(1, max(0, (x-l.Lo)/(l.Hi-l.Lo)))
}

// crps is the distance to the range plus its width times u² - u + 1/3, u = F(y).
func (l Uniform) crps(y float64) float64 {
	u := l.CDF(y)
	return max(0, l.Lo-y, y-l.Hi) + (l.Hi-l.Lo)*(u*u-u+1.0/3)
}

func (l Uniform) logScore(y float64) float64 {
	if y < l.Lo || y > l.Hi {
		return math.Inf(1)
	}
	return math.Log(l.Hi - l.Lo)
}

// A Beta law on (0, 1) has density proportional to x^(Alpha-1) (1-x)^(Beta-1).
type Beta struct{ Alpha, Beta float64 }

// Validate reports shapes that are not positive.
func (l Beta) Validate() error {
	return finiteFields("beta", nil, []field{{"Alpha", l.Alpha}, {"Beta", l.Beta}})
}

// CDF returns the regularised incomplete beta function.
func (l Beta) CDF(x float64) float64 {
	return mathext.RegIncBeta(l.Alpha, l.Beta, min(1, max(0, x)))
}

// crps is, with a = Alpha and b = Beta,
//
//	y (2F(y) - 1) + a/(a+b) [1 - 2 F_(a+1,b)(y) - 2 B(2a, 2b)/(a B(a, b)²)]
func (l Beta) crps(y float64) float64 {
	a, b := l.Alpha, l.Beta
	spread := 2 / a * math.Exp(mathext.Lbeta(2*a, 2*b)-2*mathext.Lbeta(a, b))
	return y*(2*l.CDF(y)-1) + a/(a+b)*(1-2*Beta{a + 1, b}.CDF(y)-spread)
}

func (l Beta) logScore(y float64) float64 {
	if y < 0 || y > 1 {
		return math.Inf(1)
	}
	return mathext.Lbeta(l.Alpha, l.Beta) - xlog(l.Alpha-1, y) - xlog(l.Beta-1, 1-y)
}

// xlog is x ln y, 0 for x = 0.
func xlog(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(y)
}
