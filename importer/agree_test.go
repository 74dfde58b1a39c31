package importer

import (
	"fmt"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// The same list prices through two catalogues are the same rows: they differ in
// the unit, in the names of providers and in the way to write a tier, and in
// nothing that comes out.
func TestLiteLLMAndModelsDevAgree(t *testing.T) {
	tokens := liteLLM.Read([]byte(`{
		"sample_spec": {"mode": "one of: chat"},
		"gpt-4o": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06},
		"claude-sonnet-4-20250514": {"litellm_provider": "anthropic", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07,
			"input_cost_per_token_above_200k_tokens": 6e-06, "output_cost_per_token_above_200k_tokens": 2.25e-05, "cache_read_input_token_cost_above_200k_tokens": 6e-07},
		"vertex_ai/gemini-2.5-flash": {"litellm_provider": "vertex_ai-language-models", "mode": "chat", "input_cost_per_token": 3e-07, "output_cost_per_token": 2.5e-06},
		"bedrock/us.amazon.nova-pro-v1:0": {"litellm_provider": "bedrock_converse", "mode": "chat", "input_cost_per_token": 8e-07, "output_cost_per_token": 3.2e-06},
		"fireworks_ai/accounts/fireworks/models/deepseek-v3": {"litellm_provider": "fireworks_ai", "mode": "chat", "input_cost_per_token": 9e-07, "output_cost_per_token": 9e-07},
		"vercel_ai_gateway/openai/gpt-4o": {"litellm_provider": "vercel_ai_gateway", "mode": "chat", "input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05}
	}`), sampleDay)
	millions := modelsDev.Read([]byte(`{
		"openai": {"id": "openai", "models": {"gpt-4o": {"id": "gpt-4o", "name": "GPT-4o", "release_date": "2024-05-13", "open_weights": false, "cost": {"input": 2.5, "output": 10, "cache_read": 1.25}}}},
		"anthropic": {"id": "anthropic", "models": {"claude-sonnet-4-20250514": {"id": "claude-sonnet-4-20250514", "name": "Claude Sonnet 4", "release_date": "2025-05-22", "open_weights": false,
			"cost": {"input": 3, "output": 15, "cache_read": 0.3, "tiers": [{"input": 6, "output": 22.5, "cache_read": 0.6, "tier": {"type": "context", "size": 200000}}]}}}},
		"google-vertex": {"id": "google-vertex", "models": {"gemini-2.5-flash": {"id": "gemini-2.5-flash", "cost": {"input": 0.3, "output": 2.5}}}},
		"amazon-bedrock": {"id": "amazon-bedrock", "models": {"us.amazon.nova-pro-v1:0": {"id": "us.amazon.nova-pro-v1:0", "cost": {"input": 0.8, "output": 3.2}}}},
		"fireworks-ai": {"id": "fireworks-ai", "models": {"accounts/fireworks/models/deepseek-v3": {"id": "accounts/fireworks/models/deepseek-v3", "cost": {"input": 0.9, "output": 0.9}}}},
		"vercel": {"id": "vercel", "models": {"openai/gpt-4o": {"id": "openai/gpt-4o", "cost": {"input": 2.5, "output": 10}}}}
	}`), sampleDay)
	if len(tokens.Problems) > 0 || len(millions.Problems) > 0 {
		t.Fatal(tokens.Problems, millions.Problems)
	}
	if a, b := lines(tokens), lines(millions); len(a) != 7 || !slices.Equal(a, b) {
		t.Errorf("LiteLLM says\n%q\nmodels.dev\n%q", a, b)
	}
}

// lines are the prices of a batch without what tells its source.
func lines(b Batch) (all []string) {
	for _, p := range b.Prices {
		all = append(all, fmt.Sprint(evidence.Stem(p.SKU), " ", p.Provider, " ", p.Seller, " ", p.Kind, " ", p.From, " ", p.In, " ", p.Out, " ", p.Cached))
	}
	slices.Sort(all)
	return all
}

// Through the rules of names each of the four price lists finds the same
// release for the same model.
func TestPriceListsMeetInOneRelease(t *testing.T) {
	known := evidence.Shipped().Releases
	found := map[undercut.PriceKind]string{}
	for _, c := range []struct {
		format    Format
		file, sku string
	}{
		{liteLLM, "litellm.json", "deepinfra/meta-llama/Llama-3.3-70B-Instruct"},
		{openRouter, "openrouter.json", "meta-llama/llama-3.3-70b-instruct"},
		{artificialAnalysis, "artificial-analysis-before.json", "llama-3-3-instruct-70b"},
	} {
		b := read(t, c.format, c.file)
		ShippedRules().Apply(&b, known)
		for _, p := range b.Prices {
			if p.SKU == c.sku {
				found[p.Kind] = p.Release
			}
		}
	}
	for _, kind := range []undercut.PriceKind{undercut.List, undercut.Routed, undercut.Median} {
		if found[kind] != "llama-3.3-70b" {
			t.Errorf("the %v price is of %q, want llama-3.3-70b", kind, found[kind])
		}
	}
}
