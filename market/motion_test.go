package market_test

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// Laws of a change within the month in which it comes, where nothing else has
// moved yet (docs/model.md §12).

// profits are those on the products of a segment, by firm, $bn a month.
func profits(v undercut.View, segment int) map[string]float64 {
	by := map[string]float64{}
	for _, r := range v.Rows {
		if r.Segment == segment {
			by[v.Firms[r.Firm].Name] += r.Profit
		}
	}
	return by
}

// Buyers who mind prices more pay lower margins, and at an outside option that
// does not move they leave less profit: everything is dearer than the dollar at
// which a unit would be worth what going without is.
func TestBuyersWhoMindPricesLeaveLessProfit(t *testing.T) {
	w := plain()
	before := run(t, w, 0)[0]
	for r := range w.Segments[talk].Types {
		w.Segments[talk].Types[r].Price *= 1.2
	}
	w.Segments[car].PriceSlope *= 1.2
	after := run(t, w, 0)[0]
	for _, s := range []int{talk, car} {
		for i, was := range before.Rows {
			now := after.Rows[i]
			if was.Segment != s {
				continue
			}
			lerner := func(r undercut.Row) float64 { return 1 - r.Cost/r.Price }
			if !(was.Price > 1) {
				t.Fatalf("%s costs $%g: this law wants prices above $1", before.Firms[was.Firm].Name, was.Price)
			}
			if !(lerner(now) < lerner(was)) || !(now.Profit < was.Profit) {
				t.Errorf("buyers of %s mind prices more: the margin of %s goes from %.6g to %.6g, its profit from %.6g to %.6g, both must fall",
					w.Segments[s].Name, before.Firms[was.Firm].Name, lerner(was), lerner(now), was.Profit, now.Profit)
			}
		}
	}
}

// Whoever goes leaves buyers to those who stay: in its month every survivor of
// the segment, in every segment with prices, earns more. Open weights stay
// when their lab goes, so this is asked of closed labs.
func TestExitsRaiseSurvivorsProfit(t *testing.T) {
	const month = 20
	w := still()
	w.Links = nil // what uses a model would feel its price
	for i := range w.Firms {
		if l := w.Firms[i].Lab; l != nil {
			l.Licence = "closed"
		}
	}
	base := run(t, w, 0)[month]
	for _, gone := range []string{"west-1", "east-2", "motor", "che", "west-eye", "west-desk"} {
		after := run(t, w, 0, &lever.Absence{Window: lever.Window{From: w.Start + month}, Firms: []string{gone}})[month]
		s := -1
		for _, f := range base.Firms {
			if f.Name == gone {
				s = f.Segment
			}
		}
		was, now := profits(base, s), profits(after, s)
		for name, p := range was {
			if name != gone && !(now[name] > p) {
				t.Errorf("%s goes: the profit of %s moves from %.9g to %.9g, it must rise", gone, name, p, now[name])
			}
		}
		for other := range w.Segments {
			if other != s {
				for name, p := range profits(base, other) {
					if q := profits(after, other)[name]; q != p {
						t.Errorf("%s goes: the profit of %s, of another segment, moves from %.9g to %.9g", gone, name, p, q)
					}
				}
			}
		}
	}
}

// A firm that runs out of cash leaves, and those who stay earn more: the month
// after is held against one in which it was kept alive.
func TestABankruptcyRaisesSurvivorsProfit(t *testing.T) {
	broke := still()
	broke.Links = nil
	kept := still()
	kept.Links = nil
	for i := range broke.Firms {
		if broke.Firms[i].Name == "wagen" {
			broke.Firms[i].Cash, broke.Firms[i].Fixed = 0, 1000
			kept.Firms[i].Cash, kept.Firms[i].Fixed = 1e6, 1000
		}
	}
	broke.Money.Patience, kept.Money.Patience = 0, 0
	a, b := run(t, broke, 0), run(t, kept, 0)
	left, stayed := profits(a[1], car), profits(b[1], car)
	if _, there := left["wagen"]; there {
		t.Fatal("wagen has fixed costs of $1,000bn a year and no cash, and still sells in its second month")
	}
	for name, p := range left {
		if !(p > stayed[name]) {
			t.Errorf("wagen is bankrupt: %s earns %.9g in the next month, beside it %.9g, it must be more", name, p, stayed[name])
		}
	}
}

