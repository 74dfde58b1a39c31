package market_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// Laws of the moves of firms, chip makers and investors: what each does, with
// its sign, against the same future without it.

func firmNamed(t testing.TB, v undercut.View, name string) int {
	t.Helper()
	for i := range v.Firms {
		if v.Firms[i].Name == name {
			return i
		}
	}
	t.Fatalf("no firm %s", name)
	return -1
}

// rich is still with more money than labs can spend.
func rich() *market.World {
	w := still()
	w.Money.Pool, w.Money.Issue = 1e6, 5
	w.Money.ResearchEnd, w.Money.ResearchStart = 5, 10
	for i := range w.Firms {
		if w.Firms[i].Lab != nil {
			w.Firms[i].Cash, w.Firms[i].Backer = 1e4, 1e4
		}
	}
	return w
}

// A lever on research multiplies the plan while it is in force and leaves it
// as it was; a better paid plan makes a better model.
func TestResearchIsThePlanTimesTheLever(t *testing.T) {
	w := rich()
	const from, to = 10, 30
	base := run(t, w, 0)
	lab := firmNamed(t, base[0], "west-1")
	for _, factor := range []float64{0, 0.3, 3} {
		on := lever.Window{From: w.Start + from, To: w.Start + to}
		months := run(t, w, 0, &lever.Research{Window: on, Firms: []string{"west-1"}, Factor: factor})
		for k := range months {
			want := base[k].Books[lab].Research
			if k >= from && k < to {
				want *= factor
			}
			if got := months[k].Books[lab].Research; !close(got, want, 1e-12, 0) {
				t.Fatalf("%v: research at %g times the plan is %g $bn, want %g", months[k].AsOf, factor, got, want)
			}
		}
		now, was := months[to].Books[lab].Best, base[to].Books[lab].Best
		if factor > 1 && !(now > was) || factor < 1 && !(now < was) {
			t.Errorf("after %g times the research its best model has quality %g, without %g", factor, now, was)
		}
	}
}

// What cannot be paid for is not spent, however large the plan.
func TestMoneyBoundsAnAmbitiousPlan(t *testing.T) {
	w := still()
	w.Money.Pool = 1
	on := lever.Window{From: w.Start}
	eight := run(t, w, 0, &lever.Research{Window: on, Segment: "talk", Factor: 8})
	ten := run(t, w, 0, &lever.Research{Window: on, Segment: "talk", Factor: 10})
	plain := run(t, w, 0)
	for i, f := range plain[0].Firms {
		if f.Layer == undercut.Model && eight[0].Books[i].Research != plain[0].Books[i].Research {
			t.Errorf("%s spends %g $bn in its first month, %g without the lever: only its plan is paid for by then", f.Name, eight[0].Books[i].Research, plain[0].Books[i].Research)
		}
	}
	lab := firmNamed(t, ten[0], "east-1")
	if a, b := eight[20].Books[lab].Research, ten[20].Books[lab].Research; !close(a, b, 0.02, 0) {
		t.Errorf("a lab without money spends %g $bn at 8 times its plan and %g at 10 times: money must bound both", a, b)
	}
}

// Backing comes whatever the pool does and is counted as funding.
func TestBackingIsMoneyBesideThePool(t *testing.T) {
	w := still()
	w.Money.Pool = 0
	const from, amount = 6, 1.2
	base := run(t, w, 0)
	months := run(t, w, 0, &lever.Backing{Window: lever.Window{From: w.Start + from}, Firms: []string{"east-1", "che"}, Amount: amount})
	same(t, "before the backing", months[:from], base[:from])
	lab, maker := firmNamed(t, base[0], "east-1"), firmNamed(t, base[0], "che")
	for k := from; k < len(months); k++ {
		for i, b := range months[k].Books {
			want := 0.0
			if f := months[k].Firms[i]; b.Alive && (i == lab || i == maker) {
				want = amount / 12
			} else if f.Layer != undercut.Model {
				continue
			}
			if !close(b.Funding, want, 1e-12, 1) {
				t.Fatalf("%v: %s raises %g $bn with an empty pool, want %g", months[k].AsOf, months[k].Firms[i].Name, b.Funding, want)
			}
		}
	}
}

