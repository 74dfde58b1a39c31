package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
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

// A lineGraph is a chart over months of one indicator by several definitions
// or of several: the first with its interval, the others as lines.
type lineGraph struct {
	id, title, definition string
	curves                []curve
}

var lineGraphs = []lineGraph{
	{
		"price", "The price of a fixed capability falls", "Cheapest list price at month end of a model that scores at or above a level, dollars for three tokens read and one written, a million of them.",
		[]curve{
			{"price", "GPT-4", indicator.Choice{}},
			{"price", "Claude 3.5 Sonnet", indicator.Choice{Level: "claude-3.5-sonnet@2024-06"}},
			{"price", "o1", indicator.Choice{Level: "o1"}},
			{"price", "GPT-5", indicator.Choice{Level: "gpt-5"}},
			{"price_frontier", "best models", indicator.Choice{}},
		},
	},
	{
		"frontier", "The frontier, by openness and country", "Highest score by month end of all models released, of those whose weights can be had, and of Chinese ones.",
		[]curve{
			{"frontier", "all", indicator.Choice{}},
			{"frontier", "open weights", indicator.Choice{Definition: "open"}},
			{"frontier", "Chinese", indicator.Choice{Definition: "cn"}},
		},
	},
	{
		"lag", "How far open and Chinese models lie behind", "Months at month end since a closed (US) model first scored as high as the best open (Chinese) one. It grows until the next release and falls with it.",
		[]curve{
			{"lag_open", "open behind closed", indicator.Choice{}},
			{"lag_cn", "China behind US", indicator.Choice{}},
		},
	},
}

// graphs draws the charts of the page.
func (p *observatoryPage) graphs(o *Observatory) error {
	for _, l := range lineGraphs {
		if err := p.lines(o, l); err != nil {
			return err
		}
	}
	for _, draw := range []func(*Observatory) error{p.scatter, p.openness, p.learning} {
		if err := draw(o); err != nil {
			return err
		}
	}
	return nil
}

// command is the line that makes the data of a curve.
func (o *Observatory) command(name string, c indicator.Choice) string {
	line := "undercut observe " + name
	for _, f := range [][2]string{{"level", c.Level}, {"definition", c.Definition}, {"scale", c.Scale}} {
		if f[1] != "" {
			line += " --" + f[0] + " " + f[1]
		}
	}
	return line + " --as-of " + o.View.Day.String() + " --format csv"
}

// lines draws a chart over months. A curve that is undefined in every month is
// left out, and said to be.
func (p *observatoryPage) lines(o *Observatory, l lineGraph) error {
	g := graph{ID: l.id, Title: l.title, Definition: l.definition}
	var fan chart.Fan
	var all []indicator.Estimate
	var drawn []curve
	var columns [][]indicator.Moment
	for _, c := range l.curves {
		r, err := o.read(Dial{Name: c.name, Choice: c.choice})
		if err != nil {
			return err
		}
		if r.Undefined != "" {
			g.Why = strings.TrimSpace(g.Why + " Not drawn: " + c.label + ", " + r.Undefined + ".")
			continue
		}
		moments := r.Series(o.View, r.Args, since)
		f, err := momentsFan(r.Indicator, moments)
		if err != nil {
			return err
		}
		f.Base.Name = c.label
		if drawn == nil {
			fan = f
		} else {
			f.Base.P10, f.Base.P90 = nil, nil
			fan.Others = append(fan.Others, f.Base)
		}
		drawn, columns, all = append(drawn, c), append(columns, moments), append(all, r.Estimate)
		g.Command += o.command(c.name, c.choice) + "\n"
	}
	g.Credits, g.Table = o.Credits(all...), momentSheet(l.title, drawn, columns)
	if drawn != nil {
		fan.Frame = g.frame(describe(drawn, columns))
		if err := g.draw(fan); err != nil {
			return err
		}
	}
	p.Charts = append(p.Charts, g)
	return nil
}

// describe says how each line begins and ends.
func describe(drawn []curve, columns [][]indicator.Moment) string {
	var parts []string
	for i, c := range drawn {
		first := slices.IndexFunc(columns[i], func(m indicator.Moment) bool { return m.Mid == m.Mid })
		a, b := columns[i][first], columns[i][len(columns[i])-1]
		parts = append(parts, fmt.Sprintf("%s from %s in %v to %s in %v", c.label, chart.Plain.Format(a.Mid), a.Day.Month(), chart.Plain.Format(b.Mid), b.Day.Month()))
	}
	return capital(strings.Join(parts, "; ")) + "."
}

// momentSheet is the quarters of each curve, with the interval of the first.
func momentSheet(title string, drawn []curve, columns [][]indicator.Moment) sheet {
	s := sheet{Caption: title + ": ends of quarters, every month with the line above", Head: []string{"Month"}}
	for i, c := range drawn {
		s.Head = append(s.Head, c.label)
		if i == 0 {
			s.Head = append(s.Head, "90% interval")
		}
	}
	for k := range longest(columns) {
		day := columns[0][k].Day
		if int(day.Month())%3 != 2 && k != len(columns[0])-1 {
			continue
		}
		var cells []string
		for i := range drawn {
			m := Reading{Estimate: columns[i][k].Estimate}
			cells = append(cells, m.value())
			if i == 0 {
				cells = append(cells, m.interval())
			}
		}
		s.add(day.Month().String(), cells...)
	}
	return s
}

func longest(columns [][]indicator.Moment) []indicator.Moment {
	if len(columns) == 0 {
		return nil
	}
	return columns[0]
}

// opening is the first sentence: what anybody would ask first.
func (p *observatoryPage) opening(parts [][]Reading) {
	find := func(name, definition string) *Reading {
		for i := range parts {
			for k := range parts[i] {
				if r := &parts[i][k]; r.Dial.Name == name && r.Choice.Definition == definition && r.Choice.Level == "" {
					return r
				}
			}
		}
		return nil
	}
	price, lag, cn := find("price", ""), find("lag_open", ""), find("lag_cn", "")
	if price == nil || lag == nil || cn == nil || price.Undefined != "" || lag.Undefined != "" || cn.Undefined != "" {
		p.Lead = p.Title + "."
		return
	}
	p.Lead = fmt.Sprintf("GPT-4's capability costs %s a million tokens. Open models are where closed ones were %.1f months ago, Chinese ones where American ones were %.1f months ago.",
		chart.Dollars.Format(price.Mid), lag.Mid, cn.Mid)
}

// cell is a number of an indicator's table; NaN if it is none.
func cell(t indicator.Table, row int, column string) float64 {
	k := slices.Index(t.Columns, column)
	if k < 0 {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(t.Rows[row][k], 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// word is a text of an indicator's table.
func word(t indicator.Table, row int, column string) string {
	if k := slices.Index(t.Columns, column); k >= 0 {
		return t.Rows[row][k]
	}
	return ""
}

// rowSheet is an indicator's table as it is.
func rowSheet(caption string, t indicator.Table) sheet {
	s := sheet{Caption: caption, Head: t.Columns, Words: true}
	for _, r := range t.Rows {
		s.add(r[0], r[1:]...)
	}
	return s
}
