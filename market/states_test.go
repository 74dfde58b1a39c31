package market_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// The laws of what states do: docs/model.md §8.

// the blocs of small.
const (
	west = iota
	east
	south
)

// spent is what all buyers together pay for a row, its service apart, $bn.
func spent(r undercut.Row) float64 {
	if !(r.Units > 0) {
		return 0
	}
	return r.Units * r.Price / 1e3
}

// TestAStateBuysWhatTheMarketBuys: in its first month procurement moves no
// price and no share; it scales what buyers take of each product that the
// state may buy, and spends its amount to the cent.
func TestAStateBuysWhatTheMarketBuys(t *testing.T) {
	const month, amount = 20, 6.0
	for _, c := range []struct {
		segment string
		home    float64
	}{{"car", 0}, {"car", 1}, {"talk", 0}, {"talk", 1}} {
		w := still()
		w.Links = nil // the panel does not show services and what is used inside seats
		free := run(t, w, 0)
		bought := run(t, w, 0, &lever.Procurement{Window: lever.Window{From: w.Start + month}, By: "east", Segments: []string{c.segment}, Amount: amount, Home: c.home})
		same(t, "before the state buys", bought[month-1:month], free[month-1:month])
		sum, scale := 0.0, math.NaN()
		for i, was := range free[month].Rows {
			now, v := bought[month].Rows[i], &free[month]
			name := fmt.Sprintf("%s of %s in %s", v.Segments[was.Segment].Name, v.Firms[was.Firm].Name, v.Blocs[was.Market].Name)
			if fmt.Sprint(now.Price, now.Share) != fmt.Sprint(was.Price, was.Share) {
				t.Fatalf("%s: price %g to %g, share %g to %g in the month in which the state begins to buy", name, was.Price, now.Price, was.Share, now.Share)
			}
			may := v.Segments[was.Segment].Name == c.segment && was.Market == east && (c.home == 0 || v.Firms[was.Firm].Bloc == east)
			sum += spent(now) - spent(was)
			switch ratio := now.Units / was.Units; {
			case !(was.Units > 0):
			case !may && now.Units != was.Units:
				t.Errorf("the state of the east buys %s, home %g: %s sells %g in place of %g", c.segment, c.home, name, now.Units, was.Units)
			case may && scale != scale:
				scale = ratio
			case may && !close(ratio, scale, 1e-12, 0):
				t.Errorf("%s sells %.12g times what it sold, others %.12g times", name, ratio, scale)
			}
			if may && was.Units > 0 && !(now.Revenue+now.Hosted > was.Revenue+was.Hosted) {
				t.Errorf("%s: revenue %g to %g when the state buys", name, was.Revenue, now.Revenue)
			}
		}
		if got := bought[month].States[east].Procurement; !close(sum, amount/12, 1e-9, 0) || !close(got, amount/12, 1e-9, 0) {
			t.Errorf("the state of the east spends %g $bn on %s, home %g; its books say %g, the lever %g", sum, c.segment, c.home, got, amount/12)
		}
	}
}

// TestNothingIsSpentWhereNothingIsForSale: no lab sits in the south.
func TestNothingIsSpentWhereNothingIsForSale(t *testing.T) {
	w := small()
	buy := &lever.Procurement{Window: lever.Window{From: w.Start}, By: "south", Segments: []string{"talk"}, Amount: 50, Home: 1}
	same(t, "a state that may buy nothing", run(t, w, 1, buy), run(t, w, 1))
}

// TestProcurementTeachesMakersAndRunsCompute: what states buy counts as
// experience and as compute, and so lowers cost and sells chips.
func TestProcurementTeachesMakersAndRunsCompute(t *testing.T) {
	w := still()
	buy := &lever.Procurement{Window: lever.Window{From: w.Start + 6}, By: "east", Segments: []string{"car", "talk"}, Amount: 40, Home: 1}
	was, now := run(t, w, 0), run(t, w, 0, buy)
	if a, b := chips(was[7]), chips(now[7]); !(b > a) {
		t.Errorf("chips sell for %g $bn when a state buys models, %g otherwise: they must sell more", b, a)
	}
	for i, a := range was[30].Rows {
		if v := &was[30]; v.Firms[a.Firm].Name == "che" {
			if b := now[30].Rows[i]; !(b.Cost < a.Cost) {
				t.Errorf("two years after its state began to buy che makes a car for $%g, otherwise for $%g: experience must lower it", b.Cost, a.Cost)
			}
		}
	}
}

