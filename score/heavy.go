package score

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Logistic law has CDF 1/(1 + exp(-z)), z = (x - Mu)/Scale.
type Logistic struct{ Mu, Scale float64 }

// Validate reports a location that is not finite or a scale that is not positive.
func (l Logistic) Validate() error {
	return finiteFields("logistic", []field{{"Mu", l.Mu}}, []field{{"Scale", l.Scale}})
}

// CDF returns 1/(1 + exp(-z)).
func (l Logistic) CDF(x float64) float64 { return 1 / (1 + math.Exp(-(x-l.Mu)/l.Scale)) }

// crps is Scale (z - 2 ln F(z) - 1), which is even in z.
func (l Logistic) crps(y float64) float64 {
	z := math.Abs(y-l.Mu) / l.Scale
	return l.Scale * (z + 2*math.Log1p(math.Exp(-z)) - 1)
}

func (l Logistic) logScore(y float64) float64 {
	z := math.Abs(y-l.Mu) / l.Scale
	return z + 2*math.Log1p(math.Exp(-z)) + math.Log(l.Scale)
}

// A Laplace law has density exp(-|z|)/(2 Scale), z = (x - Mu)/Scale.
type Laplace struct{ Mu, Scale float64 }

// Validate reports a location that is not finite or a scale that is not positive.
func (l Laplace) Validate() error {
	return finiteFields("Laplace", []field{{"Mu", l.Mu}}, []field{{"Scale", l.Scale}})
}

// CDF returns exp(z)/2 below Mu and 1 - exp(-z)/2 above.
func (l Laplace) CDF(x float64) float64 {
	z := (x - l.Mu) / l.Scale
	if z < 0 {
		return math.Exp(z) / 2
	}
	return 1 - math.Exp(-z)/2
}

// crps is Scale (|z| + exp(-|z|) - 3/4).
func (l Laplace) crps(y float64) float64 {
	z := math.Abs(y-l.Mu) / l.Scale
	return l.Scale * (z + math.Exp(-z) - 0.75)
}

func (l Laplace) logScore(y float64) float64 {
	return math.Abs(y-l.Mu)/l.Scale + math.Log(2*l.Scale)
}

// A Student law is Mu plus Scale times Student's t with Nu degrees of freedom,
// more than 1: with fewer it has no mean, and no CRPS.
type Student struct{ Mu, Scale, Nu float64 }

// Validate reports a location that is not finite, a scale that is not positive
// and degrees of freedom of 1 or less.
func (l Student) Validate() error {
	return finiteFields("Student", []field{{"Mu", l.Mu}}, []field{{"Scale", l.Scale}, {"Nu - 1", l.Nu - 1}})
}

// CDF returns the probability of a value at or below x.
func (l Student) CDF(x float64) float64 {
	z := (x - l.Mu) / l.Scale
	tail := mathext.RegIncBeta(l.Nu/2, 0.5, l.Nu/(l.Nu+z*z)) / 2
	if z < 0 {
		return tail
	}
	return 1 - tail
}

// crps is, with z = (y - Mu)/Scale and the density f of t,
//
//	Scale [z (2F(z) - 1) + 2 f(z) (ν + z²)/(ν - 1) - 2√ν/(ν - 1) B(1/2, ν - 1/2)/B(1/2, ν/2)²]
func (l Student) crps(y float64) float64 {
	z, nu := (y-l.Mu)/l.Scale, l.Nu
	f := math.Exp(-Student{Scale: 1, Nu: nu}.logScore(z))
	spread := math.Exp(mathext.Lbeta(0.5, nu-0.5) - 2*mathext.Lbeta(0.5, nu/2))
	return l.Scale * (z*(2*l.CDF(y)-1) + 2*f*(nu+z*z)/(nu-1) - 2*math.Sqrt(nu)/(nu-1)*spread)
}

func (l Student) logScore(y float64) float64 {
	z := (y - l.Mu) / l.Scale
	return (l.Nu+1)/2*math.Log1p(z*z/l.Nu) + math.Log(l.Nu)/2 + mathext.Lbeta(0.5, l.Nu/2) + math.Log(l.Scale)
}
