package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/scenario"
)

// A printedSpread is a median with the middle 90% in JSON; null is infinite, or
// undefined.
type printedSpread struct {
	P5  any `json:"p5"`
	P50 any `json:"p50"`
	P95 any `json:"p95"`
}

func printedSpreadOf(x []float64) printedSpread {
	x = slices.Sorted(slices.Values(x))
	return printedSpread{orNull(contrast.Quantile(x, 0.05)), orNull(contrast.Quantile(x, 0.5)), orNull(contrast.Quantile(x, 0.95))}
}

func printedOdds(c claim.Chance) printedChance {
	return printedChance{100 * c.Mid, 100 * c.Lo, 100 * c.Hi}
}

// A printedChange is a paired difference in JSON.
type printedChange struct {
	Mean any `json:"mean"`
	Lo   any `json:"mean_lo"`
	Hi   any `json:"mean_hi"`
	printedSpread
}

func printedChangeOf(p contrast.Paired) printedChange {
	return printedChange{orNull(p.Mean), orNull(p.Lo), orNull(p.Hi), printedSpread{orNull(p.P5), orNull(p.P50), orNull(p.P95)}}
}

// A printedYear is the end of a year of the firm as it is.
type printedYear struct {
	Year   int           `json:"year"`
	Gone   printedChance `json:"gone"`
	Runway printedSpread `json:"runway_months"`
	Cash   printedSpread `json:"cash_bn"`
	Burn   printedSpread `json:"burn_bn_a_year"`
}

// A printedExit is what exits look like without any option.
type printedExit struct {
	Futures  int           `json:"futures"`
	When     []string      `json:"months"`
	Burn     printedSpread `json:"burn_bn_a_year"`
	Revenue  printedSpread `json:"revenue_bn_a_year"`
	Research printedSpread `json:"research_bn_a_year"`
	Funding  printedSpread `json:"raised_bn_a_year"`
	Peak     printedSpread `json:"most_cash_bn"`
	Cash     printedSpread `json:"cash_bn"`
	Behind   printedSpread `json:"behind_decades"`
}

// A printedOption is what an option changes.
type printedOption struct {
	Name   string            `json:"name"`
	Title  string            `json:"title"`
	File   string            `json:"file,omitempty"` // the option as a scenario file, where it is none
	MadeOf []scenario.Number `json:"made_of"`
	Leaves printedChance     `json:"leaves"`
	Change printedChance     `json:"change"` // futures of 100 that leave more
	Months printedChange     `json:"months"`
	Cash   printedChange     `json:"cash_bn"`
	Value  printedChange     `json:"value_bn"`
}

func surviveJSON(w io.Writer, a *surviveAnswer) error {
	r := a.result
	years, options := []printedYear{}, []printedOption{}
	for _, y := range r.Years(0, a.from) {
		gone := contrast.Odds(r.Gone(0, a.firm, undercut.Date(y.Year, 12)))
		years = append(years, printedYear{y.Year, printedOdds(gone), printedSpreadOf(y.Runway), printedSpreadOf(y.Cash), printedSpreadOf(y.Burn)})
	}
	for _, h := range a.helps[1:] {
		o := a.options[h.option]
		options = append(options, printedOption{
			o.Name, o.Title, a.texts[o.Name], append([]scenario.Number{}, contrast.Added(a.options[0], o)...), printedOdds(h.leaves),
			printedChance{100 * h.change.Mid, 100 * h.change.Lo, 100 * h.change.Hi},
			printedChangeOf(h.months), printedChangeOf(h.cash), printedChangeOf(h.value),
		})
	}
	return writeJSON(w, struct {
		Firm      string          `json:"firm"`
		Title     string          `json:"title"`
		Scenario  string          `json:"scenario"`
		Belief    string          `json:"belief"`
		Seed      uint64          `json:"seed"`
		Futures   int             `json:"futures"`
		Ran       int             `json:"futures_that_ran"`
		From      string          `json:"options_from"`
		End       string          `json:"to"`
		Leaves    printedChance   `json:"leaves"`
		Years     []printedYear   `json:"years"`
		Exit      printedExit     `json:"exit"`
		Options   []printedOption `json:"options"`
		Barred    []barred        `json:"nothing_for_this_firm"`
		Unsourced []string        `json:"illustrative"`
		Measured  []string        `json:"measured"`
		Again     string          `json:"again"`
	}{
		a.name, a.title, a.options[0].Name, a.belief, r.Study.Seed, r.Study.Futures, r.N(), a.from.String(), r.End().String(),
		printedOdds(a.helps[0].leaves), years, a.printedExit(), options, append([]barred{}, a.barred...), a.illustrative(), surviveMeasure, a.again,
	})
}

