package indicator

import (
	"strings"
	"testing"
)

// Three labs with 60, 30 and 10: 0.36 + 0.09 + 0.01 = 0.46. Of a market of 200
// they are half: the index lies between 0.46/4 = 0.115 and that plus 0.25.
func TestConcentrationOfMoneyByHand(t *testing.T) {
	p := labsByHand(t)
	e := p.measure(HHIMoney, Choice{})
	p.estimate("index", e, 0.46, nan, nan)
	if e.N != 3 || e.Basis != "A 60.0%, B 30.0%, C 10.0%" {
		t.Errorf("%d labs, %q", e.N, e.Basis)
	}
	if e := p.measure(HHIMoney, Choice{Definition: ofMarket}); e.Undefined == "" {
		t.Error("without a market the index of the market is", e.Mid)
	}
	p.figure(marketOfModels, "segment", "", "run_rate", "2026-06-30", "", 200, "million USD/year")
	e = p.measure(HHIMoney, Choice{Definition: ofMarket})
	p.estimate("index of the market", e, 0.24, 0.115, 0.365)
	if !strings.Contains(strings.Join(e.Warnings, ";"), "those known are 50% of the revenue of all generative AI") {
		t.Errorf("coverage is not told: %q", e.Warnings)
	}
	if w := p.measure(HHIMoney, Choice{}).Warnings; !strings.Contains(strings.Join(w, ";"), "between 0.115 and 0.365") {
		t.Errorf("bounds are not told: %q", w)
	}
}

// labsByHand has three labs of language, one of images, and a part of a lab.
func labsByHand(t *testing.T) *panel {
	p := newPanel(t, "2026-06-30")
	for lab, x := range map[string]float64{"A": 60, "B": 30, "C": 10} {
		p.release(lab, strings.ToLower(lab), "2025-01-01", 2, 0)
		p.runRate(lab, "2026-06-30", x)
	}
	p.release("D", "d", "2025-01-01", 2, 0)
	p.Releases[len(p.Releases)-1].Domain = "image"
	p.runRate("D", "2026-06-30", 500)
	p.runRate("A/app", "2026-06-30", 40)
	p.figure("E", "app", "US", "run_rate", "2026-06-30", "", 1000, "million USD/year")
	return p
}

func TestConcentrationNeedsTwoSellers(t *testing.T) {
	p := labsByHand(t)
	if e := p.measure(HHIMoney, Choice{Domain: "image"}); !strings.Contains(e.Undefined, "1 seller is known on 2026-06-30: want two") {
		t.Errorf("one lab of images: %v, %q", e.Mid, e.Undefined)
	}
	if e := p.measure(HHIMoney, Choice{At: "2026-06-29"}); e.N != 0 || e.Undefined == "" {
		t.Errorf("before the first figure: %d labs, %v", e.N, e.Mid)
	}
}

// Those known cannot be more than the market: then two sources do not go
// together and nothing is told.
func TestConcentrationOfTooSmallAMarket(t *testing.T) {
	p := labsByHand(t)
	p.figure(marketOfModels, "segment", "", "run_rate", "2026-06-30", "", 80, "million USD/year")
	e := p.measure(HHIMoney, Choice{Definition: ofMarket})
	if !strings.Contains(e.Undefined, "add up to 1.25 times") {
		t.Errorf("%v, %q", e.Mid, e.Undefined)
	}
}

// One lab with 80 of China's 100: from 0.64, the rest being very many, to 0.68,
// the rest being one.
func TestConcentrationOfTokensByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	p.figure("A", "lab", "CN", "tokens", "2026-06-30", "", 80, "trillion/day")
	p.figure("B/API", "lab", "US", "tokens", "2026-06-30", "", 20, "trillion/day")
	p.figure("tokens/CN", "segment", "CN", "tokens", "2026-06-30", "", 100, "trillion/day")
	p.estimate("index of China", p.measure(HHITokens, Choice{}), 0.66, 0.64, 0.68)
	p.estimate("index of those known", p.measure(HHITokens, Choice{Definition: amongKnown}), 0.68, nan, nan)
}
