package market_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// The laws of who owns and who leaves: docs/model.md §8.

// TestABoughtRivalRaisesPrices: in the month of a merger both of its firms ask
// for more in every market, and where buyers are of one type nobody for less.
func TestABoughtRivalRaisesPrices(t *testing.T) {
	const month = 20
	for _, pair := range [][]string{{"west-1", "west-2"}, {"east-1", "west-1"}, {"motor", "che"}} {
		w := plain()
		apart := run(t, w, 0)
		joined := run(t, w, 0, &lever.Merger{From: w.Start + month, Firms: pair})
		same(t, "before the merger", joined[month-1:month], apart[month-1:month])
		for i, was := range apart[month].Rows {
			now, v := joined[month].Rows[i], &apart[month]
			who := v.Firms[was.Firm].Name
			name := fmt.Sprintf("%v of %s in %s after %s bought %s", was.Tier, who, v.Blocs[was.Market].Name, pair[0], pair[1])
			merged := who == pair[0] || who == pair[1]
			if merged && !(now.Price > was.Price*(1+1e-9)) {
				t.Errorf("%s costs $%g, before $%g: it must rise", name, now.Price, was.Price)
			}
			if was.Segment == car && !(now.Price >= was.Price*(1-1e-12)) {
				t.Errorf("%s costs $%g, before $%g: it may not fall", name, now.Price, was.Price)
			}
			if was.Segment != v.Firms[indexOf(v, pair[0])].Segment && fmt.Sprint(now) != fmt.Sprint(was) {
				t.Errorf("%s: another segment moves in the same month", name)
			}
		}
	}
}

func indexOf(v *undercut.View, name string) int {
	for i := range v.Firms {
		if v.Firms[i].Name == name {
			return i
		}
	}
	return -1
}

// TestOneOwnerCountsDollars: makers of different kinds, whose buyers weigh a
// dollar differently, are priced for the sum of their dollars once they have
// one owner: their joint profit is flat in each price. It is computed here from
// shares alone: one nest, utility falling by a/k a dollar.
func TestOneOwnerCountsDollars(t *testing.T) {
	const month = 6
	w := plain()
	mean, units := 0.0, 0.0
	for i := range w.Firms {
		if m, was := w.Firms[i].Maker, small().Firms[i].Maker; w.Firms[i].Segment == "car" {
			m.Price, m.Units, m.Brand = was.Price, was.Units, was.Brand
			mean, units = mean+was.Units*was.Price, units+was.Units
		}
	}
	mean /= units
	v := run(t, w, 0, &lever.Merger{From: w.Start, Firms: []string{"motor", "kuai"}})[month]
	sigma, a := w.Segments[car].Sigma, w.Segments[car].PriceSlope
	for b := range w.Blocs {
		var rows []undercut.Row
		for _, r := range v.Rows {
			if r.Segment == car && r.Market == b {
				rows = append(rows, r)
			}
		}
		profit := func(moved int, by float64) (sum float64) {
			inside, weight := 0.0, make([]float64, len(rows))
			for j, r := range rows {
				k := w.Firms[r.Firm].Maker.Price / mean
				weight[j] = r.Share
				if j == moved {
					weight[j] *= math.Exp(-a / k * by / (1 - sigma))
				}
				inside += weight[j]
			}
			// The nest's pull moves by its log-sum; the outside option stays.
			before := 1 - rows[0].Outside
			pull := math.Pow(inside/before, 1-sigma) * before / (1 - before)
			for j, r := range rows {
				if name := v.Firms[r.Firm].Name; name != "motor" && name != "kuai" {
					continue
				}
				price := r.Price
				if j == moved {
					price += by
				}
				sum += (price - r.Cost) * weight[j] / inside * pull / (1 + pull)
			}
			return sum
		}
		for j, r := range rows {
			if name := v.Firms[r.Firm].Name; name == "motor" || name == "kuai" {
				const h = 1.0
				slope := (profit(j, h) - profit(j, -h)) / (2 * h)
				if !(math.Abs(slope) < 1e-4*r.Share) {
					t.Errorf("one more dollar on %s in %s moves the profit of its owner by %g a sale: at the best price it is 0", name, v.Blocs[b].Name, slope/r.Share)
				}
			}
		}
	}
}

