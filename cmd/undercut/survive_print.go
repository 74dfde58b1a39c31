package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/report"
)

// surviveMeasure says what is measured.
var surviveMeasure = []string{
	"burn: research + overhead, fixed and idle costs - gross profit - grants, before anybody funds it",
	"runway: months of cash at the burn of the last quarter; never where it earns",
	"it leaves when cash has been below 0 for more than money.patience months; it is worth nothing then",
	"a change is a future with the option less the same without it; the interval of exits is Newcombe's",
	"  for pairs, of means Student's t; ~ cannot be told from 0",
}

// A help is what an option changes for the firm.
type help struct {
	option              int
	leaves              claim.Chance // with the option
	change              contrast.Shift
	months, cash, value contrast.Paired
}

// weighed sorts the options by how many fewer futures end in an exit, then by
// months in the market, then by value.
func (a *surviveAnswer) weighed() *surviveAnswer {
	r := a.result
	without := r.Gone(0, a.firm, r.End())
	for i := range a.options {
		with := r.Gone(i, a.firm, r.End())
		a.helps = append(a.helps, help{
			option: i, leaves: contrast.Odds(with), change: contrast.ShiftOf(with, without),
			months: contrast.Compare(r.Change(i, a.firm, contrast.Months)),
			cash:   contrast.Compare(r.Change(i, a.firm, contrast.Cash)),
			value:  contrast.Compare(r.Change(i, a.firm, contrast.Value)),
		})
	}
	slices.SortStableFunc(a.helps[1:], func(x, y help) int {
		return cmp.Or(cmp.Compare(x.change.Mid, y.change.Mid), cmp.Compare(y.months.Mean, x.months.Mean), cmp.Compare(y.value.Mean, x.value.Mean))
	})
	return a
}

func surviveText(w io.Writer, a *surviveAnswer) error {
	r := a.result
	fmt.Fprintf(w, "SURVIVE %s: it leaves by %v in %s futures\n%s\n", a.title, r.End(), a.helps[0].leaves, a.advice())
	parts := [][]string{a.yearLines(), a.exitLines(), a.helpLines(), a.turnLines(), a.ownLines()}
	for _, p := range parts {
		if len(p) == 0 {
			continue
		}
		if err := lines(w, append([]string{""}, p...)); err != nil {
			return err
		}
	}
	fmt.Fprintln(w, "\nMEASURED")
	for _, line := range surviveMeasure {
		fmt.Fprintln(w, "  "+line)
	}
	fmt.Fprintln(w)
	return lines(w, append(a.words(r), "RUN AGAIN: "+a.again))
}

// advice names what helps most, if anything does.
func (a *surviveAnswer) advice() string {
	switch {
	case sum(a.result.Gone(0, a.firm, a.from-1)) == a.result.N():
		return fmt.Sprintf("It has left before %v in all of them: nothing can help from then on, --from an earlier month may.", a.from)
	case len(a.helps) < 2:
		return "No option was tried."
	}
	best := a.helps[1]
	name := a.options[best.option].Name
	switch {
	case best.change.Mid < 0 && best.change.Told():
		return fmt.Sprintf("What helps most is %s, with which %s leave.", name, shortChance(best.leaves))
	case a.helps[0].leaves.Mid == 0:
		byValue := slices.MaxFunc(a.helps[1:], func(x, y help) int { return cmp.Compare(x.value.Mean, y.value.Mean) })
		if byValue.value.Mean > 0 && byValue.value.Told() {
			return fmt.Sprintf("Nothing has to save it; its value at the end grows most with %s, by %s.", a.options[byValue.option].Name, gain(byValue.value.Mean))
		}
		return "Nothing has to save it, and nothing that was tried adds to its value at the end."
	}
	return fmt.Sprintf("Nothing that was tried can be told to help; nearest is %s, with which %s leave.", name, shortChance(best.leaves))
}

// sum counts what is so.
func sum(is []bool) (n int) {
	for _, yes := range is {
		if yes {
			n++
		}
	}
	return n
}

// yearLines follow runway and exits through the years.
func (a *surviveAnswer) yearLines() []string {
	r := a.result
	rows := [][]string{{"  end of", "gone, of 100", "runway, months", "cash", "burn a year"}}
	for _, y := range r.Years(0, a.from) {
		rows = append(rows, []string{
			fmt.Sprintf("  %d", y.Year), shortChance(contrast.Odds(r.Gone(0, a.firm, undercut.Date(y.Year, 12)))),
			spreadOf(y.Runway, brief), spreadOf(y.Cash, money), median(y.Burn, money),
		})
	}
	head := "RUNWAY AND EXIT: medians (90% of the futures in which it is there)"
	return append([]string{head}, report.Grid(rows, 1, 2, 3, 4)...)
}

