package importer

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// Each test is named after what goes wrong in real files; the prices are the
// ones that were seen to go wrong.

// modelsDevOf is api.json with one offer.
func modelsDevOf(provider, sku, fields string) []byte {
	return []byte(fmt.Sprintf(`{%q: {"id": %q, "models": {%q: {"id": %q, "release_date": "2026-01-01", "open_weights": false, %s}}}}`, provider, provider, sku, sku, fields))
}

func TestMovingAliases(t *testing.T) {
	m := ShippedRules().Over(evidence.Shipped().Releases)
	for _, c := range []struct{ provider, sku, day, want string }{
		{"deepseek", "deepseek-chat", "2025-01-15", "deepseek-v3@2024-12"},
		{"deepseek", "deepseek-chat", "2025-05-01", "deepseek-v3@2025-03"},
		{"deepseek", "deepseek-chat", "2025-12-15", "deepseek-v3.2"},
		{"deepseek", "deepseek-reasoner", "2025-03-01", "deepseek-r1@2025-01"},
		{"deepseek", "deepseek-reasoner", "2025-07-01", "deepseek-r1@2025-05"},
		{"openai", "gpt-4o", "2024-06-01", "gpt-4o@2024-05"},
		{"openai", "gpt-4o", "2024-11-01", "gpt-4o@2024-08"},
		{"openai", "gpt-4o-2024-11-20", "2024-12-01", "gpt-4o@2024-11"},
		{"mistral", "mistral-large-latest", "2024-03-01", "mistral-large@2024-02"},
		{"mistral", "mistral-large-latest", "2024-12-01", "mistral-large-2@2024-11"},
		{"mistral", "mistral-large-latest", "2026-01-01", "mistral-large-3"},
		{"anthropic", "claude-3-5-sonnet-latest", "2024-07-01", "claude-3.5-sonnet@2024-06"},
		{"anthropic", "claude-3-5-sonnet-latest", "2024-11-01", "claude-3.5-sonnet@2024-10"},
		{"alibaba", "qwen-max", "2025-06-01", "qwen2.5-max"},
		{"alibaba", "qwen-max", "2024-06-01", ""},
		{"alibaba", "qwen-plus-2025-07-14", "2025-08-01", ""}, // no release of that day
	} {
		day, err := undercut.ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, ok := m.Match(c.provider, c.sku, day); got != c.want || ok != (c.want != "") {
			t.Errorf("%s at %s on %s is %q, want %q", c.sku, c.provider, c.day, got, c.want)
		}
	}
}

// Prices for a time, of the day or from a day, are no plain list prices of now.
func TestRestrictedPeriods(t *testing.T) {
	b, _ := applied(t, genaiPrices, "genai-prices.json")
	list, off := pricesOf(b, "deepseek-r1@2025-01", "deepseek", undercut.List), pricesOf(b, "deepseek-r1@2025-01", "deepseek", undercut.OffPeak)
	if len(list) != 1 || list[0].In != 0.55 || len(off) != 1 || off[0].In != 0.135 {
		t.Errorf("list %v, off the peak %v: want the dearer and the cheaper window", list, off)
	}
	for _, p := range b.Prices {
		if p.SKU == "claude-sonnet-5" && p.From > seenThen && p.Dated != "announced" {
			t.Errorf("%+v: a price of the future is announced", p)
		}
	}
	b = catalogue(t, llmPrices, "llm-prices-historical.json")
	var intro []evidence.Price
	for _, p := range b.Prices {
		if p.SKU == "claude-sonnet-5" {
			intro = append(intro, p)
		}
	}
	if len(intro) != 2 || intro[0].From.String() != "2026-06-30" || intro[0].In != 2 || intro[1].From.String() != "2026-09-01" || intro[1].In != 3 {
		t.Errorf("introductory price and the next: %v", intro)
	}
}

