package indicator

import (
	"fmt"
	"math"
	"strconv"

	"github.com/undercut-sim/undercut"
)

// A pacing is a yearly growth in logs with its standard error, and what it
// rests on.
type pacing struct {
	growth, se float64
	n          int
	what       string
	table      Table
	warning    string
}

// chinese is a view with the offers of Chinese models from the day on which
// their weights could be had.
func chinese(v undercut.View, a Args) undercut.View {
	open := openSide(a.Strict)
	var kept []undercut.Offer
	for _, o := range v.Offers {
		r := &v.Releases[o.Release]
		day, _ := open.joined(r)
		if o.From = max(o.From, day); r.Country == "CN" && o.From < o.Until {
			kept = append(kept, o)
		}
	}
	v.Offers = kept
	return v
}

// cheaper is how fast the list price of a level falls at Chinese models with
// weights: minus the slope of the log of the cheapest at month ends since
// Args.From. The error is that of the line, its residuals' autocorrelation
// among it, and of the scores.
func cheaper(v undercut.View, a Args) (pacing, trail, error) {
	p := pacing{what: "fall of the list price at month ends of the cheapest Chinese model with weights, " + a.atLevel()}
	w := chinese(v, a)
	c, err := newPath(&w, a)
	if err != nil {
		return p, trail{}, err
	}
	of := func(score []float64) (line, int) {
		year, price := c.series(score, a.Level, max(a.From, c.start(score, a.Level)))
		if len(price) < 3 {
			return line{math.NaN(), math.NaN(), math.NaN()}, len(price)
		}
		for i, x := range price {
			price[i] = math.Log(x)
		}
		return fitLine(year, price), len(price)
	}
	fit, n := of(c.ruler.Score)
	if p.n = n; n < 12 {
		return p, trail{}, fmt.Errorf("a Chinese model with weights has a list price at the level on %d month ends %s: a yearly fall takes 12", n, a.within())
	}
	p.growth = -fit.slope
	p.se, _ = c.ruler.imputed(func(score []float64) (float64, float64) {
		l, _ := of(score)
		return l.slope, l.variance
	})
	var t trail
	t.ruler(c.ruler)
	p.table.Columns = []string{"month end", "price", "release", "provider"}
	for k, day := range c.days {
		if i := c.shelves[k].cheapest(c.ruler.Score, a.Level); i >= 0 {
			it := c.shelves[k][i]
			o := &w.Offers[it.offer]
			t.offer(o)
			p.table.Rows = append(p.table.Rows, []string{day.String(), strconv.FormatFloat(it.price, 'g', 6, 64), w.Releases[it.release].ID, o.Provider})
		}
	}
	return p, t, nil
}

// algorithms is how much less compute a year a Chinese model takes for a given
// score,
//
//	score = α + β log10(training FLOP) + γ t,  growth = ln(10) γ/β
//
// by least squares over the Chinese models since Args.From of which both are
// known: the equivalent growth of compute (Ho and others, "Algorithmic progress
// in language models", 2024). The error is clustered by developer.
func algorithms(v undercut.View, a Args) (pacing, trail, error) {
	r, err := rulerAt(v, a)
	if err != nil {
		return pacing{}, trail{}, err
	}
	list, _ := countrySide("Chinese", "CN").members(r, a.Domain, a.At)
	var t trail
	t.ruler(r)
	var d plane
	p := pacing{what: "compute saved a year at a given score by Chinese models whose training compute is known; scale " + a.Scale}
	p.table.Columns = []string{"release", "released", "score", "training FLOP", "developer"}
	for _, m := range list {
		rel := &r.releases[m.release]
		if rel.Params.FLOP > 0 && m.day >= a.From {
			d.add(math.Log10(rel.Params.FLOP), m.day.Years(), r.Score[m.release], rel.Developer)
			t.release(rel, m.day)
			p.table.Rows = append(p.table.Rows, []string{rel.ID, m.day.String(), cell(r.Score[m.release]), cell(rel.Params.FLOP), rel.Developer})
		}
	}
	p.n = len(d.y)
	groups := d.groups()
	if p.n < 10 || groups < 3 {
		return p, t, fmt.Errorf("score and training compute are known of %d Chinese models of %d developers %s: the fit takes ten of three", p.n, groups, a.within())
	}
	ratio, se, slope := d.ratio()
	if slope < z95 {
		return p, t, fmt.Errorf("among %d Chinese models %s scores do not clearly rise with training compute (%.1f standard errors): what is saved at a given score cannot be told", p.n, a.within(), slope)
	}
	p.growth, p.se = math.Ln10*ratio, math.Ln10*se
	if groups < 10 {
		p.warning = fmt.Sprintf("%d developers: errors clustered by so few are too small", groups)
	}
	return p, t, nil
}
