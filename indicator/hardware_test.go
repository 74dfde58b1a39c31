package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// Price falls by half with each two doublings: 1 - 2^-0.5 of it go with each.
func TestExperienceCurveByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	for i, year := range []string{"2020", "2021", "2022", "2023"} {
		p.figure("solar module", "segment", "", "price", year+"-01-01", year+"-12-31", 100/math.Exp2(float64(i)), "USD2025/W")
		p.figure("solar module", "segment", "", "cumulative", year+"-12-31", "", math.Pow(4, float64(i)), "MW")
	}
	e := p.measure(ExperienceCurve, Choice{})
	rate := 1 - math.Sqrt2/2
	p.estimate("learning rate", e, rate, rate, rate)
	if e.N != 4 || !strings.Contains(e.Basis, "in levels 0.2929") {
		t.Errorf("%d pairs, %q", e.N, e.Basis)
	}
	// A year without a volume is no pair, and none is read beyond the last.
	p.figure("solar module", "segment", "", "price", "2024-01-01", "2024-12-31", 1, "USD2025/W")
	if e := p.measure(ExperienceCurve, Choice{}); e.N != 4 {
		t.Errorf("%d pairs with a price beyond the volumes", e.N)
	}
	if e := p.measure(ExperienceCurve, Choice{From: "2024-01-01"}); !strings.Contains(e.Undefined, "0 prices with a cumulative volume") {
		t.Errorf("%v, %q", e.Mid, e.Undefined)
	}
}

// Shocks of plus and minus ln 1.1 about w = -0.5 with steps of ln 4: w is the
// mean of the two slopes, its error s/√Σx² with s² = 2 (ln 1.1)² on one degree
// of freedom.
func TestExperienceCurveErrorByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	for i, price := range []float64{100, 55, 25} { // 100 · 0.5 · 1.1, then · 0.5/1.1
		year := []string{"2020", "2021", "2022"}[i]
		p.figure("lidar", "segment", "CN", "unit_revenue", year+"-01-01", year+"-12-31", price, "USD/unit")
		p.figure("lidar", "segment", "CN", "cumulative", year+"-12-31", "", math.Pow(4, float64(i)), "units")
	}
	se := math.Sqrt(2*math.Log(1.1)*math.Log(1.1)) / math.Sqrt(2*math.Log(4)*math.Log(4))
	half := math.Tan(0.45*math.Pi) * se
	e := p.measure(ExperienceCurve, Choice{Definition: "lidar"})
	p.estimate("learning rate", e, 1-math.Exp2(-0.5), 1-math.Exp2(-0.5+half), 1-math.Exp2(-0.5-half))
}

// Two pairs: from 5421 at 5000 to 3820 at 32000 it is 1 - 2^(ln(3820/5421)/
// ln 6.4); the least doublings give the most learning.
func TestExperienceOfTwoPairs(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	p.figure("quadruped", "segment", "CN", "price", "2022-01-01", "2022-12-31", 5421, "USD/unit")
	p.figure("quadruped", "segment", "CN", "price", "2025-01-01", "2025-09-30", 3820, "USD/unit")
	first := p.figure("quadruped", "segment", "CN", "cumulative", "2022-12-31", "", 5000, "units")
	first.Low, first.High = 3000, 8000
	p.figure("quadruped", "segment", "CN", "cumulative", "2025-09-30", "", 32000, "units")
	rate := func(doublings float64) float64 { return 1 - math.Exp2(math.Log2(3820.0/5421)/doublings) }
	e := p.measure(ExperienceCurve, Choice{Definition: "quadruped"})
	p.estimate("learning rate", e, rate(math.Log2(32.0/5)), rate(math.Log2(32.0/3)), rate(math.Log2(32.0/8)))
}

