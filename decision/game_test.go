package decision

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/bertrand"
)

func solveGame(t interface{ Fatalf(string, ...any) }, g *Game) *Solution {
	s, err := g.Solve()
	if err != nil {
		t.Fatalf("%+v: %v", g, err)
	}
	return s
}

// games are random: up to four labs, some with devices, some of a bloc, some
// that stay with their licence.
func games(t *rapid.T) *Game {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	g := &Game{
		Alpha: f("alpha", 0.3, 3), Held: []float64{f("held", 0, 2)}, Alone: rapid.Bool().Draw(t, "alone"),
		Outside: 1,
	}
	market := &DeviceMarket{f("device size", 0.1, 2), f("device alpha", 0.3, 2), []float64{f("device rival", 0, 2)}}
	for i := range rapid.IntRange(1, 4).Draw(t, "labs") {
		l := Lab{
			Name: string(rune('a' + i)), Bloc: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "bloc"),
			Delta: f("delta", -1, 4), Cost: f("cost", 0, 1), HostCost: f("host cost", 0, 1),
			Kappa: f("kappa", 0, 3), Capture: f("capture", 0, 1), Bonus: f("bonus", -1, 2), Capacity: 1,
			Coordination: f("coordination", 0, 1),
		}
		if rapid.Bool().Draw(t, "limited") {
			l.Capacity = f("capacity", 0.05, 0.6)
		}
		if rapid.Bool().Draw(t, "sells a device") {
			l.Device, g.Devices = &Device{f("device delta", 0, 2), f("device cost", 0, 1), f("gamma", 0, 0.5)}, market
		}
		if i > 0 {
			l.Stays = rapid.SampledFrom([]Stance{Chooses, Chooses, StaysClosed, StaysOpen}).Draw(t, "stays")
		}
		if l.Stays == StaysOpen {
			l.Capacity = 1
		}
		g.Labs = append(g.Labs, l)
	}
	return g
}

// alike is a game of n equal labs.
func alike(n int, g Game, l Lab) *Game {
	for i := range n {
		l.Name = string(rune('a' + i))
		g.Labs = append(g.Labs, l)
	}
	return &g
}

// combinations are those of the equilibria.
func combinations(s *Solution) (all []int) {
	for _, e := range s.Equilibria {
		all = append(all, e.Combination)
	}
	slices.Sort(all)
	return all
}

func TestAGameOfOneLabIsTheGiveaway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := giveaways(t)
		if one.Devices != nil {
			one.Devices.Gamma /= 2
		} else if rapid.Bool().Draw(t, "a rival answers") {
			one.Rivals = []float64{1}
		}
		g := &Game{Alpha: one.Alpha, Outside: 1, Held: one.Held, Alone: one.Alone, Labs: []Lab{{
			Name: "a", Delta: one.Delta, Cost: one.Cost, HostCost: one.HostCost, Kappa: one.Kappa, Capture: one.Capture, Bonus: one.Bonus, Capacity: one.Capacity,
		}}}
		if d := one.Devices; d != nil {
			g.Devices = &DeviceMarket{d.Size, d.Alpha, d.Rivals}
			g.Labs[0].Device = &Device{d.Delta, d.Cost, d.Gamma}
		}
		for _, delta := range one.Rivals {
			g.Labs = append(g.Labs, Lab{Name: "rival", Delta: delta, Cost: one.RivalCost, Capacity: 1, Stays: StaysClosed})
		}
		v, s := decide(t, one), solveGame(t, g)
		for i, l := range []Licence{v.Closed, v.Open} {
			if got := s.Outcomes[i].Labs[0]; !close(got.Profit(), l.Profit(), 1e-9) || !close(got.Price, l.Price, 1e-9) {
				t.Fatalf("%+v: in a game the lab earns %+v, alone %+v", one, got, l)
			}
		}
		gain := v.Gain()
		if math.Abs(gain) > 1e-8 && (s.FromClosed.End == 1) != (gain > 0) {
			t.Fatalf("%+v: opening gains %v, but from closed the lab ends at %d", one, gain, s.FromClosed.End)
		}
	})
}

