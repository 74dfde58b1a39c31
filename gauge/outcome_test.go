package gauge

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
)

// history plays a future of fourteen months, 2024-10 to 2025-11, in which
// every outcome can be counted: from 2025-03 on the closed lab is gone, China
// leads in 2025-03, -04 and -06, and the worst day is in 2025-05.
func history(t *testing.T) *Recorder {
	t.Helper()
	start := undercut.Date(2024, 10)
	r := NewRecorder(names(), start, 14, undercut.Date(2024, 12))
	r.Reset()
	for k := range 14 {
		v := month()
		v.AsOf = start + undercut.Month(k)
		v.Books[westCars].Alive = v.AsOf < undercut.Date(2025, 8)
		for i := range v.States {
			v.States[i].News = 0
		}
		switch v.AsOf {
		case undercut.Date(2025, 3), undercut.Date(2025, 4), undercut.Date(2025, 6):
			v.Books[openLab].Best = 2.6
		case undercut.Date(2024, 11): // before the cohort: does not count
			v.States[cn].News, v.Books[gpu].DayMove = 0.3, -0.5
			v.Books[openLab].Best = 2.6
		case undercut.Date(2025, 5):
			v.States[cn].News, v.Books[closedLab].DayMove, v.Books[gpu].DayMove = 0.3, -0.2, -0.2
		}
		v.Books[closedLab].Payback, v.Books[closedLab].PaybackAll = nan, nan
		v.Books[openLab].Payback, v.Books[westCars].Payback, v.Books[eastCars].Payback, v.Books[gpu].Payback = nan, nan, nan, nan
		switch v.AsOf {
		case undercut.Date(2025, 1):
			v.Books[closedLab].Payback, v.Books[closedLab].PaybackAll = 3, 30
		case undercut.Date(2025, 2):
			v.Books[closedLab].Payback, v.Books[closedLab].PaybackAll = 5, 50
		}
		if v.AsOf >= undercut.Date(2025, 3) {
			v.Books[closedLab].Alive, v.Books[closedLab].Gross, v.Books[closedLab].Research = false, 0, 0
		}
		r.Month(v)
	}
	return r
}

func TestOutcomesByHand(t *testing.T) {
	r := history(t)
	const discount = 0.1
	got := r.Sum(nil, discount)
	list := r.Outcomes()
	if len(got) != len(list) {
		t.Fatalf("%d outcomes are summed, %d are described", len(got), len(list))
	}
	// Eleven months from 2025-01, the closed lab's 0.35 $bn in the first two.
	present := func(rate float64, flow func(k int) float64) float64 {
		sum := 0.0
		for k := range 11 {
			sum += flow(k) * math.Exp(-rate*float64(k)/12)
		}
		return sum
	}
	west := func(k int) float64 {
		if k < 2 {
			return 0.35 + 0.03
		}
		return 0.03
	}
	always := func(x float64) func(int) float64 { return func(int) float64 { return x } }
	want := map[string]float64{
		"pv.profit_model_west": present(discount, west), "pv.profit_model_west_at5": present(0.05, west), "pv.profit_model_west_at20": present(0.2, west),
		"pv.profit_device_cn": present(discount, always(3.5)), "pv.subsidy_cn_at20": present(0.2, always(0.30)),
		"pv.profit_chips_west": present(discount, always(3)),
		"surplus_models":       3,
		"lead_cn_months":       2, "worst_day": -0.2,
		"cohort_closed_west": 1, "exits_closed_west": 1, "repaid_closed_west": 0,
		"payback_run": 3, "payback_all": 30, // the lower of two
		"cohort_other_vehicle": 1, "exits_other_vehicle": 1, "exits_cn_vehicle": 0,
		"exit.closed": 2025 + 2.0/12, "exit.west": 2025 + 7.0/12, "exit.east": nan, "exit.open": nan,
		"share_cn_vehicle@end": 0.7, "share_cn_vehicle@2030": nan, "gap_open@end": 1,
	}
	at := map[string]float64{}
	for i, o := range list {
		if _, twice := at[o.Name]; twice {
			t.Errorf("two outcomes are called %s", o.Name)
		}
		at[o.Name] = got[i]
	}
	for name, w := range want {
		if g, ok := at[name]; !ok || !(math.Abs(g-w) <= 1e-9*math.Max(1, math.Abs(w)) || g != g && w != w) {
			t.Errorf("%s is %.10g, by hand %.10g", name, g, w)
		}
	}
}

// TestARecorderForgets: a second future is measured as if it were the first.
func TestARecorderForgets(t *testing.T) {
	r := history(t)
	r.Reset()
	start := undercut.Date(2024, 10)
	for k := range 14 {
		v := month()
		v.AsOf = start + undercut.Month(k)
		r.Month(v)
	}
	fresh := NewRecorder(names(), start, 14, undercut.Date(2024, 12))
	fresh.Reset()
	for k := range 14 {
		v := month()
		v.AsOf = start + undercut.Month(k)
		fresh.Month(v)
	}
	a, b := r.Sum(nil, 0.1), fresh.Sum(nil, 0.1)
	for i, o := range r.Outcomes() {
		if !near(a[i], b[i]) {
			t.Errorf("%s is %g after another future, %g in a fresh recorder", o.Name, a[i], b[i])
		}
	}
}

func TestTargetsMeasureAndMiss(t *testing.T) {
	r := history(t)
	month := undercut.Date(2025, 3)
	for _, c := range []struct {
		why       string
		target    Target
		simulated float64
		miss      float64
	}{
		{"in logs", Target{Indicator: "run_rate.closed", Month: month, Value: 4.2, Tolerance: 0.5, Log: true}, 8.4, math.Ln2 / 0.5},
		{"in levels", Target{Indicator: "share_cn_vehicle", Month: month, Value: 0.8, Tolerance: 0.05}, 0.7, -2},
		{"the lowest of a window", Target{Indicator: "day_move", Month: undercut.Date(2025, 3), Value: -0.2, Tolerance: 0.1, Window: 3}, -0.2, 0},
		{"a window that ends before the day", Target{Indicator: "day_move", Month: undercut.Date(2025, 1), Value: 0, Tolerance: 0.1, Window: 1}, 0, 0},
		{"undefined counts as far off", Target{Indicator: "lag_cn", Month: undercut.Date(2024, 10), Value: 5, Tolerance: 1}, nan, 4},
	} {
		got := r.Measure(c.target)
		if !(math.Abs(got-c.simulated) < 1e-12) && !(got != got && c.simulated != c.simulated) {
			t.Errorf("%s: simulated %g, want %g", c.why, got, c.simulated)
		}
		if miss := c.target.Miss(got); !(math.Abs(miss-c.miss) < 1e-9) && miss != c.miss {
			t.Errorf("%s: misses by %g standard deviations, want %g", c.why, miss, c.miss)
		}
	}
}
