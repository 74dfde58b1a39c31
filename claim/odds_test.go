package claim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The published values are of the 95% interval, z = 1.96: Newcombe, "Two-sided
// confidence intervals for the single proportion", Statistics in Medicine 17
// (1998), table I, method 3: 81/263 is 0.2553 to 0.3662, 15/148 is 0.0624 to
// 0.1605, 0/20 is 0 to 0.1611, 1/29 is 0.0061 to 0.1718. The formula is the
// same for any z, so it is held against them with trials scaled by (1.645/1.96)².
func TestWilsonAgreesWithPublishedIntervals(t *testing.T) {
	for _, c := range []struct{ r, n, lo, hi float64 }{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
	} {
		const z95 = 1.959963984540054
		scale := z90 * z90 / (z95 * z95) // only z²/n enters
		got := Wilson(c.r/c.n, c.n*scale)
		if math.Abs(got.Lo-c.lo) > 6e-5 || math.Abs(got.Hi-c.hi) > 6e-5 {
			t.Errorf("%g of %g has the interval %.4f to %.4f: Newcombe gives %.4f to %.4f", c.r, c.n, got.Lo, got.Hi, c.lo, c.hi)
		}
	}
}

func TestWilsonStaysInsideAndHoldsTheEstimate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Float64Range(1, 1e6).Draw(t, "n")
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		c := Wilson(p, n)
		if !(0 <= c.Lo && c.Lo <= p && p <= c.Hi && c.Hi <= 1) {
			t.Errorf("%v of %v has the interval %v to %v", p, n, c.Lo, c.Hi)
		}
		if wide := Wilson(p, n/2); wide.Hi-wide.Lo < c.Hi-c.Lo {
			t.Errorf("half the futures give a narrower interval at p %v, n %v", p, n)
		}
	})
}

func TestNobodySpeaks(t *testing.T) {
	o := oddsOf([]fate{silent, silent}, []float64{1, 1})
	if o.N != 0 || o.Silent != 2 || !math.IsNaN(o.Plain.Mid) || o.Weighted != nil {
		t.Errorf("odds of two silent futures are %+v: want none", o)
	}
	if o.Plain.String() != "no future can speak" {
		t.Errorf("they print as %q", o.Plain)
	}
}

func TestEffectiveSampleSize(t *testing.T) {
	for _, c := range []struct {
		w    []float64
		want float64
	}{
		{[]float64{1, 1, 1, 1}, 4},
		{[]float64{5, 5}, 2},
		{[]float64{1, 0, 0}, 1},
		{[]float64{3, 1}, 1.6}, // 16/10
		{[]float64{0, 0}, 0},
	} {
		if got := ESS(c.w); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("weights %v count as %g futures: want %g", c.w, got, c.want)
		}
	}
}

// Thirty effective futures are enough, anything less is refused.
func TestWeightedOddsAreRefusedBelowThirty(t *testing.T) {
	at := func(n int) Odds {
		f, w := make([]fate, n), make([]float64, n)
		for i := range f {
			f[i], w[i] = no, 2
			if i%2 == 0 {
				f[i] = yes
			}
		}
		return oddsOf(f, w)
	}
	if o := at(29); o.Weighted != nil || o.ESS != 29 {
		t.Errorf("29 equal futures give weighted odds %v with ESS %g: want a refusal and 29", o.Weighted, o.ESS)
	}
	if o := at(30); o.Weighted == nil || *o.Weighted != o.Plain {
		t.Errorf("30 equal futures give weighted odds %v: want the plain %v", o.Weighted, o.Plain)
	}
}

// Weighted odds are the weight of the futures in which the statement is true.
func TestWeightedOdds(t *testing.T) {
	f, w := make([]fate, 100), make([]float64, 100)
	for i := range f {
		f[i], w[i] = no, 1
		if i < 50 {
			f[i], w[i] = yes, 3
		}
	}
	o := oddsOf(f, w)
	if o.Plain.Mid != 0.5 || o.Weighted == nil || math.Abs(o.Weighted.Mid-0.75) > 1e-12 {
		t.Errorf("50 true futures of weight 3 and 50 false of weight 1 give %v and %v: want 0.5 and 0.75", o.Plain, o.Weighted)
	}
	if want := 200.0 * 200 / (50*9 + 50); o.ESS != want {
		t.Errorf("their effective sample size is %g: want %g", o.ESS, want)
	}
}

func TestNaturalFrequenciesNeverRoundToCertainty(t *testing.T) {
	for _, c := range []struct {
		p    float64
		want string
	}{{0, "0"}, {0.001, "<1"}, {0.006, "1"}, {0.31, "31"}, {0.999, ">99"}, {1, "100"}} {
		if got := Per100(c.p); got != c.want {
			t.Errorf("%g prints as %s of 100: want %s", c.p, got, c.want)
		}
	}
}

func TestSpreadIsAlwaysOneOfTheValues(t *testing.T) {
	q := spreadOf([]float64{5, nan, 1, 4, 2, 3}, nil)
	if q != (Spread{1, 3, 5, 5}) {
		t.Errorf("spread of 1 to 5 is %+v: want 1, 3, 5 over 5", q)
	}
	twice := spreadOf([]float64{1, 2, 2, 9}, nil)
	weighted := spreadOf([]float64{9, 2, 1}, []float64{1, 2, 1})
	if twice.P10 != weighted.P10 || twice.P50 != weighted.P50 || twice.P90 != weighted.P90 {
		t.Errorf("a weight of two gives %+v, the value twice %+v", weighted, twice)
	}
}
