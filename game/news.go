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
	best    []float64 // by segment: the best so far
	open    []float64 // by segment: the best open one so far
	events  []Event
	shock   Event   // of the worst day since the last turn
	fall    float64 // log change of that day
}

func newNews(v undercut.View) news {
	n := news{
		quality: make([]float64, len(v.Firms)), now: make([]float64, len(v.Firms)),
		licence: make([]undercut.Licence, len(v.Firms)), alive: make([]bool, len(v.Firms)),
		best: make([]float64, len(v.Segments)), open: make([]float64, len(v.Segments)),
	}
	for i := range n.quality {
		n.quality[i] = math.NaN()
	}
	for s := range n.best {
		n.best[s], n.open[s] = math.Inf(-1), math.Inf(-1)
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
			n.note(v, n.rank(r), "%s: %s at %.2f decades", v.Firms[r.Firm].Name, r.Licence, r.Quality)
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
	n.day(v)
}

// rank tells a release that is the best of its kind, or the best open one, from
// those that follow.
func (n *news) rank(r *undercut.Row) string {
	kind := "followed"
	if r.Quality > n.best[r.Segment] {
		n.best[r.Segment], kind = r.Quality, "released"
	}
	if r.Licence == undercut.Open && r.Quality > n.open[r.Segment] {
		n.open[r.Segment], kind = r.Quality, "released"
	}
	return kind
}

// leastFall is the fall of a value in a day that makes news, in logs.
const leastFall = -0.05

// day keeps the worst day of a turn: the firm that an open release hit most.
func (n *news) day(v *undercut.View) {
	for i := range v.Books {
		if d := v.Books[i].DayMove; d < min(n.fall, leastFall) && v.Books[i].Alive {
			n.fall = d
			n.shock = Event{v.AsOf, "shock", fmt.Sprintf("%s loses %.0f%% of its value in a day to an open release", v.Firms[i].Name, -100*math.Expm1(d))}
		}
	}
}

func (n *news) note(v *undercut.View, kind, format string, args ...any) {
	n.events = append(n.events, Event{v.AsOf, kind, fmt.Sprintf(format, args...)})
}

// since returns the events from a month on, and forgets the worst day.
func (n *news) since(from undercut.Month) (list []Event) {
	for _, e := range n.events {
		if e.Month >= from {
			list = append(list, e)
		}
	}
	if n.shock.Month >= from && n.fall < 0 {
		list = append(list, n.shock)
	}
	n.fall = 0
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
