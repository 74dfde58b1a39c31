package contrast

import (
	"math"
	"slices"

	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/dist"
)

// Paired sums up a difference between two options, one number a future.
type Paired struct {
	N, Silent    int          // futures in which it is defined, and in which it is not
	Mean, SE     float64      // over futures, and its standard error
	Lo, Hi       float64      // 90% interval of the mean
	P5, P50, P95 float64      // quantiles over futures
	Up, Down     claim.Chance // of a difference above and below 0
}

// Compare sums up differences. The interval of the mean is Student's,
//
//	mean ± t_{0.95, n−1} SE,     SE² = Σ(d − mean)²/(n (n − 1)),
//
// infinite for one future. A quantile is the smallest difference up to which
// that part of all lies (definition 1 of Hyndman and Fan 1996), as elsewhere.
// Futures in which the difference is undefined say nothing.
func Compare(differences []float64) Paired {
	d := defined(slices.Clone(differences))
	p := Paired{N: len(d), Silent: len(differences) - len(d)}
	if p.N == 0 {
		nan := math.NaN()
		p.Mean, p.SE, p.Lo, p.Hi, p.P5, p.P50, p.P95 = nan, nan, nan, nan, nan, nan, nan
		p.Up, p.Down = claim.Wilson(nan, 0), claim.Wilson(nan, 0)
		return p
	}
	n := float64(p.N)
	up, down := 0.0, 0.0
	for _, x := range d {
		p.Mean += x / n
		switch {
		case x > 0:
			up++
		case x < 0:
			down++
		}
	}
	squares := 0.0
	for _, x := range d {
		squares += float64((x - p.Mean) * (x - p.Mean))
	}
	p.SE, p.Lo, p.Hi = math.Inf(1), math.Inf(-1), math.Inf(1)
	if p.N > 1 {
		p.SE = math.Sqrt(squares / n / (n - 1))
		half := studentT(0.95, p.N-1) * p.SE
		p.Lo, p.Hi = p.Mean-half, p.Mean+half
	}
	slices.Sort(d)
	p.P5, p.P50, p.P95 = Quantile(d, 0.05), Quantile(d, 0.5), Quantile(d, 0.95)
	p.Up, p.Down = claim.Wilson(up/n, n), claim.Wilson(down/n, n)
	return p
}

// Told reports whether so many futures tell the mean from 0.
func (p Paired) Told() bool { return p.Lo > 0 || p.Hi < 0 }

// Quantile is the smallest of sorted values up to which a part of them lies,
// NaN of none.
func Quantile(sorted []float64, part float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	i := int(math.Ceil(part*float64(len(sorted))-1e-9)) - 1
	return sorted[max(0, min(i, len(sorted)-1))]
}

// studentT is the quantile at p > ½ of Student's t with nu degrees of freedom.
// If t is that quantile, x = nu/(nu + t²) is the one at 2(1 − p) of
// beta(nu/2, ½) (Abramowitz and Stegun, 26.7.1).
func studentT(p float64, nu int) float64 {
	x := dist.Beta{A: float64(nu) / 2, B: 0.5, Lo: 0, Hi: 1}.Quantile(2 * (1 - p))
	return math.Sqrt(float64(nu) * (1/x - 1))
}
