package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/forecast"
)

// identified is the contraction from which on history is said to tell a number.
const identified = 0.1

// mostMiss is how far, in jackknife standard errors, a summary may miss and be
// a hit.
const mostMiss = 2

// A Calibration is the shared numbers before and after history.
type Calibration struct {
	LeftOut   string // the episode that was left out; "" for none
	Prior     forecast.Prior
	Posterior calibrate.Posterior
	Inputs    string
}

// A shared number before and after.
type learnedNumber struct {
	key                       string
	priorLo, priorHi          float64
	mean, lo, hi, contraction float64
}

func (c *Calibration) numbers() (all []learnedNumber) {
	for i, key := range forecast.Keys {
		var x []float64
		sum := 0.0
		for _, d := range c.Posterior.Draws {
			x, sum = append(x, d[i]), sum+d[i]
		}
		slices.Sort(x)
		n := learnedNumber{key: key, priorLo: c.Prior.Laws[i].Quantile(0.1), priorHi: c.Prior.Laws[i].Quantile(0.9), mean: sum / float64(len(x)), lo: among(x, 0.1), hi: among(x, 0.9), contraction: math.NaN()}
		if i < len(c.Posterior.Contracts) {
			n.contraction = c.Posterior.Contracts[i]
		}
		all = append(all, n)
	}
	return all
}

// among is the smallest of sorted numbers that a share of them does not exceed.
func among(x []float64, share float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	return x[max(0, int(math.Ceil(share*float64(len(x))-1e-9))-1)]
}

func (n *learnedNumber) cells() []string {
	return []string{figure3(n.priorLo) + " to " + figure3(n.priorHi), figure3(n.mean), figure3(n.lo) + " to " + figure3(n.hi), minus(fmt.Sprintf("%.2f", n.contraction))}
}

// numberSheets are the numbers that history identifies, and the others.
func (c *Calibration) numberSheets() (told, silent sheet) {
	head := []string{"Number", "prior 80%", "mean", "posterior 80%", "contraction"}
	told = sheet{Caption: "Contraction: 1 less variance after over variance before, where the prior is standard normal.", Head: head}
	silent = sheet{Caption: fmt.Sprintf("Contraction below %.1f: the posterior is the prior, and so is what is said of the future by these numbers.", identified), Head: head}
	for _, n := range c.numbers() {
		if n.contraction < identified {
			silent.add(n.key, n.cells()...)
		} else {
			told.add(n.key, n.cells()...)
		}
	}
	return told, silent
}

func (c *Calibration) summarySheet() sheet {
	s := sheet{Caption: "Summaries of what came in all cases, and the mean of the draws; a miss is in jackknife standard errors over episodes, and within 2 a hit. go doc .../calibrate has their formulas.", Head: []string{"Summary", "observed", "scale", "simulated", "spread", "miss", ""}}
	for _, h := range c.Posterior.Summaries {
		s.add(h.Name, figure3(h.Observed), figure3(h.Scale), figure3(h.Simulated), figure3(h.Spread), minus(fmt.Sprintf("%+.1f", h.Miss())), hitOrMiss(h.Miss()))
	}
	return s
}

func hitOrMiss(miss float64) string {
	if math.Abs(miss) <= mostMiss {
		return "hit"
	}
	return "MISS"
}

func (c *Calibration) hits() (n int) {
	for _, h := range c.Posterior.Summaries {
		if math.Abs(h.Miss()) <= mostMiss {
			n++
		}
	}
	return n
}

// Text prints the calibration.
func (c *Calibration) Text(w io.Writer) error {
	p := &c.Posterior
	from := "all episodes of the library"
	if c.LeftOut != "" {
		from = "all episodes but " + c.LeftOut + ", as its own forecasts used them"
	}
	fmt.Fprintf(w, "SHARED NUMBERS of industries, learned from %s\n", from)
	paragraph(w, fmt.Sprintf("%d cases; of %d draws from the prior the %d nearest to history are kept, all of the same weight: %d effective ones. The farthest lies %.2f jackknife standard errors from history (tolerance); %d of %d summaries are hit. Inputs %s.",
		p.Cases, p.Drawn, len(p.Draws), len(p.Draws), p.Tolerance, c.hits(), len(p.Summaries), c.Inputs))
	paragraph(w, "What leaving an episode out cannot take out is the form of the model and the prior: they were written by people who knew how these stories ended and saw scores of these episodes while they worked.")
	told, silent := c.numberSheets()
	printSheet(w, "WHAT HISTORY SAYS", told)
	printSheet(w, "WHAT HISTORY DOES NOT IDENTIFY", silent)
	printSheet(w, "SUMMARIES", c.summarySheet())
	return nil
}

// CSV prints the numbers, then the summaries, one table: kind tells them apart.
func (c *Calibration) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	lines := [][]string{{"left_out", "kind", "name", "prior_p10", "prior_p90", "mean", "p10", "p90", "contraction", "observed", "scale", "simulated", "spread", "miss"}}
	f := func(x float64) string { return strconv.FormatFloat(x, 'g', 9, 64) }
	for _, n := range c.numbers() {
		lines = append(lines, []string{c.LeftOut, "number", n.key, f(n.priorLo), f(n.priorHi), f(n.mean), f(n.lo), f(n.hi), f(n.contraction), "", "", "", "", ""})
	}
	for _, h := range c.Posterior.Summaries {
		lines = append(lines, []string{c.LeftOut, "summary", h.Name, "", "", "", "", "", "", f(h.Observed), f(h.Scale), f(h.Simulated), f(h.Spread), f(h.Miss())})
	}
	return out.WriteAll(lines)
}

// AIFitText prints how futures of the AI market fit what was known, and what
// they scored.
func AIFitText(w io.Writer, fit *backtest.AIFit) error {
	hit := 0
	s := sheet{Caption: "First prints that could be read by then, and the weighted futures: median, 80% interval, miss of the median in tolerances (within 2 a hit), and the median of the futures alike.", Head: []string{"Known, month", "was", "tolerance", "median", "80%", "miss", "", "unweighted"}}
	for i := range fit.Targets {
		t := &fit.Targets[i]
		m := t.Miss()
		if math.Abs(m) <= mostMiss {
			hit++
		}
		cells := []string{figure3(t.Value), figure3(t.Tolerance), "–", "–", "–", "MISS", "–"}
		if t.Simulated.There {
			cells = []string{figure3(t.Value), figure3(t.Tolerance), figure3(t.Simulated.Median), figure3(t.Simulated.Most.Lo) + " to " + figure3(t.Simulated.Most.Hi), minus(fmt.Sprintf("%+.1f", m)), hitOrMiss(m), figure3(t.Unweighted.Median)}
		}
		s.add(t.Indicator+" "+t.Month.String(), cells...)
	}
	fmt.Fprintf(w, "THE AI MARKET, weighted by what was known on %v: %d of %d first prints are hit\n", fit.AsOf, hit, len(fit.Targets))
	printSheet(w, "KNOWN", s)
	fmt.Fprintln(w)
	return AIText(w, &backtest.AIResult{AITable: fit.AITable})
}