// A poor lab spends what a backer gives in the month in which it comes, and
// investors who bound research by revenue let it be spent.
func TestBackingIsSpentAtOnce(t *testing.T) {
	const month, amount, backer = 12, 0.02, 0.1
	poor, bound := still(), rich()
	poor.Money.Pool = 0
	poor.Money.CapFrom = poor.End + 1
	bound.Money.ResearchStart, bound.Money.ResearchEnd, bound.Money.CapFrom = 0, 0, bound.Start
	for i := range bound.Firms {
		bound.Firms[i].Backer = backer
	}
	for _, w := range []*market.World{poor, bound} {
		w.Prestige = nil
		plan := func() lever.Lever { // more than can be paid
			return &lever.Research{Window: lever.Window{From: w.Start}, Firms: []string{"east-1"}, Factor: 10}
		}
		base := run(t, w, 0, plan())
		lab := firmNamed(t, base[0], "east-1")
		months := run(t, w, 0, plan(), &lever.Backing{Window: lever.Window{From: w.Start + month}, Firms: []string{"east-1"}, Amount: amount})
		more, want := months[month].Books[lab].Research-base[month].Books[lab].Research, amount/12
		if !close(more, want, 1e-9, 0) {
			t.Errorf("backing of %g $bn a month moves research by %g", want, more)
		}
	}
}

// A boom or drought of the pool scales what can be raised: nothing at 0, never
// more than factor times the pool.
func TestADroughtScalesThePool(t *testing.T) {
	w := small()
	w.Money.Pool = 3
	raised := func(factor float64) (sum float64) {
		for _, v := range run(t, w, 0, &lever.Capital{Window: lever.Window{From: w.Start}, Factor: factor}) {
			years, growth := float64(v.AsOf-w.Money.PoolDate)/12, w.Money.PoolGrowth
			if years < 0 {
				growth = w.Money.PoolRamp
			}
			month := 0.0
			for i, b := range v.Books {
				if v.Firms[i].Layer == undercut.Model {
					month += b.Funding
				}
			}
			if pool := factor * w.Money.Pool * math.Exp(growth*years) / 12; month > pool*(1+1e-12) {
				t.Fatalf("%v: labs raise %g $bn of a pool of %g", v.AsOf, month, pool)
			}
			sum += month
		}
		return sum
	}
	none, drought, usual := raised(0), raised(0.3), raised(1)
	if none != 0 || !(drought > 0.1*usual && drought < 0.5*usual) {
		t.Errorf("labs raise %g $bn without a pool, %g in a drought to 0.3, %g as usual", none, drought, usual)
	}
}

// offers counts a lab's offers of a tier and licence anywhere.
func offers(v undercut.View, firm int, tier undercut.Tier, l undercut.Licence) (n int) {
	for _, r := range v.Rows {
		if r.Firm == firm && r.Tier == tier && r.Licence == l {
			n++
		}
	}
	return n
}

