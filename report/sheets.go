package report

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
)

// weightsSentence says whether weighted odds are shown, and why not.
func (in *Input) weightsSentence() string {
	if in.weightsRefused() {
		return fmt.Sprintf("Odds weighted by the fit to 2023–26 are refused: the weights leave %.1f effective futures of %d, and %d are needed.", in.main().ESS, in.main().Futures, claim.LeastESS)
	}
	return fmt.Sprintf("Weighted odds count a future by its fit to 2023–26; the weights leave %.0f effective futures of %d.", in.main().ESS, in.main().Futures)
}

// objectiveSheet is the main belief against every counterfactual.
func (in *Input) objectiveSheet() sheet {
	s := sheet{Caption: fmt.Sprintf("Futures out of 100 under the beliefs “%s”, with 90%% Monte Carlo interval", in.main().Name), Head: []string{"Objective"}}
	for _, a := range in.against() {
		s.Head = append(s.Head, "against "+a)
		if !in.weightsRefused() {
			s.Head = append(s.Head, "weighted")
		}
		s.Head = append(s.Head, "size, median (10% to 90%)")
	}
	for _, id := range shownObjectives {
		var cells, base, beyond []string
		name := ""
		for _, a := range in.against() {
			o := in.main().Objective(id, a, "")
			if o == nil {
				continue
			}
			name = o.ID + ": " + o.Title + star(o.Illustrative)
			cells = append(cells, in.chances(o.Odds)...)
			size := ""
			if o.Size.N > 0 {
				size = spread(o.Size, o.Unit)
				if o.Unit == "months" {
					size += " months"
				}
			}
			cells = append(cells, size)
			if o.Base != nil {
				base = append(append(base, in.chances(*o.Base)...), "")
				beyond = append(append(beyond, in.chances(*o.Beyond)...), "")
			}
		}
		if name != "" {
			s.add(name, cells...)
		}
		if base != nil {
			s.sub("the same in the counterfactual", base...)
			s.sub("here and not there", beyond...)
		}
	}
	return s
}

// chances are the cells of odds: plain, and weighted where that is shown.
func (in *Input) chances(o claim.Odds) []string {
	if in.weightsRefused() {
		return []string{per100(o.Plain)}
	}
	return []string{per100(o.Plain), weighted(o)}
}

// rateSheet is what rests on present values at other discount rates.
func (in *Input) rateSheet() sheet {
	s := sheet{Caption: "The same at other discount rates, futures out of 100", Head: []string{"Objective"}}
	rates := []string{"5%", "", "20%"}
	for _, a := range in.against() {
		for _, r := range rates {
			if r == "" {
				r = fmt.Sprintf("%.3g%%", 100*in.Discount)
			}
			s.Head = append(s.Head, a+" at "+r)
		}
	}
	for _, id := range []string{claim.Works, claim.O1, claim.O1Weak, claim.O2, claim.O2NoChips, claim.O2Apps} {
		if in.main().Objective(id, in.against()[0], "") == nil {
			continue
		}
		var cells []string
		name := id
		for _, a := range in.against() {
			for _, r := range rates {
				cell := "–"
				if o := in.main().Objective(id, a, r); o != nil {
					cell, name = claim.Per100(o.Odds.Plain.Mid), o.ID+": "+o.Title+star(o.Illustrative)
				}
				cells = append(cells, cell)
			}
		}
		s.add(name, cells...)
	}
	return s
}

// termSheet is the sum of O2 by term.
func (in *Input) termSheet() sheet {
	s := sheet{Caption: "What O2 is made of: change against the counterfactual, present value, median (10% to 90%). Medians do not add up.", Head: []string{"Term"}}
	var sums []string
	rows := map[string][]string{}
	var order []string
	for _, a := range in.against() {
		o := in.main().Objective(claim.O2, a, "")
		if o == nil {
			continue
		}
		s.Head = append(s.Head, "against "+a)
		for _, p := range o.Parts {
			name := capital(p.Name) + star(p.Illustrative)
			if p.Beside {
				name += ", beside the sum"
			}
			if rows[name] == nil {
				order = append(order, name)
			}
			rows[name] = append(rows[name], spread(p.Size, p.Unit))
		}
		sums = append(sums, spread(o.Size, "$bn"))
	}
	for _, name := range order {
		s.add(name, rows[name]...)
	}
	s.add("Sum", sums...)
	return s
}

