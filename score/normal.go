package score

import "math"

// phi and cdfNormal are density and probability of the standard normal law.
func phi(z float64) float64       { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
func cdfNormal(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// A Normal law has mean Mu and standard deviation Sigma.
type Normal struct{ Mu, Sigma float64 }

// Validate reports a mean that is not finite or a spread that is not positive.
func (l Normal) Validate() error {
	return finiteFields("normal", []field{{"Mu", l.Mu}}, []field{{"Sigma", l.Sigma}})
}

// CDF returns Φ(z), z = (x - Mu)/Sigma.
func (l Normal) CDF(x float64) float64 { return cdfNormal((x - l.Mu) / l.Sigma) }

// crps is Sigma (z (2Φ(z) - 1) + 2φ(z) - 1/√π).
func (l Normal) crps(y float64) float64 {
	z := (y - l.Mu) / l.Sigma
	return l.Sigma * (z*math.Erf(z/math.Sqrt2) + 2*phi(z) - 1/math.Sqrt(math.Pi))
}

func (l Normal) logScore(y float64) float64 {
	z := (y - l.Mu) / l.Sigma
	return z*z/2 + math.Log(l.Sigma) + math.Log(2*math.Pi)/2
}

// A LogNormal law is that of exp(X), X normal with mean Mu and standard
// deviation Sigma.
type LogNormal struct{ Mu, Sigma float64 }

// Validate reports a mean that is not finite or a spread that is not positive.
func (l LogNormal) Validate() error {
	return finiteFields("log-normal", []field{{"Mu", l.Mu}}, []field{{"Sigma", l.Sigma}})
}

// CDF returns Φ((ln x - Mu)/Sigma), 0 up to 0.
func (l LogNormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return Normal(l).CDF(math.Log(x))
}

// crps is y (2Φ(z) - 1) - 2 exp(Mu + Sigma²/2) (Φ(z - Sigma) + Φ(Sigma/√2) - 1)
// with z = (ln y - Mu)/Sigma (Jordan, Krüger and Lerch 2019).
func (l LogNormal) crps(y float64) float64 {
	mean, z := math.Exp(l.Mu+l.Sigma*l.Sigma/2), math.Inf(-1)
	if y > 0 {
		z = (math.Log(y) - l.Mu) / l.Sigma
	}
	return y*math.Erf(z/math.Sqrt2) - 2*mean*(cdfNormal(z-l.Sigma)-cdfNormal(-l.Sigma/math.Sqrt2))
}

// logScore is that of ln y under the normal law, plus ln y.
func (l LogNormal) logScore(y float64) float64 {
	if y <= 0 {
		return math.Inf(1)
	}
	return Normal(l).logScore(math.Log(y)) + math.Log(y)
}
