package contrast

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// Purchases are what buyers got in every month of one future.
type purchases struct {
	*layout
	worth []float64 // [segment, bloc, month] undercut.MarketRow.Worth; NaN without sales
	taken []float64 // the same: million units bought, or $bn spent
}

func newPurchases(l *layout) *purchases {
	n := len(l.names.Segments) * len(l.names.Blocs) * l.months
	return &purchases{layout: l, worth: make([]float64, n), taken: make([]float64, n)}
}

// month keeps the markets of a month.
func (p *purchases) month(v undercut.View) {
	t := int(v.AsOf - p.first)
	for i := range v.Markets {
		r := &v.Markets[i]
		k := p.at(r.Segment, r.Market) + t
		p.worth[k], p.taken[k] = r.Worth, 0
		if r.Worth == r.Worth {
			p.taken[k] = r.Mass * (1 - r.Outside)
		}
	}
}

// at is where the months of a market begin.
func (p *purchases) at(segment, b int) int { return (segment*len(p.names.Blocs) + b) * p.months }

// buyers writes what buyers gain from an option, $bn of present value, by
// segment and bloc:
//
//	Σ_t e^(−rt) ½(T + T')(W' − W)
//
// with W the worth of what the mean buyer takes and T how much is taken, in the
// base and, with a stroke, with the option: the rule of a half, which is the
// area under a demand curve to second order in W. In the unit form W is in
// dollars and T in millions, so a thousandth of it is $bn; where buyers split a
// budget W is a log of price and T the money spent, and a fall of ln p by x
// saves x of it.
//
// A market that is open in one of the two only has no W to compare: the sum is
// NaN, undefined, not zero.
func (g *ledger) buyers(base, option *purchases) {
	for s := range g.names.Segments {
		unit := 1e-3
		if g.spend[s] {
			unit = 1
		}
		for b := range g.names.Blocs {
			from, sum := base.at(s, b), 0.0
			for t := range g.months {
				k := from + t
				sum += g.present(g.discount, g.first+undercut.Month(t)) * trapezoid(base.worth[k], option.worth[k], base.taken[k], option.taken[k])
			}
			g.values[g.buyer(s, b)] = unit * sum
		}
	}
}

// trapezoid is ½(t + u)(w − v), 0 where neither worth is defined.
func trapezoid(v, w, t, u float64) float64 {
	if math.IsNaN(v) && math.IsNaN(w) {
		return 0
	}
	return (t + u) / 2 * (w - v)
}
