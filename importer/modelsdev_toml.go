package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/undercut-sim/undercut"
)

// modelsDevTree is the repository behind models.dev, at any commit:
// providers/PROVIDER/models/SKU.toml are offers, models/LAB/NAME.toml facts of
// a model, which an offer inherits by base_model = "LAB/NAME". Objects merge
// key by key, an offer's own values win, and base_model_omit takes inherited
// ones out. Trees of before have a table extends that names another offer.
var modelsDevTree = Format{
	Name: "models.dev-tree",
	Doc:  "models.dev repository: the same from its TOML files, at any commit of its history (MIT)",
	URL:  "https://github.com/anomalyco/models.dev",
	File: "the folder that holds providers/ and models/",
	Ship: true,
	ReadTree: func(fsys fs.FS, seen undercut.Day) Batch {
		r := &treeReader{modelsDevReader: newModelsDev(seen), fsys: fsys, tables: map[string]map[string]any{}}
		r.tree()
		return r.finish()
	},
}

// A treeReader reads TOML files as the objects that they would be in api.json.
type treeReader struct {
	*modelsDevReader
	fsys   fs.FS
	tables map[string]map[string]any // by name of file; nil if it is broken
}

// tree reads every offer in the order of names.
func (r *treeReader) tree() {
	found := false
	err := fs.WalkDir(r.fsys, "providers", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		part := strings.SplitN(name, "/", 4) // providers/PROVIDER/models/SKU
		if d.IsDir() || len(part) < 4 || part[2] != "models" || path.Ext(name) != ".toml" {
			return nil
		}
		found = true
		r.offer(part[1], strings.TrimSuffix(part[3], ".toml"), name)
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.bad(inFile("providers"), "", "no such folder: give the root of the repository of models.dev")
	case err != nil:
		r.bad(inFile("providers"), err.Error(), "the folder cannot be read")
	case !found:
		r.bad(inFile("providers"), "", "no file providers/PROVIDER/models/SKU.toml: give the root of the repository of models.dev")
	}
}

// inFile is a place that is known by its file only.
type inFile string

func (f inFile) place() string { return string(f) }

// offer reads one file with what it inherits.
func (r *treeReader) offer(provider, sku, name string) {
	table := r.table(name)
	if table == nil {
		return
	}
	full, ok := r.inherit(name, table, 0)
	if !ok {
		return
	}
	b, err := json.Marshal(full)
	if err != nil {
		r.bad(inFile(name), err.Error(), "want finite numbers")
		return
	}
	if o, ok := r.object(node{document: &document{text: b, file: name}}); ok {
		r.entry(provider, sku, o)
	}
}

// table reads a TOML file once.
func (r *treeReader) table(name string) map[string]any {
	if t, ok := r.tables[name]; ok {
		return t
	}
	r.tables[name] = nil
	b, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		r.bad(inFile(name), err.Error(), "the file cannot be read")
		return nil
	}
	before := len(r.Problems)
	b, ok := r.plain(b)
	if !ok {
		p := &r.Problems[before]
		p.Place = name + ": " + p.Place
		return nil
	}
	var t map[string]any
	var syntax toml.ParseError
	if _, err := toml.Decode(string(b), &t); errors.As(err, &syntax) {
		r.bad(inFile(fmt.Sprintf("%s:%d", name, syntax.Position.Line)), syntax.Message, "want TOML")
		return nil
	} else if err != nil {
		r.bad(inFile(name), err.Error(), "want TOML")
		return nil
	}
	r.tables[name] = t
	return t
}

// deepest is more than offers ever inherited from one another.
const deepest = 8

// inherit merges a table into the one that it names.
func (r *treeReader) inherit(name string, t map[string]any, depth int) (map[string]any, bool) {
	base, omit, ok := r.base(name, t)
	if !ok || base == "" {
		return t, ok
	}
	if depth == deepest {
		return nil, r.bad(inFile(name), base, "inherits in a circle")
	}
	under := r.table(base)
	if under == nil {
		return nil, r.bad(inFile(name), base, "what it inherits from is not there or broken: was the whole repository given?")
	}
	under, ok = r.inherit(base, under, depth+1)
	if !ok {
		return nil, false
	}
	full := merged(under, t)
	for _, field := range omit {
		remove(full, strings.Split(field, "."))
	}
	return full, true
}

// base returns the file that a table inherits from, and what it leaves out.
func (r *treeReader) base(name string, t map[string]any) (file string, omit []string, ok bool) {
	if id, ok := t["base_model"]; ok {
		s, ok := id.(string)
		if !ok || !fs.ValidPath(s) {
			return "", nil, r.bad(inFile(name), fmt.Sprint(id), "want base_model = \"LAB/NAME\"")
		}
		omit, ok := texts(t["base_model_omit"])
		return "models/" + s + ".toml", omit, ok || r.bad(inFile(name), "base_model_omit", "want a list of names in quotes")
	}
	extends, ok := t["extends"].(map[string]any)
	if !ok {
		return "", nil, true
	}
	from, _ := extends["from"].(string)
	provider, sku, ok := strings.Cut(from, "/")
	if !ok || !fs.ValidPath(from) {
		return "", nil, r.bad(inFile(name), from, "want extends.from = \"PROVIDER/SKU\"")
	}
	omit, ok = texts(extends["omit"])
	return "providers/" + provider + "/models/" + sku + ".toml", omit, ok || r.bad(inFile(name), "extends.omit", "want a list of names in quotes")
}

// texts returns a list of strings.
func texts(v any) (list []string, ok bool) {
	items, isList := v.([]any)
	for _, item := range items {
		s, isText := item.(string)
		if !isText {
			return nil, false
		}
		list = append(list, s)
	}
	return list, isList || v == nil
}

// merged returns a table with the values of two, of which the second wins.
func merged(under, over map[string]any) map[string]any {
	full := make(map[string]any, len(under)+len(over))
	for key, v := range under {
		full[key] = v
	}
	for key, v := range over {
		below, isTable := full[key].(map[string]any)
		if own, ok := v.(map[string]any); ok && isTable {
			v = merged(below, own)
		}
		full[key] = v
	}
	return full
}

// remove takes out the field at a path. The tables on the way are copies that
// merged made, or are copied now.
func remove(t map[string]any, names []string) {
	if len(names) == 1 {
		delete(t, names[0])
		return
	}
	if inner, ok := t[names[0]].(map[string]any); ok {
		inner = merged(inner, nil)
		t[names[0]] = inner
		remove(inner, names[1:])
	}
}
