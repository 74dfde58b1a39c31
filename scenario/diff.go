package scenario

import "strings"

// A Difference is a place where two scenarios say different things. A side
// that has nothing there is empty.
type Difference struct {
	Path string `json:"path"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// Diff lists the numbers, laws, words and structure that differ, in the order
// of the file format. Sources, notes and layers do not count; a block or item
// that only one side has is one difference.
func Diff(a, b *Scenario) []Difference {
	d := differ{}
	d.compare("", printed(a), printed(b), fileShape)
	return d.found
}

// printed is the tree of a scenario's own text.
func printed(s *Scenario) *node { return parse(s.World.Name, 0, s.YAML, 0, &list{}) }

type differ struct{ found []Difference }

func (d *differ) add(path, a, b string) {
	if a != b {
		d.found = append(d.found, Difference{path, a, b})
	}
}

// compare walks two trees of one shape; either may be nil.
func (d *differ) compare(path string, a, b *node, s *shape) {
	if a == nil || b == nil || s.form != anObject && s.form != byBloc && s.form != aList && s.form != aChoice {
		d.add(path, summary(a, s), summary(b, s))
		return
	}
	switch s.form {
	case anObject:
		for i := range s.fields {
			f := &s.fields[i]
			if x, y := a.get(f.key), b.get(f.key); (x != nil || y != nil) && f.key != "applied" {
				d.compare(join(path, f.key), x, y, f.shape)
			}
		}
	case byBloc:
		for _, key := range both(a, b) {
			d.compare(join(path, key), a.get(key), b.get(key), &shape{form: aNumber})
		}
	case aChoice:
		x, y := a.entries[0], b.entries[0]
		if x.key != y.key {
			d.add(path, x.key, y.key)
			return
		}
		d.compare(path, x.value, y.value, s.kinds[x.key])
	case aList:
		d.items(path, a, b, s)
	}
}

// items compares lists by the identity of their items; those without one are
// compared in order.
func (d *differ) items(path string, a, b *node, s *shape) {
	left, ids := byIdentity(a)
	right, more := byIdentity(b)
	for _, id := range more {
		if left[id] == nil {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		d.compare(join(path, id), left[id], right[id], s.elem)
	}
}

func byIdentity(n *node) (items map[string]*node, ids []string) {
	items = map[string]*node{}
	unnamed := map[string]int{}
	for _, it := range n.items {
		id := identity(it)
		if id == "" {
			kind := it.entries[0].key
			unnamed[kind]++
			id = kind + "#" + itoa(unnamed[kind])
		}
		items[id] = it
		ids = append(ids, id)
	}
	return items, ids
}

// both lists the keys of two mappings, each once, those of a first.
func both(a, b *node) []string {
	var keys []string
	for _, e := range append(append([]entry(nil), a.entries...), b.entries...) {
		if !has(keys, e.key) {
			keys = append(keys, e.key)
		}
	}
	return keys
}

// summary is a value in a few words: "0.2, normal 0.15 to 0.25".
func summary(n *node, s *shape) string {
	switch {
	case n == nil:
		return ""
	case n.kind == scalar:
		return n.text
	case n.kind == sequence && s.form == aPlain:
		var words []string
		for _, it := range n.items {
			words = append(words, it.text)
		}
		return "[" + strings.Join(words, ", ") + "]"
	case s.form != aNumber:
		return "present"
	}
	text := n.get("value").text
	if law := n.get("dist"); law != nil {
		text += ", " + law.text
	}
	if low, high := n.get("low"), n.get("high"); low != nil && high != nil {
		text += " " + low.text + " to " + high.text
	}
	for _, key := range []string{"mode", "values", "weights"} {
		if v := n.get(key); v != nil {
			text += ", " + key + " " + summary(v, &shape{form: aPlain})
		}
	}
	return text
}
