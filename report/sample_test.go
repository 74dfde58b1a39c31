package report

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

// names is a world of two blocs, a lab in each, two makers and a chip maker,
// and a kind of model, toys and an app whose numbers nobody has sourced.
func names() undercut.View {
	return undercut.View{
		Blocs: []undercut.Bloc{{Name: "us", Western: true}, {Name: "cn"}},
		Segments: []undercut.Segment{
			{Name: "language", Layer: undercut.Model},
			{Name: "vehicle", Layer: undercut.Device},
			{Name: "toy", Layer: undercut.Device, Illustrative: true},
			{Name: "chips", Layer: undercut.Compute},
			{Name: "vision", Layer: undercut.Model, Illustrative: true},
			{Name: "seat", Layer: undercut.App, Illustrative: true},
		},
		Firms: []undercut.Firm{
			{Name: "alpha", Title: "Alpha & Co", Layer: undercut.Model},
			{Name: "beta", Title: "Beta", Bloc: 1, Layer: undercut.Model},
			{Name: "gamma", Title: "Gamma cars", Segment: 1, Layer: undercut.Device},
			{Name: "delta", Title: "Delta <toys>", Bloc: 1, Segment: 2, Layer: undercut.Device},
			{Name: "epsilon", Title: "Epsilon chips", Segment: 3, Layer: undercut.Compute},
			{Name: "zeta", Title: "Zeta eyes", Segment: 4, Layer: undercut.Model},
			{Name: "eta", Title: "Eta seats", Bloc: 1, Segment: 5, Layer: undercut.App},
		},
	}
}

const sampleFutures = 40

// outcomes of the small sample: those that are judged and those that are
// shown, each a function of world and future.
var outcomes = []struct {
	name string
	of   func(world, future float64) float64
}{
	{"pv.profit_model_west", func(w, f float64) float64 { return 1000 + 20*f - 350*f/40*(2-w)*(1-w/2) }},
	{"pv.profit_model_west_language", func(w, f float64) float64 { return 900 + 19*f - 300*f/40*(2-w)*(1-w/2) }},
	{"pv.profit_model_west_vision", func(w, f float64) float64 { return 100 + f - 50*f/40*(2-w)*(1-w/2) }},
	{"pv.profit_app_cn", func(w, f float64) float64 { return 30 + f/4 - 20*w }},
	{"pv.profit_app_west", func(w, f float64) float64 { return 60 }},
	{"pv.profit_model_cn", func(w, f float64) float64 { return 200 - 10*w }},
	{"pv.profit_device_cn", func(w, f float64) float64 { return 300 + f - 15*w }},
	{"pv.profit_chips_cn", func(w, f float64) float64 { return 50 + f/2 - 5*w }},
	{"pv.research_cn", func(w, f float64) float64 { return 100 - f*w/4 }},
	{"pv.subsidy_cn", func(w, f float64) float64 { return 40 - 4*w }},
	{"lead_cn_months", func(w, f float64) float64 { return math.Max(0, f/8-w) }},
	{"worst_day", func(w, f float64) float64 {
		if w > 0 {
			return 0
		}
		return -f / 250
	}},
	{"cohort_closed_west", func(w, f float64) float64 { return 1 }},
	{"exits_closed_west", func(w, f float64) float64 { return math.Floor(f / 35) }},
	{"repaid_closed_west", func(w, f float64) float64 { return math.Floor((f + 20) / 40) }},
	{"payback_run", func(w, f float64) float64 { return 0.5 + f/100 }},
	{"payback_all", func(w, f float64) float64 { return 5 + f/10 }},
	{"cohort_other_vehicle", func(w, f float64) float64 { return 1 }},
	{"exits_other_vehicle", func(w, f float64) float64 { return math.Floor(f / 39) }},
	{"cohort_other_toy", func(w, f float64) float64 { return 0 }},
	{"exits_other_toy", func(w, f float64) float64 { return 0 }},
	{"cohort_apps_seat", func(w, f float64) float64 { return 2 }},
	{"exits_apps_seat", func(w, f float64) float64 { return math.Floor(f / 30) }},
	{"lag_open@2030", func(w, f float64) float64 { return 4 + w }},
	{"open_tokens@2030", func(w, f float64) float64 { return 0.1 + f/400 }},
	{"value_west_ai@2030", func(w, f float64) float64 { return 9000 }},
	{"exit.alpha", func(w, f float64) float64 {
		if f > 34 {
			return 2029.5
		}
		return math.NaN()
	}},
	{"exit.delta", func(w, f float64) float64 { return 2027 }},
	{"exit.gamma", func(w, f float64) float64 { return math.NaN() }},
	{"fit.run_rate.alpha@2024-12", func(w, f float64) float64 { return 4 + f/10 }},
	{"fit.margin_closed@2024-12", func(w, f float64) float64 { return 0.2 + f/400 }},
}