// chips is what chips sell for in a month, $bn.
func chips(v undercut.View) (sum float64) {
	for i, b := range v.Books {
		if v.Firms[i].Layer == undercut.Compute {
			sum += b.Revenue
		}
	}
	return sum
}

// computeOf is the compute part of what serving a row costs, $bn.
func computeOf(w *market.World, r undercut.Row) float64 {
	if other, model := map[int]float64{talk: w.Technology.TokenCost, see: w.Segments[see].Craft.UnitCost}[r.Segment]; model && r.Units > 0 {
		return r.Units * (r.Cost - other) / 1e3
	}
	return 0
}

// computed is what compute costs in a month without the tax of the west, $bn.
func computed(w *market.World, v undercut.View, rate float64) (sum float64) {
	net := [3]float64{1 / (1 + rate), 1, 1}
	for _, r := range v.Rows {
		served := v.Firms[r.Firm].Bloc
		if r.Licence == undercut.Open {
			served = r.Market
		}
		sum += computeOf(w, r) * net[served]
	}
	for i, b := range v.Books {
		sum += w.Compute.ResearchShare * b.Research * net[v.Firms[i].Bloc]
	}
	return sum
}

// TestABanOnOpenWeights: nothing open of the origin is on offer where it is
// banned, elsewhere it is; closed rivals gain there, and so does the service
// price in cars there, which open weights hold down.
func TestABanOnOpenWeights(t *testing.T) {
	const month = 20
	w := still()
	free := run(t, w, 0)
	ban := run(t, w, 0, &lever.OpenWeights{Window: lever.Window{From: w.Start + month}, By: "west", On: "east", Segments: []string{"talk"}, Rule: "ban"})
	same(t, "before the ban", ban[month-1:month], free[month-1:month])
	was, there := map[string]undercut.Row{}, 0
	for _, r := range free[month].Rows {
		was[fmt.Sprint(r.Market, r.Firm, r.Tier)] = r
	}
	for _, v := range ban[month:] {
		for _, r := range v.Rows {
			if r.Segment == talk && r.Licence == undercut.Open && v.Firms[r.Firm].Bloc == east {
				if r.Market == west {
					t.Fatalf("%v: %s of %s is on offer in the west, which bans it", v.AsOf, r.Tier, v.Firms[r.Firm].Name)
				}
				there++
			}
		}
	}
	if there == 0 {
		t.Error("nothing open of the east is sold anywhere: this test sees nothing")
	}
	service := func(r undercut.Row) float64 { return r.Revenue/r.Units - r.Price/1e3 }
	for _, now := range ban[month].Rows {
		v, before := &ban[month], was[fmt.Sprint(now.Market, now.Firm, now.Tier)]
		switch name := v.Firms[now.Firm].Name; {
		case now.Segment == talk && now.Market == west && !(now.Share > before.Share):
			t.Errorf("%s has %g of the west when open weights are banned, %g before: it must gain", name, now.Share, before.Share)
		case now.Segment == talk && now.Market != west && now.Share != before.Share:
			t.Errorf("a ban in the west moves %s in %s in the same month", name, v.Blocs[now.Market].Name)
		case name == "motor" && now.Market == west && !(service(now) > service(before)):
			t.Errorf("motor's service in the west brings %g, before the ban %g: it must rise", service(now), service(before))
		}
	}
}

