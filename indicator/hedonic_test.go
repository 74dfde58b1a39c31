package indicator

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// Prices that are exactly ln p = 1 - 2 t + 0.1 (s - 130), t in years since
// 2024-01-01, fall by 1 - exp(-2) = 86.5% a year at equal capability, without
// an error.
func TestHedonicLaunchFindsTheLawBehindThePrices(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	start := p.day("2024-01-01")
	for i, day := range []string{"2024-01-01", "2024-05-05", "2024-09-09", "2025-02-02", "2025-08-08", "2026-01-01"} {
		id, score := fmt.Sprintf("m%d", i), 120+float64(7*i%20)
		p.release([]string{"one", "two", "three"}[i%3], id, day, undercut.APIOnly, score)
		price := math.Exp(1 - 2*(p.day(day).Years()-start.Years()) + 0.1*(score-130))
		p.offer(id, "lab", undercut.FirstParty, price, day, "")
		p.offer(id, "cloud", undercut.Cloud, 77, day, "") // an owner's price counts, not a cloud's
	}
	e := p.measure(HedonicLaunch, Choice{})
	p.is("a year", e.Mid, 100*math.Expm1(-2))
	if e.N != 6 || math.Abs(e.Lo-e.Mid) > 1e-6 || math.Abs(e.Hi-e.Mid) > 1e-6 {
		t.Errorf("n is %d, the interval %v to %v", e.N, e.Lo, e.Hi)
	}
	if !strings.Contains(e.Basis, "3 clusters") || !strings.Contains(e.Basis, "+10.5%") { // exp(0.1)
		t.Errorf("basis is %q", e.Basis)
	}
}

func TestWhatCountsAsALaunchPrice(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("lab", "a", "2025-01-01", undercut.APIOnly, 130)
	p.offer("a", "lab", undercut.FirstParty, 5, "2025-02-01", "2025-03-01")
	p.offer("a", "lab", undercut.FirstParty, 4, "2025-02-01", "2025-03-01").SKU = "a-small"
	p.offer("a", "lab", undercut.FirstParty, 1, "2025-03-01", "")
	p.offer("a", "cloud", undercut.Cloud, 2, "2025-01-01", "")
	a, err := HedonicLaunch.Defaults(p.View)
	if err != nil {
		t.Fatal(err)
	}
	launch := func(by string) (float64, bool) {
		o, ok := newListings(&p.View, a).launch(0, p.day(by))
		return o.price, ok
	}
	if got, ok := launch("2026-01-31"); !ok || got != 4 {
		t.Errorf("launch price is %v, %v: want the cheapest of the first day, 4", got, ok)
	}
	if _, ok := launch("2025-01-31"); ok {
		t.Error("there is a launch price before any is known")
	}
	p.Releases[0].Day = p.day("2024-12-01") // 62 days before the first price
	if _, ok := launch("2026-01-31"); ok {
		t.Error("a price of two months later is one of the launch")
	}
}

// Two releases that stay on sale and halve in a year, whatever their scores,
// fall by 50% a year by either definition; old ones only are not young.
func TestHedonicMarketOfAFixedBasketIsItsPriceIndex(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	start := p.day("2024-12-31")
	for _, m := range []struct {
		id           string
		score, price float64
	}{{"a", 120, 8}, {"b", 140, 1}, {"c", 125, 3}} {
		p.release("lab", m.id, "2024-06-15", undercut.APIOnly, m.score)
		for k := start.Month(); k.Last() <= p.Day; k++ {
			until := (k + 1).Last().String()
			if k.Last() == p.Day {
				until = ""
			}
			p.offer(m.id, "lab", undercut.FirstParty, m.price*math.Exp2(start.Years()-k.Last().Years()), k.Last().String(), until)
		}
	}
	for _, definition := range []string{"trend", "dummies"} {
		e := p.measure(HedonicMarket, Choice{Definition: definition, From: "2025-01-31"})
		p.is(definition, e.Mid, -50)
		if e.N != 39 || len(e.Table.Rows) != 13 {
			t.Errorf("%s: %d prices, %d months: want 39 of 13", definition, e.N, len(e.Table.Rows))
		}
	}
	if e := p.measure(HedonicMarket, Choice{Definition: "young", From: "2025-01-31"}); e.N != 15 { // January to May
		t.Errorf("young are %d prices, by hand 15", e.N)
	}
}

// Of two SKUs of one release the owner's halves in February and a host's falls
// by a fifth in March. A third, new and dear, moves the index only in that it
// does not move itself. The window has 61 days, from January 31 to April 2.
func TestMatchedModelByHand(t *testing.T) {
	p := newPanel(t, "2025-04-02")
	p.release("lab", "a", "2024-06-30", undercut.OpenWeights, 120)
	p.offer("a", "lab", undercut.FirstParty, 8, "2024-06-30", "2025-02-10")
	p.offer("a", "lab", undercut.FirstParty, 4, "2025-02-10", "")
	p.offer("a", "host", undercut.Host, 10, "2024-06-30", "2025-03-10")
	p.offer("a", "host", undercut.Host, 8, "2025-03-10", "")
	p.release("lab", "new", "2025-02-15", undercut.APIOnly, 130)
	p.offer("new", "lab", undercut.FirstParty, 99, "2025-02-15", "")
	years := 61 / 365.2425
	change := func(ln float64) float64 { return 100 * math.Expm1(ln/years) }
	all := Choice{From: "2025-01-31"}
	// February: a and host, (ln 0.5 + 0)/2. March: a, host and new, (0 + ln 0.8
	// + 0)/3.
	p.is("all", p.measure(MatchedModel, all).Mid, change(math.Log(0.5)/2+math.Log(0.8)/3))
	// Errors of an item add up along the chain (priceindex.Chain):
	h, f := math.Log(0.5), math.Log(0.8)
	owner, host, fresh := h/2/math.Sqrt(2)-f/3/math.Sqrt(6), -h/2/math.Sqrt(2)+f*2/3/math.Sqrt(6), -f/3/math.Sqrt(6)
	se := math.Sqrt(owner*owner + host*host + fresh*fresh)
	p.is("low", p.measure(MatchedModel, all).Lo, change(h/2+f/3-z95*se))
	p.is("high", p.measure(MatchedModel, all).Hi, change(h/2+f/3+z95*se))
	p.is("owners", p.measure(MatchedModel, Choice{From: "2025-01-31", Definition: "first_party"}).Mid, change(math.Log(0.5)))
	p.is("hosts", p.measure(MatchedModel, Choice{From: "2025-01-31", Definition: "host"}).Mid, change(math.Log(0.8)))
	p.Offers[3].Source = "litellm"
	p.is("a second source is no cut", p.measure(MatchedModel, Choice{From: "2025-01-31", Definition: "host"}).Mid, nan)
	p.is("clouds", p.measure(MatchedModel, Choice{From: "2025-01-31", Definition: "cloud"}).Mid, nan)
}
