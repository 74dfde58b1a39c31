package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/decision"
)

// baseNames are the cost bases in words.
var baseNames = map[string]string{"run": "final run", "research": "all research"}

func paybackText(w io.Writer, a *paybackAnswer) error {
	fmt.Fprintf(w, "PAYBACK of a release that earns %s a month after serving; an open equal is out after %s months\n\n",
		millions(a.central.Contribution()), brief(a.central.Equal))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(label string, cell func(r *decision.Recoupment) string) {
		fmt.Fprint(t, label)
		for i := range a.bases {
			fmt.Fprint(t, "\t", cell(&a.bases[i]))
		}
		fmt.Fprintln(t)
	}
	row("", func(r *decision.Recoupment) string { return baseNames[r.Base] })
	row("cost", func(r *decision.Recoupment) string { return millions(r.Cost) })
	row("months to recoup if no open equal comes", func(r *decision.Recoupment) string { return brief(r.Undiminished) })
	row("months to recoup with it", func(r *decision.Recoupment) string { return brief(r.Months) })
	row("  over all futures: median (90%)", func(r *decision.Recoupment) string {
		return fmt.Sprintf("%s (%s–%s)", brief(r.P50), brief(r.P5), brief(r.P95))
	})
	row("recoups before the open equal", func(r *decision.Recoupment) string { return of100(r.Before) })
	row("recoups ever", func(r *decision.Recoupment) string { return of100(r.Ever) })
	row("lead needed to recoup before it, months", func(r *decision.Recoupment) string { return brief(r.LeadBefore) })
	row("lead needed to recoup ever, months", func(r *decision.Recoupment) string { return brief(r.LeadEver) })
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nWHAT FLIPS IT: recouped before the open equal or not")
	for i := range a.bases {
		fmt.Fprintf(w, "  %s: %s\n", baseNames[a.bases[i].Base], flipsBase(a, &a.bases[i]))
	}
	return explained(w, paybackFormula, a.numbers, a.study)
}

// flipsBase says what the odds of a base hang on.
func flipsBase(a *paybackAnswer, r *decision.Recoupment) string {
	switch {
	case r.Driver == nil && a.study.Certain():
		return "every number is a point, so all futures are one; give ranges, low:high"
	case r.Driver == nil:
		return "nothing that is uncertain moves it"
	}
	words := fmt.Sprintf("%s (rank correlation %+.2f); it is %s now and ", r.Driver.Name, r.Driver.Rho, brief(r.Flip.Now))
	if at := turns(*r.Flip); at != "" {
		return words + "turns the answer " + at
	}
	return words + fmt.Sprintf("no value from %s to %s turns the answer", brief(r.Flip.Lo), brief(r.Flip.Hi))
}

