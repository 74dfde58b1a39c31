package market_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/market"
)

// Pricing 6.2 by brute force: when the lab decides, no price of a grid is worth
// more for models and robots together than its closed one,
//
//	J(p) = (p - c) S(p) + (M_d/a_d) W(t_d + gamma ln(1 + e^(delta - a p))),
//
// with robots at their best price. Where J has two peaks that are nearly worth
// the same, the lab may be at the other one: it looks at some prices on its way.
func TestThePriceForBothIsTheBestOfAGrid(t *testing.T) {
	w := pricedForBoth(t)
	rapid.Check(t, func(rt *rapid.T) {
		varied(rt, w)
		w.Segments[robots].Size = rapid.Float64Range(0.1, 6).Draw(rt, "robots")
		if fault := beaten(t, w); fault != "" {
			rt.Fatal(fault)
		}
	})
}

// Both laws where profit has two peaks and a search may pass by the better.
func TestALabFindsTheBetterOfTwoPeaks(t *testing.T) {
	w := pricedForBoth(t)
	for _, c := range twoPeaks {
		c.put(w)
		if opens(t, w) {
			t.Errorf("%s: the lab opens at %v robots a model, which a closed price can do as well", c.name, c.robots)
		}
		if fault := beaten(t, w); fault != "" {
			t.Errorf("%s: %s", c.name, fault)
		}
	}
}

// beaten says by which price of a grid the lab's last before it decides is
// beaten by more than two in a thousand, or nothing.
func beaten(t testing.TB, w *market.World) string {
	f, delta := formsOf(w), w.Firms[lab].Lab.Brand
	worth := func(p float64) float64 {
		odds := math.Exp(delta - f.a*p)
		return (p-f.cost)*odds/(1+odds) + w.Segments[robots].Size/f.ad*f.deviceOdds(math.Log1p(odds))
	}
	months := run(t, w, 0)
	price := rowOf(t, months[len(months)-2], "lab", "home", 0).Price
	best := price
	for k := range 2000 {
		if p := 10 * float64(k) / 2000; worth(p) > worth(best) {
			best = p
		}
	}
	if own, most := worth(price), worth(best); own < most*(1-2e-3) {
		return fmt.Sprintf("the lab asks %.6g, worth %.6g to it, where %.6g is worth %.6g", price, own, best, most)
	}
	return ""
}

// pricedForBoth is the two-layer world where the lab minds its robots when it
// prices models, and chooses a licence after five years, at rest.
func pricedForBoth(t testing.TB) *market.World {
	w := twoLayer(t)
	w.Strategy.Joint = 1
	w.Technology.ReleaseMin, w.Technology.ReleaseMax, w.End = 60, 60, w.Start+60
	return w
}

// twoPeaks are two-layer worlds where profit of models and robots has two peaks
// as functions of the model's price, at which a search may pass by the better.
var twoPeaks = []twoPeak{
	{"the valley before the floor is narrower than a step", 1.1015625, 0.64453125, 1, 3.96875, -0.0078125, 1.96875, 0.88671875, 1.9921875},
	{"the floor is worth twice as much beyond a narrow valley", 2.444, 1.621, 0.8737, 3.571, 0.8127, 1.622, 1.313, 2.209},
	{"the price is still on its way down", 0.3389, 0.3393, 0.2071, 3.924, 0.1297, 0.2075, 0.8685, 1.932},
	{"a peak at cost above a peak at the floor", 2.322, 1.137, 0.4147, 1.545, 1.343, 0.8126, 0.9444, 1.242},
	{"a peak below cost above a peak at the floor", 1.878, 0.7199, 0.5575, 0.546, 0.5126, 1.643, 1.124, 1.76},
	{"a peak far above cost, another at the floor", 2.094, 1.742, 0.07242, 2.614, 0.9805, 1.257, 0.7037, 4.218},
}

// A twoPeak has the numbers of a two-layer world in the order of varied.
type twoPeak struct {
	name                                                                    string
	alpha, alphaRobots, cost, delta, deltaRobots, costRobots, gamma, robots float64
}

func (c twoPeak) put(w *market.World) {
	w.Segments[models].PriceSlope, w.Segments[robots].PriceSlope = c.alpha, c.alphaRobots
	w.Technology.ServeStart = c.cost
	w.Firms[lab].Lab.Brand = c.delta
	w.Firms[maker].Maker.Brand, w.Firms[maker].Maker.UnitCost = c.deltaRobots, c.costRobots
	w.Links[0].Surplus, w.Segments[robots].Size = c.gamma, c.robots
}
