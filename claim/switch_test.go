package claim

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Erosion alone decides; a switch that is never off has nothing to say.
func TestSwitchesSplitTheFutures(t *testing.T) {
	h := table{
		worlds: worlds, futures: 4,
		draws: map[string][]float64{
			"variants.erosion":  {1, 1, 0, 0},
			"asymmetries.trust": {1, 0, 1, 0},
			"asymmetries.fees":  {1, 1, 1, 1},
			"technology.luck":   {1, 0, 1, 0}, // no switch of the model
		},
		outcomes: map[string][][]float64{"pv.profit_model_west": {{50, 40, 100, 95}, constant(100, 4), constant(100, 4)}},
	}
	v := h.judge(t).Switches
	if len(v) != 2 || v[0].Path != "asymmetries.trust" || v[1].Path != "variants.erosion" {
		t.Fatalf("switches are %+v: want trust and erosion", v)
	}
	if v[1].On != 2 || v[1].Off != 2 {
		t.Errorf("erosion is on in %d futures and off in %d: want 2 and 2", v[1].On, v[1].Off)
	}
	for _, e := range v[1].Effects {
		if e.ID != O1 {
			continue
		}
		wantOdds(t, "O1 with erosion", &e.On, 2, 2, 0)
		wantOdds(t, "O1 without erosion", &e.Off, 0, 2, 0)
		if e.Odds.Mid != 1 || e.Size == nil || math.Abs(e.Size.Mid-0.5) > 1e-12 {
			t.Errorf("erosion adds %+v to the odds and %+v to the median: want 1 and 0.5", e.Odds, e.Size)
		}
	}
	for _, e := range v[0].Effects {
		if e.Odds.Clear() {
			t.Errorf("trust, which does nothing, moves %s against %s by %+v", e.ID, e.Against, e.Odds)
		}
	}
}

// A belief that fixes all switches says nothing of them.
func TestFixedSwitchesSayNothing(t *testing.T) {
	h := table{worlds: worlds, futures: 2, draws: map[string][]float64{"asymmetries.trust": {nan, nan}, "variants.erosion": {1, 1}}}
	if v := h.judge(t).Switches; len(v) != 0 {
		t.Errorf("switches that are not drawn have effects: %+v", v)
	}
}

// Chances by hand: 1 of 3 against 0 of 2, with one success and one failure
// more in each.
func TestDifferenceOfChancesByHand(t *testing.T) {
	of := func(k, n int) Odds { return Odds{True: k, N: n, Plain: Wilson(float64(k)/float64(n), float64(n))} }
	d := chances(of(1, 3), of(0, 2))
	if want := math.Sqrt(2.0/5*3/5/5 + 1.0/4*3/4/4); math.Abs(d.Mid-1.0/3) > 1e-15 || math.Abs(d.SE-want) > 1e-15 {
		t.Errorf("1 of 3 less 0 of 2 is %+v: want 1/3 and %g", d, want)
	}
	if d := chances(of(0, 0), of(0, 2)); d.Mid == d.Mid || d.Clear() {
		t.Errorf("a group without futures gives %+v: want nothing", d)
	}
}

// Two groups of one law differ beyond two standard errors about as often as
// chance has it, and a median that moves by a standard deviation is seen.
func TestDifferencesHaveTheirSize(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	draw := func(n int, shift float64) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = r.NormFloat64() + shift
		}
		return x
	}
	const times = 2000
	false1, false2, seen := 0, 0, 0
	for range times {
		x, y := draw(150, 0), draw(50, 0)
		if medians(x, y).Clear() {
			false1++
		}
		if medians(draw(150, 1), y).Clear() {
			seen++
		}
		above := func(x []float64) Odds {
			k := 0
			for _, v := range x {
				if v > 0.5 {
					k++
				}
			}
			return Odds{True: k, N: len(x), Plain: Chance{Mid: float64(k) / float64(len(x))}}
		}
		if chances(above(x), above(y)).Clear() {
			false2++
		}
	}
	if false1 > times*8/100 || false2 > times*8/100 {
		t.Errorf("of %d differences of nothing %d of medians and %d of chances are beyond two standard errors: want about 5 of 100", times, false1, false2)
	}
	if seen < times*95/100 {
		t.Errorf("a median that moves by a standard deviation is seen %d times of %d", seen, times)
	}
}

func TestMedianErrorNeedsSeven(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 6}
	if e := medianError(append(x, nan)); e == e {
		t.Errorf("six values give the standard error %g: want none", e)
	}
	if e := medianError(append(x, 7)); math.Abs(e-6/(2*2.5758293035489)) > 1e-12 {
		t.Errorf("1 to 7 give the standard error %g: want from the smallest to the largest", e)
	}
}
