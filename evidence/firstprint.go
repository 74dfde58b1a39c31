package evidence

import "github.com/undercut-sim/undercut"

const firstPrintColumns = "indicator,month,value,known_from,source,note"

// A FirstPrint is an observation as it could first be read. What history.csv
// says of a month may rest on figures that came out later, or on a scale of
// capability that was fitted later; a forecast that pretends to be made on a
// day may be calibrated by first prints of that day and by nothing else.
type FirstPrint struct {
	Indicator string // as in package gauge
	Month     undercut.Month
	Value     float64
	KnownFrom undercut.Day // when the source was there, or as of which it was measured
	Source    string       // of the time: no fact among them is dated later
	Note      string
	at        place
}

func (r *row) firstPrint() FirstPrint {
	return FirstPrint{
		Indicator: r.text("indicator"), Month: r.month("month"), Value: r.number("value"),
		KnownFrom: r.day("known_from"), Source: r.text("source"), Note: r.optional("note"), at: r.place(),
	}
}

// FirstPrints returns observations as they could first be read, by indicator
// and month.
func FirstPrints() []FirstPrint { return append([]FirstPrint(nil), home().prints...) }

// firstPrints checks rows against each other and their sources.
func (c *checker) firstPrints(t *Tables) {
	dated := map[string]string{}
	for _, f := range t.facts {
		dated[f.ID] = f.Date
	}
	for i := range t.prints {
		p := &t.prints[i]
		c.once("indicator and month", p.Indicator+"/"+p.Month.String(), p.at)
		c.cites("source", p.Source, p.at)
		c.mentions("note", p.Note, p.at)
		if i > 0 && t.prints[i-1].Indicator == p.Indicator && t.prints[i-1].Month > p.Month {
			c.bad = append(c.bad, p.at.errorf("month", "is %v after a row of %v: want months of an indicator in order", p.Month, t.prints[i-1].Month))
		}
		if p.KnownFrom < p.Month.First() {
			c.bad = append(c.bad, p.at.errorf("known_from", "is %v, before %v that it speaks of: want a later day", p.KnownFrom, p.Month))
		}
		for _, id := range split(p.Source) {
			if day := dated[id]; day > p.KnownFrom.String() {
				c.bad = append(c.bad, p.at.errorf("source", "cites %s of %s, known_from is %v: want a source of that time, or a later known_from", id, day, p.KnownFrom))
			}
		}
	}
}
