package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

var gaps = []string{monthEnd, meanOfEnds}

// gapParams are the choices of a gap.
var gapParams = append([]Param{{Definition, gaps, "month_end: the best of the leaders less the best of the followers on the day. mean: the mean of the month ends since --from."}}, scored...)

// gapOn is the leaders' record less the followers' on a day; NaN before both
// have one.
func (s *stairs) gapOn(day undercut.Day) float64 {
	l, led := recordOn(s.lead, day)
	f, followed := recordOn(s.follow, day)
	if !led || !followed {
		return math.NaN()
	}
	return s.score[l.release] - s.score[f.release]
}

// gap measures the distance of a race's sides in points.
func gap(v undercut.View, a Args, leader, follower side) Estimate {
	what := fmt.Sprintf("best %s model less best %s one, scale %s", leader.name, follower.name, a.Scale)
	c, err := newRace(v, a, leader, follower)
	if err != nil {
		return missing(what, err.Error())
	}
	what = fmt.Sprintf("%s of %v", what, c.ruler.Vintage)
	switch a.Definition {
	case monthEnd:
		return c.gapNow(a, what)
	case meanOfEnds:
		return c.gapMean(a, what)
	}
	return missing(what, unknownWord(a.Definition, gaps))
}

func (c *race) gapNow(a Args, what string) Estimate {
	var s stairs
	c.climb(c.ruler.Score, &s)
	l, _ := recordOn(s.lead, a.At) // newRace has made sure of both
	f, _ := recordOn(s.follow, a.At)
	e := c.gapOf([]undercut.Day{a.At})
	e.N, e.What = 2, fmt.Sprintf("%s, on %v", what, a.At)
	e.Basis = fmt.Sprintf("%s (%v, %.4g) less %s (%v, %.4g)", c.id(l), l.day, c.score(l), c.id(f), f.day, c.score(f))
	e.Table = c.table(l, f)
	c.describe(&e)
	e.outside()
	return e
}

func (c *race) gapMean(a Args, what string) Estimate {
	ends := c.monthEnds(a.From, a.At)
	if len(ends) == 0 {
		return missing(what, fmt.Sprintf("no month ends %s: widen the window", a.within()))
	}
	e := c.gapOf(ends)
	e.N, e.What = len(ends), what+", mean over month ends"
	e.Basis = fmt.Sprintf("%d month ends from %v to %v", len(ends), ends[0], ends[len(ends)-1])
	e.Table.Columns = []string{"month end", "gap", "leader", "follower"}
	var s stairs
	c.climb(c.ruler.Score, &s)
	for _, day := range ends {
		l, _ := recordOn(s.lead, day)
		f, _ := recordOn(s.follow, day)
		e.Table.Rows = append(e.Table.Rows, []string{day.String(), cell(s.gapOn(day)), c.id(l), c.id(f)})
	}
	c.describe(&e)
	e.outside()
	return e
}

// gapOf is the mean gap of days.
func (c *race) gapOf(days []undercut.Day) Estimate {
	var s stairs
	of := func(score []float64) float64 {
		c.climb(score, &s)
		sum := 0.0
		for _, day := range days {
			sum += s.gapOn(day)
		}
		return sum / float64(len(days))
	}
	e := blank("")
	e.Mid = of(c.ruler.Score)
	e.Lo, e.Hi, _ = c.ruler.spread(of)
	return e
}

// GapOpen is how far open models lie behind closed ones in points.
var GapOpen = Indicator{
	Name: "gap_open", Title: "Open models below closed", Unit: "points of the scale",
	Doc: "Score of the best model that is or was sold by use only, less that of the best whose weights can be had; " +
		"below 0 open models lead.",
	Source: "vertical gap as in epoch.ai/data-insights/open-weights-vs-closed-weights-models",
	Params: append(gapParams[:len(gapParams):len(gapParams)], strictly),
	Of: func(v undercut.View, a Args) Estimate {
		leader, _, follower := openRace(a)
		return gap(v, a, leader, follower)
	},
}

// GapChina is how far Chinese models lie behind those of the United States in
// points.
var GapChina = Indicator{
	Name: "gap_cn", Title: "Chinese models below US", Unit: "points of the scale",
	Doc:    "Score of the best model of developers in the United States less that of the best of Chinese developers; below 0 China leads.",
	Source: "vertical gap as in epoch.ai/data-insights/open-weights-vs-closed-weights-models",
	Params: gapParams,
	Of: func(v undercut.View, a Args) Estimate {
		leader, _, follower := chinaRace(a)
		return gap(v, a, leader, follower)
	},
}
