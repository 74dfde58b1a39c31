package market

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/dist"
)

// setPrices finds the month's prices in every market of some layers.
func (m *Market) setPrices(first, last undercut.Layer) error {
	for s := range m.segments {
		if l := m.segments[s].layer; l < first || l > last {
			continue
		}
		for b := range m.segments[s].market {
			if err := m.setPrice(s, b); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Market) setPrice(s, b int) error {
	seg := &m.segments[s]
	k := &seg.market[b]
	m.size(s, b)
	if len(k.offers) == 0 || k.mass == 0 {
		k.outside, k.worth, k.gain = nan, nan, nan
		for j := range k.offers {
			k.offers[j].share, k.offers[j].price, k.offers[j].worth = 0, nan, nan
		}
		return nil
	}
	for j := range k.offers {
		m.list(seg, k, b, &k.offers[j])
	}
	m.pose(s, b)
	m.complement(s, b)
	if !k.started {
		if err := m.open(s, b); err != nil {
			return err
		}
	}
	return m.solve(s, b)
}

// list says whether an offer's price is chosen this month. List prices hold
// for valid_months: labs change theirs in turn, makers of devices all at once,
// one bloc after the other. A release has none yet, and one
// that cost has overtaken is broken.
func (m *Market) list(seg *segment, k *submarket, b int, o *offer) {
	if o.licence == openLicence {
		return
	}
	f := &m.firms[o.firm]
	o.price = f.price[b][o.tier&1]
	if !seg.nash {
		o.fixed = true
		o.price = o.cost * (1 + f.spec.Maker.Markup)
		return
	}
	valid := max(1, int(math.Round(seg.spec.ValidMonths)))
	turn := f.offset
	if seg.layer != undercut.Model {
		turn = m.blocs[b].turn
	}
	due := (m.t+turn)%valid == 0 || math.IsNaN(o.price) || o.cost+o.fee+o.bill-o.service > listBreak*o.price*o.keep
	o.fixed = !due
}

// listBreak is the share of the price that cost may reach before a list price
// is broken early: a definition of stickiness.
const listBreak = 0.9

// solve runs the equilibrium and stores prices and shares.
func (m *Market) solve(s, b int) error {
	seg := &m.segments[s]
	k := &seg.market[b]
	res := m.settlePrices(s, b, &seg.solver)
	if !res.Status.Converged() {
		return fmt.Errorf("%s: no equilibrium of prices for %s in %s: %v, residual %.2g of price%s",
			m.now, seg.spec.Name, m.w.Blocs[b].Name, res.Status, res.Residual, because(res.Warnings))
	}
	mass := 0.0
	for r := range k.problem.Types {
		mass += k.problem.Types[r].Mass
	}
	k.outside, k.worth = 0, 0
	for j := range k.offers {
		k.offers[j].share, k.offers[j].worth = 0, 0
	}
	for r := range k.problem.Types {
		c, w := seg.solver.Choice(r), k.problem.Types[r].Mass/mass
		k.outside += w * c.Outside
		k.worth += w * m.merit(seg, k, r)
		for j := range k.offers {
			k.offers[j].share += w * c.Share[j]
			k.offers[j].worth += w * c.Share[j] * m.bargain(seg, k, r, j)
		}
	}
	for j := range k.offers {
		o := &k.offers[j]
		o.price = k.price[j] * m.class(o)
		o.worth = m.bargainOf(seg, o)
		if o.licence == closedLicence {
			m.firms[o.firm].price[b][o.tier&1] = o.price
		}
	}
	m.gains(seg, k)
	m.recall(s, b)
	return nil
}

func because(warnings []string) string {
	if len(warnings) == 0 {
		return ""
	}
	return " (" + warnings[0] + ")"
}

// size sets the buyers or the budget of the month,
//
//	potential·e^growth·share of the bloc·adoption·reach / 12.
func (m *Market) size(s, b int) {
	seg := &m.segments[s]
	k := &seg.market[b]
	g := seg.spec.Growth * m.year
	if d := seg.spec.Dampen; d > 0 {
		g = seg.spec.Growth * -math.Expm1(-d*m.year) / d
	}
	k.mass = seg.spec.Size * math.Exp(g) * seg.spec.Buyers[b] * k.adoption / 12
	if r := seg.spec.Reach; r != nil {
		best := nan
		for j := range k.offers {
			best = larger(best, k.offers[j].quality)
		}
		if math.IsNaN(best) {
			k.mass = 0
			return
		}
		k.mass *= dist.NormalCDF((best - r.Mean) / r.SD)
	}
}
