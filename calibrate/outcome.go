package calibrate

import (
	"math"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
)

// An outcome is what came of a case, seen or simulated, at each horizon. NaN
// stands for what is not known; a simulated outcome is compared where the seen
// one is known.
type outcome struct {
	price [3]float64   // log of price relative to the inner origin
	units [3]float64   // log of sales relative to it
	share [][3]float64 // [firm] part of what is sold
	gone  []float64    // [firm] 1 if it left within span years, 0 if not
}

var nan = math.NaN()

func blank(firms int) outcome {
	o := outcome{price: [3]float64{nan, nan, nan}, units: [3]float64{nan, nan, nan}}
	for range firms {
		o.share = append(o.share, [3]float64{nan, nan, nan})
		o.gone = append(o.gone, nan)
	}
	return o
}

// known says whether anything came.
func (o *outcome) known() bool {
	for h := range horizons {
		if o.price[h] == o.price[h] || o.units[h] == o.units[h] {
			return true
		}
		for _, s := range o.share {
			if s[h] == s[h] {
				return true
			}
		}
	}
	return false
}

// see reads what came after the inner origin of a market, as far as the past
// knows it.
func see(p episode.Past, w *episode.World, m *forecast.Market) outcome {
	o := blank(len(m.Estimate.Firms))
	for h, years := range horizons {
		at := m.Origin.Later(float64(years))
		if w.Price != nil {
			o.price[h] = change(p, *w.Price, m.Origin, at)
		}
		if w.Units != nil {
			o.units[h] = change(p, *w.Units, m.Origin, at)
		}
		if w.Shares == nil {
			continue
		}
		for k, f := range m.Estimate.Firms {
			if f.Name != w.Shares.Rest {
				o.share[k][h] = figure(p.Shares(w.Shares, f.Name), at)
			}
		}
	}
	fates(p, m, &o)
	return o
}

// change is the log of a figure relative to that of the origin; NaN where one
// is not known.
func change(p episode.Past, f episode.Figure, from, to episode.Date) float64 {
	a, errA := p.Value(f, from)
	b, errB := p.Value(f, to)
	if errA != nil || errB != nil {
		return nan
	}
	return math.Log(b / a)
}

// figure is the value of a series at a date; NaN if there is none.
func figure(s episode.Series, at episode.Date) float64 {
	for i := range s.Dates {
		if s.Dates[i].Same(at) {
			return s.Values[i]
		}
	}
	return nan
}

// fates says which firms left within the span, from events whose source is not
// memory.
func fates(p episode.Past, m *forecast.Market, o *outcome) {
	by := m.Origin.Later(span)
	for k, f := range m.Estimate.Firms {
		if !m.CanFail(k) {
			continue
		}
		for _, e := range p.Events() {
			if e.Firm != f.Name || e.Grade == "D" || e.Date.End <= m.Origin.End {
				continue
			}
			switch {
			case e.Kind == "exit" && e.Date.End <= by.End+1e-6:
				o.gone[k] = 1
			case (e.Kind == "exit" || e.Kind == "survived") && e.Date.End >= by.End-1e-6 && o.gone[k] != 1:
				o.gone[k] = 0
			}
		}
	}
}

// simulated reads a future at what the seen outcome knows.
func simulated(f *forecast.Future, seen *outcome) outcome {
	o := blank(len(seen.share))
	for h, years := range horizons {
		y := years - 1
		if seen.price[h] == seen.price[h] {
			o.price[h] = f.Price[y]
		}
		if seen.units[h] == seen.units[h] {
			o.units[h] = f.Units[y]
		}
		for k := range seen.share {
			if seen.share[k][h] == seen.share[k][h] {
				o.share[k][h] = f.Share[y][k]
			}
		}
	}
	for k := range seen.gone {
		if seen.gone[k] != seen.gone[k] {
			continue
		}
		o.gone[k] = 0
		if f.Gone[span-1][k] {
			o.gone[k] = 1
		}
	}
	return o
}

// failed is the outcome of a case that a draw cannot simulate: infinitely far
// from what was seen, so that the draw is never among the nearest.
func failed(seen *outcome) outcome {
	o := blank(len(seen.share))
	for h := range horizons {
		o.price[h], o.units[h] = math.Inf(1), math.Inf(1)
		for k := range o.share {
			o.share[k][h] = math.Inf(1)
		}
	}
	return o
}
