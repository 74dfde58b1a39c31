package dist

import "math"

// invert solves cdf(x) = u on (0, hi) for a continuous law, starting at x.
// Newton's method converges in one to three steps from the starting points in
// use; a bracket catches the steps that overshoot, so it always ends.
func invert(cdf, density func(float64) float64, u, hi, x float64) float64 {
	if x == 0 {
		return 0 // the quantile underflows
	}
	lo := 0.0
	if !(x > 0 && x < hi) {
		x = between(lo, hi, 1)
	}
	for range 200 { // bisection alone reaches neighbouring floats by then
		miss := cdf(x) - u
		if math.Abs(miss) <= 0x1p-52*u {
			return x
		}
		if miss < 0 {
			lo = x
		} else {
			hi = x
		}
		next := x - miss/density(x)
		if !(next > lo && next < hi) {
			next = between(lo, hi, x)
		}
		if math.Abs(next-x) <= 0x1p-52*x {
			return next
		}
		x = next
	}
	return x
}

// between returns a point inside the bracket (lo, hi): its middle, or twice x
// while there is no upper end.
func between(lo, hi, x float64) float64 {
	if math.IsInf(hi, 1) {
		return 2 * x
	}
	return lo + (hi-lo)/2
}
