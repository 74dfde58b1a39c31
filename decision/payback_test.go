package decision

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func close(a, b, tolerance float64) bool {
	return a == b || math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

// The published example: 6.1 bn of revenue less 3.2 bn of inference in 4.8
// months against a run of 0.5 bn and research of 9 bn.
func TestExampleTakesTheMonthsThatWerePublished(t *testing.T) {
	r := Release{Revenue: 6100 / 4.8, Margin: 1 - 3.2/6.1, Equal: math.Inf(1)}
	if c := r.Contribution(); math.Abs(c-604.2) > 0.05 {
		t.Errorf("contribution is $%.1fm a month, want $604.2m", c)
	}
	for _, c := range []struct{ cost, want float64 }{{500, 0.5 / (2.9 / 4.8)}, {9000, 9 / (2.9 / 4.8)}} {
		if got := r.Months(c.cost); !close(got, c.want, 1e-13) {
			t.Errorf("$%gm is earned back after %v months, want %v", c.cost, got, c.want)
		}
	}
}

// releases are ordinary ones.
func releases(t *rapid.T) Release {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	r := Release{
		Run: f("run", 1, 5000), Revenue: f("revenue", 1, 3000), Margin: f("margin", 0.01, 1), Growth: f("growth", -0.2, 0.2),
		Equal: f("equal", 0, 30), Discount: f("discount", -0.1, 0.5),
	}
	if rapid.Bool().Draw(t, "something survives") {
		r.Erosion = f("erosion", 0.001, 1)
	}
	return r
}

// Earned sums the flow; a fine midpoint rule knows no closed form.
func TestEarnedIsTheSumOfWhatFlows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := releases(t)
		until := rapid.Float64Range(0.1, 60).Draw(t, "until")
		sum := func(from, to, margin float64) (s float64) {
			const n = 2000
			for i := range n {
				at := from + (to-from)*(float64(i)+0.5)/n
				s += margin * r.Revenue * math.Pow(1+r.Growth, at) * math.Exp(-r.Discount/12*at) * (to - from) / n
			}
			return s
		}
		split := min(until, r.Equal)
		want := sum(0, split, r.Margin) + sum(split, until, r.Margin*r.Erosion)
		if got := r.Earned(until); !close(got, want, 1e-4) {
			t.Errorf("%+v earns %v in %v months, summed month by month %v", r, got, until, want)
		}
	})
}

func TestMonthsAreThoseAfterWhichTheCostIsEarned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := releases(t)
		after := r.Months(r.Run)
		if math.IsInf(after, 1) {
			if got := r.Earned(1e5); got >= r.Run*(1+1e-9) {
				t.Errorf("%+v never recoups, but earns %v", r, got)
			}
			return
		}
		if after < 1e4 {
			if got := r.Earned(after); !close(got, r.Run, 1e-7) {
				t.Errorf("%+v recoups %v after %v months and has earned %v then", r, r.Run, after, got)
			}
		}
	})
}

// The lead that is needed: a little more is enough, a little less is not.
func TestLeadEverIsTheLeastThatIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := releases(t)
		lead := r.LeadEver(r.Run)
		r.Equal = lead*(1+1e-6) + 1e-9
		if math.IsInf(lead, 1) {
			r.Equal = 1e6
			if r.rate() < 0 && r.Months(r.Run) < 1e5 {
				t.Errorf("%+v recoups, though no lead is said to be enough", r)
			}
			return
		}
		if math.IsInf(r.Months(r.Run), 1) && lead < 1e4 {
			t.Errorf("%+v does not recoup with the lead of %v that is said to be enough", r, lead)
		}
		if r.Equal = lead * 0.99; lead > 0.01 && lead < 1e3 && !math.IsInf(r.Months(r.Run), 1) && r.Erosion > 0 {
			t.Errorf("%+v recoups with less than the lead of %v that is said to be needed", r, lead)
		}
	})
}

