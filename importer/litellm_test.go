package importer

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// liteLLMOf reads entries of a price map, beside one that has each field.
func liteLLMOf(entries string) Batch {
	const whole = `"a": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}`
	return liteLLM.Read([]byte("{"+whole+","+entries+"}"), sampleDay)
}

// offers are the prices of a SKU by kind; a removal hides none.
func offers(b Batch, sku string) map[undercut.PriceKind]evidence.Price {
	all := map[undercut.PriceKind]evidence.Price{}
	for _, p := range b.Prices {
		if p.SKU == sku && !p.Removed {
			all[p.Kind] = p
		}
	}
	return all
}

// said returns the problems with a word.
func said(b Batch, word string) (all []Problem) {
	for _, p := range b.Problems {
		if strings.Contains(p.Error(), word) {
			all = append(all, p)
		}
	}
	return all
}

// LiteLLM writes 2.5e-06 dollars for one token: $2.50 a million.
func TestDollarsPerToken(t *testing.T) {
	p := offers(read(t, liteLLM, "litellm.json"), "gpt-4o")[undercut.List]
	if p.In != 2.5 || p.Out != 10 || p.Cached != 1.25 {
		t.Errorf("gpt-4o costs %g, %g, %g cached; want 2.5, 10, 1.25", p.In, p.Out, p.Cached)
	}
	for text, want := range map[string]float64{"1.5e-07": 0.15, "0.0000011": 1.1, "3.3e-07": 0.33, `"6e-7"`: 0.6} {
		b := liteLLMOf(`"b": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": ` + text + `, "output_cost_per_token": 1}`)
		if len(b.Problems) != 1 || !strings.Contains(b.Problems[0].Want, "1e+06 dollars a million") {
			t.Errorf("a dollar a token is taken: %v", b.Problems)
		}
		b = liteLLMOf(`"b": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": ` + text + `, "output_cost_per_token": 0}`)
		if got := offers(b, "b")[undercut.List].In; got != want {
			t.Errorf("%s a token is %v a million, want %v", text, got, want)
		}
	}
}

func TestSampleSpecIsSkipped(t *testing.T) {
	b := read(t, liteLLM, "litellm.json")
	for _, p := range b.Prices {
		if p.SKU == "sample_spec" || p.SKU == "fallback_generalizations" {
			t.Errorf("%s is taken for an offer", p.SKU)
		}
	}
	if len(said(b, "sample_spec")) > 0 {
		t.Error("sample_spec is a problem")
	}
}

// What is not sold by tokens of text is counted and left out: embeddings,
// images, entries by the second, tuned models.
func TestOtherModesAreSkippedAndCounted(t *testing.T) {
	const entry = `{"litellm_provider": "openai", "mode": "MODE", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6}`
	for mode, taken := range map[string]bool{
		"chat": true, "completion": true, "responses": true,
		"embedding": false, "rerank": false, "image_generation": false, "audio_speech": false, "realtime": false, "": false,
	} {
		b := liteLLMOf(`"b": ` + strings.Replace(entry, "MODE", mode, 1))
		if got := len(offers(b, "b")) == 1; got != taken || (b.Skipped == 0) != taken || len(b.Problems) > 0 {
			t.Errorf("mode %q: taken %v, %d skipped, %v", mode, got, b.Skipped, b.Problems)
		}
	}
	b := liteLLMOf(`"b": {"litellm_provider": "bedrock", "mode": "chat", "input_cost_per_second": 0.01, "output_cost_per_second": 0.01},
		"ft:gpt-4o": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6}`)
	if b.Skipped != 2 || len(b.Prices) != 1 {
		t.Errorf("%d skipped, prices %v", b.Skipped, b.Prices)
	}
}

// Vertex AI sold Gemini by the character. A price of characters alone is
// converted at four a token and kept out of every series; a token that costs
// less than a character shows that the fields were mixed up; one that costs
// four times as much is what Google says.
func TestPerCharacterUnits(t *testing.T) {
	b := read(t, liteLLM, "litellm.json")
	for sku, want := range map[string]struct {
		in      float64
		suspect string
	}{
		"medlm-large":        {20, "unit"},
		"gemini-1.5-pro-001": {0.078125, "unit"},
		"gemini-1.0-pro":     {0.5, ""},
	} {
		p := offers(b, sku)[undercut.List]
		if p.In != want.in || p.Suspect != want.suspect {
			t.Errorf("%s costs %g and is suspect %q, want %g and %q", sku, p.In, p.Suspect, want.in, want.suspect)
		}
		problems := said(b, sku)
		if (len(problems) > 0) != (want.suspect != "") {
			t.Errorf("%s: %v", sku, problems)
		}
		for _, q := range problems { // of the row, so that it can be trusted by hand
			if !q.Doubt || q.Row == 0 || b.Prices[q.Row-1].SKU != sku || q.Suspect != "unit" {
				t.Errorf("%s: the doubt is of row %d, suspect %q", sku, q.Row, q.Suspect)
			}
		}
	}
}

// Either side tells that the units were mixed up.
func TestATokenIsNoLessThanACharacter(t *testing.T) {
	const entry = `"b": {"litellm_provider": "vertex_ai-language-models", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6, `
	for chars, want := range map[string]string{
		`"input_cost_per_character": 1.1e-6, "output_cost_per_character": 2.5e-7}`: "unit",
		`"input_cost_per_character": 2.5e-7, "output_cost_per_character": 1.1e-6}`: "unit",
		`"input_cost_per_character": 2.5e-7, "output_cost_per_character": 2.5e-7}`: "",
		`"input_cost_per_character": null}`:                                        "",
	} {
		if p := offers(liteLLMOf(entry+chars), "b")[undercut.List]; p.Suspect != want {
			t.Errorf("%s: suspect %q, want %q", chars, p.Suspect, want)
		}
	}
}

