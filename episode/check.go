package episode

import (
	"fmt"
	"slices"
	"strings"
)

// check reports what would make a forecast meaningless: dates that repeat,
// units and periods that change within a series, prices and costs that are not
// positive, series that the plan names and the tables do not have.
func (r *reader) check(e *Episode) {
	first := map[[2]string]row{}
	seen := map[[3]string]row{}
	for _, x := range e.rows {
		name := [2]string{x.series, x.entity}
		day := [3]string{x.series, x.entity, x.date.Text}
		if was, ok := seen[day]; ok {
			r.fail(x.file, x.line, "%s of %s at %s stands in line %d already: keep one", x.series, x.entity, x.date, was.line)
		}
		seen[day] = x
		was, ok := first[name]
		if !ok {
			first[name] = x
			continue
		}
		if was.unit != x.unit {
			r.fail(x.file, x.line, "unit of %s of %s is %q, in line %d it is %q: convert one, or name two series", x.series, x.entity, x.unit, was.line, was.unit)
		}
		if was.date.Every != x.date.Every {
			r.fail(x.file, x.line, "date of %s of %s is %s, in line %d it is %s: one series has one kind of period", x.series, x.entity, x.date, was.line, was.date)
		}
	}
	r.plan(e)
}

// plan holds the plan against the tables.
func (r *reader) plan(e *Episode) {
	p := &e.Plan
	if p.Name == "" || p.Title == "" || p.Mechanism == "" {
		r.say("name, title and mechanism must be given")
	}
	if !slices.Contains([]string{"undercut", "gift", "survivor"}, p.Group) {
		r.say("group is %q: want undercut, gift or survivor", p.Group)
	}
	if !slices.Contains(grades[:3], p.Grade) {
		r.say("grade is %q: want A, B or C", p.Grade)
	}
	if len(p.Worlds) == 0 {
		r.say("worlds is empty: name at least one market to forecast")
	}
	for i := range p.Worlds {
		r.world(e, &p.Worlds[i])
	}
	r.asked(e)
}

// asked checks what is looked at by itself: markets and firms that the plan
// has, and years to come.
func (r *reader) asked(e *Episode) {
	p := &e.Plan
	for _, h := range p.Hard {
		if w, ok := r.known(e, "hard", h.World); ok && h.Measure != "price" && h.Measure != "units" {
			r.firm("hard.measure", h.Measure, w)
		}
		if h.At.End <= h.Origin.End {
			r.say("hard: at is %s, origin %s: want a later date", h.At, h.Origin)
		}
	}
	for _, h := range p.Halve {
		if w, ok := r.known(e, "halve", h.World); ok {
			r.firm("halve.firm", h.Firm, w)
		}
		r.ahead("halve.years", []int{h.Years})
	}
	if p.Exits != nil {
		r.known(e, "exits", p.Exits.World)
		r.ahead("exits.years", p.Exits.Years)
	}
}

func (r *reader) say(format string, args ...any) {
	r.bad = append(r.bad, fmt.Errorf("%s/episode.yaml: %s", r.folder, fmt.Sprintf(format, args...)))
}

func (r *reader) known(e *Episode, where, world string) (World, bool) {
	w, err := e.World(world)
	if err != nil {
		r.say("%s: %v", where, err)
	}
	return w, err == nil
}

// firm wants a name to be one of a market's firms.
func (r *reader) firm(where, name string, w World) {
	if w.Shares == nil {
		r.say("%s is %q: world %s has no shares", where, name, w.Name)
		return
	}
	if all := w.Shares.FirmNames(); !slices.Contains(all, name) {
		r.say("%s is %q: world %s has %s", where, name, w.Name, strings.Join(all, ", "))
	}
}

// ahead wants whole years after an origin.
func (r *reader) ahead(where string, years []int) {
	if len(years) == 0 || slices.Min(years) < 1 {
		r.say("%s is %v: want whole years from 1 up", where, years)
	}
}
