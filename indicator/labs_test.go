package indicator

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// Two closed labs with margins 0.4 and 0.7 and revenue 100 and 200: the mean is
// (40 + 140)/300 = 0.6. A compute margin of 0.9 widens the range of the first.
func TestGrossMarginByHand(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.accounts("OpenAI", undercut.APIOnly, 10, 100, 0.4)
	p.accounts("Anthropic", undercut.APIOnly, 10, 200, 0.7)
	p.accounts("Z.ai", undercut.Restricted, 10, 50, 0.2)
	p.figure("OpenAI", "lab", "US", "compute_margin", "2025-10-01", "2025-10-31", 0.9, "share")
	p.figure("Z.ai/cloud", "lab", "CN", "gross_margin", "2025-01-01", "2025-12-31", -0.1, "share")
	p.figure("Z.ai/cloud", "lab", "CN", "gross_margin", "2024-01-01", "2024-12-30", -0.9, "share") // too long ago
	p.estimate("closed", p.measure(GrossMargin, Choice{}), 0.6, 0.6, (90.0+140)/300)
	p.estimate("OpenAI", p.measure(GrossMargin, Choice{Definition: "OpenAI"}), 0.4, 0.4, 0.9)
	p.estimate("open", p.measure(GrossMargin, Choice{Definition: openLabs}), 0.2, -0.1, 0.2)
	if e := p.measure(GrossMargin, Choice{Definition: openLabs, Strict: true}); e.Undefined == "" {
		t.Errorf("under terms a lab still counts as open: %v", e.Mid)
	}
	if e := p.measure(GrossMargin, Choice{Definition: "MiniMax"}); e.Undefined != "of no lab is the figure known by then" {
		t.Errorf("a lab without accounts has %v, %q", e.Mid, e.Undefined)
	}
}

// A lab without revenue has no weight: it is named and left out.
func TestGrossMarginWithoutRevenue(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.accounts("A", undercut.APIOnly, 10, 100, 0.4)
	p.release("B", "b", "2025-06-01", undercut.APIOnly, 0)
	p.figure("B", "lab", "US", "gross_margin", "2025-01-01", "2025-12-31", 0.8, "share")
	e := p.measure(GrossMargin, Choice{})
	p.estimate("closed", e, 0.4, nan, nan)
	if !strings.Contains(strings.Join(e.Warnings, ";"), "B is left out") {
		t.Errorf("warnings are %q", e.Warnings)
	}
}

// Research of 300 and 100 on revenue of 100 and 100: 2, between 1 and 3.
func TestResearchIntensityByHand(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.accounts("Z.ai", undercut.OpenWeights, 300, 100, 0.4)
	p.accounts("MiniMax", undercut.OpenWeights, 100, 100, 0.4)
	p.figure("Z.ai", "lab", "CN", "research_compute", "2025-01-01", "2025-12-31", 210, "million USD")
	p.estimate("open", p.measure(ResearchIntensity, Choice{Definition: openLabs}), 2, 1, 3)
	p.estimate("Z.ai", p.measure(ResearchIntensity, Choice{Definition: "Z.ai"}), 3, 2.1, 3)
	p.figure("OpenAI", "lab", "US", "research_compute", "2025-01-01", "2025-12-31", 90, "million USD")
	p.figure("OpenAI", "lab", "US", "revenue", "2025-01-01", "2025-12-31", 120, "million USD")
	e := p.measure(ResearchIntensity, Choice{Definition: "OpenAI"})
	p.estimate("OpenAI", e, 0.75, nan, nan)
	if !strings.Contains(strings.Join(e.Warnings, ";"), "a floor") {
		t.Errorf("warnings are %q", e.Warnings)
	}
}

// Half of the known releases of two years decide; what is older or unknown
// does not.
func TestGroupOfALab(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	for _, r := range []struct {
		day   string
		state undercut.Openness
	}{
		{"2023-01-01", undercut.OpenWeights},
		{"2023-02-01", undercut.OpenWeights},
		{"2025-01-01", undercut.APIOnly},
		{"2025-02-01", undercut.Restricted},
		{"2025-03-01", undercut.Unknown},
		{"2025-04-01", undercut.Unreleased},
	} {
		p.release("A", "a@"+r.day, r.day, r.state, 0)
	}
	a := Args{At: p.Day}
	if got := groupOfLab(p.View, a, "A"); got != openLabs {
		t.Errorf("half open is %q", got)
	}
	a.Strict = true
	if got := groupOfLab(p.View, a, "A"); got != closedLabs {
		t.Errorf("half under terms is strictly %q", got)
	}
	if got := groupOfLab(p.View, Args{At: p.day("2022-01-01")}, "A"); got != "" {
		t.Errorf("before its first release a lab is %q", got)
	}
}
