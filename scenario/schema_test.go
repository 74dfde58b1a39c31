package scenario

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/undercut-sim/undercut/internal/golden"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("scenario.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainValue is a tree as JSON has it.
func plainValue(n *node) any {
	switch n.kind {
	case mapping:
		m := map[string]any{}
		for _, e := range n.entries {
			m[e.key] = plainValue(e.value)
		}
		return m
	case sequence:
		all := []any{}
		for _, it := range n.items {
			all = append(all, plainValue(it))
		}
		return all
	}
	if n.null {
		return nil
	}
	if !n.quoted {
		if n.text == "true" || n.text == "false" {
			return n.text == "true"
		}
		if x, err := strconv.ParseFloat(n.text, 64); err == nil && numeral.MatchString(n.text) {
			return x
		}
	}
	return n.text
}

func tree0(t *testing.T, path string) *node {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := &list{}
	root := parse(path, 0, text, 0, bad)
	if err := bad.err(); err != nil {
		t.Fatal(err)
	}
	return root
}

// Every file of the library, every fixture and every printed scenario obeys
// the schema.
func TestSchemaAdmitsWhatLoads(t *testing.T) {
	schema := compiled(t)
	files, err := filepath.Glob("library/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("library has %d files, %v", len(files), err)
	}
	for _, path := range append(files, "testdata/two.yaml", "testdata/lab.yaml") {
		if err := schema.Validate(plainValue(tree0(t, path))); err != nil {
			t.Errorf("the schema refuses %s: %v", path, err)
		}
	}
	s := small(t, nil)
	if err := schema.Validate(plainValue(parse("printed", 0, s.YAML, 0, &list{}))); err != nil {
		t.Errorf("the schema refuses a printed scenario: %v", err)
	}
}

// The schema refuses what a reader of one file can see to be wrong.
func TestSchemaRefusesWhatIsBroken(t *testing.T) {
	schema := compiled(t)
	for _, name := range []string{
		"unknown-key", "unknown-nested-key", "enum", "not-a-number", "quoted-number", "unit-percent", "unit-quoted",
		"negative-cost", "above-bound", "exclusive-bound", "null-required", "wrong-kinds", "month", "lever-kind",
		"lever-form", "law-unknown", "law-no-value", "missing-name", "many", "separators",
	} {
		if schema.Validate(plainValue(tree0(t, "testdata/broken/"+name+".yaml"))) == nil {
			t.Errorf("the schema admits %s", name)
		}
	}
	firms := "firms:\n"
	for i := range 501 {
		firms += fmt.Sprintf("  - {name: f%d}\n", i)
	}
	if schema.Validate(plainValue(parse("many.yaml", 0, []byte(firms), 0, &list{}))) == nil {
		t.Error("the schema admits 501 firms")
	}
}

// The law of a number reads the same in schema and file; what low and high
// mean is said there.
func TestSchemaSaysWhatALawMeans(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	_, law, _ := strings.Cut(string(text), `"$defs"`)
	law, _, _ = strings.Cut(law, `"$schema"`)
	golden.Check(t, "law.schema.golden", []byte(law))
}
