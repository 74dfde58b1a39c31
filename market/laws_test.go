package market_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// The static laws (docs/model.md §12): they hold exactly, in every month.

func TestSharesAndOutsideAddUpToOne(t *testing.T) {
	for future := range uint64(3) {
		for _, v := range run(t, small(), future) {
			sum, outside := map[[2]int]float64{}, map[[2]int]float64{}
			for _, r := range v.Rows {
				at := [2]int{r.Segment, r.Market}
				sum[at] += r.Share
				outside[at] = r.Outside
			}
			for at, s := range sum {
				if total := s + outside[at]; math.Abs(total-1) > 1e-12 {
					t.Fatalf("future %d, %v: shares and outside option of %s in %s add up to %.15g", future, v.AsOf, v.Segments[at[0]].Name, v.Blocs[at[1]].Name, total)
				}
			}
		}
	}
}

// plain is still without anything whose value the panel does not show: what
// is left of a month is a textbook pricing problem.
func plain() *market.World {
	w := still()
	nan := math.NaN()
	for s := range w.Segments {
		seg := &w.Segments[s]
		seg.Conduct, seg.Outside, seg.Habit, seg.Premium, seg.Learning, seg.Selling = nil, nil, 0, nil, nil, 0
	}
	w.Segments[car].Elasticity, w.Segments[car].PriceSlope = nan, 1e-4
	w.Segments[seat].Elasticity, w.Segments[seat].PriceSlope, w.Segments[seat].Skill = nan, 0.01, nil
	w.Links, w.Asymmetries = nil, market.Asymmetries{}
	for i := range w.Firms {
		if m := w.Firms[i].Maker; m != nil {
			m.Price, m.Units, m.Brand = nan, nan, 0.3*float64(i)
		}
		if l := w.Firms[i].Lab; l != nil {
			l.Licence, l.BrandDrift = "closed", 0
		}
	}
	return w
}

// problem writes what the panel says of one market as a pricing problem, from
// the equations on the page and not from the market's own code.
func problem(w *market.World, v undercut.View, s, b int) (p *bertrand.Problem, price, share []float64) {
	seg := &w.Segments[s]
	p = &bertrand.Problem{Market: demand.Market{Form: demand.Unit, Nests: 2}, Firms: len(w.Firms)}
	if seg.Form == "spend" {
		p.Form = demand.Spend
	}
	years := float64(v.AsOf-w.Start) / 12
	types := seg.Types
	if len(types) == 0 {
		types = []market.Type{{Weight: 1, Price: seg.PriceSlope}}
	}
	for _, k := range types {
		p.Types = append(p.Types, demand.Type{Mass: k.Weight, Alpha: k.Price, Sigma: []float64{seg.Sigma, seg.Sigma}})
	}
	for _, r := range v.Rows {
		if r.Segment != s || r.Market != b {
			continue
		}
		f := &w.Firms[r.Firm]
		brand := 0.0
		if f.Lab != nil {
			brand = f.Lab.Brand
		} else {
			brand = f.Maker.Brand
		}
		if v.Firms[r.Firm].Bloc == b {
			brand += seg.Home
		}
		p.Nest, p.Firm, p.Cost = append(p.Nest, 0), append(p.Firm, r.Firm), append(p.Cost, r.Cost)
		for i, k := range types {
			p.Types[i].Delta = append(p.Types[i].Delta, brand+k.Taste*min(r.Quality, k.Satiation+k.SatiationGrowth*years))
		}
		price, share = append(price, r.Price), append(share, r.Share)
	}
	return p, price, share
}

