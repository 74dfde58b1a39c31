package scenario

import (
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// An imposition is the licence that a lever forces on further releases.
type imposition struct {
	window  lever.Window
	licence string                    // open or closed
	on      func(f *market.Firm) bool // whether it binds a lab
}

// imposes returns the imposition of a lever, if it is one.
func imposes(l lever.Lever) (imposition, bool) {
	switch l := l.(type) {
	case *lever.Licence:
		return imposition{l.Window, l.Licence, func(f *market.Firm) bool {
			all := len(l.Firms) == 0 && (l.Bloc == "" || l.Bloc == f.Bloc) && (l.Segment == "" || l.Segment == f.Segment)
			return all || has(l.Firms, f.Name)
		}}, l.Licence != "own"
	case *lever.OpenWeights:
		return imposition{l.Window, "open", func(f *market.Firm) bool {
			return f.Bloc == l.By && has(l.Segments, f.Segment)
		}}, l.Rule == "mandate"
	}
	return imposition{}, false
}

// checkLicences reports two levers of one layer that force the same lab open
// and closed at the same time. Between layers the later one wins.
func (d *decoder) checkLicences() {
	for j, l := range d.doc.Levers {
		second, ok := imposes(l)
		if !ok || !d.sound[j] {
			continue
		}
		for i, l := range d.doc.Levers[:j] {
			first, ok := imposes(l)
			if !ok || !d.sound[i] || d.layer(i) != d.layer(j) || !opposed(first, second) {
				continue
			}
			if lab := d.shared(first, second); lab != "" {
				d.problem(d.paths[j], "forces %s %s while %s forces it %s: shorten one of the windows", lab, second.licence, d.paths[i], first.licence)
			}
		}
	}
}

func (d *decoder) layer(i int) int {
	if n := d.at[d.paths[i]]; n != nil {
		return n.layer
	}
	return 0
}

// opposed reports whether two impositions differ while both are in force.
func opposed(a, b imposition) bool {
	v, w := a.window, b.window
	return a.licence != b.licence && (v.To == 0 || w.From < v.To) && (w.To == 0 || v.From < w.To)
}

// shared returns a lab that both bind.
func (d *decoder) shared(a, b imposition) string {
	for i := range d.doc.Firms {
		if f := &d.doc.Firms[i]; f.Lab != nil && a.on(f) && b.on(f) {
			return f.Name
		}
	}
	return ""
}
