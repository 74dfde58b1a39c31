package importer

import (
	"fmt"
	"strings"
)

// MaxRows is the most rows that are taken of a file, so that none fills the
// memory. The largest that its publisher names here gives 54,000.
const MaxRows = 100_000

// full reports that a file has more rows than are taken.
func (r *reader) full() bool {
	if len(r.Prices)+len(r.Scores)+len(r.Releases) < MaxRows {
		return false
	}
	r.badFile(fmt.Sprintf("%d rows", MaxRows), "up to so many rows are taken of a file, and it has more: is it the right file? Cut it in parts")
	return true
}

// listOf returns the values of a field that must be a list.
func (r *reader) listOf(o object, field string) ([]node, bool) {
	n, ok := o.get(field)
	if !ok {
		return nil, r.bad(o, strings.Join(o.names(), ", "), "want the field "+field+" among these: is the format new, or another file?")
	}
	return r.list(n)
}

// each takes the entries that are objects, one after the other, so that a large
// file is never held as objects.
func (r *reader) each(entries []node, take func(object)) {
	for _, n := range entries {
		if r.full() {
			return
		}
		if e, ok := r.object(n); ok {
			take(e)
		}
	}
}

// expectEach reports a file in which some field occurs in no entry: it was
// renamed, or it is another file. A dot leads into an object of the entry.
func (r *reader) expectEach(entries []node, fields ...string) bool {
	for _, path := range fields {
		outer, inner, nested := strings.Cut(path, ".")
		if !nested || !occurs(entries, "", outer) {
			outer, inner = "", outer
		}
		if !occurs(entries, outer, inner) {
			return r.expect(inners(entries[:min(100, len(entries))], outer), inner)
		}
	}
	return true
}

// occurs reports whether a field has a value in any entry.
func occurs(entries []node, outer, inner string) bool {
	for _, n := range entries {
		for _, o := range inners([]node{n}, outer) {
			if o.has(inner) {
				return true
			}
		}
	}
	return false
}

// inners returns the objects in a field of each entry, or the entries
// themselves. What is something else is left to who reads the entry.
func inners(entries []node, outer string) (all []object) {
	for _, n := range entries {
		if n.kind() != '{' {
			continue
		}
		o := object{n, n.items()}
		if outer == "" {
			all = append(all, o)
		} else if n, ok := o.get(outer); ok && n.kind() == '{' {
			all = append(all, object{n, n.items()})
		}
	}
	return all
}
