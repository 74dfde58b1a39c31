package indicator

import (
	"fmt"
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/learning"
)

// ExperienceCurve is the learning rate of a thing.
var ExperienceCurve = Indicator{
	Name: "experience_curve", Title: "Learning rate of hardware", Unit: "fall with each doubling",
	Doc: "1 - 2^w, w the slope of changes of log price on changes of log cumulative volume, through the origin: 0.2 is a fall by a fifth with each doubling. " +
		"Volume is that at the end of the price's period. The fit in levels, which most studies publish, stands beside it; its errors last, so that its own standard error would be far too small. " +
		"Of two pairs the rate is that between them, and low and high come from the range of the volumes.",
	Source: "Wright (1936); Lafond et al. (2018), arXiv 1703.05979",
	Params: []Param{wareParam(learnt), {From, nil, "first day of the fit; all there is unless given"}},
	Of:     experienceCurve,
}

// A pair is a price and the volume made by then.
type pair struct {
	price  undercut.Figure
	volume rate
}

func experienceCurve(v undercut.View, a Args) Estimate {
	w := wareOf(a.Definition)
	e := start(v, a, learnt, fmt.Sprintf("fall of the %s of %s with each doubling of cumulative volume, up to %v", inWords(w.metric), w.subject, a.At))
	if e.Undefined != "" {
		return e
	}
	pairs := w.pairs(v, a)
	e.N = len(pairs)
	var rows ledger
	for _, p := range pairs {
		rows = append(append(rows, p.price), p.volume.rows...)
	}
	e.record(rows)
	e.list(pairs)
	e.learn(pairs)
	if e.Undefined == "" {
		e.published(v, w.subject, "learning_rate")
	}
	return e
}

// list writes the pairs into the table.
func (e *Estimate) list(pairs []pair) {
	e.Table = Table{Columns: []string{"day", "price", "unit", "cumulative", "unit of volume", "source"}}
	for _, p := range pairs {
		e.Table.Rows = append(e.Table.Rows, []string{
			p.price.Until.String(), number(p.price.Value), p.price.Unit, number(p.volume.value), p.volume.rows[0].Unit, p.price.Source,
		})
	}
}

// pairs joins prices with volumes. A volume between two that are known is read
// straight between their logs; none is read beyond the last.
func (w ware) pairs(v undercut.View, a Args) []pair {
	volumes := ledgerOf(v, "cumulative").of(w.subject, w.country)
	var pairs []pair
	for _, f := range w.prices(v, a) {
		r, ok := volumes.rateOn(w.subject, w.country, f.Until)
		if ok && !r.held {
			pairs = append(pairs, pair{f, r})
		}
	}
	return pairs
}

// learn estimates the rate.
func (e *Estimate) learn(pairs []pair) {
	if len(pairs) < 2 {
		e.Undefined = fmt.Sprintf("%d prices with a cumulative volume are known by then: want two at least", len(pairs))
		return
	}
	var price, volume []float64
	for _, p := range pairs {
		price, volume = append(price, p.price.Value), append(volume, p.volume.value)
	}
	first, last := pairs[0], pairs[len(pairs)-1]
	e.Basis = fmt.Sprintf("%s %s at %s, %v, to %s at %s, %v", number(first.price.Value), first.price.Unit, number(first.volume.value), first.price.Until,
		number(last.price.Value), number(last.volume.value), last.price.Until)
	if len(pairs) == 2 {
		e.between(first, last)
		return
	}
	fit, err := learning.Fit(price, volume)
	if err != nil {
		e.Undefined = err.Error()
		return
	}
	half := student95(len(fit.Steps)-1) * fit.OmegaSE
	e.Mid, e.Lo, e.Hi = fit.Rate, learning.Rate(fit.Omega+half), learning.Rate(fit.Omega-half)
	if levels, err := learning.FitLevels(price, volume); err == nil {
		e.Basis += fmt.Sprintf("; in levels %s, Durbin-Watson %.2f", number(levels.Rate), levels.DurbinWatson)
	}
}

// between is the rate between two pairs, with the range of their volumes.
func (e *Estimate) between(first, last pair) {
	rateOf := func(from, to float64) float64 {
		return learning.Rate(math.Log(last.price.Value/first.price.Value) / math.Log(to/from))
	}
	e.Mid = rateOf(first.volume.value, last.volume.value)
	fromLo, fromHi := bounds(&first.volume.rows[0])
	toLo, toHi := bounds(&last.volume.rows[0])
	if fromLo < fromHi || toLo < toHi {
		e.Lo, e.Hi = rateOf(fromLo, toHi), rateOf(fromHi, toLo)
		if e.Lo > e.Hi {
			e.Lo, e.Hi = e.Hi, e.Lo
		}
	}
	e.Warnings = append(e.Warnings, "two prices: low and high hold what is not known of the volumes, nothing else")
}

// inWords writes a metric in words.
func inWords(metric string) string { return strings.ReplaceAll(metric, "_", " ") }
