package gauge

import (
	"math"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
)

// A panel small enough to work every indicator out by hand: two labs, one
// closed and one open, two makers of cars, one of chips.

const (
	us = iota
	cn
	eu
)

const (
	closedLab = iota
	openLab
	westCars
	eastCars
	gpu
	entrant
)

var nan = math.NaN()

func names() undercut.View {
	start := undercut.Date(2024, 10)
	return undercut.View{
		Blocs:    []undercut.Bloc{{Name: "us", Western: true}, {Name: "cn"}, {Name: "eu", Western: true}},
		Segments: []undercut.Segment{{Name: "language", Layer: undercut.Model}, {Name: "vehicle", Layer: undercut.Device}, {Name: "chips", Layer: undercut.Compute}},
		Firms: []undercut.Firm{
			{Name: "closed", Title: "Closed Lab", Bloc: us, Segment: 0, Layer: undercut.Model, Start: start},
			{Name: "open", Title: "Open Lab", Bloc: cn, Segment: 0, Layer: undercut.Model, Start: start},
			{Name: "west", Title: "Western Cars", Bloc: us, Segment: 1, Layer: undercut.Device, Start: start},
			{Name: "east", Title: "Eastern Cars", Bloc: cn, Segment: 1, Layer: undercut.Device, Start: start},
			{Name: "gpu", Title: "Chips", Bloc: us, Segment: 2, Layer: undercut.Compute, Start: start},
			{Name: "vehicle-entrant-1", Title: "Entrant", Bloc: us, Segment: 1, Layer: undercut.Device, Start: start, Entrant: true},
		},
	}
}

// month is the panel of the table below: money in $bn a month.
func month() undercut.View {
	v := names()
	v.AsOf = undercut.Date(2024, 10)
	v.Rows = []undercut.Row{
		{Segment: 0, Market: us, Firm: closedLab, Price: 20, Low: 20, Quality: 2.5, Units: 30, Revenue: 0.6, Profit: 0.3},
		{Segment: 0, Market: cn, Firm: closedLab, Tier: undercut.Small, Price: 5, Low: 5, Quality: 1.9, Units: 20, Revenue: 0.1, Profit: 0.05},
		{Segment: 0, Market: us, Firm: openLab, Licence: undercut.Open, Price: 2, Low: 1, Quality: 1.5, Units: 50, Revenue: 0.04, Profit: 0.01, Hosted: 0.06, HostPro: 0.02},
		{Segment: 1, Market: eu, Firm: westCars, Price: 40000, Low: 40000, Units: 0.3, Revenue: 12, Profit: 2},
		{Segment: 1, Market: eu, Firm: eastCars, Price: 22000, Low: 20000, Units: 0.1, Revenue: 2, Profit: 0.5},
		{Segment: 1, Market: cn, Firm: eastCars, Price: 20000, Low: 20000, Units: 0.6, Revenue: 12, Profit: 3},
	}
	v.Markets = []undercut.MarketRow{
		{Segment: 0, Market: us, Mass: 3, Worth: 2}, {Segment: 0, Market: cn, Mass: 1, Worth: 6}, {Segment: 0, Market: eu, Mass: 9, Worth: nan},
	}
	v.Books = []undercut.FirmRow{
		{Firm: closedLab, Alive: true, Value: 168, Research: 0.5, Revenue: 0.7, Gross: 0.35, Best: 2.5, BestOpen: nan, DayMove: -0.1},
		{Firm: openLab, Alive: true, Value: 12, Research: 0.05, Revenue: 0.04, Gross: 0.01, Subsidy: 0.02, Best: 1.5, BestOpen: 1.5},
		{Firm: westCars, Alive: false, Revenue: 12, Gross: 2, Best: nan, BestOpen: nan},
		{Firm: eastCars, Alive: true, Revenue: 14, Gross: 3.5, Subsidy: 0.3, Best: nan, BestOpen: nan},
		{Firm: gpu, Alive: true, Value: 500, Revenue: 5, Gross: 3, Best: nan, BestOpen: nan, DayMove: -0.05},
		{Firm: entrant, Best: nan, BestOpen: nan},
	}
	v.States = []undercut.BlocRow{
		{Bloc: us, HostPro: 0.02}, {Bloc: cn, Prestige: 0.4, News: 0.3, HostPro: 0.003}, {Bloc: eu, Tariffs: 0.5, HostPro: 0.01},
	}
	return v
}

