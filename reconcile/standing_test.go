package reconcile

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

// Two sources are imported day by day, whatever they say. Each file is news
// once; and where nobody contradicts it a catalogue's word is the price.
func TestImportTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		known := small(t)
		for n := 1; n <= 6; n++ {
			source := rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "source")
			f := &importer.Format{Name: source, Whole: rapid.Bool().Draw(rt, "whole")}
			var rows []evidence.Price
			for _, at := range []string{"x", "h1", "h2"} {
				release := map[bool]string{true: "x@2026-01", false: "y@2026-02"}[at == "x"]
				if rapid.Bool().Draw(rt, "listed") {
					rows = append(rows, offerOn(n, source, release, at, rapid.SampledFrom([]float64{1, 2, 3, 4}).Draw(rt, "in"), 12))
				}
			}
			c := Compare(known, f, batch(rows...), day(n), true)
			after := stored(t, known, c, day(n))
			if again := Compare(after, f, batch(rows...), day(n), true); len(again.List) > 0 {
				rt.Fatalf("the second import of %v says %q", rows, saying(again))
			}
			if later := Compare(after, f, batch(onDay(rows, n+1)...), day(n+1), true); len(later.List) > 0 {
				rt.Fatalf("a day later the same bytes %v say %q", rows, saying(later))
			}
			for _, p := range rows {
				if said := priceOn(after, &p, day(n)); said != p.In && !isBehind(c, &p) {
					rt.Fatalf("%s asks %g, the table has %g", p.Provider, p.In, said)
				}
			}
			known = after
		}
	})
}

func onDay(rows []evidence.Price, n int) []evidence.Price {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].From, rows[i].Seen = day(n), day(n)
	}
	return rows
}

// priceOn is the price of reading of an offer on a day, NaN if it does not
// stand.
func priceOn(o *evidence.Observed, p *evidence.Price, d undercut.Day) float64 {
	v := o.View(d)
	for i := range v.Offers {
		if f := &v.Offers[i]; v.Releases[f.Release].ID == p.Release && f.Provider == p.Provider && f.Holds(d) {
			return f.In
		}
	}
	return math.NaN()
}

func isBehind(c *Changes, p *evidence.Price) bool {
	return slices.ContainsFunc(c.Behind, func(l Change) bool { return strings.Contains(l.Name(), "· "+p.Provider+" ·") })
}

// What stands, and what stood before, is what a walk through all events finds.
func TestStandingIsWhatAWalkFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []*evidence.Price
		for range rapid.IntRange(0, 8).Draw(t, "events") {
			events = append(events, &evidence.Price{
				From: day(rapid.IntRange(1, 9).Draw(t, "from")), Removed: rapid.IntRange(0, 4).Draw(t, "removed") == 0,
				In: float64(rapid.IntRange(1, 2).Draw(t, "in")), Out: 1, Cached: rapid.SampledFrom([]float64{math.NaN(), 1}).Draw(t, "cached"),
				Suspect: rapid.SampledFrom([]string{"", "", "unit"}).Draw(t, "suspect"),
			})
		}
		slices.SortStableFunc(events, inTime)
		at := day(rapid.IntRange(0, 10).Draw(t, "at"))
		var last, before *evidence.Price
		for _, e := range events {
			if e.From > at || e.Suspect != "" {
				continue
			}
			if last == nil || !same(e, last) {
				before = last
			}
			last = e
		}
		if l, b := standing(events, at); l != last || b != before {
			t.Errorf("%v before %v: want %v before %v", b, l, before, last)
		}
	})
}

// An offer may have as many prices as a file has rows: ten times as many take
// about ten times as long, not a hundred times.
func TestManyPricesOfOneOffer(t *testing.T) {
	took := func(n int) time.Duration {
		b := &importer.Batch{}
		for i := range n {
			p := evidence.Price{Release: "y@2026-02", SKU: "y", Provider: "h9", Seller: undercut.Host, From: day(i), Seen: day(i), Dated: "observed", In: float64(1 + i%7), Out: 2, Cached: math.NaN(), Source: "a", Grade: "C"}
			b.Prices, b.Where = append(b.Prices, p), append(b.Where, "row")
		}
		o, start := small(t), time.Now()
		importer.Doubts(b, o)
		c := Compare(o, &importer.Format{}, b, day(n), false)
		if len(c.List) != n {
			t.Fatalf("%d changes of %d", len(c.List), n)
		}
		return time.Since(start)
	}
	took(1000)
	if few, many := took(2000), took(20_000); many > 2*time.Second && many > 40*few {
		t.Errorf("2,000 prices took %v, 20,000 %v", few, many)
	}
}