// A closed lab that sells one tier lists nothing else, and lists both again
// when the lever ends: its flagship then is the one it has trained meanwhile.
func TestALabSellsTheTierItChose(t *testing.T) {
	w := still()
	const from, to = 12, 40
	base := run(t, w, 0)
	lab := firmNamed(t, base[0], "west-1")
	for _, c := range []struct {
		tier      string
		kept, off undercut.Tier
	}{{"flagship", undercut.Flagship, undercut.Small}, {"small", undercut.Small, undercut.Flagship}} {
		on := lever.Window{From: w.Start + from, To: w.Start + to}
		months := run(t, w, 0, &lever.Tier{Window: on, Firms: []string{"west-1"}, Tier: c.tier})
		same(t, "before the lever", months[:from], base[:from])
		for k := from; k < to; k++ {
			if n := offers(months[k], lab, c.off, undercut.Closed); n > 0 {
				t.Fatalf("%v: %d offers of a tier that the lab does not sell", months[k].AsOf, n)
			}
			if n := offers(months[k], lab, c.kept, undercut.Closed); n == 0 {
				t.Fatalf("%v: no offer of the tier that the lab sells, %s", months[k].AsOf, c.tier)
			}
		}
		if n := offers(months[to], lab, c.off, undercut.Closed); n == 0 {
			t.Errorf("%v: the other tier does not come back when the lever ends", months[to].AsOf)
		}
		if was, now := months[from-1].Books[lab].Best, months[to].Books[lab].Best; !(now > was) {
			t.Errorf("two years of %s only end at quality %g, they began at %g: the lab trains on", c.tier, now, was)
		}
	}
}

// What is not sold cannot be copied: followers of labs that sell small models
// only are behind.
func TestNobodyCopiesWhatIsNotSold(t *testing.T) {
	w := rich()
	w.Technology.FollowCost = 0.001 // what is seen can be copied in full
	for i := range w.Firms {
		if l := w.Firms[i].Lab; l != nil && w.Firms[i].Bloc == "east" {
			l.Research /= 10
		}
	}
	base := run(t, w, 0)
	months := run(t, w, 0, &lever.Tier{Window: lever.Window{From: w.Start}, Firms: []string{"west-1", "west-2"}, Tier: "small"})
	for _, name := range []string{"east-1", "east-2"} {
		lab := firmNamed(t, base[0], name)
		if now, was := months[40].Books[lab].Best, base[40].Books[lab].Best; !(now < was-0.3) {
			t.Errorf("%s has quality %g where leaders sell small models only, %g where they sell all: it must copy less", name, now, was)
		}
	}
}

// Open weights that are out stay with hosts though their owner sells them no
// more; what it holds back is in nobody's hands until it comes out.
func TestWeightsThatAreOutStayOutAndOthersWait(t *testing.T) {
	w := still()
	const from, to = 12, 40
	on := lever.Window{From: w.Start + from, To: w.Start + to}
	base := run(t, w, 0)
	months := run(t, w, 0, &lever.Tier{Window: on, Firms: []string{"east-1"}, Tier: "small"})
	lab := firmNamed(t, base[0], "east-1")
	best := math.Inf(-1) // of the flagships that are out
	for _, r := range months[from-1].Rows {
		if r.Firm == lab {
			best = max(best, r.Quality)
		}
	}
	for k := from; k < to; k++ {
		hosted := false
		for _, r := range months[k].Rows {
			if r.Firm != lab || r.Tier == undercut.Small {
				continue
			}
			hosted = true
			if r.Quality != best {
				t.Fatalf("%v: a flagship of quality %g is out, the lever held back all after %g", months[k].AsOf, r.Quality, best)
			}
			if want := w.Technology.Royalty * (r.Hosted + r.Revenue); !close(r.Revenue, want, 1e-9, 1e-12) {
				t.Fatalf("%v: the owner has %g $bn of what it does not sell, its royalty is %g", months[k].AsOf, r.Revenue, want)
			}
		}
		if !hosted {
			t.Fatalf("%v: weights that were out are gone", months[k].AsOf)
		}
	}
	if out := months[to].Books[lab].BestOpen; !(out > best+0.5) {
		t.Errorf("after the lever its best open weights have quality %g, held at %g before: what was held back must come out", out, best)
	}
	both := run(t, w, 0, &lever.Tier{Window: on, Firms: []string{"east-1", "east-2"}, Tier: "small"})
	if both[to].States[1].News == 0 {
		t.Error("weights that come out after a long hold are no news")
	}
	forbidden := run(t, w, 0, &lever.Tier{Window: on, Firms: []string{"east-1"}, Tier: "small"},
		&lever.Licence{Window: lever.Window{From: w.Start + to}, Firms: []string{"east-1"}, Licence: "closed"})
	if n := offers(forbidden[to], lab, undercut.Flagship, undercut.Closed); n == 0 {
		t.Error("what was held back does not come out closed though the licence of releases is closed by then")
	}
}

