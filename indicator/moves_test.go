package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// prices strings offers of one release and provider together: price, until, price, …
func (p *panel) prices(id, provider string, seller undercut.Seller, from string, then ...any) {
	p.t.Helper()
	for i := 0; i < len(then); i += 2 {
		until := ""
		if i+1 < len(then) {
			until = then[i+1].(string)
		}
		p.offer(id, provider, seller, then[i].(float64), from, until)
		from = until
	}
}

// A year up to 2026-01-31. Owners: x cuts a by half and raises it by a fifth;
// y stands half the year, cuts b to a quarter, and moves by half a percent,
// which counts for nothing. Before the window x had cut a too.
//
//	years 1 + 184/365.2425; cuts 2, the median -ln(8)/2; rises 1
func TestMovesByHand(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("x", "a", "2024-01-01", undercut.APIOnly, 120)
	p.release("y", "b", "2025-08-01", undercut.APIOnly, 120)
	p.prices("a", "x", undercut.FirstParty, "2024-01-01", 20.0, "2025-01-31", 10.0, "2025-06-01", 5.0, "2025-09-01", 6.0)
	p.prices("b", "y", undercut.FirstParty, "2025-08-01", 4.0, "2025-10-01", 1.0, "2025-11-01", 1.005)
	years := 1 + 184/365.2425
	years -= 1 - 365/365.2425 // the year has 365 days
	cuts := p.measure(PriceCuts, Choice{})
	p.is("cuts", cuts.Mid, 2/years)
	p.is("rises", p.measure(PriceRises, Choice{}).Mid, 1/years)
	if cuts.N != 2 || !strings.Contains(cuts.Basis, "-65%") { // exp(-ln(8)/2) is 0.354
		t.Errorf("cuts are %d: %s", cuts.N, cuts.Basis)
	}
	p.is("with the day before", p.measure(PriceCuts, Choice{From: "2025-01-31"}).Mid, 3/(years+1/365.2425))
	p.is("none of a cloud", p.measure(PriceCuts, Choice{Definition: "cloud"}).Mid, nan)
}

// Providers are clusters: with moves m and years y of two, se² of the rate is
// 2 Σ (m - r y)² / Y², here m = 2, 0 and y = 1, 1: r = 1, se = √(2·2)/2 = 1.
func TestMovesOfAProviderAreOneCluster(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("x", "a", "2024-01-01", undercut.APIOnly, 120)
	p.release("y", "b", "2024-01-01", undercut.APIOnly, 120)
	p.prices("a", "x", undercut.FirstParty, "2024-01-01", 9.0, "2025-06-01", 5.0, "2025-09-01", 4.0)
	p.prices("b", "y", undercut.FirstParty, "2024-01-01", 4.0)
	e := p.measure(PriceCuts, Choice{})
	p.is("low", e.Lo, e.Mid*math.Exp(-z95))
	p.is("high", e.Hi, e.Mid*math.Exp(z95))
}

// One move under two names of a SKU, on a firm's two sites, is one; so is the
// time of the offer.
func TestOneMoveIsCountedOnce(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("x", "a", "2024-01-01", undercut.APIOnly, 120)
	p.prices("a", "x", undercut.FirstParty, "2024-01-01", 9.0, "2025-06-01", 5.0)
	p.prices("a", "x-cn", undercut.FirstParty, "2024-01-01", 9.0, "2025-06-01", 5.0)
	p.prices("a", "x", undercut.FirstParty, "2024-01-01", 9.0, "2025-06-01", 5.0)
	p.Offers[4].SKU, p.Offers[5].SKU = "a-latest", "a-latest"
	e := p.measure(PriceCuts, Choice{})
	p.is("rate", e.Mid, 365.2425/365)
}

// A price between two equal ones counts if the source after it saw it too; of
// hosts a price counts as moved only if one source saw both.
func TestMovesThatASourceMakesAreNone(t *testing.T) {
	for _, c := range []struct {
		seller  undercut.Seller
		prices  []float64
		sources []string
		cuts    int
	}{
		{undercut.FirstParty, []float64{9, 5, 9}, []string{"litellm", "models.dev", "litellm"}, 0},
		{undercut.FirstParty, []float64{9, 5, 9}, []string{"litellm", "models.dev", "litellm;models.dev"}, 1},
		{undercut.FirstParty, []float64{9, 5, 4}, []string{"litellm", "models.dev", "litellm"}, 2},
		{undercut.Host, []float64{9, 5, 4}, []string{"litellm", "models.dev", "models.dev"}, 1},
		{undercut.Host, []float64{9, 5, 4}, []string{"litellm", "models.dev", "litellm"}, 0},
	} {
		p := newPanel(t, "2026-01-31")
		p.release("x", "a", "2024-01-01", undercut.OpenWeights, 120)
		p.prices("a", "x", c.seller, "2024-01-01", c.prices[0], "2025-06-01", c.prices[1], "2025-09-01", c.prices[2])
		for i, s := range c.sources {
			p.Offers[i].Source = s
		}
		if e := p.measure(PriceCuts, Choice{Definition: c.seller.String()}); e.N != c.cuts {
			t.Errorf("%v by %v of %v are %d cuts, by hand %d", c.prices, c.sources, c.seller, e.N, c.cuts)
		}
	}
}

// What was off the list for a day, or is written as of another region, is
// another offer.
func TestAnotherOfferIsNoMove(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("x", "a", "2024-01-01", undercut.OpenWeights, 120)
	p.prices("a", "x", undercut.Host, "2024-01-01", 9.0, "2025-06-01")
	p.prices("a", "x", undercut.Host, "2025-06-02", 5.0, "2025-09-01", 4.0)
	p.is("a gap", float64(p.measure(PriceCuts, Choice{Definition: "host"}).N), 1)
	p.Offers[2].SKU = "us/a"
	p.is("a region", float64(p.measure(PriceCuts, Choice{Definition: "host"}).N), 0)
	p.Offers[2].SKU = "A"
	p.is("capitals", float64(p.measure(PriceCuts, Choice{Definition: "host"}).N), 1)
}

func TestStemIsThatOfTheEvidence(t *testing.T) {
	for _, sku := range []string{"gpt-5", "openai/GPT-5", "accounts/fireworks/models/x", ""} {
		if stem(sku) != evidence.Stem(sku) {
			t.Errorf("stem of %q is %q, evidence has %q", sku, stem(sku), evidence.Stem(sku))
		}
	}
}
