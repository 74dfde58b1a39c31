package backtest

import (
	"math"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/learning"
	"github.com/undercut-sim/undercut/share"
)

// A law is a forecast that has quantiles.
type law interface{ Quantile(u float64) float64 }

// A history is what a method may know: steps of one length, in years, that end
// at the origin. Output is cumulative; nil where it is not known.
type history struct {
	date, value, output []float64
	step                float64
}

// A method forecasts a history some years ahead. An error says that the
// history is too short or has no such forecast; then the method is not scored.
type method struct {
	Name string
	Of   func(h history, years float64) (law, error)
}

// priceMethods forecast the log of a price. The thetas of Farmer and Lafond are
// theirs: 0.63 pooled over technologies by their matching of errors, 0.25 by
// the mean of single estimates (Research Policy 45, 2016, section 4.3).
var priceMethods = []method{
	{"farmer-lafond", func(h history, y float64) (law, error) { return walk(h, y, 0.63) }},
	{"farmer-lafond 0.25", func(h history, y float64) (law, error) { return walk(h, y, 0.25) }},
	{"naive", func(h history, y float64) (law, error) {
		p, err := learning.FitPersistence(h.steps(), h.value)
		if err != nil {
			return nil, err
		}
		return p.Forecast(h.ahead(y))
	}},
	{"moore", func(h history, y float64) (law, error) {
		t, err := learning.FitTrend(h.steps(), h.value)
		if err != nil {
			return nil, err
		}
		return t.Forecast(h.steps()[len(h.value)-1] + float64(h.ahead(y)))
	}},
	{"wright", func(h history, y float64) (law, error) { return wright(h, y, 0) }},
	{"lafond", func(h history, y float64) (law, error) { return wright(h, y, 0.19) }},
}

// shareMethods forecast a share.
var shareMethods = []method{
	{"logit walk", func(h history, y float64) (law, error) {
		w, err := share.FitWalk(h.date, h.value)
		if err != nil {
			return nil, err
		}
		return w.Forecast(y)
	}},
	{"last value", func(h history, y float64) (law, error) {
		l, err := share.FitLast(h.date, h.value)
		if err != nil {
			return nil, err
		}
		return l.Forecast(y)
	}},
	{"damped trend", func(h history, y float64) (law, error) {
		t, err := share.FitTrend(h.date, h.value)
		if err != nil {
			return nil, err
		}
		return t.Forecast(damping, y)
	}},
	{"fisher-pry", func(h history, y float64) (law, error) {
		f, err := share.FitFisherPry(h.date, h.value)
		if err != nil {
			return nil, err
		}
		return f.Forecast(y)
	}},
	{"bass", func(h history, y float64) (law, error) {
		b, err := share.FitBass(h.date, h.value)
		if err != nil {
			return nil, err
		}
		return b.Forecast(y)
	}},
}

// damping is what is left of a trend after a year: the usual middle of the
// range of Gardner and McKenzie (1985).
const damping = 0.8

func walk(h history, years, theta float64) (law, error) {
	w, err := learning.FitWalk(h.steps(), h.value)
	if err != nil {
		return nil, err
	}
	return w.Forecast(theta, h.ahead(years))
}

// wright forecasts by experience that grows on as it grew.
func wright(h history, years, theta float64) (law, error) {
	if h.output == nil {
		return nil, errNoOutput
	}
	e, err := learning.Fit(h.value, h.output)
	if err != nil {
		return nil, err
	}
	return e.ForecastGrowing(theta, h.ahead(years))
}

// steps counts the dates in steps from the first one, exactly.
func (h history) steps() []float64 {
	t := make([]float64, len(h.date))
	for i := range t {
		t[i] = float64(i)
	}
	return t
}

func (h history) ahead(years float64) int { return int(math.Round(years / h.step)) }

// unbroken is the run of steps of one length that ends at the last figure: what
// a gap separates from it is not used. Published methods rest on it whole,
// however long it is; they know equal steps only. The simulator's own estimates
// reach across no gap either, and trends no farther back than their years
// (forecast/start.go).
func unbroken(s episode.Series, step float64) history {
	n := len(s.Values)
	first := n - 1
	for first > 0 && math.Abs(s.Dates[first].Mid-s.Dates[first-1].Mid-step) < 0.05*step {
		first--
	}
	h := history{step: step}
	for i := max(first, 0); i < n; i++ {
		h.date, h.value = append(h.date, s.Dates[i].Mid), append(h.value, s.Values[i])
	}
	return h
}

// stepOf is the length of a world's steps, years.
func stepOf(w *episode.World) float64 {
	return map[string]float64{"year": 1, "quarter": 0.25, "month": 1.0 / 12}[w.Every]
}
