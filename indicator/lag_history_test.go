package indicator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// observed is the shipped evidence as known at its end.
func observed(t testing.TB) *panel {
	p := &panel{View: evidence.Shipped().View(undercut.DayOf(2026, 10, 9))}
	p.t, _ = t.(*testing.T)
	return p
}

// The values of testdata/independent.csv were computed from the same scores by
// another program in another language, before this one was written. Months there
// are of 30.4375 days, and values have two decimals, of the index four digits.
func TestLagsAgreeWithAnotherProgram(t *testing.T) {
	p := observed(t)
	text, err := os.ReadFile("testdata/independent.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		in, month, want := map[string]Indicator{"lag_open": LagOpen, "lag_cn": LagChina, "frontier": Frontier}[r[0]], mustMonth(t, r[1]), mustFloat(t, r[2])
		tolerance := 0.006
		if r[0] == "frontier" {
			tolerance = 0.06
		}
		if e := p.measure(in, Choice{At: month.Last().String()}); !(math.Abs(e.Mid-want) < tolerance) {
			t.Errorf("%s of %v is %.3f (%s), the other program has %.3f", r[0], month, e.Mid, e.Basis, want)
		}
	}
	if len(rows)-1 != 39+39+43 {
		t.Errorf("%d months were compared, want 121", len(rows)-1)
	}
}

func mustMonth(t *testing.T, s string) undercut.Month {
	m, err := undercut.ParseMonth(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func mustFloat(t *testing.T, s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// published are figures of Epoch AI and what the definition that comes nearest
// to its own gives. Its scores were of earlier vintages.
var published = []struct {
	what   string
	in     Indicator
	choice Choice
	figure string
	want   float64
	off    float64 // how far the value may lie from it
}{
	// A model has caught up if its score is not significantly lower (F0200).
	{"open behind closed, 2023-01 to 2025-10, months", LagOpen, Choice{Definition: withinError, From: "2023-01-01", At: "2025-10-30"}, "3.5 (1.1 to 5.3)", 3.5, 0.5},
	{"the same in points", GapOpen, Choice{Definition: meanOfEnds, From: "2023-01-01", At: "2025-10-30"}, "7 (0 to 14)", 7, 1},
	{"open behind closed, up to 2026-05, months", LagOpen, Choice{Definition: withinError, From: "2023-01-01", At: "2026-05-31"}, "4", 4, 1.1}, // a median of 18 records: 3.8 with one record more
	{"the same in points", GapOpen, Choice{Definition: meanOfEnds, From: "2023-01-01", At: "2026-05-31"}, "8", 8, 0.5},
	// How long ago the United States had what China has, over days (F0201).
	{"China behind the US, 2023 to 2025, months", LagChina, Choice{Definition: meanOfEnds, From: "2023-01-01", At: "2025-12-31"}, "7 (4 to 14)", 7, 1},
	{"the same", LagChina, Choice{Definition: catchUp, From: "2023-01-01", At: "2025-12-31"}, "7 (4 to 14)", 7, 1},
}

func TestPublishedLagsAreReproduced(t *testing.T) {
	p := observed(t)
	for _, c := range published {
		e := p.measure(c.in, c.choice)
		if !(math.Abs(e.Mid-c.want) <= c.off) || !(e.Lo <= c.want && c.want <= e.Hi) {
			t.Errorf("%s: %.2f (%.2f to %.2f), published %g", c.what, e.Mid, e.Lo, e.Hi, c.want)
		}
	}
}

// The tables of docs/evidence.md hold what is measured.
func TestDocumentedLagsAreMeasured(t *testing.T) {
	doc, err := os.ReadFile("../docs/evidence.md")
	if err != nil {
		t.Fatal(err)
	}
	p := observed(t)
	var lines []string
	for _, c := range published {
		e := p.measure(c.in, c.choice)
		lines = append(lines, fmt.Sprintf("| %s | %s | `%s` | %.1f (%.1f to %.1f) |", c.what, c.figure, c.choice.Definition, e.Mid, e.Lo, e.Hi))
	}
	for _, d := range lags {
		open, china := p.measure(LagOpen, Choice{Definition: d}), p.measure(LagChina, Choice{Definition: d})
		lines = append(lines, fmt.Sprintf("| `%s` | %.1f (%.1f to %.1f) | %.1f (%.1f to %.1f) |", d, open.Mid, open.Lo, open.Hi, china.Mid, china.Lo, china.Hi))
	}
	for _, line := range lines {
		if !strings.Contains(string(doc), line+"\n") {
			t.Errorf("docs/evidence.md lacks the line\n%s", line)
		}
	}
}

// until is a view without what happened after a day, scores apart: they are of
// one vintage.
func until(v undercut.View, day undercut.Day) undercut.View {
	place := map[int]int{}
	var kept []undercut.Release
	for i, r := range v.Releases {
		if r.Day <= day {
			place[i] = len(kept)
			r.Access = slices.DeleteFunc(slices.Clone(r.Access), func(a undercut.Access) bool { return a.From > day })
			kept = append(kept, r)
		}
	}
	v.Releases = kept
	v.Scores = slices.Clone(v.Scores)
	v.Scores = slices.DeleteFunc(v.Scores, func(s undercut.Score) bool { _, ok := place[s.Release]; return !ok })
	for i := range v.Scores {
		v.Scores[i].Release = place[v.Scores[i].Release]
	}
	v.Offers = nil
	return v
}

// Measured on a day, nothing that came later matters.
func TestNothingLaterThanTheDayMatters(t *testing.T) {
	all := observed(t)
	day := all.day("2025-06-30")
	then := &panel{t, until(all.View, day)}
	for _, in := range lagFamily {
		for _, d := range append([]string{""}, words(in)...) {
			c := Choice{Definition: d, At: day.String()}
			if a, b := all.measure(in, c), then.measure(in, c); !reflect.DeepEqual(text(a), text(b)) {
				t.Errorf("%s %s knows the future:\n%+v\nwithout it\n%+v", in.Name, d, a, b)
			}
		}
	}
}

// As of a day before the first vintage of the index there are no lags on it,
// and with a scale that was there they are measured.
func TestLagsAsOfThen(t *testing.T) {
	day := undercut.DayOf(2024, 12, 31)
	p := &panel{t, evidence.Shipped().View(day)}
	for _, in := range lagFamily {
		for _, d := range append([]string{""}, words(in)...) {
			if e := p.measure(in, Choice{Definition: d}); e.Data > day || e.Mid != e.Mid && e.Undefined == "" {
				t.Errorf("%s %s as of %v: %v of %v, %q", in.Name, d, day, e.Mid, e.Data, e.Undefined)
			}
		}
	}
}

// BenchmarkLags is all figures of this family by all their definitions.
func BenchmarkLags(b *testing.B) {
	p := observed(b)
	figures := 0
	for b.Loop() {
		for _, in := range lagFamily {
			for _, d := range append([]string{""}, words(in)...) {
				a, err := in.Choose(p.View, Choice{Definition: d})
				if err != nil {
					b.Fatal(err)
				}
				in.Of(p.View, a)
				figures++
			}
		}
	}
	b.ReportMetric(float64(figures)/float64(b.N), "figures/op")
}
