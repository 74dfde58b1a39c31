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
		"endpoints: between two days, that on which the level could first be bought unless one is given, and the day itself; " +
		"first_year: between the first day and 365 days later, scaled to a mean year; " +
		"fit: along the least-squares line through log prices at month ends and on the day itself; its interval holds the errors of the scores and of the line (Newey-West). " +
		"A level just above the score of a cheap model makes endpoints absurd, so both are also given 3 points of ECI, or as much on other scales (premium), lower and higher, and a floor is looked for.",
	Source: "a16z, LLMflation (2024), endpoints; Epoch AI, LLM inference price trends (2025), fits",
	Params: []Param{
		levelParam,
		{Definition, []string{"endpoints", "fit", "first_year"}, "how the fall is measured"},
		scaleParam, domainParam, weightsParam, multiplierParam, fromParam,
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
	if a.Definition == "fit" && e.Undefined == "" {
		b, se := math.Log(e.Mid), p.slopeError()
		e.Lo, e.Hi = math.Exp(b-z95*se), math.Exp(b+z95*se)
	}
	to := a.At
	if a.Definition == "first_year" {
		to = from + 365
	}
	e.What = fmt.Sprintf("%s, cheapest list price, %s, %v to %v; %s", fallBy[a.Definition], a.atLevel(), from, to, a.market())
	if e.Undefined != "" && a.Definition == "first_year" {
		e.Undefined = fmt.Sprintf("the first year ends on %v, after %v, or nothing reaches %s then", to, a.At, a.atLevel())
	}
	p.floor(&e, from)
	p.levels(&e)
	p.trace(&e, from)
	return e
}

var fallBy = map[string]string{"endpoints": "two prices compared", "first_year": "the first year", "fit": "line through log prices at month ends"}

// buyable is an undefined estimate if the level cannot be bought at either end.
func (p *path) buyable(from undercut.Day) (Estimate, bool) {
	for _, day := range []undercut.Day{min(from, p.At), p.At} {
		if x := p.cost(p.ruler.Score, p.Level, day); from > p.At || x != x {
			return undefined("nothing with a list price reaches %s on %v", p.atLevel(), day), false
		}
	}
	return Estimate{}, true
}

// measure is an estimate with the interval that the scores leave; that of a
// line is for the caller to widen.
func (p *path) measure(from undercut.Day, of func(score []float64) float64) Estimate {
	_, price := p.series(p.ruler.Score, p.Level, from)
	e := Estimate{Mid: of(p.ruler.Score), N: len(price)}
	if e.Mid != e.Mid {
		e.Undefined = fmt.Sprintf("%d month ends with a price from %v to %v are too few", len(price), from, p.At)
	}
	var defined float64
	e.Lo, e.Hi, defined = p.ruler.spread(of)
	e.often(defined, "it is undefined")
	if p.Definition != "fit" {
		e.outside()
	}
	e.Warnings = append(e.Warnings, p.assumed()...)
	return e
}

// slopeError is the standard error of the slope of log price against years,
// with what the scores add.
func (p *path) slopeError() float64 {
	se, _ := p.ruler.imputed(func(score []float64) (slope, variance float64) {
		if from := p.start(score, p.Level); from < p.At {
			if l, ok := p.line(score, p.Level, from); ok {
				return l.Slope, l.NeweyWest * l.NeweyWest
			}
		}
		return math.NaN(), math.NaN()
	})
	return se
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
	to := p.At
	if definition == "first_year" {
		to = from + 365
		if to > p.At {
			return math.NaN()
		}
	}
	first, last := p.cost(score, level, from), p.cost(score, level, to)
	if f, err := priceindex.AnnualFactor([]float64{from.Years(), to.Years()}, []float64{first, last}); err == nil {
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
