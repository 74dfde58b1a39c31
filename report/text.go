package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/undercut-sim/undercut/claim"
)

// Text writes the answer as text for a terminal, at most 100 columns wide.
func Text(w io.Writer, in *Input) error {
	if err := in.check(); err != nil {
		return err
	}
	var t []string
	for _, section := range []func(*Input) []string{
		headText, objectivesText, beliefsText, switchesText, claimsText, outcomesText, driversText, fitText, footText,
	} {
		if lines := section(in); len(lines) > 0 {
			if len(t) > 0 {
				t = append(t, "")
			}
			t = append(t, lines...)
		}
	}
	_, err := io.WriteString(w, strings.Join(t, "\n")+"\n")
	return err
}

// headText is what was asked, and the answer.
func headText(in *Input) []string {
	h := in.headline()
	ok, all := in.balanced()
	t := wrap(in.Title, "", "")
	t = append(t, wrap(fmt.Sprintf("%s · %s × %s × %s · %s to %s · seed %d · data to %s (%s) · engine %s",
		in.Run.Scenario, count(in.Run.Futures, "future", "futures"), count(len(in.beliefs()), "belief", "beliefs"),
		count(len(in.worlds()), "world", "worlds"), in.Run.Months[0], in.Run.Months[1], in.Run.Seed, dataDate(), in.Run.Data, in.Run.Engine), "", "")...)
	books := fmt.Sprintf("books balance in %s of %s months of all futures", grouped(ok), grouped(all))
	if in.Run.FailedCount > 0 {
		books += fmt.Sprintf("; %s failed and cannot speak", count(in.Run.FailedCount, "future", "futures"))
	}
	t = append(t, books, "")
	t = append(t, wrap(h.Verdict+" "+h.Range+" "+h.Parts, "", "")...)
	return append(t, wrap(h.Terms, "", "")...)
}

// objectivesText is the main belief against every counterfactual.
func objectivesText(in *Input) []string {
	b := in.main()
	g := grid{}
	head := []string{fmt.Sprintf("OBJECTIVES, futures of 100 under %q", b.Name)}
	for _, a := range in.against() {
		head = append(head, a)
		if !in.weightsRefused() {
			head = append(head, "by fit")
		}
	}
	g.add(head...)
	for _, id := range shownObjectives {
		row := []string{}
		for _, a := range in.against() {
			o := b.Objective(id, a, "")
			if o == nil { // a question that this world has not the outcomes for
				continue
			}
			if len(row) == 0 {
				row = append(row, "  "+label(o))
			}
			row = append(row, per100(o.Odds.Plain))
			if !in.weightsRefused() {
				row = append(row, weightedMid(o.Odds))
			}
		}
		if len(row) > 0 {
			g.add(row...)
		}
		if id == claim.O3 || id == claim.O4 {
			g.add(baseRow(in, b, id)...)
		}
	}
	t := g.lines()
	if in.weightsRefused() {
		t = append(t, wrap(fmt.Sprintf("Weighted by fit to 2023–26: refused. The weights leave %.1f effective futures, %d are needed.", b.ESS, claim.LeastESS), "  ", "  ")...)
	} else {
		t = append(t, fmt.Sprintf("  By fit: futures weighted by their fit to 2023–26, %.0f effective ones.", b.ESS))
	}
	for _, a := range in.against() {
		t = append(t, wrap(ratesLine(b, a), "  ", "    ")...)
	}
	if line := kindsLine(in); line != "" {
		t = append(t, wrap(line, "  ", "    ")...)
	}
	for _, a := range in.against() {
		if o := b.Objective(claim.O2, a, ""); o != nil {
			t = append(t, wrap(termsLine(o), "  ", "    ")...)
		}
	}
	if o := b.Objective(claim.O4, in.against()[0], ""); o != nil {
		t = append(t, wrap(groupsLine(o), "  ", "    ")...)
	}
	if o := b.Objective(claim.O5, in.against()[0], ""); o != nil {
		t = append(t, wrap(fallLine(o), "  ", "    ")...)
	}
	return t
}

