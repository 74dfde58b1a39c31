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

// priceFall is how fast the list price of a level falls at Chinese models with
// weights: minus the slope of the log of the cheapest at month ends since
// Args.From. The error is that of the line, its residuals' autocorrelation
// among it, and of the scores.
func priceFall(v undercut.View, a Args) (pacing, trail, error) {
	r, err := rulerAt(v, a)
	if err != nil {
		return pacing{}, trail{}, err
	}
	c := capability{newListings(&v, a), a, r, nil}
	var t trail
	t.ruler(r)
	var years []float64
	var shelves []shelf
	p := pacing{what: "fall of the list price at month ends of the cheapest Chinese model with weights, " + a.atLevel()}
	p.table.Columns = []string{"month end", "price", "release", "provider"}
	for m := max(a.From, undercut.DayOf(2020, 1, 1)).Month(); m.Last() <= a.At; m++ {
		day := m.Last()
		s := c.listings.shelf(day, func(r *undercut.Release) bool { return r.Country == "CN" && a.open(r, day) })
		if i := s.cheapest(r.Score, a.Level); i >= 0 {
			o := &v.Offers[s[i].offer]
			t.add(o.Source, o.Seen)
			p.table.Rows = append(p.table.Rows, []string{day.String(), strconv.FormatFloat(s[i].price, 'g', 6, 64), v.Releases[s[i].release].ID, o.Provider})
		}
		years, shelves = append(years, day.Years()), append(shelves, s)
	}
	x, y := make([]float64, 0, len(years)), make([]float64, 0, len(years))
	of := func(score []float64) line {
		x, y = x[:0], y[:0]
		for k, s := range shelves {
			if i := s.cheapest(score, a.Level); i >= 0 {
				x, y = append(x, years[k]), append(y, math.Log(s[i].price))
			}
		}
		if len(x) < 3 {
			return line{math.NaN(), math.NaN(), math.NaN()}
		}
		return fitLine(x, y)
	}
	fit := of(r.Score)
	if p.n = len(x); p.n < 12 {
		return p, t, fmt.Errorf("a Chinese model with weights has a list price at the level on %d month ends %s: a yearly fall takes 12", p.n, a.within())
	}
	p.growth = -fit.slope
	p.se, _ = r.imputed(func(score []float64) (float64, float64) {
		l := of(score)
		return l.slope, l.variance
	})
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
	ratio, se := d.ratio()
	p.growth, p.se = math.Ln10*ratio, math.Ln10*se
	if groups < 10 {
		p.warning = fmt.Sprintf("%d developers: errors clustered by so few are too small", groups)
	}
	return p, t, nil
}
