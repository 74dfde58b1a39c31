package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// makeCosts lists the month's offers with their marginal costs.
func (m *Market) makeCosts() {
	for s := range m.segments {
		switch m.segments[s].layer {
		case undercut.Model:
			m.offerModels(s)
		case undercut.Device, undercut.App:
			m.costMakers(s)
			m.offerDevices(s)
		}
	}
}

// serving is the cost of a unit (a million tokens) of a product at today's technology,
//
//	c = c0·serve_f·10^(phi·compute)·e^(-g_serve·t)·P_compute(t)·w_bloc·(1 + tax) + unit_cost,
//
// w_bloc the weight of the bloc that serves it, tax its tax on compute. What
// was trained with less compute is cheaper to serve: that, not its quality,
// sets its cost.
func (m *Market) serving(p *product, s, bloc int) float64 {
	return p.serve*m.progress*m.computePrice*m.blocs[bloc].weight*(1+m.p.ComputeTax[bloc]) + m.segments[s].craft.UnitCost
}

// weigh works out, once a month, what serving costs: the price of a unit of
// compute relative to the start, falling by the hardware trend with the
// reverting shock around it; progress of algorithms; and the weight of each
// bloc relative to the first, which is energy and capital, export controls,
// scarcity beyond the bloc's capacity and what chip makers ask.
func (m *Market) weigh() {
	t := m.w.Technology
	if t == nil {
		return
	}
	m.computePrice = math.Exp(m.computeLog - t.Hardware*m.year)
	m.progress = math.Exp(-t.ServeProgress * m.year)
	for b := range m.blocs {
		m.blocs[b].dear = m.dearness(b)
		m.blocs[b].weight = m.w.Blocs[b].ServeCost * m.control(b, m.p.Serve) * m.blocs[b].scarcity * m.blocs[b].dear
	}
}

// offerModels lists the models on offer in each bloc. Closed ones are served
// from their owner's bloc; open ones by hosts where the buyers are.
func (m *Market) offerModels(s int) {
	seg := &m.segments[s]
	for b := range seg.market {
		k := &seg.market[b]
		k.offers = k.offers[:0]
		for _, i := range seg.makers {
			for tier := range m.firms[i].lab.product {
				m.offerModel(k, s, b, i, tier)
			}
		}
	}
}

func (m *Market) offerModel(k *submarket, s, b, i, tier int) {
	f := &m.firms[i]
	p := &f.lab.product[tier]
	if !m.out(i, tier) || m.p.Barred[s][f.bloc][b] != NoBar || p.licence == openLicence && m.p.NoOpen[s][f.bloc][b] {
		return
	}
	o := offer{firm: i, tier: tier, licence: p.licence, quality: p.quality, payee: -1, at: -1, ai: nan, aiBloc: -1}
	o.keep = (1 - m.p.BuyerSub[s][b])
	o.keep = 1 / ((1 + m.p.Tariff[s][f.bloc][b]) * o.keep)
	if p.licence == openLicence {
		o.cost = m.serving(p, s, b)
		m.hostOffer(&o, s, b, p)
	} else {
		if m.shuns(i, b) {
			return
		}
		o.cost = m.serving(p, s, f.bloc)
	}
	k.offers = append(k.offers, o)
}

// offerDevices lists the devices on offer in each bloc.
func (m *Market) offerDevices(s int) {
	seg := &m.segments[s]
	for b := range seg.market {
		k := &seg.market[b]
		k.offers = k.offers[:0]
		for _, i := range seg.makers {
			f := &m.firms[i]
			bar := m.p.Barred[s][f.bloc][b]
			if !f.here || bar == BarAll || m.shuns(i, b) {
				continue
			}
			o := offer{firm: i, licence: closedLicence, payee: -1, at: -1, ai: nan, aiBloc: -1}
			o.cost = f.maker.unitCost(m) * (1 - m.p.CostSub[s][f.bloc])
			o.keep = (1 - seg.spec.Selling) / ((1 + m.p.Tariff[s][f.bloc][b]) * (1 - m.p.BuyerSub[s][b]))
			k.offers = append(k.offers, o)
		}
	}
}
