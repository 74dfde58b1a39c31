package score

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestCoverageCountsItsEnds(t *testing.T) {
	i := Interval{1, 2}
	s, err := Coverage(slices.Repeat([]Interval{i}, 5), []float64{0.999, 1, 1.5, 2, 2.001})
	if err != nil || s != (Share{3, 5}) || s.Value() != 0.6 {
		t.Errorf("coverage is %v (%v), want 3 of 5", s, err)
	}
}

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
// Statistics in Medicine 17 (1998), table I, methods 3 and 5.
func TestNewcombesIntervals(t *testing.T) {
	for _, c := range []struct {
		s             Share
		wilson, exact Interval
	}{
		{Share{81, 263}, Interval{0.2553, 0.3662}, Interval{0.2527, 0.3676}},
		{Share{15, 148}, Interval{0.0624, 0.1605}, Interval{0.0578, 0.1617}},
		{Share{0, 20}, Interval{0, 0.1611}, Interval{0, 0.1684}},
		{Share{1, 29}, Interval{0.0061, 0.1718}, Interval{0.0009, 0.1776}},
	} {
		w, e := must(c.s.Wilson(0.95)), must(c.s.ClopperPearson(0.95))
		if !near(w.Lo, c.wilson.Lo, 5e-5) || !near(w.Hi, c.wilson.Hi, 5e-5) || !near(e.Lo, c.exact.Lo, 5e-5) || !near(e.Hi, c.exact.Hi, 5e-5) {
			t.Errorf("%v gives %.4f and %.4f, want %.4f and %.4f", c.s, w, e, c.wilson, c.exact)
		}
	}
}

// Wilson's ends are the shares that lie just z errors of theirs away.
func TestWilsonInvertsTheScoreTest(t *testing.T) {
	const z = 1.959963984540054
	for n := 1; n < 40; n += 6 {
		for h := 0; h <= n; h++ {
			w := must(Share{h, n}.Wilson(0.95))
			for _, p := range []float64{w.Lo, w.Hi} {
				got := math.Pow(Share{h, n}.Value()-p, 2)
				if want := z * z * p * (1 - p) / float64(n); !near(got, want, 1e-13) {
					t.Errorf("%d of %d: end %g is %g from the share, want %g", h, n, p, got, want)
				}
			}
			if m := must(Share{n - h, n}.Wilson(0.95)); !near(m.Lo, 1-w.Hi, 1e-15) {
				t.Errorf("misses of %d of %d give %v, hits %v: not mirrored", h, n, m, w)
			}
		}
	}
}

// Where N(0, 1) is true, no interval scores better than its central one.
func TestCentralIntervalScoresBest(t *testing.T) {
	mean := func(lo, hi float64) (s float64) {
		const n = 20000
		for k := range n {
			s += must(Winkler(Interval{lo, hi}, 0.8, normalQuantile((float64(k)+0.5)/n))) / n
		}
		return s
	}
	best := mean(-1.2815515655, 1.2815515655)
	for _, i := range []Interval{{-1.38, 1.28}, {-1.18, 1.28}, {-1.28, 1.4}, {-1.4, 1.16}, {-1, 1}, {-2, 2}} {
		if s := mean(i.Lo, i.Hi); s <= best {
			t.Errorf("%v scores %g, the central interval %g", i, s, best)
		}
	}
}

func normalQuantile(u float64) float64 { return math.Sqrt2 * math.Erfinv(2*u-1) }

// With many levels the weighted interval score tends to the CRPS.
func TestWISTendsToCRPS(t *testing.T) {
	var in []Interval
	var levels []float64
	for k := 1; k <= 2000; k++ {
		level := float64(k) / 2000.5
		q := normalQuantile(0.5 + level/2)
		in, levels = append(in, Interval{-q, q}), append(levels, level)
	}
	for _, y := range []float64{0, 0.7, -2} {
		if got, want := must(WIS(0, in, levels, y)), must(CRPS(Normal{0, 1}, y)); !near(got, want, 1e-3) {
			t.Errorf("WIS of 2000 intervals at %g is %g, CRPS %g", y, got, want)
		}
	}
}

// Each interval between order statistics holds the quantile as often as it says.
func TestRanksBoundTheQuantile(t *testing.T) {
	luck := rand.New(rand.NewPCG(3, 4))
	lo, hi, err := QuantileRanks(60, 0.3, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	held, runs := 0, 4000
	for range runs {
		x := make([]float64, 60)
		for i := range x {
			x[i] = luck.Float64()
		}
		slices.Sort(x)
		if x[lo-1] <= 0.3 && 0.3 <= x[hi-1] {
			held++
		}
	}
	law := Binomial{60, 0.3}
	want := law.CDF(float64(hi-1)) - law.CDF(float64(lo-1))
	if got := float64(held) / float64(runs); math.Abs(got-want) > 0.02 || want < 0.9 {
		t.Errorf("ranks %d to %d hold the quantile in %.3f of samples, by the binomial law in %.3f, want 0.9 at least", lo, hi, got, want)
	}
}

func TestLogMAEIsSymmetricInRatios(t *testing.T) {
	got, err := LogMAE([]float64{2, 8, 3}, []float64{4, 4, 3})
	if want := 2 * math.Ln2 / 3; err != nil || !near(got, want, 1e-15) {
		t.Errorf("log MAE of half, double and right is %g (%v), want %g", got, err, want)
	}
}
