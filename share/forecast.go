package share

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/learning"
)

// A Forecast is the law of a future share whose log odds follow the law Odds.
type Forecast struct{ Odds learning.Forecast }

// Quantile returns the share that the outcome is below with probability u, NaN
// if u is outside [0, 1].
func (f Forecast) Quantile(u float64) float64 { return logistic(f.Odds.Quantile(u)) }

// CDF returns the probability of a share of s or less.
func (f Forecast) CDF(s float64) float64 {
	switch {
	case s <= 0:
		return 0
	case s >= 1:
		return 1
	}
	return f.Odds.CDF(logOdds(s))
}

// String writes the median and the central 80%.
func (f Forecast) String() string { return inWords(f) }

// A Limited is the law of a future share that Level describes, except that what
// Level puts below 0 lies on 0 and what it puts above 1 lies on 1.
type Limited struct{ Level learning.Forecast }

// Quantile returns the share that the outcome is not above with probability u,
// NaN if u is outside [0, 1].
func (l Limited) Quantile(u float64) float64 {
	q := l.Level.Quantile(u)
	if math.IsNaN(q) {
		return q
	}
	return min(max(q, 0), 1)
}

// CDF returns the probability of a share of s or less.
func (l Limited) CDF(s float64) float64 {
	switch {
	case s < 0:
		return 0
	case s >= 1:
		return 1
	}
	return l.Level.CDF(s)
}

// String writes the median and the central 80%.
func (l Limited) String() string { return inWords(l) }

func inWords(law interface{ Quantile(float64) float64 }) string {
	return fmt.Sprintf("%.1f%% (80%%: %.1f%% to %.1f%%)", 100*law.Quantile(0.5), 100*law.Quantile(0.1), 100*law.Quantile(0.9))
}

// logistic is the share of these log odds.
func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// logOdds of a share in (0, 1).
func logOdds(s float64) float64 { return math.Log(s / (1 - s)) }
