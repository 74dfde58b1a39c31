package calibrate

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut/episode"
)

var plan = Plan{Seed: 3, Draws: 40, Keep: 10, Workers: 2}

func learn(t *testing.T, s *Study, without string, p Plan) Posterior {
	t.Helper()
	post, err := s.Without(without, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return post
}

func TestWorkersMoveNothing(t *testing.T) {
	one, three := plan, plan
	one.Workers, three.Workers = 1, 3
	a, b := learn(t, study(t, 5), "", one), learn(t, study(t, 5), "", three)
	if !reflect.DeepEqual(a, b) {
		t.Errorf("with one worker the posterior is %+v, with three %+v", a, b)
	}
}

// A calibration that was killed and takes back what it had stored gives what an
// undisturbed one gives, and simulates nothing that was stored.
func TestAKilledCalibrationGoesOn(t *testing.T) {
	p := plan
	p.Draws = 240
	first := study(t, 5)
	var chunks [][]byte
	first.Keep(func(b []byte) error { chunks = append(chunks, slices.Clone(b)); return nil })
	want := learn(t, first, "", p)
	if len(chunks) != 2 {
		t.Fatalf("%d chunks of %d draws were stored of 240 draws: want 2", len(chunks), chunk)
	}
	again := study(t, 5)
	for _, b := range chunks {
		if err := again.Recall(b); err != nil {
			t.Fatal(err)
		}
	}
	stored := 0
	again.Keep(func([]byte) error { stored++; return nil })
	if got := learn(t, again, "", p); !reflect.DeepEqual(got, want) {
		t.Error("the posterior after a kill differs from that of an undisturbed calibration")
	}
	if stored != 0 {
		t.Errorf("%d chunks were simulated again though all but 40 draws were stored", stored)
	}
}

func TestAnotherStudysPartIsRefused(t *testing.T) {
	var part []byte
	s := study(t, 5)
	s.Keep(func(b []byte) error { part = b; return nil })
	p := plan
	p.Draws = 120
	learn(t, s, "", p)
	if err := study(t, 4).Recall(part); err == nil {
		t.Error("a part of a study of five industries was taken by one of four")
	}
	if err := study(t, 5).Recall([]byte("torn")); err == nil {
		t.Error("a part that cannot be read was taken")
	}
}

// What is left out says nothing: without an industry the posterior is that of a
// study that never knew it.
func TestTheOneLeftOutSaysNothing(t *testing.T) {
	five, four := study(t, 5), study(t, 4)
	a, b := learn(t, five, "lamps-5", plan), learn(t, four, "", plan)
	if !reflect.DeepEqual(a, b) {
		t.Errorf("without the fifth industry: tolerance %g, without having known it: %g", a.Tolerance, b.Tolerance)
	}
}

func TestTheNearestAreKept(t *testing.T) {
	p := plan
	p.Keep = plan.Draws
	all := learn(t, study(t, 5), "", p)
	few := learn(t, study(t, 5), "", plan)
	if !(few.Tolerance < all.Tolerance) {
		t.Errorf("tolerance of the nearest %d is %g, of all %d %g: want it smaller", plan.Keep, few.Tolerance, plan.Draws, all.Tolerance)
	}
	for _, d := range few.Draws {
		if !slices.ContainsFunc(all.Draws, func(x []float64) bool { return slices.Equal(x, d) }) {
			t.Errorf("draw %v is not among all", d)
		}
	}
}

func TestMoreIsKeptThanDrawnIsRefused(t *testing.T) {
	p := plan
	p.Keep = 41
	if _, err := study(t, 5).Without("", p, nil); err == nil {
		t.Error("41 of 40 draws were kept")
	}
}

// Cases lie within their past: the figures of one that is cut at 1998 have no
// case that looks beyond.
func TestCasesLieWithinTheirPast(t *testing.T) {
	cut, err := episode.ParseDate("1998")
	if err != nil {
		t.Fatal(err)
	}
	e := lamps(t, "lamps", 1)
	cases, err := Cases([]episode.Past{e.At(cut)}, shippedPrior(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("a past of 18 years has no case")
	}
	for _, c := range cases {
		if c.market.Origin.End+1 > cut.End+1e-9 {
			t.Errorf("the case at %s has no year after it before %s", c.market.Origin, cut)
		}
		for h, years := range horizons {
			beyond := c.market.Origin.End+float64(years) > cut.End+1e-9
			if known := !math.IsNaN(c.seen.price[h]); known == beyond {
				t.Errorf("case at %s, %d years ahead: known is %v, beyond the cut is %v", c.market.Origin, years, known, beyond)
			}
		}
	}
}
