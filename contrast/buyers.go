package contrast

import (
	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
)

// Purchases are what buyers got in every month of a future of the base. Its
// memory serves one future after another.
type purchases struct {
	*layout
	all  []gauge.Purchase
	ends []int // [month] where its purchases end in all
	now  []gauge.Purchase
}

func newPurchases(l *layout) *purchases { return &purchases{layout: l} }

// begin forgets the future before.
func (p *purchases) begin() { p.all, p.ends = p.all[:0], p.ends[:0] }

// month keeps the next month.
func (p *purchases) month(v *undercut.View) {
	p.all = gauge.AppendBought(p.all, v, p.spend)
	p.ends = append(p.ends, len(p.all))
}

// of is what was bought in a month.
func (p *purchases) of(t undercut.Month) []gauge.Purchase {
	from, k := 0, int(t-p.first)
	if k > 0 {
		from = p.ends[k-1]
	}
	return p.all[from:p.ends[k]]
}

// buyers adds what buyers gain from an option in a month, $bn of present
// value, by segment and bloc:
//
//	e^(−rt) Σ_j ½(T_j + T'_j)(W'_j − W_j)
//
// over the offers j taken in both worlds (matched by firm, tier and market),
// with W_j what an offer is worth to its buyers and T_j how much of it they
// take, in the base and, with a stroke, with the option: see gauge.Gains.
// An offer that is taken in one of the two only counts nothing.
func (g *ledger) buyers(base *purchases, v *undercut.View) {
	worth := g.present(g.discount, v.AsOf)
	if worth == 0 {
		return
	}
	base.now = gauge.AppendBought(base.now[:0], v, base.spend)
	for p, gain := range gauge.Gains(base.of(v.AsOf), base.now) {
		g.values[g.buyer(p.Segment, p.Market)] += worth * gain
	}
}
