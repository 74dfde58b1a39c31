package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// A Scenario is a question, resolved and checked: every number has a value and
// an origin. It is not changed after Load and may be shared between workers.
type Scenario struct {
	World           market.World  // central values
	Levers          []lever.Lever // bound to World, central values
	LeverNames      []string      // in step with Levers; empty for a lever without a name
	Counterfactuals []string
	Beliefs         []string
	Applied         []string   // layers over the first file, in order
	Uncertain       []Quantity // by path
	Numbers         []Number   // in the order of the file format
	Unused          []string   // rows of the parameter set that nothing took
	YAML            []byte     // the resolved scenario as a file that stands alone
	Hash            string     // SHA-256 of YAML, hex

	places []int // of Uncertain, in the walk over World and Levers (leaves)
	pairs  []dist.Pair
	wholes []whole
}

// mostExtends bounds the chain of files that extend each other.
const mostExtends = 16

// Load reads a scenario from the library, by name, or from a file, by a path
// that contains a slash or ends in .yaml; read opens files. Overlays are laid
// over it in order, then settings of the form path=value.
//
// If anything is wrong with the input the error is Problems, all of them. Other
// errors are those of read and rows.
func Load(name string, read func(path string) ([]byte, error), rows Rows, overlays, sets []string) (*Scenario, error) {
	l := loader{read: read, bad: &list{}}
	chain, err := l.chain(name)
	if err != nil {
		return nil, err
	}
	layers := []string{}
	for _, f := range chain[1:] {
		layers = append(layers, f.name)
	}
	for _, o := range overlays {
		o = belief(o)
		f, err := l.open(o, "", nil)
		if err != nil {
			return nil, err
		}
		chain = append(chain, f.without("name", "title"))
		layers = append(layers, o)
	}
	root := l.merge(chain)
	for i, s := range sets {
		root = l.set(root, s, len(chain)+i)
		layers = append(layers, "--set "+s)
	}
	if err := l.bad.err(); err != nil {
		return nil, err
	}
	return build(root, rows, layers, l.bad)
}

// build decodes and checks a merged tree.
func build(root *node, rows Rows, layers []string, bad *list) (*Scenario, error) {
	set := ""
	var table []Row
	if n := root.get("parameters"); n != nil && n.kind == scalar && n.text != "" {
		set = n.text
		if rows == nil {
			bad.add(n.at, "parameters is %q, but there are no parameter sets here: give all numbers in the file", short(set))
		} else if t, err := rows(set); err != nil {
			bad.add(n.at, "parameters is %q: %v", short(set), err)
		} else {
			table = t
		}
	}
	d := newDecoder(bad, set, table)
	d.document(root)
	d.clean, d.resolved = len(bad.found) == 0, len(d.doc.Applied) > 0
	d.doc.Applied = append(d.doc.Applied, layers...)
	d.check()
	if err := bad.err(); err != nil {
		return nil, err
	}
	return d.scenario(), nil
}

// scenario gathers what a sound document says.
func (d *decoder) scenario() *Scenario {
	s := &Scenario{
		World: d.doc.World, Levers: d.doc.Levers, LeverNames: d.names,
		Counterfactuals: d.doc.Counterfactuals, Beliefs: d.doc.Beliefs, Applied: d.doc.Applied,
		Unused: d.unused(), pairs: d.joint,
	}
	place := map[*float64]int{}
	for i, leaf := range leaves(&d.doc.World, d.doc.Levers) {
		place[leaf] = i
	}
	order := make([]int, 0, len(d.given))
	for i := range d.given {
		g := &d.given[i]
		s.Numbers = append(s.Numbers, g.number(d.calibrated[g.path]))
		if g.law != nil {
			order = append(order, i)
		}
	}
	sort.Slice(order, func(a, b int) bool { return d.given[order[a]].path < d.given[order[b]].path })
	for _, i := range order {
		g := &d.given[i]
		s.Uncertain = append(s.Uncertain, Quantity{g.path, g.law, g.field.unit, g.spec.Source, g.spec.Grade, d.calibrated[g.path]})
		s.places = append(s.places, place[g.leaf])
	}
	for _, w := range d.wholes() {
		if w.divide(d) {
			for _, leaf := range w.leaves {
				w.places = append(w.places, place[leaf])
			}
			s.wholes = append(s.wholes, w)
		}
	}
	s.YAML = d.emit()
	sum := sha256.Sum256(s.YAML)
	s.Hash = hex.EncodeToString(sum[:])
	return s
}

