package indicator

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"gonum.org/v1/gonum/stat/distuv"
)

// figure adds a figure of a period, or of a day if until is empty, that was
// seen at its end.
func (p *panel) figure(subject, kind, country, metric, from, until string, value float64, unit string) *undercut.Figure {
	p.t.Helper()
	if until == "" {
		until = from
	}
	p.Figures = append(p.Figures, undercut.Figure{
		Subject: subject, Kind: kind, Country: country, Metric: metric, From: p.day(from), Until: p.day(until), Seen: p.day(until),
		Value: value, Low: nan, High: nan, Unit: unit, Source: "F0001", Grade: "B",
	})
	return &p.Figures[len(p.Figures)-1]
}

// runRate adds a lab's run rate in million dollars a year.
func (p *panel) runRate(lab, day string, value float64) *undercut.Figure {
	p.t.Helper()
	return p.figure(lab, "lab", "US", "run_rate", day, "", value, "million USD/year")
}

// estimate checks a value and its interval.
func (p *panel) estimate(what string, e Estimate, mid, lo, hi float64) {
	p.t.Helper()
	p.is(what, e.Mid, mid)
	p.is("low of "+what, e.Lo, lo)
	p.is("high of "+what, e.Hi, hi)
}

// A rate between two figures lies on the straight line through their logs:
// half way from 10 to 40 it is 20.
func TestRateByHand(t *testing.T) {
	p := newPanel(t, "2026-12-31")
	p.runRate("A", "2024-01-01", 10)
	p.runRate("A", "2024-12-30", 40)
	p.figure("B", "lab", "US", "revenue", "2024-01-01", "2024-12-31", 366, "million USD")
	l := ledgerOf(p.View, "run_rate", "revenue")
	for _, c := range []struct {
		subject, day string
		want         float64
	}{
		{"A", "2023-12-31", nan}, // before the first
		{"A", "2024-01-01", 10},
		{"A", "2024-07-01", 20},              // 182 of 364 days
		{"A", "2024-04-01", 10 * math.Sqrt2}, // 91 of them
		{"A", "2024-12-30", 40},
		{"A", "2025-12-31", 40},       // held for 366 days
		{"A", "2026-01-01", nan},      // and no longer
		{"B", "2024-07-02", 365.2425}, // of a year with 366 days, a dollar a day
		{"B", "2024-07-01", nan},      // revenue stands in the middle of its year
		{"C", "2024-07-01", nan},      // nobody
	} {
		r, ok := l.rateOn(c.subject, "", p.day(c.day))
		if !ok {
			r.value = nan
		}
		p.is(c.subject+" on "+c.day, r.value, c.want)
	}
}

// Of two figures of one day the better graded counts, of two as good the one
// seen later.
func TestWhichFigureCounts(t *testing.T) {
	p := newPanel(t, "2026-12-31")
	p.runRate("A", "2025-01-01", 7).Grade = "C"
	p.runRate("A", "2025-01-01", 5)
	late := p.runRate("A", "2025-01-01", 4)
	late.Seen = p.day("2025-03-01")
	r, _ := ledgerOf(p.View, "run_rate").rateOn("A", "", p.day("2025-01-01"))
	p.is("rate", r.value, 4)
	p.Day = p.day("2025-02-01")
	r, _ = ledgerOf(p.View, "run_rate").rateOn("A", "", p.day("2025-01-01"))
	p.is("rate before the later row was seen", r.value, 5)
}

// gonum's quantile is the reference.
func TestStudentQuantile(t *testing.T) {
	for n := 1; n <= 200; n++ {
		want := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n)}.Quantile(0.95)
		if got := student95(n); math.Abs(got-want) > 0.004 {
			t.Errorf("with %d degrees of freedom %v, want %v", n, got, want)
		}
	}
	if !math.IsNaN(student95(0)) {
		t.Error("without degrees of freedom there is a quantile")
	}
}