// kindSheet is O1 by kind of model; empty where there is one.
func (in *Input) kindSheet() sheet {
	s := sheet{Caption: "O1 by kind of model: futures out of 100 in which 30% of its own western profit goes; change of its present value, median (10% to 90%). Medians do not add up.", Head: []string{"Kind of model"}}
	rows := map[string][]string{}
	var order []string
	for _, a := range in.against() {
		o := in.main().Objective(claim.O1, a, "")
		if o == nil {
			continue
		}
		s.Head = append(s.Head, "against "+a, "change")
		for _, p := range o.Parts {
			name := capital(p.Name) + star(p.Illustrative)
			if rows[name] == nil {
				order = append(order, name)
			}
			rows[name] = append(rows[name], per100(p.Odds.Plain), spread(p.Size, p.Unit))
		}
	}
	for _, name := range order {
		s.add(name, rows[name]...)
	}
	return s
}

// groupSheet is O4 by group of rivals, against the first counterfactual.
func (in *Input) groupSheet() sheet {
	first := in.against()[0]
	s := sheet{Caption: "O4 by group: futures out of 100 in which half of it has left by the horizon", Head: []string{"Group", "as it is", "in " + first, "share that leaves, median (10% to 90%)", "note"}}
	if o := in.main().Objective(claim.O4, first, ""); o != nil {
		for _, p := range o.Parts {
			s.add(capital(p.Name)+star(p.Illustrative), per100(p.Odds.Plain), per100(p.Base.Plain), spread(p.Size, p.Unit), p.Note)
		}
	}
	return s
}

// oddsCharts draws the objectives against each counterfactual.
func (p *page) oddsCharts(in *Input) error {
	for _, a := range in.against() {
		c := chart.Odds{
			Frame: chart.Frame{Title: "Against " + a, Desc: "Odds of each objective against " + a + "; the table below has the numbers."},
			Axis:  "futures out of 100, with the 90% range", Weighted: "weighted by fit to 2023–26", Unweighted: "all futures alike",
		}
		if in.weightsRefused() {
			c.Weighted = "weighted: refused"
		}
		for _, id := range shownObjectives {
			o := in.main().Objective(id, a, "")
			if o == nil || o.Odds.N == 0 {
				continue
			}
			row := chart.OddsRow{Label: o.ID + ": " + o.Title + star(o.Illustrative), Unweighted: hundred(o.Odds.Plain)}
			if o.Odds.Weighted != nil {
				w := hundred(*o.Odds.Weighted)
				row.Weighted = &w
			}
			c.Rows = append(c.Rows, row)
		}
		if len(c.Rows) == 0 {
			continue
		}
		svg, err := draw("odds against "+a, c)
		if err != nil {
			return err
		}
		p.OddsCharts = append(p.OddsCharts, svg)
	}
	return nil
}

func hundred(c claim.Chance) chart.Chance {
	return chart.Chance{Mid: 100 * c.Mid, Lo: 100 * c.Lo, Hi: 100 * c.Hi}
}

