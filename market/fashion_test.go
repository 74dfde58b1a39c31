package market_test

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// twin is two makers alike in everything but what change sets, who sell at
// prices by rule, so that nothing but brands moves their shares.
func twin(change func(*market.World)) *market.World {
	nan := math.NaN()
	maker := func(name string) market.Firm {
		return market.Firm{Name: name, Bloc: "all", Segment: "bulb", Cash: 1e6, Fixed: 0, Maker: &market.Maker{
			Price: 1, UnitCost: 0.8, Units: 0.4, Cumulative: 1, Markup: 0.25, Brand: nan, Efficiency: nan, Exponent: nan, Reference: nan, Conduct: nan, Fancy: nan,
		}}
	}
	w := &market.World{
		Name: "twin", Start: undercut.Date(2000, 1), End: undercut.Date(2005, 1), Discount: 0.1,
		Blocs: []market.Bloc{{Name: "all", ServeCost: 1, ServeCap: nan}},
		Segments: []market.Segment{{
			Name: "bulb", Layer: "device", Form: "unit", Pricing: "rule", Size: 1, Buyers: market.ByBloc{1}, Sigma: 0.4, SigmaOpen: nan,
			Elasticity: 3, PriceSlope: nan, ValidMonths: 1, Fashion: &market.Fashion{},
		}},
		Firms: []market.Firm{maker("a"), maker("b")},
	}
	change(w)
	return w
}

// lead is the log of the first maker's units over the second's in every month.
func lead(t *testing.T, w *market.World, future uint64) []float64 {
	t.Helper()
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Reset(w, 7, future); err != nil {
		t.Fatal(err)
	}
	p := m.NewPolicy()
	var all []float64
	for at := w.Start; at <= w.End; at++ {
		if err := m.Step(&p); err != nil {
			t.Fatal(err)
		}
		rows := m.View().Rows
		all = append(all, math.Log(rows[0].Units/rows[1].Units))
	}
	return all
}

func TestATrendIsGrowthOfRelativeShare(t *testing.T) {
	got := lead(t, twin(func(w *market.World) { w.Firms[0].Maker.Trend = 0.3 }), 0)
	for month, x := range got {
		if want := 0.3 * float64(month+1) / 12; math.Abs(x-want) > 1e-6 {
			t.Fatalf("month %d: log of relative share is %.9f, want %.9f", month, x, want)
		}
	}
}

func TestATrendFades(t *testing.T) {
	const trend, fade = 0.3, 0.7
	got := lead(t, twin(func(w *market.World) {
		w.Firms[0].Maker.Trend, w.Segments[0].Fashion.Fade = trend, fade
	}), 0)
	want := 0.0
	for month, x := range got {
		want += trend / 12 * math.Exp(-fade*float64(month)/12)
		if math.Abs(x-want) > 1e-6 {
			t.Fatalf("month %d: log of relative share is %.9f, want %.9f", month, x, want)
		}
	}
}

// Two makers' independent luck of sd s a year spreads their relative share by
// s·sqrt(2 years).
func TestFashionSpreadsWithTheRootOfTime(t *testing.T) {
	const futures, sd, years = 1500, 0.2, 4
	w := twin(func(w *market.World) { w.Segments[0].Fashion.SD = sd })
	sum := 0.0
	for n := range uint64(futures) {
		x := lead(t, w, n)[12*years-1]
		sum += x * x
	}
	got, want := math.Sqrt(sum/futures), sd*math.Sqrt(2*years)
	if math.Abs(got/want-1) > 4/math.Sqrt(2*futures) {
		t.Errorf("spread after %d years is %.4f, want %.4f", years, got, want)
	}
}

func TestFashionWithoutTrendOrLuckMovesNothing(t *testing.T) {
	for month, x := range lead(t, twin(func(*market.World) {}), 3) {
		if math.Abs(x) > 1e-9 {
			t.Fatalf("month %d: log of relative share is %g, want 0", month, x)
		}
	}
}

// Noise in common moves all makers' costs alike, and its variance is that of
// noise of one's own.
func TestCommonNoiseMovesAllCostsAlike(t *testing.T) {
	cost := func(common float64, future uint64) (a, b float64) {
		w := twin(func(w *market.World) {
			w.Segments[0].Learning = &market.Learning{Floor: 1, Noise: 0.1, Common: common, News: math.NaN()}
		})
		m, err := market.New(w)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Reset(w, 7, future); err != nil {
			t.Fatal(err)
		}
		p := m.NewPolicy()
		for range 24 {
			if err := m.Step(&p); err != nil {
				t.Fatal(err)
			}
		}
		rows := m.View().Rows
		return math.Log(rows[0].Cost), math.Log(rows[1].Cost)
	}
	var shared, own, n float64
	for future := range uint64(1000) {
		a, b := cost(1, future)
		if math.Abs(a-b) > 1e-9 {
			t.Fatalf("future %d: log costs %g and %g differ though all noise is common", future, a, b)
		}
		c, _ := cost(0, future)
		shared += (a - math.Log(0.8)) * (a - math.Log(0.8))
		own += (c - math.Log(0.8)) * (c - math.Log(0.8))
		n++
	}
	if ratio := shared / own; math.Abs(ratio-1) > 0.2 {
		t.Errorf("variance of common over own noise is %.3f, want 1", ratio)
	}
}
