package report

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// wares are the things whose learning curves are drawn.
var wares = [][2]string{
	{"solar", "solar modules"}, {"battery_pack", "battery packs"}, {"ev_cost", "BYD's cars, cost"}, {"lidar", "lidar"}, {"quadruped", "robot dogs"},
}

// learning draws prices of hardware against what had been made by then, both as
// multiples of their first values, so that things of any price share a chart.
func (p *observatoryPage) learning(o *Observatory) error {
	g := graph{
		ID: "learning", Title: "Hardware learns",
		Definition: "Price against cumulative volume, both as multiples of the first pair that is known, on log scales: a straight line is Wright's law, its slope the learning rate. Curves of few points are of few points.",
	}
	s := chart.Scatter{
		X:      chart.Axis{Label: "cumulative volume, first pair = 1, log scale", Unit: chart.Plain, Log: true},
		Y:      chart.Axis{Label: "price, first pair = 1, log scale", Unit: chart.Plain, Log: true},
		Height: 300,
	}
	g.Table = sheet{Caption: "Learning rates: fall of the price with each doubling of cumulative volume", Head: []string{"", "Rate", "90% interval", "Pairs", "Data of", "From and to"}, Words: true}
	var all []indicator.Estimate
	for _, w := range wares {
		choice := indicator.Choice{Definition: w[0]}
		r, err := o.read(Dial{Name: "experience_curve", Choice: choice, Label: w[1]})
		if err != nil {
			return err
		}
		g.Table.add(w[1], r.value(), r.interval(), r.sample(), r.dataDay(), r.Basis)
		if x, y := relative(r.Table); len(x) > 1 {
			s.Lines = append(s.Lines, chart.Path{Cloud: len(s.Clouds), X: x, Y: y})
			s.Clouds = append(s.Clouds, chart.Cloud{Name: fmt.Sprintf("%s %s", w[1], r.value()), X: x, Y: y})
			all = append(all, r.Estimate)
			g.Command += o.command("experience_curve", choice) + "\n"
		}
	}
	g.Credits = o.Credits(all...)
	if len(s.Clouds) == 0 {
		g.Why = "Not drawn: no two pairs of price and volume had been seen by then."
		p.Charts = append(p.Charts, g)
		return nil
	}
	s.Frame = g.frame(fmt.Sprintf("%d things; the rates stand in the table below.", len(s.Clouds)))
	if err := g.draw(s); err != nil {
		return err
	}
	p.Charts = append(p.Charts, g)
	return nil
}

// relative are volume and price of a table of pairs over their first values.
func relative(t indicator.Table) (x, y []float64) {
	for i := range t.Rows {
		v, p := cell(t, i, "cumulative")/cell(t, 0, "cumulative"), cell(t, i, "price")/cell(t, 0, "price")
		if !math.IsNaN(v + p) {
			x, y = append(x, v), append(y, p)
		}
	}
	return x, y
}
