package importer

import (
	"fmt"
	"io/fs"
	"strings"
)

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
