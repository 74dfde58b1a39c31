package reconcile

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

// Of a scale that is fitted anew a vintage is kept whole if one score in it is
// news; of another, what is news.
func TestCompareScores(t *testing.T) {
	known := small(t)
	row := func(n int, release, scale string, value float64) evidence.ScoreRow {
		s := undercut.Score{Variant: release[:1], Scale: scale, Seen: day(n), Value: value, Low: math.NaN(), High: math.NaN(), Source: "a", Grade: "A"}
		if release == "x@2026-01" && scale == "eci" {
			s.Low, s.High = 138, 142
		}
		return evidence.ScoreRow{Release: release, Score: s}
	}
	at := func(n int, y, gpqa float64) *importer.Batch {
		return &importer.Batch{Scores: []evidence.ScoreRow{row(n, "x@2026-01", "eci", 140), row(n, "y@2026-02", "eci", y), row(n, "x@2026-01", "gpqa", gpqa), row(n, "y@2026-02", "gpqa", 0.4)}}
	}
	same := at(1, 130, 0.5)
	same.Scores = same.Scores[:3]
	if c := Compare(known, &importer.Format{}, same, day(1), false); len(c.Rows.Scores) > 0 || c.Unchanged["scores.csv"] != 3 {
		t.Errorf("a vintage that says the same: %q, %d unchanged", saying(c), c.Unchanged["scores.csv"])
	}
	c := Compare(known, &importer.Format{}, at(1, 131, 0.5), day(1), false)
	wantChanges(t, c, "changed y@2026-02 · eci: 131, was 130 of 2026-03-01", "added y@2026-02 · gpqa: 0.4")
	if len(c.Rows.Scores) != 3 {
		t.Errorf("rows are %+v: want both of eci, and the one of gpqa that is new", c.Rows.Scores)
	}
	after := stored(t, known, c, day(1))
	wantChanges(t, Compare(after, &importer.Format{}, at(1, 131, 0.5), day(1), false))
	wantChanges(t, Compare(after, &importer.Format{}, at(2, 131, 0.5), day(2), false))
	twice := at(2, 131, 0.5)
	twice.Scores = append(twice.Scores, row(2, "y@2026-02", "eci", 132))
	wantProblem(t, Compare(after, &importer.Format{}, twice, day(2), false).Problems, "the variant comes twice")
}

// A share in per cent is no share.
func TestCompareSharesInPercent(t *testing.T) {
	b := &importer.Batch{Scores: []evidence.ScoreRow{
		{Release: "x@2026-01", Score: undercut.Score{Variant: "a", Scale: "gpqa", Seen: day(1), Value: 86, Low: math.NaN(), High: math.NaN(), Source: "a", Grade: "A"}},
		{Release: "x@2026-01", Score: undercut.Score{Variant: "b", Scale: "gpqa", Seen: day(1), Value: -0.02, Low: math.NaN(), High: math.NaN(), Source: "a", Grade: "A"}},
		{Release: "x@2026-01", Score: undercut.Score{Variant: "a", Scale: "arena", Seen: day(1), Value: 1400, Low: math.NaN(), High: math.NaN(), Source: "a", Grade: "A"}},
	}}
	c := Compare(small(t), &importer.Format{}, b, day(1), false)
	wantProblem(t, c.Problems, `x@2026-01 on gpqa is "86": want a share of 1, not per cent`)
	if len(c.Problems) != 1 || len(c.Rows.Scores) != 2 {
		t.Errorf("%v, %v", c.Problems, c.Rows.Scores)
	}
}

// A vintage of a scale that is fitted anew which has much less than the fullest
// is told of: figures may pass over it. Another file of the same day adds to it.
func TestCompareVintagesThatLackMost(t *testing.T) {
	known := small(t)
	for i := range 8 {
		known.Scores = append(known.Scores, evidence.ScoreRow{Release: "y@2026-02", Score: undercut.Score{Variant: fmt.Sprint(i), Scale: "eci", Seen: day(1), Value: 100, Low: math.NaN(), High: math.NaN(), Source: "a", Grade: "A"}})
	}
	of := func(n int, variants ...int) *importer.Batch {
		b := &importer.Batch{}
		for _, v := range variants {
			b.Scores = append(b.Scores, evidence.ScoreRow{Release: "y@2026-02", Score: undercut.Score{Variant: fmt.Sprint(v), Scale: "eci", Seen: day(n), Value: 101, Low: math.NaN(), High: math.NaN(), Source: "a", Grade: "A"}})
		}
		return b
	}
	const whole, over = "that of 2026-04-01 has 8: is the file whole?", "Figures pass over"
	for _, c := range []struct {
		batch        *importer.Batch
		value        string
		told, passed bool
	}{
		{of(2, 0, 1, 2, 3, 4, 5, 6), "", false, false},
		{of(2, 0, 1, 2, 3, 4, 5), "6 scores", true, false},
		{of(2, 0, 1, 2, 3), "4 scores", true, false},
		{of(2, 0, 1, 2), "3 scores", true, true},
		{of(1, 0), "", false, false},
	} {
		got := Compare(known, &importer.Format{}, c.batch, day(2), false).Doubts
		switch {
		case !c.told && len(got) > 0:
			t.Errorf("%d scores: %v", len(c.batch.Scores), got)
		case c.told && (len(got) != 1 || got[0].Value != c.value || got[0].Place != "scale eci of 2026-04-02" || !strings.Contains(got[0].Want, whole) || strings.Contains(got[0].Want, over) != c.passed):
			t.Errorf("%d scores: %v", len(c.batch.Scores), got)
		}
	}
}

