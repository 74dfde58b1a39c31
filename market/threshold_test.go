package market_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/decision"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// When giving away pays has closed forms in plain logit with two layers
// (bertrand/giveaway.go). The whole engine, months and all, must turn where
// they do: each test moves one number of testdata/two-layer.yaml until the
// lab's licence, price or life turns, and compares.

// twoLayer reads the two-layer world.
func twoLayer(t testing.TB) *market.World {
	t.Helper()
	s, err := scenario.Load("testdata/two-layer.yaml", os.ReadFile, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	w := s.World
	w.End = w.Start + 4 // one release chooses, in the fourth month: the forms know no legacy of open weights
	return &w
}

// the segments, firms and blocs of the two-layer world.
const (
	models, robots = 0, 1
	lab, maker     = 0, 1
	home, away     = 0, 1
)

// last runs a world and returns its last month.
func last(t testing.TB, w *market.World) undercut.View {
	t.Helper()
	months := run(t, w, 0)
	return months[len(months)-1]
}

// opens reports whether the lab ends up giving its model away.
func opens(t testing.TB, w *market.World) bool {
	t.Helper()
	return rowOf(t, last(t, w), "lab", "home", 0).Licence == undercut.Open
}

// turn is the number from lo to hi from which on is holds.
func turn(lo, hi float64, is func(x float64) bool) float64 {
	for range 50 {
		if x := lo + (hi-lo)/2; is(x) {
			hi = x
		} else {
			lo = x
		}
	}
	return hi
}

// numbers of the two-layer world in the notation of the forms.
type forms struct {
	t, a   float64 // the model's log weight at cost, utils per dollar
	td, ad float64 // the robot's
	gamma  float64
	cost   float64
}

func formsOf(w *market.World) forms {
	m, d := &w.Segments[models], &w.Segments[robots]
	f := forms{a: m.PriceSlope, ad: d.PriceSlope, gamma: w.Links[0].Surplus, cost: w.Technology.ServeStart}
	f.t = w.Firms[lab].Lab.Brand - f.a*f.cost
	f.td = w.Firms[maker].Maker.Brand - f.ad*w.Firms[maker].Maker.UnitCost
	return f
}

// deviceOdds are those of the robot at its best price with models worth l utils.
func (f forms) deviceOdds(l float64) float64 { return bertrand.BestReplyOdds(f.td+f.gamma*l, 0) }

// varied draws the numbers of a two-layer world.
func varied(t *rapid.T, w *market.World) {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	w.Segments[models].PriceSlope, w.Segments[robots].PriceSlope = f("alpha", 0.3, 3), f("alpha of robots", 0.3, 2)
	w.Technology.ServeStart = f("cost", 0.05, 1)
	w.Firms[lab].Lab.Brand = f("delta", 0, 4)
	w.Firms[maker].Maker.Brand, w.Firms[maker].Maker.UnitCost = f("delta of robots", -1, 3), f("cost of robots", 0.2, 2)
	w.Links[0].Surplus = f("gamma", 0.3, 1.5)
}

// Pricing 6.1: a lab whose models are priced alone opens exactly when what its
// robots gain, (M_d/a_d)(W(L open) - W(L closed)), exceeds what closed models
// earn, (M/a) W. Where X at closed prices reaches psi(W) it opens for sure.
func TestALabOpensWhenItsRobotsGainWhatItsModelsLose(t *testing.T) {
	w := twoLayer(t)
	rapid.Check(t, func(rt *rapid.T) {
		varied(rt, w)
		f := formsOf(w)
		odds := bertrand.BestReplyOdds(f.t, 0)
		closed, open := math.Log1p(odds), math.Log1p(math.Exp(f.t))
		want := odds / f.a * f.ad / (f.deviceOdds(open) - f.deviceOdds(closed))
		opensAt := func(size float64) bool { w.Segments[robots].Size = size; return opens(t, w) }
		if got := turn(0, 3*want, opensAt); !close(got, want, 1e-6, 0) {
			rt.Fatalf("opens from %.9g robots a model on, the closed form says %.9g", got, want)
		}
		d := f.deviceOdds(closed)
		enough := bertrand.Psi(odds) / f.a * f.ad / (f.gamma * d / (1 + d)) // size at which X = psi(W)
		if !(enough > want) || !opensAt(enough*(1+1e-6)) {
			rt.Fatalf("at %.6g robots a model X reaches psi(W), which is enough to open: the exact form asks for %.6g, opens: %v", enough, want, opensAt(enough))
		}
	})
}

// The same with a rival who answers: enough is X ln(H_open/H_closed) >= S/(1-S),
// H from the kernel's prices.
func TestALabOpensAgainstARivalWhenSurplusPays(t *testing.T) {
	w := twoLayer(t)
	rival := w.Firms[lab]
	rivalLab := *rival.Lab
	rival.Name, rival.Group, rival.Bloc, rival.Lab = "rival", "", "home", &rivalLab
	rival.NotIn = nil
	w.Firms = append(w.Firms, rival)
	rapid.Check(t, func(rt *rapid.T) {
		varied(rt, w)
		rivalLab.Brand = rapid.Float64Range(0, 3).Draw(rt, "delta of the rival")
		f := formsOf(w)
		g := decision.Giveaway{
			Delta: f.t + f.a*f.cost, Alpha: f.a, Cost: f.cost, HostCost: f.cost, RivalCost: f.cost, Rivals: []float64{rivalLab.Brand}, Capacity: 1, Alone: true,
		}
		v, err := g.Decide()
		if err != nil {
			rt.Fatal(err)
		}
		d := f.deviceOdds(v.Closed.Surplus)
		odds := v.Closed.Share / (1 - v.Closed.Share)
		x := odds / (v.Open.Surplus - v.Closed.Surplus)
		w.Segments[robots].Size = x / f.a * f.ad / (f.gamma * d / (1 + d)) * (1 + 1e-6)
		if !opens(t, w) {
			rt.Fatalf("X of %.6g times ln(H_open/H_closed) is the closed odds %.6g, which is enough to open, but the lab stays closed", x, odds)
		}
	})
}

// Pricing 6.2: priced for both, a closed model may copy the open price, so at
// equal cost and without a bonus nothing opens, however large the robots are.
func TestPricedForBothNothingOpensAtEqualCost(t *testing.T) {
	w := pricedForBoth(t)
	rapid.Check(t, func(rt *rapid.T) {
		varied(rt, w)
		w.Segments[robots].Size = rapid.Float64Range(0.1, 6).Draw(rt, "robots")
		if opens(t, w) {
			rt.Fatalf("the lab opens at %v robots a model, which a closed price can do as well", w.Segments[robots].Size)
		}
	})
}

// royal is the two-layer world without robots' gain: a lab away sells to home,
// and earns a royalty of r on what hosts sell there, r p a user.
func royal(t testing.TB) *market.World {
	w := twoLayer(t)
	w.Firms[lab].Bloc, w.Links[0].Surplus = "away", 0
	w.Technology.Royalty, w.Asymmetries.Trust = 0.2, 1
	return w
}

// bonusNeeded is pricing 6.2a with a complement that only an open lab has:
//
//	Delta = ln A - delta + a c_h + ln(W/(a·earned - W))
//
// earned on a user of the open model; infinite if a·earned <= W.
func (f forms) bonusNeeded(earned, hostPrice float64) float64 {
	odds := bertrand.BestReplyOdds(f.t, 0)
	if f.a*earned <= odds {
		return math.Inf(1)
	}
	return -(f.t + f.a*f.cost) + f.a*hostPrice + math.Log(odds/(f.a*earned-odds))
}

// Buyers who distrust a closed service from abroad give an open model a bonus
// of demand: the lab opens from the bonus of the closed form on, and at no
// bonus where the royalty is less than what a potential user is worth closed.
func TestTrustAbroadOpensFromTheBonusOn(t *testing.T) {
	w := royal(t)
	possible, impossible := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		delta := rapid.Float64Range(-2, 1).Draw(rt, "delta of the closed service")
		w.Technology.ServeStart = rapid.Float64Range(0.2, 2).Draw(rt, "cost")
		price := w.Technology.ServeStart / (1 - w.Technology.Royalty)
		w.Firms[lab].Lab.Brand = delta
		want := formsOf(w).bonusNeeded(w.Technology.Royalty*price, price)
		opensAt := func(bonus float64) bool {
			w.Firms[lab].Lab.Brand, w.Technology.TrustAbroad[away] = delta+bonus, bonus
			return opens(t, w)
		}
		switch {
		case want < 0 && !opensAt(1e-9):
			rt.Fatalf("a bonus of %.6g is enough, but the lab stays closed without any", want)
		case math.IsInf(want, 1) && opensAt(20):
			rt.Fatal("opens at a bonus of 20, the closed form says that none is enough")
		case math.IsInf(want, 1):
			impossible++
		case want > 0:
			if possible++; want > 18 {
				return
			}
			if got := turn(0, 20, opensAt); !close(got, want, 1e-6, 1) {
				rt.Fatalf("opens from a bonus of %.9g on, the closed form says %.9g", got, want)
			}
		}
	})
	if possible == 0 || impossible == 0 {
		t.Errorf("the bonus was possible %d times, impossible %d times: want both", possible, impossible)
	}
}