// shownObjectives are the rows of the table of objectives.
var shownObjectives = []string{claim.Works, claim.O1, claim.O1Weak, claim.O2, claim.O2NoChips, claim.O2Apps, claim.O3, claim.O4, claim.O5}

func label(o *claim.Objective) string {
	return fmt.Sprintf("%-11s %s%s", o.ID, o.Title, star(o.Illustrative))
}

// baseRow says how often the same happens in the counterfactual itself.
func baseRow(in *Input, b *claim.Belief, id string) []string {
	row := []string{"              the same in the counterfactual"}
	for _, a := range in.against() {
		o := b.Objective(id, a, "")
		row = append(row, per100(o.Base.Plain))
		if !in.weightsRefused() {
			row = append(row, weightedMid(*o.Base))
		}
	}
	return row
}

// ratesLine is the objectives that rest on present values at other rates.
func ratesLine(b *claim.Belief, against string) string {
	var said []string
	for _, id := range []string{claim.Works, claim.O1, claim.O1Weak, claim.O2} {
		low, high := b.Objective(id, against, "5%"), b.Objective(id, against, "20%")
		if low != nil && high != nil {
			said = append(said, fmt.Sprintf("%s %s / %s", id, claim.Per100(low.Odds.Plain.Mid), claim.Per100(high.Odds.Plain.Mid)))
		}
	}
	if len(said) == 0 {
		return "At 5% and 20% discount, against " + against + ": not among the outcomes"
	}
	return "At 5% / 20% discount, against " + against + ": " + strings.Join(said, ", ")
}

// kindsLine is O1 of each kind of model by itself, "" where there is one.
func kindsLine(in *Input) string {
	var names []string
	odds, sizes := map[string][]string{}, map[string][]string{}
	for _, a := range in.against() {
		o := in.main().Objective(claim.O1, a, "")
		if o == nil {
			continue
		}
		for _, p := range o.Parts {
			name := p.Name + star(p.Illustrative)
			if odds[name] == nil {
				names = append(names, name)
			}
			odds[name] = append(odds[name], claim.Per100(p.Odds.Plain.Mid))
			sizes[name] = append(sizes[name], signed(p.Size.P50, p.Unit))
		}
	}
	if len(names) == 0 {
		return ""
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %s (%s)", name, strings.Join(odds[name], " / "), strings.Join(sizes[name], " / "))
	}
	return "O1 by kind of model, 30% of its own profit gone (median change), against " + strings.Join(in.against(), " / ") + ": " + strings.Join(names, ", ")
}

// termsLine is the sum of O2, term by term.
func termsLine(o *claim.Objective) string {
	var terms, beside []string
	for _, p := range o.Parts {
		said := p.Name + star(p.Illustrative) + " " + signed(p.Size.P50, p.Unit)
		if p.Beside {
			beside = append(beside, said)
		} else {
			terms = append(terms, said)
		}
	}
	s := fmt.Sprintf("O2 against %s, medians: %s; sum %s (%s to %s)", o.Against, strings.Join(terms, ", "),
		signed(o.Size.P50, o.Unit), signed(o.Size.P10, o.Unit), signed(o.Size.P90, o.Unit))
	if len(beside) > 0 {
		s += "; beside it " + strings.Join(beside, ", ")
	}
	return s
}

// signed is an amount with its sign.
func signed(x float64, unit string) string {
	if x > 0 {
		return "+" + amount(x, unit)
	}
	return amount(x, unit)
}

// groupsLine is O4 by group of rivals.
func groupsLine(o *claim.Objective) string {
	var groups []string
	for _, p := range o.Parts {
		said := p.Name + star(p.Illustrative) + " " + claim.Per100(p.Odds.Plain.Mid)
		if p.Odds.N == 0 {
			said = p.Name + star(p.Illustrative) + " silent"
		}
		if p.Note != "" {
			said += " (" + p.Note + ")"
		}
		groups = append(groups, said)
	}
	return "O4 by group, half of it gone: " + strings.Join(groups, ", ")
}

