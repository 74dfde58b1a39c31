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
	if len(p.Worlds) == 0 {
		r.say("worlds is empty: name at least one market to forecast")
	}
	for i := range p.Worlds {
		r.world(e, &p.Worlds[i])
	}
	for i := range p.Hard {
		r.known(e, "hard", p.Hard[i].World)
	}
	for i := range p.Halve {
		r.known(e, "halve", p.Halve[i].World)
	}
	if p.Exits != nil {
		r.known(e, "exits", p.Exits.World)
	}
}

func (r *reader) say(format string, args ...any) {
	r.bad = append(r.bad, fmt.Errorf("%s/episode.yaml: %s", r.folder, fmt.Sprintf(format, args...)))
}

func (r *reader) known(e *Episode, where, world string) {
	if _, err := e.World(world); err != nil {
		r.say("%s: %v", where, err)
	}
}

// world checks one market of the plan.
func (r *reader) world(e *Episode, w *World) {
	if w.Name == "" || w.Segment == "" {
		r.say("worlds: name and segment must be given")
	}
	if !slices.Contains([]string{"year", "quarter", "month"}, w.Every) {
		r.say("worlds.%s.every is %q: want year, quarter or month", w.Name, w.Every)
	}
	if w.Units == nil && w.Growth == nil {
		r.say("worlds.%s: give a series of units, or growth with value, sd and source", w.Name)
	}
	if g := w.Growth; g != nil && (g.Source == "" || g.SD < 0) {
		r.say("worlds.%s.growth: give a source and an sd that is not negative", w.Name)
	}
	for _, f := range []struct {
		key string
		fig *Figure
	}{{"price", w.Price}, {"units", w.Units}, {"cumulative", w.Cumulative}} {
		if f.fig != nil {
			r.figure(e, w.Name+"."+f.key, *f.fig, true)
		}
	}
	for _, s := range w.Score {
		ok := s == "price" && w.Price != nil || s == "shares" && w.Shares != nil || s == "units" && w.Units != nil
		if !ok {
			r.say("worlds.%s.score is %q: want price, shares or units, each with its series", w.Name, s)
		}
	}
	if w.Shares != nil {
		r.shares(e, w)
	}
}

// figure wants a series to be there, long enough, and positive if it is one of
// which logs are taken.
func (r *reader) figure(e *Episode, where string, f Figure, positive bool) {
	n := 0
	for _, x := range e.rows {
		if x.series != f.Series || x.entity != f.Entity {
			continue
		}
		n++
		if positive && !(x.value > 0) {
			r.fail(x.file, x.line, "%s of %s is %g: a price, a cost or an output is above 0; leave out what was not sold", f.Series, f.Entity, x.value)
		}
	}
	switch {
	case n == 0:
		r.say("worlds.%s: the tables have no %s of %s; they have %s", where, f.Series, f.Entity, r.names(e))
	case positive && n < 3:
		r.say("worlds.%s: %s of %s has %d figures: a forecast needs a level and a change before its origin and one figure after, at least 3", where, f.Series, f.Entity, n)
	}
}

// names lists the series of an episode.
func (r *reader) names(e *Episode) string {
	var all []string
	for _, x := range e.rows {
		all = append(all, x.series+" of "+x.entity)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) > 12 {
		all = append(all[:12], "…")
	}
	return strings.Join(all, ", ")
}

func (r *reader) shares(e *Episode, w *World) {
	s := w.Shares
	if len(s.Firms) < 2 && s.Rest == "" {
		r.say("worlds.%s.shares: name at least two firms: a share is of something", w.Name)
	}
	for _, firm := range s.FirmNames() {
		for _, entity := range s.Firms[firm] {
			r.figure(e, w.Name+".shares."+firm, Figure{s.Series, entity}, false)
		}
	}
	for _, x := range e.rows {
		if x.series == s.Series && x.value < 0 {
			r.fail(x.file, x.line, "%s of %s is %g: a share or an output is not negative", x.series, x.entity, x.value)
		}
	}
	if s.Of != "" && s.Of != "100" {
		r.figure(e, w.Name+".shares.of", Figure{s.Series, s.Of}, true)
	}
}
