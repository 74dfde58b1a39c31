package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/game"
)

// A debriefing is what is printed of a finished game.
type debriefing struct {
	*sitting
	*game.Debrief
	turns []game.Turn
}

// text prints the game for readers, at 80 columns.
func (p *debriefing) text() error {
	t := p.table
	fmt.Fprintf(p.out, "GAME on %s, %v to %v in %s\n", t.Scenario.World.Name, t.From, t.Begins(t.Turns()+1)-1, plural(t.Turns(), "turn"))
	fmt.Fprintf(p.out, "future %d of seed %d · belief %s · engine %s · data %s\n", t.Future, t.Seed, or(t.Belief, "as in the file"), engineVersion, here().Evidence)
	p.log()
	p.result()
	p.world()
	p.effects()
	p.sentences()
	if note := p.unsourced(); note != "" {
		fmt.Fprintln(p.out, "\n"+note)
	}
	if p.Failed > 0 {
		fmt.Fprintf(p.out, "\n%d of %d futures are left out: in one version of the game or other the market could not go on.\n", p.Failed, p.Futures)
	}
	return nil
}

// log says turn by turn who moved, and what happened beside releases.
func (p *debriefing) log() {
	fmt.Fprintln(p.out, "\nTURNS")
	for _, u := range p.turns[1:] {
		var parts []string
		for _, e := range u.Events {
			switch e.Kind {
			case "released", "followed":
			case "entered", "left":
				parts = append(parts, e.Text+" "+map[string]string{"entered": "enters", "left": "leaves"}[e.Kind])
			default:
				parts = append(parts, e.Text)
			}
		}
		if n := releases(&u); n > 0 {
			parts = append(parts, plural(n, "flagship")+" released")
		}
		fmt.Fprintln(p.out, wrapped(fmt.Sprintf("%2d  %v  ", u.Number, u.From)+or(strings.Join(parts, "; "), "nothing new"), "             "))
	}
}

func releases(u *game.Turn) (n int) {
	for _, e := range u.Events {
		if e.Kind == "released" || e.Kind == "followed" {
			n++
		}
	}
	return n
}

// result is the score of every role, and of the same role had nobody moved.
func (p *debriefing) result() {
	fmt.Fprintf(p.out, "\nRESULT, $bn over the game; all moves against none\n")
	rows := [][]string{{"  role", "score", "no moves", "difference", p.overFutures()}}
	for k := range p.table.Seats {
		g := p.Whole.Scores[k]
		rows = append(rows, []string{"  " + p.seated(k), signed(p.Scores[k]), signed(p.Scores[k] - g.Own), signed(g.Own), interval(g, "")})
	}
	aligned(p.out, rows)
	for _, m := range []struct{ by, words string }{{game.ByBest, "† plays best replies"}, {game.ByRule, "° follows the script"}} {
		if slices.ContainsFunc(p.table.Seats, func(s game.Seat) bool { return s.By == m.by }) {
			fmt.Fprintln(p.out, "  "+m.words)
		}
	}
	for _, seat := range p.table.Seats {
		fmt.Fprintln(p.out, wrapped(fmt.Sprintf("  %s: %s", seat.Name, game.RoleNamed(seat.Name).After), "    "))
	}
}

// seated is a role with whom it plays, and marks.
func (p *debriefing) seated(seat int) string {
	s := p.table.Seats[seat]
	return p.named(seat) + " (" + s.Is + ")" + map[string]string{game.ByRule: "°", game.ByBest: "†"}[s.By]
}

// named is a role, starred if its score holds numbers without a source.
func (s *sitting) named(seat int) string {
	return s.table.Seats[seat].Name + star(s.table.Marked(seat))
}

// unsourced says what stars mean, "" if there are none.
func (s *sitting) unsourced() string {
	names := s.table.Illustrative()
	if len(names) == 0 {
		return ""
	}
	return wrapped("* ILLUSTRATIVE: holds numbers without sources, of "+strings.Join(names, ", "), "    ")
}

