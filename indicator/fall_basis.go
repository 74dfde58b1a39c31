package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// floor says whether the price has stopped falling, and how the line fits.
func (p *path) floor(e *Estimate, from undercut.Day) {
	year, price := p.series(p.ruler.Score, p.Level, from)
	first, last := p.cost(p.ruler.Score, p.Level, from), price[len(price)-1]
	e.Basis = fmt.Sprintf("%s on %v, %s on %v", dollars(first), from, dollars(last), p.At)
	if l, ok := p.line(p.ruler.Score, p.Level, from); ok {
		e.Basis = sentence(e.Basis, fmt.Sprintf("line × %.2f a year, ± a factor %.2f (90%%, Newey-West, lag %d)%s", 1/l.Factor, math.Exp(z95*l.NeweyWest), l.Lag, fitted(l.R2)))
	}
	f, err := priceindex.FindFloor(year, price)
	switch {
	case err != nil:
		e.Basis = sentence(e.Basis, "too few months to look for a floor")
	case f.Found:
		e.Warnings = append(e.Warnings, fmt.Sprintf("the price has stopped falling: × %.1f a year until %s, then about %s", math.Exp(-f.Slope), yearMonth(f.Break), dollars(f.Level)))
	default:
		e.Basis = sentence(e.Basis, "no floor found")
	}
}

// fitted is R² in words. Of prices that never change there is none.
func fitted(r2 float64) string {
	if r2 != r2 {
		return ", no R²: the price never changes"
	}
	return fmt.Sprintf(", R² %.2f", r2)
}

// yearMonth is the month of a decimal year.
func yearMonth(year float64) string {
	return undercut.Day(math.Round((year - 1970) * daysPerYear)).Month().String()
}

// around are the level and those a little lower and higher, in order.
func (a Args) around() []float64 {
	d := near(a.Scale)
	if d != d {
		return []float64{a.Level}
	}
	return []float64{a.Level - d, a.Level, a.Level + d}
}

// levels writes the fall at levels a little lower and higher into the table,
// and warns if they differ by much.
func (p *path) levels(e *Estimate) {
	d := near(p.Scale)
	e.Table.Columns = []string{"level", "from", "first", "last", "endpoints", "fit", "first year"}
	least, most := math.Inf(1), math.Inf(-1)
	for _, level := range p.around() {
		from := p.start(p.ruler.Score, level)
		row := []string{number(level), "", "", "", "", "", ""}
		if from < p.At {
			here := p.fall(p.ruler.Score, level, p.Definition)
			if here == here {
				least, most = math.Min(least, here), math.Max(most, here)
			}
			row = []string{
				number(level), from.String(), number(p.cost(p.ruler.Score, level, from)), number(p.cost(p.ruler.Score, level, p.At)),
				number(p.fall(p.ruler.Score, level, "endpoints")), number(p.fall(p.ruler.Score, level, "fit")), number(p.fall(p.ruler.Score, level, "first_year")),
			}
		}
		e.Table.Rows = append(e.Table.Rows, row)
	}
	if d == d && least <= most {
		e.Basis = sentence(e.Basis, fmt.Sprintf("× %s to %s within %s of the level", number(least), number(most), number(d)))
	}
	if d == d && most > 1.5*least {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the level decides: × %s to %s within %s of it", number(least), number(most), number(d)))
	}
}

// trace notes the offers that were the cheapest at a month end.
func (p *path) trace(e *Estimate, from undercut.Day) {
	var t trail
	t.ruler(p.ruler)
	for n, day := range p.days {
		if i := p.shelves[n].cheapest(p.ruler.Score, p.Level); i >= 0 && day >= from {
			o := &p.view.Offers[p.shelves[n][i].offer]
			t.offer(o)
		}
	}
	t.mark(e)
}
