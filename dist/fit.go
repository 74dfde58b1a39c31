package dist

import (
	"errors"
	"fmt"
	"math"
)

// The Fit functions turn a published "mid (low–high)" into a law. Low and high
// bound the central interval of probability level (0.9 leaves 5% below low and
// 5% above high).
//
// For normal, log-normal, gamma and beta laws mid is the median. They have two
// free parameters for three numbers: the fit keeps the median and the width of
// the interval (for the log-normal its width in logarithms) and lets the ends
// slide. An end that slides by more than a tenth of the interval, in normal
// scores, is an error: the three numbers do not look like the law. At level
// 0.9 the tails of 5% may become 2.4% to 9.4%.
//
// For triangular and PERT laws mid is the mode; the fit has both ends of the
// interval and the mode exactly. Its support reaches beyond low and high: if
// these are hard limits, write the law itself, not a fit.

const mostSlide = 0.1

// A guess is what a source says about a number.
type guess struct {
	law             string
	low, mid, high  float64
	level, tailProb float64
}

// newGuess checks what every fit needs: low < mid < high and a level inside
// (0, 1).
func newGuess(law string, low, mid, high, level float64) (guess, error) {
	g := guess{law, low, mid, high, level, (1 - level) / 2}
	err := finite("fit "+law, field{"low", low}, field{"mid", mid}, field{"high", high})
	if err == nil && !(low < mid && mid < high) {
		err = fmt.Errorf("fit %s: low %g, mid %g, high %g do not increase: give low < mid < high", law, low, mid, high)
	}
	if !(level > 0 && level < 1) {
		err = errors.Join(err, fmt.Errorf("fit %s: level is %g: give the probability of low to high, between 0 and 1 (often 0.9)", law, level))
	}
	return g, err
}

// kept reports a law whose tails beyond low and high are far from what the
// source says.
func (g guess) kept(d Dist) error {
	below, above := d.CDF(g.low), 1-d.CDF(g.high)
	edge := NormalQuantile(1 - g.tailProb)
	slide := func(tail float64) float64 { return math.Abs(NormalQuantile(tail)+edge) / (2 * edge) }
	if slide(below) <= mostSlide && slide(above) <= mostSlide {
		return nil
	}
	return fmt.Errorf("fit %s: with median %g a law as wide as [%g, %g] has %.2g%% below and %.2g%% above it, not %.2g%% each: try another law (log-normal for a long upper tail, PERT for any skew)",
		g.law, g.mid, g.low, g.high, 100*below, 100*above, 100*g.tailProb)
}

// FitNormal returns the normal law with median mid whose central interval is
// as wide as low to high.
func FitNormal(low, mid, high, level float64) (Normal, error) {
	g, err := newGuess("normal", low, mid, high, level)
	if err != nil {
		return Normal{}, err
	}
	d := Normal{mid, (high - low) / 2 / NormalQuantile(1-g.tailProb)}
	return d, g.kept(d)
}

// FitLogNormal returns the log-normal law with median mid whose central
// interval has the ratio high/low.
func FitLogNormal(low, mid, high, level float64) (LogNormal, error) {
	g, err := newGuess("log-normal", low, mid, high, level)
	if err != nil {
		return LogNormal{}, err
	}
	if low <= 0 {
		return LogNormal{}, fmt.Errorf("fit log-normal: low is %g: give positive numbers, or use normal or PERT", low)
	}
	l, h := math.Log(low), math.Log(high)
	d := LogNormal{math.Log(mid), (h - l) / 2 / NormalQuantile(1-g.tailProb)}
	return d, g.kept(d)
}

// FitGamma returns the gamma law with median mid whose central interval is as
// wide as low to high.
func FitGamma(low, mid, high, level float64) (Gamma, error) {
	g, err := newGuess("gamma", low, mid, high, level)
	if err != nil {
		return Gamma{}, err
	}
	if low < 0 {
		return Gamma{}, fmt.Errorf("fit gamma: low is %g: give numbers that are not negative, or use normal or PERT", low)
	}
	with := func(shape float64) Gamma { return Gamma{shape, mid / Gamma{shape, 1}.Quantile(0.5)} }
	// The width relative to the median falls with the shape, about as its
	// root; the range of shapes spans coefficients of variation 0.001 to 3.
	shape, ok := solve(math.Log(0.1), math.Log(1e6), func(s float64) float64 {
		return g.width(with(math.Exp(s))) - (high - low)
	})
	if !ok {
		return Gamma{}, fmt.Errorf("fit gamma: no gamma law with median %g has an interval as wide as [%g, %g]: use log-normal or PERT", mid, low, high)
	}
	d := with(math.Exp(shape))
	return d, g.kept(d)
}

