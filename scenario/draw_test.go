package scenario

import (
	"math"
	"reflect"
	"sync"
	"testing"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/evidence"
)

// draws copies one future of a scenario.
func draws(s *Scenario, seed, future uint64) map[string]float64 {
	_, _, x := s.NewDrawer().Draw(seed, future)
	out := map[string]float64{}
	for i, q := range s.Uncertain {
		out[q.Path] = x[i]
	}
	return out
}

// A future has the same numbers whoever draws it and whatever came before.
func TestFuturesAreAddressed(t *testing.T) {
	s := small(t, nil)
	want := draws(s, 7, 42)
	d := s.NewDrawer()
	for _, future := range []uint64{3, 42, 1, 42} {
		_, _, x := d.Draw(7, future)
		for i, q := range s.Uncertain {
			if future == 42 && x[i] != want[q.Path] {
				t.Errorf("%s is %g in future 42 drawn later, %g drawn first", q.Path, x[i], want[q.Path])
			}
		}
	}
	if reflect.DeepEqual(draws(s, 7, 43), want) || reflect.DeepEqual(draws(s, 8, 42), want) {
		t.Error("another future or another seed has the same numbers")
	}
}

// Adding an uncertain number, a firm or a lever shifts nobody else's luck.
func TestAddingShiftsNobodysLuck(t *testing.T) {
	before := draws(small(t, nil), 1, 1)
	after := draws(small(t, nil, `
discount: {value: 0.1, dist: uniform, low: 0.05, high: 0.2}
firms: [{name: another, bloc: cn, segment: solar, maker: {unit_cost: {value: 30, dist: pert, low: 20, high: 50}, cumulative: 1, brand: 0}}]
levers: [{subsidy: {name: a, from: 2023-02, by: cn, segments: [solar], rate: {value: 0.1, dist: uniform, low: 0, high: 0.2}}}]
`), 1, 1)
	if len(after) != len(before)+3 {
		t.Fatalf("%d numbers are uncertain after adding 3 to %d", len(after), len(before))
	}
	for path, x := range before {
		if after[path] != x {
			t.Errorf("%s moves from %g to %g when others are added", path, x, after[path])
		}
	}
}

// Two belief sets share the uniform of a path: its rank under one law is its
// rank under the other.
func TestBeliefsShareLuck(t *testing.T) {
	a := small(t, nil)
	b := small(t, nil, "segments: [{name: solar, learning: {rate: {value: 0.4, dist: uniform, low: 0.3, high: 0.5}}}]")
	law := func(s *Scenario) dist.Dist {
		for _, q := range s.Uncertain {
			if q.Path == "segments.solar.learning.rate" {
				return q.Dist
			}
		}
		return nil
	}
	for future := range uint64(20) {
		x, y := draws(a, 1, future)["segments.solar.learning.rate"], draws(b, 1, future)["segments.solar.learning.rate"]
		if u, v := law(a).CDF(x), law(b).CDF(y); math.Abs(u-v) > 1e-9 {
			t.Errorf("future %d: rank %g under one belief, %g under the other", future, u, v)
		}
	}
}

// Draws stand in the world that Draw returns, within the bounds of their keys;
// the scenario and other drawers keep their numbers.
func TestDrawsStandInTheWorld(t *testing.T) {
	s := small(t, nil)
	size, other := s.World.Segments[0].Size, s.NewDrawer()
	d := s.NewDrawer()
	still, _, _ := other.Central()
	for future := range uint64(500) {
		w, levers, x := d.Draw(1, future)
		for i, q := range s.Uncertain {
			switch q.Path {
			case "segments.solar.size":
				if w.Segments[0].Size != x[i] {
					t.Fatalf("the world has size %g, the draw is %g", w.Segments[0].Size, x[i])
				}
			case "levers.wall.rate":
				if got := reflect.ValueOf(levers[0]).Elem().FieldByName("Rate").Float(); got != x[i] {
					t.Fatalf("the lever has rate %g, the draw is %g", got, x[i])
				}
			case "placebo":
				if w.Placebo != x[i] {
					t.Fatalf("the world has placebo %g, the draw is %g", w.Placebo, x[i])
				}
			}
		}
		for _, f := range w.Firms {
			if !(f.Maker.UnitCost > 0) {
				t.Fatalf("future %d: %s has the unit cost %g", future, f.Name, f.Maker.UnitCost)
			}
		}
	}
	if s.World.Segments[0].Size != size || still.Segments[0].Size != size {
		t.Error("drawing moves the scenario or another drawer")
	}
}