// Two labs, one price slope, no outside option but what rivals hold: each
// market from the closed forms of one best reply.
func TestTwoLabsByHand(t *testing.T) {
	const alpha, held = 1.25, 0.75
	labs := []Lab{
		{Name: "a", Delta: 2, Cost: 0.5, HostCost: 0.4, Kappa: 0.6, Capture: 0.5, Bonus: 0.3, Capacity: 1},
		{Name: "b", Delta: 1.2, Cost: 0.3, HostCost: 0.35, Kappa: 0.9, Capture: 0.8, Bonus: 0.1, Capacity: 1},
	}
	g := &Game{Alpha: alpha, Held: []float64{held}, NoFloor: true, Labs: labs}
	s := solveGame(t, g)
	opened := func(i int) float64 { return math.Exp(labs[i].Delta + labs[i].Bonus - alpha*labs[i].HostCost) }
	earns := func(combination, lab int, want float64) {
		if got := s.Outcomes[combination].Labs[lab].Profit(); !close(got, want, 1e-12) {
			t.Errorf("%s: lab %s earns %v, by hand %v", s.Words(combination), labs[lab].Name, got, want)
		}
	}
	// One open, the other a best reply to its weight: profit W/alpha, and the
	// open lab's share is its weight over all.
	for i, j := range []int{1, 0} {
		rest := held + opened(i)
		w := bertrand.BestReplyOdds(labs[j].Delta-alpha*(labs[j].Cost-labs[j].Kappa), math.Log(rest))
		earns(1<<i, j, w/alpha)
		earns(1<<i, i, labs[i].Capture*labs[i].Kappa*opened(i)/(rest*(1+w)))
	}
	// Both open: plain shares.
	for i := range labs {
		earns(3, i, labs[i].Capture*labs[i].Kappa*opened(i)/(held+opened(0)+opened(1)))
	}
	// Both closed: ln S + 1/(1-S) = t - h for each, shares and the held weight
	// add to one; h by bisection, S by bisection inside.
	share := func(i int, h float64) float64 {
		lo, hi := 0.0, 1.0
		for range 200 {
			x := (lo + hi) / 2
			if math.Log(x)+1/(1-x) < labs[i].Delta-alpha*(labs[i].Cost-labs[i].Kappa)-h {
				lo = x
			} else {
				hi = x
			}
		}
		return lo
	}
	lo, hi := -20.0, 20.0
	for range 200 {
		h := (lo + hi) / 2
		if held*math.Exp(-h)+share(0, h)+share(1, h) > 1 {
			lo = h
		} else {
			hi = h
		}
	}
	for i := range labs {
		sold := share(i, lo)
		earns(0, i, sold/(1-sold)/alpha)
	}
}

// byHand is a market without devices at prices found by best replies in turn,
// a capacity as the lowest price that it allows.
func byHand(g *Game, open []bool) (price, profit []float64) {
	n := len(g.Labs)
	price, profit = make([]float64, n), make([]float64, n)
	weight := func(i int) float64 {
		if l := g.Labs[i]; open[i] {
			return math.Exp(l.Delta + l.Bonus - g.Alpha*price[i])
		}
		return math.Exp(g.Labs[i].Delta - g.Alpha*price[i])
	}
	rest := func(i int) float64 {
		sum := g.Outside
		for _, w := range g.Held {
			sum += w
		}
		for j := range n {
			if j != i {
				sum += weight(j)
			}
		}
		return sum
	}
	for range 3000 {
		for i, l := range g.Labs {
			cost := l.Cost
			if !g.Alone {
				cost -= l.Kappa
			}
			switch {
			case open[i]:
				price[i] = l.HostCost
			default:
				a := rest(i)
				price[i] = max(g.Floor, cost+(1+bertrand.BestReplyOdds(l.Delta-g.Alpha*cost, math.Log(a)))/g.Alpha)
				if l.Capacity < 1 {
					price[i] = max(price[i], (l.Delta-math.Log(a)-math.Log(l.Capacity/(1-l.Capacity)))/g.Alpha)
				}
			}
		}
	}
	for i, l := range g.Labs {
		w := weight(i)
		share := w / (w + rest(i))
		profit[i] = l.Capture * l.Kappa * share
		if !open[i] {
			profit[i] = (price[i] - l.Cost + l.Kappa) * share
		}
	}
	return price, profit
}

