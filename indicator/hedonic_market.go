package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// HedonicMarket is the yearly change of all standing prices at equal
// capability.
var HedonicMarket = Indicator{
	Name: "hedonic_market", Title: "Standing prices at equal capability", Unit: "% a year",
	Doc: "Yearly change of the list prices (price) of all scored releases on sale at equal capability: each release at each month end of the window, 24 months unless its start is given, by least squares. " +
		"trend: ln price = a + b date + c score, the figure is exp(b) - 1; " +
		"dummies: a level for each month instead of the trend, the figure is the change from the first to the last, a year; " +
		"young: the trend over releases in their first 12 months only, as what is old stays listed at the price of its day. " +
		"Releases count the same, bought or not, and the interval is Student's t with releases as clusters.",
	Source: "de Haan and Diewert (2013), time-dummy hedonic index; arXiv 2608.29843, The Price of Intelligence",
	Params: []Param{
		{Definition, []string{"trend", "dummies", "young"}, "how time enters, and which releases do"},
		scaleParam, domainParam, weightsParam, multiplierParam, fromParam,
	},
	Of: hedonicMarket,
}

func hedonicMarket(v undercut.View, a Args) Estimate {
	a.From, _ = a.window(24)
	p, err := newPath(&v, a)
	if err != nil {
		return undefined("%v", err)
	}
	h := hedonic{listings: p.listings, Args: a, ruler: p.ruler, cluster: func(o observation) string { return v.Releases[o.release].ID }}
	for n, s := range p.shelves {
		for _, it := range s {
			if a.Definition != "young" || float64(p.days[n]-v.Releases[it.release].Day) <= daysPerYear {
				h.rows = append(h.rows, observation{it.release, it.offer, p.days[n], it.price})
			}
		}
	}
	var e Estimate
	if a.Definition == "dummies" {
		e = h.dummies()
	} else {
		e = h.trend()
	}
	h.months(&e)
	e.What = fmt.Sprintf("list prices of scored releases at month ends, %v to %v, on score by %s and %s; %s", a.From, a.At, a.Scale, timeAs[a.Definition], a.market())
	return e
}

var timeAs = map[string]string{"trend": "date", "dummies": "month", "young": "date, in their first 12 months"}

// months writes the panel month by month into the table.
func (h *hedonic) months(e *Estimate) {
	e.Table.Columns = []string{"day", "releases", "geometric mean price", "mean score"}
	for from := 0; from < len(h.rows); {
		to := from
		var log, score float64
		for ; to < len(h.rows) && h.rows[to].day == h.rows[from].day; to++ {
			log += math.Log(h.rows[to].price)
			score += h.ruler.Score[h.rows[to].release]
		}
		n := float64(to - from)
		e.Table.Rows = append(e.Table.Rows, []string{h.rows[from].day.String(), fmt.Sprint(to - from), number(math.Exp(log / n)), number(score / n)})
		from = to
	}
}

// dummies fits a level for each month.
func (h *hedonic) dummies() Estimate {
	h.sortRows()
	price, year, score, cluster := h.columns()
	period := make([]int, len(h.rows))
	for i, o := range h.rows {
		period[i] = int(o.day)
	}
	fit, err := priceindex.TimeDummy(price, period, []priceindex.Column{score}, cluster)
	if err != nil {
		return h.unfit(err)
	}
	if fit.R2 != fit.R2 {
		return h.unfit(errAlike)
	}
	last := fit.Index[len(fit.Index)-1]
	span := year[len(year)-1] - year[0]
	e := Estimate{Mid: yearly(last.Log / span), N: fit.N}
	if math.IsInf(e.Mid, 1) {
		return h.unfit(fmt.Errorf("prices would change by a factor exp(%g) a year", last.Log/span))
	}
	e.band(fit.Regression, fmt.Sprintf("period %d", last.Period), span)
	h.say(&e, fit.Regression)
	return e
}
