package scenario

import (
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
)

// checkWeights reports a bloc that orders its labs to open what it bans.
func (d *decoder) checkWeights() {
	for i, a := range d.doc.Levers {
		mandate, ok := a.(*lever.OpenWeights)
		if !ok || mandate.Rule != "mandate" || !d.sound[i] {
			continue
		}
		for j, b := range d.doc.Levers {
			ban, ok := b.(*lever.OpenWeights)
			if !ok || ban.Rule != "ban" || !d.sound[j] || d.layer(i) != d.layer(j) || ban.By != mandate.By || ban.On != "" && ban.On != ban.By {
				continue
			}
			for _, s := range ban.Segments {
				if has(mandate.Segments, s) && overlap(mandate.Window, ban.Window) {
					d.problem(d.paths[max(i, j)], "and %s are a ban and a mandate of %s on open %s at the same time: its labs would have to release what nobody there may use; shorten one of the windows, or ban those of other blocs only (on)", d.paths[min(i, j)], ban.By, s)
				}
			}
		}
	}
}

// checkMergers reports firms that are bought twice, and buyers that belong to
// what they buy.
func (d *decoder) checkMergers() {
	type bought struct {
		by string
		at int
	}
	owners := map[string]bought{}
	for i, l := range d.doc.Levers {
		m, ok := l.(*lever.Merger)
		if !ok || !d.sound[i] || len(m.Firms) != 2 || m.Firms[0] == m.Firms[1] {
			continue
		}
		buyer, target := m.Firms[0], m.Firms[1]
		if o, ok := owners[target]; ok && d.layer(o.at) == d.layer(i) {
			d.problem(d.paths[i], "buys %s, which %s buys in %s: a firm has one owner; remove one of them", target, o.by, d.paths[o.at])
			continue
		}
		for o, ok := owners[buyer]; ok && d.layer(o.at) == d.layer(i); o, ok = owners[o.by] {
			if o.by == target {
				d.problem(d.paths[i], "has %s buy %s, to which it belongs by %s: name the owner of both first, and remove one of them", buyer, target, d.paths[o.at])
				break
			}
		}
		if _, ok := owners[buyer]; !ok || !d.belongs(buyer, target, func(f string) string { return owners[f].by }) {
			owners[target] = bought{buyer, i}
		}
	}
}

// belongs says whether a firm is another's, directly or through others.
func (d *decoder) belongs(firm, owner string, of func(string) string) bool {
	for range d.doc.Firms {
		if firm = of(firm); firm == owner || firm == "" {
			break
		}
	}
	return firm == owner
}

// checkIdle remarks on levers of the user's that will move nothing.
func (d *decoder) checkIdle() {
	for i, l := range d.doc.Levers {
		if l == nil || !d.sound[i] {
			continue
		}
		if from := windowOf(l).From; d.doc.End != 0 && from > d.doc.End {
			d.remarkAt(d.paths[i], "begins in %v, after the end %v: it is never in force", from, d.doc.End)
			continue
		}
		switch l := l.(type) {
		case *lever.Procurement:
			for _, s := range l.Segments {
				if l.Home > 0.5 && !d.makes(l.By, s) {
					d.remarkAt(d.paths[i], "buys %s from firms of %s only (home), which has none: nothing is bought unless one enters", s, l.By)
				}
			}
		case *lever.Alliance:
			if !d.joins(l.Firms) {
				d.remarkAt(d.paths[i], "allies firms that neither sell in one segment nor build in each other's models: nothing of theirs depends on the others")
			}
		}
	}
}

// makes says whether a bloc has a firm in a segment.
func (d *decoder) makes(bloc, segment string) bool {
	for _, f := range d.doc.Firms {
		if f.Bloc == bloc && f.Segment == segment {
			return true
		}
	}
	return false
}

// joins says whether two of some firms are of one segment, or of two that a
// link joins.
func (d *decoder) joins(firms []string) bool {
	var of []string
	for _, f := range d.doc.Firms {
		if has(firms, f.Name) {
			of = append(of, f.Segment)
		}
	}
	for i, s := range of {
		if slices.Contains(of[:i], s) {
			return true
		}
	}
	for _, l := range d.doc.Links {
		if has(of, l.From) && has(of, l.To) {
			return true
		}
	}
	return false
}

// checkSwitches reports switches that stand halfway. Between draws of 0 and 1
// the value of a drawn one is only its middle.
func (d *decoder) checkSwitches() {
	for i := range d.given {
		if g := &d.given[i]; g.field.unit == "switch" && g.law == nil && g.spec.Value != 0 && g.spec.Value != 1 {
			d.bad.add(g.at, "%s is %g, and a switch is on or off: want 1 or 0, or a discrete law of both", g.path, g.spec.Value)
		}
	}
}

// overlap says whether two windows have a month in common.
func overlap(a, b lever.Window) bool {
	before := func(t, end undercut.Month) bool { return end == 0 || t < end }
	return before(b.From, a.To) && before(a.From, b.To)
}
