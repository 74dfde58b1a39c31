package forecast

import (
	"math"

	"github.com/undercut-sim/undercut/episode"
)

// A pace is the drift and spread of a quantity that walks: its log is a random
// walk with drift, seen at dates that may be unequal.
type pace struct {
	drift  float64 // a year
	spread float64 // per root of a year; NaN with fewer than two changes
	years  float64 // between the first and the last figure
	n      int     // changes
}

// paceOf estimates a walk from logs y at times t (years),
//
//	mu = (y_n - y_0)/(t_n - t_0),  K² = Σ (Δy - mu Δt)²/Δt / (n - 1),
//
// Farmer and Lafond's (2016) estimator for unequal steps.
func paceOf(t, y []float64) pace {
	n := len(y) - 1
	if n < 1 {
		return pace{spread: nan}
	}
	p := pace{years: t[n] - t[0], n: n, spread: nan}
	p.drift = (y[n] - y[0]) / p.years
	if n < 2 {
		return p
	}
	sum := 0.0
	for i := range n {
		dt := t[i+1] - t[i]
		d := y[i+1] - y[i] - p.drift*dt
		sum += d * d / dt
	}
	p.spread = math.Sqrt(sum / float64(n-1))
	return p
}

// logs returns times and logs of the end of a series: of its last years, what
// no gap longer than widest years and no figure that is not above 0 separates
// from its last figure.
func logs(s episode.Series, last, widest float64) (t, y []float64) {
	n := len(s.Values)
	if n == 0 {
		return nil, nil
	}
	first := n - 1
	for first > 0 && s.Values[first-1] > 0 && s.Dates[first].Mid-s.Dates[first-1].Mid <= widest+1e-6 &&
		s.Dates[n-1].Mid-s.Dates[first-1].Mid <= last+1e-6 {
		first--
	}
	for i := first; i < n; i++ {
		t, y = append(t, s.Dates[i].Mid), append(y, math.Log(s.Values[i]))
	}
	return t, y
}

// yearly keeps the figures that lie whole years before the last one; those of a
// series whose steps are longer or uneven all stay.
func yearly(t, y []float64) (years, logs []float64) {
	last := len(t) - 1
	if last < 1 || t[last]-t[last-1] > 0.9 {
		return t, y
	}
	for i := range t {
		back := t[last] - t[i]
		if math.Abs(back-math.Round(back)) < 0.02 {
			years, logs = append(years, t[i]), append(logs, y[i])
		}
	}
	return years, logs
}

// shrink draws an estimate towards what is usual: the mean and the standard
// deviation of a normal law with normal prior.
func shrink(x, se, usual, sd float64) (mean, left float64) {
	if !(se < math.Inf(1)) {
		return usual, sd
	}
	w := sd * sd / (sd*sd + se*se)
	return w*x + (1-w)*usual, math.Sqrt(w) * se
}

// above is the last residual of a straight line through y.
func above(t, y []float64) float64 {
	n := float64(len(y))
	if n < 8 { // fewer leave no line to be above of
		return 0
	}
	var mt, my, tt, ty float64
	for i := range y {
		mt, my = mt+t[i]/n, my+y[i]/n
	}
	for i := range y {
		tt += (t[i] - mt) * (t[i] - mt)
		ty += (t[i] - mt) * (y[i] - my)
	}
	last := len(y) - 1
	return y[last] - my - ty/tt*(t[last]-mt)
}
