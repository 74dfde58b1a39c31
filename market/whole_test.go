package market_test

import (
	"math"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// Laws of what joins segments: use, groups, the complement, licences.

// rowOf finds the offer of a firm's tier in a bloc.
func rowOf(t testing.TB, v undercut.View, firm, bloc string, tier undercut.Tier) undercut.Row {
	t.Helper()
	for _, r := range v.Rows {
		if v.Firms[r.Firm].Name == firm && v.Blocs[r.Market].Name == bloc && r.Tier == tier {
			return r
		}
	}
	t.Fatalf("%v: %s offers nothing of tier %v in %s", v.AsOf, firm, tier, bloc)
	return undercut.Row{}
}

// What models cost at first use is part of the unit cost that a file gives, so
// use moves no price in the month in which it begins.
func TestUnitCostHoldsTheFirstBillForModels(t *testing.T) {
	with, without := still(), still()
	without.Links[1].Use = 0
	a, b := run(t, with, 0), run(t, without, 0)
	for _, bloc := range []string{"west", "east", "south"} {
		x, y := rowOf(t, a[0], "west-desk", bloc, 0), rowOf(t, b[0], "west-desk", bloc, 0)
		if !close(x.Price, y.Price, 1e-12, 1) || !close(x.Cost, y.Cost, 1e-12, 1) {
			t.Errorf("the first seat in %s costs $%.10g and is sold at $%.10g with use, at $%.10g and $%.10g without", bloc, x.Cost, x.Price, y.Cost, y.Price)
		}
	}
	if x, y := rowOf(t, a[40], "west-desk", "west", 0), rowOf(t, b[40], "west-desk", "west", 0); !(x.Cost < y.Cost) {
		t.Errorf("after 40 months a seat whose model got cheaper costs $%g, one that uses none $%g: it must cost less", x.Cost, y.Cost)
	}
}

// A maker whose unit cost would not cover what it uses waits until models are
// cheap enough, and from then on sells at the same cost as before.
func TestAMakerWaitsForModelsThatItCanPay(t *testing.T) {
	idle, eager := still(), still()
	idle.Links[1].Use = 0
	first := rowOf(t, run(t, still(), 0)[0], "west-1", "west", 0)
	eager.Links[1].Use = 1.5 * rowOf(t, run(t, idle, 0)[0], "west-desk", "west", 0).Cost / first.Price
	a, b := run(t, idle, 0), run(t, eager, 0)
	used := func(month int) float64 {
		sum := 0.0
		for i, r := range b[month].Rows {
			if r.Segment == talk && r.Market == 0 {
				sum += r.Units - a[month].Rows[i].Units
			}
		}
		return sum
	}
	if u := used(0); u != 0 {
		t.Errorf("seats whose models cost half more than the seat use %g trillion tokens in the first month: want none", u)
	}
	begin := slices.IndexFunc(b, func(v undercut.View) bool { return used(int(v.AsOf-b[0].AsOf)) > 0 })
	if begin < 0 {
		t.Fatal("models got cheaper and no seat ever used one")
	}
	x, y := rowOf(t, b[begin], "west-desk", "west", 0), rowOf(t, a[begin], "west-desk", "west", 0)
	if begin == 0 || !close(x.Cost, y.Cost, 1e-9, 0) {
		t.Errorf("seats begin to use models in month %d at a cost of $%g, without models it is $%g: want the same", begin, x.Cost, y.Cost)
	}
}

// What makers use is sold at the market's price beside what buyers take: it
// adds quantity and moves neither price nor share of models.
func TestUseAddsToWhatModelsSell(t *testing.T) {
	base, more := still(), still()
	base.Links[1].Use = 0
	a, b := run(t, base, 0)[1], run(t, more, 0)[1]
	used, paid := 0.0, 0.0
	for i, r := range a.Rows {
		if r.Segment != talk {
			continue
		}
		s := b.Rows[i]
		if !close(r.Price, s.Price, 1e-12, 1) || !close(r.Share, s.Share, 1e-12, 1) {
			t.Errorf("use moves the price of %s from %g to %g, its share from %g to %g", a.Firms[r.Firm].Name, r.Price, s.Price, r.Share, s.Share)
		}
		used, paid = used+s.Units-r.Units, paid+(s.Units-r.Units)*s.Price
	}
	seats := 0.0
	for _, r := range b.Rows {
		if r.Segment == seat {
			seats += r.Units
		}
	}
	if want := more.Links[1].Use * seats; !close(used, want, 1e-9, 0) || !(paid > 0) {
		t.Errorf("%g m seats use %g trillion tokens, want %g", seats, used, want)
	}
}

// A firm builds in what its group has at once; others wait.
func TestAGroupUsesItsOwnModelAtOnce(t *testing.T) {
	w := still()
	w.Links[1].OpenHome, w.Links[1].OpenForeign, w.Links[1].ClosedDelay = 6, 12, 12
	months := run(t, w, 0)
	for _, firm := range []string{"west-desk", "east-desk"} {
		first, later := rowOf(t, months[0], firm, "west", 0), rowOf(t, months[3], firm, "west", 0)
		if uses := first.Cost != later.Cost; uses != (firm == "west-desk") {
			t.Errorf("a seat of %s costs $%g at first and $%g in the fourth month: only the lab's own group uses models by then", firm, first.Cost, later.Cost)
		}
	}
}

// A lab whose group sells cars that gain from cheap models asks less for its
// models; where nobody's profit but its own counts, joint pricing moves nothing.
func TestTheComplementLowersThePriceOfModels(t *testing.T) {
	price := func(joint float64, group string, coordination float64) (undercut.Row, []undercut.View) {
		w := still()
		w.Links[0].Surplus = 0.3
		w.Strategy = &market.Strategy{Coordination: market.ByBloc{coordination, 0, 0}, Joint: joint, Weight: market.ByBloc{0, 0, 0}}
		for i := range w.Firms {
			w.Firms[i].Group = ""
			if n := w.Firms[i].Name; n == "west-1" || n == "motor" {
				w.Firms[i].Group = group
			}
		}
		v := run(t, w, 0)
		return rowOf(t, v[2], "west-1", "west", 0), v
	}
	alone, _ := price(0, "g", 0)
	owner, _ := price(1, "g", 0)
	bloc, _ := price(1, "", 0.5)
	if !(owner.Price < alone.Price) {
		t.Errorf("a lab with a car maker asks $%g, priced alone $%g: it must ask less", owner.Price, alone.Price)
	}
	if !(bloc.Price < alone.Price && bloc.Price > owner.Price) {
		t.Errorf("a lab that weighs its bloc's car maker half asks $%g: it must lie between $%g (as its own) and $%g (not at all)", bloc.Price, owner.Price, alone.Price)
	}
	_, a := price(1, "", 0)
	_, b := price(0, "", 0)
	same(t, "joint pricing of firms that weigh nobody", a, b)
}

// Kinds of model have frontiers of their own: what eyes spend moves no talk.
func TestKindsOfModelDoNotCopyEachOther(t *testing.T) {
	a, rich := still(), still()
	for i := range rich.Firms {
		if l := rich.Firms[i].Lab; l != nil && rich.Firms[i].Segment == "see" {
			l.Research *= 2
			rich.Firms[i].Cash = 1000
		}
	}
	rich.Money.Pool, a.Money.Pool = 1e6, 1e6 // capital does not bind
	x, y := run(t, a, 0), run(t, rich, 0)
	seen := false
	for k := range x {
		for i, r := range x[k].Rows {
			s := y[k].Rows[i]
			if r.Segment == talk && r.Quality != s.Quality && k < 12 {
				t.Fatalf("%v: research on eyes moves the quality of %s from %g to %g", x[k].AsOf, x[k].Firms[r.Firm].Name, r.Quality, s.Quality)
			}
			seen = seen || r.Segment == see && r.Quality != s.Quality
		}
	}
	if !seen {
		t.Error("research on eyes moves no eye")
	}
}

// With plain logit, equal costs and nothing to gain elsewhere an open release
// is a closed one sold at cost: no lab gives it away by its own reply. A lab
// that all its bloc's gain counts for gives it away where the gain is large.
func TestLabsGiveAwayOnlyForAGain(t *testing.T) {
	opened := func(surplus, coordination float64) (n int) {
		w := still()
		w.Variants.BestReply, w.Technology.ListedUntil = 1, w.Start
		w.Technology.TrustAbroad, w.Technology.Royalty = market.ByBloc{0, 0, 0}, 0
		w.Segments[talk].Sigma, w.Segments[talk].SigmaOpen = 0, math.NaN()
		w.Segments[talk].Habit, w.Segments[talk].Premium, w.Segments[talk].Size = 0, nil, 20
		w.Asymmetries = market.Asymmetries{}
		w.Links[0].Surplus, w.Links[0].Worth, w.Links[1].Worth = surplus, 0, 0
		w.Strategy = &market.Strategy{Coordination: market.ByBloc{coordination, coordination, coordination}, Joint: 0, Weight: market.ByBloc{0, 0, 0}}
		for b := range w.Blocs {
			w.Blocs[b].ServeCost, w.Blocs[b].ServeCap = 1, math.NaN()
		}
		for i := range w.Firms {
			w.Firms[i].Group = ""
			if l := w.Firms[i].Lab; l != nil {
				l.Licence = "closed"
			}
		}
		for _, r := range run(t, w, 0)[30].Rows {
			if r.Segment == talk && r.Licence == undercut.Open {
				n++
			}
		}
		return n
	}
	if n := opened(0, 0); n != 0 {
		t.Errorf("%d open offers of labs that gain nothing elsewhere: want none", n)
	}
	if n := opened(5, 1); n == 0 {
		t.Error("no lab opens though its bloc's cars gain 5 utils per util of what buyers gain")
	}
}
