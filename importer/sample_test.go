package importer

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/internal/golden"
)

// sampleDay is the day on which the samples were seen.
var sampleDay = undercut.DayOf(2026, 10, 9)

// samples are files in the form of each source, written by hand.
var samples = []struct {
	format Format
	file   string
}{
	{liteLLM, "litellm.json"},
	{openRouter, "openrouter.json"},
	{artificialAnalysis, "artificial-analysis-before.json"},
	{artificialAnalysis, "artificial-analysis-after.json"},
	{epochECI, "eci_scores.csv"},
	{epochModels, "all_ai_models.csv"},
	{lmArena, "lmarena.csv"},
}

func sampleText(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t testing.TB, f Format, name string) Batch {
	t.Helper()
	return f.Read(sampleText(t, name), sampleDay)
}

// tables is a batch in the columns of the evidence.
func (b Batch) tables() map[string][]byte {
	o := evidence.Observed{Releases: b.Releases, Access: b.Access, Prices: b.Prices, Scores: b.Scores, Figures: b.Figures}
	return o.Files()
}

// What each sample gives, row by row, and what is said of it.
func TestSamplesGiveTheseRows(t *testing.T) {
	for _, s := range samples {
		b := read(t, s.format, s.file)
		var text bytes.Buffer
		files := b.tables()
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(&text, "# %s\n%s\n", name, files[name])
		}
		fmt.Fprintf(&text, "# %d skipped\n", b.Skipped)
		for _, p := range b.Problems {
			fmt.Fprintf(&text, "# doubt %v: %v\n", p.Doubt, p)
		}
		golden.Check(t, strings.TrimSuffix(s.file, filepath.Ext(s.file))+".golden.csv", text.Bytes())
	}
}

// obeys checks the rows of a batch by the rules of the evidence: tables of
// their own, in which a release stands for all that have no id yet.
func obeys(b Batch) error {
	const nobody = "nobody"
	first := undercut.DayOf(1900, 1, 1)
	o := evidence.Observed{Prices: slices.Clone(b.Prices), Scores: slices.Clone(b.Scores), Access: slices.Clone(b.Access), Figures: b.Figures}
	o.Releases = append(slices.Clone(b.Releases), undercut.Release{
		ID: nobody, Name: nobody, Domain: "language", Day: first, Seen: first, Params: unknownParams, Source: "litellm", Grade: "D",
	})
	o.Access = append(o.Access, evidence.AccessRow{Release: nobody, Access: undercut.Access{From: first, Seen: first, Source: "litellm", Grade: "D"}})
	for i := range o.Prices {
		o.Prices[i].Release = nobody
	}
	for i := range o.Scores {
		o.Scores[i].Release = nobody
	}
	fsys := fstest.MapFS{}
	for _, name := range []string{"releases.csv", "access.csv", "prices.csv", "scores.csv", "figures.csv"} {
		fsys[name] = &fstest.MapFile{Data: emptyTable(name)}
	}
	for name, text := range o.Files() {
		fsys[name] = &fstest.MapFile{Data: text}
	}
	var known []evidence.Source
	for _, id := range []string{"litellm", "openrouter", "artificial-analysis", "epoch.ai", "lmarena"} {
		known = append(known, evidence.Source{ID: id})
	}
	_, err := evidence.LoadObserved(fsys, known, nil)
	return err
}

// emptyTable is the header of a shipped table.
func emptyTable(name string) []byte {
	text, err := fs.ReadFile(os.DirFS("../evidence/data/observed"), name)
	if err != nil {
		panic(err)
	}
	return text[:bytes.IndexByte(text, '\n')+1]
}

func TestSamplesObeyTheRulesOfTheEvidence(t *testing.T) {
	for _, s := range samples {
		if err := obeys(read(t, s.format, s.file)); err != nil {
			t.Errorf("%s: %v", s.file, err)
		}
	}
}

// The median of others is that of a list without one's own price.
func TestMedianWithout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(0, 9), 1, 9).Draw(t, "x")
		slices.Sort(x)
		i := rapid.IntRange(0, len(x)).Draw(t, "left out")
		rest, left := x, math.NaN()
		if i < len(x) {
			left, rest = x[i], slices.Concat(x[:i], x[i+1:])
		}
		want := math.NaN()
		if n := len(rest); n > 0 {
			want = (rest[(n-1)/2] + rest[n/2]) / 2
		}
		if got := medianWithout(x, left, i < len(x)); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%v without %v: %v, want %v", x, left, got, want)
		}
	})
}