// TestABanReachesIntoProducts: without a fee a maker takes the best that it
// may; where open weights are banned that is never better, and worse for
// somebody.
func TestABanReachesIntoProducts(t *testing.T) {
	const month = 20
	w := still()
	w.Links[0].Fee = 0
	free := run(t, w, 0)
	ban := run(t, w, 0, &lever.OpenWeights{Window: lever.Window{From: w.Start + month}, By: "east", Segments: []string{"talk"}, Rule: "ban"})
	was, worse := map[string]undercut.Row{}, 0
	for _, r := range free[month].Rows {
		was[fmt.Sprint(r.Segment, r.Market, r.Firm)] = r
	}
	for _, now := range ban[month].Rows {
		v, before := &ban[month], was[fmt.Sprint(now.Segment, now.Market, now.Firm)]
		if now.Segment != car {
			continue
		}
		if now.Quality > before.Quality || now.Market != east && now.Quality != before.Quality {
			t.Errorf("a ban in the east moves the AI in cars of %s in %s from %g to %g utils", v.Firms[now.Firm].Name, v.Blocs[now.Market].Name, before.Quality, now.Quality)
		}
		if now.Quality < before.Quality {
			worse++
		}
	}
	if worse == 0 {
		t.Error("a ban on open weights takes them out of no car")
	}
}

// TestNobodyOpensWhatMayNotBeUsed: labs that open for the sake of their bloc's
// makers, where they weigh licences, keep closed what is banned everywhere.
func TestNobodyOpensWhatMayNotBeUsed(t *testing.T) {
	const month = 30
	w := still()
	w.Variants.BestReply, w.Technology.ListedUntil = 1, w.Start
	w.Links[0].Worth, w.Links[0].Fee, w.Links[0].ClosedDelay = 10, 0.2, 3
	w.Strategy = &market.Strategy{Coordination: market.ByBloc{1, 1, 1}, Weight: market.ByBloc{0, 0, 0}}
	open := 0
	for _, r := range run(t, w, 0)[month].Rows {
		if r.Segment == talk && r.Licence == undercut.Open {
			open++
		}
	}
	if open == 0 {
		t.Fatal("no lab opens by itself: this test sees nothing")
	}
	var bans []lever.Lever
	for _, b := range w.Blocs {
		bans = append(bans, &lever.OpenWeights{Window: lever.Window{From: w.Start}, By: b.Name, Segments: []string{"talk"}, Rule: "ban"})
	}
	sold := map[int]bool{}
	v := run(t, w, 0, bans...)[month]
	for _, r := range v.Rows {
		if r.Segment == talk && r.Tier == undercut.Flagship {
			sold[r.Firm] = true
		}
	}
	for i, f := range v.Firms {
		if f.Segment == talk && v.Books[i].Alive && !sold[i] {
			t.Errorf("%s sells no flagship where open weights are banned everywhere: it should have kept it closed", f.Name)
		}
	}
}

// TestAMandateOpensReleases: from then on, and not what is out.
func TestAMandateOpensReleases(t *testing.T) {
	const month = 20
	w := still()
	mandate := &lever.OpenWeights{Window: lever.Window{From: w.Start + month}, By: "west", Segments: []string{"talk"}, Rule: "mandate"}
	months := run(t, w, 0, mandate)
	like := run(t, w, 0, &lever.Licence{Window: lever.Window{From: w.Start + month}, Bloc: "west", Segment: "talk", Licence: "open"})
	same(t, "a mandate against a licence imposed on the same labs", months, like)
	for _, r := range months[month+12].Rows {
		if v := &months[month+12]; v.Segments[r.Segment].Name == "talk" && r.Tier == undercut.Flagship && r.Licence != undercut.Open {
			t.Errorf("a year into the mandate the flagship of %s is %v", v.Firms[r.Firm].Name, r.Licence)
		}
	}
}