// fallLine is O5 as a size.
func fallLine(o *claim.Objective) string {
	s := fmt.Sprintf("O5"+star(o.Illustrative)+", worst day beyond %s: %s", o.Against, spread(o.Size, o.Unit))
	for _, p := range o.Parts {
		s += fmt.Sprintf("; %s %s", strings.Replace(p.Name, "in $bn at", "at", 1), spread(p.Size, "$bn"))
	}
	return s
}

// beliefsText sets the belief sets side by side; nothing if there is one.
func beliefsText(in *Input) []string {
	if len(in.Judgement.Beliefs) < 2 {
		return nil
	}
	g := grid{}
	head := []string{"BELIEFS, futures of 100 against " + strings.Join(in.against(), " / ")}
	for i := range in.Judgement.Beliefs {
		head = append(head, in.Judgement.Beliefs[i].Name)
	}
	g.add(head...)
	for _, id := range shownObjectives {
		if id == claim.O2NoChips || id == claim.O2Apps {
			continue
		}
		row := []string{}
		for i := range in.Judgement.Beliefs {
			var cells []string
			for _, a := range in.against() {
				if o := in.Judgement.Beliefs[i].Objective(id, a, ""); o != nil {
					if len(row) == 0 {
						row = append(row, "  "+label(o))
					}
					cells = append(cells, claim.Per100(o.Odds.Plain.Mid))
				}
			}
			row = append(row, strings.Join(cells, " / "))
		}
		g.add(row...)
	}
	return g.lines()
}

// claimsText is the board.
func claimsText(in *Input) []string {
	g := grid{left: map[int]bool{1: true, 3: true, 4: true}}
	g.add("CLAIMS of the article", "observed", "of 100", "verdict", "what would turn it")
	for _, v := range in.Judgement.Claims {
		g.add(fmt.Sprintf("  %-4s%s%s", v.ID, v.Test.Short, star(v.Illustrative)), v.Claim.Verdict, claimOdds(v), v.Verdict, flipWords(v, 24))
	}
	return append(g.lines(), wrap("Of 100: against "+strings.Join(in.against(), " / ")+"; one number where none is needed. Above 67 supports and below 33 contradicts a claim on the future.", "  ", "  ")...)
}

// claimOdds prints the odds of a claim; nothing where futures cannot speak.
func claimOdds(v claim.Verdict) string {
	var cells []string
	for _, o := range v.Odds {
		cells = append(cells, claim.Per100(o.Plain.Mid))
	}
	return strings.Join(cells, " / ")
}

// flipWords is the number that moves a claim most, cut to n columns.
func flipWords(v claim.Verdict, n int) string {
	switch {
	case v.Flip == nil:
		return ""
	case v.Flip.Raise:
		return "more " + shortPath(v.Flip.Path, n-5)
	}
	return "less " + shortPath(v.Flip.Path, n-5)
}

// inText are the key outcomes that the terminal shows; those of O2 and O5 stand
// with the objectives, apps in the page.
func inText(name string) bool {
	return !slices.Contains([]string{"pv.profit_model_cn", "pv.profit_chips_cn", "pv.profit_app_west", "pv.profit_app_cn", "worst_day"}, name)
}

// outcomesText is the key outcomes under the main belief.
func outcomesText(in *Input) []string {
	g := grid{left: map[int]bool{2: true}}
	g.add("OUTCOMES", "median (10% to 90%)", strings.Join(in.against(), " / "))
	list := in.Judgement.Outcomes
	for i := 0; i < len(list); {
		o := list[i]
		var others []string
		for i++; i < len(list) && list[i].Name == o.Name; i++ {
			others = append(others, amount(list[i].Size.P50, o.Unit))
		}
		if inText(o.Name) {
			name := o.Label + star(o.Illustrative)
			if o.Unit == "months" || o.Unit == "$/m tokens" {
				name += ", " + o.Unit
			}
			g.add("  "+name, spread(o.Size, o.Unit), strings.Join(others, " / "))
		}
	}
	lines := g.lines()
	if utf8.RuneCountInString(lines[0]) > width { // the names of several counterfactuals
		g.rows[0][2] = "against the others"
		lines = append(g.lines(), wrap("The others: "+strings.Join(in.against(), " / ")+".", "  ", "  ")...)
	}
	return lines
}

