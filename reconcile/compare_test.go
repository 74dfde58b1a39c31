package reconcile

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

// Worked by hand: b said 3 in March, a said 4 in January and 1 for y.
func TestCompareWithWhatIsKnown(t *testing.T) {
	known := small(t)
	x := func(source string, in float64) evidence.Price { return offerOn(1, source, "x@2026-01", "x", in, 12) }
	for name, c := range map[string]struct {
		row    evidence.Price
		want   string
		behind bool
	}{
		"a price cut":                               {x("b", 2), "changed x@2026-01 · x · list: $2 in, $12 out, was $3 in, $12 out since 2026-03-01 by b", false},
		"the price that b reported, now by a":       {x("a", 3), "", false},
		"the price that a said last, b's is newer":  {x("a", 4), "", true},
		"a price that a third source never changed": {x("a;b", 4), "", true},
		"another price by a":                        {x("a", 5), "changed x@2026-01 · x · list: $5 in, $12 out, was $3 in, $12 out since 2026-03-01 by b", false},
		"another host":                              {offerOn(1, "b", "y@2026-02", "h2", 0.9, 2), "added y@2026-02 · h2 · list: $0.9 in, $2 out", false},
		"the owner, long after the release":         {offerOn(20, "b", "x@2026-01", "z", 3, 12), "added x@2026-01 · z · list: $3 in, $12 out", false},
	} {
		got := Compare(known, &importer.Format{}, batch(c.row), day(20), false)
		if strings.Join(saying(got), ";") != c.want || (len(got.Behind) == 1) != c.behind || len(got.Rows.Prices) != len(got.List) || len(got.Problems) > 0 {
			t.Errorf("%s: %q, behind %v, %d rows, %v", name, saying(got), got.Behind, len(got.Rows.Prices), got.Problems)
		}
	}
	late := Compare(known, &importer.Format{}, batch(offerOn(20, "b", "x@2026-01", "z", 3, 12)), day(20), false).Rows.Prices[0]
	if late.Dated != "first_seen_late" {
		t.Errorf("an owner's first price a hundred days after the release is dated %q", late.Dated)
	}
}

// A price of cached tokens is news, its absence is not.
func TestCompareCachedTokens(t *testing.T) {
	known := small(t)
	p := offerOn(1, "b", "x@2026-01", "x", 3, 12)
	p.Cached = 0.3
	c := Compare(known, &importer.Format{}, batch(p), day(1), false)
	wantChanges(t, c, "changed x@2026-01 · x · list: $3 in, $12 out, $0.3 cached, was $3 in, $12 out since 2026-03-01 by b")
	p.Cached, p.From, p.Seen = math.NaN(), day(2), day(2)
	wantChanges(t, Compare(stored(t, known, c, day(1)), &importer.Format{}, batch(p), day(2), false))
}

// Regions share a name: the cheapest is the offer, and a price that is among
// them has not changed.
func TestCompareRegions(t *testing.T) {
	known := small(t)
	east, west := offerOn(1, "a", "y@2026-02", "h1", 0.9, 2), offerOn(1, "a", "y@2026-02", "h1", 1.1, 2)
	east.SKU, west.SKU = "east/y", "west/y"
	c := Compare(known, &importer.Format{}, batch(west, east), day(1), false)
	wantChanges(t, c, "changed y@2026-02 · h1 · list: $0.9 in, $2 out, was $1 in, $2 out since 2026-03-01 by a")
	if c.Dearer != 1 {
		t.Errorf("%d dearer rows, want 1", c.Dearer)
	}
	wantChanges(t, Compare(known, &importer.Format{}, batch(west, east, offerOn(1, "a", "y@2026-02", "h1", 1, 2)), day(1), false))
}

// A catalogue ends what it had and lacks; one that was cut off ends nothing,
// nor does one with rows that could not be read.
func TestCompareAbsent(t *testing.T) {
	known := small(t)
	b := batch(offerOn(1, "a", "x@2026-01", "x", 3, 12))
	wantChanges(t, Compare(known, &catalogue, b, day(1), false), "removed y@2026-02 · h1 · list: not on sale, was $1 in, $2 out since 2026-03-01 by a")
	wantChanges(t, Compare(known, &importer.Format{}, b, day(1), false))
	b.Problems = []importer.Problem{{Place: "row 2", Want: "a price"}}
	wantChanges(t, Compare(known, &catalogue, b, day(1), false))

	// The name is there, without a release that a rule knows.
	stranger := offerOn(1, "a", "y@2026-02", "h1", 1, 2)
	stranger.Release = ""
	c := Compare(known, &catalogue, batch(offerOn(1, "a", "x@2026-01", "x", 3, 12), stranger), day(1), false)
	if wantChanges(t, c); c.Unmatched != 1 {
		t.Errorf("%d unmatched, want 1", c.Unmatched)
	}

	// The name means another release now.
	moved := offerOn(1, "a", "y@2026-02", "x", 2, 12)
	moved.SKU = "x"
	c = Compare(known, &catalogue, batch(moved, offerOn(1, "a", "y@2026-02", "h1", 1, 2)), day(1), false)
	wantChanges(t, c, "added y@2026-02 · x · list: $2 in, $12 out", "removed x@2026-01 · x · list: not on sale, was $3 in, $12 out since 2026-03-01 by b")
	wantProblem(t, c.Doubts, "means another release now")
}

