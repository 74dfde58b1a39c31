package report

import (
	"fmt"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// openStates are the states of a quarter's releases, as openness_time names
// them, and the words for them; of the first ones weights can be had.
var openStates = [][2]string{{"open", "open weights"}, {"restricted", "weights under terms"}, {"weights", "weights, terms not known"}, {"api", "no weights"}, {"unknown", "not known"}}

const withWeights = 3 // of openStates

// opennessGraph draws what could be got of the releases of each quarter.
func opennessGraph(o *Observatory) (graph, error) {
	choice := indicator.Choice{From: since.String()}
	g := graph{
		ID: "openness", Short: "Openness of new models", Title: "Openness of new models",
		Words: []string{"Language models by calendar quarter of release, by what could be got of them at its end. Sources list some models late, so the last quarters may grow."},
	}
	if o.View.Day < since || o.Choice.At != "" && o.Choice.At < since.String() {
		choice.From = ""
	}
	r, err := o.read(Dial{Name: "openness_time", Choice: choice})
	if err != nil {
		return g, err
	}
	g.Credit = creditLine(o.credited(r.Estimate))
	if len(r.Table.Rows) == 0 {
		g.Why = append(g.Why, sentence("Not drawn: "+r.Undefined))
		return g, nil
	}
	g.Commands = []commandLine{o.rows("openness_time", choice)}
	g.Tables = []sheet{opennessSheet(r.Table)}
	bars := opennessBars(r.Table)
	if r.Undefined == "" {
		g.Title = "Models whose weights can be had: " + r.Basis
		if !strings.HasSuffix(r.Basis, bars[0].Label) {
			g.Title = "Models whose weights can be had: " + opennessOf(bars[0]) + " in " + bars[0].Label + ", " + r.Basis
		}
	} else {
		g.Why = append(g.Why, sentence("No finding: "+r.Undefined))
	}
	s := chart.Stack{
		Axis: chart.Axis{Label: "releases, by quarter", Unit: chart.Plain, Zero: true}, Net: "all",
		Groups: []chart.Group{{Bars: bars}},
	}
	for _, state := range openStates {
		s.Series = append(s.Series, state[1])
	}
	s.Frame = g.frame(fmt.Sprintf("%s; the table below has them.", count(len(bars), "quarter", "quarters")))
	return g, g.draw(s)
}

// opennessBars are the quarters' releases by state.
func opennessBars(t indicator.Table) (bars []chart.Bar) {
	for i := range t.Rows {
		label, _, _ := strings.Cut(word(t, i, "quarter"), " ") // the last quarter says up to when
		b := chart.Bar{Label: label}
		for _, state := range openStates {
			b.Values = append(b.Values, cell(t, i, state[0]))
		}
		bars = append(bars, b)
	}
	return bars
}

// opennessOf counts the releases of a quarter whose weights can be had among
// those of which it is known.
func opennessOf(b chart.Bar) string {
	had, known := 0.0, 0.0
	for i, n := range b.Values[:len(b.Values)-1] {
		known += n
		if i < withWeights {
			had += n
		}
	}
	return fmt.Sprintf("%.0f of %.0f", had, known)
}

// opennessSheet is the table of quarters under the words of the chart.
func opennessSheet(t indicator.Table) sheet {
	s := rowSheet("Openness by quarter", "Releases by quarter, counted by what could be got of them at its end.", t)
	for i, h := range s.Head {
		for _, state := range openStates {
			if strings.EqualFold(h, state[0]) {
				s.Head[i] = capital(state[1])
			}
		}
	}
	return s
}
