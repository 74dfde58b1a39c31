package market

import (
	"math"
	"testing"
)

// TestCopyingIsABoundedBonus: what is seen can be copied as far as own compute
// carries it, log10(1/follow_cost) decades, and never makes anything worse.
func TestCopyingIsABoundedBonus(t *testing.T) {
	for _, c := range []struct {
		why                     string
		own, seen, follow, want float64
	}{
		{"nothing seen yet", 1, math.NaN(), 0.1, 1},
		{"nothing better seen", 1, 0.9, 0.1, 1},
		{"the same seen", 1, 1, 0.1, 1},
		{"within reach", 1, 1.5, 0.1, 1.5},
		{"just within reach", 1, 2, 0.1, 2},
		{"beyond reach: a decade at a tenth of the cost", 1, 3.5, 0.1, 2},
		{"two decades at a hundredth", -1, 3.5, 0.01, 1},
		{"copying costs what finding does", 1, 3.5, 1, 1},
		{"copying costs more than finding", 1, 3.5, 30, 1},
	} {
		if got := copyQuality(c.own, c.seen, c.follow); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: copyQuality(%g, %g, %g) is %g, want %g", c.why, c.own, c.seen, c.follow, got, c.want)
		}
	}
}

// TestACopyIsWhatItCopies, to the last bit: a lab that has the quality already
// has nothing to release, whatever its own compute and whatever processor
// rounds.
func TestACopyIsWhatItCopies(t *testing.T) {
	for k := range 1000 {
		own := 3 * math.Sin(float64(k))
		seen := own + 1.5*math.Abs(math.Cos(float64(k)))
		if got := copyQuality(own, seen, 0.01); got != seen {
			t.Fatalf("copyQuality(%v, %v, 0.01) is %v", own, seen, got)
		}
	}
}
