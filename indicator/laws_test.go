package indicator

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
)

// ofPrices are the indicators of prices with each of their definitions.
func ofPrices() (all []struct {
	Indicator
	definition string
},
) {
	for _, in := range []Indicator{Price, PriceFall, MonthsToTenth, PriceFrontier, Premium, PriceCuts, PriceRises, HedonicLaunch, HedonicMarket, MatchedModel, FrontierCurve} {
		words := []string{""}
		for _, p := range in.Params {
			if p.Name == Definition {
				words = p.Values
			}
		}
		for _, w := range words {
			all = append(all, struct {
				Indicator
				definition string
			}{in, w})
		}
	}
	return all
}

// args are the choices of a law: a level in the middle of scores from 120 to
// 140.
func args(v *undercut.View, in Indicator, definition string) Args {
	a := Args{At: v.Day, Scale: "eci", Level: 130, Definition: definition, Domain: "language", Weights: []float64{3, 1}, Multiplier: 1}
	if in.Takes(From) && (in.Name == "hedonic_market" || in.Name == "matched_model") {
		a.From = v.Day - 400
	}
	return a
}

// anyMarket draws a market of two years: releases with scores, most of them on
// sale, with prices that move.
func anyMarket(t *rapid.T) *undercut.View {
	v := &undercut.View{Day: undercut.DayOf(2026, 1, 31)}
	day := func(label string) undercut.Day { return v.Day - undercut.Day(rapid.IntRange(0, 730).Draw(t, label)) }
	developers := []string{"OpenAI", "Anthropic", "Google", "commons"}
	for i := range rapid.IntRange(1, 9).Draw(t, "releases") {
		from := day("release")
		state := undercut.Openness(rapid.IntRange(0, 5).Draw(t, "openness"))
		v.Releases = append(v.Releases, undercut.Release{
			ID: fmt.Sprintf("m%d", i), Developer: rapid.SampledFrom(developers).Draw(t, "developer"), Domain: "language",
			Day: from, Seen: from, Source: "epoch.ai", Access: []undercut.Access{{State: state, From: from, Seen: from}},
		})
		if rapid.IntRange(0, 5).Draw(t, "scored") > 0 {
			score := float64(rapid.IntRange(240, 280).Draw(t, "score")) / 2
			v.Scores = append(v.Scores, undercut.Score{Release: i, Variant: "x", Scale: "eci", Value: score, Low: score - 3, High: score + 2, Source: "epoch.ai"})
		}
		for range rapid.IntRange(0, 5).Draw(t, "sellers") {
			sell(t, v, i, from)
		}
	}
	return v
}

// sell adds a provider's offers of a release, one after the other.
func sell(t *rapid.T, v *undercut.View, release int, from undercut.Day) {
	seller := rapid.SampledFrom([]undercut.Seller{undercut.FirstParty, undercut.FirstParty, undercut.Host, undercut.Host, undercut.Cloud}).Draw(t, "seller")
	name := fmt.Sprintf("%v%d", seller, rapid.IntRange(0, 3).Draw(t, "name"))
	for _, o := range v.Offers {
		if o.Release == release && o.Provider == name {
			return
		}
	}
	for range rapid.IntRange(1, 4).Draw(t, "prices") {
		until := from + undercut.Day(rapid.IntRange(20, 400).Draw(t, "days"))
		if until > v.Day {
			until = undercut.Never
		}
		price := rapid.SampledFrom([]float64{0.25, 0.5, 1, 1, 2, 2, 5, 12, 30}).Draw(t, "price") // ties are common
		v.Offers = append(v.Offers, undercut.Offer{
			Release: release, SKU: name, Provider: name, Seller: seller, From: from, Until: until, Seen: from, Dated: "observed",
			In: price, Out: price, Source: "models.dev",
		})
		if until == undercut.Never {
			return
		}
		from = until
	}
}

// clone copies a view so that it can be changed.
func clone(v *undercut.View) *undercut.View {
	w := *v
	w.Releases, w.Offers, w.Scores = slices.Clone(v.Releases), slices.Clone(v.Offers), slices.Clone(v.Scores)
	return &w
}