// models.dev had 6/24 for GLM-5.1 at zhipuai, in yuan, until 2026-07-01.
func TestCNYRecordedAsUSD(t *testing.T) {
	b, _ := applied(t, modelsDev, "modelsdev.json")
	Doubts(&b, &evidence.Observed{})
	var found []Problem
	for _, p := range b.Problems {
		if p.Suspect == "currency" {
			found = append(found, p)
		}
	}
	if len(found) != 1 || b.Prices[found[0].Row-1].Provider != "zhipuai" || !strings.Contains(found[0].Place, "zhipuai") {
		t.Errorf("yuan were found in %v, want the offer of zhipuai and no other", found)
	}
}

// doubted reads one offer and returns the doubts about it beside known prices.
func doubted(t *testing.T, provider, sku, cost string, known ...evidence.Price) []Problem {
	t.Helper()
	b := modelsDev.Read(modelsDevOf(provider, sku, `"cost": `+cost), seenThen)
	ShippedRules().Apply(&b, evidence.Shipped().Releases)
	if len(b.Prices) == 0 || b.Prices[0].Release == "" {
		t.Fatalf("%s was not taken: %v", sku, b.Problems)
	}
	before := len(b.Problems)
	Doubts(&b, &evidence.Observed{Prices: known})
	return b.Problems[before:]
}

func listed(release, provider, sku string, in, out float64) evidence.Price {
	return evidence.Price{Release: release, Provider: provider, SKU: sku, Kind: undercut.List, From: seenThen - 100, Seen: seenThen - 100, In: in, Out: out, Cached: math.NaN()}
}

// LiteLLM had 0.163/0.551 for claude-instant-1.2, and gemini-1.5-pro stood at
// 0.35/1.05 for a month.
func TestDecimalSlips(t *testing.T) {
	for _, c := range []struct {
		provider, sku, cost, suspect string
		known                        evidence.Price
	}{
		{"anthropic", "claude-instant-1.2", `{"input": 0.163, "output": 0.551}`, "decimal", listed("claude-instant", "anthropic", "claude-instant-1.2", 1.63, 5.51)},
		{"google", "gemini-1.5-pro", `{"input": 0.35, "output": 1.05}`, "decimal", listed("gemini-1.5-pro@2024-09", "google", "gemini-1.5-pro", 3.5, 10.5)},
		{"togetherai", "zai-org/GLM-5.1", `{"input": 140, "output": 440}`, "decimal", listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)},
		{"togetherai", "zai-org/GLM-5.1", `{"input": 0.0000014, "output": 0.0000044}`, "unit", listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)},
		{"togetherai", "zai-org/GLM-5.1", `{"input": 0.0014, "output": 0.0044}`, "unit", listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)},
		{"togetherai", "zai-org/GLM-5.1", `{"input": 9.94, "output": 31.2}`, "currency", listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)},
		{"togetherai", "zai-org/GLM-5.1", `{"input": 4.4, "output": 1.4}`, "swapped", listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)},
		{"togetherai", "zai-org/GLM-5.1", `{"input": 8, "output": 24}`, "", listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)},
	} {
		got := doubted(t, c.provider, c.sku, c.cost, c.known)
		if len(got) != 1 || got[0].Suspect != c.suspect || got[0].Row != 1 || !got[0].Doubt {
			t.Errorf("%s at %s gives %v (%s), want one doubt of %q", c.cost, c.provider, got, suspects(got), c.suspect)
		}
	}
	if got := doubted(t, "togetherai", "zai-org/GLM-5.1", `{"input": 1.2, "output": 4.1}`, listed("glm-5.1", "zai", "glm-5.1", 1.4, 4.4)); len(got) != 0 {
		t.Errorf("a price like the others is doubted: %v", got)
	}
}

func suspects(all []Problem) (words []string) {
	for _, p := range all {
		words = append(words, p.Suspect)
	}
	return words
}

// Some lists keep what is no longer sold.
func TestRetiredOffersComeBack(t *testing.T) {
	sold, ended := listed("claude-3-opus", "anthropic", "claude-3-opus-20240229", 15, 75), listed("claude-3-opus", "anthropic", "claude-3-opus-20240229", 0, 0)
	ended.Removed, ended.From = true, seenThen-50
	if got := doubted(t, "anthropic", "claude-3-opus-20240229", `{"input": 15, "output": 75}`, sold, ended); len(got) != 1 || got[0].Suspect != "undated" {
		t.Errorf("an offer that ended comes back without a word: %v", got)
	}
}

