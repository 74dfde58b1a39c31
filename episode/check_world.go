package episode

import (
	"slices"
	"strings"
)

// world checks one market of the plan.
func (r *reader) world(e *Episode, w *World) {
	if w.Name == "" || w.Segment == "" {
		r.say("worlds: name and segment must be given")
	}
	if !slices.Contains([]string{"year", "quarter", "month"}, w.Every) {
		r.say("worlds.%s.every is %q: want year, quarter or month", w.Name, w.Every)
	}
	r.ahead("worlds."+w.Name+".horizons", w.Horizons)
	r.origins(w)
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

// origins wants days to forecast from.
func (r *reader) origins(w *World) {
	o := w.Origins
	ranged := o.From.Text != "" && o.To.Text != ""
	switch {
	case len(o.Named) == 0 && !ranged:
		r.say("worlds.%s.origins is empty: want named days, or from and to", w.Name)
	case ranged && (o.From.Every != o.To.Every || o.From.End > o.To.End), (o.From.Text == "") != (o.To.Text == ""):
		r.say("worlds.%s.origins is from %q to %q: want two periods of one kind, the first not later", w.Name, o.From, o.To)
	case o.Step < 0:
		r.say("worlds.%s.origins.step is %d: want years, or none for 1", w.Name, o.Step)
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
		r.say("worlds.%s: %s of %s: %d of at least 3 figures: a forecast needs a level and a change before its origin, and one figure after", where, f.Series, f.Entity, n)
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
	for _, firm := range s.Ended {
		r.firm("worlds."+w.Name+".shares.ended", firm, *w)
	}
	first := row{}
	for _, x := range e.rows {
		if x.series != s.Series {
			continue
		}
		if first.line == 0 {
			first = x
		}
		if x.value < 0 {
			r.fail(x.file, x.line, "%s of %s is %g: a share or an output is not negative; leave out what was not sold", x.series, x.entity, x.value)
		}
		if x.date.Every != first.date.Every {
			r.fail(x.file, x.line, "date of %s of %s is %s, in line %d that of %s is %s: shares of one whole have one kind of period", x.series, x.entity, x.date, first.line, first.entity, first.date)
		}
	}
	if s.Of != "" && s.Of != "100" {
		r.figure(e, w.Name+".shares.of", Figure{s.Series, s.Of}, true)
	}
}
