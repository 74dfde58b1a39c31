package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// A dot is a model with its score and its list price.
type dot struct {
	release, access string
	score, price    float64
}

// scatter draws prices against scores and the cheapest at each score.
func (p *observatoryPage) scatter(o *Observatory) error {
	g := graph{ID: "prices", Title: "Price against capability", Definition: "List prices on the day of all models with a score. The line joins the models that no cheaper one equals."}
	r, err := o.read(Dial{Name: "price", Choice: indicator.Choice{Level: "0"}})
	if err != nil {
		return err
	}
	g.Command, g.Credits = o.command("price", indicator.Choice{Level: "0"}), o.Credits(r.Estimate)
	g.Command = strings.TrimSuffix(g.Command, "csv") + "json"
	g.Table = rowSheet("Models on sale, the cheapest first; dollars a million tokens", r.Table)
	dots := dotsOf(r.Table)
	if len(dots) == 0 {
		g.Why = "Not drawn: " + r.Undefined + "."
		p.Charts = append(p.Charts, g)
		return nil
	}
	s := chart.Scatter{
		X:      chart.Axis{Label: r.Args.Scale, Unit: chart.Plain},
		Y:      chart.Axis{Label: "dollars per million tokens, log scale", Unit: chart.Dollars, Log: true},
		Height: 340,
	}
	front := frontOf(dots)
	var line chart.Path
	for _, d := range front {
		line.X, line.Y = append(line.X, d.score), append(line.Y, d.price)
	}
	line.Name, line.Cloud = "none cheaper is as good", 1
	s.Lines = []chart.Path{line}
	s.Clouds = clouds(dots, front)
	s.Frame = g.frame(fmt.Sprintf("%d models. The cheapest line runs from %s at %s dollars to %s at %s.", len(dots),
		front[0].release, chart.Plain.Format(front[0].price), front[len(front)-1].release, chart.Plain.Format(front[len(front)-1].price)))
	if err := g.draw(s); err != nil {
		return err
	}
	p.Charts = append(p.Charts, g)
	return nil
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

// openStates are the states of a quarter's releases, as openness_time names
// them.
var openStates = [][2]string{{"open", "open weights"}, {"restricted", "under terms"}, {"weights", "terms not known"}, {"api", "use only"}, {"unknown", "not known"}}

// openness draws what could be got of the releases of each quarter.
func (p *observatoryPage) openness(o *Observatory) error {
	choice := indicator.Choice{From: since.String()}
	g := graph{ID: "openness", Title: "Openness of new models", Definition: "Language models by calendar quarter of release, by what could be got of them at its end. Sources list some models late, so the last quarters may grow."}
	r, err := o.read(Dial{Name: "openness_time", Choice: choice})
	if err != nil {
		return err
	}
	g.Command, g.Credits = "undercut observe openness_time --from "+choice.From+" --format json", o.Credits(r.Estimate)
	g.Table = rowSheet("Releases by quarter", r.Table)
	if len(r.Table.Rows) == 0 {
		g.Why = "Not drawn: " + r.Undefined + "."
		p.Charts = append(p.Charts, g)
		return nil
	}
	s := chart.Stack{Axis: chart.Axis{Label: "releases", Unit: chart.Plain, Zero: true}, Net: "all"}
	for _, state := range openStates {
		s.Series = append(s.Series, state[1])
	}
	var bars []chart.Bar
	for i := range r.Table.Rows {
		label, _, _ := strings.Cut(word(r.Table, i, "quarter"), " ") // the last quarter says up to when
		b := chart.Bar{Label: label}
		for _, state := range openStates {
			b.Values = append(b.Values, cell(r.Table, i, state[0]))
		}
		bars = append(bars, b)
	}
	s.Groups = []chart.Group{{Label: "Quarter of release", Bars: bars}}
	s.Frame = g.frame(fmt.Sprintf("%d quarters; in the last full one %s of releases had weights.", len(bars), chart.Percent.Format(r.Mid)))
	if err := g.draw(s); err != nil {
		return err
	}
	p.Charts = append(p.Charts, g)
	return nil
}
