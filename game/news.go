package game

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// A news follows a future and notes what a reader of newspapers would hear:
// releases of flagships, firms that come and go, days on which values fell.
type news struct {
	quality []float64          // by firm: its flagship's; NaN none
	licence []undercut.Licence // by firm
	alive   []bool
	now     []float64
	events  []Event
}

func newNews(v undercut.View) news {
	n := news{
		quality: make([]float64, len(v.Firms)), now: make([]float64, len(v.Firms)),
		licence: make([]undercut.Licence, len(v.Firms)), alive: make([]bool, len(v.Firms)),
	}
	for i := range n.quality {
		n.quality[i] = math.NaN()
	}
	return n
}

// read notes what is new in a month.
func (n *news) read(v *undercut.View) {
	for i := range n.now {
		n.now[i] = math.NaN()
	}
	for i := range v.Rows {
		r := &v.Rows[i]
		if r.Tier != undercut.Flagship || v.Segments[r.Segment].Layer != undercut.Model || n.now[r.Firm] == n.now[r.Firm] {
			continue
		}
		n.now[r.Firm] = r.Quality
		if r.Quality != n.quality[r.Firm] || r.Licence != n.licence[r.Firm] {
			n.note(v, "released", "%s: %s at %.2f decades", v.Firms[r.Firm].Name, r.Licence, r.Quality)
		}
		n.licence[r.Firm] = r.Licence
	}
	copy(n.quality, n.now)
	for i := range v.Books {
		switch now := v.Books[i].Alive; {
		case now && !n.alive[i]:
			n.note(v, "entered", "%s (%s, %s)", v.Firms[i].Name, v.Segments[v.Firms[i].Segment].Name, v.Blocs[v.Firms[i].Bloc].Name)
		case !now && n.alive[i]:
			n.note(v, "left", "%s (%s, %s)", v.Firms[i].Name, v.Segments[v.Firms[i].Segment].Name, v.Blocs[v.Firms[i].Bloc].Name)
		}
		n.alive[i] = v.Books[i].Alive
	}
	n.shock(v)
}

// shock notes the firm that an open release hit most.
func (n *news) shock(v *undercut.View) {
	worst := -1
	for i := range v.Books {
		if d := v.Books[i].DayMove; d < -0.01 && v.Books[i].Alive && (worst < 0 || d < v.Books[worst].DayMove) {
			worst = i
		}
	}
	if worst >= 0 {
		n.note(v, "shock", "%s loses %.0f%% of its value in a day to an open release", v.Firms[worst].Name, -100*math.Expm1(v.Books[worst].DayMove))
	}
}

func (n *news) note(v *undercut.View, kind, format string, args ...any) {
	n.events = append(n.events, Event{v.AsOf, kind, fmt.Sprintf(format, args...)})
}

// since returns the events from a month on.
func (n *news) since(from undercut.Month) (list []Event) {
	for _, e := range n.events {
		if e.Month >= from {
			list = append(list, e)
		}
	}
	return list
}

// levers are the policies that begin or end between two months: moves with who
// made them, and the scenario's own by name.
func (t *Table) levers(from, to undercut.Month) (list []Event) {
	in := func(m undercut.Month) bool { return m >= from && m <= to }
	for i := range t.Moves {
		if o := &t.orders[i]; in(o.from) {
			list = append(list, Event{o.from, "lever", t.Moves[i].Role + ": " + t.Words(i)})
		}
	}
	for k, l := range t.Scenario.Levers {
		w, name := window(l), t.Scenario.LeverNames[k]
		switch {
		case name == "":
		case in(w.From):
			list = append(list, Event{w.From, "lever", "script: " + name + " begins"})
		case w.To != 0 && in(w.To):
			list = append(list, Event{w.To, "lever", "script: " + name + " ends"})
		}
	}
	return list
}
