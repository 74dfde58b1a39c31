package score

import (
	"fmt"
	"math"
)

func checkKS(n int) error {
	if n < 1 {
		return fmt.Errorf("score: a distance of %d numbers: want at least one", n)
	}
	return nil
}

// ksCDF is the probability that the empirical CDF of n uniform numbers stays
// within d of the diagonal. Count the numbers up to t as a Poisson process of
// rate n, given that there are n up to 1. With s = nt and a = nd the count
// stays between s - a and s + a. In between the times at which a whole number
// enters or leaves that band, the count only has to end below the upper bound,
// since it never falls; a lower bound counts from when it rises. So the
// probabilities of counts move from one such time to the next by adding a
// Poisson number, and those outside are dropped (after A. Moscovich and
// B. Nadler, "Fast calculation of boundary crossing probabilities for Poisson
// processes", Statistics and Probability Letters 123, 2017). All terms are
// positive: nothing cancels.
func ksCDF(n int, d float64) float64 {
	a := float64(n) * d
	switch {
	case a <= 0.5:
		return 0
	case d >= 1, a*d > 18: // 2 exp(-2·18) is below what 1 - P can show
		return 1
	}
	whole, part := math.Modf(a)
	b := band{p: make([]float64, 2*int(whole)+40), hi: int(whole)}
	b.p[0] = 1
	// In a unit of s the lower bound rises at part, the upper one at 1 - part:
	// two jumps of the mean outer around one of the mean inner.
	outer, inner := min(part, 1-part), math.Abs(1-2*part)
	across, within, last := poissonTerms(2*outer), poissonTerms(inner), poissonTerms(outer)
	b.add(last)
	for s := range n {
		b.bound(part > 0.5, s >= int(whole))
		b.add(within)
		b.bound(part <= 0.5, s >= int(whole))
		if s < n-1 {
			b.add(across)
		}
	}
	b.add(last)
	return min(1, b.at(n)/poissonAtMean(n)) // 1 but for rounding
}

// A band holds the probabilities of the counts from lo to hi.
type band struct {
	p      []float64
	lo, hi int
}

// bound lets the band rise: its upper end, or its lower once that is above 0.
func (b *band) bound(upper, lowerToo bool) {
	if upper {
		b.hi++
	} else if lowerToo {
		b.p = append(b.p[1:], 0)
		b.lo++
	}
}

// add moves the counts up by a Poisson number, dropping those beyond hi.
func (b *band) add(jump []float64) {
	for k := b.hi - b.lo; k >= 0; k-- {
		var sum float64
		for j := 0; j < len(jump) && j <= k; j++ {
			sum += jump[j] * b.p[k-j]
		}
		b.p[k] = sum
	}
}

func (b *band) at(n int) float64 {
	if n < b.lo || n > b.hi {
		return 0
	}
	return b.p[n-b.lo]
}

// poissonTerms are the probabilities of 0, 1, 2 … events of mean m <= 1, as far
// as they matter beside 1.
func poissonTerms(m float64) []float64 {
	var p []float64
	for k, t := 1.0, math.Exp(-m); t > 1e-19; k++ {
		p = append(p, t)
		t *= m / k
	}
	return p
}

// poissonAtMean is the probability of n events of mean n. Stirling's series
// where the logarithm of n! is so large that its rounding would show.
func poissonAtMean(n int) float64 {
	x := float64(n)
	if n < 20 {
		return math.Exp(x*math.Log(x) - x - lgamma(x+1))
	}
	rest := 1/(12*x) - 1/(360*math.Pow(x, 3)) + 1/(1260*math.Pow(x, 5)) - 1/(1680*math.Pow(x, 7))
	return math.Exp(-rest) / math.Sqrt(2*math.Pi*x)
}
