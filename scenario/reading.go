package scenario

import (
	"reflect"
	"strings"

	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// A Format is a kind of file beside scenarios that is written in their syntax:
// plain YAML whose keys are the struct tags of the value that it fills. Errors
// have the same form, and a lever is written as in a scenario.
//
// Numbers of such a file are certain: there are no laws and no parameter set.
type Format struct {
	Noun  string   // what a file holds: "game"
	Begin string   // from what to start writing one, for errors
	Later []string // keys of levers that may be absent: the caller completes them
}

// A Reading is a file of another format that was read, and what is wrong with
// it so far. The caller adds what only it can check, then asks for Err.
type Reading struct{ d *decoder }

// Read fills the struct that into points to. What the syntax or a single key
// has wrong is already in the reading.
func (f Format) Read(name string, text []byte, into any) *Reading {
	bad := &list{}
	d := newDecoder(bad, "", nil)
	d.later, d.certain = f.Later, true
	v := reflect.ValueOf(into).Elem()
	s := shapeOf(v.Type(), nil)
	src := &source{name: name, noun: f.Noun, begin: f.Begin, keys: s.keys()}
	root := parseSource(src, text, 0, bad)
	if root == nil {
		d.at[""] = &node{at: place{src: src}}
		return &Reading{d}
	}
	d.object(root, v, s, "")
	for _, g := range d.given {
		if g.law != nil {
			bad.add(g.at, "%s has a law: the numbers of a %s are certain, give one number", g.path, f.Noun)
		}
	}
	return &Reading{d}
}

// Problem notes that something at a path is wrong; the words follow the path,
// as in "is 3: want at most 2".
func (r *Reading) Problem(path, format string, args ...any) { r.d.problem(path, format, args...) }

// Told reports whether something at a path, or below it, was noted before, so
// that a check of a value that was not read need not say more.
func (r *Reading) Told(path string) bool {
	for _, p := range r.d.bad.found {
		if rest, ok := strings.CutPrefix(p.Message, path); ok && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ".")) {
			return true
		}
	}
	return false
}

// Has reports whether the file has something at a path, sound or not.
func (r *Reading) Has(path string) bool { return r.d.at[path] != nil }

// Bind binds a lever that stands at a path to a world and notes unknown names.
func (r *Reading) Bind(path string, l lever.Lever, w *market.World) {
	if err := l.Bind(w); err != nil {
		r.d.bindProblem(path, err)
	}
}

// Err returns everything that is wrong, as Problems, or nil.
func (r *Reading) Err() error { return r.d.bad.err() }

// A LeverKey is a key of a lever as a file gives it.
type LeverKey struct {
	Key, Unit, Doc string
	Bounds         string   // of a number, "" for other values: ">= 0 and <= 20 (unit: ratio)"
	Enum           []string // words that it admits; nil for any
	List, Optional bool
}

// LeverKeys lists the keys of a kind of lever in the order of its struct; nil
// if there is no such kind.
func LeverKeys(kind string) []LeverKey {
	made, ok := lever.Kinds()[kind]
	if !ok {
		return nil
	}
	s := shapeOf(reflect.TypeOf(made()).Elem(), nil)
	var keys []LeverKey
	for i := range s.fields {
		f := &s.fields[i]
		k := LeverKey{Key: f.key, Unit: f.unit, Doc: f.doc, Enum: f.enum, List: f.shape.form == aPlain, Optional: f.optional}
		if f.shape.form == aNumber {
			k.Bounds = f.span()
		}
		keys = append(keys, k)
	}
	return keys
}
