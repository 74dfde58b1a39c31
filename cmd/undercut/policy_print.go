package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/report"
	"github.com/undercut-sim/undercut/scenario"
)

// policyMeasure says what is measured.
var policyMeasure = []string{
	"a gain is a future with the policy less the same future without it",
	"firms: gross profit + grants - research - overhead, fixed and idle costs; hosts: gross profit",
	"buyers: sum over months of (T + T')/2 (W' - W), with T what is bought and W its quality less price:",
	"  dollars a unit of devices and apps, log price times money spent on models; brands do not count,",
	"  and of a device's AI only what it has beyond the segment's mean",
	"state: duties and taxes less subsidies, grants and purchases",
	"not in the sum: investors, suppliers, wages, what states buy, what comes after the horizon",
}

// partyWords name a party.
func partyWords(p contrast.Party) string {
	makers := map[undercut.Layer]string{
		undercut.Model: "labs", undercut.App: "makers of apps", undercut.Device: "makers of devices", undercut.Compute: "chip makers",
	}
	switch p.Kind {
	case contrast.Makers:
		return makers[p.Layer]
	case contrast.Serving:
		return "hosts"
	case contrast.Purchasers:
		return "buyers of " + p.Layer.String() + "s"
	}
	return "state"
}

func policyText(w io.Writer, a *policyAnswer) error {
	r := a.result
	for i := 1; i < len(a.options); i++ {
		o := a.options[i]
		if i > 1 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "POLICY %s: %s\n", o.Name, policyHeadline(r, i))
		if o.Title != "" {
			fmt.Fprintf(w, "%s\n", o.Title)
		}
		fmt.Fprintf(w, "\nWHO GAINS, WHO PAYS: mean of %d futures, dollars of %v; ~ cannot be told from 0\n", r.N(), r.Start())
		if err := partyTable(w, r, i); err != nil {
			return err
		}
		fmt.Fprintf(w, "\nSUM OF ALL PARTIES%s, futures of 100 in which it gains\n", star(r.Illustrative(contrast.Party{Kind: contrast.State})))
		if err := sumTable(w, r, i); err != nil {
			return err
		}
		if err := turnsTable(w, r, i); err != nil {
			return err
		}
		if err := madeOf(w, a.options[0], o); err != nil {
			return err
		}
	}
	fmt.Fprintln(w, "\nMEASURED")
	for _, line := range policyMeasure {
		fmt.Fprintln(w, "  "+line)
	}
	fmt.Fprintln(w)
	return lines(w, append(a.words(r), "RUN AGAIN: "+a.again))
}

// star marks what holds numbers without a source.
func star(illustrative bool) string {
	if illustrative {
		return "*"
	}
	return ""
}

// policyHeadline says in how many futures each bloc gains.
func policyHeadline(r *contrast.Result, option int) string {
	var parts []string
	for b, bloc := range r.Names().Blocs {
		verb := ""
		if b == 0 {
			verb = "gains "
		}
		parts = append(parts, fmt.Sprintf("%s %sin %s", bloc.Name, verb, claim.Per100(contrast.Compare(r.Sum(option, b)).Up.Mid)))
	}
	return "in sum " + strings.Join(parts, ", ") + " of 100 futures"
}

// partyTable prints the mean differences, a row a party, a column a bloc.
func partyTable(w io.Writer, r *contrast.Result, option int) error {
	head := []string{""}
	for _, b := range r.Names().Blocs {
		head = append(head, b.Name)
	}
	rows := [][]string{append(head, "all")}
	row := func(label string, of func(bloc int) []float64, all []float64) {
		cells := []string{"  " + label}
		for b := range r.Names().Blocs {
			cells = append(cells, told(contrast.Compare(of(b))))
		}
		rows = append(rows, append(cells, told(contrast.Compare(all))))
	}
	for _, p := range r.Parties() {
		row(partyWords(p)+star(r.Illustrative(p)), func(b int) []float64 { return r.Gain(option, p, b) }, r.World(option, &p))
	}
	row("sum"+star(r.Illustrative(contrast.Party{Kind: contrast.State})), func(b int) []float64 { return r.Sum(option, b) }, r.World(option, nil))
	return lines(w, report.Grid(rows))
}

