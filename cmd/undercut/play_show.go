package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/game"
	"github.com/undercut-sim/undercut/scenario"
)

// pageWidth is that of a plain terminal.
const pageWidth = 80

// inUnit prints a number of the game in its unit.
func inUnit(x float64, unit string) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case unit == "$bn":
		return chart.Dollars.Format(1e9 * x)
	case unit == "$bn/year":
		return chart.Dollars.Format(1e9*x) + "/yr"
	case strings.HasPrefix(unit, "$/"):
		return chart.Dollars.Format(x)
	case unit == "share":
		return chart.Percent.Format(x)
	case unit == "months":
		return minus(strconv.FormatFloat(x, 'f', 1, 64))
	}
	return minus(strconv.FormatFloat(x, 'f', 2, 64))
}

// label is a headline in a table, with the unit that its numbers leave out.
func label(h game.Headline) string {
	if h.Unit == "months" {
		return h.Words + ", months" + star(h.Marked)
	}
	return h.Words + star(h.Marked)
}

// signed prints a difference in $bn to about three digits, with its sign; what
// rounds to nothing is 0.
func signed(x float64) string {
	places := 2
	switch a := math.Abs(x); {
	case math.IsNaN(x):
		return "–"
	case a < 0.005:
		return "0"
	case a >= 99.95:
		places = 0
	case a >= 9.995:
		places = 1
	}
	return minus(fmt.Sprintf("%+.*f", places, x))
}

// minus gives a number a true minus sign.
func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

func (p *prompt) greet() {
	t := p.table
	fmt.Fprintln(p.out, wrapped(t.Scenario.World.Name+": "+t.Scenario.World.Title, "    "))
	fmt.Fprintln(p.out, wrapped(fmt.Sprintf("%s of %s from %v, future %d of seed %d; saved in %s after every move.",
		plural(t.Turns(), "turn"), plural(t.Turn, "month"), t.From, t.Future, t.Seed, p.saves), "    "))
	fmt.Fprintln(p.out, "Scores are in $bn over the game so far. Type help for what can be typed.")
	if note := p.unsourced(); note != "" {
		fmt.Fprintln(p.out, note)
	}
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// show prints what the players see before a turn: news, the market, the seats.
func (p *prompt) show() {
	t, now := p.table, &p.turns[len(p.turns)-1]
	from, to := t.Begins(p.turn), t.Begins(p.turn+1)-1
	when := from.String()
	if to > from {
		when += " to " + to.String()
	}
	head := fmt.Sprintf("TURN %d of %d · %s ", p.turn, t.Turns(), when)
	fmt.Fprintf(p.out, "\n%s%s\n", head, strings.Repeat("─", max(3, pageWidth-len([]rune(head)))))
	p.printNews(now.Events)
	p.market(now)
	for k, seat := range t.Seats {
		var cells []string
		for _, a := range now.Seats[k] {
			cells = append(cells, a.Name+" "+inUnit(a.Value, a.Unit))
		}
		fmt.Fprintln(p.out, wrapped(fmt.Sprintf("%s (%s): %s", p.named(k), seat.Is, strings.Join(cells, ", ")), "    "))
	}
	if len(p.turns) > 1 {
		var cells []string
		for k := range t.Seats {
			cells = append(cells, p.named(k)+" "+signed(now.Scores[k]))
		}
		fmt.Fprintln(p.out, wrapped("Scores: "+strings.Join(cells, ", "), "  "))
	}
}

// market prints the headlines with those of the turn before.
func (p *prompt) market(now *game.Turn) {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for i, h := range p.heads {
		line := fmt.Sprintf("  %s\t%s", label(h), inUnit(now.Market[i], h.Unit))
		if n := len(p.turns); n > 1 {
			line += "\twas " + inUnit(p.turns[n-2].Market[i], h.Unit)
		}
		fmt.Fprintln(w, line)
	}
	w.Flush()
}

// printNews prints events by kind. Of releases only the best of their kind are
// named, and those of the players.
func (p *prompt) printNews(events []game.Event) {
	followed := 0
	list := map[string][]string{}
	for _, e := range events {
		kind := e.Kind
		if kind == "followed" {
			who, _, _ := strings.Cut(e.Text, ":")
			if !slices.ContainsFunc(p.table.Seats, func(s game.Seat) bool { return s.Is == who }) {
				followed++
				continue
			}
			kind = "released"
		}
		list[kind] = append(list[kind], e.Text)
	}
	if followed > 0 {
		list["released"] = append(list["released"], plural(followed, "flagship")+" behind these")
	}
	for _, kind := range []string{"released", "entered", "left", "shock", "lever"} {
		if len(list[kind]) > 0 {
			fmt.Fprintln(p.out, wrapped(kind+": "+strings.Join(list[kind], "; "), "    "))
		}
	}
}

// wrapped breaks a line at spaces to the width of the page; further lines are
// set in. Spaces at its beginning stay.
func wrapped(text, indent string) string {
	body := strings.TrimLeft(text, " ")
	line, lines := text[:len(text)-len(body)], []string(nil)
	bare := true // nothing but space stands on the line
	for _, w := range strings.Fields(body) {
		switch {
		case bare:
			line += w
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > pageWidth:
			lines = append(lines, line)
			line = indent + w
		default:
			line += " " + w
		}
		bare = false
	}
	return strings.Join(append(lines, line), "\n")
}

// aligned prints rows in columns, the first to the left and the others to the
// right, two spaces apart. A row of one cell is a line between them.
func aligned(out io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if len(row) == 1 {
				break
			}
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		if len(row) == 1 {
			fmt.Fprintln(out, row[0])
			continue
		}
		var b strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				b.WriteString(cell + space)
			} else {
				b.WriteString("  " + space + cell)
			}
		}
		fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	}
}

