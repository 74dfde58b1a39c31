package market

import (
	"fmt"
	"math"
)

// open starts a market in the first month in which something is on offer: it
// sets the moving outside option so that it stands o_r above the inside value
// at the prices of that month, which it moves itself. The fixed point is
// found by repeated pricing.
func (m *Market) open(s, b int) error {
	seg := &m.segments[s]
	k := &seg.market[b]
	k.started = true
	if seg.spec.Outside == nil {
		clear(k.inside)
		clear(k.offset)
		return nil
	}
	for r := range k.offset {
		k.offset[r] = seg.spec.Outside.Value
		k.inside[r] = m.guessInside(k, r)
	}
	if m.inferred(seg) {
		for r := range k.offset {
			k.inside[r], k.offset[r] = 0, 0 // brands were inferred against utility 0
		}
	}
	for range openRounds {
		moved := 0.0
		for r := range k.problem.Types {
			k.problem.Types[r].Outside = k.inside[r] + k.offset[r]
		}
		res := seg.solver.Solve(&k.problem, k.price)
		if !res.Status.Converged() {
			return fmt.Errorf("%s: no equilibrium of prices when %s opens in %s: %v%s",
				m.now, seg.spec.Name, m.w.Blocs[b].Name, res.Status, because(res.Warnings))
		}
		for r := range k.inside {
			i := insideValue(seg, r)
			if m.inferred(seg) {
				k.offset[r] = -i
			}
			moved = max(moved, math.Abs(i-k.inside[r]))
			k.inside[r] = i
		}
		if moved < openTolerance || m.inferred(seg) {
			break
		}
	}
	for r := range k.problem.Types {
		k.problem.Types[r].Outside = k.inside[r] + k.offset[r]
	}
	return nil
}

const (
	openRounds    = 60
	openTolerance = 1e-9 // utils
)

// inferred reports whether the makers' brands are inferred from their sales:
// then the level of the outside option is inferred with them.
func (m *Market) inferred(seg *segment) bool { return len(seg.spec.Types) == 0 }

// guessInside is the inside value at twice cost, where the search starts.
func (m *Market) guessInside(k *submarket, r int) float64 {
	t := &k.problem.Types[r]
	best := math.Inf(-1)
	for j := range k.offers {
		p := k.offers[j].price
		if math.IsNaN(p) {
			p = 2 * k.problem.Cost[j]
		}
		best = max(best, t.Delta[j]-t.Alpha*k.problem.Term(p))
	}
	return best
}

// insideValue is I_r, the log-sum of the inside goods only, at the last
// solution: log H + log(1 - s_0).
func insideValue(seg *segment, r int) float64 {
	c := seg.solver.Choice(r)
	inside := 0.0
	for _, s := range c.Share {
		inside += s
	}
	return c.LogSum + math.Log(inside)
}

// merit is quality less price of what buyers of type r take, in log price or
// dollars, brands and the closed premium apart:
//
//	Σ_j s_j/(1 - s_0)·(b_r·min(q_j, satiation_r)/a_r - ln p_j)
//
// and V_j/a - p_j in the unit form. The surplus with the moving outside option
// cannot be compared between worlds, and one with the premium would count what
// buyers pay for closed brands as their gain; this can.
func (m *Market) merit(seg *segment, k *submarket, r int) float64 {
	sum, inside := 0.0, 0.0
	for j, s := range seg.solver.Choice(r).Share {
		inside += s
		sum += s * m.bargain(seg, k, r, j)
	}
	return sum / inside
}

// bargain is quality less price of offer j to buyers of type r, as in merit.
func (m *Market) bargain(seg *segment, k *submarket, r, j int) float64 {
	taste, cap := 1.0, math.Inf(1)
	if len(seg.spec.Types) > 0 {
		spec := &seg.spec.Types[r]
		taste, cap = spec.Taste, spec.Satiation+spec.SatiationGrowth*m.year
	}
	return taste*min(k.offers[j].quality, cap)/k.problem.Types[r].Alpha - k.problem.Term(k.price[j])
}

// bargainOf is the bargain of a mean buyer of an offer,
//
//	Σ_r w_r s_jr bargain_jr / Σ_r w_r s_jr,
//
// and in the unit form, where it is worked out in dollars of the mean kind, in
// dollars of the offer's own kind, less what users pay for services with it:
//
//	class_j·(V_j/a - p_j/class_j) - service_j.
//
// It must run while worth and share hold the sums over types; without sales it
// is NaN.
func (m *Market) bargainOf(seg *segment, o *offer) float64 {
	mean := o.worth / o.share
	if seg.spend {
		return mean
	}
	return m.class(o)*mean - o.service
}

// recall moves the outside option after what was on offer: last year's best
// is what buyers have,
//
//	Ī_r += (1 - e^(-1/lag)) (I_r - Ī_r).
//
// It must run right after the market's solve, while the solver holds it.
func (m *Market) recall(s, b int) {
	seg := &m.segments[s]
	k := &seg.market[b]
	if seg.spec.Outside == nil {
		return
	}
	w := fade(seg.spec.Outside.Lag)
	for r := range k.inside {
		k.inside[r] += w * (insideValue(seg, r) - k.inside[r])
	}
}