// TestATaxOnCompute: it raises the price of what is served where it is levied,
// the state has it to the cent, and labs there fall behind.
func TestATaxOnCompute(t *testing.T) {
	const month, rate = 20, 0.5
	w := still()
	free := run(t, w, 0)
	taxed := run(t, w, 0, &lever.ComputeTax{Window: lever.Window{From: w.Start + month}, By: "west", Rate: rate})
	same(t, "before the tax", taxed[month-1:month], free[month-1:month])
	for i, was := range free[month].Rows {
		now, v := taxed[month].Rows[i], &free[month]
		name := fmt.Sprintf("%v of %s in %s", was.Tier, v.Firms[was.Firm].Name, v.Blocs[was.Market].Name)
		served := v.Firms[was.Firm].Bloc
		if was.Licence == undercut.Open {
			served = was.Market
		}
		if was.Segment != talk {
			continue
		}
		if served == west && !(now.Price > was.Price && close(now.Cost-w.Technology.TokenCost, (1+rate)*(was.Cost-w.Technology.TokenCost), 1e-12, 0)) {
			t.Errorf("%s, served in the west: cost %g to %g, price %g to %g under a tax of %g on compute", name, was.Cost, now.Cost, was.Price, now.Price, rate)
		}
		if served != west && now.Cost != was.Cost {
			t.Errorf("%s is not served in the west, its cost moves from %g to %g", name, was.Cost, now.Cost)
		}
	}
	if got, want := chips(taxed[month])-chips(free[month]), w.Compute.ChipShare*(computed(w, taxed[month], rate)-computed(w, free[month], 0)); !close(got, want, 1e-9, 0) {
		t.Errorf("the tax moves sales of chips by %.12g $bn, the part of compute that is chips by %.12g: a tax buys no chips", got, want)
	}
	for _, k := range []int{month + 6, month + 24} {
		if a, b := free[k].Books[0].Best, taxed[k].Books[0].Best; !(b < a) {
			t.Errorf("%v: the best of %s is %g decades with the tax, %g without: it must be lower", free[k].AsOf, w.Firms[0].Name, b, a)
		}
	}
}

// everything is every lever that moves money of states, at once.
func everything(w *market.World) []lever.Lever {
	on, both := lever.Window{From: w.Start + 3}, []string{"car", "talk"}
	return []lever.Lever{
		&lever.Tariff{Window: on, By: "west", On: "east", Segments: both, Rate: 0.3}, &lever.Tariff{Window: on, By: "east", On: "south", Segments: both, Rate: 0.1},
		&lever.Subsidy{Window: on, By: "east", Segments: both[:1], Rate: 0.1}, &lever.PurchaseSubsidy{Window: on, By: "west", Segments: both, Rate: 0.05},
		&lever.Grant{Window: on, By: "south", Segments: both[:1], Amount: 2},
		&lever.Procurement{Window: on, By: "east", Segments: both, Amount: 8, Home: 1}, &lever.Procurement{Window: on, By: "west", Segments: both, Amount: 5},
		&lever.ComputeTax{Window: on, By: "west", Rate: 0.2}, &lever.ComputeTax{Window: on, By: "east", Rate: 0.1},
		&lever.Merger{From: w.Start + 12, Firms: []string{"west-1", "west-2"}}, &lever.Merger{From: w.Start + 12, Firms: []string{"che", "wagen"}},
		&lever.Bailout{Window: on, By: "east", Firms: []string{"east-1", "east-2", "kuai"}},
	}
}

