package indicator

import (
	"math"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// onFigures are the indicators of money and hardware.
var onFigures = []Indicator{
	HHIMoney, HHITokens, Payback, GrossMargin, ResearchIntensity, TrainingCostGrowth, ComputeGrowth, ComputePrice, ExperienceCurve, HardwarePriceTrend, ExportShare,
}

// measured is every indicator by every definition.
func measured(t *testing.T, v undercut.View) map[string]Estimate {
	t.Helper()
	all := map[string]Estimate{}
	for _, in := range onFigures {
		words := []string{""}
		for _, p := range in.Params {
			if p.Name == Definition {
				words = p.Values
			}
		}
		for _, w := range words {
			a, err := in.Choose(v, Choice{Definition: w})
			if err != nil {
				t.Fatal(err)
			}
			all[in.Name+" "+w] = in.Of(v, a)
		}
	}
	return all
}

// same compares estimates; NaN is NaN.
func sameEstimate(a, b Estimate) bool {
	for _, x := range []*Estimate{&a, &b} {
		for _, v := range []*float64{&x.Mid, &x.Lo, &x.Hi} {
			if math.IsNaN(*v) {
				*v = -12345
			}
		}
	}
	return reflect.DeepEqual(a, b)
}

// The order of rows means nothing.
func TestFiguresInAnyOrder(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 10, 9))
	want := measured(t, v)
	r := rand.New(rand.NewSource(1))
	for range 5 {
		w := v
		w.Figures, w.Releases = slices.Clone(v.Figures), slices.Clone(v.Releases)
		r.Shuffle(len(w.Figures), func(i, j int) { w.Figures[i], w.Figures[j] = w.Figures[j], w.Figures[i] })
		r.Shuffle(len(w.Releases), func(i, j int) { w.Releases[i], w.Releases[j] = w.Releases[j], w.Releases[i] })
		w.Scores, w.Offers = nil, nil // they point at releases by number
		for name, e := range measured(t, w) {
			if !sameEstimate(e, want[name]) {
				t.Fatalf("%s is\n%+v, in another order of rows\n%+v", name, want[name], e)
			}
		}
	}
}

// In yuan, or cents, shares and rates are the same; prices are in that unit.
func TestMoneyInAnotherUnit(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 10, 9))
	want := measured(t, v)
	const k = 7.12
	w := v
	w.Figures, w.Releases = slices.Clone(v.Figures), slices.Clone(v.Releases)
	for i := range w.Figures {
		if f := &w.Figures[i]; strings.Contains(f.Unit, "USD") {
			f.Value, f.Low, f.High = k*f.Value, k*f.Low, k*f.High
		}
	}
	for i := range w.Releases {
		w.Releases[i].Params.Cost *= k
	}
	for name, e := range measured(t, w) {
		unit := 1.0
		if strings.HasPrefix(name, "compute_price") {
			unit = k
		}
		for _, x := range [][2]float64{{e.Mid, want[name].Mid}, {e.Lo, want[name].Lo}, {e.Hi, want[name].Hi}} {
			if !about(x[0], unit*x[1]) {
				t.Errorf("%s is %v, with all money times %v %v", name, x[1], k, x[0])
			}
		}
	}
}

// What was seen after the day of the view changes nothing, even if it is in it.
func TestLaterFiguresDoNotLeak(t *testing.T) {
	o := evidence.Shipped()
	for _, day := range []undercut.Day{undercut.DayOf(2024, 12, 31), undercut.DayOf(2025, 12, 31), undercut.DayOf(2026, 5, 31)} {
		v := o.View(day)
		want := measured(t, v)
		w := v
		w.Figures = o.Figures
		for name, e := range measured(t, w) {
			if !sameEstimate(e, want[name]) {
				t.Errorf("%s on %v is\n%+v, with rows of later\n%+v", name, day, want[name], e)
			}
		}
		for name, e := range want {
			if e.Data > day {
				t.Errorf("%s on %v rests on data of %v", name, day, e.Data)
			}
		}
	}
}

// No indicator looks beyond its view.
func TestDaysBeyondTheView(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2025, 12, 31))
	for _, in := range onFigures {
		a, err := in.Defaults(v)
		if err != nil {
			t.Fatal(err)
		}
		a.At = v.Day + 1
		if e := in.Of(v, a); !strings.Contains(e.Undefined, "the view ends at 2025-12-31") || !math.IsNaN(e.Mid) {
			t.Errorf("%s on the day after its view is %v, %q", in.Name, e.Mid, e.Undefined)
		}
		a.At, a.Definition = v.Day, "nonsense"
		if e := in.Of(v, a); e.Undefined == "" || !math.IsNaN(e.Mid) {
			t.Errorf("%s by a definition that it does not have is %v", in.Name, e.Mid)
		}
	}
}

// Every word gives a number on what is shipped, with all that is needed to
// believe it.
func TestEstimatesAreComplete(t *testing.T) {
	for name, e := range measured(t, evidence.Shipped().View(undercut.DayOf(2026, 11, 23))) {
		if e.Undefined != "" || math.IsNaN(e.Mid) {
			t.Errorf("%s is undefined: %s", name, e.Undefined)
			continue
		}
		if e.What == "" || e.Basis == "" || e.N == 0 || e.Data == 0 || len(e.Sources) == 0 || len(e.Table.Rows) == 0 {
			t.Errorf("%s lacks what it rests on: %+v", name, e)
		}
		if !slices.IsSorted(e.Sources) || len(evidence.Attributions(e.Sources...)) == 0 {
			t.Errorf("%s credits nobody: %q", name, e.Sources)
		}
		if e.Lo > e.Mid || e.Hi < e.Mid {
			t.Errorf("%s is %v outside %v to %v", name, e.Mid, e.Lo, e.Hi)
		}
		for _, row := range e.Table.Rows {
			if len(row) != len(e.Table.Columns) {
				t.Errorf("%s: a row of %d cells under %d columns", name, len(row), len(e.Table.Columns))
			}
		}
	}
}
