package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/claim"
)

// switchName is the last part of a switch's path: trust, best_response.
func switchName(path string) string { return path[strings.LastIndex(path, ".")+1:] }

// switchesText is what each switch of the model adds to each objective, against
// the first counterfactual. What is within two standard errors of nothing
// prints as ~.
func switchesText(in *Input) []string {
	list := in.Judgement.Switches
	if len(list) == 0 {
		return nil
	}
	first := in.against()[0]
	g := grid{}
	head, sizes, tried := []string{"SWITCHES"}, []string{}, 0
	least, most := in.Run.Futures, 0
	for i, v := range list {
		row, moved := []string{"  " + switchName(v.Path)}, []string{}
		for _, e := range v.EffectsAgainst(first) {
			row = append(row, clearly(e.Odds, points))
			if i == 0 {
				head = append(head, e.ID+star(in.marked(e.ID)))
			}
			if e.Size != nil {
				moved = append(moved, clearly(*e.Size, sizeOf(e)))
				if i == 0 {
					sizes = append(sizes, e.ID+" "+sizeUnit(e))
				}
			}
		}
		if i == 0 {
			g.add(append(head, sizes...)...)
		}
		g.add(append(row, moved...)...)
		tried += len(row) + len(moved) - 1
		least, most = min(least, v.On), max(most, v.On)
	}
	few := ""
	if slices.ContainsFunc(g.rows, func(row []string) bool { return slices.Contains(row, untold) }) {
		few = "; " + untold + ": too few futures to tell"
	}
	return append(g.lines(), wrap(fmt.Sprintf("Futures of 100 against %s with a switch on, less those with it off, ± one standard error; ~: within two of nothing%s. By luck about %.0f of %d stand outside. %% and $bn: of the median fall of western profit, of the median gain net of cost. All are drawn apart in every future, each on in %s of %d.",
		first, few, 0.05*float64(tried), tried, between(least, most), in.Run.Futures), "  ", "  ")...)
}

// between prints a range of whole numbers, once if both ends are the same.
func between(least, most int) string {
	if least == most {
		return fmt.Sprint(least)
	}
	return fmt.Sprintf("%d to %d", least, most)
}

// marked reports whether an objective holds numbers without a source.
func (in *Input) marked(id string) bool {
	o := in.main().Objective(id, in.against()[0], "")
	return o != nil && o.Illustrative
}

// untold stands for a difference that too few futures give no standard error.
const untold = "·"

// clearly prints a difference with its standard error, ~ in place of one that
// is not beyond two of them.
func clearly(d claim.Difference, print func(float64) string) string {
	if math.IsNaN(d.SE) {
		return untold
	}
	if !d.Clear() {
		return "~" + either(d.SE, print)
	}
	return plus(d.Mid, print) + either(d.SE, print)
}

// difference prints a difference with its standard error, clear or not.
func difference(d claim.Difference, print func(float64) string) string {
	return plus(d.Mid, print) + " " + either(d.SE, print)
}

func either(se float64, print func(float64) string) string {
	if math.IsNaN(se) {
		return "±?"
	}
	return "±" + print(se)
}

func plus(x float64, print func(float64) string) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case x > 0:
		return "+" + print(x)
	}
	return print(x)
}

// points prints a chance as futures of 100, with a true minus.
func points(p float64) string {
	n := math.Round(100 * p)
	if n == 0 && p != 0 && math.Abs(p) >= 0.001 {
		return strings.Replace(fmt.Sprintf("%.1f", 100*p), "-", "−", 1)
	}
	return strings.Replace(fmt.Sprintf("%.0f", n+0), "-", "−", 1)
}

// sizeOf prints a size without its unit, to two digits that count.
func sizeOf(e claim.Effect) func(float64) string {
	scale := 100.0
	if strings.HasPrefix(e.Unit, "$bn") {
		scale = 1
	}
	return func(x float64) string {
		return strings.Replace(strconv.FormatFloat(digits(scale*x, 2), 'f', -1, 64), "-", "−", 1)
	}
}

// sizeUnit is the unit of sizeOf: dollars, or percent of profit.
func sizeUnit(e claim.Effect) string {
	if strings.HasPrefix(e.Unit, "$bn") {
		return "$bn"
	}
	return "%"
}

// digits rounds to n digits that count.
func digits(x float64, n int) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	scale := math.Pow(10, float64(n-1)-math.Floor(math.Log10(math.Abs(x))))
	return math.Round(x*scale) / scale
}

// A switchTable is what the switches add, as the page shows it.
type switchTable struct {
	Caption string
	Head    []string
	Rows    []switchRow
}

// A switchRow is one switch.
type switchRow struct {
	Name  string
	Cells []switchCell
}

// A switchCell is a difference; clear ones are set bold.
type switchCell struct {
	Text  string
	Clear bool
}

// switchTables are the effects of all switches, a table for each
// counterfactual.
func (in *Input) switchTables() []switchTable {
	var tables []switchTable
	for _, a := range in.against() {
		t := switchTable{Caption: "Futures out of 100 against " + a + " with the switch on, less those with it off, ± one standard error; bold where beyond two", Head: []string{"Switch", "futures on / off"}}
		for i, v := range in.Judgement.Switches {
			row := switchRow{Name: switchName(v.Path), Cells: []switchCell{{Text: fmt.Sprintf("%d / %d", v.On, v.Off)}}}
			effects := v.EffectsAgainst(a)
			for _, e := range effects {
				row.Cells = append(row.Cells, switchCell{difference(e.Odds, points), e.Odds.Clear()})
				if i == 0 {
					t.Head = append(t.Head, e.ID+star(in.marked(e.ID)))
				}
			}
			for _, e := range effects {
				if e.Size != nil {
					row.Cells = append(row.Cells, switchCell{difference(*e.Size, sizeOf(e)), e.Size.Clear()})
					if i == 0 {
						t.Head = append(t.Head, "median of "+e.ID+", "+sizeUnit(e))
					}
				}
			}
			t.Rows = append(t.Rows, row)
		}
		if len(t.Rows) > 0 {
			tables = append(tables, t)
		}
	}
	return tables
}
