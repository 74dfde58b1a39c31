package report

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// everything measures all indicators by all their definitions and prints them.
func everything(t *testing.T, v undercut.View) string {
	t.Helper()
	var out bytes.Buffer
	for _, in := range indicator.All {
		definitions := []string{""}
		for _, p := range in.Params {
			if p.Name == indicator.Definition {
				definitions = p.Values
			}
		}
		for _, d := range definitions {
			a, err := in.Choose(v, indicator.Choice{Definition: d})
			if err != nil {
				fmt.Fprintf(&out, "%s %s: %v\n", in.Name, d, err)
				continue
			}
			fmt.Fprintf(&out, "%s %s: %+v\n", in.Name, d, in.Of(v, a))
		}
	}
	return out.String()
}

// seenBy keeps the rows that had been seen by a day.
func seenBy(o *evidence.Observed, day undercut.Day) *evidence.Observed {
	then := &evidence.Observed{Sources: o.Sources}
	for _, r := range o.Releases {
		if r.Seen <= day {
			then.Releases = append(then.Releases, r)
		}
	}
	for _, r := range o.Access {
		if r.Access.Seen <= day {
			then.Access = append(then.Access, r)
		}
	}
	for _, r := range o.Prices {
		if r.Seen <= day {
			then.Prices = append(then.Prices, r)
		}
	}
	for _, r := range o.Scores {
		if r.Score.Seen <= day {
			then.Scores = append(then.Scores, r)
		}
	}
	for _, r := range o.Figures {
		if r.Seen <= day {
			then.Figures = append(then.Figures, r)
		}
	}
	return then
}

// nonsense turns every row seen after a day into another one of the future.
func nonsense(o *evidence.Observed, day undercut.Day) *evidence.Observed {
	mad := seenBy(o, undercut.Never)
	for i := range mad.Releases {
		if r := &mad.Releases[i]; r.Seen > day {
			r.Developer, r.Country, r.Params.Cost = "OpenAI", "US", 1e9
		}
	}
	for i := range mad.Prices {
		if p := &mad.Prices[i]; p.Seen > day {
			p.In, p.Out, p.From, p.Removed = 1e-6, 1e-6, undercut.DayOf(2023, 3, 14), false
		}
	}
	for i := range mad.Scores {
		if s := &mad.Scores[i].Score; s.Seen > day {
			s.Value, s.Low, s.High = 1e3, math.NaN(), math.NaN()
		}
	}
	for i := range mad.Access {
		if a := &mad.Access[i].Access; a.Seen > day {
			a.State, a.From = undercut.OpenWeights, undercut.DayOf(2023, 3, 14)
		}
	}
	for i := range mad.Figures {
		if f := &mad.Figures[i]; f.Seen > day {
			f.Value, f.From = 1e12, undercut.DayOf(2023, 3, 14)
		}
	}
	return mad
}

// As of a day every indicator, by every definition, is what it would be if rows
// seen later did not exist, and if they said anything else.
func TestNoLaterRowLeaks(t *testing.T) {
	o := evidence.Shipped()
	for _, day := range []undercut.Day{undercut.DayOf(2023, 6, 30), undercut.DayOf(2024, 12, 31), undercut.DayOf(2026, 3, 31)} {
		want := everything(t, o.View(day))
		if got := everything(t, seenBy(o, day).View(day)); got != want {
			t.Errorf("as of %v without later rows:\n%s\nwith them:\n%s", day, got, want)
		}
		if got := everything(t, nonsense(o, day).View(day)); got != want {
			t.Errorf("as of %v other later rows change figures:\n%s\nwere:\n%s", day, got, want)
		}
	}
}

// With today's ruler only scores may be of later: prices, releases, states and
// figures of later change nothing.
func TestOnlyTheRulerIsOfToday(t *testing.T) {
	o := evidence.Shipped()
	day := undercut.DayOf(2024, 12, 31)
	want := everything(t, o.ViewBy(day, o.Latest()))
	then := seenBy(o, day)
	then.Scores = o.Scores
	if got := everything(t, then.ViewBy(day, o.Latest())); got != want {
		t.Errorf("without later rows:\n%s\nwith them:\n%s", got, want)
	}
}
