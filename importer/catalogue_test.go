package importer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/internal/golden"
)

// seenThen is the day on which the files of catalogues were seen.
var seenThen = undercut.DayOf(2026, 10, 9)

// catalogue reads a file of testdata, or the tree of one.
func catalogue(t testing.TB, f Format, name string) Batch {
	t.Helper()
	if f.ReadTree != nil {
		return f.ReadTree(os.DirFS(filepath.Join("testdata", name)), seenThen)
	}
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return f.Read(b, seenThen)
}

var catalogues = []struct {
	format Format
	file   string
}{
	{modelsDev, "modelsdev.json"},
	{modelsDevTree, "modelsdev-tree"},
	{llmPrices, "llm-prices-current.json"},
	{llmPrices, "llm-prices-historical.json"},
	{genaiPrices, "genai-prices.json"},
	{plainCSV, "plain-prices.csv"},
}

// What each catalogue gives: its rows with their places, and what is said of
// them. The samples are written from the documentation of each format.
func TestCataloguesGiveTheseRows(t *testing.T) {
	for _, c := range catalogues {
		golden.Check(t, strings.TrimSuffix(c.file, filepath.Ext(c.file))+".rows.csv", rowsOf(catalogue(t, c.format, c.file)))
	}
}

// rowsOf prints a batch as one table.
func rowsOf(b Batch) []byte {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	put := func(cells ...string) {
		if err := w.Write(cells); err != nil {
			panic(err)
		}
	}
	put("sku", "provider", "seller", "kind", "from", "dated", "in", "out", "cached", "suspect", "where")
	for i, p := range b.Prices {
		kind := p.Kind.String()
		if p.Removed {
			kind += " removed"
		}
		put(p.SKU, p.Provider, p.Seller.String(), kind, p.From.String(), p.Dated, dollarsText(p.In), dollarsText(p.Out), dollarsText(p.Cached), p.Suspect, b.Where[i])
	}
	for _, r := range b.Releases {
		put(r.ID, r.Developer, "release", r.Name, r.Day.String(), "", "", "", "", r.Grade, "")
	}
	for _, a := range b.Access {
		put(a.Release, "", "access", a.State.String(), a.From.String(), "", "", "", "", a.Grade, "")
	}
	for _, p := range b.Problems {
		put("problem", p.Value, p.Want, fmt.Sprint("doubt ", p.Doubt), "row "+strconv.Itoa(p.Row), "", "", "", "", p.Suspect, p.Place)
	}
	put("skipped", strconv.Itoa(b.Skipped))
	w.Flush()
	return text.Bytes()
}

