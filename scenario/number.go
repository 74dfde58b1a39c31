package scenario

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/dist"
)

// A Number is a resolved number with its origin.
type Number struct {
	Path       string  `json:"path"`
	Value      float64 `json:"value"` // central value
	Low        float64 `json:"low"`   // bound or 5% quantile, as the law has it; Value if certain
	High       float64 `json:"high"`  // bound or 95% quantile
	Dist       string  `json:"dist,omitempty"`
	Unit       string  `json:"unit"`
	Source     string  `json:"source,omitempty"`
	Grade      string  `json:"grade,omitempty"`
	KnownFrom  string  `json:"known_from,omitempty"`
	Note       string  `json:"note,omitempty"`
	Calibrated bool    `json:"calibrated,omitempty"`
	Origin     string  `json:"origin"` // file:line, a row of a parameter set, or --set
}

// A Quantity is an uncertain number.
type Quantity struct {
	Path          string
	Dist          dist.Dist
	Unit          string
	Source, Grade string
	Calibrated    bool
}

// A given is a number that was given a value, with all that is known of it.
type given struct {
	path   string
	field  *field
	leaf   *float64
	spec   spec
	law    dist.Dist // nil if certain
	at     place
	layer  int
	origin string
}

// number reads a number or its law into a leaf. A nil node asks the parameter
// set.
func (d *decoder) number(n *node, leaf *float64, f *field, path string, from place) {
	before := len(d.bad.found)
	d.anyNumber(n, leaf, f, path, from)
	d.failed[leaf] = len(d.bad.found) > before
}

func (d *decoder) anyNumber(n *node, leaf *float64, f *field, path string, from place) {
	if n == nil {
		d.row(leaf, f, path, from)
		return
	}
	g := given{path: path, field: f, leaf: leaf, at: n.at, layer: n.layer, origin: n.at.String()}
	switch n.kind {
	case mapping:
		before := len(d.bad.found)
		g.spec = d.spec(n, path)
		if len(d.bad.found) > before {
			*leaf = g.spec.Value
			return
		}
		if g.spec.Origin != "" {
			g.origin = g.spec.Origin
		}
	default:
		x, ok := d.plain(n, f, path)
		if !ok {
			return
		}
		g.spec = certain(x)
	}
	d.keep(g)
}

func certain(x float64) spec {
	return spec{Value: x, Low: math.NaN(), High: math.NaN(), Mode: math.NaN()}
}

// row takes a number from the parameter set.
func (d *decoder) row(leaf *float64, f *field, path string, from place) {
	r, ok := d.rows[path]
	if !ok {
		*leaf = absent(f)
		switch {
		case f.optional:
		case d.certain:
			d.bad.add(from, "%s is missing: give %s", path, f.span())
		default:
			d.bad.add(from, "%s is missing: give %s, or %s", path, f.span(), d.rowRemedy(path))
		}
		return
	}
	d.used[path] = true
	src := &source{name: fmt.Sprintf("parameters.csv set %s", d.set), order: math.MaxInt}
	if r.Unit != "" && r.Unit != f.unit && !(f.unit == "none" && r.Unit == "1") {
		d.bad.add(place{src: src}, "%s has unit %q in its row: want %q", path, r.Unit, f.unit)
	}
	at := place{src: src}
	d.keep(given{
		path: path, field: f, leaf: leaf, spec: specOf(r), at: at, layer: -1,
		origin: fmt.Sprintf("parameters.csv %s/%s", d.set, path),
	})
	if r.Calibrated {
		d.calibrated[path] = true
	}
}

func (d *decoder) rowRemedy(path string) string {
	if d.set == "" {
		return "name a parameter set with `parameters: SET`"
	}
	return fmt.Sprintf("add the row %s to set %s in parameters.csv", path, d.set)
}

// keep checks a number against its bounds and notes it.
func (d *decoder) keep(g given) {
	x := g.spec.Value
	*g.leaf = x
	if g.field.below(x) || g.field.above(x) || math.IsNaN(x) || math.IsInf(x, 0) {
		d.bad.add(g.at, "%s is %g: want %s", g.path, x, g.field.span())
		return
	}
	law, err := g.spec.law(g.field)
	if err != nil {
		d.bad.add(g.at, "%s %v", g.path, err)
		return
	}
	g.law = law
	d.byLeaf[g.leaf] = len(d.given)
	d.given = append(d.given, g)
}

var (
	numeral  = regexp.MustCompile(`^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$`)
	suffixed = regexp.MustCompile(`^([-+]?\$[0-9].*|[-+]?[0-9][0-9_,]*\.?[0-9]*([eE][-+]?[0-9]+)?\s*([A-WYZac-np-wyz%/$µ€¥][A-Za-z%/$µ€¥0-9. ]*|bn.*))$`)
	grouped  = regexp.MustCompile(`^[-+]?[0-9]+([_,'][0-9]+)+(\.[0-9]+)?$`)
)

// plain reads a bare number; ok is false if it is none, which is reported.
func (d *decoder) plain(n *node, f *field, path string) (x float64, ok bool) {
	want := f.span()
	switch {
	case n.kind == mapping:
		d.bad.add(n.at, "%s is a mapping: want %s without a law", path, want)
	case n.kind == sequence:
		d.bad.add(n.at, "%s is a list: want %s", path, want)
	case n.empty || n.null:
		d.bad.add(n.at, "%s is %s: want %s, or leave the key out", path, n.what(), want)
	case suffixed.MatchString(n.text) && !numeral.MatchString(n.text):
		d.bad.add(n.at, "%s is %q, a number with a unit: want %s, written without a unit", path, short(n.text), want)
	case n.quoted:
		d.bad.add(n.at, "%s is the text %q: want %s, without quotes", path, short(n.text), want)
	case grouped.MatchString(n.text):
		d.bad.add(n.at, "%s is %q: want %s, without separators between digits", path, short(n.text), want)
	case strings.Contains(strings.ToLower(n.text), "nan") || strings.Contains(strings.ToLower(n.text), "inf"):
		d.bad.add(n.at, "%s is %q: want %s that is finite", path, short(n.text), want)
	case !numeral.MatchString(n.text):
		d.bad.add(n.at, "%s is %s: want %s", path, n.what(), want)
	default:
		v, err := strconv.ParseFloat(n.text, 64)
		if err != nil {
			d.bad.add(n.at, "%s is %q: want %s that is finite", path, short(n.text), want)
			return 0, false
		}
		return v, true
	}
	return 0, false
}

// absent is the value of an optional number that is not given.
func absent(f *field) float64 {
	if f.nan {
		return math.NaN()
	}
	return 0
}
