package importer

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

func openRouterOf(entry string) Batch {
	const whole = `{"id": "a/a", "pricing": {"prompt": "0.000001", "completion": "0.000002"}}`
	return openRouter.Read([]byte(`{"data": [`+whole+","+entry+`]}`), sampleDay)
}

// -1 is no price but says that it varies; other negative ones are wrong.
func TestVariablePricesAreNoPrices(t *testing.T) {
	b := read(t, openRouter, "openrouter.json")
	if len(offers(b, "openrouter/auto")) > 0 || len(b.Problems) > 0 {
		t.Errorf("%v, %v", offers(b, "openrouter/auto"), b.Problems)
	}
	b = openRouterOf(`{"id": "b/b", "pricing": {"prompt": "-0.000001", "completion": "0.000002"}}`)
	if len(b.Prices) != 1 || len(b.Problems) != 1 || !strings.Contains(b.Problems[0].Place, "$.data[1].pricing.prompt") || b.Problems[0].Value != "-0.000001" {
		t.Errorf("%v, %v", b.Prices, b.Problems)
	}
}

// Free and batch variants, and long prompts, are kinds of their own; what
// writes images only is left out.
func TestVariantsOfRoutes(t *testing.T) {
	b := read(t, openRouter, "openrouter.json")
	for _, c := range []struct {
		sku     string
		kind    undercut.PriceKind
		in, out float64
	}{
		{"meta-llama/llama-3.3-70b-instruct", undercut.Routed, 0.1, 0.32},
		{"meta-llama/llama-3.3-70b-instruct:free", undercut.Free, 0, 0},
		{"deepseek/deepseek-v4-flash:batch", undercut.Batch, 0.07, 0.14},
		{"google/gemini-2.5-pro", undercut.Routed, 1.25, 10},
		{"google/gemini-2.5-pro", undercut.LongContext, 2.5, 15},
	} {
		p, ok := offers(b, c.sku)[c.kind]
		if !ok || p.In != c.in || p.Out != c.out || p.Seller != undercut.Router {
			t.Errorf("%s %v: %+v", c.sku, c.kind, p)
		}
	}
	if len(offers(b, "google/gemini-2.5-flash-image")) > 0 || b.Skipped != 2 {
		t.Errorf("%d skipped, want the image model and the router", b.Skipped)
	}
	b = openRouterOf(`{"id": "b/b", "pricing": {"prompt": "0.000001", "completion": "0.000002", "overrides": [
		{"min_prompt_tokens": 500000, "prompt": "0.000009"}, {"min_prompt_tokens": 200000, "prompt": "0.000003"}]}}`)
	if p := offers(b, "b/b")[undercut.LongContext]; p.In != 3 || p.Out != 2 {
		t.Errorf("long prompts cost %g and %g, want 3 and the base's 2", p.In, p.Out)
	}
}

// A file cannot hold what was listed after it was seen.
func TestListedAfterTheFile(t *testing.T) {
	b := openRouterOf(`{"id": "b/b", "created": 1900000000, "pricing": {"prompt": "0.000001", "completion": "0.000002"}}`)
	if len(b.Prices) != 1 || len(b.Problems) != 1 || !strings.Contains(b.Problems[0].Want, "2030-03-17") {
		t.Errorf("%v, %v", b.Prices, b.Problems)
	}
}