// In one segment at theta 0 nobody asks more than cost; everywhere else prices
// are those of theta 1.
func TestNoConductNoMargin(t *testing.T) {
	w := plain()
	w.Segments[car].Conduct = &market.Conduct{Years: 1}
	for _, r := range run(t, w, 0)[5].Rows {
		margin := 1 - r.Cost/r.Price
		if atCost := math.Abs(margin) < 1e-9; r.Segment == car != atCost {
			t.Errorf("a product of %s has a margin of %.3g of its price: only cars are sold at cost", w.Segments[r.Segment].Name, margin)
		}
	}
}

// What moves nothing moves nothing either where labs choose their licences and
// prices mind profit elsewhere.
func TestNothingMovesWhereLabsChoose(t *testing.T) {
	choosing := func(w *market.World) *market.World {
		w.Variants.BestReply, w.Technology.ListedUntil = 1, w.Start
		w.Segments[talk].Premium, w.Links[0].Surplus = nil, 1
		return w
	}
	w := choosing(orderly())
	want := ledgerOf(run(t, w, 1))
	licences := map[undercut.Licence]int{}
	for _, v := range run(t, w, 1) {
		for _, r := range v.Rows {
			if v.Segments[r.Segment].Layer == undercut.Model {
				licences[r.Licence]++
			}
		}
	}
	if licences[undercut.Open] == 0 || licences[undercut.Closed] == 0 {
		t.Fatalf("licences chosen are %v: want both, or this test sees little", licences)
	}
	backwards := choosing(orderly())
	for i, j := 0, len(backwards.Firms)-1; i < j; i, j = i+1, j-1 {
		backwards.Firms[i], backwards.Firms[j] = backwards.Firms[j], backwards.Firms[i]
	}
	alike(t, "firms listed backwards", ledgerOf(run(t, backwards, 1)), want, 1, 1e-6)
	rich := choosing(orderly())
	remoney(rich, 2)
	alike(t, "money counted twofold", ledgerOf(run(t, rich, 1)), want, 2, 1e-6)
	for _, like := range []int{0, 2, 8} { // a closed lab, an open one, one of another kind of model
		more := choosing(orderly())
		idle := more.Firms[like]
		idle.Name, idle.Start = "idle", more.End+1
		more.Firms = append(more.Firms, idle)
		alike(t, "an idle firm like "+more.Firms[like].Name, ledgerOf(run(t, more, 1)), want, 1, 0)
	}
}

// Where all buyers are in one bloc the first month is what was observed: makers
// stand at the units and prices from which their brands and conduct were
// inferred. With several blocs one price and one conduct stand for all.
func TestTheFirstMonthIsWhatWasObserved(t *testing.T) {
	w := still()
	w.Links = nil
	for _, s := range []int{car, seat} {
		w.Segments[s].Buyers = market.ByBloc{1, 0, 0}
	}
	first := run(t, w, 0)[0]
	for i, f := range w.Firms {
		if f.Maker == nil {
			continue
		}
		units := 0.0
		for _, r := range first.Rows {
			if r.Firm != i || !(r.Share > 0) {
				continue
			}
			if units += 12 * r.Units; !close(r.Price, f.Maker.Price, 1e-8, 0) {
				t.Errorf("%s sold at $%g and starts at $%.9g", f.Name, f.Maker.Price, r.Price)
			}
		}
		if !close(units, f.Maker.Units, 1e-8, 0) {
			t.Errorf("%s sold %g m units a year and starts with %.9g", f.Name, f.Maker.Units, units)
		}
	}
}