func (p *debriefing) overFutures() string {
	text := "mean of " + plural(p.Futures-p.Failed, "future")
	if p.Futures-p.Failed >= game.LeastFutures {
		text += " (90%)"
	}
	return text
}

// interval prints a mean with its interval; ~ marks one that could be zero.
func interval(g game.Gap, unit string) string {
	if math.IsNaN(g.Mid) {
		return "–"
	}
	if math.IsNaN(g.Lo) {
		return amountOf(g.Mid, unit)
	}
	if unit == "" && signed(g.Lo) == "0" && signed(g.Hi) == "0" {
		return "0"
	}
	text := fmt.Sprintf("%s (%s to %s)", amountOf(g.Mid, unit), amountOf(g.Lo, unit), amountOf(g.Hi, unit))
	if !g.Clear() && g.Mid != 0 {
		text += " ~"
	}
	return text
}

// amountOf is a difference: in $bn where there is no unit, else in its unit.
func amountOf(x float64, unit string) string {
	if unit == "" {
		return signed(x)
	}
	text := inUnit(x, unit)
	if points, ok := strings.CutSuffix(text, "%"); ok {
		text = points + " points"
	}
	if x > 0 {
		text = "+" + text
	}
	return text
}

// world compares the headlines at the end with the start and with no moves.
func (p *debriefing) world() {
	fmt.Fprintln(p.out, "\nWORLD in the last month; the difference is the mean over futures")
	rows := [][]string{{"", "before", "played", "no moves", "difference"}}
	first, last := p.turns[0], p.turns[len(p.turns)-1]
	for i, h := range p.Headlines {
		g := p.Whole.End[i]
		difference := "under 1%"
		if g.Mid == 0 && g.Own == 0 {
			difference = "0"
		} else if math.IsNaN(g.Mid) || !p.slight(g, i) {
			difference = amountOf(g.Mid, h.Unit) + doubt(g)
		}
		rows = append(rows, []string{"  " + label(h), inUnit(first.Market[i], h.Unit), inUnit(last.Market[i], h.Unit), inUnit(last.Market[i]-g.Own, h.Unit), difference})
	}
	aligned(p.out, rows)
}

// slight says that a change of a headline is under a hundredth of where it
// ended.
func (p *debriefing) slight(g game.Gap, head int) bool {
	return math.Abs(g.Mid) < math.Abs(p.turns[len(p.turns)-1].Market[head])/100
}

// doubt marks a mean that could be zero.
func doubt(g game.Gap) string {
	if math.IsNaN(g.Mid) || g.Mid == 0 || g.Clear() || math.IsNaN(g.Lo) {
		return ""
	}
	return " ~"
}

// uncertain is a mean in $bn with ~ if it could be zero.
func uncertain(g game.Gap) string {
	if text := signed(g.Mid); text != "0" {
		return text + strings.TrimSpace(doubt(g))
	}
	return "0"
}

// effects is the table of moves by roles.
func (p *debriefing) effects() {
	t := p.table
	fmt.Fprintf(p.out, "\nWHAT EACH MOVE CHANGED: scores of the game less those of the game without it,\n$bn, in this future and in the %s; %s\n", strings.TrimSuffix(p.overFutures(), " (90%)"), p.certainty())
	rows := [][]string{{""}}
	for k := range t.Seats {
		rows[0] = append(rows[0], p.named(k))
	}
	for i := range t.Moves {
		m, e := &t.Moves[i], &p.Moves[i]
		rows = append(rows, []string{wrapped(fmt.Sprintf("%s, turn %d, %s: %s", m.Role, m.Turn, m.Name, t.Words(i)), "    ")})
		own, mid := []string{"  here"}, []string{"  mean"}
		for k := range t.Seats {
			own = append(own, signed(e.Scores[k].Own))
			mid = append(mid, uncertain(e.Scores[k]))
		}
		rows = append(rows, own, mid)
		if also := p.also(e); also != "" {
			rows = append(rows, []string{wrapped("  at the end: "+also, "    ")})
		}
	}
	aligned(p.out, rows)
	var rest []string
	for k, seat := range t.Seats {
		rest = append(rest, seat.Name+" "+uncertain(p.Rest[k]))
	}
	if len(t.Moves) > 1 {
		fmt.Fprintln(p.out, wrapped("Together they do more, or less, than one by one: "+strings.Join(rest, ", "), "    "))
	}
}

