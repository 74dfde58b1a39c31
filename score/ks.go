package score

import (
	"math"
	"slices"
)

// A Test is a distance from what calibrated forecasts would give, and the
// probability of one at least as large if they are calibrated.
type Test struct {
	Distance, P float64
	N           int
}

// KS tests whether n independent numbers are uniform on (0, 1) by the largest
// distance between their empirical CDF and the diagonal. P is exact for
// continuous numbers, absolutely to 1e-12. Forecasts of one path that share
// months are not independent: P is then too small.
//
// It takes numbers such as [PIT.Mid] in any order; the time grows as n^1.5,
// half a second for 10,000.
func KS(u []float64) (Test, error) {
	if err := within("PIT", u, 0, 1); err != nil {
		return Test{}, err
	}
	x, n := slices.Sorted(slices.Values(u)), float64(len(u))
	var d float64
	for i, v := range x {
		d = max(d, v-float64(i)/n, float64(i+1)/n-v)
	}
	return Test{d, 1 - ksCDF(len(u), d), len(u)}, nil
}

// KSCritical returns the distance that uniform numbers exceed with probability
// alpha, to a part in 10^12.
func KSCritical(n int, alpha float64) (float64, error) {
	if err := checkKS(n); err != nil {
		return math.NaN(), err
	}
	if err := openUnit("alpha", alpha); err != nil {
		return math.NaN(), err
	}
	lo, hi := 0.0, 1.0
	for hi-lo > 1e-13*hi {
		if mid := (lo + hi) / 2; 1-ksCDF(n, mid) > alpha {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2, nil
}

// KSCDF returns the probability that the distance of n uniform numbers is at
// most d.
func KSCDF(n int, d float64) (float64, error) {
	if err := checkKS(n); err != nil {
		return math.NaN(), err
	}
	if err := number("distance", d); err != nil {
		return math.NaN(), err
	}
	return ksCDF(n, d), nil
}

// KolmogorovTail returns the limit for many numbers of P(√n D > x),
//
//	2 Σ (-1)^(k-1) exp(-2 k² x²)
//
// below 1 in its other form, 1 - √(2π)/x Σ exp(-(2k-1)² π²/8x²).
func KolmogorovTail(x float64) (float64, error) {
	if err := number("distance", x); err != nil {
		return math.NaN(), err
	}
	var sum float64
	switch {
	case x <= 0:
		return 1, nil
	case x < 1:
		for k := 1.0; k < 20; k += 2 {
			sum += math.Exp(-k * k * math.Pi * math.Pi / (8 * x * x))
		}
		return 1 - math.Sqrt(2*math.Pi)/x*sum, nil
	}
	for k := 10.0; k >= 1; k-- {
		sum = math.Exp(-2*k*k*x*x) - sum
	}
	return 2 * sum, nil
}