// Makers cannot license a flagship that is not on the list.
func TestWhatIsNotSoldIsNotLicensed(t *testing.T) {
	w := still()
	w.Links = w.Links[:1]
	w.Links[0].Surplus = 0
	names := []string{"west-1", "west-2", "east-1", "east-2"}
	for i := range w.Firms {
		if l := w.Firms[i].Lab; l != nil {
			l.Licence = "closed"
		}
	}
	on := lever.Window{From: w.Start}
	base, months := run(t, w, 0), run(t, w, 0, &lever.Tier{Window: on, Firms: names, Tier: "small"})
	moved := false
	for k := range base {
		for i, r := range base[k].Rows {
			moved = moved || r.Segment == car && base[k].Rows[i].Quality != 0
		}
		for _, r := range months[k].Rows {
			if r.Segment == car && r.Quality != 0 {
				t.Fatalf("%v: a car of %s has AI worth %g utils, and no flagship is for sale", months[k].AsOf, months[k].Firms[r.Firm].Name, r.Quality)
			}
		}
	}
	if !moved {
		t.Error("cars have no AI where flagships are for sale: this test sees nothing")
	}
}

// A list price does not outlive the time in which nothing is sold at it.
func TestAListPriceThatComesBackIsSetAnew(t *testing.T) {
	w := still()
	const from, to = 13, 16 // between two releases
	on := lever.Window{From: w.Start + from, To: w.Start + to}
	for s := range w.Segments {
		w.Segments[s].ValidMonths = 24
	}
	for _, c := range []struct {
		lever lever.Lever
		bloc  string
	}{
		{&lever.Niche{Window: on, Firms: []string{"west-1"}, Blocs: []string{"west"}}, "south"},
		{&lever.Tier{Window: on, Firms: []string{"west-1"}, Tier: "small"}, "west"},
	} {
		months := run(t, w, 0, c.lever)
		before, after := rowOf(t, months[from-1], "west-1", c.bloc, 0), rowOf(t, months[to], "west-1", c.bloc, 0)
		if after.Price == before.Price || after.Quality != before.Quality {
			t.Errorf("%T: the list price in %s comes back at $%g for quality %g, as it was: $%g and %g; want another for the same", c.lever, c.bloc, after.Price, after.Quality, before.Price, before.Quality)
		}
	}
}

// A firm in a niche sells there alone. Its rivals gain where it left; hosts go
// on with its weights, for their own account.
func TestANicheLeavesTheRestToRivals(t *testing.T) {
	w := still()
	const month = 20
	on := lever.Window{From: w.Start + month}
	base := run(t, w, 0)
	for _, name := range []string{"west-1", "motor"} {
		months := run(t, w, 0, &lever.Niche{Window: on, Firms: []string{name}, Blocs: []string{"west"}})
		same(t, "before the niche", months[:month], base[:month])
		me := firmNamed(t, base[0], name)
		for k := month; k < len(months); k++ {
			for _, r := range months[k].Rows {
				if r.Firm == me && months[k].Blocs[r.Market].Name != "west" {
					t.Fatalf("%v: %s sells outside its niche, in %s", months[k].AsOf, name, months[k].Blocs[r.Market].Name)
				}
			}
		}
		for _, was := range base[month].Rows {
			if was.Segment != base[month].Firms[me].Segment || was.Firm == me || base[month].Blocs[was.Market].Name == "west" {
				continue
			}
			now := rowOf(t, months[month], base[month].Firms[was.Firm].Name, base[month].Blocs[was.Market].Name, was.Tier)
			if !(now.Share > was.Share) {
				t.Errorf("where %s left %s has share %g, before %g: it must gain", name, base[month].Firms[was.Firm].Name, now.Share, was.Share)
			}
		}
	}
	months := run(t, w, 0, &lever.Niche{Window: on, Firms: []string{"east-1"}, Blocs: []string{"east"}})
	r := rowOf(t, months[month], "east-1", "south", undercut.Flagship)
	if want := w.Technology.Royalty * (r.Hosted + r.Revenue); r.Licence != undercut.Open || !(r.Units > 0) || !close(r.Revenue, want, 1e-9, 0) {
		t.Errorf("open weights outside their owner's niche: %+v; want hosts to sell them and the owner to have the royalty %g", r, want)
	}
}

