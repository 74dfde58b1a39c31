package backtest

import (
	"math"
	"sync"

	"github.com/undercut-sim/undercut/learning"
	"github.com/undercut-sim/undercut/share"
)

// quantiles of a law at levels that rise. Student's t is located and scaled
// from its standard quantiles, which many laws share; a mixture is inverted
// from the left, each level from where the last one was found.
func quantiles(l law, levels []float64) []float64 {
	switch l := l.(type) {
	case learning.Forecast:
		return located(l, levels)
	case share.Forecast:
		x := located(l.Odds, levels)
		for i := range x {
			x[i] = 1 / (1 + math.Exp(-x[i]))
		}
		return x
	case share.Limited:
		x := located(l.Level, levels)
		for i := range x {
			x[i] = math.Max(0, math.Min(1, x[i]))
		}
		return x
	case share.Mixture:
		return inverted(l, levels)
	}
	x := make([]float64, len(levels))
	for i, u := range levels {
		x[i] = l.Quantile(u)
	}
	return x
}

func located(f learning.Forecast, levels []float64) []float64 {
	t := standard(f.Freedom, levels)
	x := make([]float64, len(levels))
	for i := range x {
		x[i] = f.Mid + f.Scale*t[i]
	}
	return x
}

var standards sync.Map // [freedom, number of levels] → quantiles

func standard(freedom float64, levels []float64) []float64 {
	key := [2]float64{freedom, float64(len(levels))}
	if v, ok := standards.Load(key); ok {
		return v.([]float64)
	}
	x := make([]float64, len(levels))
	for i, u := range levels {
		x[i] = learning.Forecast{Mid: 0, Scale: 1, Freedom: freedom}.Quantile(u)
	}
	standards.Store(key, x)
	return x
}

// inverted finds where the distribution function of a share passes each level,
// on a grid of a ten-thousandth.
func inverted(m share.Mixture, levels []float64) []float64 {
	const fine = 1e-4
	x := make([]float64, len(levels))
	lo := 0.0
	for i, u := range levels {
		hi := 1.0
		for hi-lo > fine {
			if mid := (lo + hi) / 2; m.CDF(mid) < u {
				lo = mid
			} else {
				hi = mid
			}
		}
		x[i] = hi
	}
	return x
}