// The equilibria of random games against brute force: markets anew by best
// replies in turn, every combination, every lab's other licence.
func TestNoLabGainsByLeavingAnEquilibriumAndSomeLabByLeavingAnyOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		g.Devices = nil
		for i := range g.Labs {
			g.Labs[i].Device = nil
		}
		s := solveGame(t, g)
		weighs := make([][]float64, len(s.Outcomes))
		for c := range s.Outcomes {
			price, profit := byHand(g, s.Licences(c))
			for i, l := range s.Outcomes[c].Labs {
				if !close(l.Price, price[i], 1e-9) || math.Abs(l.Profit()-profit[i]) > 1e-9 {
					t.Fatalf("%s: lab %s asks %v and earns %v, best replies in turn %v and %v", s.Words(c), g.Labs[i].Name, l.Price, l.Profit(), price[i], profit[i])
				}
				weight := profit[i]
				for j, other := range g.Labs {
					if j != i && other.Bloc == g.Labs[i].Bloc && other.Bloc != "" {
						weight += g.Labs[i].Coordination * profit[j]
					}
				}
				weighs[c] = append(weighs[c], weight)
			}
		}
		for c := range s.Outcomes {
			most := math.Inf(-1)
			for k, i := range s.Choosers {
				most = max(most, weighs[c^1<<k][i]-weighs[c][i])
			}
			if _, is := s.Is(c); math.Abs(most) > 1e-8 && is != (most < 0) {
				t.Fatalf("%s: the most that a lab gains by leaving is %v, but it is an equilibrium: %v", s.Words(c), most, is)
			}
		}
	})
}

// With devices: a closed lab's prices of model and device against a grid of
// both, all other prices held, from first principles.
func TestNoLabOfAGameGainsByOtherPrices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		g.Alone = false
		m := g.market(solveGame(t, g).Licences(0))
		m.using = new(solvers)
		if err := m.settle(); err != nil {
			t.Fatal(err)
		}
		earns := func(i int, price, device float64) (profit, share float64) {
			l := g.Labs[i]
			sum, own := 1+g.Held[0], 0.0
			for j, other := range g.Labs {
				p := m.price[j]
				if j == i {
					p = price
				}
				w := math.Exp(other.Delta - g.Alpha*p)
				if m.open[j] {
					w *= math.Exp(other.Bonus)
				}
				if sum += w; j == i {
					own = w
				}
			}
			profit = (price - l.Cost + l.Kappa) * own / sum
			all, mine := 1.0, 0.0
			if g.Devices == nil {
				return profit, own / sum
			}
			all += g.Devices.Held[0]
			for k, j := range m.seller {
				p := m.devicePrice[k]
				if j == i {
					p = device
				}
				d := g.Labs[j].Device
				w := math.Exp(d.Delta + d.Gamma*math.Log(sum) - g.Devices.Alpha*p)
				if all += w; j == i {
					mine = g.Devices.Size * (p - d.Cost) * w
				}
			}
			return profit + mine/all, own / sum
		}
		for i := range g.Labs {
			if m.open[i] {
				continue
			}
			at := slices.Index(m.seller, i)
			device := 0.0
			if at >= 0 {
				device = m.devicePrice[at]
			}
			own, _ := earns(i, m.price[i], device)
			for p := 0.0; p < m.price[i]+10; p += 0.05 {
				for _, d := range []float64{-1, -0.3, -0.01, 0, 0.01, 0.3, 1} {
					if gain, share := earns(i, p, device+d); share <= g.Labs[i].Capacity && gain > own+1e-9 {
						t.Fatalf("lab %s earns %v at %v and %v, but %v at %v and %v", g.Labs[i].Name, own, m.price[i], device, gain, p, device+d)
					}
				}
			}
		}
	})
}