func TestIndicatorsByHand(t *testing.T) {
	want := map[string]float64{
		"price_gpt4": 1, "price_level1": 1, "price_level2": 20, "price_flagship": 20,
		"price_paid": 8, // $0.8 bn for 100 trillion tokens
		"frontier":   2.5, "gap_open": 1,
		"lag_open": nan, "lag_cn": nan, // the past before the first month is not known
		"lead_cn": -1, "prestige_cn": 0.4,
		"open_tokens": 0.5, "open_money": 0.125,
		"surplus_models":    3,                                           // (3·2 + 1·6)/4
		"hhi_money":         1e4 * (0.7*0.7 + 0.04*0.04) / (0.74 * 0.74), // of what labs receive
		"margin_closed":     0.5,                                         // 0.35 of 0.7
		"margin_open_api":   0.25,                                        // 0.01 of 0.04
		"revenue_models":    9.6,                                         // 12·0.8
		"profit_model_west": 12 * (0.35 + 0.02 + 0.01), "profit_model_cn": 12 * (0.01 + 0.003),
		"profit_device_west": 24, "profit_device_cn": 42, "profit_chips_west": 36, "profit_chips_cn": 0,
		"research_west": 6, "research_cn": 0.6, "subsidy_cn": 12 * 0.30, "tariffs": 6,
		"value_west_ai": 668,
		// 168 falls to 168·e^-0.1, 500 to 500·e^-0.05.
		"day_move":        math.Log((168*math.Exp(-0.1) + 500*math.Exp(-0.05)) / 668),
		"exits_labs_west": 0, "exits_makers_cn": 0, "exits_makers_other": 1,
		"units_vehicle": 12, "price_vehicle": 26000, "share_cn_vehicle": 0.7, "share_cn_eu_vehicle": 0.25,
		"run_rate.closed": 8.4, "multiple.closed": 20, "run_rate.open": 0.48, "multiple.open": 25, "run_rate.gpu": 60, "multiple.gpu": 500.0 / 60,
		"units.west": 3.6, "share.west": 0.3, "units.east": 8.4, "share.east": 0.7,
	}
	r := NewRecorder(names(), undercut.Date(2024, 10), 3, undercut.Date(2024, 12))
	r.Reset()
	r.Month(month())
	var told []string
	for _, ind := range r.Gauges {
		told = append(told, ind.Name)
		w, ok := want[ind.Name]
		if !ok {
			t.Errorf("indicator %s (%s) is not worked out by hand: add it", ind.Name, ind.Doc)
			continue
		}
		if got := r.Series(ind.Name)[0]; !near(got, w) {
			t.Errorf("%s (%s) is %.10g, by hand %.10g", ind.Name, ind.Doc, got, w)
		}
		if ind.Unit == "" || ind.Doc == "" {
			t.Errorf("%s has unit %q and meaning %q: give both", ind.Name, ind.Unit, ind.Doc)
		}
	}
	for name := range want {
		if !slices.Contains(told, name) {
			t.Errorf("no indicator is called %s any more", name)
		}
	}
}

func near(a, b float64) bool {
	return a != a && b != b || a == b || math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b))
}

