package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// ranges is three labs and an open one on 2026-01-31:
//
//	OpenAI      gpt-9-pro 160 at 99, gpt-9 150 at 12, gpt-9-mini 151 at 1
//	Anthropic   opus-9 149 at 10; opus-10 161 without a price
//	Google      gemini-9-pro 148 at 4, gemini-9-flash 149 at 0.5
//	commons     weights 145 at 2, lesser 139 at 0.3
func ranges(t *testing.T) *panel {
	p := newPanel(t, "2026-01-31")
	for _, m := range []struct {
		developer, id string
		state         undercut.Openness
		score, price  float64
	}{
		{"OpenAI", "gpt-9-pro", undercut.APIOnly, 160, 99},
		{"OpenAI", "gpt-9", undercut.APIOnly, 150, 12},
		{"OpenAI", "gpt-9-mini", undercut.APIOnly, 151, 1},
		{"Anthropic", "opus-9", undercut.APIOnly, 149, 10},
		{"Google", "gemini-9-pro", undercut.APIOnly, 148, 4},
		{"Google", "gemini-9-flash", undercut.APIOnly, 149, 0.5},
		{"commons", "weights", undercut.OpenWeights, 145, 2},
		{"commons", "lesser", undercut.Restricted, 139, 0.3},
	} {
		p.release(m.developer, m.id, "2025-06-01", m.state, m.score)
		p.offer(m.id, strings.ToLower(m.developer), undercut.FirstParty, m.price, "2025-06-01", "")
	}
	p.release("Anthropic", "opus-10", "2026-01-01", undercut.APIOnly, 161)
	return p
}

func TestPriceOfTheBestByHand(t *testing.T) {
	p := ranges(t)
	p.is("median of 12, 10 and 4", p.measure(PriceFrontier, Choice{}).Mid, 10)
	p.is("best", p.measure(PriceFrontier, Choice{Definition: "best"}).Mid, 12)
	p.release("one", "twin", "2025-06-01", undercut.APIOnly, 150)
	p.offer("twin", "one", undercut.FirstParty, 11, "2025-06-01", "")
	p.is("the cheaper of two as good", p.measure(PriceFrontier, Choice{Definition: "best"}).Mid, 11)
	p.is("all tiers", p.measure(PriceFrontier, Choice{Definition: "all"}).Mid, 99)
	for i := range p.Offers {
		if p.Offers[i].Provider == "anthropic" {
			p.Offers[i].Until = p.day("2026-01-01")
		}
	}
	e := p.measure(PriceFrontier, Choice{})
	p.is("median of 12 and 4", e.Mid, 8)
	if e.N != 2 || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "2 developers only") {
		t.Errorf("n is %d, warnings %q", e.N, e.Warnings)
	}
	p.is("before any", p.measure(PriceFrontier, Choice{At: "2025-01-01"}).Mid, nan)
}

// Within 10 points of 150 the cheapest is gemini-9-flash at 0.5: 12/0.5 = 24.
// The best open model is weights at 2, without terms too: 12/2 = 6.
func TestPremiumByHand(t *testing.T) {
	p := ranges(t)
	p.is("below", p.measure(Premium, Choice{}).Mid, 24)
	p.is("open", p.measure(Premium, Choice{Definition: "open"}).Mid, 6)
	p.Releases[p.at("weights")].Access[0].State = undercut.Restricted
	p.is("restricted counts", p.measure(Premium, Choice{Definition: "open"}).Mid, 6)
	p.is("unless asked not to", p.measure(Premium, Choice{Definition: "open", Strict: true}).Mid, nan)
}

func TestTiers(t *testing.T) {
	for id, developer := range map[string]string{"gpt-5-pro": "OpenAI", "gpt-5-mini": "OpenAI", "o4-mini": "OpenAI", "gpt-5.6-luna": "OpenAI", "claude-haiku-4.5": "Anthropic", "gemini-2.5-flash@2025-06": "Google"} {
		if flagship(&undercut.Release{ID: id, Developer: developer}) {
			t.Errorf("%s is a flagship", id)
		}
	}
	for id, developer := range map[string]string{"gpt-5": "OpenAI", "o3": "OpenAI", "gpt-5.3-codex": "OpenAI", "claude-sonnet-4.5": "Anthropic", "gemini-2.5-pro@2025-06": "Google"} {
		if !flagship(&undercut.Release{ID: id, Developer: developer}) {
			t.Errorf("%s is no flagship", id)
		}
	}
}

// Prices 1, 2 and 4 at scores 110, 120 and 130 double with every ten points.
// Two more are dominated: as dear as the second and less able, and dearer than
// the third and as able.
func TestFrontierCurveByHand(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	for _, m := range []struct {
		id           string
		score, price float64
	}{{"a", 110, 1}, {"b", 120, 2}, {"c", 130, 4}, {"d", 119, 2}, {"e", 130, 5}} {
		p.release("lab", m.id, "2025-06-01", undercut.APIOnly, m.score)
		p.offer(m.id, "lab", undercut.FirstParty, m.price, "2025-06-01", "")
	}
	e := p.measure(FrontierCurve, Choice{})
	p.is("ten points", e.Mid, 2)
	var ids []string
	for _, row := range e.Table.Rows {
		ids = append(ids, row[0])
	}
	if got := strings.Join(ids, " "); got != "a b c" || e.N != 3 {
		t.Errorf("the frontier is %s", got)
	}
	p.Offers[0].Until = p.day("2026-01-01")
	p.is("two make no line", p.measure(FrontierCurve, Choice{}).Mid, nan)
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{{nil, math.NaN()}, {[]float64{3}, 3}, {[]float64{3, 1}, 2}, {[]float64{9, 1, 2}, 2}} {
		if got := median(c.of); !about(got, c.want) {
			t.Errorf("median is %v, want %v", got, c.want)
		}
	}
}