// The order of labs is nothing: a permuted game has the permuted equilibria,
// and equal labs take each other's places.
func TestOrderOfLabsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		for i := range g.Labs {
			g.Labs[i].Stays = Chooses
		}
		n := len(g.Labs)
		to := rapid.Permutation(index(n)).Draw(t, "order")
		h := *g
		h.Labs = make([]Lab, n)
		for i, j := range to {
			h.Labs[j] = g.Labs[i]
		}
		a, b := solveGame(t, g), solveGame(t, &h)
		for c := range a.Outcomes {
			d := permuted(c, to)
			for i, j := range to {
				if x, y := a.Outcomes[c].Labs[i].Profit(), b.Outcomes[d].Labs[j].Profit(); math.Abs(x-y) > 1e-9 {
					t.Fatalf("%s: lab %s earns %v, and %v as number %d", a.Words(c), g.Labs[i].Name, x, y, j)
				}
			}
		}
		var moved []int
		for _, c := range combinations(a) {
			moved = append(moved, permuted(c, to))
		}
		slices.Sort(moved)
		if !slices.Equal(moved, combinations(b)) {
			t.Fatalf("equilibria %v in another order are %v, want %v", combinations(a), combinations(b), moved)
		}
	})
}

func TestEqualLabsTakeEachOthersPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := games(t)
		n := rapid.IntRange(2, 4).Draw(t, "equal labs")
		l := one.Labs[0]
		if one.Labs = nil; l.Device == nil {
			one.Devices = nil
		}
		s := solveGame(t, alike(n, *one, l))
		all := combinations(s)
		for _, c := range all {
			for d := range s.Outcomes {
				if bits.OnesCount(uint(d)) == bits.OnesCount(uint(c)) && !slices.Contains(all, d) {
					t.Fatalf("of %d equal labs %s is an equilibrium, but not %s", n, s.Words(c), s.Words(d))
				}
			}
		}
	})
}

func index(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// permuted moves bit i of c to place to[i].
func permuted(c int, to []int) (d int) {
	for i, j := range to {
		d |= c >> i & 1 << j
	}
	return d
}

// Pricing 6.2: without a complement a lab that opens earns nothing, so at equal
// costs nobody opens, whatever openness adds to demand.
func TestNobodyOpensWithoutAComplement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		g.Devices = nil
		for i := range g.Labs {
			l := &g.Labs[i]
			l.Kappa, l.Device, l.HostCost, l.Stays = 0, nil, l.Cost, Chooses
		}
		s := solveGame(t, g)
		if got := combinations(s); !slices.Equal(got, []int{0}) || !s.Equilibria[0].Strict {
			t.Fatalf("equilibria %v: want all closed, and that strictly", got)
		}
		if s.FromOpen.End != 0 || len(s.FromOpen.Moves) != len(g.Labs) {
			t.Errorf("from all open the path ends at %d after %d moves, want all closed after %d", s.FromOpen.End, len(s.FromOpen.Moves), len(g.Labs))
		}
	})
}

// A complement that dwarfs the model, all of it kept by an open lab, and a
// bonus beyond what the hosts' price costs in utils: everybody opens, since even
// a model that is sold for nothing would win fewer users.
func TestEverybodyOpensForALargeComplement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		g.Devices = nil
		for i := range g.Labs {
			l := &g.Labs[i]
			l.Kappa, l.Capture, l.Device, l.Stays = rapid.Float64Range(30, 90).Draw(t, "large")/g.Alpha, 1, nil, Chooses
			l.Bonus = g.Alpha*l.HostCost + rapid.Float64Range(0.5, 1.5).Draw(t, "beyond")
			l.Coordination = 0 // a lab may stay closed to leave the users to another of its bloc
		}
		s := solveGame(t, g)
		if got := combinations(s); !slices.Equal(got, []int{len(s.Outcomes) - 1}) {
			t.Fatalf("equilibria %v of %d labs: want all open", got, len(g.Labs))
		}
		open, closed := s.Always()
		if len(open) != len(g.Labs) || closed != nil {
			t.Errorf("in every equilibrium %v open and %v stay closed, want all to open", open, closed)
		}
	})
}