// Central gives the numbers of the scenario itself, exactly, also after draws.
func TestCentralIsTheScenario(t *testing.T) {
	s := small(t, nil)
	d := s.NewDrawer()
	d.Draw(1, 1)
	w, levers, x := d.Central()
	if !alike(reflect.ValueOf(*w), reflect.ValueOf(s.World)) || !alike(reflect.ValueOf(levers), reflect.ValueOf(s.Levers)) {
		t.Errorf("the central world differs from the scenario's:\n%+v\n%+v", *w, s.World)
	}
	for i, q := range s.Uncertain {
		if x[i] != s.value(t, q.Path).Value {
			t.Errorf("%s has central draw %g", q.Path, x[i])
		}
	}
}

// Shares sum to one in every future; what is drawn is what is drawn, the rest
// keeps its proportions.
func TestSharesSumToOneInEveryFuture(t *testing.T) {
	s := small(t, nil, `
segments:
  - name: talk
    types:
      - {name: routine, weight: 0.4}
      - {name: third, weight: 0.25, price: 1, taste: 1, satiation: 0, satiation_growth: 0}
`)
	d := s.NewDrawer()
	for future := range uint64(200) {
		w, _, _ := d.Draw(3, future)
		types := w.Segments[1].Types
		sum := types[0].Weight + types[1].Weight + types[2].Weight
		if math.Abs(sum-1) > 1e-15 {
			t.Fatalf("future %d: weights sum to %.17g", future, sum)
		}
		if r := types[0].Weight / types[2].Weight; math.Abs(r-1.6) > 1e-12 {
			t.Fatalf("future %d: the rest is shared %g to 1, want 1.6", future, r)
		}
		if b := w.Segments[0].Buyers; math.Abs(b[0]+b[1]-1) > 1e-15 {
			t.Fatalf("future %d: buyers sum to %g", future, b[0]+b[1])
		}
	}
}

// The rank correlation of two draws is the one that the file asks for.
func TestCorrelationIsTheOneAsked(t *testing.T) {
	s := small(t, nil)
	d := s.NewDrawer()
	const n = 4000
	var a, b, c []float64
	for future := range uint64(n) {
		_, _, x := d.Draw(11, future)
		for i, q := range s.Uncertain {
			switch q.Path {
			case "segments.solar.size":
				a = append(a, x[i])
			case "links.talk-solar.worth":
				b = append(b, x[i])
			case "placebo":
				c = append(c, x[i])
			}
		}
	}
	// Three standard errors of a rank correlation from n pairs.
	if r := rank(t, a, b); math.Abs(r-0.6) > 3/math.Sqrt(n) {
		t.Errorf("the rank correlation is %.3f, want 0.6", r)
	}
	if r := rank(t, a, c); math.Abs(r) > 3/math.Sqrt(n) {
		t.Errorf("numbers that are not joined have rank correlation %.3f", r)
	}
}

func rank(t *testing.T, a, b []float64) float64 {
	t.Helper()
	r, err := dist.SpearmanRank(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A correlation with a number that an overlay fixed is vacuous, not an error.
func TestOverlayMayFixACorrelatedNumber(t *testing.T) {
	small(t, nil, "segments: [{name: solar, size: 100}]")
	small(t, []string{"links.talk-solar.worth=0"})
}

// A law with tails is cut at the bounds of its key.
func TestTailsAreCutAtBounds(t *testing.T) {
	s := small(t, nil, "discount: {value: 0.1, dist: normal, low: 0.03, high: 0.17}")
	d := s.NewDrawer()
	for future := range uint64(5000) {
		if w, _, _ := d.Draw(1, future); w.Discount < 0 || w.Discount > 1 {
			t.Fatalf("future %d has the discount rate %g", future, w.Discount)
		}
	}
}

// Drawing allocates nothing, and drawers of many workers do not meet.
func TestDrawingAllocatesNothing(t *testing.T) {
	s := small(t, nil)
	d := s.NewDrawer()
	future := uint64(0)
	if n := testing.AllocsPerRun(100, func() { d.Draw(1, future); future++ }); n != 0 {
		t.Errorf("a draw allocates %g times", n)
	}
	want := draws(s, 5, 5)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				if !reflect.DeepEqual(draws(s, 5, 5), want) {
					t.Error("a worker draws other numbers")
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkDraw(b *testing.B) {
	s, err := Load("ai-overproduction", nil, evidence.Parameters, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	d := s.NewDrawer()
	for i := 0; b.Loop(); i++ {
		d.Draw(1, uint64(i))
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load("ai-overproduction", nil, evidence.Parameters, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
