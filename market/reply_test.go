package market_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// Licences and prices in the spend form, which has no closed forms, against
// brute force: what a lab weighs is added up by hand from the rows of the
// panel, in futures that differ in the licence of one release only.

// arena draws a small world in the spend form: two to four labs in two blocs,
// makers of robots that gain from models, some in a lab's group. Nothing grows,
// so that a month differs from the one before by the release in it. The last
// lab starts two months late and releases alone.
func arena(t *rapid.T, types int) *market.World {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	nan := math.NaN()
	bloc := func(of string) string { return rapid.SampledFrom([]string{"west", "east"}).Draw(t, of) }
	w := &market.World{
		Name: "arena", Start: undercut.Date(2023, 1), End: undercut.Date(2023, 10),
		Blocs: []market.Bloc{{Name: "west", ServeCost: 1, ServeCap: nan}, {Name: "east", ServeCost: f("cost of serving in the east", 0.8, 1.5), ServeCap: nan}},
		Segments: []market.Segment{
			{
				Name: "talk", Layer: "model", Form: "spend", Size: 100, Buyers: market.ByBloc{0.6, 0.4}, ValidMonths: 1,
				Sigma: f("sigma", 0, 0.6), SigmaOpen: nan, Elasticity: nan, PriceSlope: nan, Home: f("home", 0, 0.5),
				Hosts: &market.Hosts{FirstParty: f("first party", 0, 0.6), MarginStart: 0.1, MarginEnd: 0.1, Months: 1, Spread: 1},
				Craft: &market.Craft{Algorithms: nan, Reference: nan, LagDistil: nan, LagOpen: nan, FollowCost: nan, ServeStart: nan, UnitCost: nan, Flagship: 1},
			},
			{
				Name: "robot", Layer: "device", Form: "unit", Size: f("robots", 1, 100), Buyers: market.ByBloc{0.5, 0.5}, ValidMonths: 1,
				SigmaOpen: nan, Elasticity: nan, PriceSlope: 0.001,
			},
		},
		Links: []market.Link{{
			From: "talk", To: "robot", Payer: "maker", Worth: f("worth", 0, 0.5), Distrust: market.ByBloc{0, 0}, Threat: 1, ClosedDelay: 60, Surplus: f("gamma", 0, 3),
		}},
		Technology: &market.Technology{
			ResearchGrow: 0.8, ListedUntil: undercut.Date(2023, 1), RunShare: 0.1, Reference: 0.05, FollowCost: 1, ReleaseMin: 6, ReleaseMax: 6,
			SmallCost: 1, ServeStart: 5, Royalty: f("royalty", 0, 0.2), TrustAbroad: market.ByBloc{f("distrust of the west", 0, 1), f("distrust of the east", 0, 2)},
		},
		Strategy: &market.Strategy{
			Coordination: market.ByBloc{f("coordination in the west", 0, 1), f("coordination in the east", 0, 1)},
			Weight:       market.ByBloc{f("prestige in the west", 0, 5), f("prestige in the east", 0, 20)},
			Joint:        float64(rapid.IntRange(0, 1).Draw(t, "joint")),
		},
		Asymmetries: market.Asymmetries{Trust: 1},
		Variants:    market.Variants{BestReply: 1},
	}
	for r := range types {
		w.Segments[0].Types = append(w.Segments[0].Types, market.Type{
			Name: fmt.Sprint(r), Weight: 1 / float64(types), Price: f("price", 0.5, 2.5), Taste: f("taste", 0.5, 1.5), Satiation: 5,
		})
	}
	if rapid.Bool().Draw(t, "chips") {
		w.Compute = &market.Compute{ChipShare: f("share of chips", 0.2, 1), OtherBuyers: market.ByBloc{0, 0}, HomeScale: 1}
		w.Segments = append(w.Segments, market.Segment{Name: "chips", Layer: "compute", SigmaOpen: nan, Elasticity: nan, PriceSlope: nan})
	}
	labs := rapid.IntRange(2, 4).Draw(t, "labs")
	for i := range labs {
		firm := market.Firm{
			Name: fmt.Sprint("lab-", i), Bloc: bloc("bloc of a lab"), Segment: "talk", Group: fmt.Sprint("group-", i), Cash: 1e6, Fixed: 0,
			Lab: &market.Lab{Licence: rapid.SampledFrom([]string{"open", "closed"}).Draw(t, "licence"), Research: f("research", 0.2, 3), Brand: f("brand", -1, 1), Serve: f("serve", 0.5, 1.5)},
		}
		if i == labs-1 {
			firm.Start = w.Start + 2
		}
		w.Firms = append(w.Firms, firm)
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "makers") {
		w.Firms = append(w.Firms, market.Firm{
			Name: fmt.Sprint("robots-", i), Bloc: bloc("bloc of a maker"), Segment: "robot", Cash: 1e6, Fixed: 0,
			Group: fmt.Sprint("group-", rapid.IntRange(0, 5).Draw(t, "group of a maker")),
			Maker: &market.Maker{
				Price: nan, UnitCost: f("cost of a robot", 500, 3000), Cumulative: 1, Brand: f("brand of robots", -1, 4),
				Units: nan, Efficiency: nan, Markup: nan, Exponent: nan, Reference: nan, Conduct: nan,
			},
		})
	}
	for i := range 2 * (len(w.Segments) - 2) {
		share := market.ByBloc{0.7, 0.2}
		if i == 1 {
			share = market.ByBloc{0.3, 0.8}
		}
		w.Firms = append(w.Firms, market.Firm{
			Name: fmt.Sprint("chips-", i), Bloc: w.Blocs[i].Name, Segment: "chips", Group: fmt.Sprint("chips-", i), Cash: 1e6, Fixed: 0,
			Chips: &market.ChipMaker{Margin: f("margin of chips", 0.1, 0.8), Share: share, End: share, Years: 1},
		})
	}
	return w
}