// claims are rows of the table in the form that the board wants; the texts are
// not the article's.
func claims() []evidence.Claim {
	var list []evidence.Claim
	for _, t := range claim.Board {
		verdict := "open"
		if t.ID == "C9" {
			verdict = "not testable"
		}
		list = append(list, evidence.Claim{
			ID: t.ID, Quotation: `"as quoted" & <so on>`, Test: "a test with a threshold", Observed: "what was seen (F0101).", Sources: "F0101;epoch.ai", Verdict: verdict,
		})
	}
	return list
}

// sample is a small run with everything that a report shows. fit is the log of
// the weight of future f.
func sample(t *testing.T, fit func(f float64) float64) *Input {
	t.Helper()
	beliefs, worlds := []string{"default", "sceptic"}, []string{"giveaway", "cn-closed", "cn-absent"}
	draws := []string{"asymmetries.state", "asymmetries.trust", "placebo", "technology.copying", "variants.erosion"}
	var columns []string
	for _, o := range outcomes {
		columns = append(columns, o.name)
	}
	columns = append(columns, "fit.logweight")
	s, err := claim.NewSample(beliefs, worlds, draws, columns, sampleFutures)
	if err != nil {
		t.Fatal(err)
	}
	s.Segments = names().Segments
	s.Illustrative = []string{
		"pv.profit_model_west", "pv.profit_model_cn", "pv.profit_model_west_vision", "pv.profit_app_cn", "pv.profit_app_west", "exits_other_toy",
		"exits_apps_seat", "worst_day", "exit.delta",
	}
	in := &Input{
		Run: store.Manifest{
			Format: 1, Scenario: "giveaway", Engine: "0.0.0", Data: "data", InputHash: "hash", Seed: 7, Futures: sampleFutures,
			DrawNames: draws, OutcomeNames: columns, Months: [2]string{"2024-01", "2030-12"}, Files: map[string]string{"outcomes.csv": "abc"},
		},
		Title: "A small world <with> brackets", Titles: map[string]string{"cn-closed": "Labs close"}, Command: "undercut run giveaway --seed 7 --futures 40",
		Dir: "runs/giveaway", World: names(), Discount: 0.1,
		Numbers: []scenario.Number{
			{Path: "technology.copying", Value: 0.3, Low: 0.1, High: 0.5, Dist: "pert", Unit: "share", Source: "F0101", Grade: "B", KnownFrom: "2026-01-01", Calibrated: true, Origin: "set:1"},
			{Path: "firms.gamma.maker.price", Value: 30000, Low: 30000, High: 30000, Unit: "$", Source: evidence.Assumption, Origin: "set:2"},
			{Path: "discount", Value: 0.1, Low: 0.1, High: 0.1, Unit: "a year", Source: evidence.Definition, Origin: "set:3"},
		},
	}
	for b := range beliefs {
		for w := range worlds {
			in.Run.Cells = append(in.Run.Cells, store.Cell{Belief: beliefs[b], World: worlds[w]})
			for f := range sampleFutures {
				x := float64(f)
				r := claim.Row{Belief: b, World: w, Future: f, Draws: []float64{float64(f / 2 % 2), float64(f % 2), float64(f * 17 % 40), x, float64(f / 20)}}
				for _, o := range outcomes {
					r.Outcomes = append(r.Outcomes, o.of(float64(w), x*float64(2-b)/2))
				}
				r.Outcomes = append(r.Outcomes, fit(x))
				if b == 1 && w == 2 && f == 3 {
					r.Err, in.Run.FailedCount = "books do not balance", 1
				}
				if err := s.Add(r); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	targets := []evidence.Target{
		{ID: "run_rate.alpha@2024-12", Indicator: "run_rate.alpha", Value: 6, Tolerance: 0.2, Source: "F0101"},
		{ID: "margin_closed@2024-12", Indicator: "margin_closed", Value: 0.7, Tolerance: 0.1, Absolute: true, Checks: true, Source: "F0101"},
	}
	if in.Judgement, err = claim.Judge(s, claims(), targets); err != nil {
		t.Fatal(err)
	}
	in.Indicators, in.Observed = gauge.All(in.World), evidence.History()
	for _, i := range in.Indicators {
		in.Run.SeriesNames = append(in.Run.SeriesNames, i.Name)
	}
	in.bands()
	return in
}

// bands gives every series a fan that widens, plain and weighted.
func (in *Input) bands() {
	for c := range in.Run.Cells {
		for s := range in.Run.SeriesNames {
			for m := range 84 {
				b := store.Band{Cell: c, Series: s, Month: undercut.Date(2024, 1) + undercut.Month(m), N: sampleFutures}
				for q, level := range store.Levels {
					b.Q[q] = float32(0.3 + 0.002*float64(m)*(1+float64(level-50)/100) + 0.01*float64(c))
				}
				in.Bands = append(in.Bands, b)
				b.Weighted = true
				in.Bands = append(in.Bands, b)
			}
		}
	}
}

// alike weighs all futures the same; one leaves no effective sample.
func alike(float64) float64 { return -3 }
func one(f float64) float64 { return -f * f }
