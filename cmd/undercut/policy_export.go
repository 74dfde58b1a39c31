package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/scenario"
)

// A printedGain is a difference in JSON and CSV, $bn of present value.
type printedGain struct {
	Party  string        `json:"party"`
	Item   string        `json:"item"` // "gain", or a line of the ledger behind it
	Bloc   string        `json:"bloc"`
	Mean   any           `json:"mean"`
	SE     any           `json:"se"`
	Lo     any           `json:"mean_lo"`
	Hi     any           `json:"mean_hi"`
	P5     any           `json:"p5"`
	P50    any           `json:"p50"`
	P95    any           `json:"p95"`
	Above  printedChance `json:"above_0"`
	N      int           `json:"n"`            // futures in which it is defined
	Marked bool          `json:"illustrative"` // it holds numbers without a source
	Driver *string       `json:"driver,omitempty"`
	Rho    *float64      `json:"driver_rank_correlation,omitempty"`
}

func printedGainOf(party, item, bloc string, x []float64) printedGain {
	p := contrast.Compare(x)
	return printedGain{
		party, item, bloc, orNull(p.Mean), orNull(p.SE), orNull(p.Lo), orNull(p.Hi), orNull(p.P5), orNull(p.P50), orNull(p.P95),
		printedChance{100 * p.Up.Mid, 100 * p.Up.Lo, 100 * p.Up.Hi},
		p.N, false, nil, nil,
	}
}

// ledgerItems are the lines of a ledger that gains are made of.
var (
	firmItems = []struct {
		name string
		item contrast.Item
	}{
		{"gross profit", contrast.Gross},
		{"research", contrast.Research},
		{"overhead", contrast.Overhead},
		{"grants", contrast.Grant},
		{"subsidies of unit cost", contrast.Subsidy},
	}
	stateItems = []struct {
		name string
		item contrast.Item
	}{{"duties and taxes", contrast.Duties}, {"paid", contrast.Paid}}
)

// gainsOf lists every difference of a policy: what each party of a bloc gains,
// what that is made of, and the sum;
// the gains of all blocs together come last.
func gainsOf(r *contrast.Result, option int) []printedGain {
	var all []printedGain
	for b, bloc := range r.Names().Blocs {
		for _, p := range r.Parties() {
			from := len(all)
			all = append(all, printedGainOf(partyWords(p), "gain", bloc.Name, r.Gain(option, p, b)))
			all = append(all, ledgerOf(r, option, p, b)...)
			for i := range all[from:] {
				all[from+i].Marked = r.Illustrative(p)
			}
		}
		all = append(all, sumOf(r, option, bloc.Name, r.Sum(option, b)))
	}
	for _, p := range r.Parties() {
		g := printedGainOf(partyWords(p), "gain", "all", r.World(option, &p))
		g.Marked = r.Illustrative(p)
		all = append(all, g)
	}
	return append(all, sumOf(r, option, "all", r.World(option, nil)))
}

func sumOf(r *contrast.Result, option int, bloc string, x []float64) printedGain {
	g := printedGainOf("sum", "gain", bloc, x)
	g.Marked = r.Illustrative(contrast.Party{Kind: contrast.State})
	if d, ok := r.Driver(option, x); ok {
		g.Driver, g.Rho = &d.Path, &d.Rho
	}
	return g
}

// ledgerOf lists what the gain of a party of a bloc is made of.
func ledgerOf(r *contrast.Result, option int, p contrast.Party, b int) (all []printedGain) {
	names, party := r.Names(), partyWords(p)
	put := func(item string, x []float64) {
		all = append(all, printedGainOf(party, item, names.Blocs[b].Name, x))
	}
	switch p.Kind {
	case contrast.Makers:
		for _, i := range firmItems {
			put(i.name, contrast.Less(r.Layer(option, p.Layer, b, i.item), r.Layer(0, p.Layer, b, i.item)))
		}
	case contrast.Purchasers:
		for s, seg := range names.Segments {
			if seg.Layer == p.Layer {
				put(seg.Name, r.Buyers(option, s, b))
			}
		}
	case contrast.State:
		for _, i := range stateItems {
			put(i.name, contrast.Less(r.Bloc(option, b, i.item), r.Bloc(0, b, i.item)))
		}
	}
	return all
}

