package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// since is where the charts over months begin.
var since = undercut.DayOf(2023, 3, 31)

// A curve is a line of a chart over months.
type curve struct {
	name, label string
	choice      indicator.Choice
}

// A drawnCurve is a curve as measured.
type drawnCurve struct {
	curve
	Reading
	months []indicator.Moment
}

// first is the first month in which a curve is defined, last its end.
func (d *drawnCurve) first() indicator.Moment {
	return d.months[slices.IndexFunc(d.months, func(m indicator.Moment) bool { return m.Undefined == "" })]
}

func (d *drawnCurve) last() indicator.Moment { return d.months[len(d.months)-1] }

// A lineGraph is a chart over months of one indicator by several definitions
// or of several: the first with its interval, the others as lines.
type lineGraph struct {
	id, short, definition string
	curves                []curve
	needs                 int // how many of the first curves its finding speaks of
	finding               func(drawn []drawnCurve) string
	more                  func(o *Observatory, g *graph) error // nil for none
}

// graphs draws the charts of the page.
func (p *observatoryPage) graphs(o *Observatory) error {
	for _, l := range lineGraphs {
		g, err := l.graph(o)
		if err != nil {
			return err
		}
		p.Charts = append(p.Charts, g)
	}
	for _, draw := range []func(*Observatory) (graph, error){scatterGraph, opennessGraph, learningGraph} {
		g, err := draw(o)
		if err != nil {
			return err
		}
		p.Charts = append(p.Charts, g)
	}
	return nil
}

// graph draws a chart over months. A curve that is undefined in the last month
// is left out, and said to be.
func (l lineGraph) graph(o *Observatory) (graph, error) {
	g := graph{ID: l.id, Short: l.short, Title: l.short, Words: []string{l.definition}}
	var drawn []drawnCurve
	var all []indicator.Estimate
	var left leftOut
	for _, c := range l.curves {
		r, err := o.read(Dial{Name: c.name, Choice: c.choice})
		if err != nil {
			return g, err
		}
		if r.Undefined != "" {
			left.add(c.label, r.Undefined)
			continue
		}
		drawn = append(drawn, drawnCurve{c, r, r.Series(o.View, r.Args, since)})
		all = append(all, r.Estimate)
		g.Commands = append(g.Commands, o.months(c.name, c.choice))
	}
	g.Credit, g.Why = creditLine(o.credited(all...)), left.sentences()
	if drawn == nil {
		return g, nil
	}
	g.Tables = []sheet{momentSheet(l.short, drawn)}
	if l.found(drawn) {
		g.Title = l.finding(drawn)
	}
	if l.more != nil {
		if err := l.more(o, &g); err != nil {
			return g, err
		}
	}
	fan, err := fanOf(drawn)
	if err != nil {
		return g, err
	}
	fan.Frame = g.frame(describe(drawn))
	return g, g.draw(fan)
}

// found reports whether all curves are drawn that the finding speaks of.
func (l lineGraph) found(drawn []drawnCurve) bool {
	for i, c := range l.curves[:l.needs] {
		if i >= len(drawn) || drawn[i].curve != c {
			return false
		}
	}
	return true
}

// fanOf is the chart of curves: the first with its interval.
func fanOf(drawn []drawnCurve) (fan chart.Fan, err error) {
	for i := range drawn {
		d := &drawn[i]
		f, err := momentsFan(d.Indicator, d.Args, d.months)
		if err != nil {
			return fan, err
		}
		f.Base.Name = d.label
		if i == 0 {
			fan = f
			if fan.Base.P10 != nil && len(drawn) > 1 {
				fan.BandNames[1] += " of " + d.label
			}
			continue
		}
		f.Base.P10, f.Base.P90 = nil, nil
		fan.Others = append(fan.Others, f.Base)
	}
	return fan, nil
}

// describe says how each line begins and ends.
func describe(drawn []drawnCurve) string {
	var parts []string
	for i := range drawn {
		d := &drawn[i]
		m, a, b := d.measure(), d.first(), d.last()
		parts = append(parts, fmt.Sprintf("%s from %s in %v to %s in %v", d.label, m.figure(a.Mid), a.Day.Month(), m.figure(b.Mid), b.Day.Month()))
	}
	return capital(strings.Join(parts, "; ")) + "."
}

// momentSheet is the quarters of each curve, with the interval of the first.
func momentSheet(name string, drawn []drawnCurve) sheet {
	s := sheet{
		Name: name + " by quarter", Caption: capital(drawn[0].measure().axis) + ": ends of quarters. The lines above print every month, with its interval and what it rests on.",
		Head: []string{"Month"},
	}
	for i := range drawn {
		s.Head = append(s.Head, drawn[i].label)
		if i == 0 {
			s.Head = append(s.Head, "90% interval")
		}
	}
	for k, m := range drawn[0].months {
		if int(m.Day.Month())%3 != 2 && k != len(drawn[0].months)-1 {
			continue
		}
		var cells []string
		for i := range drawn {
			r := Reading{Indicator: drawn[i].Indicator, Args: drawn[i].Args, Estimate: drawn[i].months[k].Estimate}
			cells = append(cells, r.measure().figure(r.Mid))
			if i == 0 {
				cells = append(cells, r.interval())
			}
		}
		s.add(m.Day.Month().String(), cells...)
	}
	return s
}

// leftOut is what a chart does not draw, by the reason.
type leftOut struct{ reasons, labels []string }

func (l *leftOut) add(label, reason string) {
	if i := slices.Index(l.reasons, reason); i >= 0 {
		l.labels[i] += ", " + label
		return
	}
	l.reasons, l.labels = append(l.reasons, reason), append(l.labels, label)
}

func (l *leftOut) sentences() (all []string) {
	for i, reason := range l.reasons {
		all = append(all, sentence("Not drawn ("+l.labels[i]+"): "+reason))
	}
	return all
}
