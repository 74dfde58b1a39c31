package forecast

import (
	"errors"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/episode"
)

// An Estimate is what the past of an industry says at an origin, drawn towards
// what is usual. Rates are per year, in logs.
type Estimate struct {
	Price             float64 // in the unit of its series; NaN where there is none
	Drift, DriftSE    float64 // of price
	Spread, SpreadLog float64 // sd of yearly changes, and sd of the log of that estimate
	Last              float64 // change of log price in the last year less Drift; NaN if unknown
	Gap               float64 // log of price above the line it has followed
	Growth, GrowthSE  float64 // of output
	Experience        float64 // cumulative output in years of sales
	Pace              float64 // growth of experience while the price fell by Drift
	Firms             []FirmEstimate
}

// A FirmEstimate is what the past says of a firm's share.
type FirmEstimate struct {
	Name           string
	Share          float64 // at the origin, of what is sold
	Trend, TrendSE float64 // growth relative to the others'
	Spread         float64 // sd of yearly changes of its log share; NaN if unknown
	Weight         float64 // of that spread against the usual one
}

// ErrNothing says that a market was not there, or that too little was known,
// at an origin.
var ErrNothing = errors.New("too little was known")

// Assumptions of the estimates, without a source. They were set while the scores
// of the development episodes were seen.
const (
	growthYears = 8.0 // output's growth is that of the last years: markets mature
	trendYears  = 3.0 // a share's trend is that of the last years
	spreadYears = 8.0
	lineYears   = 60.0
	slowest     = 0.05 // growth of experience of an industry that hardly grows
	pseudo      = 2.0  // changes that the usual spread counts for
	repeat      = 1.4  // inflation of a drift's error by noise that repeats (theta near 0.6)
	prior       = 4.0  // changes that the usual spread of shares counts for
	rounding    = 1e-9 // spread of logs that is none
)

// Read estimates what is needed to start a world of an episode at the cut-off
// of a past. It is ErrNothing if the world's series had not begun.
func Read(p episode.Past, w *episode.World, u Usual) (Estimate, error) {
	e := Estimate{Price: nan, Spread: u.Spread, SpreadLog: 0.35, Last: nan}
	if w.Price != nil {
		if err := e.price(p, w, u); err != nil {
			return e, err
		}
	}
	e.output(p, w, u)
	if w.Shares != nil {
		if err := e.shares(p, w, u); err != nil {
			return e, err
		}
	}
	return e, nil
}

// price estimates drift, spread and gap from the unbroken run of prices that
// ends at the origin: none is used from before a gap of more than a year.
func (e *Estimate) price(p episode.Past, w *episode.World, u Usual) error {
	s := p.Series(*w.Price)
	if len(s.Values) < 2 || !current(s, p.Until()) {
		return fmt.Errorf("%s of %s at %s: %w: want two prices, the last one at the origin", w.Price.Series, w.Price.Entity, p.Until(), ErrNothing)
	}
	t, y := logs(s, lineYears, 1)
	if len(y) < 2 {
		return fmt.Errorf("%s of %s at %s: %w: the price before is more than a year away", w.Price.Series, w.Price.Entity, p.Until(), ErrNothing)
	}
	e.Price = s.Values[len(s.Values)-1]
	walk := paceOf(t, y)
	n := float64(walk.n - 1)
	e.Spread = u.Spread
	if n > 0 {
		e.Spread = math.Sqrt((n*walk.spread*walk.spread + pseudo*u.Spread*u.Spread) / (n + pseudo))
	}
	e.SpreadLog = 1 / math.Sqrt(2*(n+pseudo))
	se := repeat * e.Spread / math.Sqrt(walk.years)
	e.Drift, e.DriftSE = shrink(walk.drift, se, u.Drift*e.Spread, u.DriftSD*e.Spread)
	e.Gap = above(t, y)
	if k := len(y) - 1; math.Abs(t[k]-t[k-1]-1) < 0.01 {
		e.Last = y[k] - y[k-1] - e.Drift
	}
	return nil
}

// current says whether the last figure is that of the origin. A figure of a day
// holds for a year.
func current(s episode.Series, origin episode.Date) bool {
	last := s.Dates[len(s.Dates)-1]
	every := max(last.Every, origin.Every)
	if last.Every == 0 {
		every = 1
	}
	return origin.End-last.End < every-1e-6
}

