package importer

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// No file makes a reader fail, every row that it takes obeys the rules, and the
// same bytes give the same rows.
func fuzzCatalogue(f *testing.F, format Format, files ...string) {
	for _, name := range files {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	for _, text := range []string{"", "{", "[]", "{}", "null", "1", `{"prices": 1}`, `{"a": {"models": {"b": {"cost": {"input": "1e400"}}}}}`, "\xff\xfe", "<html>", `[{"id":"x","models":[{"id":"y","prices":[]}]}]`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) { sound(t, func() Batch { return format.Read(b, seenThen) }) })
}

func sound(t *testing.T, read func() Batch) {
	t.Helper()
	b := read()
	if err := rowRules(b); err != nil {
		t.Fatal(err)
	}
	if string(rowsOf(b)) != string(rowsOf(read())) {
		t.Fatal("the same bytes give other rows")
	}
	ShippedRules().Apply(&b, fewReleases)
	Doubts(&b, &evidence.Observed{})
	if err := rowRules(b); err != nil {
		t.Fatal(err)
	}
}

var fewReleases = []undercut.Release{{ID: "gpt-5.4", Developer: "OpenAI", Day: undercut.DayOf(2026, 3, 5)}, {ID: "glm-5.1", Developer: "Z.ai", Day: undercut.DayOf(2026, 4, 7)}}

func FuzzModelsDev(f *testing.F) { fuzzCatalogue(f, modelsDev, "modelsdev.json") }

func FuzzLLMPrices(f *testing.F) {
	fuzzCatalogue(f, llmPrices, "llm-prices-current.json", "llm-prices-historical.json")
}

func FuzzGenaiPrices(f *testing.F) { fuzzCatalogue(f, genaiPrices, "genai-prices.json") }

func FuzzPlainCSV(f *testing.F) {
	for _, t := range tables {
		f.Add([]byte(t.columns + "\n" + strings.Repeat(",", strings.Count(t.columns, ",")) + "\n"))
	}
	fuzzCatalogue(f, plainCSV, "plain-prices.csv")
}

func FuzzModelsDevTree(f *testing.F) {
	f.Add("name = \"x\"\nrelease_date = \"2026-01-01\"\nopen_weights = true\n", "base_model = \"openai/x\"\n[cost]\ninput = 1\noutput = 2\n")
	f.Add("", "[extends]\nfrom = \"openai/y\"\nomit = [\"cost.input\"]\n")
	f.Add("cost = inf", "base_model = \"../x\"\nbase_model_omit = [1]")
	f.Add("cost = nan", "base_model = \"openai/x\"")
	f.Add("release_date = 2026-01-01", "base_model = \"openai/x\"\n[cost]\ninput = 1e999\noutput = -0.0\n")
	f.Fuzz(func(t *testing.T, model, offer string) {
		tree := fstest.MapFS{
			"models/openai/x.toml":           {Data: []byte(model)},
			"providers/openai/models/y.toml": {Data: []byte(offer)},
		}
		sound(t, func() Batch { return modelsDevTree.ReadTree(tree, seenThen) })
	})
}

// Whatever a name is, the rules end, and what they give is a release.
func FuzzMatch(f *testing.F) {
	m := ShippedRules().Over(evidence.Shipped().Releases)
	for _, sku := range []string{"openai/gpt-4o-2024-08-06", "us.anthropic.claude-3-5-sonnet-20241022-v2:0", "a/b/c", "", "/", "---", "@", ":free", "x-0231", "gpt-4-", "-fp8", "instruct"} {
		f.Add("openai", sku, int32(20000))
	}
	f.Fuzz(func(t *testing.T, provider, sku string, day int32) {
		id, rule, ok := m.Match(provider, sku, undercut.Day(day))
		if ok != (id != "") || ok && !m.ids[id] || rule < 0 {
			t.Fatalf("%q at %q is %q by rule %d, %v", sku, provider, id, rule, ok)
		}
	})
}

func FuzzRules(f *testing.F) {
	f.Add([]byte(RuleColumns + "\n1,is,a,,b,,,\n2,strip,x$,,,,,\n3,spell,^(a),,$1$1,,,\n"))
	f.Fuzz(func(t *testing.T, own []byte) {
		rules, bad := LoadRules(own)
		if len(bad) > 0 {
			return
		}
		rules.Over(fewReleases).Match("openai", "openai/gpt-5.4-2026-03-05", seenThen)
	})
}
