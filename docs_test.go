package undercut_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// A page that names a file of the model that is gone, or forgets one, has
// fallen behind the code.
func TestModelPageNamesEveryMechanism(t *testing.T) {
	page := read(t, "docs/model.md")
	files, err := filepath.Glob("market/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		f = filepath.ToSlash(f)
		if f != "market/doc.go" && !strings.HasSuffix(f, "_test.go") && !strings.Contains(page, "`"+f+"`") {
			t.Errorf("docs/model.md does not name %s: put it under the section whose equations it holds", f)
		}
	}
	for _, m := range regexp.MustCompile("`(market/[a-z]+\\.go)`").FindAllStringSubmatch(page, -1) {
		if !slices.Contains(files, filepath.FromSlash(m[1])) {
			t.Errorf("docs/model.md names %s, which is not there", m[1])
		}
	}
}

// Symbols are of use only if they lead to the number.
func TestNotationNamesKeysThatExist(t *testing.T) {
	keys := map[string]bool{}
	collectKeys(keys, "", reflect.TypeFor[market.World]())
	page := read(t, "docs/notation.md")
	found := 0
	for line := range strings.Lines(page) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 {
			continue
		}
		for _, m := range regexp.MustCompile("`([a-z_.]+)`").FindAllStringSubmatch(cells[2], -1) {
			found++
			if !keys[m[1]] {
				t.Errorf("docs/notation.md gives the key %q for %s: no file has it", m[1], strings.TrimSpace(cells[1]))
			}
		}
	}
	if found < 50 {
		t.Errorf("docs/notation.md names %d keys in its second column: has the table another form now?", found)
	}
}

// collectKeys names keys as notation does: by the block that they stand in.
func collectKeys(keys map[string]bool, block string, t reflect.Type) {
	for _, f := range keysOf(t) {
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		keys[strings.TrimPrefix(block+"."+key, ".")] = true
		if e := element(f.Type); e.Kind() == reflect.Struct {
			collectKeys(keys, key, e)
		}
	}
}

// Files and anchors that pages point to must be there.
func TestLinksLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			name, anchor, _ := strings.Cut(m[1], "#")
			target := page
			if name != "" {
				target = filepath.Join(filepath.Dir(page), name)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			} else if anchor != "" && !anchors(read(t, target))[anchor] {
				t.Errorf("%s links to %s: no heading of %s has that anchor", page, m[1], target)
			}
		}
	}
}

func pages(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/decisions/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

// anchors of the headings of a page, as GitHub makes them.
func anchors(page string) map[string]bool {
	all := map[string]bool{}
	drop := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	for line := range strings.Lines(page) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
			all[strings.ReplaceAll(drop.ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), ""), " ", "-")] = true
		}
	}
	return all
}

// Every decision is in the list of decisions, every page in the index.
func TestIndexesAreWhole(t *testing.T) {
	for index, pattern := range map[string]string{"docs/README.md": "docs/*.md", "docs/decisions/README.md": "docs/decisions/0*.md"} {
		text := read(t, index)
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if base := filepath.Base(f); f != filepath.FromSlash(index) && !strings.Contains(text, "("+base+")") {
				t.Errorf("%s does not list %s", index, base)
			}
		}
	}
}

// A reader who copies an example starts from something that runs.
func TestExamplesRun(t *testing.T) {
	files, err := filepath.Glob("docs/examples/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, f := range files {
		if filepath.Base(f) == "game.yaml" {
			continue // docs/play.md plays it
		}
		s, err := scenario.Load(filepath.ToSlash(f), os.ReadFile, evidence.Parameters, nil, nil)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		m, err := market.New(&s.World)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		w, levers, _ := s.NewDrawer().Central()
		if err := m.Reset(w, 1, 0); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		p := m.NewPolicy()
		for month := w.Start; month <= w.End; month++ {
			p.Reset()
			for _, l := range levers {
				l.Apply(&p, month)
			}
			if err := m.Step(&p); err != nil {
				t.Errorf("%s: %v", f, err)
				break
			}
		}
	}
}

func TestEveryKindOfLeverIsInTheModel(t *testing.T) {
	page := read(t, "docs/model.md")
	for _, kind := range slices.Sorted(maps.Keys(lever.Kinds())) {
		if !strings.Contains(page, "`"+kind+"`") {
			t.Errorf("docs/model.md does not name the lever %s", kind)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
