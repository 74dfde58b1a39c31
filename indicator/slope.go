package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// A line is a straight line through points, fitted by least squares.
type line struct {
	slope, variance float64 // of slope, points a year; variance NaN below three points
	lag1            float64 // first autocorrelation of the residuals; NaN without residuals
}

// fitLine fits y = α + β x:
//
//	β = Σ (x-x̄)(y-ȳ) / Σ (x-x̄)²
//	var β = s² / Σ (x-x̄)² · (1+r)/(1-r),  s² = Σ u²/(n-2)
//
// Records that stand above the line tend to be followed by records above it.
// With first-order autocorrelation r > 0 of the residuals n points are worth
// n (1-r)/(1+r) (Bartlett, "Some aspects of the time-correlation problem",
// Journal of the Royal Statistical Society 98, 1935).
func fitLine(x, y []float64) line {
	n := float64(len(x))
	var meanX, meanY, xx, xy float64
	for i := range x {
		meanX += x[i] / n
		meanY += y[i] / n
	}
	for i := range x {
		xx += (x[i] - meanX) * (x[i] - meanX)
		xy += (x[i] - meanX) * (y[i] - meanY)
	}
	l := line{slope: xy / xx, variance: math.NaN(), lag1: math.NaN()}
	var uu, cross, before float64
	for i := range x {
		u := y[i] - meanY - l.slope*(x[i]-meanX)
		uu += u * u
		if i > 0 {
			cross += u * before
		}
		before = u
	}
	if len(x) < 3 {
		return l
	}
	l.variance = uu / (n - 2) / xx
	if uu > 0 {
		l.lag1 = cross / uu
		if l.lag1 > 0 {
			l.variance *= (1 + l.lag1) / (1 - l.lag1)
		}
	}
	return l
}

// recordLine fits the records since a day against time.
func recordLine(steps []member, score []float64, from undercut.Day, x, y []float64) (line, int) {
	x, y = x[:0], y[:0]
	for _, m := range steps {
		if m.day >= from {
			x, y = append(x, m.day.Years()), append(y, score[m.release])
		}
	}
	if len(x) < 2 {
		return line{math.NaN(), math.NaN(), math.NaN()}, len(x)
	}
	return fitLine(x, y), len(x)
}

func frontierSlope(v undercut.View, a Args) Estimate {
	r, s, list, err := measure(v, a)
	if err != nil {
		return missing("growth of the best score of the group "+a.Definition, err.Error())
	}
	e := blank("")
	e.What = fmt.Sprintf("growth of the record of %s models by least squares through the records; scale %s of %v", s.name, a.Scale, r.Vintage)
	steps := records(list, r.Score, nil)
	x, y := make([]float64, 0, len(list)), make([]float64, 0, len(list))
	fit, n := recordLine(steps, r.Score, a.From, x, y)
	e.N = n
	if n < 3 {
		e.Undefined = fmt.Sprintf("%s of %s models %s: a line with an error takes three, widen the window", plural(n, "record", "records"), s.name, a.within())
		return e
	}
	var buffer []member
	se, _ := r.imputed(func(score []float64) (float64, float64) {
		buffer = records(list, score, buffer[:0])
		l, _ := recordLine(buffer, score, a.From, x, y)
		return l.slope, l.variance
	})
	e.Mid, e.Lo, e.Hi = fit.slope, fit.slope-z95*se, fit.slope+z95*se
	recent := steps[len(steps)-n:]
	e.Basis = fmt.Sprintf("%d records from %v to %v", n, recent[0].day, recent[n-1].day)
	if se == se {
		e.Basis += fmt.Sprintf(", standard error %.2g by the line's residuals, their autocorrelation of %.2f and the draws of scores", se, fit.lag1)
	} else {
		e.Warnings = append(e.Warnings, "no interval: most draws of the scores have too few records for a line with an error")
	}
	e.Basis += halves(recent, r.Score)
	e.Table = r.stepTable(recent)
	r.cite(&e, list)
	return e
}

// halves compares the slopes before and after the middle of a window. The
// middle is chosen beforehand: of a break looked for, the test would be easier
// to pass.
func halves(steps []member, score []float64) string {
	n := len(steps)
	middle := (steps[0].day + steps[n-1].day) / 2
	cut := 0
	for cut < n && steps[cut].day <= middle {
		cut++
	}
	if cut < 3 || n-cut < 3 {
		return ""
	}
	one, _ := recordLine(steps[:cut], score, steps[0].day, nil, nil)
	two, _ := recordLine(steps[cut:], score, steps[0].day, nil, nil)
	z := (two.slope - one.slope) / math.Sqrt(one.variance+two.variance)
	return fmt.Sprintf("; %.3g a year up to %v, %.3g after, %.1f standard errors apart", one.slope, middle, two.slope, math.Abs(z))
}

// FrontierSlope is how fast the best score of a group of models rises.
var FrontierSlope = Indicator{
	Name: "frontier_slope", Title: "Growth of the frontier", Unit: "points of the scale a year",
	Doc:    "Slope of the records of a group of models against the day on which they came out, each record one point, since --from.",
	Source: "epoch.ai/eci",
	Params: append([]Param{groupParam("records"), strictly}, scored...),
	Of:     frontierSlope,
}