// explained prints how an answer came about: formula, inputs, facts.
func explained(w io.Writer, formula []string, numbers []decisionNumber, s *decision.Study) error {
	fmt.Fprintln(w, "\nFORMULA")
	for _, line := range formula {
		fmt.Fprintln(w, "  "+line)
	}
	fmt.Fprintf(w, "\nINPUTS of %d futures, seed %d\n", s.Futures, s.Seed)
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	for _, line := range inputLines(numbers) {
		fmt.Fprintln(t, "  "+line)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if facts := citedFacts(numbers); facts != nil {
		fmt.Fprintf(w, "\nFACTS\n  %s\n", strings.Join(facts, "\n  "))
	}
	return nil
}

// millions prints $m.
func millions(x float64) string { return chart.Dollars.Format(x * 1e6) }

func paybackJSON(w io.Writer, a *paybackAnswer) error {
	type base struct {
		Base         string        `json:"base"`
		Cost         float64       `json:"cost_musd"`
		Undiminished any           `json:"months_without_open_equal"`
		Months       any           `json:"months"`
		P5           any           `json:"months_p5"`
		P50          any           `json:"months_p50"`
		P95          any           `json:"months_p95"`
		Before       printedChance `json:"recoups_before_open_equal"`
		Ever         printedChance `json:"recoups_ever"`
		LeadBefore   any           `json:"lead_needed_before"`
		LeadEver     any           `json:"lead_needed_ever"`
		Driver       *string       `json:"driver"`
		Rho          *float64      `json:"driver_rank_correlation"`
		Flip         *printedFlip  `json:"flip"`
	}
	bases := []base{}
	for _, r := range a.bases {
		b := base{
			r.Base, r.Cost, orNull(r.Undiminished), orNull(r.Months), orNull(r.P5), orNull(r.P50), orNull(r.P95),
			printedFrequency(r.Before), printedFrequency(r.Ever), orNull(r.LeadBefore), orNull(r.LeadEver), nil, nil, nil,
		}
		if r.Driver != nil {
			f := printedFlipOf(*r.Flip)
			b.Driver, b.Rho, b.Flip = &r.Driver.Name, &r.Driver.Rho, &f
		}
		bases = append(bases, b)
	}
	return writeJSON(w, struct {
		Contribution float64         `json:"contribution_musd_a_month"`
		Equal        any             `json:"open_equal_months"`
		Bases        []base          `json:"bases"`
		Seed         uint64          `json:"seed"`
		Futures      int             `json:"futures"`
		Inputs       []printedNumber `json:"inputs"`
		Formula      []string        `json:"formula"`
	}{a.central.Contribution(), orNull(a.central.Equal), bases, a.study.Seed, a.study.Futures, printedNumbers(a.numbers), paybackFormula})
}

func paybackCSV(w io.Writer, a *paybackAnswer) error {
	out := csv.NewWriter(w)
	out.Write([]string{
		"base", "cost_musd", "months_without_open_equal", "months", "months_p5", "months_p50", "months_p95",
		"before_of_100", "ever_of_100", "lead_needed_before", "lead_needed_ever", "driver", "driver_rank_correlation",
	})
	for _, r := range a.bases {
		name, rho := "", ""
		if r.Driver != nil {
			name, rho = r.Driver.Name, exact(r.Driver.Rho)
		}
		out.Write([]string{
			r.Base, exact(r.Cost), never(r.Undiminished), never(r.Months), never(r.P5), never(r.P50), never(r.P95),
			exact(100 * r.Before.Mid()), exact(100 * r.Ever.Mid()), never(r.LeadBefore), never(r.LeadEver), name, rho,
		})
	}
	out.Flush()
	return out.Error()
}

// never prints a number in full, and months that never come as a word.
func never(x float64) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return exact(x)
}

// paybackSVG draws what is earned over the months against both costs, until
// the larger is recouped or five years are over.
func paybackSVG(w io.Writer, a *paybackAnswer) error {
	last := 12.0
	for _, r := range a.bases {
		for _, at := range []float64{r.Undiminished, r.Months} {
			if 1.2*at <= 60 {
				last = max(last, math.Ceil(1.2*at))
			}
		}
	}
	bands := a.study.Bands(int(last))
	months, dollars := []int{}, [5][]float64{}
	flat := [2][]float64{}
	for t := range int(last) + 1 {
		months = append(months, int(a.release)+t)
		for k := range bands {
			dollars[k] = append(dollars[k], 1e6*bands[k][t])
		}
		for i, r := range a.bases {
			flat[i] = append(flat[i], 1e6*r.Cost)
		}
	}
	fan := chart.Fan{
		Frame: chart.Frame{
			Title: "What the release has earned", Standalone: true,
			Desc: fmt.Sprintf("Earnings after serving, summed from the release on, against the cost of the final run and of all research. The run is recouped before an open equal in %s futures, all research in %s.", of100(a.bases[0].Before), of100(a.bases[1].Before)),
		},
		Axis:   chart.Axis{Label: "dollars, summed from the release on", Unit: chart.Dollars, Zero: true},
		Months: months,
		Base:   chart.Quantiles{Name: "earned", P10: dollars[0], P25: dollars[1], P50: dollars[2], P75: dollars[3], P90: dollars[4]},
		Others: []chart.Quantiles{{Name: baseNames["run"], P50: flat[0]}, {Name: baseNames["research"], P50: flat[1]}},
		BandNames: [2]string{
			"half of the futures", "80 of 100",
		},
	}
	if equal := math.Round(a.central.Equal); equal <= last {
		fan.Rules = []chart.Rule{{Month: int(a.release) + int(equal), Label: "open equal"}}
	}
	picture, err := fan.SVG()
	if err == nil {
		_, err = w.Write(picture)
	}
	return err
}