// driversText names what moves each outcome most, against the first
// counterfactual.
func driversText(in *Input) []string {
	if len(in.Judgement.Drivers) == 0 {
		return nil
	}
	g := grid{left: map[int]bool{1: true}}
	g.add("DRIVERS, rank correlation", "")
	largest, suffix := 0.0, " against "+in.against()[0]
	for i := range in.Judgement.Drivers {
		d := &in.Judgement.Drivers[i]
		if !math.IsNaN(d.Placebo) {
			largest = math.Max(largest, math.Abs(d.Placebo))
		}
		if !strings.Contains(d.Outcome, " against ") || strings.HasSuffix(d.Outcome, suffix) {
			g.add("  "+strings.TrimSuffix(d.Outcome, suffix)+star(d.Illustrative), named(d, 2))
		}
	}
	d := in.Judgement.Drivers[0]
	return append(g.lines(), wrap(fmt.Sprintf("Noise ±%.2f: 1.96/√%d, or the placebo's largest, ±%.2f. Of %d numbers tried about %.0f pass 1.96/√%d by luck.",
		d.Floor, d.N, largest, d.Tried, 0.05*float64(d.Tried), d.N), "  ", "  ")...)
}

// named is the first n drivers above the noise.
func named(d *claim.Drivers, n int) string {
	if len(d.Above) == 0 {
		return "none above the noise"
	}
	var list []string
	for _, x := range d.Above[:min(n, len(d.Above))] {
		list = append(list, fmt.Sprintf("%s %s", shortPath(x.Path, 24), signedRho(x.Rho)))
	}
	if more := len(d.Above) - n; more > 0 {
		list = append(list, fmt.Sprintf("+%d", more))
	}
	return strings.Join(list, ", ")
}

// signedRho prints a correlation with its sign, a true minus among them.
func signedRho(rho float64) string {
	return strings.Replace(fmt.Sprintf("%+.2f", rho), "-", "−", 1)
}

// fitText counts hits, misses first.
func fitText(in *Input) []string {
	fit := in.Judgement.Fit
	if len(fit) == 0 {
		return nil
	}
	hitC, ofC := claim.Hits(fit, false)
	hitK, ofK := claim.Hits(fit, true)
	var missed []string
	for _, f := range fit {
		if !f.Hit && f.Target.Checks {
			missed = append(missed, f.Target.ID+star(f.Illustrative))
		}
	}
	t := []string{fmt.Sprintf("FIT to 2023–26, observed inside the middle 80%%: %d of %d held back, %d of %d that calibrate", hitK, ofK, hitC, ofC)}
	if len(missed) > 0 {
		t = append(t, wrap("Held back and missed: "+strings.Join(missed, ", "), "  ", "    ")...)
	}
	return t
}

// footText is what is not modelled, and where everything is.
func footText(in *Input) []string {
	var t []string
	if note := in.footnote(); note != "" {
		t = wrap(note, "", "  ")
	}
	t = append(t, wrap("NOT MODELLED: learning between kinds of model, power and data centres, war and retaliation, labour, safety, exchange rates, buyers who look ahead. The ranges are beliefs, not odds of the world.", "", "  ")...)
	t = append(t, "RUN AGAIN: "+in.Command)
	if in.Dir != "" {
		t = append(t, "FILES: "+in.Dir+" (report.html, outcomes.csv, bands.csv, scenario.yaml, manifest.json)")
	}
	return t
}
