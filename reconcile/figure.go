package reconcile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// A counted names what a figure is of.
type counted struct {
	subject, kind, country, metric, unit string
	from, until                          undercut.Day
}

// figures takes figures that nobody knew, or that were known otherwise and that
// their source had not said so before.
func (c *comparison) figures() {
	known := map[counted][]*undercut.Figure{}
	for i := range c.known.Figures {
		f := &c.known.Figures[i]
		known[countedBy(f)] = append(known[countedBy(f)], f)
	}
	for i := range c.batch.Figures {
		f := &c.batch.Figures[i]
		k := countedBy(f)
		if c.figure(f, latestFigure(known[k], ""), latestFigure(known[k], f.Source)) {
			known[k] = append(known[k], f)
			c.Rows.Figures = append(c.Rows.Figures, *f)
		}
	}
}

func countedBy(f *undercut.Figure) counted {
	return counted{f.Subject, f.Kind, f.Country, f.Metric, f.Unit, f.From, f.Until}
}

// latestFigure is the figure seen last, of one source if it is named; nil if
// there is none.
func latestFigure(figures []*undercut.Figure, source string) (last *undercut.Figure) {
	for _, f := range figures {
		if (source == "" || f.Source == source) && (last == nil || f.Seen >= last.Seen) {
			last = f
		}
	}
	return last
}

// figure reports whether a figure is news beside the latest, and the latest of
// its own source.
func (c *comparison) figure(f, was, own *undercut.Figure) bool {
	name := fmt.Sprintf("%s · %s · %v to %v", f.Subject, f.Metric, f.From, f.Until)
	agrees := func(g *undercut.Figure) bool {
		return g != nil && sameNumber(f.Value, g.Value) && sameNumber(f.Low, g.Low) && sameNumber(f.High, g.High)
	}
	inWords := func(g *undercut.Figure) string { return strconv.FormatFloat(g.Value, 'g', 6, 64) + " " + g.Unit }
	switch {
	case f.Seen > c.seen:
		c.bad(name, f.Seen.String(), fmt.Sprintf("want a day of seeing up to %v, that of the file", c.seen))
		return false
	case !c.cited(name, f.Source):
		return false
	}
	if err := c.known.CheckFigure(f); err != nil {
		c.bad(name, inWords(f), strings.ReplaceAll(err.Error(), "\n", "; "))
		return false
	}
	switch {
	case was == nil:
		c.note(Added, "figures.csv", name, inWords(f), "")
		return true
	case agrees(was), agrees(own):
		c.Unchanged["figures.csv"]++
		return false
	}
	c.note(Changed, "figures.csv", name, inWords(f), inWords(was)+" by "+was.Source)
	return true
}
