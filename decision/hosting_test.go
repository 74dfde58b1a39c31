package decision

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// One GPU at 2 dollars an hour that serves 4,951 tokens a second all the time
// costs 2/(4951·3600/10^6) = 0.1122 dollars a million tokens: DeepSeek's own
// count of February 2025.
func TestACountedClusterCostsWhatWasCounted(t *testing.T) {
	h := Hosting{API: 0.5, GPU: 2, Throughput: 4951, Utilisation: 1, Replica: 1}
	if got := h.rent() / h.Capacity(); math.Abs(got-0.11221) > 1e-5 {
		t.Errorf("a million tokens cost %v", got)
	}
}

// By hand: a replica of 8 GPUs at 2 dollars costs 8·2·730.485 = 11,687.76 a
// month and serves 8·1000·0.5·3600·730.485/10^6 = 10,518.98 m tokens. With 5,000
// of staff and 2 dollars a million to buy, hosting pays from
// (11,687.76 + 5,000)/2 = 8,343.88 m tokens on.
func TestHostingByHand(t *testing.T) {
	h := Hosting{Tokens: 20000, API: 2, GPU: 2, Throughput: 1000, Utilisation: 0.5, Replica: 8, Staff: 5000}
	for _, c := range []struct{ what, got, want float64 }{
		{1, h.Capacity(), 10518.984}, {2, h.BreakEven(), 8343.88}, {3, h.Own(), 2*11687.76 + 5000}, {4, h.Bought(), 40000},
	} {
		if math.Abs(c.got-c.want) > 1e-6*c.want {
			t.Errorf("line %v is %v: want %v", c.what, c.got, c.want)
		}
	}
}

// The break-even is where the bills meet: at it hosting costs no more, just
// below it more, whatever the numbers; and it is infinite only if no volume
// saves.
func TestBreakEvenIsWhereBillsMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
		h := Hosting{
			API: draw("api", 0.01, 20), GPU: draw("gpu", 0.1, 10), Throughput: draw("throughput", 50, 10000),
			Utilisation: draw("utilisation", 0.01, 1), Replica: float64(rapid.IntRange(1, 16).Draw(t, "replica")), Staff: draw("staff", 0, 50000),
		}
		v := h.BreakEven()
		if math.IsInf(v, 1) {
			for _, n := range []float64{1, 10, 1000} {
				if h.Tokens = n * h.Capacity(); h.Own() < h.Bought() {
					t.Fatalf("%v full replicas save, and no volume should", n)
				}
			}
			return
		}
		if h.Tokens = v * (1 + 1e-9); h.Own() > h.Bought()*(1+1e-6) {
			t.Fatalf("at %v m tokens hosting costs %v, buying %v", v, h.Own(), h.Bought())
		}
		for _, part := range []float64{0.999, 0.9, 0.5, 0.1} {
			if h.Tokens = v * part; h.Own() < h.Bought()*(1-1e-9) {
				t.Fatalf("at %v of the break-even hosting costs %v, buying %v", part, h.Own(), h.Bought())
			}
		}
	})
}

// Other money moves no odds, and a dearer API never makes hosting worse.
func TestHostingKeepsUnits(t *testing.T) {
	number := func(name string, lo, mid, hi float64, d Domain) Number {
		n, err := Parse(name, fmt.Sprintf("%g:%g:%g", lo, mid, hi), d)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	study := func(money, api float64) *Study {
		return &Study{Seed: 1, Futures: 200, Numbers: []Number{
			PointOf("tokens", 9000), number("api", money*api, money*2*api, money*4*api, Positive), number("gpu", money*1.7, money*2.35, money*2.95, Positive),
			number("throughput", 500, 1000, 2000, Positive), number("utilisation", 0.2, 0.4, 0.6, Fraction), PointOf("replica", 8), PointOf("staff", money*5000),
		}}
	}
	a, errA := Host(study(1, 1))
	b, errB := Host(study(7.12, 1))
	c, errC := Host(study(1, 3))
	if errA != nil || errB != nil || errC != nil {
		t.Fatal(errA, errB, errC)
	}
	if a.Cheaper.True != b.Cheaper.True || a.Driver.Name != b.Driver.Name {
		t.Errorf("in dollars %d of 200 by %s, in yuan %d by %s", a.Cheaper.True, a.Driver.Name, b.Cheaper.True, b.Driver.Name)
	}
	if c.Cheaper.True < a.Cheaper.True {
		t.Errorf("a dearer API makes hosting pay in %d instead of %d futures", c.Cheaper.True, a.Cheaper.True)
	}
}
