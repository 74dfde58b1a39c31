package scenario

import (
	"math"
	"reflect"
	"sort"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/dist"
)

// A decoder fills a document from a tree and keeps what the file said where.
type decoder struct {
	doc        document
	names      []string // of levers, in step with doc.Levers; empty for none
	paths      []string // of levers
	sound      []bool   // levers that were read without a problem
	bad        *list
	odd        *list // what can be simulated but is not likely meant
	set        string
	rows       map[string]Row
	used       map[string]bool // rows
	calibrated map[string]bool // paths
	given      []given
	byLeaf     map[*float64]int
	failed     map[*float64]bool // numbers that were reported
	at         map[string]*node  // by path
	blocs      []string
	joint      []dist.Pair
	clean      bool     // no problem was found before checking
	resolved   bool     // the file holds the layers of another run
	certain    bool     // a file of another format, whose numbers are plain
	later      []string // keys that the caller of a reading completes
}

// document decodes a whole file.
func (d *decoder) document(root *node) {
	d.object(root, reflect.ValueOf(&d.doc).Elem(), fileShape, "")
}

func newDecoder(bad *list, set string, rows []Row) *decoder {
	d := &decoder{
		bad: bad, odd: &list{}, set: set, rows: map[string]Row{}, used: map[string]bool{},
		calibrated: map[string]bool{}, byLeaf: map[*float64]int{}, failed: map[*float64]bool{}, at: map[string]*node{},
	}
	for _, r := range rows {
		d.rows[r.Key] = r
	}
	return d
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// object fills a struct from a mapping and reports unknown and missing keys.
func (d *decoder) object(n *node, v reflect.Value, s *shape, path string) {
	if n.kind != mapping {
		d.bad.add(n.at, "%s is %s: want a mapping with keys such as %s", path, n.what(), strings.Join(s.keys(), ", "))
		return
	}
	d.at[path] = n
	for _, e := range n.entries {
		if s.field(e.key) == nil {
			d.unknown(e, s.keys(), path)
		}
	}
	for i := range s.fields {
		f := &s.fields[i]
		if f.index == nil {
			continue
		}
		d.value(n.get(f.key), v.FieldByIndex(f.index), f, join(path, f.key), n.at)
		if path == "" && f.key == "blocs" {
			for _, b := range d.doc.Blocs {
				d.blocs = append(d.blocs, b.Name)
			}
		}
	}
}

func (d *decoder) unknown(e entry, keys []string, path string) {
	where := "here"
	if path != "" {
		where = "in " + path
	}
	d.bad.add(e.at, "unknown key %q %s%s; known keys: %s", short(e.key), where, meant(e.key, keys), strings.Join(keys, ", "))
}

// value fills one field. A nil node is an absent key, from the place of the
// mapping that lacks it.
func (d *decoder) value(n *node, v reflect.Value, f *field, path string, from place) {
	if n != nil {
		d.at[path] = n
		if n.empty {
			d.bad.add(n.at, "%s is empty: give %s%s", path, f.wanted(), f.orNull())
			return
		}
		if n.null && f.optional {
			d.off(v, f)
			return
		}
	}
	switch f.shape.form {
	case aNumber:
		d.number(n, v.Addr().Interface().(*float64), f, path, from)
		return
	case byBloc:
		d.byBloc(n, v, f, path, from)
		return
	}
	if n == nil {
		if has(d.later, f.key) {
			return
		}
		if !f.optional {
			d.bad.add(from, "%s is missing: give %s", path, f.wanted())
		} else if f.shape.form == aFixed {
			*v.Addr().Interface().(*float64) = absent(f)
		} else if f.shape.form == anObject && v.Kind() == reflect.Struct {
			d.object(&node{kind: mapping, at: from}, v, f.shape, path)
		}
		return
	}
	switch f.shape.form {
	case aFixed:
		if x, ok := d.plain(n, f, path); ok {
			d.fixed(n, x, v, f, path)
		}
	case aWhole:
		if x, ok := d.plain(n, f, path); ok {
			d.whole(n, x, v, f, path)
		}
	case aText:
		v.SetString(d.text(n, f, path))
	case aFlag:
		v.SetBool(d.flag(n, path))
	case aMonth:
		v.SetInt(int64(d.month(n, path)))
	case anObject:
		if v.Kind() == reflect.Pointer {
			v.Set(reflect.New(v.Type().Elem()))
			v = v.Elem()
		}
		d.object(n, v, f.shape, path)
	case aPlain:
		d.plainList(n, v, f, path)
	case aList:
		d.items(n, v, f, path)
	case aChoice:
		if l := d.lever(n, f.shape, path); l != nil {
			v.Set(reflect.ValueOf(l))
		}
	}
}

// off leaves out what is null, whatever the parameter set has.
func (d *decoder) off(v reflect.Value, f *field) {
	if f.shape.form == aNumber || f.shape.form == aFixed {
		v.SetFloat(absent(f))
	}
}

// wanted says what a field wants, for an error.
func (f *field) wanted() string {
	switch f.shape.form {
	case aNumber, aFixed, aWhole:
		return f.span()
	case aMonth:
		return "YYYY-MM, " + f.doc
	}
	if f.enum != nil {
		return anyOf(f.enum)
	}
	if f.shape.form == anObject {
		return "its keys (" + strings.Join(f.shape.keys(), ", ") + ")"
	}
	return "a value (" + f.doc + ")"
}

// orNull says that a key may be left out, if it may.
func (f *field) orNull() string {
	if f.optional {
		return ", or null to leave it out"
	}
	return ""
}

func (d *decoder) fixed(n *node, x float64, v reflect.Value, f *field, path string) {
	if f.below(x) || f.above(x) {
		d.bad.add(n.at, "%s is %g: want %s", path, x, f.span())
	}
	v.SetFloat(x)
}

// whole fills an integer; 2⁵³ bounds what a float can count.
func (d *decoder) whole(n *node, x float64, v reflect.Value, f *field, path string) {
	if x != math.Trunc(x) || math.Abs(x) > 1<<53 || f.below(x) || f.above(x) {
		d.bad.add(n.at, "%s is %s: want a whole number, %s", path, short(n.text), f.span())
		return
	}
	v.SetInt(int64(x))
}

func (d *decoder) text(n *node, f *field, path string) string {
	if n.kind != scalar || n.text == "" {
		d.bad.add(n.at, "%s is %s: want %s", path, n.what(), f.wanted())
		return ""
	}
	if f.enum != nil && !has(f.enum, n.text) {
		d.bad.add(n.at, "%s is %q: want %s%s", path, short(n.text), anyOf(f.enum), meant(n.text, f.enum))
	}
	return n.text
}

func (d *decoder) flag(n *node, path string) bool {
	if n.kind == scalar && !n.quoted && (n.text == "true" || n.text == "false") {
		return n.text == "true"
	}
	d.bad.add(n.at, "%s is %s: want true or false", path, n.what())
	return false
}

func (d *decoder) month(n *node, path string) undercut.Month {
	m, err := undercut.ParseMonth(n.text)
	if n.kind != scalar || err != nil {
		d.bad.add(n.at, "%s is %s: want YYYY-MM, for example 2024-12", path, n.what())
	}
	return m
}

// spec reads the mapping form of a number.
func (d *decoder) spec(n *node, path string) spec {
	s := certain(0)
	d.object(n, reflect.ValueOf(&s).Elem(), specShape, path)
	return s
}

// unused lists the rows of the parameter set whose path no number has: a row
// whose number a file gives itself is not one of them.
func (d *decoder) unused() []string {
	paths := map[string]bool{}
	for i := range d.given {
		paths[d.given[i].path] = true
	}
	var keys []string
	for k := range d.rows {
		if !d.used[k] && !paths[k] {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}