// certainty says how means are marked.
func (p *debriefing) certainty() string {
	if p.Futures-p.Failed < game.LeastFutures {
		return "one tells no interval"
	}
	return "~ could be zero"
}

// mostAlso is how many headlines are told of a move.
const mostAlso = 3

// also names the headlines that a move clearly changed, the surest first.
func (p *debriefing) also(e *game.Effect) string {
	var at []int
	for i, g := range e.End {
		if g.Clear() && !p.slight(g, i) {
			at = append(at, i)
		}
	}
	sure := func(i int) float64 { return math.Abs(e.End[i].Mid) / (e.End[i].Hi - e.End[i].Lo) }
	slices.SortStableFunc(at, func(a, b int) int {
		switch x, y := sure(a), sure(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var parts []string
	for _, i := range at[:min(len(at), mostAlso)] {
		text := p.Headlines[i].Words + " " + amountOf(e.End[i].Mid, p.Headlines[i].Unit)
		if p.Headlines[i].Unit == "months" {
			text += " months"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

// sentences say of each role which of its moves were its best and worst, and
// which move of another hurt it most.
func (p *debriefing) sentences() {
	t := p.table
	fmt.Fprintln(p.out, "\nIN WORDS, by the mean over futures")
	for k, seat := range t.Seats {
		var parts []string
		own := func(i int) bool { return t.Moves[i].Role == seat.Name }
		best, worst := p.extremes(k, own)
		made := 0
		for i := range t.Moves {
			if own(i) {
				made++
			}
		}
		_, hurt := p.extremes(k, func(i int) bool { return !own(i) })
		switch {
		case best < 0:
			parts = append(parts, seat.Name+" made no move")
		case made > 1 && best == worst:
			parts = append(parts, fmt.Sprintf("%s's %d moves did the same, %s", seat.Name, made, interval(p.Moves[best].Scores[k], "")))
		case best == worst:
			parts = append(parts, fmt.Sprintf("%s's only move was %s", seat.Name, p.said(best, k)))
		default:
			parts = append(parts, fmt.Sprintf("%s's best move was %s, its worst %s", seat.Name, p.said(best, k), p.said(worst, k)))
		}
		if hurt >= 0 && p.Moves[hurt].Scores[k].Hi < 0 {
			parts = append(parts, fmt.Sprintf("what hurt it most was %s's %s", t.Moves[hurt].Role, p.said(hurt, k)))
		}
		fmt.Fprintln(p.out, wrapped("  "+strings.Join(parts, "; ")+".", "    "))
	}
}

// extremes are the moves that did most and least for a seat; -1 if there are
// none.
func (p *debriefing) extremes(seat int, which func(int) bool) (best, worst int) {
	best, worst = -1, -1
	for i := range p.Moves {
		if !which(i) {
			continue
		}
		x := p.Moves[i].Scores[seat].Mid
		if best < 0 || x > p.Moves[best].Scores[seat].Mid {
			best = i
		}
		if worst < 0 || x < p.Moves[worst].Scores[seat].Mid {
			worst = i
		}
	}
	return best, worst
}

// said is a move with what it did for a seat.
func (p *debriefing) said(move, seat int) string {
	return fmt.Sprintf("%s, %s", p.table.Moves[move].Name, interval(p.Moves[move].Scores[seat], ""))
}
