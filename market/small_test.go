package market_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// small is the smallest world in which every mechanism runs: two kinds of
// model with open and closed labs, cars whose users pay for one of them, seats
// of an app that is billed by use, and chips, in three blocs. All numbers are
// made up.
func small() *market.World {
	nan := math.NaN()
	lab := func(name, bloc, licence string, research, brand float64) market.Firm {
		return market.Firm{
			Name: name, Bloc: bloc, Segment: "talk", Cash: 5, Fixed: nan, Backer: 0.3, Parent: name == "west-2",
			Lab: &market.Lab{Licence: licence, Research: research, Growth: 0.8, Brand: brand, BrandDrift: 0.05, Serve: 1, Deficit: 0.1, Value: 30},
		}
	}
	maker := func(name, bloc string, price, cost, units, sticker float64) market.Firm {
		return market.Firm{
			Name: name, Bloc: bloc, Segment: "car", Cash: nan, Fixed: nan,
			Maker: &market.Maker{
				Price: price, UnitCost: cost, Units: units, Cumulative: 3 * units, Sticker: sticker,
				Brand: nan, Efficiency: nan, Markup: nan, Exponent: nan, Reference: nan, Conduct: nan,
			},
		}
	}
	see := func(name, bloc, licence string) market.Firm {
		f := lab(name, bloc, licence, 0.2, 0)
		f.Segment = "see"
		return f
	}
	seat := func(name, bloc string, units float64, group string) market.Firm {
		f := maker(name, bloc, 240, 150, units, 0)
		f.Segment, f.Group = "seat", group
		return f
	}
	chips := func(name, bloc string, margin float64, share market.ByBloc) market.Firm {
		return market.Firm{Name: name, Bloc: bloc, Segment: "chips", Cash: 1, Fixed: nan, Chips: &market.ChipMaker{Margin: margin, Share: share, End: share, Years: 4, Value: 500}}
	}
	desk := func(f market.Firm) market.Firm {
		f.Group = "desk"
		return f
	}
	return &market.World{
		Name: "small", Start: undercut.Date(2023, 1), End: undercut.Date(2027, 12), Discount: 0.1,
		Blocs: []market.Bloc{
			{Name: "west", Western: true, ServeCost: 1, ServeCap: nan},
			{Name: "east", ServeCost: 1.1, ServeCap: 0.2, CapGrowth: 0.3},
			{Name: "south", ServeCost: 1.3, ServeCap: nan},
		},
		Segments: []market.Segment{
			{
				Name: "talk", Layer: "model", Form: "spend", Unit: "million tokens",
				Size: 300, Growth: 0.05, Buyers: market.ByBloc{0.5, 0.3, 0.2}, Dampen: 0.1,
				Types: []market.Type{
					{Name: "frontier", Weight: 0.6, Price: 0.6, Taste: 1.3, Satiation: 1, SatiationGrowth: 0.9},
					{Name: "routine", Weight: 0.4, Price: 1.2, Taste: 1, Satiation: 0.5, SatiationGrowth: 0.9},
				},
				Sigma: 0.5, SigmaOpen: 0.6, Elasticity: nan, PriceSlope: nan,
				Outside: &market.Outside{Value: 1.2, Lag: 12}, Habit: 0.8, Home: 0.4,
				Adoption: &market.Adoption{Innovation: 0.03, OpenBoost: 0.02, Imitation: 0.4, Start: 0.1},
				Reach:    &market.Reach{Mean: 4, SD: 3},
				Premium:  &market.Premium{Start: 2, Floor: 0.2, Erosion: 0.2, Recovery: 0.1, Parity: 0.5, Earn: 1.5},
				Conduct:  &market.Conduct{Start: 0.6, End: 1, Years: 2, WarRate: 0.5, WarMonths: 4, WarFactor: 0.8}, ValidMonths: 3,
				Hosts: &market.Hosts{FirstParty: 0.35, MarginStart: 0.5, MarginEnd: 0.05, Months: 9, Spread: 2},
			},
			{
				Name: "car", Layer: "device", Form: "unit", Unit: "car",
				Size: 40, Growth: 0.03, Buyers: market.ByBloc{0.4, 0.4, 0.2}, Sigma: 0.5, SigmaOpen: nan,
				Elasticity: 4, PriceSlope: nan, Home: 0.3, Habit: 0.5, ValidMonths: 3,
				Conduct:  &market.Conduct{Start: 1, End: 1, Years: 5, WarRate: 0.3, WarMonths: 6, WarFactor: 0.8},
				Learning: &market.Learning{Rate: 0.18, Spillover: 0.4, Floor: 0.3, Noise: 0.1, NoiseMA: 0.2, News: nan},
				Selling:  0.05, FixedRatio: 0.1, CashMonths: 12, Shock: 0.01,
				Entry: &market.Entry{Margin: 0.2, Rate: 0.8},
			},
			{Name: "chips", Layer: "compute", Sigma: 0, SigmaOpen: nan, Elasticity: nan, PriceSlope: nan},
			{
				Name: "see", Layer: "model", Form: "spend", Unit: "thousand images", Illustrative: true,
				Size: 20, Growth: 0.1, Buyers: market.ByBloc{0.5, 0.3, 0.2},
				Types: []market.Type{{Name: "all", Weight: 1, Price: 0.8, Taste: 1.1, Satiation: 1, SatiationGrowth: 1}},
				Sigma: 0.4, SigmaOpen: nan, Elasticity: nan, PriceSlope: nan, Outside: &market.Outside{Value: 1, Lag: 12},
				Hosts: &market.Hosts{FirstParty: 0.3, MarginStart: 0.3, MarginEnd: 0.05, Months: 6, Spread: 2},
				Craft: &market.Craft{
					Algorithms: nan, Reference: 0.02, LagDistil: nan, LagOpen: nan, FollowCost: 0.2, ServeStart: 5, UnitCost: 0.01, Flagship: 1,
				},
			},
			{
				Name: "seat", Layer: "app", Form: "unit", Unit: "seat-year", Size: 30, Growth: 0.2, Buyers: market.ByBloc{0.5, 0.3, 0.2},
				Sigma: 0.3, SigmaOpen: nan, Elasticity: 3, PriceSlope: nan, Home: 0.5, ValidMonths: 1, FixedRatio: 0.3, CashMonths: 12,
				Conduct: &market.Conduct{Start: 1, End: 1, Years: 5},
				Skill:   &market.Skill{Gain: market.ByBloc{0.2, -0.1, 0}, Years: 3},
			},
		},
		Firms: []market.Firm{
			desk(lab("west-1", "west", "closed", 1, 0.6)), lab("west-2", "west", "closed", 0.8, 0),
			lab("east-1", "east", "open", 0.3, -0.4), lab("east-2", "east", "open", 0.2, -0.6),
			maker("motor", "west", 40000, 29000, 1.5, 900), maker("wagen", "south", 36000, 20000, 1, 500),
			maker("che", "east", 22000, 16500, 2.5, 0), maker("kuai", "east", 18000, 14500, 1.2, 0),
			see("west-eye", "west", "closed"), see("east-eye", "east", "open"),
			seat("west-desk", "west", 2, "desk"), seat("east-desk", "east", 1, ""),
			chips("gpu", "west", 0.6, market.ByBloc{1, 0.6, 1}), chips("npu", "east", 0.3, market.ByBloc{0, 0.4, 0}),
		},
		Links: []market.Link{{
			From: "talk", To: "car", Payer: "user", Worth: 0.3, Fee: 0.01, TakeRate: 0.2, OpenHome: 1, OpenForeign: 6,
			ClosedDelay: 3, Distrust: market.ByBloc{0.1, 0.4, 0.1}, Threat: 4, Surplus: 0.1,
		}, {
			From: "talk", To: "seat", Payer: "maker", Worth: 0.5, OpenHome: 1, OpenForeign: 3, Distrust: market.ByBloc{0, 0.2, 0}, Threat: 4, Use: 2,
		}},
		Technology: &market.Technology{
			Algorithms: 1, Hardware: 0.28, ResearchGrow: 0.8, Slowing: 0.06, ListedUntil: undercut.Date(2025, 6),
			RunShare: 0.1, Reference: 0.12, Luck: 0.1, LagDistil: 5, LagOpen: 2, FollowCost: 0.1, ReleaseMin: 5, ReleaseMax: 8,
			SmallGap: 0.6, SmallCost: 0.22, SmallAfter: 3, ServeStart: 20, ServeProgress: 0.9, ServeScale: 0.45,
			Closing: 0.15, Royalty: 0.05, TrustAbroad: market.ByBloc{0.1, 1, 0.1}, TokenCost: 0.02,
		},
		Compute: &market.Compute{
			Volatility: 0.3, Reversion: 0.8, ChipShare: 0.5, ResearchShare: 0.7, OtherDemand: 30, OtherGrowth: 0.4, OtherFade: 0.3,
			OtherBuyers: market.ByBloc{0.6, 0.25, 0.15}, HomeLearning: 0.25, HomeScale: 20, CapElasticity: 0.5,
		},
		Money: &market.Money{
			Pool: 20, PoolDate: undercut.Date(2026, 1), PoolRamp: 0.8, PoolGrowth: 0.04, Issue: 0.1, ResearchEnd: 0.2, ResearchStart: 1.5,
			CapFrom: undercut.Date(2026, 1), CapSpeed: 0.3, Cover: 0.9, Contract: 1, ContractMaxGrow: 1, CommitYears: 3, Resale: 0.5,
			Runway: 12, Patience: 6, Salvage: 0.5, Overhead: 0.1,
		},
		Valuation: &market.Valuation{
			Fade: 0.25, LayerWeight: 0.6, Memory: 24, GrowthMax: 1.5, Gap0: 1.5, BeliefLag: 36, Multiple: 6, Option: 1.5, Closeness: 4,
			MoodSD: 0.3, MoodRev: 0.5, Overshoot: 0.3, HalfLife: 1.5, Exposure: 0.5,
		},
		Strategy:    &market.Strategy{Coordination: market.ByBloc{0.5, 0.5, 0.5}, Joint: 1, Weight: market.ByBloc{0, 1, 0}},
		Prestige:    &market.Prestige{Lag: 12, Width: 0.5, Response: 1, Base: market.ByBloc{0, 0.2, 0}},
		Asymmetries: market.Asymmetries{Trust: 1, HeadStart: 1, Capacity: 1, Fees: 1, HomeChips: 1, State: 1},
		Variants:    market.Variants{Erosion: 1},
	}
}

