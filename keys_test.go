package undercut_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/internal/golden"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
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