// output estimates the growth of what is sold from the unbroken run within the
// last growthYears, and experience.
func (e *Estimate) output(p episode.Past, w *episode.World, u Usual) {
	e.Growth, e.GrowthSE = u.Growth, u.GrowthSD
	if g := w.Growth; g != nil {
		e.Growth, e.GrowthSE = g.Value, g.SD
	}
	if w.Units != nil {
		t, y := logs(p.Series(*w.Units), growthYears, 1)
		if walk := paceOf(t, y); walk.n > 1 {
			e.Growth, e.GrowthSE = shrink(walk.drift, walk.spread/math.Sqrt(walk.years), u.Growth, u.GrowthSD)
		}
	}
	e.Pace = math.Max(e.Growth, slowest)
	e.Experience = 1 / e.Pace
	if w.Cumulative != nil && w.Units != nil {
		e.learnt(p.Series(*w.Cumulative), p.Series(*w.Units), lineYears)
	}
}

// learnt takes experience from series of it: in the middle of the last period
// it is what had been made by its end less half of what was made in it.
func (e *Estimate) learnt(q, units episode.Series, years float64) {
	t, y := logs(q, years, 1)
	walk := paceOf(t, y)
	if n := len(units.Values); n > 0 && walk.n > 0 && walk.drift > 0 {
		made := units.Values[n-1]
		e.Experience = (q.Values[len(q.Values)-1] - made/2) / made
		e.Pace = walk.drift
	}
}

// shares estimates where every firm's share stands and goes.
func (e *Estimate) shares(p episode.Past, w *episode.World, u Usual) error {
	sum, mean := 0.0, 0.0
	rest := -1
	for _, name := range w.Shares.FirmNames() {
		f := FirmEstimate{Name: name, Spread: nan}
		if name == w.Shares.Rest && len(w.Shares.Firms[name]) == 0 {
			rest = len(e.Firms)
			e.Firms = append(e.Firms, f)
			continue
		}
		s := p.Shares(w.Shares, name)
		if len(s.Values) == 0 || !current(s, p.Until()) || s.Values[len(s.Values)-1] < w.Shares.Least {
			continue
		}
		f.Share = s.Values[len(s.Values)-1]
		f.trend(s, u)
		sum += f.Share
		e.Firms = append(e.Firms, f)
	}
	if rest >= 0 {
		e.Firms[rest].Share = 1 - sum
		e.Firms[rest].TrendSE = u.TrendSD
		sum = 1
	}
	if len(e.Firms) < 2 {
		return fmt.Errorf("shares of %s at %s: %w: %d firm sold anything", w.Name, p.Until(), ErrNothing, len(e.Firms))
	}
	for i := range e.Firms {
		e.Firms[i].Share /= sum
		mean += e.Firms[i].Share * e.Firms[i].Trend
	}
	for i := range e.Firms {
		e.Firms[i].Trend -= mean
	}
	return nil
}

// trend estimates the growth of a share from what lies within the last
// trendYears, and its spread from the last spreadYears, both without a gap of
// more than a year and a half and from figures a year apart: quarters have
// seasons. A share that moved by rounding only says nothing of its spread.
func (f *FirmEstimate) trend(s episode.Series, u Usual) {
	f.Trend, f.TrendSE = 0, u.TrendSD
	t, y := yearly(logs(s, spreadYears, 1.5))
	spread := u.ShareSpread
	if wide := paceOf(t, y); wide.n > 1 && wide.spread > rounding {
		f.Spread, f.Weight = wide.spread, float64(wide.n)/(float64(wide.n)+prior)
		spread = pooled(wide.spread, f.Weight, u.ShareSpread)
	}
	t, y = yearly(logs(s, trendYears, 1.5))
	if near := paceOf(t, y); near.n >= 1 {
		f.Trend, f.TrendSE = shrink(near.drift, spread/math.Sqrt(near.years), 0, u.TrendSD)
	}
}

// pooled is the spread of a share of which the past says own, with the weight
// that its changes have beside the usual one.
func pooled(own, weight, usual float64) float64 {
	return math.Sqrt(weight*own*own + (1-weight)*usual*usual)
}
