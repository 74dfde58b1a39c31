package scenario

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
)

// Write writes a struct as the file that [Format.Read] reads back to the same
// value, to the last bit of its numbers. Items of lists take one line each.
// What is absent is left out: empty words and lists, months of 0, NaN, and
// optional numbers that are 0.
func Write(doc any) []byte {
	v := reflect.ValueOf(doc)
	s := shapeOf(v.Type(), nil)
	var b strings.Builder
	for i := range s.fields {
		f := &s.fields[i]
		x := v.FieldByIndex(f.index)
		if missing(x, f) {
			continue
		}
		if f.shape.form != aList {
			b.WriteString(f.key + ": " + flow(x, f.shape) + "\n")
			continue
		}
		b.WriteString(f.key + ":\n")
		for k := range x.Len() {
			b.WriteString("  - " + flow(x.Index(k), f.shape.elem) + "\n")
		}
	}
	return []byte(b.String())
}

// LeverText writes a lever on one line, as a file may have it:
// "tariff: { from: 2027-01, by: us, … }", without the keys that are left out.
func LeverText(l lever.Lever, leave ...string) string {
	kind, s := kindOf(l)
	return kind + ": " + braced(reflect.ValueOf(l).Elem(), s, leave)
}

// KindOf returns the key of a lever in files.
func KindOf(l lever.Lever) string {
	kind, _ := kindOf(l)
	return kind
}

func kindOf(l lever.Lever) (string, *shape) {
	t := reflect.TypeOf(l).Elem()
	for kind, made := range lever.Kinds() {
		if reflect.TypeOf(made()).Elem() == t {
			return kind, shapeOf(t, nil)
		}
	}
	panic("scenario: " + t.Name() + " is not in lever.Kinds") // a new lever, found by any test that writes it
}

// flow writes a value on one line.
func flow(v reflect.Value, s *shape) string {
	switch s.form {
	case aNumber, aFixed:
		return number(v.Float())
	case aWhole:
		return strconv.FormatInt(v.Int(), 10)
	case aText:
		return quote(v.String())
	case aFlag:
		return strconv.FormatBool(v.Bool())
	case aMonth:
		return undercut.Month(v.Int()).String()
	case aPlain:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, flow(v.Index(i), s.elem))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case aChoice:
		return "{ " + LeverText(v.Interface().(lever.Lever)) + " }"
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return braced(v, s, nil)
}

func braced(v reflect.Value, s *shape, leave []string) string {
	var parts []string
	for i := range s.fields {
		f := &s.fields[i]
		if f.index == nil || has(leave, f.key) || missing(v.FieldByIndex(f.index), f) {
			continue
		}
		parts = append(parts, f.key+": "+flow(v.FieldByIndex(f.index), f.shape))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// missing says whether a value is what an absent key reads as.
func missing(v reflect.Value, f *field) bool {
	switch v.Kind() {
	case reflect.Float64:
		return math.IsNaN(v.Float()) || f.optional && !f.nan && v.Float() == 0
	case reflect.Slice:
		return v.Len() == 0
	case reflect.Bool:
		return f.optional && !v.Bool()
	case reflect.Int, reflect.Int64:
		return v.IsZero() && (f.optional || f.shape.form == aMonth)
	}
	return v.IsZero()
}