// The first month of a chip price, in closed form: compute is dearer by
// e^(chip_share Σ share ln x) in each bloc, capability lower by its log, and
// the maker's unit cost stays.
func TestAChipPriceInClosedForm(t *testing.T) {
	const factor = 2
	w := still()
	base := run(t, w, 0)
	months := run(t, w, 0, &lever.ChipPrice{Window: lever.Window{From: w.Start}, Firms: []string{"gpu"}, Factor: factor})
	gpu := firmNamed(t, base[0], "gpu")
	dear := func(bloc int) float64 { return math.Pow(factor, w.Compute.ChipShare*w.Firms[gpu].Chips.Share[bloc]) }
	for i, was := range base[0].Rows {
		now := months[0].Rows[i]
		home := base[0].Firms[was.Firm].Bloc
		if was.Segment != talk {
			continue
		}
		if drop := was.Quality - now.Quality; !close(drop, math.Log10(dear(home)), 1e-9, 0) {
			t.Errorf("the same dollars make %s %g decades worse, want %g", base[0].Firms[was.Firm].Name, drop, math.Log10(dear(home)))
		}
		serving := home
		if was.Licence == undercut.Open {
			serving = was.Market
		}
		smaller := math.Pow(dear(home), -w.Technology.ServeScale) // it was trained with less
		unit := w.Technology.TokenCost
		if got, want := (now.Cost-unit)/(was.Cost-unit), dear(serving)*smaller; !close(got, want, 1e-9, 0) {
			t.Errorf("a token of %s costs %g times as much to serve, want %g", base[0].Firms[was.Firm].Name, got, want)
		}
	}
	for k, v := range months {
		b := v.Books[gpu]
		if want := 1 - (1-w.Firms[gpu].Chips.Margin)/factor; !close(b.Gross/b.Revenue, want, 1e-9, 0) {
			t.Fatalf("%v: at %d times the price its margin is %g, want %g", v.AsOf, factor, b.Gross/b.Revenue, want)
		}
		if k > 24 {
			break
		}
	}
}

// compute is the price of compute in a bloc at the end of a future.
func compute(months []undercut.View, bloc int) float64 {
	return months[len(months)-1].States[bloc].Compute
}

// An embargo moves a bloc's purchases to the makers that are left, who learn
// by it and wear an export control down faster; dear home chips do the reverse.
func TestAnEmbargoSellsHomeChips(t *testing.T) {
	const east = 1
	w := still()
	w.Blocs[east].ServeCap = math.NaN()
	on := lever.Window{From: w.Start}
	control := func() lever.Lever { return &lever.ExportControl{Window: on, On: "east", Train: 3, Serve: 3} }
	base := run(t, w, 0, control())
	embargo := run(t, w, 0, control(), &lever.Embargo{Window: on, Firms: []string{"gpu"}, On: "east"})
	gpu, npu := firmNamed(t, base[0], "gpu"), firmNamed(t, base[0], "npu")
	b, e := base[0].Books, embargo[0].Books
	if before, after := b[gpu].Revenue+b[npu].Revenue, e[gpu].Revenue+e[npu].Revenue; !close(before, after, 1e-9, 0) {
		t.Errorf("both makers sell for %g $bn before and %g after the embargo: the bloc buys the same", before, after)
	}
	if !(e[gpu].Revenue < b[gpu].Revenue) {
		t.Errorf("who keeps away sells for %g $bn, before %g", e[gpu].Revenue, b[gpu].Revenue)
	}
	if got, was := compute(embargo, east), compute(base, east); !(got < was) {
		t.Errorf("under control and embargo compute costs %g at the end, under control alone %g: home chips must learn faster", got, was)
	}
	dear := run(t, w, 0, control(), &lever.ChipPrice{Window: on, Firms: []string{"npu"}, Factor: 4})
	price := math.Pow(4, w.Compute.ChipShare*w.Firms[npu].Chips.Share[east])
	if got, was := compute(dear, east)/price, compute(base, east); !(got > 1.1*was) {
		t.Errorf("where home chips cost fourfold the rest of compute's price is %g, before %g: fewer chips teach less", got, was)
	}
}

