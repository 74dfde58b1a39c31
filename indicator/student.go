package indicator

import "math"

// student95 is the 95% quantile of Student's t with n degrees of freedom, what
// a standard error is multiplied by for a 90% interval: 1.645 with many, 6.31
// with one. Exact for one and two, else Fisher and Cornish's expansion about
// the normal quantile (Abramowitz and Stegun 26.7.5), right to 0.004.
func student95(n int) float64 {
	switch {
	case n < 1:
		return math.NaN()
	case n == 1:
		return math.Tan(0.45 * math.Pi)
	case n == 2:
		return 0.9 * math.Sqrt(2/0.19)
	}
	const z = 1.6448536269514722
	v, z3, z5, z7, z9 := float64(n), z*z*z, z*z*z*z*z, z*z*z*z*z*z*z, z*z*z*z*z*z*z*z*z
	return z + (z3+z)/(4*v) + (5*z5+16*z3+3*z)/(96*v*v) + (3*z7+19*z5+17*z3-15*z)/(384*v*v*v) +
		(79*z9+776*z7+1482*z5-1920*z3-945*z)/(92160*v*v*v*v)
}
