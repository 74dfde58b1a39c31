package bertrand

import (
	"fmt"

	"github.com/undercut-sim/undercut/demand"
)

// In the spend form a seller keeps at most the part w_j of a dollar spent on
// offer j. Where duties differ within a firm, a heavily taxed offer may be worth
// less than the dollars that it takes from the firm's others: its best price is
// without bound, and the firm drops it. By its first-order condition, divided by
// its share as that goes to zero, with a the price coefficient of the only type,
//
//	L_j (a/(1-sigma) + 1) = theta (w_j + a (sigma/(1-sigma) Pi_g + Pi)),
//
// Pi the firm's profit per dollar of all buyers and Pi_g the same within the
// nest of j, there is a finite price only if L_j < w_j.

// dropped returns the offers that their owners drop, nil if that is not why a
// problem has no root. It takes out the most heavily taxed offers one by one
// until the rest has a root at which all that were taken out are unwanted.
func (p *Problem) dropped() []int {
	if p.Form != demand.Spend || p.Keep == nil || len(p.Types) != 1 || p.Complement != nil || p.Adoption != nil || p.Surplus != nil || p.Floor != nil {
		return nil
	}
	out := make([]bool, len(p.Nest))
	var list []int
	for {
		j := p.mostTaxed(out)
		if j < 0 {
			return nil
		}
		out[j] = true
		list = append(list, j)
		rest, place := p.without(out)
		price := make([]float64, len(place))
		var inner Solver
		inner.prepare(rest)
		if inner.captive() >= 0 || !inner.root(price) || !(inner.now.relative < Tolerance) {
			continue
		}
		for _, k := range list {
			if !inner.unwanted(p, k) {
				return nil
			}
		}
		return list
	}
}

// mostTaxed returns the chosen offer with the smallest Keep of firms that have
// another one with a larger Keep, -1 if there is none.
func (p *Problem) mostTaxed(out []bool) int {
	most := make([]float64, p.Firms) // largest Keep of each firm
	for j, f := range p.Firm {
		if p.strategic(j) && !out[j] {
			most[f] = max(most[f], p.Keep[j])
		}
	}
	least := -1
	for j, f := range p.Firm {
		if p.strategic(j) && !out[j] && p.Keep[j] < most[f] && (least < 0 || p.Keep[j] < p.Keep[least]) {
			least = j
		}
	}
	return least
}

// without returns the problem without some offers, and the place that each of
// its offers has in p.
func (p *Problem) without(out []bool) (rest *Problem, place []int) {
	for j := range out {
		if !out[j] {
			place = append(place, j)
		}
	}
	pick := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		var kept []float64
		for _, j := range place {
			kept = append(kept, v[j])
		}
		return kept
	}
	r := *p
	r.Nest, r.Firm = nil, nil
	for _, j := range place {
		r.Nest, r.Firm = append(r.Nest, p.Nest[j]), append(r.Firm, p.Firm[j])
	}
	r.Cost, r.Keep, r.Fixed = pick(p.Cost), pick(p.Keep), pick(p.Fixed)
	r.Types = []demand.Type{p.Types[0]}
	r.Types[0].Delta = pick(p.Types[0].Delta)
	return &r, place
}

// unwanted reports whether offer j of p, which the solved problem leaves out,
// has no finite price beside the solution.
func (s *Solver) unwanted(p *Problem, j int) bool {
	t, c := &p.Types[0], s.Choice(0)
	theta, sigma := at(p.Theta, p.Firm[j], 1), t.Sigma[p.Nest[j]]
	all, nest, sales := 0.0, 0.0, 0.0 // profit per dollar, the same in the nest, sales in the nest
	for k, share := range c.Share {
		if s.p.Nest[k] == p.Nest[j] {
			sales += share
		}
		if s.p.Firm[k] != p.Firm[j] {
			continue
		}
		all += share * s.now.margin[k]
		if s.p.Nest[k] == p.Nest[j] {
			nest += share * s.now.margin[k]
		}
	}
	w, steep, cross := p.Keep[j], t.Alpha/(1-sigma)+1, t.Alpha*sigma/(1-sigma)
	right := theta * (w + t.Alpha*all)
	if sales > 0 {
		right += theta * cross * nest / sales
	} else { // alone in its nest it stays all of it, however small
		steep -= theta * cross
	}
	return right >= w*steep
}

// drop says which offers are dropped.
func (p *Problem) drop(list []int) (warnings []string) {
	for _, j := range list {
		warnings = append(warnings, fmt.Sprintf("offer %d has no finite price: its owner, firm %d, keeps at most %.3g of a dollar spent on it, loses more on what buyers spend on its others, and drops it (take it out, or lower its duty)", j, p.Firm[j], p.Keep[j]))
	}
	return warnings
}