// forced runs a world with the licence of a lab's releases forced in one month.
func forced(t testing.TB, w *market.World, lab int, at undercut.Month, to market.Switch) []undercut.View {
	t.Helper()
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Reset(w, 1, 0); err != nil {
		t.Fatal(err)
	}
	p := m.NewPolicy()
	var months []undercut.View
	for month := w.Start; month <= w.End; month++ {
		p.Reset()
		if month == at {
			p.Licence[lab] = to
		}
		if err := m.Step(&p); err != nil {
			t.Fatal(err)
		}
		months = append(months, copyView(m.View()))
	}
	return months
}

// care is what a dollar of firm k weighs for firm i, by the page.
func care(w *market.World, i, k int) float64 {
	a, b := &w.Firms[i], &w.Firms[k]
	switch {
	case i == k || a.Group == b.Group:
		return 1
	case a.Bloc == b.Bloc:
		return w.Strategy.Coordination[blocOf(w, a.Bloc)]
	}
	return 0
}

func blocOf(w *market.World, name string) int {
	for b := range w.Blocs {
		if w.Blocs[b].Name == name {
			return b
		}
	}
	return -1
}

// weighed adds up by hand what a month is worth to a lab, $bn: own profit,
// coordination times the profit of its bloc's firms and hosts, and prestige
// times the bloc's share of use abroad.
func weighed(w *market.World, v undercut.View, lab int) float64 {
	sum, ours, all := 0.0, 0.0, 0.0
	mine := blocOf(w, w.Firms[lab].Bloc)
	for _, r := range v.Rows {
		sum += care(w, lab, r.Firm) * r.Profit
		if r.Market == mine {
			sum += w.Strategy.Coordination[mine] * r.HostPro
		}
		if r.Segment == 0 && r.Market != mine {
			if all += r.Units; v.Firms[r.Firm].Bloc == mine {
				ours += r.Units
			}
		}
	}
	for k, b := range v.Books {
		if w.Firms[k].Chips != nil {
			sum += care(w, lab, k) * b.Gross
		}
	}
	return sum + w.Strategy.Weight[mine]/12*ours/all
}

