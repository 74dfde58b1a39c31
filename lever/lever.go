// Package lever holds policies and strategies as dated changes of a world's
// parameters: tariffs, bans, export controls, subsidies, licences, mergers, and
// what labs, chip makers and investors do. A lever is its own file format: the
// struct's tags are the keys of a scenario file.
//
// To add one, write a file with a struct, its Bind and Apply, and name it in
// Kinds; its test states that a lever of size zero moves nothing.
package lever

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Lever changes a month's policy. Bind looks up the names it uses in the
// world and says which are unknown; Apply writes its part of the policy for
// month t, and nothing outside its window, which Dates tells: from its first
// month to before its last, 0 meaning for good.
type Lever interface {
	Bind(w *market.World) error
	Dates() (from, to undercut.Month)
	Apply(p *market.Policy, t undercut.Month)
}

// Kinds returns a new lever of each kind by its key in files.
func Kinds() map[string]func() Lever {
	return map[string]func() Lever{
		"tariff":           func() Lever { return &Tariff{} },
		"ban":              func() Lever { return &Ban{} },
		"export_control":   func() Lever { return &ExportControl{} },
		"subsidy":          func() Lever { return &Subsidy{} },
		"purchase_subsidy": func() Lever { return &PurchaseSubsidy{} },
		"grant":            func() Lever { return &Grant{} },
		"distillation":     func() Lever { return &Distillation{} },
		"price_war":        func() Lever { return &PriceWar{} },
		"research":         func() Lever { return &Research{} },
		"tier":             func() Lever { return &Tier{} },
		"niche":            func() Lever { return &Niche{} },
		"backing":          func() Lever { return &Backing{} },
		"capital":          func() Lever { return &Capital{} },
		"chip_price":       func() Lever { return &ChipPrice{} },
		"embargo":          func() Lever { return &Embargo{} },
		"alliance":         func() Lever { return &Alliance{} },
		"licence":          func() Lever { return &Licence{} },
		"absence":          func() Lever { return &Absence{} },
		"procurement":      func() Lever { return &Procurement{} },
		"open_weights":     func() Lever { return &OpenWeights{} },
		"compute_tax":      func() Lever { return &ComputeTax{} },
		"merger":           func() Lever { return &Merger{} },
		"bailout":          func() Lever { return &Bailout{} },
	}
}

// Names lists the kinds in alphabetical order.
func Names() []string {
	var names []string
	for name := range Kinds() {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// A Window is when a lever is in force: from its first month to before its
// last; an absent To means for good.
type Window struct {
	From undercut.Month `yaml:"from" doc:"first month"`
	To   undercut.Month `yaml:"to,optional" doc:"first month in which it is no longer in force; absent: for good"`
}

// Dates returns the first month and that in which it is over, 0 for never.
func (w Window) Dates() (from, to undercut.Month) { return w.From, w.To }

func (w Window) open(t undercut.Month) bool { return t >= w.From && (w.To == 0 || t < w.To) }

// bloc, segments and firms resolve names; the error lists what is known.
func bloc(w *market.World, kind, key, name string) (int, error) {
	var known []string
	for i, b := range w.Blocs {
		if b.Name == name {
			return i, nil
		}
		known = append(known, b.Name)
	}
	return 0, fmt.Errorf("%s.%s is %q: want one of %s", kind, key, name, strings.Join(known, ", "))
}

func segments(w *market.World, kind string, names []string) ([]int, error) {
	var found []int
	var known []string
	for i, s := range w.Segments {
		known = append(known, s.Name)
		for _, n := range names {
			if n == s.Name {
				found = append(found, i)
			}
		}
	}
	if len(found) != len(names) || len(found) == 0 {
		return nil, fmt.Errorf("%s.segments is %q: want some of %s", kind, strings.Join(names, ", "), strings.Join(known, ", "))
	}
	return found, nil
}

// priced are segments whose prices, or what is paid of them, a lever moves.
func priced(w *market.World, kind string, names []string) ([]int, error) {
	found, err := segments(w, kind, names)
	for _, s := range found {
		if w.Segments[s].Layer == "compute" {
			return nil, fmt.Errorf("%s.segments has %q of layer compute, which has no price game for it to move: want models, apps or devices; chip_price, embargo, export_control and compute_tax reach accelerators", kind, w.Segments[s].Name)
		}
	}
	return found, err
}

// abroad refuses a measure of a bloc against its own goods.
func abroad(kind, by, on string) error {
	if by == on {
		return fmt.Errorf("%s.on is %q, the bloc that it is by: goods that are made at home cross no border; name another bloc", kind, on)
	}
	return nil
}

// firms are those named, or all of a bloc in a segment when none is named.
func firms(w *market.World, kind string, names []string, blocName, segment string) ([]int, error) {
	var found []int
	for i, f := range w.Firms {
		if len(names) == 0 && (blocName == "" || f.Bloc == blocName) && (segment == "" || f.Segment == segment) {
			found = append(found, i)
		}
		for _, n := range names {
			if n == f.Name {
				found = append(found, i)
			}
		}
	}
	if len(found) == 0 || len(names) > 0 && len(found) != len(names) {
		return nil, fmt.Errorf("%s.firms is %q (bloc %q, segment %q): no such firm, or not all of them; `undercut scenario show` lists the firms", kind, strings.Join(names, ", "), blocName, segment)
	}
	return found, nil
}

// named are the firms that a lever must name.
func named(w *market.World, kind string, names []string) ([]int, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("%s.firms is empty: name those who act; `undercut scenario show` lists the firms", kind)
	}
	for i, n := range names {
		if slices.Contains(names[:i], n) {
			return nil, fmt.Errorf("%s.firms names %q twice: name it once", kind, n)
		}
	}
	return firms(w, kind, names, "", "")
}

// labs keeps the labs among found. One that is named must be a lab.
func labs(w *market.World, kind string, names []string, found []int) ([]int, error) {
	var kept []int
	for _, f := range found {
		if w.Firms[f].Lab != nil {
			kept = append(kept, f)
		} else if len(names) > 0 {
			return nil, fmt.Errorf("%s.firms has %q, which is no lab: this lever moves only labs", kind, w.Firms[f].Name)
		}
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("%s.firms has no lab: none of the firms in that bloc and segment is one; `undercut scenario show` lists the firms", kind)
	}
	return kept, nil
}