// beliefSheet sets the belief sets side by side.
func (in *Input) beliefSheet() sheet {
	s := sheet{Caption: "Futures out of 100 under each set of beliefs, against " + strings.Join(in.against(), " / "), Head: []string{"Objective"}}
	for i := range in.Judgement.Beliefs {
		s.Head = append(s.Head, in.Judgement.Beliefs[i].Name)
	}
	for _, id := range shownObjectives {
		var cells []string
		name := ""
		for i := range in.Judgement.Beliefs {
			var pair []string
			for _, a := range in.against() {
				if o := in.Judgement.Beliefs[i].Objective(id, a, ""); o != nil {
					name = o.ID + ": " + o.Title + star(o.Illustrative)
					pair = append(pair, claim.Per100(o.Odds.Plain.Mid))
				}
			}
			cells = append(cells, strings.Join(pair, " / "))
		}
		if name != "" {
			s.add(name, cells...)
		}
	}
	var ess []string
	for i := range in.Judgement.Beliefs {
		ess = append(ess, fmt.Sprintf("%.1f", in.Judgement.Beliefs[i].ESS))
	}
	s.add("Effective futures, weighted by fit to 2023–26", ess...)
	return s
}

// outcomeSheet is the key outcomes, in every world where the board keeps them.
func (in *Input) outcomeSheet() sheet {
	s := sheet{Caption: fmt.Sprintf("Key outcomes under the beliefs “%s”, median (10%% to 90%%)", in.main().Name), Head: []string{"Outcome", "as it is"}}
	if !in.weightsRefused() {
		s.Head = append(s.Head, "weighted")
	}
	s.Head = append(s.Head, in.against()...)
	list := in.Judgement.Outcomes
	for i := 0; i < len(list); {
		o := list[i]
		cells := []string{spread(o.Size, o.Unit)}
		if !in.weightsRefused() {
			w := "refused"
			if o.Weighted != nil {
				w = spread(*o.Weighted, o.Unit)
			}
			cells = append(cells, w)
		}
		for i++; i < len(list) && list[i].Name == o.Name; i++ {
			cells = append(cells, spread(list[i].Size, o.Unit))
		}
		for len(cells) < len(s.Head)-1 {
			cells = append(cells, "")
		}
		s.add(capital(o.Label)+star(o.Illustrative)+tail(o.Unit), cells...)
	}
	return s
}

// A driverFigure is what moves one outcome.
type driverFigure struct {
	Picture template.HTML
	Title   string
}

// mostDrivers is how many drivers a chart names.
const mostDrivers = 12

// drivers draws the drivers of each outcome.
func (p *page) drivers(in *Input) error {
	for _, d := range in.Judgement.Drivers {
		c := chart.Drivers{
			Frame: chart.Frame{Title: capital(d.Outcome) + star(d.Illustrative), Desc: "Drivers: " + named(&d, 5) + "."},
			Axis:  "rank correlation", Less: "lowers it", More: "raises it", Floor: d.Floor, FloorName: "noise",
		}
		list := append([]claim.Driver(nil), d.Above...)
		if len(list) == 0 {
			list = d.Below
		}
		for _, x := range list[:min(mostDrivers, len(list))] {
			c.Rows = append(c.Rows, chart.Driver{Label: shortPath(x.Path, 36), Rho: x.Rho, Lo: x.Lo, Hi: x.Hi})
		}
		if d.Placebo == d.Placebo {
			c.Rows = append(c.Rows, chart.Driver{Label: "placebo", Rho: d.Placebo})
		}
		if len(c.Rows) == 0 {
			continue
		}
		svg, err := draw("drivers of "+d.Outcome, c)
		if err != nil {
			return err
		}
		p.Drivers = append(p.Drivers, driverFigure{svg, capital(d.Outcome) + star(d.Illustrative)})
	}
	return nil
}

func (in *Input) driverNote() string {
	if len(in.Judgement.Drivers) == 0 {
		return ""
	}
	d := in.Judgement.Drivers[0]
	return fmt.Sprintf("Of %d drawn numbers those are named whose correlation stands above the noise, ±%.2f: the larger of 1.96/√%d and the largest correlation that the placebo, a number that nothing reads, has with any of these outcomes. About %.0f would pass 1.96/√%d by luck.",
		d.Tried, d.Floor, d.N, 0.05*float64(d.Tried), d.N)
}
