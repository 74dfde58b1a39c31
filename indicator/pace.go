package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

var paces = []string{"price", "algorithms"}

// hardware is the yearly growth of computing for a dollar on accelerators, in
// logs, as the last published by a day says. Its interval is taken for one of
// 90%. (The rent of an accelerator falls and rises with demand: five prices of
// an H100 tell no trend, see compute_price. Devices of western makers have no
// dated prices in the tables.)
func hardware(v undercut.View, at undercut.Day) (p pacing, f undercut.Figure, err error) {
	found := false
	for _, x := range v.Figures {
		if x.Subject == "GPU" && x.Metric == "growth" && x.Unit == "x/year" && x.Seen <= at && (!found || x.Seen > f.Seen) {
			f, found = x, true
		}
	}
	if !found {
		return p, f, fmt.Errorf("no figure of subject GPU and metric growth, in x/year, had been published by %v: add one to figures.csv", at)
	}
	p = pacing{growth: math.Log(f.Value), what: fmt.Sprintf("GPU FLOP/s for a dollar times %s a year (%v to %v, %s)", number(f.Value), f.From, f.Until, f.Source)}
	if f.Low > 0 && f.High > f.Low {
		p.se = math.Log(f.High/f.Low) / (2 * z95)
	}
	return p, f, nil
}

// per is the ratio of two growths and its interval, by the delta method,
//
//	var(s/h) = (s/h)² (var s/s² + var h/h²)
//
// which asks for an h that is well away from 0.
func (s pacing) per(h pacing) (mid, lo, hi float64) {
	mid = s.growth / h.growth
	se := math.Hypot(s.se, mid*h.se) / math.Abs(h.growth)
	return mid, mid - z95*se, mid + z95*se
}

func pace(v undercut.View, a Args) Estimate {
	measure := cheaper
	switch a.Definition {
	case "price":
	case "algorithms":
		measure = algorithms
	default:
		return missing("pace of Chinese software over western hardware", unknownWord(a.Definition, paces))
	}
	h, f, err := hardware(v, a.At)
	if err != nil {
		return missing("pace of Chinese software over western hardware", err.Error())
	}
	s, t, err := measure(v, a)
	what := fmt.Sprintf("%s, over that of %s, both in logs a year", s.what, h.what)
	if err != nil {
		return missing(what, err.Error())
	}
	e := blank(what)
	e.Mid, e.Lo, e.Hi = s.per(h)
	e.N = s.n
	e.Basis = fmt.Sprintf("software %s a year, hardware %s", s.times(), h.times())
	e.Table = s.table
	if s.warning != "" {
		e.Warnings = append(e.Warnings, s.warning)
	}
	if f.Until < a.At-3*year {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the figure of hardware speaks of the years to %v", f.Until))
	}
	t.add(f.Source, f.Seen)
	t.mark(&e)
	return e
}

// times writes a growth as a factor with its interval.
func (s pacing) times() string {
	return fmt.Sprintf("×%s (%s to %s)", number(math.Exp(s.growth)), number(math.Exp(s.growth-z95*s.se)), number(math.Exp(s.growth+z95*s.se)))
}

// Pace compares the pace of Chinese software with that of western hardware.
var Pace = Indicator{
	Name: "pace", Title: "Chinese software over western hardware", Unit: "ratio of yearly log growths",
	Doc: "How many times as fast Chinese AI software gets cheaper as western accelerators do, in logs a year; above 1 software is faster. " +
		"price: the fall of the list price of a fixed capability at Chinese models with weights. Cheaper hardware is part of that fall. " +
		"algorithms: the fall of the training compute that a given score takes in Chinese models, in which hardware has no part; " +
		"what a model learns from a larger one's answers and what it spends on reasoning when used are not counted, which makes it look fast. " +
		"Hardware is the published growth of FLOP/s for a dollar on GPUs.",
	Source: "algorithms: Ho et al., Algorithmic progress in language models (2024); GPUs: Epoch AI, Trends in GPU price-performance (2022)",
	Params: []Param{
		{Definition, paces, "what of software is measured"}, levelParam, scaleParam, weightsParam, fromParam, strictly,
	},
	Of: pace,
}
