package market

import "math"

// hostOffer prices an open product at the fringe of hosts,
//
//	p = c / ((1 - L)(1 - royalty)),
//	L = L_inf + (L_0 - L_inf) e^(-months since release/tau),
//
// Anyone may serve open weights, so their price is not the owner's to choose;
// entry eats the margin within months. The owner's own service earns the same
// margin on its share, where it sells at all. Abroad buyers who distrust a closed service from the
// owner's bloc distrust its own service too and go to a host at home.
func (m *Market) hostOffer(o *offer, s, b int, p *product) {
	h := m.segments[s].spec.Hosts
	f := &m.firms[o.firm]
	o.fixed = true
	o.royalty = m.w.Technology.Royalty
	margin := h.MarginEnd + (h.MarginStart-h.MarginEnd)*math.Exp(-float64(m.t-p.month)/h.Months)
	o.price = o.cost / ((1 - margin) * (1 - o.royalty) * o.keep)
	if m.serves(o.firm, o.tier, b) {
		o.first = h.FirstParty
		if b != f.bloc {
			o.first *= math.Exp(-m.w.Asymmetries.Trust * m.w.Technology.TrustAbroad[f.bloc])
		}
	}
}
