package dist

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Beta law on [Lo, Hi] has density proportional to t^(A-1) (1-t)^(B-1) with
// t = (x - Lo)/(Hi - Lo). Shares and rates live on [0, 1].
type Beta struct{ A, B, Lo, Hi float64 }

// Validate reports shapes that are not positive or limits not increasing.
func (d Beta) Validate() error {
	return errors.Join(positive("beta", field{"a", d.A}, field{"b", d.B}), ordered("beta", d.Lo, d.Hi))
}

// Quantile inverts the CDF by Newton steps.
func (d Beta) Quantile(u float64) float64 {
	if !(u > 0 && u < 1) {
		return onUnit(u, d.Lo+u*(d.Hi-d.Lo))
	}
	lbeta := mathext.Lbeta(d.A, d.B)
	density := func(t float64) float64 {
		return math.Exp((d.A-1)*math.Log(t) + (d.B-1)*math.Log1p(-t) - lbeta)
	}
	cdf := func(t float64) float64 { return mathext.RegIncBeta(d.A, d.B, t) }
	t := invert(cdf, density, u, 1, betaStart(d.A, d.B, u))
	return d.Lo + t*(d.Hi-d.Lo)
}

// betaStart is near the quantile on the unit interval: the expansion of AS 109
// (Cran, Martin and Thomas, Applied Statistics 26, 1977) when the density is
// bounded, else the leading power of the CDF at the nearer end (Press et al.,
// "Numerical Recipes", 3rd ed., §6.14.4).
func betaStart(a, b, u float64) float64 {
	if a >= 1 && b >= 1 {
		z := -NormalQuantile(u)
		l := (z*z - 3) / 6
		p, q := 1/(2*a-1), 1/(2*b-1)
		h := 2 / (p + q)
		w := z*math.Sqrt(l+h)/h - (q-p)*(l+5.0/6-2/(3*h))
		return a / (a + b*math.Exp(2*w)) // NaN if l+h < 0: invert then starts in the middle
	}
	low := math.Exp(a*math.Log(a/(a+b))) / a
	high := math.Exp(b*math.Log(b/(a+b))) / b
	if u < low/(low+high) {
		return math.Pow(a*(low+high)*u, 1/a)
	}
	return 1 - math.Pow(b*(low+high)*(1-u), 1/b)
}

// CDF is the regularised incomplete beta function of t.
func (d Beta) CDF(x float64) float64 {
	return mathext.RegIncBeta(d.A, d.B, unitShare(x, d.Lo, d.Hi))
}

// Mean returns Lo + (Hi - Lo) A/(A + B).
func (d Beta) Mean() float64 { return d.Lo + (d.Hi-d.Lo)*d.A/(d.A+d.B) }

// A PERT law is the beta law of an expert who gives a least, a most likely and
// a greatest value; its mean is (Lo + 4 Mode + Hi)/6. See Malcolm, Roseboom,
// Clark and Fazar, "Application of a technique for research and development
// program evaluation", Operations Research 7 (1959).
type PERT struct{ Lo, Mode, Hi float64 }

// Validate reports limits that are not increasing or a mode outside them.
func (d PERT) Validate() error { return peaked("pert", d.Lo, d.Mode, d.Hi) }

// Beta returns the same law by its shapes, A = 1 + 4 (Mode-Lo)/(Hi-Lo) and
// B = 6 - A.
func (d PERT) Beta() Beta {
	t := (d.Mode - d.Lo) / (d.Hi - d.Lo)
	return Beta{A: 1 + 4*t, B: 1 + 4*(1-t), Lo: d.Lo, Hi: d.Hi}
}

// Quantile is that of the beta law.
func (d PERT) Quantile(u float64) float64 { return d.Beta().Quantile(u) }

// CDF is that of the beta law.
func (d PERT) CDF(x float64) float64 { return d.Beta().CDF(x) }

// Mean returns (Lo + 4 Mode + Hi)/6.
func (d PERT) Mean() float64 { return (d.Lo + 4*d.Mode + d.Hi) / 6 }
