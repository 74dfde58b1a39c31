package dist

import (
	"fmt"
	"math"
)

// A Uniform law knows nothing but its limits: every value between Lo and Hi is
// equally likely.
type Uniform struct{ Lo, Hi float64 }

// Validate reports limits that are not finite and increasing.
func (d Uniform) Validate() error { return ordered("uniform", d.Lo, d.Hi) }

// Quantile returns Lo + u (Hi - Lo).
func (d Uniform) Quantile(u float64) float64 { return onUnit(u, d.Lo+float64(u*(d.Hi-d.Lo))) }

// CDF rises linearly from Lo to Hi.
func (d Uniform) CDF(x float64) float64 { return unitShare(x, d.Lo, d.Hi) }

// Mean returns the midpoint.
func (d Uniform) Mean() float64 { return d.Lo + (d.Hi-d.Lo)/2 }

// unitShare returns how far x lies along [lo, hi], 0 below and 1 above it.
func unitShare(x, lo, hi float64) float64 {
	return math.Max(0, math.Min(1, (x-lo)/(hi-lo)))
}

// A LogUniform law spreads evenly over orders of magnitude: the logarithm of
// the value is uniform between ln Lo and ln Hi.
type LogUniform struct{ Lo, Hi float64 }

// Validate reports limits that are not positive, finite and increasing.
func (d LogUniform) Validate() error {
	if err := ordered("log-uniform", d.Lo, d.Hi); err != nil {
		return err
	}
	if d.Lo <= 0 {
		return fmt.Errorf("log-uniform: lo is %g: give a positive number, or use uniform", d.Lo)
	}
	return nil
}

// Quantile returns Lo (Hi/Lo)^u.
func (d LogUniform) Quantile(u float64) float64 {
	if u == 1 {
		return d.Hi // the power rounds
	}
	return onUnit(u, math.Min(d.Hi, d.Lo*math.Pow(d.Hi/d.Lo, u)))
}

// CDF rises linearly in ln x.
func (d LogUniform) CDF(x float64) float64 {
	if x <= d.Lo {
		return 0
	}
	return math.Min(1, math.Log(x/d.Lo)/math.Log(d.Hi/d.Lo))
}

// Mean returns (Hi - Lo) / ln(Hi/Lo).
func (d LogUniform) Mean() float64 { return (d.Hi - d.Lo) / math.Log(d.Hi/d.Lo) }
