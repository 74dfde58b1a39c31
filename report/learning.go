package report

import (
	"math"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// wares are the things whose learning curves are drawn.
var wares = [][2]string{
	{"solar", "solar modules"}, {"battery_pack", "battery packs"}, {"ev_cost", "BYD’s cars, cost"}, {"lidar", "lidar"}, {"quadruped", "robot dogs"},
}

// learningGraph draws prices of hardware against what had been made by then,
// both as multiples of their first values, so that things of any price share a
// chart.
func learningGraph(o *Observatory) (graph, error) {
	g := graph{
		ID: "learning", Short: "Learning of hardware", Title: "Learning of hardware",
		Words: []string{"Price against cumulative volume, both as multiples of the first pair that is known, on log scales: a straight line is Wright’s law. The rate is the mean fall with each doubling; a curve of few points says little."},
	}
	s := chart.Scatter{
		X:      chart.Axis{Label: "cumulative volume, first pair = 1, log scale", Unit: chart.Plain, Log: true},
		Y:      chart.Axis{Label: "price, first pair = 1, log scale", Unit: chart.Plain, Log: true},
		Height: 300,
	}
	rates := sheet{Name: "Learning rates", Caption: "Change of the price with each doubling of cumulative volume.", Head: []string{"Thing", "Rate", "90% interval", "Pairs", "Latest data", "From and to"}, Kinds: []string{"v", "k", "n", "k", ""}, Stack: true}
	points := sheet{Name: "Pairs of price and volume", Caption: "The points of the chart.", Head: []string{"Thing", "Day", "Price", "Unit", "Volume by then", "Unit"}, Kinds: []string{"k", "n", "k", "n", "k"}}
	var all []indicator.Estimate
	var found []string
	var left leftOut
	for _, w := range wares {
		choice := indicator.Choice{Definition: w[0]}
		r, err := o.read(Dial{Name: "experience_curve", Choice: choice, Label: w[1]})
		if err != nil {
			return g, err
		}
		if r.Undefined != "" {
			left.add(w[1], r.Undefined)
			continue
		}
		rate, _ := strings.CutSuffix(r.value(), " with each doubling")
		x, y := relative(r.Table)
		all, found = append(all, r.Estimate), append(found, w[1]+": "+rate)
		rates.add(capital(w[1]), rate, r.interval(), r.sample(), r.dataDay(), r.Basis)
		addPairs(&points, w[1], r.Table)
		s.Lines = append(s.Lines, chart.Path{Cloud: len(s.Clouds), X: x, Y: y})
		s.Clouds = append(s.Clouds, chart.Cloud{Name: found[len(found)-1], X: x, Y: y})
		g.Commands = append(g.Commands, o.rows("experience_curve", choice))
	}
	g.Credit, g.Why = creditLine(o.credited(all...)), left.sentences()
	if len(s.Clouds) == 0 {
		return g, nil
	}
	g.Title = learningFinding(found)
	g.Tables = []sheet{rates, points}
	s.Frame = g.frame(capital(strings.Join(found, "; ")) + ", with each doubling.")
	return g, g.draw(s)
}

// learningFinding says what the first two things do, each found as its name
// with its rate.
func learningFinding(found []string) string {
	title := capital(strings.Replace(found[0], ": ", " get ", 1)) + " with each doubling of volume"
	if len(found) == 1 {
		return title
	}
	second := strings.Replace(found[1], ": ", " ", 1)
	if strings.HasSuffix(found[0], " cheaper") {
		second = strings.TrimSuffix(second, " cheaper")
	}
	return title + ", " + second
}

// addPairs appends the pairs of price and volume of a thing.
func addPairs(s *sheet, thing string, t indicator.Table) {
	for i := range t.Rows {
		s.add(capital(thing), word(t, i, "day"), word(t, i, "price"), word(t, i, "unit"), word(t, i, "cumulative"), word(t, i, "unit of volume"))
	}
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
