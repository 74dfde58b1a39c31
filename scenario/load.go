package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"sort"
	"strconv"

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
	Unused          []string   // rows of the parameter set whose path no number has
	Remarks         Problems   // what can be simulated but is not likely meant, in files of the user's
	YAML            []byte     // the resolved scenario as a file that stands alone
	Kept            []byte     // the same with the origin of every number and the names of files as its own file has them, as a run keeps it
	Hash            string     // SHA-256 of Kept without the origins, hex

	places []int // of Uncertain, in the walk over World and Levers (leaves)
	pairs  []dist.Pair
	wholes []whole
}

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
	dir := chain[len(chain)-1].dir
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
	return build(root, dir, rows, layers, l.bad)
}

// build decodes and checks the merged tree of a file in a folder.
func build(root *node, dir string, rows Rows, layers []string, bad *list) (*Scenario, error) {
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
	return d.scenario(dir), nil
}

// scenario gathers what a sound document in a folder says.
func (d *decoder) scenario(dir string) *Scenario {
	s := &Scenario{
		World: d.doc.World, Levers: d.doc.Levers, LeverNames: d.names,
		Counterfactuals: d.doc.Counterfactuals, Beliefs: d.doc.Beliefs, Applied: d.doc.Applied,
		Unused: d.unused(), Remarks: d.odd.sorted(), pairs: d.joint,
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
	s.YAML = d.emit(false)
	d.doc.Counterfactuals, d.doc.Beliefs = seenFrom(dir, d.doc.Counterfactuals), seenFrom(dir, d.doc.Beliefs)
	s.Kept = d.emit(true)
	sum := sha256.Sum256(d.emit(false))
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

func itoa(i int) string { return strconv.Itoa(i) }

func sortedOnce(names []string) []string {
	sort.Strings(names)
	return slices.Compact(names)
}