// One price for everything is no price.
func TestPlaceholders(t *testing.T) {
	var models []string
	for _, sku := range []string{"gpt-4o", "gpt-4.1", "gpt-5", "o3", "glm-4.6", "kimi-k2.5", "qwen3-max", "grok-4"} {
		models = append(models, fmt.Sprintf(`%q: {"release_date": "2026-01-01", "cost": {"input": 1, "output": 3}}`, sku))
	}
	b := modelsDev.Read([]byte(`{"berget": {"models": {`+strings.Join(models, ",")+`}}}`), seenThen)
	ShippedRules().Apply(&b, evidence.Shipped().Releases)
	Doubts(&b, &evidence.Observed{})
	n := 0
	for _, p := range b.Problems {
		if p.Suspect == "placeholder" {
			n++
		}
	}
	if n != len(models) {
		t.Errorf("%d of %d rows are taken for placeholders: %v", n, len(models), b.Problems)
	}
}

// The price beyond a length of context is a kind of its own, and of several
// tiers the first counts, in every form in which catalogues write them.
func TestTiersOfCatalogues(t *testing.T) {
	for name, b := range map[string]Batch{
		"tiers":             modelsDev.Read(modelsDevOf("google", "gemini-2.5-pro", `"cost": {"input": 1.25, "output": 10, "tiers": [{"input": 9, "output": 90, "tier": {"type": "context", "size": 500000}}, {"input": 2.5, "output": 15, "tier": {"type": "context", "size": 200000}}]}`), seenThen),
		"context_over_200k": modelsDev.Read(modelsDevOf("google", "gemini-2.5-pro", `"cost": {"input": 1.25, "output": 10, "context_over_200k": {"input": 2.5, "output": 15}}`), seenThen),
		"base and tiers":    genaiPrices.Read([]byte(`[{"id": "google", "models": [{"id": "gemini-2.5-pro", "prices": {"input_mtok": {"base": 1.25, "tiers": [{"start": 500000, "price": 9}, {"start": 200000, "price": 2.5}]}, "output_mtok": {"base": 10, "tiers": [{"start": 200000, "price": 15}]}}}]}]`), seenThen),
		"a name with >":     llmPrices.Read([]byte(`{"prices": [{"id": "gemini-2.5-pro", "vendor": "google", "name": "Gemini 2.5 Pro ≤200k", "input": 1.25, "output": 10}, {"id": "gemini-2.5-pro-200k", "vendor": "google", "name": "Gemini 2.5 Pro >200k", "input": 2.5, "output": 15}]}`), seenThen),
	} {
		ShippedRules().Apply(&b, evidence.Shipped().Releases)
		list, long := pricesOf(b, "gemini-2.5-pro@2025-06", "google", undercut.List), pricesOf(b, "gemini-2.5-pro@2025-06", "google", undercut.LongContext)
		if len(b.Prices) != 2 || len(list) != 1 || len(long) != 1 || list[0].In != 1.25 || list[0].Out != 10 || long[0].In != 2.5 || long[0].Out != 15 {
			t.Errorf("%s: %s", name, rowsOf(b))
		}
	}
}