// unmoved reports whether two estimates have the same bits where a law says so.
func unmoved(a, b Estimate) bool {
	bits := func(x, y float64) bool { return x == y || x != x && y != y }
	return bits(a.Mid, b.Mid) && bits(a.Lo, b.Lo) && bits(a.Hi, b.Hi) && a.N == b.N && a.Basis == b.Basis && a.Undefined == b.Undefined &&
		slices.Equal(a.Sources, b.Sources) && slices.Equal(a.Warnings, b.Warnings) && a.Data == b.Data
}

// holds checks that a change of the market leaves every estimate as it was.
func holds(t *testing.T, change func(t *rapid.T, v *undercut.View)) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyMarket(t)
		w := clone(v)
		change(t, w)
		for _, in := range ofPrices() {
			a := args(v, in.Indicator, in.definition)
			before, after := in.Of(*v, a), in.Of(*w, a)
			if !unmoved(before, after) {
				t.Errorf("%s %s was %v (%v to %v, n %d; %s%s), is %v (%v to %v, n %d; %s%s)", in.Name, in.definition,
					before.Mid, before.Lo, before.Hi, before.N, before.Basis, before.Undefined, after.Mid, after.Lo, after.Hi, after.N, after.Basis, after.Undefined)
			}
		}
	})
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	holds(t, func(t *rapid.T, v *undercut.View) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		place := r.Perm(len(v.Releases))
		releases := slices.Clone(v.Releases)
		for i, at := range place {
			v.Releases[at] = releases[i]
		}
		for i := range v.Offers {
			v.Offers[i].Release = place[v.Offers[i].Release]
		}
		for i := range v.Scores {
			v.Scores[i].Release = place[v.Scores[i].Release]
		}
		r.Shuffle(len(v.Offers), func(i, j int) { v.Offers[i], v.Offers[j] = v.Offers[j], v.Offers[i] })
		r.Shuffle(len(v.Scores), func(i, j int) { v.Scores[i], v.Scores[j] = v.Scores[j], v.Scores[i] })
	})
}

func TestOnlyListPricesCount(t *testing.T) {
	holds(t, func(t *rapid.T, v *undercut.View) {
		for i := range v.Releases {
			for kind := undercut.Median; kind <= undercut.LongContext; kind++ {
				v.Offers = append(v.Offers, undercut.Offer{Release: i, SKU: "x", Provider: "owner", Kind: kind, Until: undercut.Never, In: 1e-3, Out: 1e-3, Source: "other"})
			}
			v.Offers = append(v.Offers,
				undercut.Offer{Release: i, SKU: "x", Provider: "router", Seller: undercut.Router, Until: undercut.Never, In: 1e-3, Out: 1e-3, Source: "other"},
				undercut.Offer{Release: i, SKU: "plan", Provider: "owner", Until: undercut.Never, Source: "other"}) // at nothing
		}
	})
}

func TestOtherDomainsDoNotMatter(t *testing.T) {
	holds(t, func(_ *rapid.T, v *undercut.View) {
		v.Releases = append(v.Releases, undercut.Release{ID: "film", Developer: "OpenAI", Domain: "video", Access: []undercut.Access{{State: undercut.APIOnly}}})
		v.Offers = append(v.Offers, undercut.Offer{Release: len(v.Releases) - 1, SKU: "film", Provider: "openai", Until: undercut.Never, In: 1e-3, Out: 1e-3, Source: "other"})
	})
}

// What starts, ends, or comes out after the day measured was not yet so.
func TestWhatComesAfterTheDayDoesNotMatter(t *testing.T) {
	holds(t, func(t *rapid.T, v *undercut.View) {
		later := v.Day + 1 + undercut.Day(rapid.IntRange(0, 99).Draw(t, "later"))
		for i := range v.Offers {
			if v.Offers[i].Until == undercut.Never {
				v.Offers[i].Until = later
			}
		}
		for i := range v.Releases {
			r := &v.Releases[i]
			r.Access = append(slices.Clone(r.Access), undercut.Access{State: undercut.OpenWeights, From: later, Seen: later})
			v.Offers = append(v.Offers, undercut.Offer{Release: i, SKU: "x", Provider: "owner", From: later, Until: undercut.Never, In: 1e-3, Out: 1e-3, Source: "other"})
		}
	})
}

// alike is about for what went through a regression of a few rows.
func alike(got, want float64) bool {
	return math.Abs(got-want) <= 1e-6*math.Max(1, math.Abs(want)) || got != got && want != want
}