// A price beyond a length of context, of a batch or of priority is an offer of
// its own kind; of several lengths the shortest counts; what is not restated
// stays.
func TestTiers(t *testing.T) {
	b := read(t, liteLLM, "litellm.json")
	for _, c := range []struct {
		sku     string
		kind    undercut.PriceKind
		in, out float64
	}{
		{"claude-sonnet-4-20250514", undercut.List, 3, 15},
		{"claude-sonnet-4-20250514", undercut.LongContext, 6, 22.5},
		{"dashscope/qwen-plus", undercut.List, 0.4, 1.2},
		{"dashscope/qwen-plus", undercut.LongContext, 1.2, 3.6},
		{"gpt-4o", undercut.Batch, 1.25, 5},
		{"gpt-4o", undercut.Priority, 4.25, 17},
	} {
		if p := offers(b, c.sku)[c.kind]; p.In != c.in || p.Out != c.out {
			t.Errorf("%s %v costs %g and %g, want %g and %g", c.sku, c.kind, p.In, p.Out, c.in, c.out)
		}
	}
	for _, order := range []string{
		`"input_cost_per_token_above_512k_tokens": 9e-6, "input_cost_per_token_above_128k_tokens": 3e-6`,
		`"input_cost_per_token_above_128k_tokens": 3e-6, "input_cost_per_token_above_512k_tokens": 9e-6`,
	} {
		b = liteLLMOf(`"b": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6, ` + order + "}")
		if p := offers(b, "b")[undercut.LongContext]; p.In != 3 || p.Out != 2 {
			t.Errorf("beyond the shortest length it costs %g and %g, want 3 and the base's 2", p.In, p.Out)
		}
	}
	b = liteLLMOf(`"b": {"litellm_provider": "openai", "mode": "chat", "tiered_pricing": [{"range": [1000, 2000], "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}]}`)
	if len(offers(b, "b")) > 0 || len(said(b, "first from 0")) != 1 {
		t.Errorf("tiers that do not begin at 0: %v, %v", b.Prices, b.Problems)
	}
}

// Prices of reasoning and of requests do not fit a row; it says so.
func TestReasoningTokensAreTold(t *testing.T) {
	b := read(t, liteLLM, "litellm.json")
	p := offers(b, "perplexity/sonar-deep-research")[undercut.List]
	if p.Out != 8 || len(said(b, "tokens of reasoning cost $3 a million")) != 1 {
		t.Errorf("out %g, problems %v", p.Out, b.Problems)
	}
	if len(said(b, "tokens of reasoning cost $4 a million")) != 1 {
		t.Errorf("tiers hide what reasoning costs: %v", b.Problems)
	}
	b = liteLLMOf(`"b": {"litellm_provider": "perplexity", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 2.8e-7, "input_cost_per_request": 0.005}`)
	if len(said(b, "fee for each request")) != 1 {
		t.Error(b.Problems)
	}
}

// A date of deprecation ends each offer of an entry. Of one that has ended only
// the end is known: its price may have been another before.
func TestDeprecationEndsOffers(t *testing.T) {
	b := read(t, liteLLM, "litellm.json")
	ends := map[undercut.PriceKind]undercut.Day{}
	for _, p := range b.Prices {
		if p.SKU == "claude-sonnet-4-20250514" && p.Removed {
			ends[p.Kind] = p.From
		}
		if p.SKU == "claude-2.1" && (!p.Removed || p.From != undercut.DayOf(2025, 7, 21) || !math.IsNaN(p.In)) {
			t.Errorf("claude-2.1: %+v, want its end only", p)
		}
	}
	day := undercut.DayOf(2026, 12, 14)
	if len(ends) != 2 || ends[undercut.List] != day || ends[undercut.LongContext] != day {
		t.Errorf("ends %v, want those of both kinds on %v", ends, day)
	}
}

// Routers, clouds, hosts and makers are told apart, under the names of
// prices.csv; whom nobody knows is no host.
func TestSellersOfThePriceMap(t *testing.T) {
	b := read(t, liteLLM, "litellm.json")
	for _, c := range []struct {
		sku, provider string
		seller        undercut.Seller
		kind          undercut.PriceKind
	}{
		{"gpt-4o", "openai", undercut.FirstParty, undercut.List},
		{"bedrock/us-east-1/anthropic.claude-v2:1", "amazon-bedrock", undercut.Cloud, undercut.List},
		{"gemini-1.0-pro", "google-vertex", undercut.Cloud, undercut.List},
		{"deepinfra/meta-llama/Llama-3.3-70B-Instruct", "deepinfra", undercut.Host, undercut.List},
		{"openrouter/meta-llama/llama-3.3-70b-instruct", "openrouter", undercut.Router, undercut.Routed},
		{"github_copilot/gpt-4o", "github-copilot", undercut.Router, undercut.Free},
		{"newcloud/some-model", "newcloud", undercut.Router, undercut.Routed},
	} {
		if p, ok := offers(b, c.sku)[c.kind]; !ok || p.Provider != c.provider || p.Seller != c.seller {
			t.Errorf("%s: %v", c.sku, offers(b, c.sku))
		}
	}
	if len(said(b, "newcloud")) != 1 {
		t.Error("a provider that is not known is not told once")
	}
}
