package scenario

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// form is what may stand at a place of a file.
type form uint8

const (
	aNumber  form = iota // number or mapping that gives its law
	aFixed               // number only
	aWhole               // whole number only
	aText                // word
	aFlag                // true or false
	aMonth               // YYYY-MM
	anObject             // mapping with known keys
	aList                // list of objects that have an identity
	aPlain               // list of words or of numbers
	byBloc               // mapping from blocs to numbers
	aChoice              // mapping with one key, the kind of a lever
)

// A shape says what may stand at a place: the struct tags of the model, read
// once.
type shape struct {
	form   form
	typ    reflect.Type
	fields []field           // of an object, inlined ones included
	elem   *shape            // of a list
	kinds  map[string]*shape // of a choice
}

// A field is a key of an object.
type field struct {
	key      string
	optional bool
	nan      bool // absent is NaN
	unit     string
	doc      string
	enum     []string
	low      bound
	high     bound
	index    []int // nil for the name of a lever, which the struct does not hold
	shape    *shape
}

// A bound is one end of what a number may be.
type bound struct {
	value float64
	given bool
	open  bool // the end itself is excluded
}

// fileShape is the shape of a scenario file, specShape that of a number's law.
var (
	fileShape = shapeOf(reflect.TypeFor[document](), nil)
	specShape = shapeOf(reflect.TypeFor[spec](), nil)
)

// shapeOf reads the tags of a type. A fixed number may have no law.
func shapeOf(t reflect.Type, options []string) *shape {
	s := &shape{typ: t}
	switch {
	case t == reflect.TypeFor[undercut.Month]():
		s.form = aMonth
	case t == reflect.TypeFor[market.ByBloc]():
		s.form = byBloc
	case t == reflect.TypeFor[lever.Lever]():
		s.form, s.kinds = aChoice, map[string]*shape{}
		for key, make := range lever.Kinds() {
			kind := shapeOf(reflect.TypeOf(make()).Elem(), nil)
			kind.fields = append([]field{{
				key: "name", optional: true, doc: "by which paths and overlays find the lever",
				shape: &shape{form: aText, typ: reflect.TypeFor[string]()},
			}}, kind.fields...)
			s.kinds[key] = kind
		}
	case t.Kind() == reflect.Float64 && has(options, "fixed"):
		s.form = aFixed
	case t.Kind() == reflect.Float64:
		s.form = aNumber
	case t.Kind() == reflect.Int, t.Kind() == reflect.Int64:
		s.form = aWhole
	case t.Kind() == reflect.String:
		s.form = aText
	case t.Kind() == reflect.Bool:
		s.form = aFlag
	case t.Kind() == reflect.Pointer:
		return shapeOf(t.Elem(), nil)
	case t.Kind() == reflect.Struct:
		s.form, s.fields = anObject, fieldsOf(t)
	case t.Kind() == reflect.Slice:
		s.form, s.elem = aList, shapeOf(t.Elem(), nil)
		if s.elem.form != anObject && s.elem.form != aChoice {
			s.form = aPlain
		}
	default:
		panic(fmt.Sprintf("scenario: no file form for the type %v", t)) // a new field in market or lever, found by any test
	}
	return s
}

func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		parts := strings.Split(tag, ",")
		if has(parts[1:], "inline") {
			for _, in := range fieldsOf(f.Type) {
				in.index = append([]int{i}, in.index...)
				fields = append(fields, in)
			}
			continue
		}
		made := field{
			key: parts[0], optional: has(parts[1:], "optional"), nan: has(parts[1:], "nan"),
			unit: f.Tag.Get("unit"), doc: f.Tag.Get("doc"), index: []int{i},
			low: boundOf(f.Tag, "min", "xmin"), high: boundOf(f.Tag, "max", "xmax"),
			shape: shapeOf(f.Type, parts[1:]),
		}
		if e := f.Tag.Get("enum"); e != "" {
			made.enum = strings.Split(e, ",")
		}
		fields = append(fields, made)
	}
	return fields
}

func boundOf(tag reflect.StructTag, closed, open string) bound {
	for _, key := range []string{closed, open} {
		if text, ok := tag.Lookup(key); ok {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				panic(fmt.Sprintf("scenario: tag %s:%q is not a number", key, text))
			}
			return bound{v, true, key == open}
		}
	}
	return bound{}
}

func has(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// field returns the field of a key, or nil.
func (s *shape) field(key string) *field {
	if s == nil {
		return nil
	}
	for i := range s.fields {
		if s.fields[i].key == key {
			return &s.fields[i]
		}
	}
	return nil
}

// keys lists the keys of an object in the order of the struct.
func (s *shape) keys() []string {
	var keys []string
	for _, f := range s.fields {
		keys = append(keys, f.key)
	}
	return keys
}

// below and above say whether x breaks a bound.
func (f *field) below(x float64) bool {
	return f.low.given && (x < f.low.value || f.low.open && x == f.low.value)
}

func (f *field) above(x float64) bool {
	return f.high.given && (x > f.high.value || f.high.open && x == f.high.value)
}

// ends are the least and greatest floats that the bounds admit.
func (f *field) ends() (lo, hi float64) {
	lo, hi = math.Inf(-1), math.Inf(1)
	if f.low.given {
		if lo = f.low.value; f.low.open {
			lo = math.Nextafter(lo, math.Inf(1))
		}
	}
	if f.high.given {
		if hi = f.high.value; f.high.open {
			hi = math.Nextafter(hi, math.Inf(-1))
		}
	}
	return lo, hi
}

// span says what a number may be: ">= 0 and < 1 (share)".
func (f *field) span() string {
	var ends []string
	if f.low.given {
		ends = append(ends, sign(">", f.low))
	}
	if f.high.given {
		ends = append(ends, sign("<", f.high))
	}
	text := "a number"
	if len(ends) > 0 {
		text = strings.Join(ends, " and ")
	}
	if f.unit == "" || f.unit == "none" {
		return text
	}
	return text + " (unit: " + f.unit + ")"
}

func sign(s string, b bound) string {
	if !b.open {
		s += "="
	}
	return fmt.Sprintf("%s %g", s, b.value)
}
