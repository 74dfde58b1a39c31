package contrast

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/claim"
)

// Quantiles of Student's t have closed forms for one and two degrees of
// freedom; the others are printed in every table (Abramowitz and Stegun, 26.10).
func TestStudentTIsTheTabulatedOne(t *testing.T) {
	for _, c := range []struct {
		p    float64
		nu   int
		want float64
		to   float64
	}{
		{0.95, 1, math.Tan(math.Pi * 0.45), 1e-9},
		{0.9, 1, math.Tan(math.Pi * 0.4), 1e-9},
		{0.95, 2, 0.9 / math.Sqrt(2*0.95*0.05), 1e-9},
		{0.95, 4, 2.132, 5e-4},
		{0.95, 30, 1.697, 5e-4},
		{0.95, 120, 1.658, 5e-4},
		{0.95, 10_000_000, 1.6448536, 1e-5},
	} {
		if got := studentT(c.p, c.nu); math.Abs(got-c.want) > c.to*c.want {
			t.Errorf("t at %g with %d degrees of freedom is %.9g, want %.9g", c.p, c.nu, got, c.want)
		}
	}
}

func TestCompareByHand(t *testing.T) {
	nan := math.NaN()
	p := Compare(nil)
	if p.N != 0 || !math.IsNaN(p.Mean) || p.Told() {
		t.Errorf("no differences have mean %v of %d and are told from 0: %v", p.Mean, p.N, p.Told())
	}
	p = Compare([]float64{-2, 3, nan, 2, 5})
	if p.N != 4 || p.Silent != 1 || p.Mean != 2 {
		t.Errorf("four of five speak with mean 2, not %d, %d silent, mean %v", p.N, p.Silent, p.Mean)
	}
	// squares 16 + 1 + 0 + 9 = 26; se √(26/(4·3)); t at 95% with 3 degrees 2.353363
	se := math.Sqrt(26.0 / 12)
	if math.Abs(p.SE-se) > 1e-12 || math.Abs(p.Hi-2-2.353363*se) > 1e-5 || math.Abs(p.Lo+p.Hi-4) > 1e-12 {
		t.Errorf("mean 2 (%v to %v) with standard error %v, want ±%v and %v", p.Lo, p.Hi, p.SE, 2.353363*se, se)
	}
	if p.P5 != -2 || p.P50 != 2 || p.P95 != 5 {
		t.Errorf("quantiles are %v, %v, %v, want -2, 2, 5", p.P5, p.P50, p.P95)
	}
	if p.Up != claim.Wilson(0.75, 4) || p.Down != claim.Wilson(0.25, 4) {
		t.Errorf("three of four are above 0 and one below, not %v and %v", p.Up, p.Down)
	}
	if p := Compare([]float64{7}); p.Told() || p.Mean != 7 {
		t.Errorf("one difference is told from 0: %+v", p)
	}
}

// wilson95 is the score interval at 95%, as the published examples have it.
func wilson95(k, n float64) claim.Chance {
	const z = 1.959963984540054
	p := k / n
	mid, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return claim.Chance{Mid: p, Lo: (mid - half) / (1 + z*z/n), Hi: (mid + half) / (1 + z*z/n)}
}

// Published 95% intervals: complete response before and after consolidation
// therapy (Cavo et al. 2012, in Fagerland, Lydersen and Laake, "Statistical
// Analysis of Contingency Tables", 2017, ch. 8), and Altman et al., "Statistics
// with Confidence", 2nd ed., p. 52.
func TestShiftAgreesWithPublishedIntervals(t *testing.T) {
	for _, c := range []struct {
		table       [2][2]int
		mid, lo, hi float64
		digits      float64
	}{
		{[2][2]int{{59, 6}, {16, 80}}, -0.0621, -0.1186, -0.0046, 5e-5},
		{[2][2]int{{14, 5}, {0, 22}}, 0.122, 0.011, 0.226, 6e-4},
	} {
		a, b, d, e := float64(c.table[0][0]), float64(c.table[0][1]), float64(c.table[1][0]), float64(c.table[1][1])
		n := a + b + d + e
		s := squareAndAdd(c.table, wilson95(a+b, n), wilson95(a+d, n))
		if math.Abs(s.Mid-c.mid) > c.digits || math.Abs(s.Lo-c.lo) > c.digits || math.Abs(s.Hi-c.hi) > c.digits {
			t.Errorf("of %v the difference is %.4f (%.4f to %.4f), published %v (%v to %v)", c.table, s.Mid, s.Lo, s.Hi, c.mid, c.lo, c.hi)
		}
	}
}

// An option that changes no future's fate shifts nothing, but so many futures
// do not prove that it never would; what is swapped changes sign.
func TestShiftOfNothingIsNotCertain(t *testing.T) {
	never := make([]bool, 50)
	if s := ShiftOf(never, never); s.Mid != 0 || !(s.Lo < 0 && s.Hi > 0) || s.Told() {
		t.Errorf("no future differs, which is told as %+v", s)
	}
	some, more := make([]bool, 50), make([]bool, 50)
	for n := range some {
		some[n], more[n] = n%5 == 0, n%2 == 0
	}
	a, b := ShiftOf(some, more), ShiftOf(more, some)
	if math.Abs(a.Mid+0.3) > 1e-12 || math.Abs(a.Mid+b.Mid)+math.Abs(a.Lo+b.Hi)+math.Abs(a.Hi+b.Lo) > 1e-12 {
		t.Errorf("ten against twenty-five of fifty is %+v, the other way round %+v", a, b)
	}
	if !a.Told() {
		t.Errorf("ten against twenty-five of fifty is not told from no shift: %+v", a)
	}
}
