package chart

import (
	"fmt"
	"strings"
)

// Palette is the colours of one scheme, as #rrggbb.
//
// The series were searched for under three laws, which a test holds: every
// colour has a contrast of at least 4.5 with the paper, so that words may be
// printed in it (WCAG 2.2, 1.4.3); any two differ by at least 12 in CIELAB to
// readers with normal sight and to those without red or green cones (Machado,
// Oliveira and Fernandes 2009, severity 1); and grey, the last, is left for
// "the rest".
type Palette struct {
	Ink    string // words, axes, observed history
	Quiet  string // secondary words
	Grid   string // grid lines and empty tracks
	Paper  string // the page
	Series [6]string
}

// Light and Dark are the two schemes: blue, vermilion, green, purple, ochre,
// grey. Light is also the fallback written into every mark, and print.
var (
	Light = Palette{
		Ink: "#16191d", Quiet: "#565e69", Grid: "#d9dde2", Paper: "#ffffff",
		Series: [6]string{"#0962c9", "#8a3300", "#038058", "#80296d", "#986b0b", "#3d434b"},
	}
	Dark = Palette{
		Ink: "#eceff3", Quiet: "#a9b2bd", Grid: "#39414b", Paper: "#14181d",
		Series: [6]string{"#4a9ff5", "#f5663b", "#00d785", "#c47fb9", "#fac100", "#d4d8dd"},
	}
)

// Dashes belong to the series as the colours do: a line is known by either.
var dashes = [6]string{"", "8 4", "2 3", "11 3 2 3", "14 5", "5 2"}

// Style returns the style sheet of charts inside a page: the two schemes by the
// reader's preference, by data-theme="dark" or "light" on an ancestor, and the
// light one in print, for which the page must be white too. A page changes a colour by setting its variable
// (--chart-ink, --chart-quiet, --chart-grid, --chart-paper, --chart-1 … 6).
func Style() string {
	var b strings.Builder
	fmt.Fprintf(&b, "svg.chart{%s;color:var(--chart-ink);break-inside:avoid}\n", Light.variables())
	fmt.Fprintf(&b, "@media (prefers-color-scheme:dark){svg.chart{%s}}\n", Dark.variables())
	fmt.Fprintf(&b, "[data-theme=dark] svg.chart{%s}\n", Dark.variables())
	fmt.Fprintf(&b, "[data-theme=light] svg.chart{%s}\n", Light.variables())
	fmt.Fprintf(&b, "@media print{:root svg.chart{%s}}\n", Light.variables())
	for c := quiet; c <= series6; c++ {
		fmt.Fprintf(&b, "svg.chart .f%s{fill:var(--chart-%s)}svg.chart .l%s{stroke:var(--chart-%s)}\n",
			c.class(), c.variable(), c.class(), c.variable())
	}
	b.WriteString("svg.chart .h{paint-order:stroke;stroke:var(--chart-paper);stroke-width:4px;stroke-linejoin:round}\n")
	return b.String()
}

func (p Palette) variables() string {
	v := fmt.Sprintf("--chart-ink:%s;--chart-quiet:%s;--chart-grid:%s;--chart-paper:%s", p.Ink, p.Quiet, p.Grid, p.Paper)
	for i, s := range p.Series {
		v += fmt.Sprintf(";--chart-%d:%s", i+1, s)
	}
	return v
}

// A colour is a role in the palette; the zero colour paints nothing.
type colour int

const (
	none colour = iota
	ink
	quiet
	grid
	paper
	series1 // and on to series6
	series6 = series1 + 5
)

// series returns the colour of series i, counted from 0.
func series(i int) colour { return series1 + colour(i) }

func (c colour) variable() string {
	switch c {
	case quiet:
		return "quiet"
	case grid:
		return "grid"
	case paper:
		return "paper"
	}
	return fmt.Sprint(int(c-series1) + 1)
}

// class is the tail of the colour's class names; ink has none, because it is
// the text colour of the page.
func (c colour) class() string { return c.variable()[:1] }

// fallback is what a reader without the style sheet sees.
func (c colour) fallback() string {
	switch c {
	case none:
		return "none"
	case ink:
		return "currentColor"
	case quiet:
		return Light.Quiet
	case grid:
		return Light.Grid
	case paper:
		return Light.Paper
	}
	return Light.Series[c-series1]
}
