package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/decision"
)

func gameText(w io.Writer, s *decision.Solution) error {
	fmt.Fprintf(w, "OPENNESS GAME: %s of %d combinations\n", counted(len(s.Equilibria), "pure equilibrium", "pure equilibria"), len(s.Outcomes))
	if s.Equilibria == nil {
		fmt.Fprintln(w, "Whatever the licences, some lab gains by changing its own: labs mix, or take turns.")
	}
	for n, e := range s.Equilibria {
		if err := printEquilibrium(w, s, n, e); err != nil {
			return err
		}
	}
	fmt.Fprintln(w, "\nIN EVERY EQUILIBRIUM")
	open, closed := s.Always()
	fmt.Fprintf(w, "  opens: %s; stays closed: %s\n", labNames(s, open), labNames(s, closed))
	fmt.Fprintln(w, "\nONE LAB AT A TIME takes its better licence, the largest gain first")
	fmt.Fprintf(w, "  from all closed: %s\n  from all open: %s\n", pathWords(s, s.FromClosed), pathWords(s, s.FromOpen))
	fmt.Fprintln(w, "\nFORMULA\n  "+strings.Join(gameFormula, "\n  "))
	return nil
}

var gameFormula = []string{
	"buyers choose by logit: share = e/(A + e), e = exp(delta - a p), A the weight of all else",
	"closed: p a best reply of (p - c + kappa) share + devices to the others', share at most k",
	"open: p = c_h, delta + Delta for delta, lambda kappa share + devices",
	"devices: (P - C) share of M_d, delta_d + gamma L - a_d P, L = log of the sum of model weights",
	"a lab weighs its profit + coordination x that of its bloc's other labs; gains within rounding are ties",
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + one
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// labNames lists labs, or says nobody.
func labNames(s *decision.Solution, labs []int) string {
	if labs == nil {
		return "nobody"
	}
	var names []string
	for _, i := range labs {
		names = append(names, s.Game.Labs[i].Name)
	}
	return strings.Join(names, ", ")
}

// printEquilibrium prints an equilibrium in words and as a table.
func printEquilibrium(w io.Writer, s *decision.Solution, n int, e decision.Equilibrium) error {
	fmt.Fprintf(w, "\nEQUILIBRIUM %d: %s\n", n+1, s.Words(e.Combination))
	if !e.Strict {
		fmt.Fprintf(w, "  earns the same either way: %s\n", labNames(s, e.Indifferent))
	}
	if e.Better >= 0 {
		fmt.Fprintf(w, "  no lab would have less and some more with %s, %s\n", s.Words(e.Better), standing(s, e.Better))
	}
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	head := "  lab\tlicence\tprice, $\tshare\ton the model\tcomplement\t"
	if s.Game.Devices != nil {
		head += "devices\t"
	}
	fmt.Fprintln(t, head+"profit, $\tby changing")
	out := &s.Outcomes[e.Combination]
	for i, l := range out.Labs {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\t%s\t", s.Game.Labs[i].Name, openOrClosed(out.Open[i]), brief(l.Price), brief(l.Share), brief(l.Model), brief(l.Complement))
		if s.Game.Devices != nil {
			fmt.Fprintf(t, "%s\t", brief(l.Device))
		}
		fmt.Fprintf(t, "%s\t%s\n", brief(l.Profit()), changing(s, e.Combination, i))
	}
	return t.Flush()
}

// standing says whether a combination is an equilibrium.
func standing(s *decision.Solution, combination int) string {
	if n, yes := s.Is(combination); yes {
		return fmt.Sprintf("equilibrium %d", n+1)
	}
	return "which is no equilibrium"
}

// changing is what a lab would gain, in what it weighs, by its other licence.
func changing(s *decision.Solution, combination, lab int) string {
	if k := slices.Index(s.Choosers, lab); k >= 0 {
		return brief(s.Gain(combination, k))
	}
	return "no choice"
}

// pathWords tells a path.
func pathWords(s *decision.Solution, p decision.Path) string {
	var steps []string
	for _, m := range p.Moves {
		verb := "closes"
		if m.Opens {
			verb = "opens"
		}
		steps = append(steps, fmt.Sprintf("%s %s (+%s)", s.Game.Labs[m.Lab].Name, verb, dollars(m.Gain)))
	}
	end := standing(s, p.End)
	if p.Round {
		end = "and so on in a circle"
	}
	if steps == nil {
		return "nobody moves, " + end
	}
	return strings.Join(append(steps, end), ", ")
}

// gameRows are what a lab has under a combination, for csv and json.
type gameRow struct {
	Combination string  `json:"open"`
	Equilibrium bool    `json:"equilibrium"`
	Lab         string  `json:"lab"`
	Licence     string  `json:"licence"`
	Price       float64 `json:"price"`
	Share       float64 `json:"share"`
	Model       float64 `json:"model"`
	Complement  float64 `json:"complement"`
	Devices     float64 `json:"devices"`
	Profit      float64 `json:"profit"`
	Weighs      float64 `json:"weighs"`
}

func gameRows(s *decision.Solution) (rows []gameRow) {
	for c := range s.Outcomes {
		_, is := s.Is(c)
		for i, l := range s.Outcomes[c].Labs {
			rows = append(rows, gameRow{
				s.Words(c), is, s.Game.Labs[i].Name, openOrClosed(s.Outcomes[c].Open[i]), l.Price, l.Share,
				l.Model, l.Complement, l.Device, l.Profit(), s.Outcomes[c].Weighs[i],
			})
		}
	}
	return rows
}

func gameCSV(w io.Writer, s *decision.Solution) error {
	out := csv.NewWriter(w)
	out.Write([]string{"combination", "equilibrium", "lab", "licence", "price", "share", "model", "complement", "devices", "profit", "weighs"})
	for _, r := range gameRows(s) {
		out.Write([]string{
			r.Combination, fmt.Sprint(r.Equilibrium), r.Lab, r.Licence, exact(r.Price), exact(r.Share),
			exact(r.Model), exact(r.Complement), exact(r.Devices), exact(r.Profit), exact(r.Weighs),
		})
	}
	out.Flush()
	return out.Error()
}

func gameJSON(w io.Writer, s *decision.Solution) error {
	type equilibrium struct {
		Open        []string `json:"open"`
		Strict      bool     `json:"strict"`
		Indifferent []string `json:"indifferent"`
		Better      *string  `json:"better_for_all"`
	}
	type path struct {
		Moves []string `json:"moves"`
		End   string   `json:"end"`
		Round bool     `json:"in_a_circle"`
	}
	names := func(labs []int) []string {
		all := []string{}
		for _, i := range labs {
			all = append(all, s.Game.Labs[i].Name)
		}
		return all
	}
	walk := func(p decision.Path) path {
		out := path{Moves: []string{}, End: s.Words(p.End), Round: p.Round}
		for _, m := range p.Moves {
			out.Moves = append(out.Moves, s.Game.Labs[m.Lab].Name+" "+openOrClosed(m.Opens))
		}
		return out
	}
	all := []equilibrium{}
	for _, e := range s.Equilibria {
		var open []int
		for i, is := range s.Licences(e.Combination) {
			if is {
				open = append(open, i)
			}
		}
		printed := equilibrium{names(open), e.Strict, names(e.Indifferent), nil}
		if e.Better >= 0 {
			words := s.Words(e.Better)
			printed.Better = &words
		}
		all = append(all, printed)
	}
	opens, stays := s.Always()
	return writeJSON(w, struct {
		Equilibria   []equilibrium `json:"equilibria"`
		AlwaysOpen   []string      `json:"opens_in_every_equilibrium"`
		AlwaysClosed []string      `json:"closed_in_every_equilibrium"`
		FromClosed   path          `json:"from_all_closed"`
		FromOpen     path          `json:"from_all_open"`
		Rows         []gameRow     `json:"combinations"`
		Formula      []string      `json:"formula"`
	}{all, names(opens), names(stays), walk(s.FromClosed), walk(s.FromOpen), gameRows(s), gameFormula})
}

// gameSVG draws what labs earn in each equilibrium; without any, all closed and
// all open.
func gameSVG(w io.Writer, s *decision.Solution) error {
	show := []int{0, len(s.Outcomes) - 1}
	title := "Profit of labs, all closed and all open: there is no pure equilibrium"
	if s.Equilibria != nil {
		show, title = nil, "Profit of labs in each equilibrium of their licences"
	}
	for _, e := range s.Equilibria {
		show = append(show, e.Combination)
	}
	const most = 8 // groups that a picture can hold
	show = show[:min(len(show), most)]
	stack := chart.Stack{
		Frame:  chart.Frame{Title: title, Standalone: true, Desc: fmt.Sprintf("Profit per potential buyer of models, by lab, with %s.", s.Words(show[0]))},
		Axis:   chart.Axis{Label: "dollars per potential buyer", Unit: chart.Dollars, Zero: true},
		Series: []string{"model", "complement", "devices"}, Net: "profit",
	}
	if s.Game.Devices == nil {
		stack.Series = stack.Series[:2]
	}
	for _, c := range show {
		group := chart.Group{Label: s.Words(c)}
		for i, l := range s.Outcomes[c].Labs {
			parts := []float64{visible(l.Model), visible(l.Complement), visible(l.Device)}
			group.Bars = append(group.Bars, chart.Bar{Label: s.Game.Labs[i].Name, Values: parts[:len(stack.Series)]})
		}
		stack.Groups = append(stack.Groups, group)
	}
	picture, err := stack.SVG()
	if err == nil {
		_, err = w.Write(picture)
	}
	return err
}