// TestOnePurse: what the bought firm has goes to the buyer every month, debts
// too, and it leaves when the buyer does.
func TestOnePurse(t *testing.T) {
	const month = 12
	for _, pair := range [][2]string{{"west-2", "west-1"}, {"kuai", "wagen"}} {
		w := still()
		w.Money.Patience = 0 // a purse that is empty to the cent is not red
		months := run(t, w, 0, &lever.Merger{From: w.Start + month, Firms: pair[:]})
		moved := 0.0
		for k, v := range months {
			buyer, bought := v.Books[indexOf(&v, pair[0])], v.Books[indexOf(&v, pair[1])]
			if k < month {
				if buyer.Transfer != 0 || bought.Transfer != 0 {
					t.Fatalf("%v: %g $bn pass before the merger", v.AsOf, buyer.Transfer)
				}
				continue
			}
			if !bought.Alive {
				t.Fatalf("%v: %s is gone, its owner is not", v.AsOf, pair[1])
			}
			moved += math.Abs(bought.Transfer)
			if math.Abs(bought.Cash) > 1e-9 || buyer.Transfer+bought.Transfer != 0 || bought.Funding != 0 {
				t.Fatalf("%v: %s has %g $bn, raises %g and gives %g; %s gets %g", v.AsOf, pair[1], bought.Cash, bought.Funding, -bought.Transfer, pair[0], buyer.Transfer)
			}
		}
		if moved == 0 {
			t.Errorf("nothing passes from %s to %s: this test sees nothing", pair[1], pair[0])
		}
	}
	for _, gone := range []string{"motor", "wagen"} {
		w := still()
		ruin(w, gone)
		buyer, bought := "motor", "wagen"
		last := run(t, w, 0, &lever.Merger{From: w.Start + 1, Firms: []string{buyer, bought}})
		v := &last[len(last)-1]
		if a, b := v.Books[indexOf(v, buyer)].Alive, v.Books[indexOf(v, bought)].Alive; a != b {
			t.Errorf("%s bought %s, and %s cannot pay: at the end the buyer lives is %v, the bought %v", buyer, bought, gone, a, b)
		}
	}
}

// TestABackerOfOneServesBoth: capital that the bought firm can raise keeps a
// buyer alive that has none.
func TestABackerOfOneServesBoth(t *testing.T) {
	w := still()
	ruin(w, "motor")
	for i := range w.Firms {
		if f := &w.Firms[i]; f.Name == "wagen" {
			f.Backer = 1000
		}
	}
	last := func(months []undercut.View) bool {
		v := &months[len(months)-1]
		return v.Books[indexOf(v, "motor")].Alive
	}
	if last(run(t, w, 0)) {
		t.Error("motor lives by itself: this test sees nothing")
	}
	if !last(run(t, w, 0, &lever.Merger{From: w.Start, Firms: []string{"motor", "wagen"}})) {
		t.Error("motor leaves although the backer of wagen, which it bought, would pay")
	}
}

// TestARunwayForBoth: a buyer that earns holds cash for what the firm that it
// bought burns.
func TestARunwayForBoth(t *testing.T) {
	w := still()
	ruin(w, "wagen")
	for i := range w.Firms {
		if f := &w.Firms[i]; f.Name == "motor" {
			f.Backer = 1e5
		}
	}
	for _, v := range run(t, w, 0, &lever.Merger{From: w.Start, Firms: []string{"motor", "wagen"}}) {
		motor, wagen := v.Books[indexOf(&v, "motor")], v.Books[indexOf(&v, "wagen")]
		burn := wagen.Overhead + motor.Overhead - wagen.Gross - motor.Gross
		if want := w.Money.Runway * burn; burn > 0 && !close(motor.Cash, want, 1e-9, 0) {
			t.Fatalf("%v: motor and wagen burn %g $bn a month and hold %g, want %g months of it: %g", v.AsOf, burn, motor.Cash, w.Money.Runway, want)
		}
	}
}

// TestResearchIsPaidFromOnePurse: a lab that nobody would fund goes on when a
// rich one has bought it, and what it spends the buyer does not have.
func TestResearchIsPaidFromOnePurse(t *testing.T) {
	w := still()
	w.Money.Issue = 0
	for i := range w.Firms[:2] {
		f := &w.Firms[i]
		f.Backer, f.Cash = 0, [2]float64{2, 0}[i]
	}
	last := len(run(t, w, 0)) - 1
	apart, joined := run(t, w, 0), run(t, w, 0, &lever.Merger{From: w.Start, Firms: []string{"west-1", "west-2"}})
	spent := func(months []undercut.View, firm int) (sum float64) {
		for _, v := range months[:last] {
			sum += v.Books[firm].Research
		}
		return sum
	}
	if a, b := spent(apart, 1), spent(joined, 1); !(b > a) {
		t.Errorf("west-2 spends %g $bn on research when west-1 has bought it, %g alone: it must be more", b, a)
	}
	if a, b := spent(apart, 0), spent(joined, 0); !(b < a) {
		t.Errorf("west-1 spends %g $bn on research once it shares its purse, %g alone: it must be less", b, a)
	}
}

