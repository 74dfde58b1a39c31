package survival

import (
	"fmt"
	"math"
)

// A Count is a negative binomial law of a number of exits that cannot exceed
// Most: what the law puts above lies on Most.
type Count struct {
	Mean  float64 // μ of the law without Most
	Waves float64 // w, of a variance μ + w μ²; 0 is Poisson
	Most  int     // all that can leave
}

// String writes the median and the central 80%.
func (c Count) String() string {
	return fmt.Sprintf("%d of %d (80%%: %d to %d)", c.Quantile(0.5), c.Most, c.Quantile(0.1), c.Quantile(0.9))
}

// Probability returns that of n exits. Below Most, with k = 1/w,
//
//	P(n) = Γ(k+n)/(Γ(k) n!) (1 + wμ)^-k (wμ/(1 + wμ))^n
//
// taken as a product, which has its limit, Poisson's, at w = 0.
func (c Count) Probability(n int) float64 {
	switch {
	case n < 0 || n > c.Most:
		return 0
	case n == c.Most:
		return max(0, 1-c.plain(n-1))
	}
	return math.Exp(c.logPlain(n))
}

// CDF returns the probability of n exits or fewer.
func (c Count) CDF(n int) float64 {
	if n >= c.Most {
		return 1
	}
	return c.plain(n)
}

// Quantile returns the smallest n with CDF(n) >= u, and -1 if u is outside
// [0, 1].
func (c Count) Quantile(u float64) int {
	if !(u >= 0 && u <= 1) {
		return -1
	}
	n := 0
	for c.CDF(n) < u {
		n++
	}
	return n
}

// plain is the CDF of the law without Most.
func (c Count) plain(n int) (p float64) {
	log := c.logNone()
	for i := 0; i <= n; i++ {
		p += math.Exp(log)
		log += c.logRatio(i)
	}
	return min(p, 1)
}

func (c Count) logPlain(n int) float64 {
	log := c.logNone()
	for i := range n {
		log += c.logRatio(i)
	}
	return log
}

// logNone is ln P(0).
func (c Count) logNone() float64 {
	if c.Waves == 0 {
		return -c.Mean
	}
	return -math.Log1p(c.Waves*c.Mean) / c.Waves
}

// logRatio is ln P(n+1)/P(n).
func (c Count) logRatio(n int) float64 {
	return math.Log((1 + c.Waves*float64(n)) * c.Mean / (float64(n+1) * (1 + c.Waves*c.Mean)))
}