func (a *surviveAnswer) printedExit() printedExit {
	e := a.result.Exits(0)
	p := printedExit{
		len(e.Month),
		[]string{},
		printedSpreadOf(e.Burn), printedSpreadOf(e.Revenue), printedSpreadOf(e.Research), printedSpreadOf(e.Funding),
		printedSpreadOf(e.Peak), printedSpreadOf(e.Cash), printedSpreadOf(e.Behind),
	}
	for _, m := range slices.Sorted(slices.Values(e.Month)) {
		p.When = append(p.When, undercut.Month(m).String())
	}
	return p
}

func surviveCSV(w io.Writer, a *surviveAnswer) error {
	out := csv.NewWriter(w)
	out.Write([]string{
		"option", "leaves_of_100", "leaves_lo", "leaves_hi", "change_of_100", "change_lo", "change_hi",
		"months_mean", "months_lo", "months_hi", "cash_mean_bn", "cash_lo_bn", "cash_hi_bn", "value_mean_bn", "value_lo_bn", "value_hi_bn",
	})
	for i, h := range a.helps {
		name := "nothing"
		if i > 0 {
			name = a.options[h.option].Name
		}
		row := []string{name}
		for _, x := range []float64{
			100 * h.leaves.Mid, 100 * h.leaves.Lo, 100 * h.leaves.Hi, 100 * h.change.Mid, 100 * h.change.Lo, 100 * h.change.Hi,
			h.months.Mean, h.months.Lo, h.months.Hi, h.cash.Mean, h.cash.Lo, h.cash.Hi, h.value.Mean, h.value.Lo, h.value.Hi,
		} {
			row = append(row, cell(orNull(x)))
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// surviveSVG draws in how many futures the firm leaves with each option, beside
// how many it leaves without.
func surviveSVG(w io.Writer, a *surviveAnswer) error {
	chance := func(c claim.Chance) chart.Chance {
		return chart.Chance{Mid: 100 * c.Mid, Lo: 100 * c.Lo, Hi: 100 * c.Hi}
	}
	without := chance(a.helps[0].leaves)
	odds := chart.Odds{
		Frame: chart.Frame{
			Title: a.title + ": futures in which it leaves", Standalone: true,
			Desc: fmt.Sprintf("Futures of 100 in which %s leaves by %v, with each option and without. %s", a.title, a.result.End(), a.advice()),
		},
		Axis: "futures of 100", Weighted: "with the option", Unweighted: "doing nothing",
	}
	for _, h := range a.helps[1:] {
		with := chance(h.leaves)
		odds.Rows = append(odds.Rows, chart.OddsRow{Label: a.options[h.option].Name, Note: a.options[h.option].Title, Weighted: &with, Unweighted: without})
	}
	if odds.Rows == nil {
		odds.Rows = []chart.OddsRow{{Label: a.title, Unweighted: without}}
	}
	if names := a.illustrative(); len(names) > 0 {
		odds.Title += " * illustrative: numbers without sources in " + strings.Join(names, ", ")
	}
	picture, err := odds.SVG()
	if err == nil {
		_, err = w.Write(picture)
	}
	return err
}