func TestNoFirmCanGainByAnotherPrice(t *testing.T) {
	w := plain()
	var solver bertrand.Solver
	for _, v := range run(t, w, 0)[:30] {
		for s := range 2 {
			for b := range w.Blocs {
				p, price, share := problem(w, v, s, b)
				for f, gain := range solver.Gains(p, price) {
					if !(gain < 1e-9*price[0]) {
						t.Fatalf("%v: %s could gain %.3g of the market of %s in %s by other prices", v.AsOf, w.Firms[f].Name, gain, w.Segments[s].Name, w.Blocs[b].Name)
					}
				}
				own := slices.Clone(price)
				if r := solver.Solve(p, own); r.Status != bertrand.Converged {
					t.Fatalf("%v: %v", v.AsOf, r.Status)
				}
				got := make([]float64, len(own))
				solver.Shares(got)
				for j := range own {
					total := 0.0
					for i := range p.Types {
						total += p.Types[i].Mass
					}
					if !close(own[j], price[j], 1e-8, 0) || !close(got[j]/total, share[j], 1e-7, 0) {
						t.Fatalf("%v: offer %d of %s in %s stands at $%.9g with share %.9g, the equations say $%.9g and %.9g",
							v.AsOf, j, w.Segments[s].Name, w.Blocs[b].Name, price[j], share[j], own[j], got[j]/total)
					}
				}
			}
		}
	}
}

func TestAMergerRaisesPrices(t *testing.T) {
	w := plain()
	var solver bertrand.Solver
	v := run(t, w, 0)[20]
	for s := range 2 {
		for b := range w.Blocs {
			p, before, _ := problem(w, v, s, b)
			first, second := p.Firm[0], p.Firm[len(p.Firm)-1]
			for j := range p.Firm {
				if p.Firm[j] == second {
					p.Firm[j] = first
				}
			}
			after := slices.Clone(before)
			if r := solver.Solve(p, after); r.Status != bertrand.Converged {
				t.Fatal(r.Status)
			}
			for j := range after {
				if p.Firm[j] == first && !(after[j] > before[j]*(1+1e-9)) {
					t.Errorf("%s in %s: after %s bought %s offer %d costs $%g, before $%g: it must rise",
						w.Segments[s].Name, w.Blocs[b].Name, w.Firms[first].Name, w.Firms[second].Name, j, after[j], before[j])
				}
				// Prices of rivals follow where all buyers are alike; where they are
				// not, a rival may turn to those who mind the price.
				if len(p.Types) == 1 && !(after[j] >= before[j]*(1-1e-12)) {
					t.Errorf("%s in %s: a merger lowers the price of offer %d from $%g to $%g", w.Segments[s].Name, w.Blocs[b].Name, j, before[j], after[j])
				}
			}
		}
	}
}

func TestATariffRaisesThePriceAndLowersTheShareOfItsTarget(t *testing.T) {
	for _, c := range []struct{ segment, by, on string }{{"car", "west", "east"}, {"car", "south", "west"}, {"talk", "east", "west"}, {"talk", "west", "east"}} {
		const month = 20
		w := still()
		free := run(t, w, 0)
		taxed := run(t, w, 0, &lever.Tariff{Window: lever.Window{From: w.Start + month}, By: c.by, On: c.on, Segments: []string{c.segment}, Rate: 0.3})
		same(t, "before the tariff", taxed[:month], free[:month])
		for i, was := range free[month].Rows {
			now, v := taxed[month].Rows[i], &free[month]
			in, from := v.Blocs[was.Market].Name, v.Blocs[v.Firms[was.Firm].Bloc].Name
			name := fmt.Sprintf("%s of %s in %s", v.Segments[was.Segment].Name, v.Firms[was.Firm].Name, in)
			switch {
			case slices.ContainsFunc(w.Links, func(l market.Link) bool { return l.From == c.segment && l.To == v.Segments[was.Segment].Name }):
				// what uses a model feels its price at once
			case v.Segments[was.Segment].Name != c.segment || in != c.by:
				if now != was && fmt.Sprint(now) != fmt.Sprint(was) {
					t.Errorf("a tariff of %s on %s moves %s in the same month:\n%+v\n%+v", c.by, c.on, name, now, was)
				}
			case from == c.on:
				if !(now.Price > was.Price && now.Share < was.Share) {
					t.Errorf("%s under a tariff: price %g to %g must rise, share %g to %g must fall", name, was.Price, now.Price, was.Share, now.Share)
				}
			default:
				if !(now.Share > was.Share) {
					t.Errorf("%s: a tariff on its rivals moves its share from %g to %g, it must rise", name, was.Share, now.Share)
				}
			}
		}
	}
}

