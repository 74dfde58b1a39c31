package market

import "github.com/undercut-sim/undercut"

// procure lets states buy from what is on offer in their bloc's market, at its
// prices. Of an amount A ($bn a month) offer j gets
//
//	A · e_j / Σ_k e_k   over the offers that the state may buy,
//
// e_j being what other buyers spend on it, services included: the state takes
// the market's bundle, scaled. It pays duty to itself. What it buys counts as
// units, revenue, gross profit, experience and compute like any sale; shares,
// mean prices and habit stay those of the other buyers. Where they buy nothing
// that it may buy, nothing is spent.
func (m *Market) procure() {
	for s := range m.segments {
		for b := range m.blocs {
			m.buy(s, b, m.p.Procure[s][b]/12, false)
			m.buy(s, b, m.p.ProcureHome[s][b]/12, true)
		}
	}
}

// buy spends amount, $bn, in one market; with home on the bloc's own firms.
func (m *Market) buy(s, b int, amount float64, home bool) {
	if amount == 0 {
		return
	}
	k := &m.segments[s].market[b]
	total := 0.0
	for j := range k.offers {
		if m.eligible(k, j, b, home) {
			total += m.outlay(s, k, j)
		}
	}
	if !(total > 0) {
		return
	}
	for j := range k.offers {
		if m.eligible(k, j, b, home) {
			m.blocs[b].procured += amount * m.outlay(s, k, j) / total
			m.deliver(s, b, &k.offers[j], amount/total)
		}
	}
}

// eligible reports whether a state may buy an offer that others buy.
func (m *Market) eligible(k *submarket, j, b int, home bool) bool {
	o := &k.offers[j]
	return o.share > 0 && (!home || m.firms[o.firm].bloc == b)
}

// outlay is what other buyers spend on an offer, its service included, $bn.
func (m *Market) outlay(s int, k *submarket, j int) float64 {
	units, paid := m.segments[s].sales(k, &k.offers[j])
	return paid + units*k.offers[j].service*perUnit
}

// deliver books the state's purchase of an offer: scale times what others buy.
func (m *Market) deliver(s, b int, o *offer, scale float64) {
	units, paid := m.segments[s].sales(&m.segments[s].market[b], o)
	units, paid = scale*units, scale*paid
	o.procured += units
	if m.segments[s].layer == undercut.Model {
		m.settle(s, b, o, units, paid, m.books.state(b))
		return
	}
	m.supply(s, b, o, units, paid, m.books.state(b))
}
