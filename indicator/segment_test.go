package indicator

import (
	"testing"

	"github.com/undercut-sim/undercut"
)

// A second kind of model and an app stand beside the panel of hand_test.go:
// prices, frontier and margins go on speaking of the first kind alone.
func TestOtherKindsOfModelAndAppsByHand(t *testing.T) {
	start := undercut.Date(2024, 10)
	widen := func(v undercut.View) undercut.View {
		v.Segments = append(v.Segments, undercut.Segment{Name: "image", Layer: undercut.Model}, undercut.Segment{Name: "studio", Layer: undercut.App})
		v.Firms = append(v.Firms,
			undercut.Firm{Name: "pictures", Bloc: cn, Segment: 3, Layer: undercut.Model, Start: start},
			undercut.Firm{Name: "studio", Bloc: eu, Segment: 4, Layer: undercut.App, Start: start})
		return v
	}
	v := widen(month())
	v.Rows = append(v.Rows,
		undercut.Row{Segment: 3, Market: us, Firm: entrant + 1, Price: 0.5, Low: 0.5, Quality: 9, Units: 4, Revenue: 0.2, Profit: 0.19},
		undercut.Row{Segment: 4, Market: cn, Firm: entrant + 2, Price: 100, Low: 100, Units: 2, Revenue: 0.2, Profit: 0.05})
	v.Books = append(v.Books,
		undercut.FirmRow{Firm: entrant + 1, Alive: true, Revenue: 0.2, Gross: 0.19, Best: 9, BestOpen: nan},
		undercut.FirmRow{Firm: entrant + 2, Alive: true, Revenue: 0.2, Gross: 0.05, Best: nan, BestOpen: nan})
	r := NewRecorder(widen(names()), start, 3, undercut.Date(2024, 12))
	r.Reset()
	r.Month(v)
	for name, want := range map[string]float64{
		"frontier": 2.5, "lead_cn": -1, "price_gpt4": 1, "margin_closed": 0.5, "revenue_models": 9.6,
		"revenue_image": 2.4, "profit_model_cn": 12 * (0.01 + 0.19 + 0.003),
		"units_studio": 24, "price_studio": 100, "share_cn_studio": 0, "revenue_studio": 2.4,
		"profit_app_west": 0.6, "profit_app_cn": 0, "profit_device_west": 24,
	} {
		if s := r.Series(name); s == nil || !near(s[0], want) {
			t.Errorf("%s is %v with a second kind of model and apps, by hand %g", name, s, want)
		}
	}
	if r.closed[entrant+1] || !r.closed[closedLab] {
		t.Error("the cohort of closed labs is not that of the first kind of model")
	}
}
