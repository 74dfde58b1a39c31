package dist

import (
	"fmt"
	"math"
)

// NormalCDF returns the probability that a standard normal variable lies at or
// below z, with full relative precision in the lower tail.
func NormalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// A Normal law is the sum of many small causes: mean Mu, standard deviation
// Sigma, both in the unit of the value.
type Normal struct{ Mu, Sigma float64 }

// Validate reports a mean that is not finite or a spread that is not positive.
func (d Normal) Validate() error { return spread("normal", d.Mu, d.Sigma) }

// Quantile returns Mu + Sigma z(u).
func (d Normal) Quantile(u float64) float64 { return d.Mu + float64(d.Sigma*NormalQuantile(u)) }

// CDF returns Φ((x - Mu)/Sigma).
func (d Normal) CDF(x float64) float64 { return NormalCDF((x - d.Mu) / d.Sigma) }

// Mean returns Mu.
func (d Normal) Mean() float64 { return d.Mu }

// A LogNormal law is the product of many small causes: the natural logarithm
// of the value is normal with mean Mu and standard deviation Sigma. The median
// is exp(Mu).
type LogNormal struct{ Mu, Sigma float64 }

// Validate reports a mean that is not finite or a spread that is not positive.
func (d LogNormal) Validate() error { return spread("log-normal", d.Mu, d.Sigma) }

// Quantile returns exp(Mu + Sigma z(u)).
func (d LogNormal) Quantile(u float64) float64 { return math.Exp(Normal(d).Quantile(u)) }

// CDF returns Φ((ln x - Mu)/Sigma).
func (d LogNormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return Normal(d).CDF(math.Log(x))
}

// Mean returns exp(Mu + Sigma²/2).
func (d LogNormal) Mean() float64 { return math.Exp(d.Mu + float64(d.Sigma*d.Sigma)/2) }

func spread(law string, mu, sigma float64) error {
	if err := finite(law, field{"mu", mu}, field{"sigma", sigma}); err != nil {
		return err
	}
	if sigma <= 0 {
		return fmt.Errorf("%s: sigma is %g: give a positive standard deviation, or a constant", law, sigma)
	}
	return nil
}
