package scenario

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/market"
)

// A whole is a set of shares that sum to one. Shares with a law are drawn;
// those without take up the rest in proportion to their central values.
type whole struct {
	path    string
	leaves  []*float64
	places  []int     // of the leaves, in the walk over world and levers
	drawn   []int     // index of leaves that have a law
	rest    []int     // the others
	part    []float64 // of the rest, in step with it
	central []float64 // values of it
}

// wholes lists the sets of a scenario.
func (d *decoder) wholes() []whole {
	var all []whole
	for i := range d.doc.Segments {
		s := &d.doc.Segments[i]
		w := whole{path: "segments." + s.Name + ".types"}
		for k := range s.Types {
			w.leaves = append(w.leaves, &s.Types[k].Weight)
		}
		all = append(all, w, shares("segments."+s.Name+".buyers", s.Buyers))
	}
	if c := d.doc.Compute; c != nil {
		all = append(all, shares("compute.other_buyers", c.OtherBuyers))
	}
	return append(all, d.chips()...)
}

func shares(path string, x market.ByBloc) whole {
	w := whole{path: path}
	for i := range x {
		w.leaves = append(w.leaves, &x[i])
	}
	return w
}

// chips are the sellers' shares of each bloc's purchases, at the start and in
// the long run.
func (d *decoder) chips() []whole {
	var all []whole
	for b, name := range d.blocs {
		start := whole{path: fmt.Sprintf("firms.*.chips.share.%s", name)}
		end := whole{path: fmt.Sprintf("firms.*.chips.share_end.%s", name)}
		for i := range d.doc.Firms {
			if c := d.doc.Firms[i].Chips; c != nil && b < len(c.Share) && b < len(c.End) {
				start.leaves = append(start.leaves, &c.Share[b])
				end.leaves = append(end.leaves, &c.End[b])
			}
		}
		all = append(all, start, end)
	}
	return all
}

// checkWholes reports sets that do not sum to one, or could not once drawn.
func (d *decoder) checkWholes() {
	for _, w := range d.wholes() {
		if len(w.leaves) == 0 || !d.complete(w) {
			continue
		}
		sum, most, fixed := 0.0, 0.0, 0.0
		uncertain := false
		for _, leaf := range w.leaves {
			sum += *leaf
			if g := d.of(leaf); g != nil && g.law != nil {
				uncertain = true
				_, hi := g.support()
				most += hi
			} else {
				fixed += *leaf
			}
		}
		path := d.leafPath(w)
		switch {
		case math.Abs(sum-1) > 1e-6:
			d.bad.add(d.place(path), "%s sums to %.9g: want 1", w.path, sum)
		case uncertain && fixed <= 0:
			d.bad.add(d.place(path), "%s has a law for every share: leave one a plain number, which takes up the rest", w.path)
		case most > 1:
			d.bad.add(d.place(path), "%s can be drawn to a sum of %g: narrow the laws so that their greatest values sum to at most 1", w.path, most)
		}
	}
}

// complete says whether every share was read: one that was reported would only
// repeat itself as a wrong sum.
func (d *decoder) complete(w whole) bool {
	for _, leaf := range w.leaves {
		if d.failed[leaf] {
			return false
		}
	}
	return true
}

// leafPath is where to point for a set: its first given share.
func (d *decoder) leafPath(w whole) string {
	for _, leaf := range w.leaves {
		if g := d.of(leaf); g != nil {
			return g.path
		}
	}
	return w.path
}
