package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// sell turns shares into sales: units, revenue, gross profit, and who pays
// whom. Prices are dollars a unit, units are millions (devices) or trillion
// tokens (models, priced per million), money is $bn.
func (m *Market) sell() {
	for s := range m.segments {
		m.segments[s].revenue = 0
	}
	for s := range m.segments {
		seg := &m.segments[s]
		for b := range seg.market {
			k := &seg.market[b]
			for j := range k.offers {
				if o := &k.offers[j]; o.share > 0 {
					if seg.layer == undercut.Model {
						m.sellModel(s, b, k, o)
					} else {
						units, paid := seg.sales(k, o)
						m.supply(s, b, o, units, paid, m.books.buyers)
					}
				}
			}
		}
		m.averageDevices(s)
	}
}

// units of an offer this month, and what buyers pay for them, $bn.
func (s *segment) sales(k *submarket, o *offer) (units, paid float64) {
	if s.spend {
		paid = k.mass * o.share
		return paid * perToken / o.price, paid
	}
	units = k.mass * o.share
	return units, units * o.price * perUnit
}

const (
	perToken = 1e3  // $bn over dollars per million tokens, in trillion tokens
	perUnit  = 1e-3 // million units times dollars, in $bn
)

// sellModel books a model's sales to buyers.
func (m *Market) sellModel(s, b int, k *submarket, o *offer) {
	units, paid := m.segments[s].sales(k, o)
	m.settle(s, b, o, units, paid, m.books.buyers)
}

// settle books units of a model that cost payer paid. The owner of a closed
// product has the margin; of an open one the owner has its own share of sales
// and the royalty, hosts in the buyers' bloc the rest.
func (m *Market) settle(s, b int, o *offer, units, paid float64, payer int) {
	seg, f := &m.segments[s], &m.firms[o.firm]
	kept := paid * o.keep
	cost := units * o.cost / perToken
	m.wedge(s, b, paid, kept, payer)
	serving := b // where it is computed
	if o.licence == closedLicence {
		serving = f.bloc
	}
	compute := cost - units*seg.craft.UnitCost/perToken
	tax := m.taxIn(serving, compute)
	if o.licence == closedLicence {
		m.books.move(payer, m.books.firm(o.firm), kept)
		m.payCompute(m.books.firm(o.firm), serving, cost, tax)
		f.flow.revenue += kept
		f.flow.gross += kept - cost
	} else {
		own, hosted := o.first, 1-o.first
		royalty := o.royalty * hosted * kept
		m.books.move(payer, m.books.firm(o.firm), own*kept)
		m.payCompute(m.books.firm(o.firm), serving, own*cost, own*tax)
		m.books.move(payer, m.books.host(b), hosted*kept)
		m.payCompute(m.books.host(b), serving, hosted*cost, hosted*tax)
		if f.here {
			m.books.move(m.books.host(b), m.books.firm(o.firm), royalty)
			f.flow.royalty += royalty
		} else {
			royalty = 0
		}
		f.flow.revenue += own*kept + royalty
		f.flow.gross += own * (kept - cost)
		m.blocs[b].hosts += hosted*(kept-cost) - royalty
	}
	seg.revenue += kept
	m.compute(serving, compute-tax)
}

// embed books what the models in units of a device or app cost its maker, and
// returns it, $bn. The maker takes their price as it finds it.
func (m *Market) embed(b int, o *offer, units float64) float64 {
	if o.bill == 0 {
		return 0
	}
	model := &m.segments[o.from].market[b].offers[o.at]
	use := units * o.bill / model.price
	model.embedded += use
	m.settle(o.from, b, model, use, units*o.bill*perUnit, m.books.firm(o.firm))
	return units * o.bill * perUnit
}

// supply books units of a device or app that cost payer paid: the maker pays
// production (less the state's part), selling, licence fees and the models in
// it, and has service revenue.
func (m *Market) supply(s, b int, o *offer, units, paid float64, payer int) {
	seg, f := &m.segments[s], &m.firms[o.firm]
	net := paid / ((1 + m.p.Tariff[s][f.bloc][b]) * (1 - m.p.BuyerSub[s][b]))
	m.wedge(s, b, paid, net, payer)
	full := o.cost / (1 - m.p.CostSub[s][f.bloc])
	production, state := units*full*perUnit, units*(full-o.cost)*perUnit
	selling := net * seg.spec.Selling
	fees, service := units*o.fee*perUnit, units*o.service*perUnit
	bill := m.embed(b, o, units)
	me := m.books.firm(o.firm)
	m.books.move(payer, me, net+service)
	m.books.move(me, m.books.suppliers, production+selling)
	m.books.move(m.books.state(f.bloc), me, state)
	if o.payee >= 0 {
		m.books.move(me, m.books.firm(o.payee), fees)
		m.firms[o.payee].flow.fees += fees
		m.firms[o.payee].flow.revenue += fees
	}
	m.blocs[f.bloc].subsidy += state
	f.flow.subsidy += state
	f.flow.revenue += net + service
	f.flow.gross += net + service - production - selling - fees - bill + state
	f.maker.sales += units
	seg.revenue += net + service
}

// wedge is the difference between what buyers pay and sellers receive before
// their own selling costs: duty to the buyers' state, purchase subsidy from it.
func (m *Market) wedge(s, b int, paid, net float64, payer int) {
	list := paid / (1 - m.p.BuyerSub[s][b]) // with duty, before the subsidy
	duty, subsidy := list-net, list-paid
	m.blocs[b].tariffs += duty
	m.blocs[b].subsidy += subsidy
	m.books.move(payer, m.books.state(b), duty)
	m.books.move(m.books.state(b), payer, subsidy)
}

// averageDevices stores the segment's sales-weighted price and AI quality,
// against which next month's are measured.
func (m *Market) averageDevices(s int) {
	seg := &m.segments[s]
	if seg.layer == undercut.Model || seg.layer == undercut.Compute {
		return
	}
	units, paid, ai, withAI, cost := 0.0, 0.0, 0.0, 0.0, 0.0
	for b := range seg.market {
		k := &seg.market[b]
		for j := range k.offers {
			o := &k.offers[j]
			if !(o.share > 0) {
				continue
			}
			u, p := seg.sales(k, o)
			units, paid = units+u, paid+p
			if k := &m.firms[o.firm].maker; k.first > 0 {
				cost += u * math.Log((k.cost+o.bill-notGiven(k.bill[b]))/k.first)
			}
			if o.ai == o.ai {
				ai, withAI = ai+u*o.ai, withAI+u
			}
		}
	}
	if units > 0 {
		seg.meanPrice = paid / units / perUnit
		seg.costIndex = cost / units
	}
	if withAI > 0 {
		seg.meanQ = ai / withAI
	}
}
