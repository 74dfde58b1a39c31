package share

import "math"

// A Mixture is the law of a share that follows one of several laws, each with
// its probability; these sum to 1.
type Mixture []Part

// A Part is one of the laws.
type Part struct {
	Weight float64
	Law    Forecast
}

// CDF returns the probability of a share of s or less.
func (m Mixture) CDF(s float64) (p float64) {
	for _, part := range m {
		p += part.Weight * part.Law.CDF(s)
	}
	return p
}

// Quantile returns the share that the outcome is below with probability u, NaN
// if u is outside [0, 1]. It bisects the log odds between the lowest and the
// highest quantile of the parts until no number lies between.
func (m Mixture) Quantile(u float64) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, part := range m {
		q := part.Law.Odds.Quantile(u)
		lo, hi = min(lo, q), max(hi, q)
	}
	for lo < hi && !math.IsInf(hi-lo, 0) {
		mid := lo + (hi-lo)/2
		if mid == lo || mid == hi {
			break
		}
		if m.below(mid) < u {
			lo = mid
		} else {
			hi = mid
		}
	}
	return logistic(hi)
}

// below is the probability of log odds of z or less.
func (m Mixture) below(z float64) (p float64) {
	for _, part := range m {
		p += part.Weight * part.Law.Odds.CDF(z)
	}
	return p
}

// String writes the median and the central 80%.
func (m Mixture) String() string { return inWords(m) }