// TestABoughtLabJoinsTheGroup: makers of the buyer's group build in at once
// what the bought lab has.
func TestABoughtLabJoinsTheGroup(t *testing.T) {
	const month = 20
	w := still()
	w.Links[0].ClosedDelay, w.Links[0].OpenHome, w.Links[0].OpenForeign = 60, 60, 60
	for i := range w.Firms {
		switch f := &w.Firms[i]; f.Name {
		case "west-1":
			f.Group, f.Lab.Deficit = "house", -3
		case "motor":
			f.Group = "house"
		}
	}
	apart := run(t, w, 0)
	joined := run(t, w, 0, &lever.Merger{From: w.Start + month, Firms: []string{"west-1", "west-2"}})
	for i, was := range apart[month].Rows {
		if v := &apart[month]; v.Firms[was.Firm].Name == "motor" {
			if now := joined[month].Rows[i]; !(now.Quality > was.Quality) {
				t.Errorf("motor in %s: worth of its AI %g when a better lab joins its group, %g before: it must rise", v.Blocs[was.Market].Name, now.Quality, was.Quality)
			}
		}
	}
}

// ruin gives a firm fixed costs that it cannot carry.
func ruin(w *market.World, name string) {
	for i := range w.Firms {
		if f := &w.Firms[i]; f.Name == name {
			f.Cash, f.Fixed, f.Backer = 1, 400, 0
		}
	}
}

// TestLabsOfOneOwnerSeeEachOther: a lab that was behind is not, after its first
// release under one owner, even where nothing can be copied for years.
func TestLabsOfOneOwnerSeeEachOther(t *testing.T) {
	w := still()
	w.Technology.LagDistil, w.Technology.LagOpen = 48, 48
	for i := range w.Firms[:2] {
		w.Firms[i].Cash = 1e5 // research is what is planned
	}
	w.Firms[1].Lab.Research = 0.1 * w.Firms[0].Lab.Research
	gap := func(v undercut.View) float64 { return v.Books[0].Best - v.Books[1].Best }
	apart := run(t, w, 0)
	joined := run(t, w, 0, &lever.Merger{From: w.Start + 6, Firms: []string{"west-1", "west-2"}})
	if a, b := gap(apart[30]), gap(joined[30]); !(b < a) {
		t.Errorf("west-2 is %g decades behind west-1, which bought it two years ago; without that %g: it must have caught up", b, a)
	}
}

// TestABailoutKeepsAFirm: its cash is never short, the state pays what was
// missing and no more, and those who would have been rid of it earn less.
func TestABailoutKeepsAFirm(t *testing.T) {
	w := still()
	ruin(w, "kuai")
	left := run(t, w, 0)
	kuai := indexOf(&left[0], "kuai")
	kept := run(t, w, 0, &lever.Bailout{Window: lever.Window{From: w.Start}, By: "east", Firms: []string{"kuai"}})
	end := len(left) - 1
	if left[end].Books[kuai].Alive || !kept[end].Books[kuai].Alive {
		t.Fatalf("kuai lives at the end without a bailout: %v, with one: %v", left[end].Books[kuai].Alive, kept[end].Books[kuai].Alive)
	}
	for _, v := range kept {
		b := v.Books[kuai]
		if b.Cash < 0 || b.Grant > 0 && b.Cash != 0 {
			t.Fatalf("%v: kuai is granted %g $bn and has %g: what is missing is paid, no more", v.AsOf, b.Grant, b.Cash)
		}
		if !(v.States[east].Subsidy >= b.Grant) {
			t.Fatalf("%v: kuai is granted %g $bn, the subsidies of its state are %g", v.AsOf, b.Grant, v.States[east].Subsidy)
		}
	}
	for i := range left[end].Books {
		if v := &left[end]; v.Firms[i].Segment == car && i != kuai && v.Books[i].Alive {
			sum := 0.0
			for k := range left {
				sum += kept[k].Books[i].Gross - left[k].Books[i].Gross
			}
			if !(sum < 0) {
				t.Errorf("%s earns %g $bn more over the years when kuai is kept alive: it must earn less", v.Firms[i].Name, sum)
			}
		}
	}
}