// sumTable prints what all parties of a bloc gain together.
func sumTable(w io.Writer, r *contrast.Result, option int) error {
	rows := [][]string{{"", "mean (90%)", "median (90% of futures)", "gains in"}}
	row := func(name string, x []float64) {
		p := contrast.Compare(x)
		rows = append(rows, []string{"  " + name, between(p.Mean, p.Lo, p.Hi), between(p.P50, p.P5, p.P95), shortChance(p.Up)})
	}
	for b, bloc := range r.Names().Blocs {
		row(bloc.Name, r.Sum(option, b))
	}
	row("all", r.World(option, nil))
	return lines(w, report.Grid(rows, 1, 2, 3))
}

// turnsTable prints which uncertain number each sum follows most.
func turnsTable(w io.Writer, r *contrast.Result, option int) error {
	var rows [][]string
	row := func(name string, x []float64) {
		if d, ok := r.Driver(option, x); ok {
			rows = append(rows, []string{
				"  " + name, d.Path, correlation(d.Rho),
				fmt.Sprintf("up to %s %s, gains in %s; above %s, in %s", brief(d.Median),
					gain(d.Low.Mean), claim.Per100(d.Low.Up.Mid), gain(d.High.Mean), claim.Per100(d.High.Up.Mid)),
			})
		}
	}
	for b, bloc := range r.Names().Blocs {
		row(bloc.Name, r.Sum(option, b))
	}
	row("all", r.World(option, nil))
	fmt.Fprintf(w, "\nWHAT TURNS IT: the number that a sum follows most, rank correlation, of 100 futures\n")
	if rows == nil {
		_, err := fmt.Fprintf(w, "  no sum follows one number above the noise of %d futures, ±%.2f\n", r.N(), min(1, r.Floor(option, r.N())))
		return err
	}
	return lines(w, report.Grid(rows, 1, 3))
}

// between prints $bn with its range.
func between(mid, lo, hi float64) string {
	return fmt.Sprintf("%s (%s to %s)", gain(mid), gain(lo), gain(hi))
}

// lines prints lines.
func lines(w io.Writer, all []string) error {
	_, err := io.WriteString(w, strings.Join(all, "\n")+"\n")
	return err
}

// madeOf prints in what a policy differs from the scenario, numbers with their
// sources.
func madeOf(w io.Writer, base, option contrast.Option) error {
	added := contrast.Added(base, option)
	rows := [][]string{}
	for _, d := range scenario.Diff(base.Scenario, option.Scenario) {
		rows = append(rows, partsOf(d, added)...)
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintln(w, "\nMADE OF nothing that the scenario does not say already")
		return err
	}
	fmt.Fprintln(w, "\nMADE OF")
	return lines(w, report.Grid(rows, 1, 2, 3))
}

// partsOf are the rows of one difference: its numbers, or what it changes.
func partsOf(d scenario.Difference, added []scenario.Number) (rows [][]string) {
	for _, n := range added {
		if n.Path == d.Path || strings.HasPrefix(n.Path, d.Path+".") {
			was := ""
			if n.Path == d.Path && d.A != "" {
				was = ", was " + d.A
			}
			rows = append(rows, []string{"  " + n.Path, numberRange(n.Value, n.Low, n.High) + was, n.Unit, or(n.Source, "given")})
		}
	}
	if rows == nil {
		rows = [][]string{{"  " + d.Path, or(d.B, "taken out")}}
		if d.A != "" && d.B != "" {
			rows[0][1] += ", was " + d.A
		}
	}
	return rows
}

// numberRange prints a number, and its range if it has one.
func numberRange(value, low, high float64) string {
	if low == high {
		return brief(value)
	}
	return fmt.Sprintf("%s (%s–%s)", brief(value), brief(low), brief(high))
}

// told is the mean if the futures tell it from 0, else ~; an exact 0 is one.
func told(p contrast.Paired) string {
	switch {
	case p.N == 0:
		return "–"
	case p.Mean == 0 && p.SE == 0:
		return "0"
	case !p.Told():
		return "~"
	}
	return gain(p.Mean)
}

// gain prints $bn with its sign.
func gain(x float64) string {
	if x > 0 {
		return "+" + chart.Dollars.Format(1e9*x)
	}
	return chart.Dollars.Format(1e9 * x)
}

// correlation prints a rank correlation with a true minus.
func correlation(rho float64) string {
	return strings.ReplaceAll(fmt.Sprintf("%+.2f", rho), "-", "−")
}

// shortChance prints "31 (24–39)".
func shortChance(c claim.Chance) string {
	if math.IsNaN(c.Mid) {
		return "silent"
	}
	return fmt.Sprintf("%s (%s–%s)", claim.Per100(c.Mid), claim.Per100(c.Lo), claim.Per100(c.Hi))
}
