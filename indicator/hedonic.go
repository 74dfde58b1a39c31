package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// HedonicLaunch is the yearly change of prices at launch at equal capability.
var HedonicLaunch = Indicator{
	Name: "hedonic_launch", Title: "Launch prices at equal capability", Unit: "% a year",
	Doc: "Yearly change of the price at which owners launch models of equal capability: ln price = a + b date + c score by least squares over releases in the window, all up to the day unless its start is given; the figure is exp(b) - 1. " +
		"The price is the owner's cheapest list price on the first day on which one is known, at most 60 days after the release. " +
		"The interval is Student's t with developers as clusters. Scores carry errors, which draws c towards 0 and b with it.",
	Source: "arXiv 2608.29843, The Price of Intelligence (hedonic index); Cameron and Miller (2015)",
	Params: []Param{scaleParam, weightsParam, multiplierParam, fromParam},
	Of:     hedonicLaunch,
}

// launchWindow is how many days after a release its owner's first known price
// may be from to be that of its launch.
const launchWindow = 60

// An observation is a row of a hedonic regression.
type observation struct {
	release int
	offer   int
	day     undercut.Day
	price   float64
}

func hedonicLaunch(v undercut.View, a Args) Estimate {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undefined("%v", err)
	}
	l := newListings(&v, a)
	var rows []observation
	for i := range v.Releases {
		if r.Score[i] == r.Score[i] && v.Releases[i].Developer != "" && v.Releases[i].Day >= a.From {
			if o, ok := l.launch(i, a.At); ok {
				rows = append(rows, o)
			}
		}
	}
	h := hedonic{l, a, r, rows, func(o observation) string { return v.Releases[o.release].Developer }}
	e := h.trend()
	since := "from the first on"
	if a.From != 0 {
		since = fmt.Sprintf("from %v on", a.From)
	}
	e.What = fmt.Sprintf("owners' first list prices on score and release date, releases %s up to %v by %s; %s", since, a.At, a.Scale, a.market())
	h.launches(&e)
	h.assumedLaunch(&e)
	return e
}

// launch is the owner's cheapest list price on the first day on which one is
// known.
func (l *listings) launch(release int, by undercut.Day) (observation, bool) {
	first := observation{release, -1, undercut.Never, 0}
	for _, i := range l.of[release] { // the cheapest first
		if o := &l.view.Offers[i]; o.Seller == undercut.FirstParty && o.From < first.day {
			first.day = o.From
		}
	}
	for _, i := range l.of[release] {
		if o := &l.view.Offers[i]; o.Seller == undercut.FirstParty && o.From == first.day {
			first.offer, first.price = i, l.price[i]
			break
		}
	}
	late := first.day > l.view.Releases[release].Day+launchWindow
	return first, first.offer >= 0 && !late && first.day <= by
}

// A hedonic is the rows of a regression of log price on date and score.
type hedonic struct {
	*listings
	Args
	ruler   *Ruler
	rows    []observation
	cluster func(observation) string
}

// sortRows puts rows in an order that does not depend on that of tables: sums
// then have the same bits.
func (h *hedonic) sortRows() {
	slices.SortFunc(h.rows, func(a, b observation) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(h.view.Releases[a.release].ID, h.view.Releases[b.release].ID))
	})
}

// columns are price, year, score and cluster of each row.
func (h *hedonic) columns() (price, year []float64, score priceindex.Column, cluster []int) {
	numbers := map[string]int{}
	score.Name = "score"
	for _, o := range h.rows {
		price, year = append(price, o.price), append(year, o.day.Years())
		score.Values = append(score.Values, h.ruler.Score[o.release])
		name := h.cluster(o)
		if _, ok := numbers[name]; !ok {
			numbers[name] = len(numbers)
		}
		cluster = append(cluster, numbers[name])
	}
	return price, year, score, cluster
}

// trend fits a trend of time.
func (h *hedonic) trend() Estimate {
	h.sortRows()
	price, year, score, cluster := h.columns()
	fit, err := priceindex.Trend(price, year, []priceindex.Column{score}, cluster)
	if err != nil {
		return h.unfit(err)
	}
	at := slices.Index(fit.Names, priceindex.Year)
	e := Estimate{Mid: yearly(fit.Coef[at]), N: fit.N}
	lo, hi, err := fit.Interval(priceindex.Year, 0.9)
	if err != nil {
		e.Warnings = append(e.Warnings, fmt.Sprintf("no interval: %v", err))
	}
	e.Lo, e.Hi = yearly(lo), yearly(hi)
	h.say(&e, fit)
	return e
}

// yearly is the percentage that a change of log price by b a year is.
func yearly(b float64) float64 { return 100 * math.Expm1(b) }

func (h *hedonic) unfit(err error) Estimate {
	return undefined("%d scored prices cannot be fitted: %v", len(h.rows), err)
}

// say writes the regression and what it rests on into the estimate.
func (h *hedonic) say(e *Estimate, fit priceindex.Regression) {
	at := slices.Index(fit.Names, "score")
	e.Basis = fmt.Sprintf("%d prices of %d clusters, R² %.2f; a point of %s costs %+.1f%%", fit.N, fit.Clusters, fit.R2, h.Scale, 100*math.Expm1(fit.Coef[at]))
	e.Warnings = append(e.Warnings, h.assumed()...)
	var t trail
	t.ruler(h.ruler)
	for _, o := range h.rows {
		t.offer(&h.view.Offers[o.offer])
	}
	t.mark(e)
}

// launches writes the rows into the table.
func (h *hedonic) launches(e *Estimate) {
	e.Table.Columns = []string{"day", "release", "developer", "score", "price"}
	for _, o := range h.rows {
		r := &h.view.Releases[o.release]
		e.Table.Rows = append(e.Table.Rows, []string{o.day.String(), r.ID, r.Developer, number(h.ruler.Score[o.release]), number(o.price)})
	}
}

// assumedLaunch warns of prices that were seen later and taken for those of
// the launch.
func (h *hedonic) assumedLaunch(e *Estimate) {
	n := 0
	for _, o := range h.rows {
		if h.view.Offers[o.offer].Dated == "assumed_from_release" {
			n++
		}
	}
	if n > 0 && e.Undefined == "" {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%d of %d launch prices were first seen later and are assumed to date from the release", n, len(h.rows)))
	}
}