// Pricing 6.2b: what a lab pays more than hosts for serving opens it. Here its
// bloc is dear to serve from, as an export control makes it.
func TestDearServingOpens(t *testing.T) {
	w := royal(t)
	w.Firms[lab].Lab.Brand = 2
	price := w.Technology.ServeStart / (1 - w.Technology.Royalty)
	open := w.Technology.Royalty * price / (1 + math.Exp(price-2)) // a user times the open share
	want := turn(1, 20, func(x float64) bool {
		return bertrand.BestReplyOdds(2-x*w.Technology.ServeStart, 0) <= open
	})
	got := turn(1, 20, func(x float64) bool { w.Blocs[away].ServeCost = x; return opens(t, w) })
	if !close(got, want, 1e-6, 0) {
		t.Errorf("opens where serving away costs %.9g times as much, the closed form says %.9g", got, want)
	}
}

// Pricing 6.2c: a lab that can serve the share k only opens up to k*. The
// engine's capacity is elastic, a cost that rises beyond serve_cap, so the hard
// limit is asked of package decision on the numbers of the same file.
func TestCapacityOpensUpToItsForm(t *testing.T) {
	w := royal(t)
	w.Firms[lab].Lab.Brand, w.Technology.ServeStart = 1, 1
	price := w.Technology.ServeStart / (1 - w.Technology.Royalty)
	game := decision.Game{Alpha: 1, Outside: 1, Labs: []decision.Lab{
		{Name: "closed", Delta: 1, Cost: 1, HostCost: price, Capacity: 1},
	}}
	// The royalty is a complement that only an open lab has: two one-lab games.
	open := w.Technology.Royalty * price / (1 + math.Exp(price-1))
	closed := func(k float64) float64 {
		game.Labs[0].Capacity = k
		s, err := game.Solve()
		if err != nil {
			t.Fatal(err)
		}
		return s.Outcomes[0].Labs[0].Profit()
	}
	got := turn(1e-6, 1, func(k float64) bool { return closed(k) >= open })
	// (k/a)(ln T - ln A - ln(k/(1-k))) = what open earns
	if form := got * (0 - math.Log(got/(1-got))); !close(form, open, 1e-9, 0) || !(got < 0.5) {
		t.Errorf("up to k = %.9g opening pays; there closed earns %.9g by its form and open %.9g", got, form, open)
	}
	if opens(t, w) {
		t.Error("without a limit the engine's lab opens though closed earns more")
	}
}

