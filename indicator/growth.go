package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// everyDomain counts all models together.
const everyDomain = "all"

// growthParams are the choices of growth indicators.
var growthParams = []Param{
	{Definition, frontiers, "top10, top5: runs that were among the ten or five largest by compute when released; record: the largest; all: every run that is known"},
	{Domain, slices.Concat(undercut.Domains[:], []string{everyDomain}), "of the models; ranks are among those of the domain"},
	{From, nil, "first day of the fit; two years after the first known run unless given, so that ranks have predecessors"},
}

// frontiers are the runs of which growth is told.
var frontiers = []string{"top10", "top5", "record", "all"}

// TrainingCostGrowth is how fast the cost of training grows.
var TrainingCostGrowth = Indicator{
	Name: "training_cost_growth", Title: "Growth of training cost", Unit: "x a year", Log: true,
	Doc: "Factor a year of the cost of a training run, exp of the slope of log cost on the date of release, over runs that were among the largest by compute when released. " +
		"Cost is hardware written off over the run, and energy, in constant dollars of 2023; staff and experiments are not in it. The interval is clustered by developer.",
	Source: "Cottier et al. (2024), arXiv 2405.21015",
	Params: growthParams,
	Of: func(v undercut.View, a Args) Estimate {
		return growth(v, a, "cost of training runs", "training cost", func(p undercut.Params) float64 { return p.Cost })
	},
}

// ComputeGrowth is how fast the compute of training grows.
var ComputeGrowth = Indicator{
	Name: "compute_growth", Title: "Growth of training compute", Unit: "x a year", Log: true,
	Doc: "Factor a year of the operations of a training run, exp of the slope of log FLOP on the date of release, over runs that were among the largest when released. " +
		"The interval is clustered by developer.",
	Source: "Epoch AI, Training compute of frontier AI models",
	Params: growthParams,
	Of: func(v undercut.View, a Args) Estimate {
		return growth(v, a, "compute of training runs", "training compute", func(p undercut.Params) float64 { return p.FLOP })
	},
}

// A run is a release of which the compute is known.
type run struct {
	*undercut.Release
	rank int // by compute among those released so far, 0 the largest
}

// runs lists releases with known compute up to a day, in order of dates, with
// their rank on release.
func runs(v undercut.View, a Args) []run {
	var all []run
	for i := range v.Releases {
		r := &v.Releases[i]
		if r.Params.FLOP > 0 && r.Day <= a.At && r.Seen <= v.Day && (a.Domain == everyDomain || r.Domain == a.Domain) {
			all = append(all, run{Release: r})
		}
	}
	slices.SortFunc(all, func(x, y run) int { return cmp.Or(cmp.Compare(x.Day, y.Day), strings.Compare(x.ID, y.ID)) })
	for i := range all {
		for _, earlier := range all[:i] {
			if earlier.Params.FLOP >= all[i].Params.FLOP {
				all[i].rank++
			}
		}
	}
	return all
}

// frontierRuns keeps those that a definition means, from a day on.
func frontierRuns(all []run, a Args) []run {
	ranks := map[string]int{"top10": 10, "top5": 5, "record": 1, "all": math.MaxInt}[a.Definition]
	var kept []run
	for _, r := range all {
		if r.rank < ranks && r.Day >= a.From {
			kept = append(kept, r)
		}
	}
	return kept
}

func growth(v undercut.View, a Args, of, subject string, value func(undercut.Params) float64) Estimate {
	e := start(v, a, frontiers, fmt.Sprintf("growth of the %s, %s of domain %s, up to %v", of, a.Definition, a.Domain, a.At))
	if e.Undefined != "" {
		return e
	}
	all := runs(v, a)
	if a.From == 0 && a.Definition != "all" && len(all) > 0 {
		a.From = all[0].Day + twoYears
		e.Warnings = append(e.Warnings, fmt.Sprintf("fitted from %v, two years after the first run in the data: before that ranks have too few predecessors", a.From))
	}
	frontier := frontierRuns(all, a)
	fitted := slices.DeleteFunc(slices.Clone(frontier), func(r run) bool { return !(value(r.Params) > 0) })
	if len(fitted) < len(frontier) {
		e.Warnings = append(e.Warnings, fmt.Sprintf("of %d runs the %s is known of %d", len(frontier), of, len(fitted)))
	}
	e.N = len(fitted)
	if e.fitGrowth(fitted, value); e.Undefined == "" {
		e.Warnings = append(e.Warnings, "size and cost of a run are estimated after its release, the data do not say when: a view of the past holds estimates of later")
		e.published(v, subject, "growth")
	}
	return e
}

// fitGrowth fits log value on time, clustered by developer.
func (e *Estimate) fitGrowth(fitted []run, value func(undercut.Params) float64) {
	var y, year []float64
	var cluster []int
	var developers []string
	t := trail{}
	e.Table.Columns = []string{"release", "developer", "day", "value"}
	for _, r := range fitted {
		y, year = append(y, value(r.Params)), append(year, r.Day.Years())
		at := slices.Index(developers, r.Developer)
		if at < 0 {
			at, developers = len(developers), append(developers, r.Developer)
		}
		cluster = append(cluster, at)
		t.add(r.Source, r.Seen)
		e.Table.Rows = append(e.Table.Rows, []string{r.ID, r.Developer, r.Day.String(), number(value(r.Params))})
	}
	t.mark(e)
	fit, err := priceindex.Trend(y, year, nil, cluster)
	if err != nil {
		e.Undefined = err.Error()
		return
	}
	e.Mid = math.Exp(fit.Coef[1])
	e.Basis = fmt.Sprintf("%d runs of %d developers, %s to %s, R² %.2f", len(fitted), len(developers), fitted[0].ID, fitted[len(fitted)-1].ID, fit.R2)
	lo, hi, err := fit.Interval(priceindex.Year, 0.90)
	if err != nil {
		e.Warnings = append(e.Warnings, err.Error())
		return
	}
	e.Lo, e.Hi = math.Exp(lo), math.Exp(hi)
}

// published adds what others found of a subject, for comparison.
func (e *Estimate) published(v undercut.View, subject, metric string) {
	t := trail{sources: e.Sources, data: e.Data}
	for _, f := range ledgerOf(v, metric).of(subject, "") {
		text := number(f.Value)
		if !math.IsNaN(f.Low) {
			text += fmt.Sprintf(" (%s to %s)", number(f.Low), number(f.High))
		}
		e.Basis += fmt.Sprintf("; published: %s, %v to %v, %s", text, f.From, f.Until, f.Source)
		t.add(f.Source, f.Seen)
	}
	t.mark(e)
}
