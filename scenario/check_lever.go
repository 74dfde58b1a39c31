package scenario

import (
	"reflect"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/lever"
)

// index is the path of an item of a plain list.
func index(path string, i int) string { return path + "[" + itoa(i+1) + "]" }

// checkLevers binds levers to the world and reports windows that are never
// open, unknown names, and orders that contradict each other.
func (d *decoder) checkLevers() {
	for i, l := range d.doc.Levers {
		if l == nil || !d.sound[i] {
			continue
		}
		w := windowOf(l)
		if w.To != 0 && w.To <= w.From {
			d.problem(d.paths[i]+".to", "is %v, not after from %v: the lever would never be in force; give a later month", w.To, w.From)
		}
		if len(d.doc.Blocs) == 0 || len(d.doc.Segments) == 0 || len(d.doc.Firms) == 0 {
			continue
		}
		if err := l.Bind(&d.doc.World); err != nil {
			d.bindProblem(d.paths[i], err)
		}
	}
	if !d.resolved {
		d.checkOrders()
		d.checkWeights()
		d.checkMergers()
		d.checkIdle()
	}
}

// windowOf is when a lever is in force. Every kind has a first month; one
// without a last holds for good.
func windowOf(l lever.Lever) (w lever.Window) {
	v := reflect.ValueOf(l).Elem()
	w.From = v.FieldByName("From").Interface().(undercut.Month)
	if to := v.FieldByName("To"); to.IsValid() {
		w.To = to.Interface().(undercut.Month)
	}
	return w
}

// bindProblem points at the key that the error begins with: "tariff.by is …".
func (d *decoder) bindProblem(path string, err error) {
	first, rest, _ := strings.Cut(err.Error(), " ")
	if _, key, ok := strings.Cut(first, "."); ok && d.at[path] != nil {
		d.problem(path+"."+key, "%s", rest)
		return
	}
	d.problem(path, "cannot be applied: %v", err)
}

// An order is what a lever forces on labs: words that cannot both hold.
type order struct {
	lever.Window
	firms      []string
	bloc       string
	segments   []string
	kind, word string
}

// orderOf returns the order of a lever; ok is false where it gives none.
func orderOf(l lever.Lever) (o order, ok bool) {
	switch l := l.(type) {
	case *lever.Licence:
		o = order{l.Window, l.Firms, l.Bloc, nil, "licence", l.Licence}
		if l.Segment != "" {
			o.segments = []string{l.Segment}
		}
		return o, l.Licence != "own"
	case *lever.OpenWeights:
		return order{l.Window, nil, l.By, l.Segments, "licence", "open"}, l.Rule == "mandate"
	case *lever.Tier:
		return order{l.Window, l.Firms, "", nil, "tier", "to sell " + l.Tier + " only"}, l.Tier != "both"
	}
	return order{}, false
}

// checkOrders reports two levers of one layer that force the same lab to
// opposite things at the same time. Between layers the later one wins.
func (d *decoder) checkOrders() {
	for i, a := range d.doc.Levers {
		first, ok := orderOf(a)
		if !ok || !d.sound[i] {
			continue
		}
		for j := i + 1; j < len(d.doc.Levers); j++ {
			second, ok := orderOf(d.doc.Levers[j])
			if !ok || !d.sound[j] || d.layer(i) != d.layer(j) || !opposed(first, second) {
				continue
			}
			if lab := d.shared(first, second); lab != "" {
				d.problem(d.paths[j], "forces %s %s while %s forces it %s: shorten one of the windows", lab, second.word, d.paths[i], first.word)
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

func opposed(a, b order) bool {
	if a.kind != b.kind || a.word == b.word {
		return false
	}
	return overlap(a.Window, b.Window)
}

// shared returns a lab that both orders are for.
func (d *decoder) shared(a, b order) string {
	for _, f := range d.doc.Firms {
		if f.Lab == nil {
			continue
		}
		both := true
		for _, o := range []order{a, b} {
			named := has(o.firms, f.Name)
			all := len(o.firms) == 0 && (o.bloc == "" || o.bloc == f.Bloc) && (len(o.segments) == 0 || has(o.segments, f.Segment))
			both = both && (named || all)
		}
		if both {
			return f.Name
		}
	}
	return ""
}

// checkLuck reports correlations and calibrated paths that name no number, and
// laws in levers that have no name and so no lasting path.
func (d *decoder) checkLuck() {
	numbers := map[string]*given{}
	var paths, uncertain []string
	for i := range d.given {
		g := &d.given[i]
		numbers[g.path] = g
		paths = append(paths, g.path)
		if g.law == nil {
			continue
		}
		uncertain = append(uncertain, g.path)
		if strings.Contains(g.path, "#") {
			d.bad.add(g.at, "%s has a law, but its item has no name: name it, so that its draws keep their luck when others are added", g.path)
		}
	}
	for i, p := range d.doc.Calibrated {
		if d.clean && numbers[p] == nil {
			d.problem(index("calibrated", i), "is %q, which is no number of this scenario%s: correct the path", short(p), meant(p, paths))
		}
		d.calibrated[p] = true
	}
	d.joint = d.pairs(numbers, uncertain)
}

// pairs are the correlations between numbers that are uncertain in the end. A
// number that a later layer fixed drops out: nothing correlates with it.
func (d *decoder) pairs(numbers map[string]*given, uncertain []string) []dist.Pair {
	var pairs []dist.Pair
	for i, c := range d.doc.Correlate {
		item := "correlate." + strings.Join(c.Between, "~")
		if len(c.Between) != 2 || c.Between[0] == c.Between[1] {
			d.problem("correlate.#"+itoa(i+1), "has between %q: want two different paths", c.Between)
			continue
		}
		drop := false
		for k, p := range c.Between {
			g := numbers[p]
			switch {
			case g == nil:
				if d.clean {
					d.problem(index(item+".between", k), "is %q, which is no number of this scenario%s: correct the path", short(p), meant(p, uncertain))
				}
				drop = true
			case g.law == nil:
				if n := d.at[item]; n != nil && g.layer <= n.layer && !d.resolved {
					d.problem(index(item+".between", k), "is %q, which is certain: give it a law, or remove the correlation", short(p))
				}
				drop = true
			}
		}
		if !drop {
			pairs = append(pairs, dist.Pair{A: c.Between[0], B: c.Between[1], Rank: c.Rank})
		}
	}
	if _, err := dist.NewCopula(joined(pairs), pairs); err != nil {
		d.problem("correlate", "cannot hold: %v", err)
	}
	return pairs
}

// joined lists the paths of pairs, each once, sorted.
func joined(pairs []dist.Pair) []string {
	var names []string
	for _, p := range pairs {
		names = append(names, p.A, p.B)
	}
	return sortedOnce(names)
}