// Pricing 6.3: against an open rival of equal cost a closed lab earns back a
// fixed cost F from a lead of 1 + x + ln x utils on, x = a F/M. The engine's lab
// has no cash and no patience: it lives if and only if it earns F.
func TestALabLivesFromTheLeadOn(t *testing.T) {
	w := twoLayer(t)
	w.Variants.BestReply, w.Links[0].Surplus = 0, 0
	rival := w.Firms[lab]
	rivalLab := *rival.Lab
	rivalLab.Licence, rivalLab.Brand = "open", 40 // nobody goes without
	rival.Name, rival.Group, rival.Lab = "rival", "", &rivalLab
	w.Firms = append(w.Firms, rival)
	w.Firms[lab].Lab.Research, w.Firms[lab].Cash = 1e-15, 0
	for _, x := range []float64{0.05, 0.2, 0.278464542761, 0.5, 1, 2, 4, 6} {
		for _, alpha := range []float64{0.5, 2} {
			w.Segments[models].PriceSlope = alpha
			w.Firms[lab].Fixed = x / alpha * w.Segments[models].Size / 1e3 // $bn a year
			rivalLab.Brand = 40
			got := turn(-10, 15, func(lead float64) bool {
				w.Firms[lab].Lab.Brand = rivalLab.Brand + lead
				return last(t, w).Books[lab].Alive
			})
			if want := bertrand.LeadToRecoup(x); !close(got, want, 1e-7, 1) {
				t.Errorf("with a fixed cost of %v M/a the lab lives from a lead of %.9g utils on, the closed form says %.9g", x, got, want)
			}
		}
	}
}

