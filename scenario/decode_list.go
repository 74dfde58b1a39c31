package scenario

import (
	"reflect"
	"regexp"

	"github.com/undercut-sim/undercut/lever"
)

// most is how many items the lists of a scenario may have.
var most = map[string]int{"firms": 500, "segments": 50, "blocs": 20, "levers": 500, "links": 500, "types": 20}

const mostItems = 500

// byBloc reads a mapping from blocs to numbers. Blocs that it does not name
// have 0, unless the parameter set has a row for them.
func (d *decoder) byBloc(n *node, v reflect.Value, f *field, path string, from place) {
	if n != nil && n.kind != mapping {
		d.bad.add(n.at, "%s is %s: want a mapping from blocs (%s) to numbers", path, n.what(), anyOf(d.blocs))
		return
	}
	leaves := reflect.MakeSlice(v.Type(), len(d.blocs), len(d.blocs))
	each := *f
	each.optional, each.nan = true, false
	found := n != nil
	for i, b := range d.blocs {
		before := len(d.given)
		d.number(n.get(b), leaves.Index(i).Addr().Interface().(*float64), &each, join(path, b), from)
		found = found || len(d.given) > before
	}
	if n != nil {
		for _, e := range n.entries {
			if len(d.blocs) > 0 && !has(d.blocs, e.key) {
				d.bad.add(e.at, "%s has unknown bloc %q: want %s%s", path, short(e.key), anyOf(d.blocs), meant(e.key, d.blocs))
			}
		}
	}
	if found {
		v.Set(leaves)
	} else if !f.optional && len(d.blocs) > 0 {
		d.bad.add(from, "%s is missing: give a mapping from blocs (%s) to numbers; a bloc left out has 0; or %s", path, anyOf(d.blocs), d.rowRemedy(join(path, d.blocs[0])))
	}
}

// plainList reads a list of words or of numbers.
func (d *decoder) plainList(n *node, v reflect.Value, f *field, path string) {
	if n.kind != sequence {
		d.bad.add(n.at, "%s is %s: want a list such as [a, b] (%s)", path, n.what(), f.doc)
		return
	}
	if len(n.items) > mostItems {
		d.bad.add(n.at, "%s has %d items: the limit is %d", path, len(n.items), mostItems)
		return
	}
	if len(n.items) == 0 && !f.optional {
		d.bad.add(n.at, "%s is empty: give %s", path, f.doc)
	}
	out := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	one := field{doc: f.doc, shape: f.shape.elem}
	for i, it := range n.items {
		at := index(path, i)
		if f.shape.elem.form == aText {
			out.Index(i).SetString(d.text(it, &one, at))
		} else if x, ok := d.plain(it, &one, at); ok {
			out.Index(i).SetFloat(x)
		}
		d.at[at] = it
	}
	if len(n.items) > 0 {
		v.Set(out)
	}
}

var nameForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)

// items reads a list of objects, each addressed by its identity.
func (d *decoder) items(n *node, v reflect.Value, f *field, path string) {
	limit, ok := most[f.key]
	if !ok {
		limit = mostItems
	}
	switch {
	case n.kind != sequence:
		d.bad.add(n.at, "%s is %s: want a list (%s)", path, n.what(), f.doc)
		return
	case len(n.items) > limit:
		d.bad.add(n.at, "%s has %d items: the limit is %d", path, len(n.items), limit)
		return
	case len(n.items) == 0 && !f.optional:
		d.bad.add(n.at, "%s is empty: give %s", path, f.doc)
	}
	out := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	if len(n.items) > 0 {
		v.Set(out)
	}
	seen := map[string]*node{}
	unnamed := map[string]int{}
	for i, it := range n.items {
		id := d.identify(it, i, path, unnamed)
		if it.kind == mapping && seen[id] != nil {
			d.bad.add(it.at, "%s has two items called %q: rename one, or remove it", path, short(id))
		}
		seen[id] = it
		if f.shape.elem.form == aChoice {
			before := len(d.bad.found)
			if l := d.lever(it, f.shape.elem, join(path, id)); l != nil {
				out.Index(i).Set(reflect.ValueOf(l))
			}
			d.paths = append(d.paths, join(path, id))
			d.sound = append(d.sound, len(d.bad.found) == before)
			continue
		}
		d.object(it, out.Index(i), f.shape.elem, join(path, id))
	}
}

// identify returns the last part of an item's path. Items without an identity
// are numbered, levers by kind.
func (d *decoder) identify(it *node, i int, path string, unnamed map[string]int) string {
	id := identity(it)
	if path == "levers" {
		d.names = append(d.names, id)
		if id == "" && it.kind == mapping && len(it.entries) == 1 {
			kind := short(it.entries[0].key)
			unnamed[kind]++
			return kind + "#" + itoa(unnamed[kind])
		}
	}
	if id == "" {
		return "#" + itoa(i+1)
	}
	if path != "links" && path != "correlate" && (len(id) > mostName || !nameForm.MatchString(id)) {
		d.bad.add(it.at, "%s has the name %q: want up to %d letters, digits, _ and -", path, short(id), mostName)
	}
	return id
}

// lever reads a mapping whose only key is a kind.
func (d *decoder) lever(n *node, s *shape, path string) lever.Lever {
	if n.kind != mapping || len(n.entries) != 1 {
		is := n.what()
		if n.kind == mapping {
			is += " with " + itoa(len(n.entries)) + " keys"
		}
		d.bad.add(n.at, "%s is %s: want a mapping with one key, the kind: %s", path, is, anyOf(lever.Names()))
		return nil
	}
	e := n.entries[0]
	kind, ok := s.kinds[e.key]
	if !ok {
		d.bad.add(e.at, "unknown lever %q%s: want %s", short(e.key), meant(e.key, lever.Names()), anyOf(lever.Names()))
		return nil
	}
	if n := e.value.get("name"); n != nil && d.certain {
		d.bad.add(n.at, "%s has a name inside %s: name the item itself", path, e.key)
	}
	l := lever.Kinds()[e.key]()
	d.object(e.value, reflect.ValueOf(l).Elem(), kind, path)
	return l
}