// A release that is known stays; its openness changes where that is news.
func TestCompareReleasesAndOpenness(t *testing.T) {
	known := small(t)
	state := func(release string, s undercut.Openness, from, seen undercut.Day, source string) evidence.AccessRow {
		return evidence.AccessRow{Release: release, Access: undercut.Access{State: s, From: from, Seen: seen, Source: source, Grade: "C"}}
	}
	january, february := undercut.DayOf(2026, 1, 10), undercut.DayOf(2026, 2, 10)
	for name, c := range map[string]struct {
		row         evidence.AccessRow
		want, doubt string
	}{
		"known, and said again":         {state("x@2026-01", undercut.APIOnly, january, day(1), "b"), "", ""},
		"not known before":              {state("y@2026-02", undercut.Weights, february, day(1), "b"), "added y@2026-02: weights since 2026-02-10, was unknown since 2026-02-10", ""},
		"weights since a later day":     {state("x@2026-01", undercut.OpenWeights, day(1), day(1), "b"), "changed x@2026-01: open since 2026-04-01, was api since 2026-01-10", ""},
		"always open, says another":     {state("x@2026-01", undercut.Weights, january, day(1), "b"), "", `x@2026-01 is "weights since 2026-01-10": it is known as api since 2026-01-10, and stays so`},
		"open, says who said otherwise": {state("x@2026-01", undercut.Weights, january, day(1), "a"), "changed x@2026-01: weights since 2026-04-01, was api since 2026-01-10", ""},
		"that nothing is known":         {state("x@2026-01", undercut.Unknown, january, day(1), "b"), "", ""},
	} {
		got := Compare(known, &importer.Format{}, &importer.Batch{Access: []evidence.AccessRow{c.row}}, day(1), false)
		if strings.Join(saying(got), ";") != c.want || len(got.Problems) > 0 {
			t.Errorf("%s: %q, problems %v", name, saying(got), got.Problems)
		}
		if c.doubt != "" {
			wantProblem(t, got.Doubts, c.doubt)
		}
		after := stored(t, known, got, day(1))
		again := Compare(after, &importer.Format{}, &importer.Batch{Access: []evidence.AccessRow{c.row}}, day(1), false)
		if len(again.List) > 0 {
			t.Errorf("%s: the second import says %q", name, saying(again))
		}
	}
	early := Compare(known, &importer.Format{}, &importer.Batch{Access: []evidence.AccessRow{state("x@2026-01", undercut.APIOnly, january-1, day(1), "a")}}, day(1), false)
	wantProblem(t, early.Problems, "want a state from the release on, 2026-01-10")

	other := known.Releases[0]
	other.Day, other.Seen = february+30, day(1)
	fresh := undercut.Release{ID: "z", Name: "Z", Domain: "language", Day: day(1), Seen: day(1), Source: "b", Grade: "C", Params: other.Params}
	c := Compare(known, &importer.Format{}, &importer.Batch{Releases: []undercut.Release{other, fresh}}, day(1), false)
	wantChanges(t, c, "added z: developer not known of 2026-04-01, language")
	wantProblem(t, c.Doubts, `x@2026-01 is "released 2026-03-12, known as of 2026-01-10": the release stays as it is known`)
	if len(c.Rows.Access) != 1 || c.Rows.Access[0].State != undercut.Unknown {
		t.Errorf("openness of a release of which nothing is said: %+v", c.Rows.Access)
	}
	stored(t, known, c, day(1))
}

// A figure is news if its source has not said it before.
func TestCompareFigures(t *testing.T) {
	known := small(t)
	f := undercut.Figure{
		Subject: "X Lab", Kind: "lab", Country: "US", Metric: "revenue", From: undercut.DayOf(2025, 1, 1), Until: undercut.DayOf(2025, 12, 31),
		Seen: day(1), Value: 10, Low: math.NaN(), High: math.NaN(), Unit: "million USD", Source: "a", Grade: "B",
	}
	of := func(f undercut.Figure) *importer.Batch { return &importer.Batch{Figures: []undercut.Figure{f}} }
	c := Compare(known, &importer.Format{}, of(f), day(1), false)
	wantChanges(t, c, "added X Lab · revenue · 2025-01-01 to 2025-12-31: 10 million USD")
	after := stored(t, known, c, day(1))
	wantChanges(t, Compare(after, &importer.Format{}, of(f), day(1), false))
	f.Source, f.Value, f.Seen = "b", 12, day(2)
	c = Compare(after, &importer.Format{}, of(f), day(2), false)
	wantChanges(t, c, "changed X Lab · revenue · 2025-01-01 to 2025-12-31: 12 million USD, was 10 million USD by a")
	after = stored(t, after, c, day(2))
	f.Source, f.Value, f.Seen = "a", 10, day(3)
	wantChanges(t, Compare(after, &importer.Format{}, of(f), day(3), false))
	f.Metric = "sales"
	wantProblem(t, Compare(after, &importer.Format{}, of(f), day(3), false).Problems, `metric is "sales": want one of revenue`)
}