func TestAPermanentCostLevelIsNeutralInTheSpendForm(t *testing.T) {
	const k = 3
	base, dear := small(), small()
	dear.Technology.ServeStart *= k
	dear.Technology.TokenCost *= k
	dear.Links[1].Use /= k // seats use models for as many dollars
	was, now := run(t, base, 0), run(t, dear, 0)
	for m := range was {
		for i, a := range was[m].Rows {
			b := now[m].Rows[i]
			factor := 1.0
			if a.Segment == talk {
				factor = k
			}
			for _, c := range []struct {
				name      string
				got, want float64
			}{
				{"price", b.Price, factor * a.Price},
				{"quantity", b.Units, a.Units / factor},
				{"share", b.Share, a.Share},
				{"revenue", b.Revenue, a.Revenue},
				{"profit", b.Profit, a.Profit},
			} {
				if !close(c.got, c.want, 1e-6, 1e-9) {
					t.Fatalf("%v: at %d times the cost of serving the %s of %s is %.10g, want %.10g", was[m].AsOf, k, c.name, was[m].Firms[a.Firm].Name, c.got, c.want)
				}
			}
		}
	}
}

func TestDoublingMoneyMovesNothing(t *testing.T) {
	for _, k := range []float64{2, 0.3} {
		w := small()
		remoney(w, k)
		alike(t, fmt.Sprintf("money counted %g-fold", k), ledgerOf(run(t, w, 1)), ledgerOf(run(t, small(), 1)), k, 1e-6)
	}
}

// orderly is small without entry: from which bloc an entrant comes is drawn
// by the place of makers in the list.
func orderly() *market.World {
	w := small()
	w.Segments[car].Entry = nil
	return w
}

func TestTheOrderOfFirmsMovesNothing(t *testing.T) {
	w := orderly()
	slices.Reverse(w.Firms)
	alike(t, "firms listed backwards", ledgerOf(run(t, w, 1)), ledgerOf(run(t, orderly(), 1)), 1, 1e-6)
}

// Where copying is nearly free, copies are equal and makers license from
// several labs alike: who is listed first must not have their fees.
func TestTheOrderOfEqualCopiesMovesNothing(t *testing.T) {
	copies := func() *market.World {
		w := orderly()
		w.Technology.FollowCost, w.Technology.LagDistil, w.Links[0].Fee = 1e-6, 1, 0.05
		for i := range w.Firms {
			if l := w.Firms[i].Lab; l != nil {
				l.Licence = "closed"
			}
		}
		return w
	}
	w := copies()
	slices.Reverse(w.Firms)
	alike(t, "firms listed backwards", ledgerOf(run(t, w, 1)), ledgerOf(run(t, copies(), 1)), 1, 1e-6)
}

func TestTheOrderOfBlocsMovesNothing(t *testing.T) {
	w := orderly()
	slices.Reverse(w.Blocs)
	reverseByBloc(reflect.ValueOf(w).Elem())
	alike(t, "blocs listed backwards", ledgerOf(run(t, w, 1)), ledgerOf(run(t, orderly(), 1)), 1, 1e-6)
}

