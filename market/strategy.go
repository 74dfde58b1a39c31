package market

import (
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/bertrand"
)

// coordination is what a dollar of another firm of bloc b weighs for a firm of
// the bloc, against one of its own.
func (m *Market) coordination(b int) float64 {
	if m.w.Strategy == nil {
		return 0
	}
	return m.w.Strategy.Coordination[b]
}

// joined reports whether two firms have a common owner or are allied. A firm
// that was bought joins the group of its buyer.
func (m *Market) joined(i, k int) bool {
	i, k = m.firms[i].owner, m.firms[k].owner
	g := m.firms[i].group
	return i == k || g != 0 && g == m.firms[k].group || m.p.Allied[i][k]
}

// kappa is what a dollar of firm k weighs for firm i: 1 within a group or an
// alliance, the bloc's coordination within a bloc, 0 elsewhere.
func (m *Market) kappa(i, k int) float64 {
	switch {
	case m.joined(i, k):
		return 1
	case m.firms[i].bloc == m.firms[k].bloc:
		return m.coordination(m.firms[i].bloc)
	}
	return 0
}

// slopes stores, after sales, what makers of products that use models would
// earn if buyers gained one util more in the market for the models,
//
//	dPi_k/dL = gamma·m_k·M·s_k·s_0   ($bn a month; one nest, own price held)
//
// for next month's prices of models. m_k is the dollar margin of a unit.
func (m *Market) slopes() {
	for i := range m.links {
		l := &m.links[i]
		for _, k := range m.segments[l.to].makers {
			clear(m.firms[k].maker.slope)
		}
		if m.w.Links[i].Surplus == 0 {
			continue
		}
		for b := range m.segments[l.to].market {
			k := &m.segments[l.to].market[b]
			for j := range k.offers {
				if o := &k.offers[j]; o.share > 0 {
					m.firms[o.firm].maker.slope[b] = m.w.Links[i].Surplus * o.margin() * k.mass * perUnit * o.share * k.outside
				}
			}
		}
	}
}

// margin of a unit of a device, dollars.
func (o *offer) margin() float64 { return o.price*o.keep + o.service - o.cost - o.fee - o.bill }

// complement writes X_f into the pricing problem of a model market: dollars
// that lab f earns elsewhere, its own or weighed by kappa, per dollar that
// buyers gain here,
//
//	X_f = Σ_k kappa_fk dPi_k/dL / (M·Σ_r w_r/a_r),
//
// and the floor that such a price needs: no model is sold for less than
// nothing (unit form), none at a loss of more than its price (spend form,
// Lerner margin of -1).
func (m *Market) complement(s, b int) {
	seg := &m.segments[s]
	k := &seg.market[b]
	p := &k.problem
	p.Surplus = nil
	if m.w.Strategy == nil || m.w.Strategy.Joint < 0.5 || !m.weighsOthers(s) {
		return
	}
	dollar, any := m.surplusDollar(s, b), false
	for l, i := range seg.makers {
		k.surplus[l] = m.weighed(i, s, b) / dollar
		any = any || k.surplus[l] != 0
	}
	if !any {
		return
	}
	p.Surplus = k.surplus[:len(seg.makers)]
	for j := range k.offers {
		if p.Firm[j] >= 0 && p.Surplus[p.Firm[j]] != 0 {
			p.Floor[j] = 0
			if seg.spend {
				p.Floor[j] = p.Cost[j] / (1 + p.Keep[j])
			}
		}
	}
}

// surplusDollar is what a util more is worth to the buyers of models in bloc
// b, $bn a month.
func (m *Market) surplusDollar(s, b int) float64 {
	seg := &m.segments[s]
	k := &seg.market[b]
	sum := 0.0
	for r := range k.problem.Types {
		sum += k.problem.Types[r].Mass / k.problem.Types[r].Alpha
	}
	if !seg.spend {
		sum *= perUnit
	}
	return sum * k.mass
}

// weighsOthers reports whether a link out of segment s has a surplus.
func (m *Market) weighsOthers(s int) bool {
	for i := range m.links {
		if m.links[i].from == s && m.w.Links[i].Surplus > 0 {
			return true
		}
	}
	return false
}

// weighed is the sum over makers of kappa times their slope in bloc b, for
// lab i; $bn a month per util.
func (m *Market) weighed(i, s, b int) float64 {
	sum := 0.0
	for n := range m.links {
		if m.links[n].from != s {
			continue
		}
		for _, k := range m.segments[m.links[n].to].makers {
			if x := m.firms[k].maker.slope[b]; x != 0 && m.firms[k].here {
				sum += m.kappa(i, k) * x
			}
		}
	}
	return sum
}

// gains stores what buyers gain in a model market this month, in utils of the
// mean buyer against the level that the outside option has moved to,
//
//	L = Σ_r (w_r/a_r)(ln H_r - Ī_r) / Σ_r (w_r/a_r).
//
// It must run right after the market's solve, before the outside option moves.
func (m *Market) gains(seg *segment, k *submarket) {
	if seg.layer != undercut.Model {
		return
	}
	k.gain = meanGain(k, &seg.solver)
	if math.IsNaN(k.gainStart) {
		k.gainStart = k.gain
	}
}

func meanGain(k *submarket, s *bertrand.Solver) float64 {
	sum, all := 0.0, 0.0
	for r := range k.problem.Types {
		t := &k.problem.Types[r]
		w := t.Mass / t.Alpha
		sum += w * (s.Choice(r).LogSum - k.inside[r])
		all += w
	}
	return sum / all
}