// number is the public form of a given number.
func (g *given) number(calibrated bool) Number {
	n := Number{
		Path: g.path, Value: g.spec.Value, Low: g.spec.Value, High: g.spec.Value, Dist: g.spec.Dist, Unit: g.field.unit,
		Source: g.spec.Source, Grade: g.spec.Grade, KnownFrom: g.spec.KnownFrom, Note: g.spec.Note,
		Calibrated: calibrated, Origin: g.origin,
	}
	switch {
	case len(g.spec.Values) > 0:
		n.Low, n.High = g.spec.Values[0], g.spec.Values[len(g.spec.Values)-1]
	case !math.IsNaN(g.spec.Low):
		n.Low, n.High = g.spec.Low, g.spec.High
	}
	return n
}

// A loader reads files and merges them.
type loader struct {
	read  func(string) ([]byte, error)
	bad   *list
	order int
}

// A file is a tree with the name and folder that it came from.
type file struct {
	name, dir string
	root      *node
}

// without drops keys that an overlay does not pass on.
func (f file) without(keys ...string) file {
	if f.root != nil {
		f.root.entries = slices.DeleteFunc(f.root.entries, func(e entry) bool { return slices.Contains(keys, e.key) })
	}
	return f
}

// isPath tells a file from a name in the library.
func isPath(name string) bool {
	return strings.Contains(name, "/") || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// open reads one file. The place of the key that names it is for the error; it
// is nil if a user named it.
func (l *loader) open(name, dir string, from *node) (file, error) {
	if isPath(name) && dir != "" && !path.IsAbs(name) {
		name = path.Join(dir, name)
	}
	text, err := l.text(name)
	if err != nil {
		if from == nil {
			return file{}, fmt.Errorf("scenario %q: %w", name, err)
		}
		l.bad.add(from.at, "extends is %q: %v", short(from.text), err)
		return file{name: name}, nil
	}
	f := file{name: name, dir: path.Dir(name)}
	if !isPath(name) {
		f.dir = ""
	}
	l.order++
	f.root = parse(fileName(name), l.order, text, 0, l.bad)
	for _, key := range []string{"counterfactuals", "beliefs"} {
		if n := f.root.get(key); n != nil {
			f.relocate(n)
		}
	}
	return f, nil
}

// relocate makes paths in a file relative to where the file is.
func (f file) relocate(n *node) {
	for _, it := range n.items {
		if it.kind == scalar && isPath(it.text) && !path.IsAbs(it.text) && f.dir != "" {
			it.text = path.Join(f.dir, it.text)
		}
	}
}

func (l *loader) text(name string) ([]byte, error) {
	if !isPath(name) {
		return Library(name)
	}
	if l.read == nil {
		return nil, errors.New("files cannot be read here: name a scenario of the library")
	}
	return l.read(name)
}

// fileName is how problems call a file.
func fileName(name string) string {
	if isPath(name) {
		return name
	}
	return "library/" + name + ".yaml"
}

// chain follows extends from a file to the one that extends nothing, and
// returns that one first.
func (l *loader) chain(name string) ([]file, error) {
	var chain []file
	dir, from := "", (*node)(nil)
	seen := map[string]bool{}
	for {
		f, err := l.open(name, dir, from)
		if err != nil {
			return nil, err
		}
		chain = append(chain, f)
		seen[f.name] = true
		next := f.root.get("extends")
		if next == nil || next.kind != scalar || next.text == "" {
			break
		}
		name, dir, from = next.text, f.dir, next
		target := name
		if isPath(name) && dir != "" && !path.IsAbs(name) {
			target = path.Join(dir, name)
		}
		if seen[target] {
			l.bad.add(next.at, "extends is %q, which extends this file in turn: break the cycle", short(name))
			break
		}
		if len(chain) == mostExtends {
			l.bad.add(next.at, "extends is the %dth in a row: the limit is %d", mostExtends+1, mostExtends)
			break
		}
	}
	slices.Reverse(chain)
	return chain, nil
}

// merge lays the files over each other, first to last.
func (l *loader) merge(files []file) *node {
	var root *node
	for i, f := range files {
		if f.root == nil {
			continue
		}
		f = f.without("extends")
		if i > 0 {
			f = f.without("applied")
		}
		mark(f.root, i)
		root = merge(root, f.root, fileShape, l.bad)
	}
	return root
}

// mark notes which layer a tree belongs to.
func mark(n *node, layer int) {
	n.layer = layer
	for _, e := range n.entries {
		mark(e.value, layer)
	}
	for _, it := range n.items {
		mark(it, layer)
	}
}

func itoa(i int) string { return strconv.Itoa(i) }

func sortedOnce(names []string) []string {
	sort.Strings(names)
	return slices.Compact(names)
}
