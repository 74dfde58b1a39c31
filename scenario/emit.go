package scenario

import (
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
)

// emit writes the document as a file that stands alone: every number with its
// law and source, in the order of the format, and nothing else. With origins
// each number says where it was given before.
func (d *decoder) emit(origins bool) []byte {
	d.doc.Extends, d.doc.Parameters = "", ""
	d.doc.Calibrated = nil
	for _, g := range d.given {
		if d.calibrated[g.path] {
			d.doc.Calibrated = append(d.doc.Calibrated, g.path)
		}
	}
	e := emitter{d: d, origins: origins}
	e.object(reflect.ValueOf(&d.doc).Elem(), fileShape, "")
	return []byte(e.b.String())
}

type emitter struct {
	d       *decoder
	origins bool
	b       strings.Builder
}

// text writes a given number.
func (e *emitter) text(g *given) string {
	s := g.spec
	if s.Origin = ""; e.origins {
		s.Origin = g.origin
	}
	return s.text()
}

func (e *emitter) line(indent string, parts ...string) {
	e.b.WriteString(indent)
	for _, p := range parts {
		e.b.WriteString(p)
	}
	e.b.WriteByte('\n')
}

// object writes the keys of a struct and says whether there were any.
func (e *emitter) object(v reflect.Value, s *shape, indent string) bool {
	before := e.b.Len()
	for i := range s.fields {
		f := &s.fields[i]
		if f.index != nil {
			e.field(v.FieldByIndex(f.index), f, indent)
		}
	}
	return e.b.Len() > before
}

func (e *emitter) field(v reflect.Value, f *field, indent string) {
	switch f.shape.form {
	case aNumber:
		if g := e.d.of(v.Addr().Interface().(*float64)); g != nil {
			e.line(indent, f.key, ": ", e.text(g))
		}
	case aFixed:
		if !math.IsNaN(v.Float()) {
			e.line(indent, f.key, ": ", number(v.Float()))
		}
	case aText:
		if v.String() != "" {
			e.line(indent, f.key, ": ", quote(v.String()))
		}
	case aFlag:
		if v.Bool() {
			e.line(indent, f.key, ": true")
		}
	case aMonth:
		if v.Int() != 0 {
			e.line(indent, f.key, ": ", undercut.Month(v.Int()).String())
		}
	case byBloc:
		e.byBloc(v, f, indent)
	case aPlain:
		e.plain(v, f, indent)
	case aList:
		e.items(v, f, indent)
	case anObject:
		e.block(v, f, indent)
	}
}

func (e *emitter) block(v reflect.Value, f *field, indent string) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	inner := emitter{d: e.d, origins: e.origins}
	if inner.object(v, f.shape, indent+"  ") {
		e.line(indent, f.key, ":")
		e.b.WriteString(inner.b.String())
	} else if f.optional && f.shape.typ.Kind() == reflect.Struct && e.d.at[f.key] == nil {
		e.line(indent, f.key, ": {}")
	}
}

func (e *emitter) byBloc(v reflect.Value, f *field, indent string) {
	if v.IsNil() {
		return
	}
	var parts []string
	for i, b := range e.d.blocs {
		if g := e.d.of(v.Index(i).Addr().Interface().(*float64)); g != nil {
			parts = append(parts, quote(b)+": "+e.text(g))
		}
	}
	e.line(indent, f.key, ": {", strings.Join(parts, ", "), "}")
}

func (e *emitter) plain(v reflect.Value, f *field, indent string) {
	if v.Len() == 0 {
		return
	}
	var parts []string
	for i := range v.Len() {
		parts = append(parts, quote(v.Index(i).String()))
	}
	e.line(indent, f.key, ": [", strings.Join(parts, ", "), "]")
}

func (e *emitter) items(v reflect.Value, f *field, indent string) {
	if v.Len() == 0 {
		return
	}
	e.line(indent, f.key, ":")
	for i := range v.Len() {
		inner := emitter{d: e.d, origins: e.origins}
		if f.shape.elem.form == aChoice {
			inner.lever(v.Index(i).Interface().(lever.Lever), f.shape.elem, e.d.names[i], indent+"    ")
		} else {
			inner.object(v.Index(i), f.shape.elem, indent+"    ")
		}
		// The first key of an item follows the dash.
		e.b.WriteString(indent + "  - " + strings.TrimPrefix(inner.b.String(), indent+"    "))
	}
}

func (e *emitter) lever(l lever.Lever, s *shape, name, indent string) {
	for key, kind := range s.kinds {
		if kind.typ != reflect.TypeOf(l).Elem() {
			continue
		}
		e.line(indent, key, ":")
		if name != "" {
			e.line(indent, "  name: ", quote(name))
		}
		e.object(reflect.ValueOf(l).Elem(), kind, indent+"  ")
	}
}

// text writes a spec: a number, or a mapping if there is more to say.
func (s *spec) text() string {
	parts := []string{"value: " + number(s.Value)}
	add := func(key, text string) {
		if text != "" {
			parts = append(parts, key+": "+text)
		}
	}
	add("dist", s.Dist)
	for _, x := range []struct {
		key   string
		value float64
	}{{"low", s.Low}, {"high", s.High}, {"mode", s.Mode}} {
		if !math.IsNaN(x.value) {
			add(x.key, number(x.value))
		}
	}
	add("values", numbers(s.Values))
	add("weights", numbers(s.Weights))
	add("source", quoteText(s.Source))
	add("grade", quoteText(s.Grade))
	add("known_from", quoteText(s.KnownFrom))
	add("note", quoteText(s.Note))
	add("origin", quoteText(s.Origin))
	if len(parts) == 1 {
		return number(s.Value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// number writes the shortest text that reads back to the same float.
func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func numbers(x []float64) string {
	if len(x) == 0 {
		return ""
	}
	var parts []string
	for _, v := range x {
		parts = append(parts, number(v))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

var bare = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// words that YAML readers may take for something other than text.
var reserved = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}

// quote writes a text, in quotes unless it is a plain word.
func quote(s string) string {
	if bare.MatchString(s) && !has(reserved, strings.ToLower(s)) {
		return s
	}
	return quoteText(s)
}

// quoteText writes a text in double quotes, or nothing for no text.
func quoteText(s string) string {
	if s == "" {
		return ""
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			b.WriteString(`\u`)
			hex := strconv.FormatInt(int64(r), 16)
			b.WriteString(strings.Repeat("0", 4-len(hex)) + hex)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
