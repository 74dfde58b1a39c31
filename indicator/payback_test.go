package indicator

import (
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// A model earns 700 and costs 300 to serve over 100 mean months/100: 400 in
// two months are 200 a month. A run of 500 takes 2.5 months, a year of research
// of 3000 takes 15.
func TestPaybackByHand(t *testing.T) {
	p := newPanel(t, "2026-12-31")
	from := p.day("2025-08-01")
	until := from + 59 // 60 days, both ends among them
	months := 60 / undercut.DaysPerMonth
	p.figure("A/m", "lab", "US", "revenue", from.String(), until.String(), 300+200*months, "million USD")
	p.figure("A/m", "lab", "US", "inference_cost", from.String(), until.String(), 300, "million USD")
	run := p.figure("A/m", "lab", "US", "training_cost", from.String(), "", 500, "million USD")
	run.Low, run.High = 400, 700
	p.figure("A", "lab", "US", "research_compute", "2024-01-01", "2024-12-31", 9999, "million USD")
	p.figure("A", "lab", "US", "research_compute", "2025-01-01", "2025-12-31", 3000, "million USD")
	p.figure("A", "lab", "US", "research_compute", "2025-07-01", "2025-12-31", 8888, "million USD")
	p.figure("A", "lab", "US", "research_compute", "2025-09-01", "2026-08-31", 7777, "million USD")
	p.estimate("final run", p.measure(Payback, Choice{}), 2.5, 2, 3.5)
	p.estimate("research", p.measure(Payback, Choice{Definition: "research"}), 15, nan, nan)

	p.Figures = slices.DeleteFunc(p.Figures, func(f undercut.Figure) bool { return f.Value == 3000 })
	if e := p.measure(Payback, Choice{Definition: "research"}); !strings.Contains(e.Undefined, "of no model") {
		t.Errorf("half a year of research pays back in %v", e.Mid)
	}
	p.Figures[0].Value = 200 // less than serving costs
	if e := p.measure(Payback, Choice{}); !strings.Contains(e.Undefined, "of no model") {
		t.Errorf("a model that loses on what it serves pays back in %v", e.Mid)
	}
}

// A lab that spends 200 on research with 100 of revenue at a margin of a half
// needs 200/50 years, 48 months; one with 300, 100 and a quarter 144.
func TestPaybackOfOpenLabsByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	p.accounts("A", undercut.OpenWeights, 200, 100, 0.5)
	p.accounts("B", undercut.OpenWeights, 300, 100, 0.25)
	p.accounts("C", undercut.APIOnly, 1, 100, 0.9)
	e := p.measure(Payback, Choice{Definition: "open"})
	p.estimate("median", e, 96, 48, 144)
	if e.Basis != "A 48, B 144" {
		t.Errorf("basis is %q", e.Basis)
	}
}

// accounts adds a lab with one release and the accounts of 2025.
func (p *panel) accounts(lab string, state undercut.Openness, research, revenue, margin float64) {
	p.t.Helper()
	p.release(lab, strings.ToLower(lab), "2025-06-01", state, 0)
	p.figure(lab, "lab", "US", "research", "2025-01-01", "2025-12-31", research, "million USD")
	p.figure(lab, "lab", "US", "revenue", "2025-01-01", "2025-12-31", revenue, "million USD")
	p.figure(lab, "lab", "US", "gross_margin", "2025-01-01", "2025-12-31", margin, "share")
}
