package scenario

import (
	"math"
	"strings"

	"github.com/undercut-sim/undercut/market"
)

func (d *decoder) checkFirm(f *market.Firm, blocs, segments []string) {
	path := "firms." + f.Name
	if entrantOf(f.Name, segments) != "" {
		d.problem(path, entrantName)
	}
	if f.Bloc != "" && len(blocs) > 0 && !has(blocs, f.Bloc) {
		d.problem(path+".bloc", "is %q: want %s%s", f.Bloc, anyOf(blocs), meant(f.Bloc, blocs))
	}
	for i, b := range f.NotIn {
		if b != "" && len(blocs) > 0 && !has(blocs, b) {
			d.problem(index(path+".not_in", i), "is %q: want %s%s", b, anyOf(blocs), meant(b, blocs))
		}
	}
	if len(blocs) > 0 && all(blocs, f.NotIn) {
		d.problem(path+".not_in", "has all blocs: the firm would sell nowhere; leave one out, or remove the firm")
	}
	if f.Segment != "" && len(segments) > 0 && !has(segments, f.Segment) {
		d.problem(path+".segment", "is %q: want %s%s", f.Segment, anyOf(segments), meant(f.Segment, segments))
	}
	if f.Start != 0 && d.doc.End != 0 && f.Start > d.doc.End {
		d.problem(path+".start", "is %v, after the end %v: the firm would never sell; remove it, or move one of them", f.Start, d.doc.End)
	}
	d.checkPurse(f, path)
	for i := range d.doc.Segments {
		if s := &d.doc.Segments[i]; s.Name == f.Segment {
			d.checkBlock(f, s, path)
			d.checkMaker(f, s, path+".maker")
		}
	}
}

// all says whether every name is on a list.
func all(names, list []string) bool {
	for _, n := range names {
		if !has(list, n) {
			return false
		}
	}
	return true
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

// entrantName is why a firm cannot be called as the market calls entrants: the
// two would share their luck.
const entrantName = "is how the model names firms that enter later: want another name"

// entrantOf returns the segment whose entrants are called so, or "".
func entrantOf(name string, segments []string) string {
	for _, g := range segments {
		if number, ok := strings.CutPrefix(name, g+"-entrant-"); ok && strings.Trim(number, "0123456789") == "" {
			return g
		}
	}
	return ""
}

// checkMaker reports makers whose brand cannot be known, and remarks on those
// that are known twice or sell below cost.
func (d *decoder) checkMaker(f *market.Firm, s *market.Segment, path string) {
	m := f.Maker
	if m == nil || d.failed[&m.Brand] || d.failed[&m.Price] || d.failed[&m.Units] {
		return
	}
	switch brand := !math.IsNaN(m.Brand); {
	case !brand && (math.IsNaN(m.Units) || math.IsNaN(m.Price)):
		d.problem(path, "has no brand, nor price and units to infer it from: give brand, or both price and units")
	case !brand && m.Units == 0:
		d.problem(path+".units", "is 0, from which no brand can be inferred: give what it sells in its first year, or brand")
	case brand && m.Units > 0:
		d.remark(&m.Brand, "and units are both given: buyers follow the brand, units only weigh the segment's means at the start; drop brand if it is to sell those units")
	}
	if keep := (1 - s.Selling) * m.Price; s.Pricing != "rule" && keep < m.UnitCost {
		cost := &m.UnitCost
		if !d.isOwn(cost) {
			cost = &m.Price
		}
		d.remark(cost, "leaves a loss on each unit at the start: of the price of %g the maker keeps %g and a unit costs %g; the model knows no price below cost, so it sells at cost and pays its fixed cost out of cash or a backer", m.Price, keep, m.UnitCost)
	}
}

// infers says whether a maker of the segment gives no brand.
func (d *decoder) infers(s *market.Segment) bool {
	for i := range d.doc.Firms {
		if f := &d.doc.Firms[i]; f.Segment == s.Name && f.Maker != nil && math.IsNaN(f.Maker.Brand) {
			return true
		}
	}
	return false
}

// checkSales reports makers who would sell more than a segment can buy: the
// largest of the user's, or the segment.
func (d *decoder) checkSales(s *market.Segment) {
	if s.Form != "unit" || !d.infers(s) || d.failed[&s.Size] {
		return
	}
	total, mine := 0.0, (*market.Firm)(nil)
	for i := range d.doc.Firms {
		f := &d.doc.Firms[i]
		if f.Segment != s.Name || f.Maker == nil || !(f.Maker.Units > 0) {
			continue
		}
		if total += f.Maker.Units; d.isOwn(&f.Maker.Units) && (mine == nil || f.Maker.Units > mine.Maker.Units) {
			mine = f
		}
	}
	switch path := "segments." + s.Name + ".size"; {
	case total == 0 || total < s.Size:
	case mine == nil:
		d.problem(path, "is %g m a year, and its makers sell %.6g at their starts: raise it", s.Size, total)
	default:
		d.problem("firms."+mine.Name+".maker.units", "is %g m a year, which makes %.6g with what others sell at their starts, and %s is %g: sell less, or raise that", mine.Maker.Units, total, path, s.Size)
	}
}

// checkPurse remarks on firms that nobody pays for.
func (d *decoder) checkPurse(f *market.Firm, path string) {
	if l := f.Lab; l != nil && !(f.Cash > 0) && f.Backer == 0 && l.Value == 0 {
		d.remark(&l.Research, "has nobody to pay for it: no cash, no backer, and no market value against which investors give money; give one of firms.%s.cash, backer and lab.value", f.Name)
	}
	if c := f.Chips; c != nil && c.Margin < 0 {
		d.remark(&c.Margin, "is %g: every accelerator is sold at a loss", c.Margin)
	}
}

// isOwn says whether a number was given by the user: in a file outside the
// library, or as a setting.
func (d *decoder) isOwn(leaf *float64) bool {
	g := d.of(leaf)
	return g != nil && userOrigin(g.origin)
}

// remark notes what is odd about a number of the user's, though it can be
// simulated. Numbers of the library have their reasons.
func (d *decoder) remark(leaf *float64, format string, args ...any) {
	if d.isOwn(leaf) && !d.resolved {
		g := d.of(leaf)
		d.odd.add(g.at, "%s "+format, append([]any{g.path}, args...)...)
	}
}

// remarkAt is remark for what is no number: a lever by its path.
func (d *decoder) remarkAt(path, format string, args ...any) {
	if at := d.place(path); userOrigin(at.String()) && !d.resolved {
		d.odd.add(at, "%s "+format, append([]any{path}, args...)...)
	}
}