// moves prints what the role at the prompt may do, what of its own stands, and
// the names that moves may use.
func (p *prompt) moves() {
	r := game.RoleNamed(p.role)
	fmt.Fprintln(p.out, wrapped(fmt.Sprintf("%s is after %s. %d moves a turn:", r.Name, r.After, game.MostMoves), "    "))
	printPowers(p.out, r)
	if own := p.table.InForce(p.role, p.turn); len(own) > 0 {
		fmt.Fprintln(p.out, wrapped("  may end: "+strings.Join(own, ", "), "    "))
	}
	var blocs, segments []string
	w := &p.table.Scenario.World
	for i := range w.Blocs {
		blocs = append(blocs, w.Blocs[i].Name)
	}
	for i := range w.Segments {
		if w.Segments[i].Layer == undercut.Compute.String() {
			continue // accelerators are sold in one world market: export_control and chip_price reach it
		}
		segments = append(segments, w.Segments[i].Name)
	}
	fmt.Fprintln(p.out, wrapped(fmt.Sprintf("  blocs %s; segments %s", strings.Join(blocs, ", "), strings.Join(segments, ", ")), "    "))
}

// explain prints what the keys of a kind mean.
func (p *prompt) explain(kind string) {
	keys := scenario.LeverKeys(kind)
	if keys == nil {
		fmt.Fprintf(p.out, "%q is no kind of move: type moves for those of this role.\n", kind)
	}
	for _, k := range keys {
		if k.Key == "from" || k.Key == "by" {
			continue // the turn and the role say it
		}
		text := "  " + k.Key + ": " + k.Doc
		if bounds := game.RoleNamed(p.role).Bounds(kind, k); bounds != "" {
			text += "; " + bounds
		}
		fmt.Fprintln(p.out, wrapped(text, "      "))
	}
}

// printRoles is the table of roles.
func printRoles(out io.Writer) error {
	fmt.Fprintf(out, "Roles, the bloc or firm that each plays unless ROLE=OTHER says otherwise, and their\nmoves, at most %d a turn. The score of a role is in $bn over the game.\n", game.MostMoves)
	for _, r := range game.Roles() {
		fmt.Fprintf(out, "\n%s (%s): %s\n", r.Name, r.Is, r.Doc)
		fmt.Fprintln(out, wrapped("  after: "+r.After, "    "))
		printPowers(out, &r)
	}
	return nil
}

// printPowers lists the moves of a role with the keys to be given.
func printPowers(out io.Writer, r *game.Role) {
	for _, p := range r.Powers {
		var parts []string
		for _, k := range scenario.LeverKeys(p.Kind) {
			if text := keyWords(k, &p); text != "" {
				parts = append(parts, text)
			}
		}
		fmt.Fprintln(out, wrapped("  "+p.Kind+"  "+strings.Join(parts, "  "), "      "))
	}
}

// keyWords says what may stand at a key, in brackets if it may be left out, or
// nothing for keys that the game fills in.
func keyWords(k scenario.LeverKey, p *game.Power) string {
	switch {
	case k.Key == "from", k.Key == "to", k.Key == "by":
		return ""
	case p.Own == game.OwnFirm && slices.Contains([]string{"firms", "bloc", "segment"}, k.Key):
		return ""
	}
	text := k.Key + "=…"
	switch {
	case k.Enum != nil:
		text = k.Key + "=" + strings.Join(k.Enum, "|")
	case k.List:
		text = k.Key + "=…,…"
	}
	for _, l := range p.Limits {
		if l.Key == k.Key {
			text = fmt.Sprintf("%s=%g…%g", k.Key, l.Min, l.Max)
		}
	}
	if k.Optional {
		return "[" + text + "]"
	}
	return text
}