func TestCompareWithAFileThatWasCutOff(t *testing.T) {
	known := small(t)
	var many []evidence.Price
	for i := range 50 {
		many = append(many, offerOn(1, "a", "y@2026-02", fmt.Sprint("host", i), 1, 2))
	}
	known = stored(t, known, Compare(known, &importer.Format{}, batch(many...), day(1), false), day(1))
	c := Compare(known, &catalogue, batch(many[:20]...), day(2), false)
	wantChanges(t, c)
	wantProblem(t, c.Problems, `the file is "32 of 52 offers are absent": most of what catalogue had is not in it`)
	if c = Compare(known, &catalogue, batch(many[:30]...), day(2), false); c.Count("prices.csv", Removed) != 22 || len(c.Problems) > 0 {
		t.Errorf("%d of 52 offers end, with %v: want 22", c.Count("prices.csv", Removed), c.Problems)
	}
}

// A doubt with a word keeps its row out of series, unless the reader is told to
// trust the file, now or later; a doubt without one is told. Neither is told
// again of a row that says nothing new.
func TestCompareDoubts(t *testing.T) {
	known := small(t)
	doubtful := func(n int, suspect string) *importer.Batch {
		b := batch(offerOn(n, "a", "y@2026-02", "h1", 1, 2), offerOn(n, "b", "x@2026-01", "x", 30, 120))
		b.Problems = []importer.Problem{{Place: "row 2", Value: "30", Want: "a slip?", Doubt: true, Row: 2, Suspect: suspect}}
		return b
	}
	for _, suspect := range []string{"decimal", ""} {
		c := Compare(known, &importer.Format{}, doubtful(1, suspect), day(1), false)
		wantProblem(t, c.Doubts, `row 2 is "30": a slip?`)
		if len(c.Rows.Prices) != 1 || c.Rows.Prices[0].Suspect != suspect {
			t.Errorf("rows are %+v, want one that is suspect %q", c.Rows.Prices, suspect)
		}
		after := stored(t, known, c, day(1))
		again := Compare(after, &importer.Format{}, doubtful(2, suspect), day(2), false)
		if len(again.List) > 0 || len(again.Behind) > 0 || len(again.Doubts) > 0 || again.Old != 1 {
			t.Errorf("the second import says %q, %v, %d old doubts", saying(again), again.Doubts, again.Old)
		}
		trusted := Compare(after, &importer.Format{}, doubtful(2, suspect), day(2), true).Rows.Prices
		if want := map[string]int{"decimal": 1, "": 0}[suspect]; len(trusted) != want || want == 1 && trusted[0].Suspect != "" {
			t.Errorf("suspect %q: with trust rows are %+v", suspect, trusted)
		}
	}
}

// What no table could take is a problem of its row.
func TestCompareRowsThatFitNowhere(t *testing.T) {
	stranger := offerOn(1, "c", "x@2026-01", "x", 1, 2)
	wantProblem(t, Compare(small(t), &importer.Format{}, batch(stranger), day(1), false).Problems, `row 1: source is "c": the source is not known: add its row to sources.csv`)
	if c := Compare(small(t), &importer.Format{Publisher: evidence.Source{ID: "c"}}, batch(stranger), day(1), false); len(c.Problems) > 0 || len(c.List) != 1 {
		t.Errorf("a source that the format names: %v, %q", c.Problems, saying(c))
	}
	wantProblem(t, Compare(small(t), &importer.Format{}, batch(offerOn(2, "a", "x@2026-01", "x", 1, 2)), day(1), false).Problems, `row 1 is "2026-04-02": want a day of seeing up to 2026-04-01`)
	lost := offerOn(1, "a", "x@2026-01", "x", 1, 2)
	lost.Release = "w"
	wantProblem(t, Compare(small(t), &importer.Format{}, batch(lost), day(1), false).Problems, `row 1 is "w": there is no such release`)
}

// Dated rows are compared in the order of their days: a price that came back
// is news each time.
func TestCompareHistory(t *testing.T) {
	var rows []evidence.Price
	for i, in := range []float64{2, 3, 3, 2} {
		p := offerOn(20, "b", "x@2026-01", "x", in, 12)
		p.From, p.Dated = day(i+1), "announced"
		rows = append(rows, p)
	}
	known := small(t)
	c := Compare(known, &importer.Format{}, batch(rows[3], rows[1], rows[0], rows[2]), day(20), false)
	wantChanges(t, c,
		"changed x@2026-01 · x · list: $2 in, $12 out from 2026-04-01, was $3 in, $12 out since 2026-03-01 by b",
		"changed x@2026-01 · x · list: $3 in, $12 out from 2026-04-02, was $2 in, $12 out since 2026-04-01 by b",
		"changed x@2026-01 · x · list: $2 in, $12 out from 2026-04-04, was $3 in, $12 out since 2026-04-02 by b")
	wantChanges(t, Compare(stored(t, known, c, day(20)), &importer.Format{}, batch(rows...), day(20), false))
}