// Reference case c47: with prices for both, the model's price falls as robots
// grow, and drops to the floor between 2.0 and 2.25 robots a model, where an
// interior peak of profit still exists.
func TestThePriceJumpsToTheFloor(t *testing.T) {
	w := twoLayer(t)
	w.Strategy.Joint, w.Variants.BestReply = 1, 0
	w.End = w.Start + 60
	for _, c := range []struct{ robots, price float64 }{
		{0.5, 2.1}, {1, 1.904}, {1.25, 1.788}, {1.5, 1.654}, {1.75, 1.488}, {2, 1.26}, {2.25, 0}, {2.5, 0}, {2.75, 0}, {3, 0}, {4, 0},
	} {
		w.Segments[robots].Size = c.robots
		if got := rowOf(t, last(t, w), "lab", "home", 0).Price; math.Abs(got-c.price) > 0.005 {
			t.Errorf("with %v robots a model the price is %.6g, a grid search says %v", c.robots, got, c.price)
		}
	}
}

// several puts n labs, each with a robot of its own, into the two-layer world,
// and the same labs into a game.
func several(t *rapid.T, w *market.World, n int) *decision.Game {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	varied(t, w)
	w.Segments[robots].Size = f("robots", 0.1, 6)
	w.Strategy.Coordination = market.ByBloc{f("coordination at home", 0, 1), f("coordination away", 0, 1)}
	labOf, makerOf := w.Firms[lab], w.Firms[maker]
	w.Firms = nil
	g := &decision.Game{
		Alpha: w.Segments[models].PriceSlope, Outside: 1, Alone: true,
		Devices: &decision.DeviceMarket{Size: w.Segments[robots].Size, Alpha: w.Segments[robots].PriceSlope},
	}
	for i := range n {
		l, m := labOf, makerOf
		ll, mm := *labOf.Lab, *makerOf.Maker
		l.Lab, m.Maker = &ll, &mm
		l.Name, m.Name = "lab-"+string(rune('a'+i)), "robots-"+string(rune('a'+i))
		l.Group, m.Group = l.Name, l.Name
		ll.Brand, mm.Brand = f("delta", 0, 3), f("delta of robots", -1, 3)
		l.Bloc = rapid.SampledFrom([]string{"home", "away"}).Draw(t, "bloc")
		m.Bloc = l.Bloc
		w.Firms = append(w.Firms, l, m)
		c := w.Technology.ServeStart
		g.Labs = append(g.Labs, decision.Lab{
			Name: l.Name, Bloc: l.Bloc, Delta: ll.Brand, Cost: c, HostCost: c, Capture: 1, Capacity: 1,
			Coordination: w.Strategy.Coordination[map[string]int{"home": home, "away": away}[l.Bloc]],
			Device:       &decision.Device{Delta: mm.Brand, Cost: mm.UnitCost, Gamma: w.Links[0].Surplus},
		})
	}
	return g
}

// Labs that release one after the other in an order that is drawn, each taking
// the licence that is worth more to it given the others', reply as the table of
// the same game in package decision says, and earn there what it says: two ways
// to one number.
func TestLabsReplyAsInTheGame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := twoLayer(t)
		g := several(rt, w, rapid.IntRange(2, 3).Draw(rt, "labs"))
		s, err := g.Solve()
		if err != nil {
			rt.Fatal(err)
		}
		v := last(t, w)
		got := 0
		for k := range g.Labs {
			if rowOf(t, v, g.Labs[k].Name, "home", 0).Licence == undercut.Open {
				got |= 1 << k
			}
		}
		ends, tie := replies(s, 0, 0)
		if tie {
			return // either licence
		}
		if !slices.Contains(ends, got) {
			rt.Fatalf("labs end at: %s; in the game one reply of each, in whatever order, ends at combinations %v", s.Words(got), ends)
		}
		for k, l := range s.Outcomes[got].Labs {
			r, d := rowOf(t, v, g.Labs[k].Name, "home", 0), rowOf(t, v, w.Firms[2*k+1].Name, "home", 0)
			if model, robot := 12e3*r.Profit, 12e3*d.Profit; !close(model, l.Model, 1e-8, 1e-3) || !close(robot, l.Device, 1e-8, 1e-3) {
				rt.Fatalf("%s earns %.9g on models and %.9g on robots, in the game %.9g and %.9g", g.Labs[k].Name, model, robot, l.Model, l.Device)
			}
		}
	})
}

// replies are the combinations at which labs can end if each replies once,
// those in done already, and whether a reply on the way was a tie.
func replies(s *decision.Solution, at, done int) (ends []int, tie bool) {
	if done == len(s.Outcomes)-1 {
		return []int{at}, false
	}
	for k := range s.Choosers {
		if done>>k&1 == 1 {
			continue
		}
		to, gain := at, s.Gain(at, k)
		if gain > 0 {
			to ^= 1 << k
		}
		more, t := replies(s, to, done|1<<k)
		ends, tie = append(ends, more...), tie || t || math.Abs(gain) < 1e-7
	}
	return ends, tie
}