func policyJSON(w io.Writer, a *policyAnswer) error {
	type policy struct {
		Name   string            `json:"name"`
		Title  string            `json:"title"`
		MadeOf []scenario.Number `json:"made_of"`
		Gains  []printedGain     `json:"gains_bn"`
	}
	policies := []policy{}
	for i, o := range a.options[1:] {
		policies = append(policies, policy{o.Name, o.Title, append([]scenario.Number{}, contrast.Added(a.options[0], o)...), gainsOf(a.result, i+1)})
	}
	r := a.result
	return writeJSON(w, struct {
		Scenario  string   `json:"scenario"`
		Belief    string   `json:"belief"`
		Seed      uint64   `json:"seed"`
		Futures   int      `json:"futures"`
		Ran       int      `json:"futures_that_ran"`
		Start     string   `json:"present_value_from"`
		End       string   `json:"to"`
		Policies  []policy `json:"policies"`
		Unsourced []string `json:"illustrative"`
		Measured  []string `json:"measured"`
		Again     string   `json:"again"`
	}{a.options[0].Name, a.belief, r.Study.Seed, r.Study.Futures, r.N(), r.Start().String(), r.End().String(), policies, a.illustrative(), policyMeasure, a.again})
}

func policyCSV(w io.Writer, a *policyAnswer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"policy", "bloc", "party", "item", "mean_bn", "se_bn", "mean_lo_bn", "mean_hi_bn", "p5_bn", "p50_bn", "p95_bn", "above_0_of_100", "n", "illustrative"})
	for i, o := range a.options[1:] {
		for _, g := range gainsOf(a.result, i+1) {
			row := []string{o.Name, g.Bloc, g.Party, g.Item}
			for _, x := range []any{g.Mean, g.SE, g.Lo, g.Hi, g.P5, g.P50, g.P95} {
				row = append(row, cell(x))
			}
			out.Write(append(row, cell(orNull(g.Above.Of100)), strconv.Itoa(g.N), strconv.FormatBool(g.Marked)))
		}
	}
	out.Flush()
	return out.Error()
}

// cell prints a number that may be undefined: then it is empty.
func cell(x any) string {
	if v, ok := x.(float64); ok {
		return exact(v)
	}
	return ""
}

// stackOf is where a party stands in a chart, which has room for six colours.
func stackOf(p contrast.Party) string {
	switch p.Kind {
	case contrast.Makers:
		if p.Layer == undercut.App || p.Layer == undercut.Device {
			return "makers of devices and apps"
		}
		return partyWords(p)
	case contrast.Purchasers:
		return "buyers"
	}
	return partyWords(p)
}

// policySVG draws the mean gain of each bloc by who gains it, a group a policy.
func policySVG(w io.Writer, a *policyAnswer) error {
	r := a.result
	stack := chart.Stack{
		Frame: chart.Frame{Title: "Who gains, and who pays", Standalone: true},
		Axis:  chart.Axis{Label: fmt.Sprintf("dollars, mean of futures, present value %v to %v", r.Start(), r.End()), Unit: chart.Dollars, Zero: true},
		Net:   "sum",
	}
	for _, p := range r.Parties() {
		if s := stackOf(p); !slices.Contains(stack.Series, s) {
			stack.Series = append(stack.Series, s)
		}
	}
	for i := 1; i < len(a.options); i++ {
		group := chart.Group{Label: a.options[i].Name}
		for b, bloc := range r.Names().Blocs {
			bar := chart.Bar{Label: bloc.Name, Values: make([]float64, len(stack.Series))}
			for _, p := range r.Parties() {
				if m := contrast.Compare(r.Gain(i, p, b)).Mean; m == m { // undefined in all futures: nothing to draw
					bar.Values[slices.Index(stack.Series, stackOf(p))] += 1e9 * m
				}
			}
			group.Bars = append(group.Bars, bar)
		}
		stack.Groups = append(stack.Groups, group)
		stack.Desc += fmt.Sprintf("With %s %s. ", a.options[i].Name, policyHeadline(r, i))
	}
	stack.Desc = strings.TrimSpace(stack.Desc)
	if names := a.illustrative(); len(names) > 0 {
		stack.Title += "* illustrative: numbers without sources in " + strings.Join(names, ", ")
	}
	picture, err := stack.SVG()
	if err == nil {
		_, err = w.Write(picture)
	}
	return err
}
