package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// MonthsToTenth is how long the price of a fixed capability takes to fall to a
// tenth.
var MonthsToTenth = Indicator{
	Name: "months_to_tenth", Title: "Time to a tenth of the price", Unit: "months", Log: true,
	Doc: "How long the price of a capability takes to fall to a tenth: of the cheapest model at or above a level (price). " +
		"first: from the first day, that on which the level could first be bought unless one is given, to the first on which it cost a tenth, whatever it cost since; " +
		"fit: along the least-squares line through log prices at month ends, as price_fall.",
	Source: "Epoch AI, LLM inference price trends (2025)",
	Params: []Param{
		levelParam,
		{Definition, []string{"first", "fit"}, "how the time is measured"},
		scaleParam, domainParam, weightsParam, multiplierParam, fromParam,
	},
	Of: monthsToTenth,
}

func monthsToTenth(v undercut.View, a Args) Estimate {
	p, err := newPath(&v, a)
	if err != nil {
		return undefined("%v", err)
	}
	from := p.start(p.ruler.Score, a.Level)
	if e, ok := p.buyable(from); !ok {
		return e
	}
	e := p.measure(from, func(score []float64) float64 { return p.tenth(score, a.Level) })
	e.What = fmt.Sprintf("%s, cheapest list price, %s, from %v; %s", tenthBy[a.Definition], a.atLevel(), from, a.market())
	switch {
	case a.Definition == "fit" && e.Mid == e.Mid:
		p.alongLine(&e)
	case a.Definition == "fit":
		e.Undefined = fmt.Sprintf("the line through %d month ends does not come to a tenth in %.0f years", e.N, foreseeable/12)
	case e.Mid != e.Mid:
		first := p.cost(p.ruler.Score, a.Level, from)
		e.Undefined = fmt.Sprintf("no tenth of %s on %v in %.1f months up to %v", dollars(first), from, float64(a.At-from)/undercut.DaysPerMonth, a.At)
	}
	p.floor(&e, from)
	p.levelsToTenth(&e)
	p.trace(&e, from)
	return e
}

var tenthBy = map[string]string{"first": "first day at a tenth", "fit": fallBy["fit"]}

// foreseeable is how many months a line may take to a tenth: one that takes a
// century does not fall.
const foreseeable = 1200.0

// alongLine gives the time along a line the interval of its slope.
func (p *path) alongLine(e *Estimate) {
	fall, se := 12*math.Log(10)/e.Mid, p.slopeError()
	e.Lo, e.Hi = 12*math.Log(10)/(fall+z95*se), 12*math.Log(10)/(fall-z95*se)
	if fall <= z95*se {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the interval is open: %s months or more", number(e.Lo)))
		e.Lo, e.Hi = math.NaN(), math.NaN()
	}
}

// tenth is the time to a tenth, in months; NaN if the price has not fallen so
// far, or does not fall.
func (p *path) tenth(score []float64, level float64) float64 {
	from := p.start(score, level)
	if from >= p.At {
		return math.NaN()
	}
	if p.Definition == "fit" {
		if l, ok := p.line(score, level, from); ok {
			if t, err := l.MonthsToFall(10); err == nil && t.Months <= foreseeable {
				return t.Months
			}
		}
		return math.NaN()
	}
	first := p.cost(score, level, from)
	if day := p.crossing(score, level, first/10, from); day != undercut.Never {
		return float64(day-from) / undercut.DaysPerMonth
	}
	return math.NaN()
}

// levelsToTenth writes the time at levels a little lower and higher into the
// table.
func (p *path) levelsToTenth(e *Estimate) {
	e.Table.Columns = []string{"level", "from", "first", "months"}
	for _, level := range p.around() {
		row := []string{number(level), "", "", ""}
		if from := p.start(p.ruler.Score, level); from < p.At {
			row = []string{number(level), from.String(), number(p.cost(p.ruler.Score, level, from)), number(p.tenth(p.ruler.Score, level))}
		}
		e.Table.Rows = append(e.Table.Rows, row)
	}
}