// The price of those who are left is the price of all chips.
func TestChipPricesWeighByWhatIsSold(t *testing.T) {
	w := still()
	on := lever.Window{From: w.Start}
	gone := func() lever.Lever { return &lever.Embargo{Window: on, Firms: []string{"gpu"}, On: "east"} }
	base, months := run(t, w, 0, gone()), run(t, w, 0, gone(), &lever.ChipPrice{Window: on, Firms: []string{"npu"}, Factor: 2})
	if got, want := months[0].States[1].Compute/base[0].States[1].Compute, math.Pow(2, w.Compute.ChipShare); !close(got, want, 1e-12, 0) {
		t.Errorf("where the only seller doubles its price compute costs %g times as much, want %g", got, want)
	}
}

// Where no maker of the model sells, purchases go elsewhere and books balance.
func TestAnEmbargoByAll(t *testing.T) {
	w := still()
	on := lever.Window{From: w.Start}
	months := run(t, w, 0, &lever.Embargo{Window: on, Firms: []string{"gpu", "npu"}, On: "east"}, &lever.ChipPrice{Window: on, Firms: []string{"gpu"}, Factor: 2})
	plain := run(t, w, 0, &lever.ChipPrice{Window: on, Firms: []string{"gpu"}, Factor: 2})
	npu := firmNamed(t, months[0], "npu")
	if r := months[3].Books[npu].Revenue; r != 0 {
		t.Errorf("a maker that sells in one bloc only has %g $bn of sales under its own embargo", r)
	}
	if got, was := months[0].States[1].Compute, plain[0].States[1].Compute; !(got < was) {
		t.Errorf("compute costs %g where nobody of the model sells chips, %g where a dear maker does: its price must not reach there", got, was)
	}
}

// An alliance is a common owner for a time.
func TestAnAllianceIsAGroupForATime(t *testing.T) {
	group, apart := still(), still()
	for _, w := range []*market.World{group, apart} {
		w.Links[0].Surplus = 0.3
		for i := range w.Firms {
			w.Firms[i].Group = ""
		}
	}
	for i := range group.Firms {
		if n := group.Firms[i].Name; n == "west-1" || n == "motor" {
			group.Firms[i].Group = "one"
		}
	}
	const to = 24
	on := lever.Window{From: apart.Start, To: apart.Start + to}
	allied := run(t, apart, 0, &lever.Alliance{Window: on, Firms: []string{"motor", "west-1"}})
	same(t, "allied from the start", allied[:to], run(t, group, 0)[:to])
	alone := run(t, apart, 0)
	if a, b := rowOf(t, allied[2], "west-1", "west", 0), rowOf(t, alone[2], "west-1", "west", 0); !(a.Price < b.Price) {
		t.Errorf("a lab allied with a car maker asks $%g, alone $%g: it must ask less", a.Price, b.Price)
	}
	if fmt.Sprint(run(t, group, 0)[to]) == fmt.Sprint(allied[to]) {
		t.Error("an alliance that has ended goes on")
	}
}