// TestStatesAddUp recomputes what states receive and spend from products and
// firms, with every lever at work.
func TestStatesAddUp(t *testing.T) {
	w := small()
	duties := map[[2]int]float64{{east, west}: 0.3, {south, east}: 0.1}
	for future := range uint64(3) {
		for k, v := range run(t, w, future, everything(w)...) {
			if k < 3 {
				continue
			}
			var duty, tax, subsidy [3]float64
			rate := [3]float64{west: 0.2, east: 0.1}
			for _, r := range v.Rows {
				from := v.Firms[r.Firm].Bloc
				net := r.Revenue + r.Hosted
				if r.Segment != car && r.Segment != talk {
					net = 0 // no duty and no subsidy
				}
				if r.Segment == car && r.Units > 0 {
					off := 0.0
					if r.Market == west {
						off = 0.05
					}
					net = spent(r) / ((1 + duties[[2]int{from, r.Market}]) * (1 - off))
				}
				duty[r.Market] += net * duties[[2]int{from, r.Market}]
				if r.Market == west {
					subsidy[west] += net * (1 + duties[[2]int{from, west}]) * 0.05
				}
				served := from
				if r.Licence == undercut.Open {
					served = r.Market
				}
				tax[served] += computeOf(w, r) * rate[served] / (1 + rate[served])
			}
			for i, b := range v.Books {
				tax[v.Firms[i].Bloc] += w.Compute.ResearchShare * b.Research * rate[v.Firms[i].Bloc] / (1 + rate[v.Firms[i].Bloc])
				subsidy[v.Firms[i].Bloc] += b.Subsidy
			}
			for b, s := range v.States {
				bought := [3]float64{west: 10.0 / 12, east: 16.0 / 12}[b]
				for _, c := range []struct {
					name      string
					got, want float64
				}{{"duties", s.Tariffs, duty[b]}, {"taxes", s.Tax, tax[b]}, {"subsidies", s.Subsidy, subsidy[b]}, {"purchases", s.Procurement, bought}} {
					if !close(c.got, c.want, 1e-9, 1e-6) {
						t.Fatalf("future %d, %v: %s of %s add up to %.12g $bn, its books say %.12g", future, v.AsOf, c.name, v.Blocs[b].Name, c.want, c.got)
					}
				}
			}
		}
	}
}

// TestWhatStatesDoHasNoOrderUnitOrPast: with every lever at work firms may
// change places, money may be counted otherwise, and futures may have run
// before; and a month allocates nothing.
func TestWhatStatesDoHasNoOrderUnitOrPast(t *testing.T) {
	w := orderly()
	want := run(t, w, 1, everything(w)...)
	back := orderly()
	slices.Reverse(back.Firms)
	alike(t, "firms listed backwards", ledgerOf(run(t, back, 1, everything(back)...)), ledgerOf(want), 1, 1e-6)
	rich := orderly()
	remoney(rich, 2)
	levers := everything(rich)
	for _, l := range levers {
		switch l := l.(type) {
		case *lever.Grant:
			l.Amount *= 2
		case *lever.Procurement:
			l.Amount *= 2
		}
	}
	alike(t, "money counted twofold", ledgerOf(run(t, rich, 1, levers...)), ledgerOf(want), 2, 1e-6)

	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	play(t, m, w, 4, everything(w)...)
	same(t, "a future without levers after one with all", play(t, m, w, 2), run(t, w, 2))
	same(t, "a future with levers once more", play(t, m, w, 1, everything(w)...), want)

	levers = everything(w)
	for _, l := range levers {
		if err := l.Bind(w); err != nil {
			t.Fatal(err)
		}
	}
	p := m.NewPolicy()
	future := func() {
		_ = m.Reset(w, 1, 1)
		for month := w.Start; month <= w.End; month++ {
			p.Reset()
			for _, l := range levers {
				l.Apply(&p, month)
			}
			if err := m.Step(&p); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := testing.AllocsPerRun(1, future); n != 0 && !raceEnabled { // the detector allocates
		t.Errorf("a future with every lever allocates %g times, want 0", n)
	}
}

// TestADivertedDollarIsFound: whatever account a million leaves unseen, the
// month's books name it.
func TestADivertedDollarIsFound(t *testing.T) {
	w := small()
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Reset(w, 1, 0); err != nil {
		t.Fatal(err)
	}
	p := m.NewPolicy()
	for range 5 {
		if err := m.Step(&p); err != nil {
			t.Fatal(err)
		}
	}
	for name, account := range m.Accounts() {
		if err := m.Divert(account, 1e-3); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("a million taken from %s: the books say %v", name, err)
		}
		if err := m.Divert(account, -1e-3); err != nil {
			t.Errorf("a million given back to %s: the books say %v", name, err)
		}
	}
}
