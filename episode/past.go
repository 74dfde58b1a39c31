package episode

import (
	"errors"
	"fmt"
	"sort"
)

// ErrFuture is what a Past answers to a question about a period that had not
// ended at its cut-off.
var ErrFuture = errors.New("the future is not known")

// A Past is what could be known of an episode at an origin. It holds the rows
// whose period had ended by then; the others are not in it.
type Past struct {
	Plan     *Plan
	Scenario []byte
	until    Date
	rows     []row
	events   []Event
}

// At returns what was known at the end of a period.
func (e *Episode) At(origin Date) Past {
	p := Past{Plan: &e.Plan, Scenario: e.Scenario, until: origin}
	for _, x := range e.rows {
		if x.date.End <= origin.End+1e-9 {
			p.rows = append(p.rows, x)
		}
	}
	for _, x := range e.events {
		if x.Date.End <= origin.End+1e-9 {
			p.events = append(p.events, x)
		}
	}
	return p
}

// All is the past as it is known after the last row: what other episodes may
// learn from. It is no Truth: whoever forecasts inside it cuts it first.
func (e *Episode) All() Past {
	last := Date{}
	for _, x := range e.rows {
		if x.date.End > last.End {
			last = x.date
		}
	}
	return e.At(last)
}

// Until is the day of the cut-off.
func (p Past) Until() Date { return p.until }

// Cut returns the past at an earlier day. A later one is refused: what is not
// in a Past cannot be brought back.
func (p Past) Cut(origin Date) (Past, error) {
	if origin.End > p.until.End+1e-9 {
		return Past{}, fmt.Errorf("past of %s ends at %s, it cannot be widened to %s: %w", p.Plan.Name, p.until, origin, ErrFuture)
	}
	whole := Episode{Plan: *p.Plan, Scenario: p.Scenario, rows: p.rows, events: p.events}
	cut := whole.At(origin)
	cut.Plan = p.Plan
	return cut, nil
}

// Value is one figure. A period after the cut-off is an ErrFuture.
func (p Past) Value(f Figure, at Date) (float64, error) {
	if at.End > p.until.End+1e-9 {
		return 0, fmt.Errorf("%s of %s at %s is asked of the past of %s at %s: %w", f.Series, f.Entity, at, p.Plan.Name, p.until, ErrFuture)
	}
	return value(p.rows, p.Plan.Name, f, at)
}

func value(rows []row, episode string, f Figure, at Date) (float64, error) {
	for _, x := range rows {
		if x.series == f.Series && x.entity == f.Entity && x.date.Same(at) {
			return x.value, nil
		}
	}
	return 0, fmt.Errorf("%s has no %s of %s at %s", episode, f.Series, f.Entity, at)
}

// A Series is figures of one entity in the order of time.
type Series struct {
	Dates  []Date
	Values []float64
}

// Series returns all figures up to the cut-off.
func (p Past) Series(f Figure) Series { return series(p.rows, f) }

func series(rows []row, f Figure) Series {
	var s Series
	for _, x := range rows {
		if x.series == f.Series && x.entity == f.Entity {
			s.Dates, s.Values = append(s.Dates, x.date), append(s.Values, x.value)
		}
	}
	sort.Sort(s)
	return s
}

// Events up to the cut-off.
func (p Past) Events() []Event { return p.events }

// Len, Less and Swap sort by time.
func (s Series) Len() int           { return len(s.Dates) }
func (s Series) Less(i, j int) bool { return s.Dates[i].Mid < s.Dates[j].Mid }
func (s Series) Swap(i, j int) {
	s.Dates[i], s.Dates[j] = s.Dates[j], s.Dates[i]
	s.Values[i], s.Values[j] = s.Values[j], s.Values[i]
}

// A Truth is what happened. It answers those who score, and has no method that
// makes a Past.
type Truth struct {
	name   string
	rows   []row
	events []Event
}

// Truth opens the outcomes of an episode.
func (e *Episode) Truth() Truth { return Truth{e.Plan.Name, e.rows, e.events} }

// Value is what was observed.
func (t Truth) Value(f Figure, at Date) (float64, error) { return value(t.rows, t.name, f, at) }

// Series is all that was observed of one entity.
func (t Truth) Series(f Figure) Series { return series(t.rows, f) }

// Events are all that happened.
func (t Truth) Events() []Event { return t.events }
