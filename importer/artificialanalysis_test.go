package importer

import (
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// scored are the scores on a scale by variant.
func scored(b Batch, scale string) map[string]float64 {
	all := map[string]float64{}
	for _, s := range b.Scores {
		if s.Scale == scale {
			all[s.Variant] = s.Value
		}
	}
	return all
}

// The index was re-based in June 2026: GPT-4 fell from 12.75 to 7.01 in a day
// without having changed. The two files are two vintages, and a ruler holds
// one of them only.
func TestRebasedScales(t *testing.T) {
	before, after := read(t, artificialAnalysis, "artificial-analysis-before.json"), read(t, artificialAnalysis, "artificial-analysis-after.json")
	v := undercut.View{Day: sampleDay, Releases: []undercut.Release{{ID: "gpt-4"}, {ID: "gpt-5.4-mini"}}}
	for _, s := range append(before.Scores, after.Scores...) {
		for i, name := range []string{"GPT-4", "GPT-5.4 mini"} {
			if strings.HasPrefix(s.Variant, name) && (i == 1 || s.Variant == name) {
				s.Score.Release = i
				v.Scores = append(v.Scores, s.Score)
			}
		}
	}
	r, err := indicator.NewRuler(v, "aa_index_estimated")
	if err != nil {
		t.Fatal(err)
	}
	if r.Vintage != sampleDay || r.Score[0] != 7.01 || r.Score[1] != 36.2 {
		t.Errorf("the ruler of %v has %v, want 7.01 and 36.2 of %v", r.Vintage, r.Score, sampleDay)
	}
	v.Day = undercut.DayOf(2026, 6, 15)
	v.Scores = v.Scores[:0]
	for _, s := range before.Scores {
		if s.Score.Seen != v.Day {
			t.Fatalf("the vintage is %v, want the day in the file, %v", s.Score.Seen, v.Day)
		}
	}
}

// What Artificial Analysis estimates is on a scale of its own, beside what it
// has run; a file that does not tell is told of.
func TestEstimatedScoresAreMarked(t *testing.T) {
	b := read(t, artificialAnalysis, "artificial-analysis-before.json")
	run, all := scored(b, "aa_index"), scored(b, "aa_index_estimated")
	if _, ok := run["GPT-4"]; ok || all["GPT-4"] != 12.75 || len(run) != 4 || len(all) != 6 {
		t.Errorf("run %v, with estimates %v", run, all)
	}
	for name, x := range run {
		if all[name] != x {
			t.Errorf("%s is %g on one scale and %g on the other", name, x, all[name])
		}
	}
	if len(said(b, "2 of 6")) != 1 {
		t.Error(b.Problems)
	}
	if b := read(t, artificialAnalysis, "artificial-analysis-after.json"); len(said(b, "does not say which scores")) != 1 {
		t.Error(b.Problems)
	}
}

// Shares are shares, indices points: a benchmark of Artificial Analysis is
// never taken for Epoch AI's run of the same.
func TestScalesOfArtificialAnalysisAreItsOwn(t *testing.T) {
	known := indicator.ScaleNames()
	for _, s := range aaScales {
		if !strings.HasPrefix(s.scale, "aa_") || !slices.Contains(known, s.scale) {
			t.Errorf("%s becomes the scale %s: want one of indicator.Scales that begins with aa_", s.field, s.scale)
		}
	}
	b := artificialAnalysis.Read([]byte(`{"data": [{"slug": "a", "name": "A", "pricing": {"price_1m_input_tokens": 1, "price_1m_output_tokens": 1},
		"evaluations": {"artificial_analysis_intelligence_index": 10, "gpqa": 82.3}}]}`), sampleDay)
	if len(scored(b, "aa_gpqa")) > 0 || len(said(b, "82.3")) != 1 {
		t.Errorf("%v, %v", b.Scores, b.Problems)
	}
}

// One model: the list price of its maker, a router's cheapest route and the
// median over hosts are three offers, of which one is a list price.
func TestMedianListRoutedAreKeptApart(t *testing.T) {
	o := evidence.Observed{Releases: []undercut.Release{{ID: "llama-3.3-70b"}}}
	for _, s := range samples {
		for _, p := range read(t, s.format, s.file).Prices {
			if strings.Contains(strings.ToLower(p.SKU), "llama-3") {
				p.Release = "llama-3.3-70b"
				o.Prices = append(o.Prices, p)
			}
		}
	}
	kinds := map[undercut.PriceKind][]string{}
	for _, offer := range o.View(sampleDay).Offers {
		kinds[offer.Kind] = append(kinds[offer.Kind], offer.Source)
	}
	want := map[undercut.PriceKind]string{undercut.List: "litellm", undercut.Routed: "openrouter", undercut.Median: "artificial-analysis", undercut.Free: "openrouter"}
	for kind, sources := range want {
		if got := strings.Join(kinds[kind], " "); got != sources {
			t.Errorf("%v prices are of %q, want %q", kind, got, sources)
		}
	}
	if len(kinds) != len(want) {
		t.Errorf("kinds %v", kinds)
	}
}

// A model that comes once for each effort is one release; dates in parentheses
// tell models apart.
func TestEffortsAreOneModel(t *testing.T) {
	for name, want := range map[string]string{
		"GPT-5.4 mini (medium)":                            "GPT-5.4 mini",
		"Claude Opus 4.7 (Adaptive Reasoning, Max Effort)": "Claude Opus 4.7",
		"Qwen3 4B (Non-reasoning)":                         "Qwen3 4B",
		"GPT-4o (Aug '24)":                                 "GPT-4o (Aug '24)",
		"Llama 3.1 405B":                                   "Llama 3.1 405B",
	} {
		if got := plainName(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	b := read(t, artificialAnalysis, "artificial-analysis-before.json")
	if len(b.Releases) != 5 || len(b.Access) != 5 {
		t.Errorf("%d releases, %d states of openness, want 5", len(b.Releases), len(b.Access))
	}
}

// Weights are open, restricted or had on terms that nobody checked.
func TestWeightsAreGraded(t *testing.T) {
	b := read(t, artificialAnalysis, "artificial-analysis-before.json")
	state := map[string]undercut.Openness{}
	for _, a := range b.Access {
		state[a.Release] = a.State
	}
	for id, want := range map[string]undercut.Openness{
		"gpt-4": undercut.APIOnly, "llama-3.3-instruct-70b": undercut.Weights, "qwen3-4b": undercut.OpenWeights, "command-a": undercut.Restricted,
	} {
		if state[id] != want {
			t.Errorf("%s is %v, want %v", id, state[id], want)
		}
	}
}

// Zero is written where nobody sells a model: that is not a free offer.
func TestNoSellerIsNoPrice(t *testing.T) {
	if b := read(t, artificialAnalysis, "artificial-analysis-before.json"); len(offers(b, "qwen3-4b")) > 0 || b.Skipped != 1 {
		t.Errorf("%v, %d skipped", offers(b, "qwen3-4b"), b.Skipped)
	}
}