// exitLines say what an exit looks like.
func (a *surviveAnswer) exitLines() []string {
	r := a.result
	e := r.Exits(0)
	if len(e.Month) == 0 {
		return nil
	}
	date := func(x float64) string { return undercut.Month(x).String() }
	rows := [][]string{
		{"  when", spreadOf(e.Month, date)},
		{"  burn in its last year", spreadOf(e.Burn, money)},
		{"  at a revenue of", spreadOf(e.Revenue, money)},
		{"  spending on research", spreadOf(e.Research, money)},
		{"  raised in that year", spreadOf(e.Funding, money)},
		{"  the most cash it ever had", spreadOf(e.Peak, money)},
		{"    and when", spreadOf(e.PeakMonth, date)},
		{"  cash when it leaves", spreadOf(e.Cash, money)},
	}
	if len(e.Behind) > 0 {
		rows = append(rows, []string{"  behind the best model, decades", spreadOf(e.Behind, brief)})
	}
	head := fmt.Sprintf("AN EXIT: medians (90%%) of the %d in %d futures", len(e.Month), r.N())
	out := append([]string{head}, report.Grid(rows, 1)...)
	if early := sum(a.result.Gone(0, a.firm, a.from-1)); early > 0 {
		out = append(out, fmt.Sprintf("  %d of them are before %v, when options begin", early, a.from))
	}
	return out
}

// helpLines compare the options.
func (a *surviveAnswer) helpLines() []string {
	if len(a.helps) < 2 && len(a.barred) == 0 {
		return nil
	}
	rows := [][]string{{"", "leaves", "change (90%)", "months", "cash", "value"}}
	for i, h := range a.helps {
		if i == 0 {
			rows = append(rows, []string{"  nothing", shortChance(h.leaves)})
			continue
		}
		rows = append(rows, []string{
			"  " + a.options[h.option].Name, shortChance(h.leaves), fewer(h.change), toldBy(h.months, months), toldBy(h.cash, gain), toldBy(h.value, gain),
		})
	}
	out := []string{fmt.Sprintf("WHAT HELPS from %v on: exits of 100; months there, cash and value at the end, mean ±90%%", a.from)}
	out = append(out, report.Grid(rows, 1, 2, 3, 4, 5)...)
	for _, h := range a.helps[1:] {
		if o := a.options[h.option]; o.Title != "" {
			out = append(out, fmt.Sprintf("  %s: %s", o.Name, o.Title))
		}
	}
	for _, b := range a.barred {
		out = append(out, fmt.Sprintf("  %s: nothing for this firm, %s", strings.Join(b.Options, ", "), b.Why))
	}
	return out
}

// turnLines name the number that exits follow most.
func (a *surviveAnswer) turnLines() []string {
	r := a.result
	gone := make([]float64, r.N())
	for n, is := range r.Gone(0, a.firm, r.End()) {
		if is {
			gone[n] = 1
		}
	}
	d, ok := r.Driver(0, gone)
	if !ok {
		return []string{fmt.Sprintf("WHAT TURNS IT: no number alone, above the noise of %d futures, ±%.2f", r.N(), min(1, r.Floor(0, r.N())))}
	}
	return []string{
		"WHAT TURNS IT: the number that exits follow most",
		fmt.Sprintf("  %s (rank correlation %s): it leaves in %s up to %s, in %s above", d.Path, correlation(d.Rho), d.Low.Up, brief(d.Median), d.High.Up),
	}
}

// ownLines are the firm's own numbers with their sources.
func (a *surviveAnswer) ownLines() []string {
	var rows [][]string
	for _, n := range a.options[0].Scenario.Numbers {
		if rest, ok := strings.CutPrefix(n.Path, "firms."+a.name+"."); ok {
			rows = append(rows, []string{"  " + rest, numberRange(n.Value, n.Low, n.High), n.Unit, or(n.Source, "given")})
		}
	}
	if rows == nil {
		return nil
	}
	return append([]string{"ITS NUMBERS at its start"}, report.Grid(rows, 1, 2, 3)...)
}

// spreadOf prints a median with the middle 90% of values, of which some may be
// infinite.
func spreadOf(x []float64, show func(float64) string) string {
	if len(x) == 0 {
		return "–"
	}
	x = slices.Sorted(slices.Values(x))
	lo, mid, hi := contrast.Quantile(x, 0.05), contrast.Quantile(x, 0.5), contrast.Quantile(x, 0.95)
	if lo == hi {
		return show(mid)
	}
	return fmt.Sprintf("%s (%s to %s)", show(mid), show(lo), show(hi))
}

// median prints the middle of values.
func median(x []float64, show func(float64) string) string {
	if len(x) == 0 {
		return "–"
	}
	return show(contrast.Quantile(slices.Sorted(slices.Values(x)), 0.5))
}

// fewer prints a shift of odds as futures of 100.
func fewer(s contrast.Shift) string {
	whole := func(x float64) string {
		n := math.Round(100 * x)
		if n == 0 {
			return "0"
		}
		return strings.ReplaceAll(fmt.Sprintf("%+.0f", n), "-", "−")
	}
	return fmt.Sprintf("%s (%s to %s)", whole(s.Mid), whole(s.Lo), whole(s.Hi))
}

// toldBy prints a mean that the futures tell from 0, with half of its interval.
func toldBy(p contrast.Paired, show func(float64) string) string {
	switch {
	case p.Mean == 0 && p.SE == 0:
		return "0"
	case !p.Told():
		return "~"
	case p.Hi-p.Mean < 1e-6*math.Abs(p.Mean): // the same in all futures
		return show(p.Mean)
	}
	return show(p.Mean) + " ±" + strings.TrimPrefix(show(p.Hi-p.Mean), "+")
}

// months prints a change of months.
func months(x float64) string { return strings.ReplaceAll(fmt.Sprintf("%+.1f", x), "-", "−") }

// money prints $bn.
func money(x float64) string { return strings.TrimPrefix(gain(x), "+") }
