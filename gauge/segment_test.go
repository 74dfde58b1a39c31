package gauge

import (
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// wide is the panel of hand_test.go with two more kinds of model, one of them
// in front and neither sourced, and a segment of apps.
func wide() undercut.View {
	v := month()
	for i := range v.Firms {
		v.Firms[i].Segment++
	}
	for i := range v.Rows {
		v.Rows[i].Segment++
	}
	for i := range v.Markets {
		v.Markets[i].Segment++
	}
	v.Segments = slices.Concat(
		[]undercut.Segment{{Name: "vision", Layer: undercut.Model, Illustrative: true}}, v.Segments,
		[]undercut.Segment{{Name: "image", Layer: undercut.Model, Illustrative: true}, {Name: "seat", Layer: undercut.App, Illustrative: true}})
	start := undercut.Date(2024, 10)
	add := func(f undercut.Firm, b undercut.FirmRow) int {
		f.Start, b.Firm, b.Alive = start, len(v.Firms), true
		v.Firms, v.Books = append(v.Firms, f), append(v.Books, b)
		return b.Firm
	}
	eyes := add(undercut.Firm{Name: "eyes", Bloc: cn, Segment: 0, Layer: undercut.Model}, undercut.FirmRow{Value: 9, Research: 0.1, Revenue: 0.3, Gross: 0.2, Best: 7, BestOpen: 7})
	old := add(undercut.Firm{Name: "old", Bloc: us, Segment: 0, Layer: undercut.Model}, undercut.FirmRow{Value: 30, Research: 0.2, Revenue: 0.5, Gross: 0.1, Best: 6, BestOpen: nan})
	paint := add(undercut.Firm{Name: "paint", Bloc: eu, Segment: 4, Layer: undercut.Model}, undercut.FirmRow{Value: 2, Revenue: 0.02, Gross: 0.01, Best: -1, BestOpen: nan})
	west := add(undercut.Firm{Name: "seats-west", Bloc: eu, Segment: 5, Layer: undercut.App}, undercut.FirmRow{Revenue: 3, Gross: 2, Best: nan, BestOpen: nan})
	east := add(undercut.Firm{Name: "seats-east", Bloc: cn, Segment: 5, Layer: undercut.App}, undercut.FirmRow{Revenue: 1, Gross: 0.8, Subsidy: 0.3, Grant: 0.1, Best: nan, BestOpen: nan})
	v.Rows = append(v.Rows,
		undercut.Row{Segment: 0, Market: us, Firm: eyes, Licence: undercut.Open, Price: 0.5, Low: 0.1, Quality: 7, Units: 40, Revenue: 0.1, Hosted: 0.3, Profit: 0.2, HostPro: 0.04},
		undercut.Row{Segment: 0, Market: us, Firm: old, Price: 3, Low: 3, Quality: 6, Units: 10, Revenue: 0.5, Profit: 0.1},
		undercut.Row{Segment: 4, Market: us, Firm: paint, Price: 8, Low: 8, Quality: -1, Units: 2, Revenue: 0.02, Profit: 0.01},
		undercut.Row{Segment: 5, Market: us, Firm: west, Price: 30, Low: 30, Units: 3, Revenue: 3, Profit: 2},
		undercut.Row{Segment: 5, Market: cn, Firm: east, Price: 10, Low: 10, Units: 1, Revenue: 1, Profit: 0.8},
	)
	v.States[us].HostPro += 0.04
	return v
}

// Names without a suffix keep measuring the kind of model that is sourced,
// wherever it stands in the file; sums of layers take in the others.
func TestOtherKindsOfModelStandApart(t *testing.T) {
	narrow, broad := measured(month()), measured(wide())
	moved := map[string]float64{
		"profit_model_west": 12 * (0.35 + 0.02 + 0.01 + 0.1 + 0.01 + 0.04), "profit_model_cn": 12 * (0.01 + 0.003 + 0.2),
		"revenue_models": 12 * (0.8 + 0.9 + 0.02), "research_west": 12 * 0.7, "research_cn": 12 * 0.15, "value_west_ai": 668 + 30 + 2,
	}
	for name, was := range narrow {
		want, isSum := moved[name]
		if !isSum {
			want = was
		}
		if name == "day_move" { // the same fall of a larger whole
			continue
		}
		if got, ok := broad[name]; !ok || !near(got, want) {
			t.Errorf("%s is %g beside other kinds of model: want %g", name, got, want)
		}
	}
	for name, want := range map[string]float64{
		"revenue_language": 9.6, "revenue_vision": 12 * 0.9, "revenue_image": 0.24, "revenue_apps": 48,
		"price_flagship_vision": 3, "price_flagship_image": 8, "open_money_vision": 0.4 / 0.9, "open_money_image": 0, "lag_open_vision": nan,
		"profit_model_west_language": 12 * (0.35 + 0.02), "profit_model_west_vision": 12 * 0.14, "profit_model_west_image": 0.12,
		"profit_app_west": 24, "profit_app_cn": 12 * (0.8 - 0.2), "subsidy_cn": 12 * 0.30,
		"share_cn_seat": 0.25, "units_seat": 48, "price_seat": 1000, "share.seats-east": 0.25,
	} {
		if got, ok := broad[name]; !ok || !near(got, want) {
			t.Errorf("%s is %g: want %g", name, got, want)
		}
	}
}

func measured(v undercut.View) map[string]float64 {
	r := NewRecorder(v, undercut.Date(2024, 10), 3, undercut.Date(2024, 12))
	r.Reset()
	r.Month(v)
	all := map[string]float64{}
	for _, i := range r.Gauges {
		all[i.Name] = r.Series(i.Name)[0]
	}
	return all
}

// What counts an unsourced segment's firms, units or money is marked, and
// nothing else is.
func TestWhatIsNotSourcedIsMarked(t *testing.T) {
	v := wide()
	sums := []string{
		"profit_model_west", "profit_model_cn", "revenue_models", "research_west", "research_cn", "value_west_ai", "day_move", "tariffs",
		"profit_app_west", "profit_app_cn", "revenue_apps", "worst_day",
	}
	unsourced := func(name string) bool {
		name = strings.TrimPrefix(name, "pv.")
		for _, suffix := range []string{"_at5", "_at20", "@2030", "@end"} {
			name = strings.TrimSuffix(name, suffix)
		}
		for _, part := range []string{"vision", "image", "seat", ".eyes", ".old", ".paint"} {
			if strings.Contains(name, part) {
				return true
			}
		}
		return slices.Contains(sums, name)
	}
	r := NewRecorder(v, undercut.Date(2024, 10), 3, undercut.Date(2024, 12))
	for _, i := range r.Gauges {
		if i.Illustrative != unsourced(i.Name) {
			t.Errorf("indicator %s is marked as illustrative: %v", i.Name, i.Illustrative)
		}
	}
	for _, o := range r.Outcomes() {
		if o.Illustrative != unsourced(o.Name) {
			t.Errorf("outcome %s is marked as illustrative: %v", o.Name, o.Illustrative)
		}
	}
	for _, i := range All(names()) {
		if i.Illustrative {
			t.Errorf("%s is marked in a world whose numbers are all sourced", i.Name)
		}
	}
}

// Without a sourced kind of model the first leads.
func TestLeading(t *testing.T) {
	model := func(illustrative bool) undercut.Segment {
		return undercut.Segment{Layer: undercut.Model, Illustrative: illustrative}
	}
	device := undercut.Segment{Layer: undercut.Device}
	for _, c := range []struct {
		segments []undercut.Segment
		want     int
	}{
		{nil, -1},
		{[]undercut.Segment{device}, -1},
		{[]undercut.Segment{device, model(true), model(false)}, 2},
		{[]undercut.Segment{device, model(true), model(true)}, 1},
		{[]undercut.Segment{model(false), model(false)}, 0},
	} {
		if got := Leading(c.segments); got != c.want {
			t.Errorf("segment %d leads among %v: want %d", got, c.segments, c.want)
		}
	}
}

// Labs of other kinds are in no cohort of rivals; makers of apps have one of
// their own.
func TestCohortsAreOfTheLeadingKind(t *testing.T) {
	r := NewRecorder(wide(), undercut.Date(2024, 10), 3, undercut.Date(2024, 12))
	r.Reset()
	for k := range 3 {
		v := wide()
		v.AsOf += undercut.Month(k)
		for i := range v.Books {
			if name := v.Firms[i].Name; k == 2 && (name == "old" || name == "seats-west") {
				v.Books[i].Alive = false
			}
		}
		r.Month(v)
	}
	got := map[string]float64{}
	for i, x := range r.Sum(nil, 0.1) {
		got[r.Outcomes()[i].Name] = x
	}
	for name, want := range map[string]float64{
		"cohort_closed_west": 1, "exits_closed_west": 0, "cohort_apps_seat": 1, "exits_apps_seat": 1, "exits_cn_seat": 0,
	} {
		if x, ok := got[name]; !ok || x != want {
			t.Errorf("%s is %g: want %g", name, x, want)
		}
	}
	if _, ok := got["cohort_other_seat"]; ok {
		t.Error("makers of apps are counted among the rivals of O4")
	}
}

// A month is measured without allocating.
func TestMonthsAllocateNothing(t *testing.T) {
	v := wide()
	r := NewRecorder(v, undercut.Date(2024, 10), 1, undercut.Date(2024, 12))
	r.Reset()
	r.Month(v)
	if n := testing.AllocsPerRun(50, func() { r.Reset(); r.Month(v) }); n > 0 {
		t.Errorf("a month allocates %g times", n)
	}
}

func BenchmarkMonth(b *testing.B) {
	v := wide()
	r := NewRecorder(v, undercut.Date(2024, 10), 1, undercut.Date(2024, 12))
	b.ReportAllocs()
	for b.Loop() {
		r.Reset()
		r.Month(v)
	}
}
