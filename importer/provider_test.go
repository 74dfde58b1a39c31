package importer

import (
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// Prices that come in later must go on where the tables of the program end:
// under the same name of the provider, sold in the same way.
func TestProvidersAreThoseOfThePrices(t *testing.T) {
	o := evidence.Shipped()
	developer := map[string]string{}
	for _, r := range o.Releases {
		developer[r.ID] = r.Developer
	}
	missing := map[string]bool{}
	for _, p := range o.Prices {
		known, ok := providerOf(p.Provider)
		if !ok {
			missing[p.Provider] = true
			continue
		}
		if known.name != p.Provider {
			t.Errorf("prices.csv has the provider %s, providers.csv calls it %s", p.Provider, known.name)
		}
		if got := known.sells(developer[p.Release]); got != p.Seller && developer[p.Release] != "" {
			t.Errorf("%s sells %s of %s as %v, providers.csv says %v", p.Provider, p.Release, developer[p.Release], p.Seller, got)
		}
	}
	for name := range missing {
		t.Errorf("providers.csv lacks %s", name)
	}
}

func TestAliasesOfProviders(t *testing.T) {
	for alias, want := range map[string]string{
		"bedrock": "amazon-bedrock", "bedrock_converse": "amazon-bedrock", "vertex_ai-anthropic_models": "google-vertex",
		"azure_ai": "azure", "fireworks_ai": "fireworks-ai", "gemini": "google", "openrouter": "openrouter",
	} {
		if p, ok := providerOf(alias); !ok || p.name != want {
			t.Errorf("%s is %q, want %s", alias, p.name, want)
		}
	}
	if p, ok := providerOf("nobody"); ok {
		t.Errorf("nobody is taken for %s", p.name)
	}
	if p, _ := providerOf("mistral"); p.sells("Z.ai") != undercut.Host || p.sells("Mistral") != undercut.FirstParty {
		t.Error("a first party sells models of others as a host")
	}
}

func TestProvidersAreListedOnce(t *testing.T) {
	r := &reader{}
	var names []string
	r.lines(providersCSV, func(l line) {
		if !slices.Contains(undercut.SellerNames(), l.get("seller")) {
			t.Errorf("line %d: seller is %q", l.number, l.get("seller"))
		}
		names = append(names, l.get("provider"))
	})
	if !slices.IsSorted(names) || len(slices.Compact(names)) != len(names) {
		t.Error("providers.csv is not in order of names, each once")
	}
}
