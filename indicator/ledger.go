package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// A ledger is figures in an order that does not depend on that of their rows:
// by the end of the period, the longest period last, then by grade, the best
// last, and by when they were seen. Its last is the one to take.
type ledger []undercut.Figure

// ledgerOf is the figures of some metrics that had been seen by the day of the
// view.
func ledgerOf(v undercut.View, metrics ...string) ledger {
	var l ledger
	for i := range v.Figures {
		if f := &v.Figures[i]; f.Seen <= v.Day && slices.Contains(metrics, f.Metric) {
			l = append(l, *f)
		}
	}
	slices.SortFunc(l, func(a, b undercut.Figure) int {
		return cmp.Or(
			cmp.Compare(a.Until, b.Until), cmp.Compare(b.From, a.From), cmp.Compare(b.Grade, a.Grade), cmp.Compare(a.Seen, b.Seen),
			strings.Compare(a.Subject, b.Subject), strings.Compare(a.Country, b.Country), strings.Compare(a.Metric, b.Metric),
			strings.Compare(a.Unit, b.Unit), cmp.Compare(a.Value, b.Value), strings.Compare(a.Source, b.Source),
		)
	})
	return l
}

// where keeps the figures for which keep holds.
func (l ledger) where(keep func(*undercut.Figure) bool) ledger {
	var kept ledger
	for i := range l {
		if keep(&l[i]) {
			kept = append(kept, l[i])
		}
	}
	return kept
}

// until keeps the figures whose period had ended by a day.
func (l ledger) until(day undercut.Day) ledger {
	return l.where(func(f *undercut.Figure) bool { return f.Until <= day })
}

// of keeps the figures of a subject; of a country too unless that is empty.
func (l ledger) of(subject, country string) ledger {
	return l.where(func(f *undercut.Figure) bool { return f.Subject == subject && (country == "" || f.Country == country) })
}

// last is the figure to take, nil if there is none.
func (l ledger) last() *undercut.Figure {
	if len(l) == 0 {
		return nil
	}
	return &l[len(l)-1]
}

// subjects lists the subjects of a kind, in order.
func (l ledger) subjects(kind string) []string {
	var names []string
	for i := range l {
		if l[i].Kind == kind {
			names = append(names, l[i].Subject)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// same is a figure of another metric about the same subject and period.
func (l ledger) same(f *undercut.Figure, metric string) *undercut.Figure {
	return l.where(func(g *undercut.Figure) bool {
		return g.Subject == f.Subject && g.From == f.From && g.Until == f.Until && g.Metric == metric
	}).last()
}

// record notes the rows that an estimate rests on and lists them under it.
func (e *Estimate) record(l ledger) {
	t := trail{sources: e.Sources, data: e.Data}
	e.Table.Columns = []string{"subject", "country", "metric", "from", "until", "seen", "value", "unit", "grade", "source", "note"}
	for _, f := range l {
		t.add(f.Source, f.Seen)
		e.Table.Rows = append(e.Table.Rows, []string{
			f.Subject, f.Country, f.Metric, f.From.String(), f.Until.String(), f.Seen.String(), number(f.Value), f.Unit, f.Grade, f.Source, f.Note,
		})
		switch {
		case f.Grade == "D":
			e.warnOnce("rests on weak pages (grade D)")
		case f.Grade == "assumption":
			e.warnOnce("rests on an assumption: " + f.Metric + " of " + f.Subject)
		case f.Seen < f.Until:
			e.warnOnce("rests on a forecast")
		}
	}
	t.mark(e)
}

func (e *Estimate) warnOnce(text string) {
	if !slices.Contains(e.Warnings, text) {
		e.Warnings = append(e.Warnings, text)
	}
}

// start is an estimate to be filled in, undefined if the day lies beyond the
// view or the definition is none of the words.
func start(v undercut.View, a Args, words []string, what string) Estimate {
	e := undefined("")
	e.What = what
	switch {
	case a.At > v.Day:
		e.Undefined = fmt.Sprintf("the day measured is %v, the view ends at %v: measure a day up to that", a.At, v.Day)
	case words != nil && !slices.Contains(words, a.Definition):
		e.Undefined = fmt.Sprintf("definition is %q: want one of %s", a.Definition, strings.Join(words, ", "))
	}
	return e
}

// firm is the owner of a part: OpenAI of OpenAI/GPT-5.
func firm(subject string) string {
	name, _, _ := strings.Cut(subject, "/")
	return name
}

// bounds are a figure's low and high, its value where it has none.
func bounds(f *undercut.Figure) (lo, hi float64) {
	if math.IsNaN(f.Low) {
		return f.Value, f.Value
	}
	return f.Low, f.High
}