// Devices make an open model a public good. While they are dear to few buyers
// profit on them is convex in it, and labs open together or not at all; once
// most buyers have one, labs want another to open: chicken.
func TestPublicGoodMakesCoordinationAndChicken(t *testing.T) {
	game := func(n int, size, delta float64) *Game {
		return alike(n, Game{Alpha: 1, Outside: 1, Alone: true, Devices: &DeviceMarket{Size: size, Alpha: 0.8}}, Lab{
			Delta: 2, Cost: 0.5, HostCost: 0.5, Capture: 1, Capacity: 1, Device: &Device{delta, 1, 0.8},
		})
	}
	for _, c := range []struct {
		what        string
		labs        int
		size, delta float64
		want        []int
	}{
		{"small market for devices", 2, 3, -1, []int{0}},
		{"coordination", 2, 5, -1, []int{0, 3}},
		{"large market for devices", 2, 6, -1, []int{3}},
		{"chicken", 2, 3.7, 2, []int{1, 2}},
		{"two of three", 3, 8, 1, []int{3, 5, 6}},
	} {
		s := solveGame(t, game(c.labs, c.size, c.delta))
		if got := combinations(s); !slices.Equal(got, c.want) {
			t.Errorf("%s: equilibria %v, want %v", c.what, got, c.want)
			continue
		}
		if c.what != "coordination" {
			continue
		}
		if s.FromClosed.End != 0 || s.FromOpen.End != 3 {
			t.Errorf("from all closed and all open the paths end at %d and %d, want both to stay", s.FromClosed.End, s.FromOpen.End)
		}
		if s.Equilibria[0].Better != 3 || s.Equilibria[1].Better != -1 {
			t.Errorf("all closed is bettered by %d, all open by %d: want 3 and none", s.Equilibria[0].Better, s.Equilibria[1].Better)
		}
	}
}

// What one lab of limited capacity gains by opening rises as capacity falls
// (pricing 6.2c). With several limited labs it need not: their limits keep
// prices high, which closed labs would lose.
func TestCapacityOfSeveralLabsCutsBothWays(t *testing.T) {
	game := func(n int, capacity float64) *Game {
		return alike(n, Game{Alpha: 1, Outside: 1, Held: []float64{1}}, Lab{
			Delta: 2, Cost: 0.5, HostCost: 0.5, Kappa: 1, Capture: 0.7, Bonus: 1, Capacity: capacity,
		})
	}
	before := math.Inf(1)
	for k := 0.02; k <= 0.6; k += 0.02 {
		if gain := solveGame(t, game(1, k)).Gain(0, 0); gain > before {
			t.Errorf("one lab gains %v by opening at capacity %v, and less, %v, at a smaller one", gain, k, before)
		} else {
			before = gain
		}
	}
	free, tight, tightest := solveGame(t, game(3, 1)), solveGame(t, game(3, 0.2)), solveGame(t, game(3, 0.05))
	for _, c := range []struct {
		s    *Solution
		want []int
	}{{free, []int{7}}, {tight, []int{0, 7}}, {tightest, []int{7}}} {
		if got := combinations(c.s); !slices.Equal(got, c.want) {
			t.Errorf("capacity %v: equilibria %v, want %v", c.s.Game.Labs[0].Capacity, got, c.want)
		}
	}
}

// Labs that weigh each other's profit like their own share one aim, so the
// combination that earns most together is an equilibrium.
func TestFullCoordinationFindsTheBestForTheBloc(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		for i := range g.Labs {
			g.Labs[i].Bloc, g.Labs[i].Coordination = "x", 1
		}
		s := solveGame(t, g)
		best, most := 0, math.Inf(-1)
		for c := range s.Outcomes {
			sum := 0.0
			for _, l := range s.Outcomes[c].Labs {
				sum += l.Profit()
			}
			if sum > most*(1+1e-9) || math.IsInf(most, -1) {
				best, most = c, sum
			}
		}
		if _, is := s.Is(best); !is {
			t.Fatalf("%s earns most together, %v, and is no equilibrium", s.Words(best), most)
		}
		if s.FromClosed.Round || s.FromOpen.Round {
			t.Fatal("best replies with one aim go round in circles")
		}
	})
}

