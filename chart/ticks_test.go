package chart

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyRange draws lo <= hi of any size and position that an axis is made for.
func anyRange(t *rapid.T) (lo, hi float64) {
	size := math.Pow(10, rapid.Float64Range(-30, 30).Draw(t, "log10 size"))
	lo = size * rapid.Float64Range(-100, 100).Draw(t, "lo")
	hi = lo + size*rapid.Float64Range(0, 10).Draw(t, "width")
	if !drawable(lo) {
		lo = 0 // the check of every chart refuses what is smaller
	}
	if !drawable(hi) {
		hi = 0
	}
	return lo, max(lo, hi)
}

func TestLinearTicksCoverTheDataInNiceEqualSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo, hi := anyRange(t)
		most := rapid.IntRange(3, 12).Draw(t, "most")
		at := linearTicks(lo, hi, most)
		if len(at) < 2 || len(at) > most {
			t.Fatalf("%d marks, want 2 to %d: %v", len(at), most, at)
		}
		step := (at[len(at)-1] - at[0]) / float64(len(at)-1)
		if dust := 1e-9 * step; at[0] > lo+dust || at[len(at)-1] < hi-dust {
			t.Fatalf("marks %v do not cover %v to %v", at, lo, hi)
		}
		mantissa := step / math.Pow(10, math.Floor(math.Log10(step*(1+1e-9))))
		if !slices.ContainsFunc([]float64{1, 2, 5}, func(m float64) bool { return math.Abs(m-mantissa) < 1e-6 }) {
			t.Fatalf("step %v is not 1, 2 or 5 times a power of ten", step)
		}
		for i := 1; i < len(at); i++ {
			if math.Abs(at[i]-at[i-1]-step) > 1e-9*step+1e-15*math.Abs(at[i]) {
				t.Fatalf("marks %v are not equally spaced", at)
			}
		}
	})
}

func TestLinearTicksAreTheNearestNumbersToTheirDecimals(t *testing.T) {
	got, want := linearTicks(0, 0.7, 8), []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}
	if !slices.Equal(got, want) {
		t.Errorf("marks of 0 to 0.7 are %v, want %v without rounding dust", got, want)
	}
}

func TestLogTicksStayInsideARangeThatHugsTheData(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := math.Pow(10, rapid.Float64Range(-30, 30).Draw(t, "log10 lo"))
		hi := lo * math.Pow(10, rapid.Float64Range(0.001, 20).Draw(t, "decades"))
		most := rapid.IntRange(4, 10).Draw(t, "most")
		from, to, at := logTicks(lo, hi, most)
		if dust := 1 + 1e-12; !(0 < from && from <= lo*dust && hi <= to*dust) {
			t.Fatalf("axis from %v to %v does not cover %v to %v", from, to, lo, hi)
		}
		if lo/from > 2.5*(1+1e-9) || to/hi > 2.5*(1+1e-9) {
			t.Fatalf("axis from %v to %v wastes more than a factor 2.5 around %v to %v", from, to, lo, hi)
		}
		if len(at) < 2 || len(at) > most || !slices.IsSorted(at) || at[0] < from || at[len(at)-1] > to {
			t.Fatalf("marks %v of %v to %v: want 2 to %d rising ones inside", at, from, to, most)
		}
	})
}

func TestMonthTicksFallOnTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(12*1900, 12*2100).Draw(t, "first")
		last := first + rapid.IntRange(0, 12*400).Draw(t, "span")
		most := rapid.IntRange(1, 12).Draw(t, "most")
		at, whole := monthTicks(first, last, most)
		if len(at) > most {
			t.Fatalf("%d marks, want at most %d", len(at), most)
		}
		for _, m := range at {
			if m < first || m > last {
				t.Fatalf("mark %s lies outside %s to %s", monthName(m), monthName(first), monthName(last))
			}
			if whole && m%12 != 0 {
				t.Fatalf("mark %s is to be named by its year and is no January", monthName(m))
			}
		}
	})
}

func TestScalesAreMonotoneAndMeetTheirEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scale{a: rapid.Float64Range(0, 500).Draw(t, "a"), log: rapid.Bool().Draw(t, "log")}
		s.b = s.a + rapid.Float64Range(1, 500).Draw(t, "length")
		s.lo = rapid.Float64Range(1e-6, 1e6).Draw(t, "lo")
		s.hi = s.lo * rapid.Float64Range(1.01, 1e6).Draw(t, "ratio")
		if math.Abs(s.at(s.lo)-s.a) > 1e-6 || math.Abs(s.at(s.hi)-s.b) > 1e-6 {
			t.Fatalf("ends map to %v and %v, want %v and %v", s.at(s.lo), s.at(s.hi), s.a, s.b)
		}
		u := rapid.Float64Range(s.lo, s.hi).Draw(t, "u")
		v := rapid.Float64Range(u, s.hi).Draw(t, "v")
		if s.at(u) > s.at(v)+1e-9 {
			t.Fatalf("%v maps to %v, beyond %v at %v", u, s.at(u), v, s.at(v))
		}
	})
}

func TestEqualRatiosAreEqualLengthsOnALogScale(t *testing.T) {
	s := scale{lo: 0.01, hi: 100, a: 0, b: 400, log: true}
	for e := -2; e <= 2; e++ {
		if got, want := s.at(math.Pow10(e)), 100*float64(e+2); math.Abs(got-want) > 1e-9 {
			t.Errorf("10^%d is at %v, want %v", e, got, want)
		}
	}
}
