package scenario

import (
	"math"

	"github.com/undercut-sim/undercut/market"
)

// mostMonths bounds the length of a future.
const mostMonths = 1200

// check reports contradictions between keys, after every key has been read by
// itself. What is missing or unknown has been reported already and is passed
// over here.
func (d *decoder) check() {
	d.checkTime()
	blocs, segments := d.namesOf()
	for i := range d.doc.Segments {
		d.checkSegment(&d.doc.Segments[i])
	}
	for i := range d.doc.Firms {
		d.checkFirm(&d.doc.Firms[i], blocs, segments)
	}
	for i := range d.doc.Links {
		d.checkLink(&d.doc.Links[i], segments)
	}
	if t := d.doc.Technology; t != nil {
		d.checkOrder(&t.ReleaseMin, &t.ReleaseMax)
	}
	d.checkWholes()
	d.checkLevers()
	d.checkLuck()
	d.checkNames("counterfactuals", d.doc.Counterfactuals)
	d.checkNames("beliefs", d.doc.Beliefs)
}

// place returns where a path was given, or the nearest thing around it.
func (d *decoder) place(path string) place {
	for {
		if n := d.at[path]; n != nil {
			return n.at
		}
		cut := len(path) - 1
		for cut > 0 && path[cut] != '.' && path[cut] != '[' {
			cut--
		}
		if cut <= 0 {
			break
		}
		path = path[:cut]
	}
	return d.at[""].at
}

func (d *decoder) problem(path, format string, args ...any) {
	d.bad.add(d.place(path), "%s "+format, append([]any{path}, args...)...)
}

func (d *decoder) checkTime() {
	start, end := d.doc.Start, d.doc.End
	if start == 0 || end == 0 {
		return
	}
	if start >= end {
		d.problem("end", "is %v, not after start %v: give a later month", end, start)
	} else if end-start >= mostMonths {
		d.problem("end", "is %v, %d months after start: the limit is %d", end, end-start, mostMonths)
	}
}

func (d *decoder) namesOf() (blocs, segments []string) {
	for _, b := range d.doc.Blocs {
		blocs = append(blocs, b.Name)
	}
	for _, s := range d.doc.Segments {
		segments = append(segments, s.Name)
	}
	return blocs, segments
}

func (d *decoder) checkSegment(s *market.Segment) {
	path := "segments." + s.Name
	switch {
	case s.Layer == "model" && d.doc.Technology == nil:
		d.problem(path+".layer", "is model, but there is no technology block: add one, or use layer app")
	case s.Layer == "compute" && d.doc.Compute == nil:
		d.problem(path+".layer", "is compute, but there is no compute block: add one, or remove the segment")
	}
	_, elastic := d.byLeaf[&s.Elasticity]
	_, slope := d.byLeaf[&s.PriceSlope]
	switch {
	case elastic && slope:
		d.problem(path+".price_slope", "is given beside elasticity: give one of them")
	case s.Form == "unit" && !elastic && !slope:
		d.problem(path+".form", "is unit, but neither elasticity nor price_slope is given: add one")
	case s.Form == "spend" && len(s.Types) == 0 && d.at[path+".types"] == nil:
		d.problem(path+".form", "is spend, but there are no types of buyers: add types")
	}
}

func (d *decoder) checkFirm(f *market.Firm, blocs, segments []string) {
	path := "firms." + f.Name
	if f.Bloc != "" && len(blocs) > 0 && !has(blocs, f.Bloc) {
		d.problem(path+".bloc", "is %q: want %s%s", f.Bloc, anyOf(blocs), meant(f.Bloc, blocs))
	}
	for i, b := range f.NotIn {
		if b != "" && len(blocs) > 0 && !has(blocs, b) {
			d.problem(index(path+".not_in", i), "is %q: want %s%s", b, anyOf(blocs), meant(b, blocs))
		}
	}
	if f.Segment != "" && len(segments) > 0 && !has(segments, f.Segment) {
		d.problem(path+".segment", "is %q: want %s%s", f.Segment, anyOf(segments), meant(f.Segment, segments))
	}
	if f.Start != 0 && d.doc.End != 0 && f.Start > d.doc.End {
		d.problem(path+".start", "is %v, after the end %v: the firm would never sell; remove it, or move one of them", f.Start, d.doc.End)
	}
	for i := range d.doc.Segments {
		if s := &d.doc.Segments[i]; s.Name == f.Segment {
			d.checkBlock(f, s, path)
		}
	}
	if m := f.Maker; m != nil && math.IsNaN(m.Brand) {
		if _, given := d.byLeaf[&m.Brand]; !given && (math.IsNaN(m.Units) || math.IsNaN(m.Price)) {
			d.problem(path+".maker", "has no brand, nor price and units to infer it from: give brand, or both price and units")
		}
	}
}

// block is the part of a firm that goes with a layer.
var block = map[string]string{"model": "lab", "device": "maker", "app": "maker", "compute": "chips"}

func (d *decoder) checkBlock(f *market.Firm, s *market.Segment, path string) {
	want := block[s.Layer]
	has := []struct {
		key   string
		given bool
	}{{"lab", f.Lab != nil}, {"maker", f.Maker != nil}, {"chips", f.Chips != nil}}
	for _, b := range has {
		switch {
		case want == "":
		case b.given && b.key != want:
			d.problem(path+"."+b.key, "does not fit segment %s, whose layer is %s: want %s in its place", s.Name, s.Layer, want)
		case !b.given && b.key == want && d.at[path+"."+want] == nil:
			d.problem(path, "makes %s, whose layer is %s: it needs a block %s", s.Name, s.Layer, want)
		}
	}
}

func (d *decoder) checkLink(l *market.Link, segments []string) {
	path := "links." + l.From + "-" + l.To
	for _, end := range []struct{ key, name string }{{"from", l.From}, {"to", l.To}} {
		if end.name != "" && len(segments) > 0 && !has(segments, end.name) {
			d.problem(path+"."+end.key, "is %q: want %s%s", end.name, anyOf(segments), meant(end.name, segments))
		}
	}
	if l.From != "" && l.From == l.To {
		d.problem(path, "joins %s to itself: want two segments", l.From)
	}
}

// checkNames reports names that are not in the library. Files are opened when
// they are used.
func (d *decoder) checkNames(key string, names []string) {
	for i, n := range names {
		if n != "" && !isPath(n) && !has(Names(), belief(n)) {
			d.problem(index(key, i), "is %q, which is not in the library%s: want a name of `undercut scenario list`, or a file ending in .yaml", short(n), meant(n, Names()))
		}
	}
}

// checkOrder reports a least number that can exceed its greatest one.
func (d *decoder) checkOrder(least, greatest *float64) {
	a, b := d.of(least), d.of(greatest)
	if a == nil || b == nil {
		return
	}
	_, most := a.support()
	low, _ := b.support()
	if most > low {
		d.bad.add(a.at, "%s can be %g, above %s, which can be %g: keep their ranges apart", a.path, most, b.path, low)
	}
}

// of returns what is known of a leaf, or nil.
func (d *decoder) of(leaf *float64) *given {
	if i, ok := d.byLeaf[leaf]; ok {
		return &d.given[i]
	}
	return nil
}

// support returns the ends of what a number may be.
func (g *given) support() (lo, hi float64) {
	if g.law == nil {
		return g.spec.Value, g.spec.Value
	}
	return g.law.Quantile(0), g.law.Quantile(1)
}
