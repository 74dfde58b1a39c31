package indicator

import (
	"math"

	"github.com/undercut-sim/undercut/dist"
)

// wilson is the 90% interval of a share of which k of n were seen,
//
//	(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
//
// which stays within 0 and 1 and is not empty at either (Wilson, "Probable
// inference, the law of succession, and statistical inference", Journal of the
// American Statistical Association 22, 1927). It holds for releases that come
// independently of each other.
func wilson(k, n int) (lo, hi float64) {
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	p, m, z := float64(k)/float64(n), float64(n), z95
	centre := p + z*z/(2*m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	lo, hi = (centre-half)/(1+z*z/m), (centre+half)/(1+z*z/m)
	if k == 0 {
		lo = 0 // exactly, which rounding misses
	}
	if k == n {
		hi = 1
	}
	return lo, hi
}

// poisson is the 90% interval of an expected count of which k were seen: the
// counts under which k or more, and k or fewer, have odds of 5%,
//
//	Γ⁻¹(0.05; k), Γ⁻¹(0.95; k+1)
//
// (Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28,
// 1936).
func poisson(k int) (lo, hi float64) {
	if k > 0 {
		lo = dist.Gamma{Shape: float64(k), Scale: 1}.Quantile(0.05)
	}
	return lo, dist.Gamma{Shape: float64(k + 1), Scale: 1}.Quantile(0.95)
}

// imputed is the standard error of a quantity q with the sampling variance w,
// both computed for each draw of the scores,
//
//	T = mean of w + (1 + 1/m) variance of q
//
// over m draws (Rubin, "Multiple Imputation for Nonresponse in Surveys", 1987,
// section 3.1). Without intervals of scores it is √w at the published scores.
// It is NaN where fewer than half of the draws have both. defined is the share
// of draws in which there was a q.
func (r *Ruler) imputed(of func(score []float64) (q, w float64)) (se, defined float64) {
	if r.withoutSpreads {
		_, w := of(r.Score)
		return math.Sqrt(w), 1
	}
	score := make([]float64, len(r.Score))
	var n, mean, squares, within float64
	for k := range Draws {
		r.Draw(k, score)
		q, w := of(score)
		if q == q {
			defined += 1.0 / Draws
		}
		if q != q || w != w {
			continue
		}
		n++
		d := q - mean
		mean += d / n
		squares += d * (q - mean)
		within += (w - within) / n
	}
	if 2*n < Draws {
		return math.NaN(), defined
	}
	return math.Sqrt(within + (1+1/n)*squares/(n-1)), defined
}
