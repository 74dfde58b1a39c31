package evidence

import "regexp"

// check returns every breach of the rules between rows.
func (t *Tables) check() []error {
	c := checker{known: map[string]string{}, seen: map[string]place{}}
	c.origins(t)
	for i := range t.parameters {
		p := &t.parameters[i]
		c.once("set and key", p.Set+"/"+p.Key, p.at)
		c.bad = append(c.bad, p.check()...)
		c.cites("source", p.Source, p.at)
		c.mentions("note", p.Note, p.at)
		c.worst(p)
	}
	for i := range t.targets {
		x := &t.targets[i]
		c.once("id", x.ID, x.at)
		c.bad = append(c.bad, x.check()...)
		c.cites("source", x.Source, x.at)
		c.mentions("note", x.Note, x.at)
	}
	for i := range t.history {
		p := &t.history[i]
		c.once("indicator and month", p.Indicator+"/"+p.Month.String(), p.at)
		c.bad = append(c.bad, p.check()...)
		c.cites("source", p.Source, p.at)
		c.mentions("note", p.Note, p.at)
		if i > 0 && t.history[i-1].Indicator == p.Indicator && t.history[i-1].Month > p.Month {
			c.bad = append(c.bad, p.at.errorf("month", "is %v after a row of %v: want months of an indicator in order", p.Month, t.history[i-1].Month))
		}
	}
	c.firstPrints(t)
	c.stories(t)
	return c.bad
}

// A checker knows the ids that may be cited.
type checker struct {
	known map[string]string // id to grade; a source's is empty
	seen  map[string]place
	bad   []error
}

// origins checks sources and facts, and notes their ids.
func (c *checker) origins(t *Tables) {
	for _, s := range t.sources {
		c.once("id", s.ID, s.at)
		c.known[s.ID] = ""
	}
	for _, f := range t.facts {
		if _, ok := c.known[f.Source]; !ok {
			c.bad = append(c.bad, f.at.errorf("source", "is %q: add its row to sources.csv", f.Source))
		}
		if !factID.MatchString(f.ID) {
			c.bad = append(c.bad, f.at.errorf("id", "is %q: want a letter of FMSTXAK and three or four digits", f.ID))
		}
	}
	for _, f := range t.facts {
		c.once("id", f.ID, f.at)
		c.known[f.ID] = f.Grade
	}
}

// stories checks claims and events.
func (c *checker) stories(t *Tables) {
	for _, x := range t.claims {
		c.once("id", x.ID, x.at)
		c.cites("sources", x.Sources, x.at)
		c.mentions("observed", x.Observed, x.at)
		c.mentions("note", x.Note, x.at)
	}
	for i, e := range t.events {
		c.cites("sources", e.Sources, e.at)
		if i > 0 && t.events[i-1].Date > e.Date {
			c.bad = append(c.bad, e.at.errorf("date", "is %s after %s: want events in order", e.Date, t.events[i-1].Date))
		}
	}
}

// once reports a second row with the same identity in one file.
func (c *checker) once(what, id string, at place) {
	key := at.file + "/" + id
	if first, ok := c.seen[key]; ok {
		c.bad = append(c.bad, at.errorf(what, "is %q, as in line %d: keep one of the two", id, first.line))
		return
	}
	c.seen[key] = at
}

// cites reports ids that no table has.
func (c *checker) cites(column, list string, at place) {
	if list == Assumption || list == Definition {
		return
	}
	for _, id := range split(list) {
		if _, ok := c.known[id]; !ok {
			c.bad = append(c.bad, at.errorf(column, "cites %q, which is in neither facts.csv nor sources.csv: add it, or say assumption", id))
		}
	}
}

var (
	factID  = regexp.MustCompile(`^[FMSTXAK][0-9]{3,4}$`)
	mention = regexp.MustCompile(`\b[FMSTXAK][0-9]{3,4}\b`)
)

// mentions reports fact ids in a text that no table has.
func (c *checker) mentions(column, text string, at place) {
	for _, id := range mention.FindAllString(text, -1) {
		if _, ok := c.known[id]; !ok {
			c.bad = append(c.bad, at.errorf(column, "mentions %s, which is not in facts.csv: add it", id))
		}
	}
}

// worst reports a parameter that claims a better grade than its facts have.
func (c *checker) worst(p *Parameter) {
	if p.Source == Assumption || p.Source == Definition {
		return
	}
	worst := ""
	for _, id := range split(p.Source) {
		worst = max(worst, c.known[id])
	}
	if worst > p.Grade {
		c.bad = append(c.bad, p.at.errorf("grade", "is %s, the worst of its facts has %s: want that", p.Grade, worst))
	}
}
