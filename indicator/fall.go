package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// PriceFall is how fast the price of a fixed capability falls.
var PriceFall = Indicator{
	Name: "price_fall", Title: "Fall of the price of a fixed capability", Unit: "× a year", Log: true,
	Doc: "How many times cheaper a capability gets in a year: the price now over that a year later, of the cheapest model at or above a level (price). " +
		"endpoints: between two days, the first being that on which the level could first be bought unless one is given; " +
		"fit: along the least-squares line through log prices at month ends. " +
		"A level just above the score of a cheap model makes endpoints absurd, so both are also given 3 points of ECI lower and higher, and a floor is looked for.",
	Source: "a16z, LLMflation (2024), endpoints; Epoch AI, LLM inference price trends (2025), fits",
	Params: []Param{
		levelParam,
		{Definition, []string{"endpoints", "fit"}, "how the fall is measured"},
		scaleParam, weightsParam, multiplierParam, fromParam,
	},
	Of: priceFall,
}

// leastWindow is the shortest time, in years, over which a yearly rate is
// given: over a few weeks one new model makes any.
const leastWindow = 0.5

func priceFall(v undercut.View, a Args) Estimate {
	p, err := newPath(&v, a)
	if err != nil {
		return undefined("%v", err)
	}
	from := p.start(p.ruler.Score, a.Level)
	if e, ok := p.buyable(from); !ok {
		return e
	}
	if span := a.At.Years() - from.Years(); span < leastWindow {
		return undefined("%s could first be bought on %v: %.1f months make no yearly rate", a.atLevel(), from, 12*span)
	}
	e := p.measure(from, func(score []float64) float64 { return p.fall(score, a.Level, a.Definition) })
	e.What = fmt.Sprintf("%s, cheapest list price, %s, %v to %v; %s", fallBy[a.Definition], a.atLevel(), from, a.At, a.market())
	p.floor(&e, from)
	p.levels(&e)
	p.trace(&e, from)
	return e
}

var fallBy = map[string]string{"endpoints": "two prices compared", "fit": "line through log prices at month ends"}

// buyable is an undefined estimate if the level cannot be bought at either end.
func (p *path) buyable(from undercut.Day) (Estimate, bool) {
	for _, day := range []undercut.Day{min(from, p.At), p.At} {
		if x := p.cost(p.ruler.Score, p.Level, day); from > p.At || x != x {
			return undefined("nothing with a list price reaches %s on %v", p.atLevel(), day), false
		}
	}
	return Estimate{}, true
}

// measure is an estimate with the interval that the scores leave.
func (p *path) measure(from undercut.Day, of func(score []float64) float64) Estimate {
	_, price := p.series(p.ruler.Score, p.Level, from)
	e := Estimate{Mid: of(p.ruler.Score), N: len(price)}
	if e.Mid != e.Mid {
		e.Undefined = fmt.Sprintf("%d month ends with a price from %v are too few", len(price), from)
	}
	var defined float64
	e.Lo, e.Hi, defined = p.ruler.spread(of)
	e.often(defined, "it is undefined")
	e.outside()
	e.Warnings = append(e.Warnings, p.assumed()...)
	return e
}

// fall is how many times the price falls in a year; NaN where that is
// undefined.
func (p *path) fall(score []float64, level float64, definition string) float64 {
	from := p.start(score, level)
	if from >= p.At {
		return math.NaN()
	}
	if definition == "fit" {
		if l, ok := p.line(score, level, from); ok {
			return 1 / l.Factor
		}
		return math.NaN()
	}
	first, last := p.cost(score, level, from), p.cost(score, level, p.At)
	if f, err := priceindex.AnnualFactor([]float64{from.Years(), p.At.Years()}, []float64{first, last}); err == nil {
		return 1 / f
	}
	return math.NaN() // nothing reaches the level on one of the days
}

// line is the line through log prices at month ends; there is none through
// fewer than three.
func (p *path) line(score []float64, level float64, from undercut.Day) (priceindex.LogLine, bool) {
	year, price := p.series(score, level, from)
	if len(price) < 3 {
		return priceindex.LogLine{}, false
	}
	l, err := priceindex.FitLogLine(year, price, priceindex.Lag(len(price)))
	return l, err == nil
}

// floor says whether the price has stopped falling, and how the line fits.
func (p *path) floor(e *Estimate, from undercut.Day) {
	year, price := p.series(p.ruler.Score, p.Level, from)
	first, last := p.cost(p.ruler.Score, p.Level, from), price[len(price)-1]
	e.Basis = fmt.Sprintf("%s on %v, %s on %v", dollars(first), from, dollars(last), p.At)
	if l, ok := p.line(p.ruler.Score, p.Level, from); ok {
		e.Basis = sentence(e.Basis, fmt.Sprintf("line × %.2f a year, ± a factor %.2f (90%%, Newey-West, lag %d), R² %.2f", 1/l.Factor, math.Exp(z95*l.NeweyWest), l.Lag, l.R2))
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

// yearMonth is the month of a decimal year.
func yearMonth(year float64) string {
	return undercut.Day(math.Round((year - 1970) * daysPerYear)).Month().String()
}

// levels writes the fall at levels a little lower and higher into the table,
// and warns if they differ by much.
func (p *path) levels(e *Estimate) {
	d := near(p.Scale)
	e.Table.Columns = []string{"level", "from", "first", "last", "endpoints", "fit"}
	least, most := math.Inf(1), math.Inf(-1)
	for _, level := range []float64{p.Level - d, p.Level, p.Level + d} {
		from := p.start(p.ruler.Score, level)
		row := []string{number(level), "", "", "", "", ""}
		if from < p.At {
			here := p.fall(p.ruler.Score, level, p.Definition)
			least, most = math.Min(least, here), math.Max(most, here)
			row = []string{
				number(level), from.String(), number(p.cost(p.ruler.Score, level, from)), number(p.cost(p.ruler.Score, level, p.At)),
				number(p.fall(p.ruler.Score, level, "endpoints")), number(p.fall(p.ruler.Score, level, "fit")),
			}
		}
		e.Table.Rows = append(e.Table.Rows, row)
	}
	e.Basis = sentence(e.Basis, fmt.Sprintf("× %s to %s within %s of the level", number(least), number(most), number(d)))
	if most > 1.5*least {
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
