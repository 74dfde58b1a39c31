package indicator

import (
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// What the shipped rows give beside what others found; docs/evidence.md says
// where the two differ and why.
func TestShippedFiguresAgainstPublishedOnes(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 11, 23))
	for _, c := range []struct {
		in             Indicator
		definition, at string
		low, high      float64 // where the value must lie
		published      string
	}{
		{Payback, "run", "", 0.8, 0.85, "0.8 months, facts S6"},
		{Payback, "research", "", 14.8, 15, "14.9 months, facts S6"},
		{Payback, "open", "", 150, 205, "gross profit/research 0.08: 150 months"},
		{GrossMargin, "OpenAI", "", 0.33, 0.70, "0.33 to 0.70 by definition"},
		{GrossMargin, "Anthropic", "", 0.40, 0.70, "0.40 to 0.70"},
		{GrossMargin, "Z.ai", "2025-03-01", 0.56, 0.57, "0.563 in 2024, prospectus"},
		{ResearchIntensity, "Z.ai", "2025-03-01", 6.9, 7.1, "7.0 in 2024"},
		{ResearchIntensity, "MiniMax", "2024-03-01", 20, 20.5, "20.2 in 2023"},
		{ResearchIntensity, "MiniMax", "2025-03-01", 6.1, 6.3, "6.2 in 2024"},
		{ResearchIntensity, "MiniMax", "", 3.1, 3.3, "3.2 in 2025"},
		{ResearchIntensity, "OpenAI", "2025-03-01", 1.3, 1.4, "1.35 in 2024, computing only"},
		{ResearchIntensity, "OpenAI", "", 0.68, 0.70, "0.69 in 2025, computing only"},
		{ComputeGrowth, "top10", "", 4, 5.5, "Epoch 4.6 since 2010, 4 to 5"},
		{ExperienceCurve, "solar", "", 0.20, 0.25, "0.20 to 0.24"},
		{ExperienceCurve, "solar_to_2019", "", 0.20, 0.24, "0.20 to 0.24"},
		{ExperienceCurve, "battery_pack", "", 0.17, 0.20, "BNEF 0.18"},
		{ExperienceCurve, "quadruped", "", 0.10, 0.15, "0.13 per doubling, devices 1.3"},
		{ExperienceCurve, "ev_cost", "", 0, 0.01, "0.004, devices 1.3"},
		{HardwarePriceTrend, "battery_pack", "", -0.215, -0.205, "-21.1% a year, 2010 to 2018"},
		{HardwarePriceTrend, "battery_cell", "", -0.14, -0.125, "Ziegler and Trancik -13% a year"},
		{HardwarePriceTrend, "solar", "", -0.12, -0.10, "-11.9% a year from the first to the last"},
		{HardwarePriceTrend, "quadruped", "", -0.12, -0.11, "-11% a year"},
		{HardwarePriceTrend, "ev", "", -0.105, -0.095, "-19% in two years"},
		{HardwarePriceTrend, "robotaxi", "", -0.26, -0.24, "-26% a year from the first to the last"},
		{ExportShare, "car_exports", "", 0.27, 0.28, "5.5 of 19.9 million"},
		{ExportShare, "car_exports", "2023-12-31", 0.04, 0.045, "0.7 of 16.4 million in 2019"},
		{ComputePrice, "contract", "2025-12-31", 1.69, 1.71, "trough of 1.70 in October 2025"},
		{ComputePrice, "contract", "", 2.34, 2.36, "2.35 in March 2026, +38%"},
	} {
		a, err := c.in.Choose(v, Choice{Definition: c.definition, At: c.at})
		if err != nil {
			t.Fatal(err)
		}
		if e := c.in.Of(v, a); !(e.Mid >= c.low && e.Mid <= c.high) {
			t.Errorf("%s %s %s is %v, published: %s", c.in.Name, c.definition, c.at, e.Mid, c.published)
		}
	}
}

func BenchmarkFigures(b *testing.B) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 11, 23))
	for range b.N {
		for _, in := range onFigures {
			a, err := in.Defaults(v)
			if err != nil {
				b.Fatal(err)
			}
			in.Of(v, a)
		}
	}
}