// A plan's flat fee, a trial or a cheaper queue is no list price.
func TestFreeAndCodingPlans(t *testing.T) {
	for _, c := range []struct {
		provider, sku, cost string
		kind                undercut.PriceKind
	}{
		{"zai", "glm-5.1", `{"input": 1.4, "output": 4.4}`, undercut.List},
		{"zai", "glm-4.7-flash", `{"input": 0, "output": 0}`, undercut.Free},
		{"zai-coding-plan", "glm-5.1", `{"input": 1.4, "output": 4.4}`, undercut.Free},
		{"github-copilot", "gpt-5.4", `{"input": 2.5, "output": 15}`, undercut.Free},
		{"kimi-for-coding", "kimi-k2.6", `{"input": 0, "output": 0}`, undercut.Free},
		{"openrouter", "z-ai/glm-5.1:free", `{"input": 0, "output": 0}`, undercut.Free},
		{"openrouter", "z-ai/glm-5.1", `{"input": 1.4, "output": 4.4}`, undercut.Routed},
		{"openai", "gpt-5.4-batch", `{"input": 1.25, "output": 7.5}`, undercut.Batch},
		{"siliconflow-cn", "Pro/zai-org/GLM-5.1", `{"input": 0.84, "output": 3.36}`, undercut.Priority},
	} {
		b := modelsDev.Read(modelsDevOf(c.provider, c.sku, `"cost": `+c.cost), seenThen)
		if len(b.Prices) != 1 || b.Prices[0].Kind != c.kind {
			t.Errorf("%s at %s: %s, want one price of kind %v", c.sku, c.provider, rowsOf(b), c.kind)
		}
	}
}

// models.dev notes openness for each offer: only what a maker says of its own
// model counts, and if it says two things that is told.
func TestOpenWeightsPerSKU(t *testing.T) {
	offer := func(sku string, open bool) string {
		return fmt.Sprintf(`%q: {"name": "Kimi K4", "release_date": "2026-10-01", "open_weights": %v, "cost": {"input": 1, "output": 3}}`, sku, open)
	}
	b := modelsDev.Read([]byte(`{"togetherai": {"models": {`+offer("moonshotai/kimi-k4", false)+`}}, "moonshotai": {"models": {`+offer("kimi-k4", true)+`}}}`), seenThen)
	ShippedRules().Apply(&b, evidence.Shipped().Releases)
	if len(b.Access) != 1 || b.Access[0].State != undercut.Weights || len(b.Problems) != 0 {
		t.Errorf("states %v, problems %v: want weights, as its maker says", b.Access, b.Problems)
	}
	if len(b.Releases) != 1 || b.Releases[0].ID != "kimi-k4" || b.Releases[0].Country != "CN" || b.Releases[0].Developer != "Moonshot AI" {
		t.Errorf("releases %+v", b.Releases)
	}
	for _, p := range b.Prices {
		if p.Release != "kimi-k4" {
			t.Errorf("%s has no release", p.SKU)
		}
	}
	b = modelsDev.Read([]byte(`{"moonshotai": {"models": {`+offer("kimi-k4", true)+`}}, "moonshotai-cn": {"models": {`+offer("kimi-k4", false)+`}}}`), seenThen)
	if len(b.Problems) != 1 || !b.Problems[0].Doubt || !strings.Contains(b.Problems[0].Want, "not of an offer") {
		t.Errorf("a maker that says two things: %v", b.Problems)
	}
}

// A maker that sells models of others makes no releases of them, and what is
// known is no new release.
func TestNewReleases(t *testing.T) {
	model := func(sku, day string) string {
		return fmt.Sprintf(`%q: {"release_date": %q, "open_weights": true, "cost": {"input": 1, "output": 3}}`, sku, day)
	}
	b := modelsDev.Read([]byte(`{"alibaba": {"models": {`+strings.Join([]string{
		model("deepseek-v9", "2026-10-01"), model("qwen9-max-preview", "2026-10-01"), model("qwen9-max-2026-10-01", "2026-10-01"),
		model("qwen3-max", "2025-09-23"), model("wanderer-1", "2026-10-01"), model("qwen3-coder-plus-2026-10-02", "2026-10-02"),
	}, ",")+`}}}`), seenThen)
	unmatched := ShippedRules().Apply(&b, evidence.Shipped().Releases)
	var ids []string
	for _, r := range b.Releases {
		ids = append(ids, r.ID)
	}
	if got := strings.Join(ids, " "); got != "qwen9-max qwen3-coder-plus@2026-10" {
		t.Errorf("new releases are %s", got)
	}
	var names []string
	for _, u := range unmatched {
		names = append(names, u.SKU)
	}
	if got := strings.Join(names, " "); got != "deepseek-v9 wanderer-1" {
		t.Errorf("unmatched are %s", got)
	}
}

