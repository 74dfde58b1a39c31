package indicator

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// An observation is a row of a hedonic regression.
type observation struct {
	release int
	offer   int
	day     undercut.Day
	price   float64
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
	if fit.R2 != fit.R2 {
		return h.unfit(errAlike)
	}
	at := slices.Index(fit.Names, priceindex.Year)
	e := Estimate{Mid: yearly(fit.Coef[at]), N: fit.N}
	if math.IsInf(e.Mid, 1) {
		return h.unfit(fmt.Errorf("price would change by a factor exp(%g) a year", fit.Coef[at]))
	}
	e.band(fit, priceindex.Year, 1)
	h.say(&e, fit)
	return e
}

// yearly is the percentage that a change of log price by b a year is.
func yearly(b float64) float64 { return 100 * math.Expm1(b) }

// band is the 90% interval of a coefficient that is the change of log price in
// some years.
func (e *Estimate) band(fit priceindex.Regression, name string, years float64) {
	lo, hi, err := fit.Interval(name, 0.9)
	e.Lo, e.Hi = yearly(lo/years), yearly(hi/years)
	if math.IsInf(e.Hi, 1) {
		err = fmt.Errorf("%d prices of %d clusters say nothing", fit.N, fit.Clusters)
	}
	if err != nil {
		e.Lo, e.Hi = math.NaN(), math.NaN()
		e.Warnings = append(e.Warnings, fmt.Sprintf("no interval: %v", err))
	}
	if fit.Clusters < fewClusters {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%d clusters are few: the interval may be too narrow", fit.Clusters))
	}
}

// fewClusters is below how many clusters standard errors are too small even
// with Student's t (Cameron and Miller 2015, section VI).
const fewClusters = 20

// errAlike says why prices that never vary tell nothing: a fit through them
// has no residuals, and its interval no width.
var errAlike = errors.New("all are the same")

func (h *hedonic) unfit(err error) Estimate {
	return undefined("%d scored prices cannot be fitted: %v", len(h.rows), err)
}

// say writes the regression and what it rests on into the estimate.
func (h *hedonic) say(e *Estimate, fit priceindex.Regression) {
	at := slices.Index(fit.Names, "score")
	step, words := 1.0, "a point"
	if h.ruler.Scale.Unit == "share" {
		step, words = 0.01, "a hundredth"
	}
	e.Basis = fmt.Sprintf("%d prices of %d clusters%s; %s of %s costs %+.1f%%", fit.N, fit.Clusters, fitted(fit.R2), words, h.Scale, 100*math.Expm1(step*fit.Coef[at]))
	e.Warnings = append(e.Warnings, h.assumed()...)
	var t trail
	t.ruler(h.ruler)
	for _, o := range h.rows {
		t.offer(&h.view.Offers[o.offer])
	}
	t.mark(e)
}
