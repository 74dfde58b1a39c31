package indicator

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// A path is the price of a capability over time, of the cheapest model at or
// above a level, for any scores.
type path struct {
	*listings
	Args
	ruler   *Ruler
	scored  []int    // releases with a score and a list price at some time
	steps   [][]step // their list prices
	days    []undercut.Day
	shelves []shelf // by day
}

// newPath reads the list prices of scored releases. Its days are month ends
// from Args.From, or the first day on which any is sold, up to Args.At, and
// that day.
func newPath(v *undercut.View, a Args) (*path, error) {
	r, err := NewRuler(*v, a.Scale)
	if err != nil {
		return nil, err
	}
	p := &path{listings: newListings(v, a), Args: a, ruler: r}
	first := a.At
	for i := range v.Releases {
		if r.Score[i] != r.Score[i] {
			continue
		}
		if steps := p.listings.steps(i, a.At); steps != nil {
			p.scored, p.steps = append(p.scored, i), append(p.steps, steps)
			first = min(first, steps[0].from)
		}
	}
	p.days = monthEnds(max(first, a.From), a.At)
	for _, day := range p.days {
		p.shelves = append(p.shelves, p.shelf(day))
	}
	return p, nil
}

// monthEnds are the last days of months from a day on, up to another, and that
// day.
func monthEnds(from, to undercut.Day) []undercut.Day {
	var days []undercut.Day
	for m := from.Month(); m.Last() < to; m++ {
		days = append(days, m.Last())
	}
	return append(days, to)
}

func (p *path) shelf(day undercut.Day) shelf {
	var s shelf
	for n, r := range p.scored {
		if q := at(p.steps[n], day); q.offer >= 0 {
			s = append(s, item{r, q})
		}
	}
	p.sort(s)
	return s
}

// cost is the price at a level on a day; NaN if nothing reaches it.
func (p *path) cost(score []float64, level float64, day undercut.Day) float64 {
	cheapest := math.NaN()
	for n, r := range p.scored {
		if score[r] >= level {
			if q := at(p.steps[n], day); q.offer >= 0 && !(q.price >= cheapest) {
				cheapest = q.price
			}
		}
	}
	return cheapest
}

// start is Args.From, or the first day on which the level could be bought;
// Never if it could not.
func (p *path) start(score []float64, level float64) undercut.Day {
	if p.From != 0 {
		return p.From
	}
	first := undercut.Never
	for n, r := range p.scored {
		if score[r] >= level {
			first = min(first, p.steps[n][0].from)
		}
	}
	return first
}

// series is the price at month ends from a day on and at Args.At, where
// something reaches the level.
func (p *path) series(score []float64, level float64, from undercut.Day) (year, price []float64) {
	for n, day := range p.days {
		if day < from {
			continue
		}
		if i := p.shelves[n].cheapest(score, level); i >= 0 {
			year, price = append(year, day.Years()), append(price, p.shelves[n][i].price)
		}
	}
	return year, price
}

// crossing is the first day after another on which the price is at or below
// some price; Never if it is not up to Args.At.
func (p *path) crossing(score []float64, level, price float64, after undercut.Day) undercut.Day {
	first := undercut.Never
	for n, r := range p.scored {
		if !(score[r] >= level) {
			continue
		}
		for _, s := range p.steps[n] {
			if s.from > after && s.price <= price*(1+1e-12) { // 0.03 is a tenth of 0.3
				first = min(first, s.from)
				break
			}
		}
	}
	return first
}
