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
	Ship: true, Whole: true,
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
		if _, ok := r.text(inFile(name), part[1]); !ok {
			return nil
		}
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