func TestMoreLeadMarginRevenueNeverTakesLonger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := releases(t)
		by := rapid.Float64Range(1, 3).Draw(t, "by")
		was := r.Months(r.Run)
		for name, more := range map[string]Release{
			"a later open equal": {r.Run, 0, r.Revenue, r.Margin, r.Growth, r.Equal * by, r.Erosion, r.Discount},
			"a larger margin":    {r.Run, 0, r.Revenue, min(1, r.Margin*by), r.Growth, r.Equal, r.Erosion, r.Discount},
			"more revenue":       {r.Run, 0, r.Revenue * by, r.Margin, r.Growth, r.Equal, r.Erosion, r.Discount},
			"less erosion":       {r.Run, 0, r.Revenue, r.Margin, r.Growth, r.Equal, min(1, r.Erosion*by), r.Discount},
			"a cheaper run":      {r.Run / by, 0, r.Revenue, r.Margin, r.Growth, r.Equal, r.Erosion, r.Discount},
			"faster growth":      {r.Run, 0, r.Revenue, r.Margin, r.Growth + (by-1)/10, r.Equal, r.Erosion, r.Discount},
		} {
			if got := more.Months(more.Run); got > was*(1+1e-9)+1e-9 {
				t.Errorf("%s takes %v months instead of %v: %+v", name, got, was, r)
			}
		}
		coin := r
		coin.Run, coin.Revenue = r.Run*by, r.Revenue*by
		if got := coin.Months(coin.Run); !close(got, was, 1e-6) {
			t.Errorf("counted in another coin it takes %v months instead of %v: %+v", got, was, r)
		}
	})
}

func study(t *testing.T, futures int, texts ...string) *Study {
	t.Helper()
	s := &Study{Seed: 1, Futures: futures}
	for i := 0; i < len(texts); i += 2 {
		d := Positive
		switch texts[i] {
		case "margin", "erosion", "capture":
			d = Share
		case "growth", "discount", "delta", "bonus", "device-delta":
			d = Real
		}
		n, err := Parse(texts[i], texts[i+1], d)
		if err != nil {
			t.Fatalf("%s %s: %v", texts[i], texts[i+1], err)
		}
		s.Numbers = append(s.Numbers, n)
	}
	return s
}

// With one uncertain input whose law is known the odds are a probability that
// can be computed: recouped before the open equal iff lag exceeds the months.
func TestOddsOfRecoupingAreThoseOfTheLaw(t *testing.T) {
	s := study(t, 20000, "run", "500", "research", "9000", "revenue", "250", "margin", "0.5", "erosion", "0.5", "lag", "2:8")
	r, err := Recoup(s, "run")
	if err != nil {
		t.Fatal(err)
	}
	want := 1 - s.Numbers[5].Law.CDF(4)
	if math.Abs(r.Before.Mid()-want) > 0.01 || r.Before.Lo > want || r.Before.Hi < want {
		t.Errorf("recoups before the open equal in %v (%v to %v) of futures, the law says %v", r.Before.Mid(), r.Before.Lo, r.Before.Hi, want)
	}
	if r.Driver == nil || r.Driver.Name != "lag" || r.Driver.Rho < 0.99 {
		t.Errorf("what drives it is %+v, want the lag, the only uncertain input", r.Driver)
	} else if !close(r.Flip.Above, 4, 1e-9) && !close(r.Flip.Below, 4, 1e-9) {
		t.Errorf("the lag turns it at %v or %v, want 4 months", r.Flip.Below, r.Flip.Above)
	}
	if r.Ever.Mid() != 1 || r.Ever.Hi != 1 {
		t.Errorf("recoups ever in %v of futures, want all: nothing shrinks", r.Ever.Mid())
	}
}

func TestAWiderRangeOfOneInputMovesNoOtherDraw(t *testing.T) {
	a := study(t, 5, "run", "400:600", "lag", "2:8")
	b := study(t, 5, "lag", "2:8", "run", "100:900", "margin", "0.3:0.6")
	for i := range 5 {
		if x, y := a.Draw(i)["lag"], b.Draw(i)["lag"]; x != y {
			t.Errorf("future %d has lag %v and %v: draws of an input may depend on nothing else", i, x, y)
		}
	}
}