func TestPricesInAnotherCurrency(t *testing.T) {
	const rate = 4 // a power of two, so that quotients have the same bits
	rapid.Check(t, func(t *rapid.T) {
		v := anyMarket(t)
		w := clone(v)
		for i := range w.Offers {
			w.Offers[i].In, w.Offers[i].Out = rate*w.Offers[i].In, rate*w.Offers[i].Out
		}
		for _, in := range ofPrices() {
			a := args(v, in.Indicator, in.definition)
			c := 1.0
			if in.Unit == "$/m tokens" {
				c = rate
			}
			before, after := in.Of(*v, a), in.Of(*w, a)
			if !alike(after.Mid, c*before.Mid) || !alike(after.Lo, c*before.Lo) || !alike(after.Hi, c*before.Hi) || after.N != before.N {
				t.Errorf("%s %s was %v (%v to %v), in a currency at 4 to the dollar %v (%v to %v)", in.Name, in.definition, before.Mid, before.Lo, before.Hi, after.Mid, after.Lo, after.Hi)
			}
		}
	})
}

// Scores in other units, 2 s + 64, with the level, change nothing but what is
// said for ten points: a factor over ten new points is the root of that over
// ten old ones.
func TestScoresInOtherUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyMarket(t)
		w := clone(v)
		for i := range w.Scores {
			s := &w.Scores[i]
			s.Value, s.Low, s.High = 2*s.Value+64, 2*s.Low+64, 2*s.High+64
		}
		for _, in := range ofPrices() {
			a := args(v, in.Indicator, in.definition)
			b := a
			b.Level = 2*a.Level + 64
			before, after := in.Of(*v, a), in.Of(*w, b)
			want := [3]float64{before.Mid, before.Lo, before.Hi}
			switch {
			case in.Name == "premium" && in.definition == "below":
				continue // within ten points of the best
			case in.Name == "frontier_curve":
				want = [3]float64{math.Sqrt(want[0]), math.Sqrt(want[1]), math.Sqrt(want[2])}
			}
			if !alike(after.Mid, want[0]) || !alike(after.Lo, want[1]) || !alike(after.Hi, want[2]) {
				t.Errorf("%s %s was %v (%v to %v), is %v (%v to %v)", in.Name, in.definition, before.Mid, before.Lo, before.Hi, after.Mid, after.Lo, after.Hi)
			}
		}
	})
}

func TestAHigherLevelNeverCostsLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyMarket(t)
		for _, definition := range Price.Params[1].Values {
			a := args(v, Price, definition)
			before := 0.0
			for a.Level = 119; a.Level < 142; a.Level++ {
				e := Price.Of(*v, a)
				if e.Mid < before || before != before && e.Mid == e.Mid {
					t.Errorf("%s: level %v costs %v, one point less %v", definition, a.Level, e.Mid, before)
				}
				before = e.Mid
			}
		}
	})
}

// An offer more never raises a price, and a dearer one by who sells already
// does not move it. (A third host's may lower it: with three there is a price.)
func TestADearerOfferDoesNotMoveThePrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyMarket(t)
		w := clone(v)
		for _, o := range v.Offers {
			o.In, o.Out, o.SKU = o.In*2, o.Out*2, "dear"
			w.Offers = append(w.Offers, o)
		}
		for _, definition := range Price.Params[1].Values {
			a := args(v, Price, definition)
			before, after := Price.Of(*v, a), Price.Of(*w, a)
			if !about(after.Mid, before.Mid) || !about(after.Lo, before.Lo) || !about(after.Hi, before.Hi) {
				t.Errorf("%s price %v (%v to %v), with every offer once more at twice its price %v (%v to %v)", definition, before.Mid, before.Lo, before.Hi, after.Mid, after.Lo, after.Hi)
			}
		}
		sell(t, w, rapid.IntRange(0, len(w.Releases)-1).Draw(t, "release"), v.Day-30)
		for _, definition := range []string{"cheapest", "open", "closed"} {
			a := args(v, Price, definition)
			if before, after := Price.Of(*v, a).Mid, Price.Of(*w, a).Mid; after > before || before == before && after != after {
				t.Errorf("%s price %v, with one offer more %v", definition, before, after)
			}
		}
	})
}
