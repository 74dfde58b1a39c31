package ensemble_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/indicator"
)

// A future is what the fast gauges and the ruler of history see of the same
// months.
type future struct {
	name   string
	months []undercut.View
	gauges *gauge.Recorder
	seen   undercut.View
}

// watched are three futures that differ: in the first the leaders are closed, in the
// second open models lead now and then, in the third for years.
func watched(t *testing.T) []future {
	t.Helper()
	var all []future
	for _, c := range []struct {
		name   string
		number int
		change change
	}{
		{"default", 0, change{}},
		{"symmetric", 2, change{overlays: []string{"symmetric"}}},
		{"western open weights", 2, change{overlays: []string{"western-open-weights"}}},
	} {
		sim := simulation(t, c.change.load(t))
		f := future{name: c.name}
		err := sim.Panel(0, c.number, func(v undercut.View) error {
			if f.gauges == nil {
				start, n := sim.Months()
				f.gauges = gauge.NewRecorder(v, start, n, undercut.Date(2024, 12))
				f.gauges.Reset()
			}
			f.gauges.Month(v)
			v.Rows, v.Books = slices.Clone(v.Rows), slices.Clone(v.Books) // the market writes over them
			f.months = append(f.months, v)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		f.seen = indicator.Seen(f.months[0], f.months)
		all = append(all, f)
	}
	return all
}

// measured is an indicator at the end of months, from the first in steps.
func (f *future) measured(t *testing.T, in indicator.Indicator, c indicator.Choice, step int) []indicator.Estimate {
	t.Helper()
	a, err := in.Choose(f.seen, c)
	if err != nil {
		t.Fatal(err)
	}
	var all []indicator.Estimate
	for i := 0; i < len(f.months); i += step {
		a.At = f.months[i].AsOf.Last()
		all = append(all, in.Of(f.seen, a))
	}
	return all
}

// One ruler for history and futures: the gauges of a month, which futures are
// measured by for speed, say what the indicators do.
func TestGaugesAndIndicatorsAgree(t *testing.T) {
	for _, f := range watched(t) {
		for _, c := range []struct {
			gauge string
			in    indicator.Indicator
			level string
		}{
			{"price_gpt4", indicator.Price, ""},
			{"price_level1", indicator.Price, "1"},
			{"price_level2", indicator.Price, "2"},
			{"frontier", indicator.Frontier, ""},
		} {
			const step = 3 // listing the prices of a future takes a while
			want := f.gauges.Series(c.gauge)
			for k, e := range f.measured(t, c.in, indicator.Choice{Level: c.level}, step) {
				m := k * step
				if got := e.Mid; !(math.Abs(got-want[m]) <= 1e-9*math.Abs(want[m])) && (got == got || want[m] == want[m]) {
					t.Errorf("%s, %v: %s is %v, its gauge %v", f.name, f.months[m].AsOf, c.in.Name, got, want[m])
				}
			}
		}
		// Where open models lead the gauge of their gap stops at 0.
		want := f.gauges.Series("gap_open")
		for m, e := range f.measured(t, indicator.GapOpen, indicator.Choice{}, 1) {
			if !(math.Abs(max(e.Mid, 0)-want[m]) < 1e-9) {
				t.Errorf("%s, %v: gap_open is %v, its gauge %v", f.name, f.months[m].AsOf, e.Mid, want[m])
			}
		}
	}
}

// A lag is counted from the middle of the month in which the record first
// stood at a quality. The gauge counts from the line between the records of
// the two months instead: it lies within half a month, and the odd days of
// months.
func TestGaugesAndIndicatorsAgreeOnLags(t *testing.T) {
	const half = 0.5 + 2/undercut.DaysPerMonth
	for _, f := range watched(t) {
		any, open := f.record(func(b undercut.Bloc) bool { return true })
		west, _ := f.record(func(b undercut.Bloc) bool { return b.Western })
		cn, _ := f.record(func(b undercut.Bloc) bool { return b.Name == "cn" })
		for _, c := range []struct {
			name         string
			in           indicator.Indicator
			lead, follow []float64
		}{
			{"lag_open", indicator.LagOpen, any, open},
			{"lag_cn", indicator.LagChina, west, cn},
		} {
			defined := 0
			gauges := f.gauges.Series(c.name)
			for m, e := range f.measured(t, c.in, indicator.Choice{Definition: "month_end_any"}, 1) {
				now := f.months[m].AsOf
				k := slices.IndexFunc(c.lead[:m+1], func(q float64) bool { return q >= c.follow[m] })
				switch {
				case k < 0:
					if e.Mid == e.Mid || gauges[m] == gauges[m] {
						t.Errorf("%s, %v: %s is %v, its gauge %v; nobody was as good", f.name, now, c.name, e.Mid, gauges[m])
					}
					continue
				case k == 0: // when is not known
					if gauges[m] == gauges[m] || !slices.ContainsFunc(e.Warnings, func(w string) bool { return strings.Contains(w, "first day") }) {
						t.Errorf("%s, %v: %s is %v without a warning of the start, its gauge %v", f.name, now, c.name, e.Mid, gauges[m])
					}
					continue
				}
				reached := f.months[k].AsOf
				want := float64(now.Last()-(reached.First()+(reached.Last()-reached.First())/2)) / undercut.DaysPerMonth
				if math.Abs(e.Mid-want) > 1e-9 {
					t.Errorf("%s, %v: %s is %v (%s), from the records of months %v", f.name, now, c.name, e.Mid, e.Basis, want)
				}
				if math.Abs(e.Mid-gauges[m]) > half {
					t.Errorf("%s, %v: %s is %v, its gauge %v", f.name, now, c.name, e.Mid, gauges[m])
				}
				defined++
			}
			if defined < 60 {
				t.Errorf("%s: %s could be compared in %d months of %d only", f.name, c.name, defined, len(f.months))
			}
		}
	}
}

// record is the best and the best open quality of language models so far, by
// month, of the blocs that count: from the books, not from what was seen.
func (f *future) record(counts func(undercut.Bloc) bool) (best, open []float64) {
	names := f.months[0]
	lead := gauge.Leading(names.Segments)
	top, topOpen := math.NaN(), math.NaN()
	for i := range f.months {
		for k, b := range f.months[i].Books {
			if firm := names.Firms[k]; firm.Segment == lead && counts(names.Blocs[firm.Bloc]) {
				top, topOpen = larger(top, b.Best), larger(topOpen, b.BestOpen)
			}
		}
		best, open = append(best, top), append(open, topOpen)
	}
	return best, open
}

func larger(a, b float64) float64 {
	if a != a || b > a {
		return b
	}
	return a
}

// What is seen of a future obeys the rules of history: nothing is sold before
// it came out, states and offers follow each other, every release has a score.
func TestSeenObeysTheRulesOfHistory(t *testing.T) {
	for _, f := range watched(t) {
		ids := map[string]bool{}
		for _, r := range f.seen.Releases {
			if ids[r.ID] {
				t.Errorf("%s: %s came out twice", f.name, r.ID)
			}
			ids[r.ID] = true
			for k, a := range r.Access {
				if k == 0 && a.From != r.Day || k > 0 && a.From <= r.Access[k-1].From {
					t.Errorf("%s: %s of %v has a state from %v", f.name, r.ID, r.Day, a.From)
				}
			}
		}
		last := map[string]undercut.Day{}
		for _, o := range f.seen.Offers {
			r := &f.seen.Releases[o.Release]
			key := r.ID + "/" + o.Provider
			if o.From < r.Day || o.Until <= o.From || o.From < last[key] || o.Seller == undercut.Host && !r.At(o.From).CanHost() {
				t.Errorf("%s: %s of %v by %s from %v until %v after %v", f.name, r.ID, r.Day, o.Provider, o.From, o.Until, last[key])
			}
			last[key] = o.Until
		}
		if len(f.seen.Scores) != len(f.seen.Releases) || f.seen.Day != f.months[len(f.months)-1].AsOf.Last() {
			t.Errorf("%s: %d scores of %d releases up to %v", f.name, len(f.seen.Scores), len(f.seen.Releases), f.seen.Day)
		}
	}
}
