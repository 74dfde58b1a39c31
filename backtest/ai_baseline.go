package backtest

import (
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/learning"
)

// aiNaiveSD is the sd, in logs per square root of a month, of the walk from a
// single known value: a factor of two in a year, as nothing tells another.
const aiNaiveSD = 0.2

// aiNaive is the last known value and a random walk without drift from there,
//
//	s² = Σ (Δy)²/Δt / n,  y ~ Last + s √ahead T,  T ~ Student's t, n degrees of freedom
//
// learning.FitPersistence for changes over any number of months. It is not ok
// for what has no known value or no logarithm.
func aiNaive(k AIKnown, o AIObserved) (f learning.Forecast, ok bool) {
	month, value := k.series(o.Indicator)
	n := len(value) - 1
	if n < 0 || !o.Log {
		return f, false
	}
	sd, freedom := aiNaiveSD, math.Inf(1)
	if n > 1 { // a single change has a heavy tail without a mean
		sum := 0.0
		for i := 1; i <= n; i++ {
			d := math.Log(value[i] / value[i-1])
			sum += d * d / float64(month[i]-month[i-1])
		}
		sd, freedom = math.Sqrt(sum/float64(n)), float64(n)
	}
	ahead := float64(o.Month - month[n])
	return learning.Forecast{Mid: math.Log(value[n]), Scale: sd * math.Sqrt(ahead), Freedom: freedom}, true
}

// aiDrift is a geometric random walk with drift, where three changes or more
// over equal steps are known: fewer leave a law without a mean.
func aiDrift(k AIKnown, o AIObserved) (f learning.Forecast, ok bool) {
	month, value := k.series(o.Indicator)
	if len(value) < 4 || !o.Log {
		return f, false
	}
	date := make([]float64, len(month))
	for i, m := range month {
		date[i] = float64(m)
	}
	w, err := learning.FitWalk(date, value)
	if err != nil { // steps are not equal: no such walk
		return f, false
	}
	f, err = w.Forecast(0, aiSteps(month, o.Month))
	return f, err == nil
}

// aiSteps is how many steps of a series a month is ahead, rounded, at least one.
func aiSteps(month []undercut.Month, m undercut.Month) int {
	last := month[len(month)-1]
	step := last - month[len(month)-2]
	return max(1, int(math.Round(float64(m-last)/float64(step))))
}
