package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// An object is a JSON object whose names are known to be unique.
type object struct {
	node
	all []node
}

// object returns the value as an object and reports one that is none. Of a
// name that comes twice encoding/json would silently take the last: here the
// first is kept if both say the same, and none if they differ.
func (r *reader) object(n node) (object, bool) {
	if n.kind() != '{' {
		return object{}, r.bad(n, excerpt(n.raw()), "want an object {...}: is the format new?")
	}
	o := object{n, n.items()}
	first := map[string]int{}
	drop := map[int]bool{}
	for i, item := range o.all {
		j, again := first[item.key]
		if !again {
			first[item.key] = i
			continue
		}
		drop[i] = true
		if bytes.Equal(item.raw(), o.all[j].raw()) {
			r.doubt(item, item.key, "the name comes twice with the same value: the first was taken")
			continue
		}
		drop[j] = true
		line, _ := n.line(o.all[j].at)
		r.bad(item, item.key, fmt.Sprintf("the name comes twice with different values, first on line %d: neither was taken; keep one", line))
	}
	if len(drop) > 0 {
		var kept []node
		for i, item := range o.all {
			if !drop[i] {
				kept = append(kept, item)
			}
		}
		o.all = kept
	}
	return o, true
}

// list returns the values of a list and reports what is none.
func (r *reader) list(n node) ([]node, bool) {
	if n.kind() != '[' {
		return nil, r.bad(n, excerpt(n.raw()), "want a list [...]: is the format new?")
	}
	return n.items(), true
}

// get returns the field of a name; null is no value.
func (o object) get(name string) (node, bool) {
	for _, item := range o.all {
		if item.key == name {
			return item, item.kind() != 'n'
		}
	}
	return node{}, false
}

// has reports whether a field has a value.
func (o object) has(name string) bool { _, ok := o.get(name); return ok }

// within returns a field that must be an object, and reports one that is
// missing or something else.
func (r *reader) within(o object, name string) (object, bool) {
	n, ok := o.get(name)
	if !ok {
		return object{}, r.bad(o, strings.Join(o.names(), ", "), "want the field "+name+" among these: is the format new?")
	}
	return r.object(n)
}

// names lists the names of fields, at most twelve.
func (o object) names() (names []string) {
	for _, item := range o.all[:min(12, len(o.all))] {
		names = append(names, item.key)
	}
	return names
}

// expect reports a file in which no entry has one of some fields: a field was
// renamed, or it is another file.
func (r *reader) expect(entries []object, fields ...string) bool {
	found := map[string]bool{}
	for _, e := range entries {
		for _, f := range fields {
			if e.has(f) {
				return true
			}
		}
		for _, item := range e.all {
			found[item.key] = true
		}
	}
	var names []string
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	names = names[:min(20, len(names))]
	return r.badFile(strings.Join(names, ", "), fmt.Sprintf("none of %d entries has the field %s: is the format new, or another file? These are their fields", len(entries), strings.Join(fields, " or ")))
}
