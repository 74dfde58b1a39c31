package report

import (
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// A measure is how figures of a unit are printed.
type measure struct {
	unit  chart.Unit
	sign  string // stands at every figure: ×
	after string // words behind a value
	one   string // the words behind 1, if they differ
	below string // the words behind a value below 0, which loses its sign; "" keeps it
	axis  string // words at an axis
}

// measures are the units of indicators in words.
var measures = map[string]measure{
	"$/m tokens":                  {unit: chart.Dollars, after: " per million tokens", axis: "dollars per million tokens"},
	"$/hour":                      {unit: chart.Dollars, after: " an hour", axis: "dollars an hour"},
	"% a year":                    {sign: "%", after: " a year", axis: "% a year"},
	"change a year":               {unit: chart.Percent, after: " a year", axis: "change a year"},
	"developers":                  {after: " developers", one: " developer", axis: "developers"},
	"fall with each doubling":     {unit: chart.Percent, after: " cheaper with each doubling", below: " dearer with each doubling", axis: "fall of the price with each doubling of volume"},
	"index, 0 to 1":               {axis: "index, 0 to 1"},
	"per offer and year":          {after: " per offer and year", axis: "per offer and year"},
	"ratio of yearly log growths": {sign: "×", after: " as fast", axis: "ratio of yearly log growths"},
	"research/revenue":            {sign: "×", after: " revenue", axis: "research over revenue"},
	"share":                       {unit: chart.Percent, axis: "share"},
	"share of revenue":            {unit: chart.Percent, after: " of revenue", axis: "share of revenue"},
	"x a year":                    {sign: "×", after: " a year", axis: "times a year"},
	"×":                           {sign: "×", axis: "times"},
	"× a year":                    {sign: "×", after: " a year", axis: "times a year"},
}

// onScale begins the units of what is measured on a scale of capability.
const onScale = "points of the scale"

// measureOf is how an indicator's figures on a scale are printed. A unit of
// which nothing is said stands behind the figure as it is.
func measureOf(in indicator.Indicator, a indicator.Args) measure {
	if m, ok := measures[in.Unit]; ok {
		return m
	}
	if rest, ok := strings.CutPrefix(in.Unit, onScale); ok {
		m := measure{after: " points" + rest, axis: "points" + rest}
		if i := slices.IndexFunc(indicator.Scales, func(s indicator.Scale) bool { return s.Name == a.Scale }); i >= 0 {
			s := indicator.Scales[i]
			m = measure{after: " " + s.Unit + rest, axis: s.Title + ", " + s.Unit + rest}
			if s.Unit == "share" {
				m.unit, m.after = chart.Percent, rest
			}
		}
		return m
	}
	return measure{after: " " + in.Unit, axis: in.Unit}
}

// figure is a number without words.
func (m measure) figure(x float64) string {
	if x != x {
		return "–"
	}
	return m.unit.Format(x) + m.sign
}

// value is a number with its unit.
func (m measure) value(x float64) string {
	switch {
	case x != x:
		return "–"
	case x == 1 && m.one != "":
		return m.figure(x) + m.one
	case x < 0 && m.below != "":
		return m.figure(-x) + m.below
	}
	return m.figure(x) + m.after
}

// scaleTitle is what a scale of capability is called.
func scaleTitle(name string) string {
	for _, s := range indicator.Scales {
		if s.Name == name {
			return s.Title
		}
	}
	return name
}