// At the bonus at which opening is worth as much as not, both are equilibria,
// neither strict, and who stands still stays.
func TestTiesAreTold(t *testing.T) {
	l := Lab{Name: "a", Delta: 1, Cost: 0.5, HostCost: 0.5, Kappa: 1, Capture: 1, Capacity: 1}
	l.Bonus, _ = bertrand.BonusNeeded(1, l.Delta, l.Cost, l.HostCost, l.Kappa, l.Capture, math.Log(2))
	s := solveGame(t, &Game{Alpha: 1, Outside: 1, Held: []float64{1}, NoFloor: true, Labs: []Lab{l}})
	if !slices.Equal(combinations(s), []int{0, 1}) {
		t.Fatalf("at a tie the equilibria are %v, want both licences", combinations(s))
	}
	for _, e := range s.Equilibria {
		if e.Strict || !slices.Equal(e.Indifferent, []int{0}) || e.Better != -1 {
			t.Errorf("at a tie: %+v, want the lab indifferent and nothing better", e)
		}
	}
	if s.FromClosed.End != 0 || s.FromOpen.End != 1 {
		t.Errorf("an indifferent lab moves: from closed to %d, from open to %d", s.FromClosed.End, s.FromOpen.End)
	}
}

// tabled is a solution with payoffs from a table: per combination, per lab.
func tabled(payoff [][]float64) *Solution {
	g := &Game{}
	s := &Solution{Game: g}
	for i := range payoff[0] {
		g.Labs = append(g.Labs, Lab{Name: string(rune('a' + i))})
	}
	s.Choosers = g.choosers()
	for _, row := range payoff {
		s.Outcomes = append(s.Outcomes, Outcome{Weighs: row})
	}
	for c := range s.Outcomes {
		s.examine(c)
	}
	s.FromClosed, s.FromOpen = s.path(0), s.path(len(payoff)-1)
	return s
}

func TestGamesOfTheTextbook(t *testing.T) {
	pennies := tabled([][]float64{{1, -1}, {-1, 1}, {-1, 1}, {1, -1}})
	if pennies.Equilibria != nil || !pennies.FromClosed.Round {
		t.Errorf("matching pennies: equilibria %v, path %+v; want none, in circles", combinations(pennies), pennies.FromClosed)
	}
	if open, closed := pennies.Always(); open != nil || closed != nil {
		t.Errorf("matching pennies: always %v and %v, want nobody", open, closed)
	}
	dilemma := tabled([][]float64{{3, 3}, {4, 0}, {0, 4}, {1, 1}})
	if !slices.Equal(combinations(dilemma), []int{3}) || dilemma.Equilibria[0].Better != 0 || dilemma.FromClosed.End != 3 || len(dilemma.FromClosed.Moves) != 2 {
		t.Errorf("prisoners' dilemma: %+v, from closed %+v; want all open, bettered by all closed", dilemma.Equilibria, dilemma.FromClosed)
	}
	idle := tabled([][]float64{{1, 2}, {2, 2}, {1, 2}, {2, 2}})
	if open, closed := idle.Always(); !slices.Equal(combinations(idle), []int{1, 3}) || !slices.Equal(open, []int{0}) || closed != nil || !slices.Equal(idle.Equilibria[0].Indifferent, []int{1}) {
		t.Errorf("a lab without stakes: %+v, always %v and %v", idle.Equilibria, open, closed)
	}
}