// An offer of the tree is what it says and what it inherits.
func TestInheritedFacts(t *testing.T) {
	tree := fstest.MapFS{}
	add := func(name, text string) { tree[name] = &fstest.MapFile{Data: []byte(text)} }
	add("models/moonshotai/kimi-k4.toml", "name = \"Kimi K4\"\nrelease_date = \"2026-10-01\"\nopen_weights = true\n[modalities]\ninput = [\"text\"]\noutput = [\"text\"]\n")
	add("providers/moonshotai/models/kimi-k4.toml", "base_model = \"moonshotai/kimi-k4\"\n[cost]\ninput = 1\noutput = 3.0\ncache_read = 0.1\n")
	add("providers/togetherai/models/moonshotai/Kimi-K4.toml", "[extends]\nfrom = \"moonshotai/kimi-k4\"\nomit = [\"cost.cache_read\"]\n")
	add("providers/moonshotai-cn/models/kimi-k4.toml", "base_model = \"moonshotai/kimi-k4\"\nopen_weights = true\n[modalities]\noutput = [\"image\"]\n[cost]\ninput = 1\noutput = 3\n")
	add("providers/moonshotai/models/kimi-k4-secret.toml", "base_model = \"moonshotai/kimi-k4\"\nbase_model_omit = [\"open_weights\"]\n")
	add("providers/groq/models/lost.toml", "base_model = \"moonshotai/kimi-k5\"\n")
	add("providers/groq/models/circle.toml", "[extends]\nfrom = \"groq/circle\"\n")
	add("providers/groq/models/broken.toml", "name = \n")
	b := modelsDevTree.ReadTree(tree, seenThen)
	if len(b.Prices) != 2 || b.Prices[0].Provider != "moonshotai" || b.Prices[0].Cached != 0.1 || b.Prices[1].In != 1 || !math.IsNaN(b.Prices[1].Cached) {
		t.Errorf("prices: %s", rowsOf(b))
	}
	if len(b.Releases) != 1 || b.Releases[0].Day.String() != "2026-10-01" || b.Access[0].State != undercut.Weights || b.Skipped != 2 {
		t.Errorf("releases %v, skipped %d", b.Releases, b.Skipped)
	}
	text := fmt.Sprint(b.Problems)
	for _, want := range []string{"providers/groq/models/broken.toml:1", "inherits in a circle", "models/moonshotai/kimi-k5.toml", "providers/groq/models/lost.toml"} {
		if !strings.Contains(text, want) {
			t.Errorf("problems are %v, want %s", text, want)
		}
	}
	if b := modelsDevTree.ReadTree(fstest.MapFS{}, seenThen); len(b.Problems) != 1 || !strings.Contains(b.Problems[0].Want, "root of the repository") {
		t.Errorf("an empty tree: %v", b.Problems)
	}
}

// genai-prices has had prices of OpenRouter under the name of Mistral.
func TestRouterPricesInDisguise(t *testing.T) {
	b := catalogue(t, genaiPrices, "genai-prices.json")
	for _, p := range b.Problems {
		if p.Suspect == "router" && b.Prices[p.Row-1].Provider == "mistral" {
			return
		}
	}
	t.Errorf("no doubt about Mistral: %v", b.Problems)
}

// Dates of a feed are those on which somebody noticed: a price without a date
// of its own holds from the day of the file, and a past one has no date.
func TestDatesOfFeeds(t *testing.T) {
	for _, c := range catalogues[:5] {
		for i, p := range catalogue(t, c.format, c.file).Prices {
			own := strings.Contains(p.Dated, "reported") || p.Dated == "announced"
			if !own && p.From > seenThen || p.Seen != seenThen || p.Dated == "undated" != (p.Suspect == "undated") {
				t.Errorf("%s, price %d: %+v", c.file, i, p)
			}
		}
	}
}
