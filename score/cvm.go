package score

import (
	"math"
	"slices"
)

// CramerVonMises tests whether n independent numbers are uniform on (0, 1) by
// the mean square distance of their empirical CDF from the diagonal,
//
//	W² = 1/(12n) + Σ [(2i - 1)/2n - u_(i)]²
//
// It sees a lasting slant that [KS] does not. P is the expansion to 1/n of
// S. Csörgő and J. J. Faraway, "The exact and asymptotic distributions of
// Cramér–von Mises statistics", J. Royal Statistical Society B 58 (1996): within
// 0.004 of 400,000 simulations for n = 3, within 0.002 from n = 5 on. Distance
// is W².
func CramerVonMises(u []float64) (Test, error) {
	if err := within("PIT", u, 0, 1); err != nil {
		return Test{}, err
	}
	x, n := slices.Sorted(slices.Values(u)), float64(len(u))
	w := 1 / (12 * n)
	for i, v := range x {
		d := (2*float64(i)+1)/(2*n) - v
		w += d * d
	}
	return Test{w, cvmTail(w, n), len(u)}, nil
}

// cvmTail is P(W² > w), 1 at the least that W² can be. From 12 on it is below
// exp(-12π²/2), which 1 - P cannot show.
func cvmTail(w, n float64) float64 {
	switch {
	case w <= 1/(12*n):
		return 1
	case w >= min(n/3, 12):
		return 0
	}
	return min(1, max(0, 1-(1+1/(12*n))*cvmLimit(w)-cvmNext(w)/n)) // the expansion overshoots in the tails
}

// cvmLimit is the law of W² for many numbers,
//
//	1/(π^1.5 √w) Σ Γ(k + ½)/k! √(4k + 1) exp(-q) K_¼(q),  q = (4k + 1)²/16w
func cvmLimit(w float64) (sum float64) {
	for k := 0.0; k < cvmTerms(w); k++ {
		q := (4*k + 1) * (4*k + 1) / (16 * w)
		sum += math.Exp(lgamma(k+0.5)-lgamma(k+1)) * math.Sqrt(4*k+1) * expBessel(0.25, q)
	}
	return sum / (math.Pow(math.Pi, 1.5) * math.Sqrt(w))
}

// cvmTerms is from where the terms of either series, which fall as
// exp(-(4k + 1)²/8w), are below 1e-20.
func cvmTerms(w float64) float64 { return math.Ceil(1 + math.Sqrt(8*46*w)/4) }

// cvmNext is what multiplies 1/n beside cvmLimit/12, ψ1 of the source.
func cvmNext(w float64) (sum float64) {
	root, y1, y2 := 2*math.Sqrt(w), math.Pow(w, 0.75), math.Pow(w, 1.25)
	for k := 0.0; k < cvmTerms(w); k++ {
		m, g := 2*k+1, math.Gamma(k+0.5)
		term := m*g*cylinder2((4*k+3)/root)/(9*y1) +
			g*cylinder3((4*k+1)/root)/(72*y2) +
			2*(m+2)*math.Gamma(k+1.5)*cylinder3((4*k+5)/root)/(12*y2) +
			7*m*g*(cylinder2((4*k+1)/root)+cylinder2((4*k+5)/root))/(144*y1)
		sum -= term / (math.Pi * math.Gamma(k+1))
	}
	return sum
}

// cylinder2 and cylinder3 are the parabolic cylinder functions of the source
// with the factor exp(-y²/4), by Bessel functions of z = y²/4.
func cylinder2(y float64) float64 {
	z := y * y / 4
	return math.Pow(y/2, 1.5) / math.Sqrt(math.Pi) * (expBessel(0.25, z) + expBessel(0.75, z))
}

func cylinder3(y float64) float64 {
	z := y * y / 4
	return math.Pow(y/2, 2.5) / math.Sqrt(math.Pi) * (2*expBessel(0.25, z) + 3*expBessel(0.75, z) - expBessel(1.25, z))
}

// expBessel is exp(-z) K_ν(z) = ∫ exp(-z - z cosh t) cosh νt dt over t > 0. The
// trapezoidal rule is exact to rounding: the integrand falls doubly
// exponentially.
func expBessel(nu, z float64) float64 {
	const step = 1.0 / 8
	sum := math.Exp(-2*z) / 2
	for t := step; ; t += step {
		term := math.Exp(-z-z*math.Cosh(t)) * math.Cosh(nu*t)
		if sum += term; z*math.Cosh(t) > 40+nu*t || term == 0 {
			return sum * step
		}
	}
}