// still is small without luck, entry and stickiness: what is left is the
// same in every future.
func still() *market.World {
	w := small()
	for s := range w.Segments {
		seg := &w.Segments[s]
		seg.Shock, seg.Entry, seg.ValidMonths = 0, nil, 1
		if seg.Conduct != nil {
			seg.Conduct.WarRate = 0
		}
		if seg.Learning != nil {
			seg.Learning.Noise = 0
		}
	}
	w.Technology.Luck, w.Technology.Closing = 0, 0
	w.Technology.ReleaseMin, w.Technology.ReleaseMax = 6, 6
	w.Compute.Volatility, w.Valuation.MoodSD = 0, 0
	return w
}

// the segments of small.
const (
	talk = iota
	car
	chip
	see
	seat
)

// copyView keeps a month beyond the next Step.
func copyView(v undercut.View) undercut.View {
	v.Firms, v.Rows = slices.Clone(v.Firms), slices.Clone(v.Rows)
	v.Markets = slices.Clone(v.Markets)
	v.Books, v.States = slices.Clone(v.Books), slices.Clone(v.States)
	v.Markets = slices.Clone(v.Markets)
	return v
}

// play runs one future of a market and returns every month.
func play(t testing.TB, m *market.Market, w *market.World, future uint64, levers ...lever.Lever) []undercut.View {
	t.Helper()
	for _, l := range levers {
		if err := l.Bind(w); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Reset(w, 1, future); err != nil {
		t.Fatal(err)
	}
	p := m.NewPolicy()
	var months []undercut.View
	for month := w.Start; month <= w.End; month++ {
		p.Reset()
		for _, l := range levers {
			l.Apply(&p, month)
		}
		if err := m.Step(&p); err != nil {
			t.Fatal(err)
		}
		months = append(months, copyView(m.View()))
	}
	return months
}

// run is play in a new market.
func run(t testing.TB, w *market.World, future uint64, levers ...lever.Lever) []undercut.View {
	t.Helper()
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	return play(t, m, w, future, levers...)
}

// same reports, in words, the first difference between two futures, bit for
// bit; NaN equals NaN.
func same(t testing.TB, what string, got, want []undercut.View) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d months, want %d", what, len(got), len(want))
	}
	for k := range got {
		if fmt.Sprint(got[k]) == fmt.Sprint(want[k]) {
			continue
		}
		pairs := [][2]any{}
		for i := range min(len(got[k].Rows), len(want[k].Rows)) {
			pairs = append(pairs, [2]any{got[k].Rows[i], want[k].Rows[i]})
		}
		for i := range min(len(got[k].Books), len(want[k].Books)) {
			pairs = append(pairs, [2]any{got[k].Books[i], want[k].Books[i]}, [2]any{got[k].Firms[i], want[k].Firms[i]})
		}
		for i := range min(len(got[k].Markets), len(want[k].Markets)) {
			pairs = append(pairs, [2]any{got[k].Markets[i], want[k].Markets[i]})
		}
		for i := range got[k].States {
			pairs = append(pairs, [2]any{got[k].States[i], want[k].States[i]})
		}
		for i := range got[k].Markets {
			pairs = append(pairs, [2]any{got[k].Markets[i], want[k].Markets[i]})
		}
		for _, p := range pairs {
			if fmt.Sprint(p[0]) != fmt.Sprint(p[1]) {
				t.Fatalf("%s, in %v:\n got %+v\nwant %+v", what, got[k].AsOf, p[0], p[1])
			}
		}
		t.Fatalf("%s, in %v: %d rows, want %d", what, got[k].AsOf, len(got[k].Rows), len(want[k].Rows))
	}
}

// close reports whether two numbers agree within tol, relative to the larger
// and to scale; NaN agrees with NaN.
func close(a, b, tol, scale float64) bool {
	if a != a || b != b {
		return a != a && b != b
	}
	return a == b || math.Abs(a-b) <= tol*max(math.Abs(a), math.Abs(b), scale)
}
