package undercut_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/internal/golden"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// docs/keys.md is written from the struct tags from which files are read.
func TestKeysPageIsThatOfTheFormat(t *testing.T) {
	const name = "docs/keys.md"
	got := keysPage()
	if golden.Updating() {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := read(t, name); got != want {
		t.Errorf("%s is not what the tags of market.World and the levers say: run go test . -update and read the diff", name)
	}
}

const keysHead = `# Keys of a scenario file

Written from the program by ` + "`go test . -update`" + `; how a file is put together is in
[formats.md](formats.md). A path joins keys and names of items by dots:
` + "`segments.language.premium.erosion`" + `. ° marks a key that may be left out. *Per bloc* is
a mapping from blocs to numbers. Wherever a number stands, so may a law.
`

func keysPage() string {
	var b strings.Builder
	b.WriteString(keysHead)
	writeKeys(&b, "The file", reflect.TypeFor[market.World]())
	kinds := lever.Kinds()
	for _, kind := range lever.Names() {
		writeKeys(&b, "levers: "+kind, reflect.TypeOf(kinds[kind]()).Elem())
	}
	return b.String()
}

// writeKeys writes a section for a struct and for each one inside it.
func writeKeys(b *strings.Builder, title string, t reflect.Type) {
	fmt.Fprintf(b, "\n## %s\n\n| key | unit | values | meaning |\n|---|---|---|---|\n", title)
	type block struct {
		title string
		typ   reflect.Type
	}
	var inside []block
	for _, f := range keysOf(t) {
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		mark := ""
		if strings.Contains(options, "optional") {
			mark = "°"
		}
		fmt.Fprintf(b, "| `%s`%s | %s | %s | %s |\n", key, mark, f.Tag.Get("unit"), values(f), f.Tag.Get("doc"))
		if e := element(f.Type); e.Kind() == reflect.Struct {
			inside = append(inside, block{strings.TrimPrefix(title+"."+key, "The file."), e})
		}
	}
	for _, i := range inside {
		writeKeys(b, i.title, i.typ)
	}
}

// keysOf lists the fields that a file may give, inlined ones in their place.
func keysOf(t reflect.Type) []reflect.StructField {
	var fields []reflect.StructField
	for i := range t.NumField() {
		switch tag, ok := t.Field(i).Tag.Lookup("yaml"); {
		case strings.HasSuffix(tag, ",inline"):
			fields = append(fields, keysOf(t.Field(i).Type)...)
		case ok:
			fields = append(fields, t.Field(i))
		}
	}
	return fields
}

func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice && t != reflect.TypeFor[market.ByBloc]() {
		t = t.Elem()
	}
	return t
}

// values says what may stand at a key.
func values(f reflect.StructField) string {
	if enum := f.Tag.Get("enum"); enum != "" {
		return strings.ReplaceAll(enum, ",", ", ")
	}
	var ends []string
	for _, end := range [][2]string{{"min", "≥"}, {"xmin", ">"}, {"max", "≤"}, {"xmax", "<"}} {
		if x := f.Tag.Get(end[0]); x != "" {
			ends = append(ends, end[1]+" "+x)
		}
	}
	text := strings.Join(ends, ", ")
	switch e := element(f.Type); {
	case f.Type == reflect.TypeFor[market.ByBloc]():
		return strings.TrimSuffix("per bloc, "+text, ", ")
	case e == reflect.TypeFor[undercut.Month]():
		return "YYYY-MM"
	case e.Kind() == reflect.Struct && f.Type.Kind() == reflect.Slice:
		return "list"
	case e.Kind() == reflect.Struct:
		return "block"
	case f.Type.Kind() == reflect.Slice:
		return "list of words"
	case e.Kind() == reflect.Bool:
		return "true, false"
	case e.Kind() == reflect.String:
		return "text"
	case text == "":
		return "any number"
	}
	return text
}

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