// FitBeta returns the beta law on [min, max] with median mid whose central
// interval is as wide as low to high.
func FitBeta(low, mid, high, level, min, max float64) (Beta, error) {
	g, err := newGuess("beta", low, mid, high, level)
	if err = errors.Join(err, ordered("fit beta: support", min, max)); err != nil {
		return Beta{}, err
	}
	if low <= min || high >= max {
		return Beta{}, fmt.Errorf("fit beta: [%g, %g] does not lie inside the support (%g, %g): widen the support, or use PERT", low, high, min, max)
	}
	// Given the concentration A+B one mean has its median at mid; the width
	// of that law then falls with the concentration.
	with := func(concentration float64) Beta {
		mean, _ := solve(0, 1, func(m float64) float64 {
			return Beta{m * concentration, (1 - m) * concentration, min, max}.CDF(mid) - 0.5
		})
		return Beta{mean * concentration, (1 - mean) * concentration, min, max}
	}
	c, ok := solve(math.Log(0.5), math.Log(1e7), func(c float64) float64 {
		return g.width(with(math.Exp(c))) - (high - low)
	})
	if !ok {
		return Beta{}, fmt.Errorf("fit beta: no beta law on [%g, %g] with median %g has an interval as wide as [%g, %g]: use PERT", min, max, mid, low, high)
	}
	d := with(math.Exp(c))
	return d, g.kept(d)
}

// FitTriangular returns the triangular law with mode mid and central interval
// low to high.
func FitTriangular(low, mid, high, level float64) (Triangular, error) {
	lo, hi, err := fitPeaked("triangular", low, mid, high, level, func(mode float64) Dist { return Triangular{0, mode, 1} })
	return Triangular{lo, mid, hi}, err
}

// FitPERT returns the PERT law with mode mid and central interval low to high.
func FitPERT(low, mid, high, level float64) (PERT, error) {
	lo, hi, err := fitPeaked("pert", low, mid, high, level, func(mode float64) Dist { return PERT{0, mode, 1} })
	return PERT{lo, mid, hi}, err
}

// fitPeaked finds the limits of a law with a given mode. On the unit interval
// the mode t fixes the ratio (t - q_low)/(q_high - t), which rises with t from
// below zero to infinity; the source's ratio picks t, its width the scale.
func fitPeaked(law string, low, mid, high, level float64, unit func(mode float64) Dist) (lo, hi float64, err error) {
	g, err := newGuess(law, low, mid, high, level)
	if err != nil {
		return 0, 0, err
	}
	t, ok := solve(0, 1, func(t float64) float64 {
		d := unit(t)
		below, above := t-d.Quantile(g.tailProb), d.Quantile(1-g.tailProb)-t
		return above*(mid-low) - below*(high-mid)
	})
	if !ok {
		return 0, 0, fmt.Errorf("fit %s: no law has mode %g and %g%% of its mass in [%g, %g]: move the mode inwards or raise the level", law, mid, 100*level, low, high)
	}
	scale := (high - low) / g.width(unit(t))
	return mid - t*scale, mid + (1-t)*scale, nil
}

// width returns the width of a law's central interval.
func (g guess) width(d Dist) float64 { return d.Quantile(1-g.tailProb) - d.Quantile(g.tailProb) }

// solve returns the root of a function that falls through zero between a and
// b, by bisection to neighbouring floats; ok is false if it does not change
// sign. The ends themselves are only approached, never evaluated.
func solve(a, b float64, falling func(float64) float64) (root float64, ok bool) {
	lo, hi := a, b
	for range 100 {
		x := lo + (hi-lo)/2
		if x <= lo || x >= hi {
			break
		}
		if falling(x) > 0 {
			lo = x
		} else {
			hi = x
		}
	}
	return hi, lo > a && hi < b
}
