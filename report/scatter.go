package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// A dot is a model with its score and its list price.
type dot struct {
	release, access string
	score, price    float64
}

// scatterGraph draws prices against scores and the cheapest at each score.
func scatterGraph(o *Observatory) (graph, error) {
	choice := indicator.Choice{Level: "0"} // all that is on sale
	g := graph{
		ID: "prices", Short: "Price against capability", Title: "Price against capability",
		Words: []string{"List prices on the day of all models with a score, for three tokens read and one written. The line joins the models that no cheaper one equals; those on it are named where there is room."},
	}
	r, err := o.read(Dial{Name: "price", Choice: choice})
	if err != nil {
		return g, err
	}
	g.Credit = creditLine(o.credited(r.Estimate))
	dots := dotsOf(r.Table)
	if len(dots) == 0 {
		g.Why = append(g.Why, sentence("Not drawn: "+r.Undefined))
		return g, nil
	}
	g.Commands = []commandLine{o.rows("price", choice)}
	g.Tables = []sheet{rowSheet(g.Short, "Models on sale, the cheapest first; dollars per million tokens.", r.Table)}
	front := frontOf(dots)
	g.Title = o.scatterFinding(front)
	s := chart.Scatter{
		X:      chart.Axis{Label: scaleTitle(r.Args.Scale), Unit: chart.Plain},
		Y:      chart.Axis{Label: r.measure().axis + ", log scale", Unit: chart.Dollars, Log: true},
		Height: 340, Clouds: clouds(dots, front), Lines: []chart.Path{frontLine(front)},
	}
	s.Frame = g.frame(fmt.Sprintf("%d models. The cheapest line runs from %s at %s to %s at %s.", len(dots),
		front[0].release, chart.Dollars.Format(front[0].price), front[len(front)-1].release, chart.Dollars.Format(front[len(front)-1].price)))
	return g, g.draw(s)
}

// scatterFinding compares the price of the best model with that of GPT-4's
// capability.
func (o *Observatory) scatterFinding(front []dot) string {
	best := front[len(front)-1]
	words := fmt.Sprintf("the best model %s", chart.Dollars.Format(best.price))
	r, err := o.read(Dial{Name: "price"})
	if err != nil || r.Undefined != "" {
		return capital(words) + " per million tokens"
	}
	return fmt.Sprintf("GPT-4’s capability costs %s, %s", chart.Dollars.Format(r.Mid), words)
}

// frontLine joins the models that no cheaper one equals.
func frontLine(front []dot) chart.Path {
	line := chart.Path{Name: "none cheaper is as good", Cloud: 1}
	for _, d := range front {
		line.X, line.Y = append(line.X, d.score), append(line.Y, d.price)
	}
	return line
}

func dotsOf(t indicator.Table) (dots []dot) {
	for i := range t.Rows {
		d := dot{word(t, i, "release"), word(t, i, "access"), cell(t, i, "score"), cell(t, i, "price")}
		if !math.IsNaN(d.score) && d.price > 0 {
			dots = append(dots, d)
		}
	}
	return dots
}

// frontOf are the models that no cheaper one equals, by score.
func frontOf(dots []dot) (front []dot) {
	sorted := slices.Clone(dots)
	slices.SortStableFunc(sorted, func(a, b dot) int {
		return cmp.Or(cmp.Compare(a.price, b.price), cmp.Compare(b.score, a.score))
	})
	best := math.Inf(-1)
	for _, d := range sorted {
		if d.score > best {
			best, front = d.score, append(front, d)
		}
	}
	return front
}

// clouds are the models by openness; those on the front have their names.
func clouds(dots, front []dot) []chart.Cloud {
	groups := []chart.Cloud{{Name: "closed"}, {Name: "weights to be had"}}
	for _, d := range dots {
		k := 0
		if d.access == undercut.OpenWeights.String() || d.access == undercut.Restricted.String() || d.access == undercut.Weights.String() {
			k = 1
		}
		name := ""
		if slices.Contains(front, d) {
			name = d.release
		}
		c := &groups[k]
		c.X, c.Y, c.Labels = append(c.X, d.score), append(c.Y, d.price), append(c.Labels, name)
	}
	return slices.DeleteFunc(groups, func(c chart.Cloud) bool { return c.X == nil })
}