// TestWithoutSalesNothingIsZero: what an empty month does not define is NaN.
func TestWithoutSalesNothingIsZero(t *testing.T) {
	v := month()
	v.Rows, v.Markets = nil, nil
	for i := range v.Books {
		v.Books[i] = undercut.FirmRow{Firm: i, Best: nan, BestOpen: nan}
	}
	r := NewRecorder(names(), undercut.Date(2024, 10), 3, undercut.Date(2024, 12))
	r.Reset()
	r.Month(v)
	for _, name := range []string{
		"price_gpt4", "price_flagship", "price_paid", "frontier", "gap_open", "lag_open", "lead_cn", "open_tokens", "open_money", "surplus_models",
		"hhi_money", "margin_closed", "margin_open_api", "price_vehicle", "share_cn_vehicle", "share_cn_eu_vehicle", "multiple.closed", "share.west",
	} {
		if got := r.Series(name)[0]; got == got {
			t.Errorf("%s is %g in a month without sales: want NaN", name, got)
		}
	}
}

func TestAWorldWithoutModelsHasNoneOfTheirIndicators(t *testing.T) {
	v := names()
	v.Segments, v.Firms = v.Segments[1:2], v.Firms[westCars:gpu]
	for i := range v.Firms {
		v.Firms[i].Segment = 0
	}
	var got []string
	for _, ind := range All(v) {
		got = append(got, ind.Name)
	}
	for _, name := range []string{"lag_open", "price_gpt4", "profit_model_west", "value_west_ai"} {
		if slices.Contains(got, name) {
			t.Errorf("a world without models has the indicator %s", name)
		}
	}
	for _, name := range []string{"units_vehicle", "profit_device_west", "exits_makers_cn"} {
		if !slices.Contains(got, name) {
			t.Errorf("a world of cars has no indicator %s, only %v", name, got)
		}
	}
}

// TestReached: months since a record first stood at a quality, between months
// linearly.
func TestReached(t *testing.T) {
	record := []float64{1, 1, 2, 2, 4}
	for _, c := range []struct {
		why    string
		record []float64
		q      float64
		want   float64
	}{
		{"the record stands there this month", record, 4, 0},
		{"half way through the last step", record, 3, 0.5},
		{"reached at month 2, two months ago", record, 2, 2},
		{"a quarter of the way from month 1 to month 2", record, 1.25, 2.75},
		{"above the record", record, 4.1, nan},
		{"from the start, whose past is unknown", record, 1, nan},
		{"below the start", record, 0.5, nan},
		{"no quality", record, nan, nan},
		{"no record", nil, 1, nan},
		{"a record that begins late counts from its first month", []float64{nan, nan, 2, 3}, 1.5, 1},
		{"only the first month", []float64{1}, 1, nan},
	} {
		if got := reached(c.record, c.q); !near(got, c.want) {
			t.Errorf("%s: reached(%v, %g) is %g, want %g", c.why, c.record, c.q, got, c.want)
		}
	}
}

// TestLagsByHand: the record rises by a decade a month, and the open lab
// releases what the closed one had a month and a half before.
func TestLagsByHand(t *testing.T) {
	r := NewRecorder(names(), undercut.Date(2024, 10), 4, undercut.Date(2024, 12))
	r.Reset()
	for k := range 4 {
		v := month()
		v.AsOf += undercut.Month(k)
		v.Books[closedLab].Best = float64(k)
		v.Books[openLab].Best, v.Books[openLab].BestOpen = float64(k)-1.5, float64(k)-1.5
		if k == 3 { // China leads: how far it is behind is undefined
			v.Books[openLab].Best = 3.5
		}
		r.Month(v)
	}
	for _, c := range []struct {
		name string
		want []float64
	}{
		{"lag_open", []float64{nan, nan, 1.5, 1.5}}, // the record of all products includes the Chinese leader
		{"lag_cn", []float64{nan, nan, 1.5, nan}},
		{"lead_cn", []float64{-1.5, -1.5, -1.5, 0.5}},
		{"gap_open", []float64{1.5, 1.5, 1.5, 2}},
	} {
		for k, want := range c.want {
			got := r.Series(c.name)[k]
			if !near(got, want) {
				t.Errorf("%s in month %d is %g, by hand %g", c.name, k, got, want)
			}
		}
	}
}
