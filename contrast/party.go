package contrast

import "github.com/undercut-sim/undercut"

// A Kind is what a party is.
type Kind int

// The kinds, in the order of tables.
const (
	Makers     Kind = iota // firms of a layer
	Serving                // hosts of open weights
	Purchasers             // buyers of a layer's products
	State                  // duties and taxes less subsidies, grants and purchases
)

// A Party is one that gains from an option or pays for it, in every bloc.
type Party struct {
	Kind  Kind
	Layer undercut.Layer // of Makers and Purchasers
}

// Parties lists those that a world has: firms, hosts, buyers, the state.
func (r *Result) Parties() []Party {
	has := [undercut.Device + 1]bool{}
	for _, f := range r.layout.names.Firms {
		has[f.Layer] = true
	}
	var all []Party
	stack := []undercut.Layer{undercut.Model, undercut.App, undercut.Device, undercut.Compute}
	for _, l := range stack {
		if has[l] {
			all = append(all, Party{Makers, l})
		}
	}
	if has[undercut.Model] {
		all = append(all, Party{Kind: Serving})
	}
	for _, l := range stack[:3] {
		if has[l] {
			all = append(all, Party{Purchasers, l})
		}
	}
	return append(all, Party{Kind: State})
}

// Illustrative tells whether a party sells or buys what has no sourced numbers:
// a segment of its layer that is marked so. Hosts serve models, and a state has
// to do with every segment.
func (r *Result) Illustrative(p Party) bool {
	for _, s := range r.layout.names.Segments {
		switch {
		case !s.Illustrative:
		case p.Kind == State, p.Kind == Serving && s.Layer == undercut.Model, p.Kind != Serving && s.Layer == p.Layer:
			return true
		}
	}
	return false
}

// Gain is what a party of a bloc has more with an option than without, $bn of
// present value, by future; what is rounding is 0.
func (r *Result) Gain(option int, p Party, bloc int) []float64 {
	return r.gain(option, p, bloc).told()
}

// gain adds up what a party turns over with an option and without.
func (r *Result) gain(option int, p Party, bloc int) *tally {
	t := newTally(r.N())
	if p.Kind == Purchasers {
		for s, seg := range r.layout.names.Segments {
			if seg.Layer == p.Layer {
				t.add(r.Buyers(option, s, bloc), 1)
			}
		}
		return t
	}
	r.balance(t, option, p, bloc, 1)
	r.balance(t, 0, p, bloc, -1)
	return t
}

// balance adds a multiple of what a party is left with: firms after all costs,
// hosts before others than compute, a state what it takes less what it pays.
func (r *Result) balance(t *tally, option int, p Party, bloc int, times float64) {
	switch p.Kind {
	case Makers:
		t.add(r.Layer(option, p.Layer, bloc, Gross), times)
		t.add(r.Layer(option, p.Layer, bloc, Grant), times)
		t.add(r.Layer(option, p.Layer, bloc, Research), -times)
		t.add(r.Layer(option, p.Layer, bloc, Overhead), -times)
	case Serving:
		t.add(r.Bloc(option, bloc, Hosts), times)
	case State:
		t.add(r.Bloc(option, bloc, Duties), times)
		t.add(r.Bloc(option, bloc, Paid), -times)
	}
}

// Sum is what all parties of a bloc gain together; what is rounding is 0.
func (r *Result) Sum(option, bloc int) []float64 {
	t := newTally(r.N())
	for _, p := range r.Parties() {
		t.join(r.gain(option, p, bloc))
	}
	return t.told()
}

// World adds what a party gains over all blocs; a nil party stands for all.
func (r *Result) World(option int, p *Party) []float64 {
	t := newTally(r.N())
	for b := range r.layout.names.Blocs {
		for _, q := range r.Parties() {
			if p == nil || *p == q {
				t.join(r.gain(option, q, b))
			}
		}
	}
	return t.told()
}