// The licence that a lab takes is the one whose month is worth more to it.
func TestTheLicenceTakenIsTheBetterOne(t *testing.T) {
	taken := map[undercut.Licence]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := arena(rt, rapid.IntRange(1, 2).Draw(rt, "types"))
		lab := 0
		for i := range w.Firms {
			if w.Firms[i].Start > w.Start {
				lab = i
			}
		}
		own := run(t, w, 0)
		for _, month := range []int{2, 8} {
			at := w.Start + undercut.Month(month)
			worth := map[undercut.Licence]float64{}
			for licence, to := range map[undercut.Licence]market.Switch{undercut.Open: market.ForceOpen, undercut.Closed: market.ForceClosed} {
				v := forced(t, w, lab, at, to)[month]
				if r := rowOf(t, v, w.Firms[lab].Name, "west", 0); r.Licence != licence {
					rt.Fatalf("the lab releases %v, it was to be %v", r.Licence, licence)
				}
				worth[licence] = weighed(w, v, lab)
			}
			got := rowOf(t, own[month], w.Firms[lab].Name, "west", 0).Licence
			other := undercut.Open + undercut.Closed - got
			if loss := worth[other] - worth[got]; loss > 1e-6*math.Abs(worth[got]) {
				rt.Fatalf("in month %d the lab takes %v, worth $%.9gbn a month to it, where %v is worth $%.9gbn", month, got, worth[got], other, worth[other])
			}
			taken[got]++
		}
	})
	t.Log(taken)
}

// tried is what a lab's price in a bloc moves, at another one: profit on its
// model and, where prices mind the complement, care times that of makers,
// whose prices are held. Weights of what buyers choose among are odds against
// going without, which the panel has; a model at another price weighs
// (p/price)^-a as much, and robots e^(gamma L), L = ln of the sum of weights.
func tried(w *market.World, v undercut.View, own undercut.Row, price float64) float64 {
	sum, moved := 1.0, 1.0
	weight := own.Share / own.Outside * math.Pow(price/own.Price, -w.Segments[0].Types[0].Price)
	for _, r := range v.Rows {
		if r.Segment != 0 || r.Market != own.Market {
			continue
		}
		sum += r.Share / r.Outside
		if r == own {
			moved += weight
		} else {
			moved += r.Share / r.Outside
		}
	}
	budget := own.Revenue / own.Share
	total := budget * weight / moved * (1 - own.Cost/price)
	if w.Strategy.Joint == 0 {
		return total
	}
	lift := math.Pow(moved/sum, w.Links[0].Surplus)
	all, then := 1.0, 1.0
	for _, r := range v.Rows {
		if r.Segment == 1 && r.Market == own.Market {
			all, then = all+r.Share/r.Outside, then+r.Share/r.Outside*lift
		}
	}
	for _, r := range v.Rows {
		if r.Segment == 1 && r.Market == own.Market {
			total += care(w, own.Firm, r.Firm) * r.Profit * lift * all / then
		}
	}
	return total
}

// At rest no closed price of a grid from its floor to five times as much earns
// the lab, and whom its price may mind, more than its own.
func TestTheClosedPriceIsTheBestOfAGrid(t *testing.T) {
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		w := arena(rt, 1)
		w.Segments[0].Sigma, w.Variants.BestReply = 0, 0
		w.Technology.ReleaseMin, w.Technology.ReleaseMax, w.End = 200, 200, w.Start+120
		months := run(t, w, 0)
		v := months[len(months)-1]
		for _, r := range v.Rows {
			if r.Segment != 0 || r.Licence == undercut.Open {
				continue
			}
			seen++
			own := tried(w, v, r, r.Price)
			for k := range 400 {
				price := r.Cost/2 + (5*r.Price-r.Cost/2)*float64(k)/399
				if more := tried(w, v, r, price); more > own+1e-9*math.Abs(own) {
					rt.Fatalf("%s sells at $%.9g in %s, which is worth $%.9gbn to it, at $%.9g it were $%.9gbn", v.Firms[r.Firm].Name, r.Price, v.Blocs[r.Market].Name, own, price, more)
				}
			}
		}
	})
	if seen == 0 {
		t.Error("no lab had a closed price")
	}
}

// Labs that release in one month reply to each other in an order that is
// drawn: where they stand in the file moves nothing.
func TestTheOrderOfLabsThatReplyMovesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := arena(rt, 2)
		w.End = w.Start + 13
		forwards := ledgerOf(run(t, w, 0))
		slices.Reverse(w.Firms)
		backwards := ledgerOf(run(t, w, 0))
		for _, key := range slices.Sorted(maps.Keys(forwards)) {
			for n, x := range forwards[key] {
				if y := backwards[key][n]; !close(x, y, 1e-6, 1e-3) {
					rt.Fatalf("firms listed backwards: %s, number %d is %.9g, want %.9g", key, n, y, x)
				}
			}
		}
	})
}
