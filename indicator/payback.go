package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// Payback is the time in which a model earns what it cost.
var Payback = Indicator{
	Name: "payback", Title: "Payback of a model", Unit: "months",
	Doc: "Cost over what is left of revenue a month after computing for customers. run: the cost of the final run of the latest model whose revenue is known by itself. " +
		"research: a year of the lab's computing for research against the same. open: a year of research of labs whose weights can be had against their gross profit, the median lab. " +
		"The bases differ twentyfold: whether a lab recoups its training depends on which is meant.",
	Source: "Epoch AI, Gradient Updates, for the accounts of GPT-5",
	Params: []Param{{Definition, paybacks, "what has to be earned: the final run, all computing for research, or all research of open labs"}, {Strict, nil, "only open weights without terms on use count as open"}},
	Of:     payback,
}

// paybacks are what has to be earned.
var paybacks = []string{"run", "research", "open"}

// A payoff is the months in which something pays back, with the rows of it.
type payoff struct {
	subject        string
	months, lo, hi float64
	until          undercut.Day
	rows           ledger
}

func payback(v undercut.View, a Args) Estimate {
	e := start(v, a, paybacks, map[string]string{
		"run": "final run over contribution a month of the latest model", "research": "a year of computing for research over contribution a month of the latest model",
		"open": "a year of research over gross profit a month, median of open labs",
	}[a.Definition]+", on "+a.At.String())
	if e.Undefined != "" {
		return e
	}
	l := ledgerOf(v, "revenue", "inference_cost", "training_cost", "research_compute", "research", "gross_margin").until(a.At)
	if a.Definition == "open" {
		e.medianPayoff(l.openPayoffs(v, a))
		return e
	}
	e.latestPayoff(l.modelPayoffs(a.Definition))
	return e
}

// modelPayoffs are those of models with accounts of their own.
func (l ledger) modelPayoffs(definition string) []payoff {
	var all []payoff
	for _, revenue := range l.where(func(f *undercut.Figure) bool { return f.Metric == "revenue" }) {
		served := l.same(&revenue, "inference_cost")
		if served == nil || firm(revenue.Subject) == revenue.Subject {
			continue
		}
		monthly := (revenue.Value - served.Value) / (float64(length(&revenue)) / undercut.DaysPerMonth)
		cost := l.costOf(&revenue, definition)
		if cost == nil || monthly <= 0 {
			continue
		}
		lo, hi := bounds(cost)
		all = append(all, payoff{
			revenue.Subject, cost.Value / monthly, lo / monthly, hi / monthly, revenue.Until,
			ledger{revenue, *served, *cost},
		})
	}
	return all
}

// costOf is what a model has to earn: its run, or the computing for research of
// its lab in the year in which it began to earn.
func (l ledger) costOf(revenue *undercut.Figure, definition string) *undercut.Figure {
	if definition == "run" {
		return l.where(func(f *undercut.Figure) bool { return f.Metric == "training_cost" && f.Subject == revenue.Subject }).last()
	}
	lab := firm(revenue.Subject)
	return l.where(func(f *undercut.Figure) bool {
		return f.Metric == "research_compute" && f.Subject == lab && f.From <= revenue.From && revenue.From <= f.Until && length(f) > 360
	}).last()
}

// openPayoffs are those of open labs, the latest of each.
func (l ledger) openPayoffs(v undercut.View, a Args) []payoff {
	a.Definition = openLabs
	var all []payoff
	for _, lab := range l.labs(v, a) {
		of := l.of(lab, "")
		spent := of.where(func(f *undercut.Figure) bool {
			return f.Metric == "research" && of.same(f, "revenue") != nil && of.same(f, "gross_margin") != nil
		}).last()
		if spent == nil {
			continue
		}
		revenue, margin := of.same(spent, "revenue"), of.same(spent, "gross_margin")
		x := math.Inf(1) // it loses on what it sells
		if margin.Value > 0 {
			x = spent.Value / (revenue.Value * margin.Value) * 12
		}
		all = append(all, payoff{lab, x, x, x, spent.Until, ledger{*spent, *revenue, *margin}})
	}
	return all
}

// latestPayoff takes the payoff that ends last.
func (e *Estimate) latestPayoff(all []payoff) {
	if len(all) == 0 {
		e.Undefined = "of no model are revenue, computing for customers and cost known by then"
		return
	}
	slices.SortFunc(all, func(a, b payoff) int {
		return cmp.Or(cmp.Compare(a.until, b.until), cmp.Compare(a.subject, b.subject))
	})
	p := all[len(all)-1]
	e.Mid, e.N, e.Basis = p.months, 1, p.subject
	if p.lo < p.hi {
		e.Lo, e.Hi = p.lo, p.hi
	}
	e.record(p.rows)
}

// medianPayoff takes the median, with the least and the most.
func (e *Estimate) medianPayoff(all []payoff) {
	if len(all) == 0 {
		e.Undefined = "of no open lab are research, revenue and gross margin of one period known by then"
		return
	}
	slices.SortFunc(all, func(a, b payoff) int {
		return cmp.Or(cmp.Compare(a.months, b.months), cmp.Compare(a.subject, b.subject))
	})
	n := len(all)
	e.Mid, e.Lo, e.Hi, e.N = (all[(n-1)/2].months+all[n/2].months)/2, all[0].months, all[n-1].months, n
	var rows ledger
	for _, p := range all {
		if e.Basis != "" {
			e.Basis += ", "
		}
		e.Basis += fmt.Sprintf("%s %.0f", p.subject, p.months)
		rows = append(rows, p.rows...)
	}
	e.record(rows)
	if math.IsInf(e.Mid, 1) {
		e.Mid, e.Undefined = math.NaN(), "the median open lab loses on what it sells: research never pays back"
	}
}