func TestImpossibleGamesAreRefused(t *testing.T) {
	fine := Lab{Delta: 1, Cost: 0.5, HostCost: 0.5, Capture: 1, Capacity: 1}
	seller, dear, limited := fine, fine, fine
	seller.Device, dear.Cost = &Device{1, 1, 0.5}, 200
	limited.Stays, limited.Capacity = StaysOpen, 0.5
	market := &DeviceMarket{Size: 1, Alpha: 1}
	for _, c := range []struct {
		g    *Game
		want string
	}{
		{alike(9, Game{Alpha: 1}, fine), "labs: 9 choose their licence, which makes 2^9 markets; want at most 8"},
		{&Game{Alpha: 1}, "none of them chooses"},
		{alike(1, Game{Alpha: 1, Floor: 300}, fine), "floor is 300"},
		{alike(1, Game{Alpha: 1}, dear), "labs.a: cost, host_cost and complement are 200"},
		{alike(2, Game{Alpha: 1}, limited), "labs.b.capacity is 0.5, but it stays open"},
		{&Game{Alpha: 1, Labs: []Lab{fine, fine}}, "two are called"},
		{alike(1, Game{Alpha: 1, NoFloor: true, Devices: market}, seller), "no_floor is true although labs sell devices"},
		{alike(1, Game{Alpha: 1, Devices: market}, fine), "no lab sells one"},
		{alike(1, Game{Alpha: 1, Held: []float64{1, -1}}, fine), "rivals[1] is -1"},
		{alike(1, Game{Alpha: 1}, seller), "devices is missing"},
	} {
		if _, err := c.g.Solve(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one that says %q", err, c.want)
		}
	}
	// Capacities that leave buyers without anybody to go to have no prices.
	fine.Capacity = 0.3
	if _, err := alike(2, Game{Alpha: 1, NoFloor: true}, fine).Solve(); err == nil || !strings.Contains(err.Error(), "do not settle") {
		t.Errorf("two labs that serve 0.3 each of buyers who must buy: error %v", err)
	}
}

// Numbers that a file need not give change nothing where they stand.
func TestNumbersThatAreNotGivenAreNeutral(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		h := *g
		h.Outside, h.Labs = math.NaN(), slices.Clone(g.Labs)
		for i := range g.Labs {
			g.Labs[i].HostCost, g.Labs[i].Capture, g.Labs[i].Capacity = g.Labs[i].Cost, 1, 1
			h.Labs[i].HostCost, h.Labs[i].Capture, h.Labs[i].Capacity = math.NaN(), math.NaN(), math.NaN()
		}
		a, b := solveGame(t, g), solveGame(t, &h)
		for c := range a.Outcomes {
			if !slices.Equal(a.Outcomes[c].Labs, b.Outcomes[c].Labs) {
				t.Fatalf("%s: labs earn %+v, with the numbers left out %+v", a.Words(c), a.Outcomes[c].Labs, b.Outcomes[c].Labs)
			}
		}
	})
}

// In another currency prices and profits are the same money, and so are the
// equilibria.
func TestMoneyOfAGameHasNoUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		rate := rapid.Float64Range(0.1, 10).Draw(t, "rate")
		h := *g
		h.Alpha, h.Labs = g.Alpha/rate, slices.Clone(g.Labs)
		if d := g.Devices; d != nil {
			h.Devices = &DeviceMarket{d.Size, d.Alpha / rate, d.Held}
		}
		for i := range h.Labs {
			l := &h.Labs[i]
			l.Cost, l.HostCost, l.Kappa = l.Cost*rate, l.HostCost*rate, l.Kappa*rate
			if d := l.Device; d != nil {
				l.Device = &Device{d.Delta, d.Cost * rate, d.Gamma}
			}
		}
		a, b := solveGame(t, g), solveGame(t, &h)
		for c := range a.Outcomes {
			for i := range g.Labs {
				if x, y := a.Outcomes[c].Labs[i].Profit(), b.Outcomes[c].Labs[i].Profit()/rate; math.Abs(x-y) > 1e-9 {
					t.Fatalf("%s: lab %s earns %v, in other money %v", a.Words(c), g.Labs[i].Name, x, y)
				}
			}
		}
	})
}

func BenchmarkGame(b *testing.B) {
	for name, devices := range map[string]bool{"one layer": false, "two layers": true} {
		g := &Game{Alpha: 1, Outside: 1, Held: []float64{0.5}}
		for i := range MostLabs {
			l := Lab{Name: string(rune('a' + i)), Delta: 2 - 0.2*float64(i), Cost: 0.5, HostCost: 0.4, Kappa: 0.5, Capture: 0.6, Bonus: 0.3, Capacity: 1}
			if devices && i%2 == 0 {
				l.Device, g.Devices = &Device{1, 1, 0.5}, &DeviceMarket{Size: 2, Alpha: 0.8}
			}
			g.Labs = append(g.Labs, l)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				solveGame(b, g)
			}
		})
	}
}
