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
// present value, by future.
func (r *Result) Gain(option int, p Party, bloc int) []float64 {
	switch p.Kind {
	case Makers:
		return Less(r.profit(option, p.Layer, bloc), r.profit(0, p.Layer, bloc))
	case Serving:
		return Less(r.Bloc(option, bloc, Hosts), r.Bloc(0, bloc, Hosts))
	case Purchasers:
		sum := make([]float64, r.N())
		for s, seg := range r.layout.names.Segments {
			if seg.Layer == p.Layer {
				add(sum, r.Buyers(option, s, bloc), 1)
			}
		}
		return sum
	}
	return Less(r.budget(option, bloc), r.budget(0, bloc))
}

// profit is what a layer's firms in a bloc are left with after all costs.
func (r *Result) profit(option int, layer undercut.Layer, bloc int) []float64 {
	sum := r.Layer(option, layer, bloc, Gross)
	add(sum, r.Layer(option, layer, bloc, Grant), 1)
	add(sum, r.Layer(option, layer, bloc, Research), -1)
	add(sum, r.Layer(option, layer, bloc, Overhead), -1)
	return sum
}

// budget is what a bloc's state takes less what it pays.
func (r *Result) budget(option, bloc int) []float64 {
	return Less(r.Bloc(option, bloc, Duties), r.Bloc(option, bloc, Paid))
}

// Sum is what all parties of a bloc gain together.
func (r *Result) Sum(option, bloc int) []float64 {
	sum := make([]float64, r.N())
	for _, p := range r.Parties() {
		add(sum, r.Gain(option, p, bloc), 1)
	}
	return sum
}

// World adds what a party gains over all blocs; a nil party stands for all.
func (r *Result) World(option int, p *Party) []float64 {
	sum := make([]float64, r.N())
	for b := range r.layout.names.Blocs {
		if p == nil {
			add(sum, r.Sum(option, b), 1)
		} else {
			add(sum, r.Gain(option, *p, b), 1)
		}
	}
	return sum
}