func dollarsText(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// Every row that was taken obeys the rules of prices.csv.
func rowRules(b Batch) error {
	if len(b.Where) != len(b.Prices) {
		return fmt.Errorf("%d places of %d prices", len(b.Where), len(b.Prices))
	}
	for i, p := range b.Prices {
		whole := p.In >= 0 && p.Out >= 0 && !math.IsInf(p.In, 0) && !math.IsInf(p.Out, 0) && !(p.Cached < 0) && !math.IsInf(p.Cached, 0)
		if p.Removed {
			whole = math.IsNaN(p.In) && math.IsNaN(p.Out) && math.IsNaN(p.Cached)
		}
		if !whole || p.SKU == "" || p.SKU != strings.TrimSpace(p.SKU) || p.Provider == "" || p.Source == "" || p.Dated == "" {
			return fmt.Errorf("%s: %+v", b.Where[i], p)
		}
	}
	for _, p := range b.Problems {
		if p.Row < 0 || p.Row > len(b.Prices) || p.Row > 0 && !p.Doubt {
			return fmt.Errorf("problem %v of row %d", p, p.Row)
		}
	}
	for _, s := range b.Scores {
		if s.Low > s.Value || s.High < s.Value || math.IsNaN(s.Value) {
			return fmt.Errorf("score %+v", s)
		}
	}
	return kept(b)
}

// kept writes the rows as an import does and reads them again: an archive with
// a row that cannot be read is lost to its user. Rows that have no release yet
// get one.
func kept(b Batch) error {
	o := evidence.Observed{Releases: b.Releases, Access: slices.Clone(b.Access), Prices: slices.Clone(b.Prices), Scores: slices.Clone(b.Scores), Figures: b.Figures}
	for i := range o.Prices {
		o.Prices[i].Release = cmp.Or(o.Prices[i].Release, "x")
	}
	for i := range o.Scores {
		o.Scores[i].Release = cmp.Or(o.Scores[i].Release, "x")
	}
	return evidence.Reread(o.Files())
}

// What a file says in the place of names is no name.
func TestNamesOfProvidersThatAreNone(t *testing.T) {
	for _, name := range []string{"", " x", "x\n", "\x1b[31mx", "\u00a0", strings.Repeat("x", 201)} {
		b, err := json.Marshal(map[string]any{name: map[string]any{"models": map[string]any{
			"gpt-5.4": map[string]any{"release_date": "2026-03-05", "cost": map[string]any{"input": 1, "output": 2}},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		got := modelsDev.Read(b, seenThen)
		if len(got.Prices) > 0 || len(got.Problems) == 0 || got.Problems[0].Doubt || !strings.Contains(got.Problems[0].Want, "want a text of up to 200 bytes") {
			t.Errorf("%q: %d prices, problems %v", name, len(got.Prices), got.Problems)
		}
	}
}

func TestCataloguesObeyTheRules(t *testing.T) {
	for _, c := range catalogues {
		if err := rowRules(catalogue(t, c.format, c.file)); err != nil {
			t.Errorf("%s: %v", c.file, err)
		}
	}
}

// applied reads a catalogue and gives its rows their releases.
func applied(t testing.TB, f Format, name string) (Batch, []Unmatched) {
	b := catalogue(t, f, name)
	unmatched := ShippedRules().Apply(&b, evidence.Shipped().Releases)
	return b, unmatched
}

// pricesOf are the prices of a batch of one release, provider and kind.
func pricesOf(b Batch, release, provider string, kind undercut.PriceKind) (all []evidence.Price) {
	for _, p := range b.Prices {
		if p.Release == release && p.Provider == provider && p.Kind == kind {
			all = append(all, p)
		}
	}
	return all
}

// The same offer has the same price in every source, whatever its form.
func TestSourcesAgreeOnOneOffer(t *testing.T) {
	for _, offer := range []struct {
		release, provider string
		kind              undercut.PriceKind
		in, out, cached   float64
		files             []string
	}{
		{"gpt-5.4", "openai", undercut.List, 2.5, 15, 0.25, []string{"modelsdev.json", "modelsdev-tree", "llm-prices-current.json", "llm-prices-historical.json", "genai-prices.json", "plain-prices.csv"}},
		{"gpt-5.4", "openai", undercut.LongContext, 5, 22.5, 0.5, []string{"modelsdev.json", "modelsdev-tree", "llm-prices-current.json", "llm-prices-historical.json", "genai-prices.json"}},
		{"gpt-5.4", "openai", undercut.Priority, 5, 30, 0.5, []string{"modelsdev.json", "modelsdev-tree"}},
		{"glm-5.1", "zai", undercut.List, 1.4, 4.4, 0.26, []string{"modelsdev.json", "modelsdev-tree", "llm-prices-current.json", "llm-prices-historical.json"}},
		{"glm-5.1", "togetherai", undercut.List, 1.4, 4.4, math.NaN(), []string{"modelsdev.json", "modelsdev-tree", "genai-prices.json"}},
	} {
		for _, c := range catalogues {
			b, _ := applied(t, c.format, c.file)
			got := pricesOf(b, offer.release, offer.provider, offer.kind)
			want := 0
			if slices.Contains(offer.files, c.file) {
				want = 1
			}
			if len(got) != want {
				t.Errorf("%s has %d prices %v of %s at %s, want %d", c.file, len(got), offer.kind, offer.release, offer.provider, want)
				continue
			}
			if want == 1 && (got[0].In != offer.in || got[0].Out != offer.out || dollarsText(got[0].Cached) != dollarsText(offer.cached)) {
				t.Errorf("%s: %+v", c.file, got[0])
			}
		}
	}
}

// The shipped tables are read as the evidence reads them.
func TestPlainTablesAreThoseOfTheEvidence(t *testing.T) {
	dir := filepath.Join("..", "evidence", "data", "observed")
	o := evidence.Shipped()
	for _, name := range []string{"releases.csv", "access.csv", "prices.csv", "scores.csv", "figures.csv"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b := plainCSV.Read(text, undercut.DayOf(2027, 1, 1))
		for _, p := range b.Problems {
			t.Errorf("%s: %v", name, p)
		}
		switch name {
		case "releases.csv":
			if len(b.Releases) != len(o.Releases) || fmt.Sprint(b.Releases[7]) != fmt.Sprint(o.Releases[7]) {
				t.Errorf("%d releases, want %d", len(b.Releases), len(o.Releases))
			}
		case "access.csv":
			if len(b.Access) != len(o.Access) || b.Access[7].Access != o.Access[7].Access {
				t.Errorf("%d states, want %d", len(b.Access), len(o.Access))
			}
		case "prices.csv":
			samePrices(t, b.Prices, o.Prices)
		case "scores.csv":
			if len(b.Scores) != len(o.Scores) || fmt.Sprint(b.Scores[7].Score) != fmt.Sprint(o.Scores[7].Score) {
				t.Errorf("%d scores, want %d", len(b.Scores), len(o.Scores))
			}
		case "figures.csv":
			if len(b.Figures) != len(o.Figures) {
				t.Errorf("%d figures, want %d", len(b.Figures), len(o.Figures))
			}
		}
	}
}

func samePrices(t *testing.T, got, want []evidence.Price) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d prices, want %d", len(got), len(want))
	}
	row := func(p evidence.Price) string {
		return fmt.Sprint(p.Release, p.SKU, p.Provider, p.Seller, p.Kind, p.Removed, p.From, p.Seen, p.Dated, p.In, p.Out, p.Cached, p.Source, p.Suspect)
	}
	for i := range got {
		if row(got[i]) != row(want[i]) {
			t.Fatalf("price %d is %s, want %s", i, row(got[i]), row(want[i]))
		}
	}
}

func TestColumnsOfPlainTables(t *testing.T) {
	for text, want := range map[string]string{
		"release,sku,provider\nx,y,z\n":             "no column seller",
		"release,variant,scale,seen,score,low,high": "no column source",
		"a,b\n1,2\n": "no column of that table",
		"":           "empty",
		"release,variant,scale,seen,score,low,high,source,grade\nm,v,eci,2026-01-01,150,151,152,mine,A\n": "low <= score",
	} {
		b := plainCSV.Read([]byte(text), seenThen)
		if !strings.Contains(fmt.Sprint(b.Problems), want) {
			t.Errorf("%q gives %v, want %s", text, b.Problems, want)
		}
	}
}

// A maker's next model of a family is a release, whoever else named a model
// after the family before; a model of a family that others own is none.
func TestNextModelOfAFamilyIsARelease(t *testing.T) {
	for _, c := range []struct {
		provider, sku string
		release       bool
	}{
		{"openai", "gpt-99-next", true},
		{"anthropic", "claude-next-99", true},
		{"google", "gemini-99-next", true},
		{"xai", "grok-99-next", true},
		{"deepseek", "deepseek-v99-next", true},
		{"zai", "glm-99-next", true},
		{"moonshotai", "kimi-k99-next", true},
		{"minimax", "minimax-m99-next", true},
		{"alibaba", "qwen99-next", true},
		{"mistral", "mistral-next-99", true},
		{"xiaomi", "mimo-v99-next", true},
		{"llama", "llama-99-next", true},
		{"nvidia", "nemotron-99-next", true},
		{"alibaba", "deepseek-v99-next", false},
		{"nvidia", "llama-99-next", false},
	} {
		text := fmt.Sprintf(`{%q: {"models": {%q: {"release_date": "2026-10-01", "open_weights": true, "cost": {"input": 1, "output": 2}}}}}`, c.provider, c.sku)
		b := modelsDev.Read([]byte(text), seenThen)
		ShippedRules().Apply(&b, evidence.Shipped().Releases)
		if got := len(b.Releases) == 1 && b.Prices[0].Release == b.Releases[0].ID; got != c.release {
			t.Errorf("%s of %s is a release: %v, want %v; %+v", c.sku, c.provider, got, c.release, b.Prices)
		}
	}
}