// A price that halves every year falls by 50% a year, and series of two
// vintages are not joined.
func TestPriceTrendByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	for i, year := range []string{"2021", "2022", "2023"} { // 365 days each
		p.figure("battery pack", "segment", "", "price", year+"-01-01", year+"-12-31", 100/math.Exp2(float64(i)), "USD2018/kWh")
	}
	p.figure("battery pack", "segment", "", "price", "2024-01-01", "2024-12-31", 300, "USD/kWh")
	p.figure("battery pack", "segment", "", "price", "2025-01-01", "2025-12-31", 600, "USD/kWh")
	c := Choice{Definition: "battery_pack"}
	fall := math.Exp2(-365.2425/365) - 1
	e := p.measure(HardwarePriceTrend, c)
	p.estimate("trend", e, fall, fall, fall)
	c.From = "2023-01-01" // one price against two in other dollars
	e = p.measure(HardwarePriceTrend, c)
	p.estimate("trend of the nominal prices", e, math.Exp2(365.2425/365.5)-1, nan, nan)
	c.At, c.From = "2021-12-31", ""
	if e := p.measure(HardwarePriceTrend, c); !strings.Contains(e.Undefined, "1 prices are known") {
		t.Errorf("%v, %q", e.Mid, e.Undefined)
	}
}

// Prices that stay above and below the line for years: the error allows for it.
func TestPriceTrendOfErrorsThatLast(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	var year, price []float64
	for i := range 20 {
		day := p.day("2001-07-01") + undercut.Day(365*i)
		x := 100 * math.Exp(-0.1*float64(i)+0.2*math.Sin(float64(i)/3))
		p.figure("robot vacuum", "segment", "", "price", day.String(), "", x, "USD/unit")
		year, price = append(year, day.Years()), append(price, x)
	}
	line, err := priceindex.FitLogLine(year, price, priceindex.Lag(20))
	if err != nil || line.NeweyWest < 1.1*line.SE {
		t.Fatalf("no case for Newey and West: %+v, %v", line, err)
	}
	e := p.measure(HardwarePriceTrend, Choice{Definition: "robot_vacuum"})
	p.estimate("trend", e, math.Expm1(line.Slope), math.Expm1(line.Slope-student95(18)*line.NeweyWest), math.Expm1(line.Slope+student95(18)*line.NeweyWest))
	if !strings.Contains(strings.Join(e.Warnings, ";"), "the interval is too narrow") {
		t.Errorf("warnings are %q", e.Warnings)
	}
}

// 5 of 20, and the published share with what houses differ by.
func TestExportShareByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	p.figure("car", "segment", "CN", "exports", "2019-01-01", "2019-12-31", 9, "units")
	for country, x := range map[string]float64{"CN": 5, "JP": 8, "DE": 7} {
		p.figure("car", "segment", country, "exports", "2024-01-01", "2024-12-31", x, "units")
	}
	e := p.measure(ExportShare, Choice{})
	p.estimate("exports", e, 0.25, nan, nan)
	if e.N != 3 {
		t.Errorf("%d countries", e.N)
	}
	if e := p.measure(ExportShare, Choice{At: "2023-01-01"}); !strings.Contains(e.Undefined, "no other country") {
		t.Errorf("of one country alone %v, %q", e.Mid, e.Undefined)
	}
	f := p.figure("humanoid", "segment", "CN", "maker_share", "2025-01-01", "2025-12-31", 0.9, "share")
	f.Low, f.High = 0.8, 0.9
	p.estimate("humanoids", p.measure(ExportShare, Choice{Definition: "humanoid"}), 0.9, 0.8, 0.9)
	if e := p.measure(ExportShare, Choice{Definition: "lidar"}); e.Undefined == "" {
		t.Error("without a row the share is", e.Mid)
	}
}

func TestComputePriceByHand(t *testing.T) {
	p := newPanel(t, "2026-06-30")
	first := p.figure("H100/on demand", "segment", "", "rental_price", "2023-12-31", "", 10, "USD/h")
	first.Low, first.High = 8, 12
	p.figure("H100/on demand", "segment", "", "rental_price", "2024-10-31", "", 2.5, "USD/h")
	p.figure("H100/on demand", "segment", "", "rental_price", "2026-05-31", "", 3, "USD/h")
	p.figure("H100/contract", "segment", "", "rental_price", "2025-10-31", "", 1.7, "USD/h")
	p.estimate("rent", p.measure(ComputePrice, Choice{}), 3, 2.5, 12)
	p.estimate("rent since 2024", p.measure(ComputePrice, Choice{From: "2024-01-01"}), 3, 2.5, 3)
	p.estimate("contract", p.measure(ComputePrice, Choice{Definition: "contract"}), 1.7, 1.7, 1.7)
	if e := p.measure(ComputePrice, Choice{At: "2023-01-01"}); e.Undefined == "" {
		t.Error("before the first price the rent is", e.Mid)
	}
}