func reverseByBloc(v reflect.Value) {
	if by, ok := v.Interface().(market.ByBloc); ok {
		slices.Reverse(by)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			reverseByBloc(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			reverseByBloc(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			reverseByBloc(v.Field(i))
		}
	}
}

func TestAnIdleFirmMovesNothing(t *testing.T) {
	never := small().End + 1
	for i, like := range small().Firms {
		w := small()
		idle := w.Firms[i]
		idle.Name, idle.Start = "idle", never
		if idle.Maker != nil {
			own := *idle.Maker
			own.Cumulative = 0 // the world's experience counts whoever has it
			idle.Maker = &own
		}
		w.Firms = append(w.Firms, idle)
		alike(t, "an idle firm like "+like.Name, ledgerOf(run(t, w, 1)), ledgerOf(run(t, small(), 1)), 1, 0)
	}
}

// nothings are levers of size zero, and levers of some size that are never in
// force, one of each kind.
func nothings(w *market.World) map[string][]lever.Lever {
	on, never := lever.Window{From: w.Start}, lever.Window{From: w.Start + 3, To: w.Start + 3}
	both := []string{"car", "talk"}
	return map[string][]lever.Lever{
		"tariff":           {&lever.Tariff{Window: on, By: "west", On: "east", Segments: both}, &lever.Tariff{Window: never, By: "west", On: "east", Segments: both, Rate: 1}},
		"ban":              {&lever.Ban{Window: on, By: "west", On: "east", Segments: both, Scope: "none"}, &lever.Ban{Window: never, By: "west", On: "east", Segments: both, Scope: "all"}},
		"export_control":   {&lever.ExportControl{Window: on, On: "east", Train: 1, Serve: 1}, &lever.ExportControl{Window: never, On: "east", Train: 3, Serve: 2}},
		"subsidy":          {&lever.Subsidy{Window: on, By: "east", Segments: both}, &lever.Subsidy{Window: never, By: "east", Segments: both, Rate: 0.2}},
		"purchase_subsidy": {&lever.PurchaseSubsidy{Window: on, By: "east", Segments: both}, &lever.PurchaseSubsidy{Window: never, By: "east", Segments: both, Rate: 0.2}},
		"grant":            {&lever.Grant{Window: on, By: "east", Segments: both}, &lever.Grant{Window: never, By: "east", Segments: both, Amount: 5}},
		"distillation":     {&lever.Distillation{Window: on, On: "east", Cost: 1}, &lever.Distillation{Window: never, On: "east", Lag: 5, Cost: 4}},
		"price_war":        {&lever.PriceWar{Window: on, Segment: "car", Factor: 1}, &lever.PriceWar{Window: never, Factor: 0.2}},
		"research":         {&lever.Research{Window: on, Factor: 1}, &lever.Research{Window: never, Factor: 0.2}},
		"tier":             {&lever.Tier{Window: on, Firms: []string{"west-1", "east-1"}, Tier: "both"}, &lever.Tier{Window: never, Firms: []string{"west-1"}, Tier: "small"}},
		"niche":            {&lever.Niche{Window: on, Firms: []string{"west-1", "che"}, Blocs: []string{"south", "east", "west"}}, &lever.Niche{Window: never, Firms: []string{"west-1"}, Blocs: []string{"south"}}},
		"backing":          {&lever.Backing{Window: on, Firms: []string{"east-1", "motor"}}, &lever.Backing{Window: never, Firms: []string{"east-1"}, Amount: 5}},
		"capital":          {&lever.Capital{Window: on, Factor: 1}, &lever.Capital{Window: never, Factor: 0}},
		"chip_price":       {&lever.ChipPrice{Window: on, Firms: []string{"gpu", "npu"}, Factor: 1}, &lever.ChipPrice{Window: never, Firms: []string{"gpu"}, Factor: 3}},
		"embargo":          {&lever.Embargo{Window: never, Firms: []string{"gpu"}, On: "east"}},
		"alliance":         {&lever.Alliance{Window: never, Firms: []string{"west-1", "motor"}}},
		"licence":          {&lever.Licence{Window: on, Segment: "talk", Licence: "own"}, &lever.Licence{Window: never, Bloc: "east", Licence: "closed"}},
		"absence":          {&lever.Absence{Window: never, Bloc: "east"}},
		"procurement":      {&lever.Procurement{Window: on, By: "east", Segments: both}, &lever.Procurement{Window: on, By: "east", Segments: both, Home: 1}, &lever.Procurement{Window: never, By: "east", Segments: both, Amount: 5}},
		"open_weights":     {&lever.OpenWeights{Window: on, By: "west", Segments: both[1:], Rule: "none"}, &lever.OpenWeights{Window: never, By: "west", Segments: both[1:], Rule: "ban"}, &lever.OpenWeights{Window: never, By: "west", Segments: both[1:], Rule: "mandate"}},
		"compute_tax":      {&lever.ComputeTax{Window: on, By: "east"}, &lever.ComputeTax{Window: never, By: "east", Rate: 0.3}},
		"merger":           {&lever.Merger{From: w.End + 1, Firms: []string{"che", "kuai"}}},
		"bailout":          {&lever.Bailout{Window: never, By: "east", Firms: []string{"che"}}, &lever.Bailout{Window: on, By: "west", Firms: []string{"gpu"}}},
	}
}

func TestALeverOfSizeZeroIsNoLever(t *testing.T) {
	w := small()
	want := run(t, w, 2)
	cases := nothings(w)
	for _, kind := range lever.Names() {
		if len(cases[kind]) == 0 {
			t.Errorf("levers of kind %q have no size zero in this test: add one", kind)
		}
		for _, l := range cases[kind] {
			same(t, fmt.Sprintf("a %s of size zero, %+v,", kind, l), run(t, w, 2, l), want)
		}
	}
}

func TestEqualComputeAndAlgorithmsGiveEqualCost(t *testing.T) {
	w := still()
	for i := range w.Firms {
		if l := w.Firms[i].Lab; l != nil {
			*l = *w.Firms[0].Lab
			l.Licence = "closed"
			l.Brand = float64(i) // buyers may differ: cost does not look at them
		}
	}
	w.Blocs[1].ServeCost, w.Money, w.Prestige = 1, nil, nil
	for _, v := range run(t, w, 0) {
		cost := map[undercut.Tier]float64{}
		for _, r := range v.Rows {
			if r.Segment != talk {
				continue
			}
			if c, ok := cost[r.Tier]; ok && c != r.Cost {
				t.Fatalf("%v: %s serves its %v at $%.15g, a lab with the same compute and algorithms at $%.15g", v.AsOf, v.Firms[r.Firm].Name, r.Tier, r.Cost, c)
			}
			cost[r.Tier] = r.Cost
		}
	}
}

// TestThePoolBoundsWhatLabsRaise: together labs never raise more than the
// pool holds, and a small pool is raised almost in full.
func TestThePoolBoundsWhatLabsRaise(t *testing.T) {
	w := small()
	w.Money.Pool = 3
	fullest := 0.0
	for _, v := range run(t, w, 0) {
		years, growth := float64(v.AsOf-w.Money.PoolDate)/12, w.Money.PoolGrowth
		if years < 0 {
			growth = w.Money.PoolRamp
		}
		pool, raised := w.Money.Pool*math.Exp(growth*years)/12, 0.0
		for i, b := range v.Books {
			if v.Firms[i].Layer == undercut.Model {
				raised += b.Funding
			}
		}
		fullest = max(fullest, raised/pool)
		if raised > pool*(1+1e-12) {
			t.Fatalf("%v: labs raise %g $bn of a pool of %g", v.AsOf, raised, pool)
		}
	}
	if fullest < 0.9 {
		t.Errorf("labs never raise more than %.2f of a small pool: this test sees nothing", fullest)
	}
}

// Futures leave nothing behind: neither in the state that is reset nor in the
// memory that is reused.
func TestAFutureDoesNotDependOnThoseBefore(t *testing.T) {
	w := small()
	alone := run(t, w, 7)
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	for future := range uint64(7) {
		play(t, m, w, future)
	}
	same(t, "future 7 after futures 0 to 6", play(t, m, w, 7), alone)
	same(t, "future 7 once more", play(t, m, w, 7), alone)
	other := small()
	other.Segments[talk].Outside.Lag, other.Segments[car].Habit, other.Technology.LagDistil = 3, 0, 0
	play(t, m, other, 7, &lever.Absence{Window: lever.Window{From: w.Start + 5}, Bloc: "east"})
	same(t, "future 7 after a future of other numbers and levers", play(t, m, w, 7), alone)

	// Two futures month by month in turn, and one that was broken off.
	a, _ := market.New(w)
	b, _ := market.New(w)
	_ = a.Reset(w, 1, 3)
	p := a.NewPolicy()
	for range 30 {
		if err := a.Step(&p); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Reset(w, 1, 7); err != nil {
		t.Fatal(err)
	}
	if err := b.Reset(w, 1, 8); err != nil {
		t.Fatal(err)
	}
	var woven []undercut.View
	for range alone {
		if err := a.Step(&p); err != nil {
			t.Fatal(err)
		}
		woven = append(woven, copyView(a.View()))
		if err := b.Step(&p); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "future 7 woven with another", woven, alone)
}
