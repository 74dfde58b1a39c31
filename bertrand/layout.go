package bertrand

import (
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// lay builds the aggregate of s.p. Offers that are held count as given at their
// present price. Firms are kept in order of number, their pairs in order of
// nest, so that sums do not depend on the order of offers among them.
func (s *Solver) lay(single bool) {
	p, ag := s.p, &s.ag
	t := &p.Types[0]
	nests := p.Nests
	if single {
		nests = 1
	}
	ag.spend, ag.a, ag.outside = p.Form == demand.Spend, t.Alpha, t.Outside
	ag.layNests(p, nests)
	s.layPairs(nests, single)
	s.layTypes(nests, single)
}

func (ag *aggregate) layNests(p *Problem, nests int) {
	grow(&ag.nest, nests)
	for g := range ag.nest {
		n := &ag.nest[g]
		sigma := p.Types[0].Sigma[g]
		*n = aggNest{id: g, sigma: sigma, open: 1 - sigma, closed: 1 / (1 - sigma), unity: 1, fixed: math.Inf(-1)}
		if ag.spend {
			n.unity = 1 + n.open/ag.a
		}
	}
}

// layPairs numbers the pairs of firms that choose a price.
func (s *Solver) layPairs(nests int, single bool) {
	p, ag := s.p, &s.ag
	grow(&s.cell, p.Firms*nests)
	for k := range s.cell {
		s.cell[k] = -1
	}
	grow(&s.active, p.Firms)
	clear(s.active)
	for _, j := range s.chosen {
		if !s.held[j] {
			s.active[p.Firm[j]] = true
		}
	}
	for j, f := range p.Firm {
		if f >= 0 && s.active[f] {
			s.cell[f*nests+nestOf(p, j, single)] = 0
		}
	}
	ag.firm, ag.pairs = ag.firm[:0], ag.pairs[:0]
	for f, active := range s.active {
		if !active {
			continue
		}
		keep := 1.0
		if p.Keep != nil {
			keep = s.keepOf[f]
		}
		firm := aggFirm{
			id: f, from: len(ag.pairs), theta: at(p.Theta, f, 1) * s.conduct, keep: keep,
			base: 1 - at(p.Surplus, f, 0)/keep, kappa: ag.a * at(p.Adoption, f, 0) / keep,
		}
		for g := range nests {
			if k := f*nests + g; s.cell[k] == 0 {
				s.cell[k] = len(ag.pairs)
				ag.pairs = append(ag.pairs, aggPair{nest: g, t: math.Inf(-1)})
			}
		}
		firm.to = len(ag.pairs)
		ag.firm = append(ag.firm, firm)
	}
}

func nestOf(p *Problem, j int, single bool) int {
	if single {
		return 0
	}
	return p.Nest[j]
}

// layTypes sums log weights: t of each pair, the fixed weight of each nest, and
// b of the owners of offers at given prices.
func (s *Solver) layTypes(nests int, single bool) {
	given := s.layTops(nests, single)
	s.laySums(nests, single)
	ag := &s.ag
	for k := range ag.pairs {
		if n := ag.pairs[k].y; n > 1 {
			ag.pairs[k].t += math.Log(n)
		}
	}
	if !given {
		return
	}
	for g := range ag.nest {
		if n := &ag.nest[g]; n.excess > 1 {
			n.fixed += math.Log(n.excess)
		}
	}
	for f := range ag.firm {
		firm := &ag.firm[f]
		for k := firm.from; k < firm.to; k++ {
			if pair := &ag.pairs[k]; pair.b != 0 {
				pair.b *= ag.a / (firm.keep * ag.nest[pair.nest].excess)
			}
		}
	}
}

// layTops sets the log weight of each offer and, in t and fixed, the largest of
// each pair and of the given offers of each nest.
func (s *Solver) layTops(nests int, single bool) (given bool) {
	p, ag := s.p, &s.ag
	delta := p.Types[0].Delta
	grow(&ag.value, len(delta))
	for j, f := range p.Firm {
		g := nestOf(p, j, single)
		n := &ag.nest[g]
		if s.strategic[j] && !s.held[j] {
			k := &ag.pairs[s.cell[f*nests+g]]
			v := (delta[j] - ag.a*s.costTerm(j)) * n.closed
			ag.value[j] = v
			k.t = max(k.t, v)
			continue
		}
		given = true
		v := (delta[j] - ag.a*s.now.x[j]) * n.closed
		ag.value[j] = v
		n.fixed = max(n.fixed, v)
	}
	return given
}

// laySums sums weights relative to the tops: in y for the pairs, in excess for
// the given offers of a nest, in b their margins.
func (s *Solver) laySums(nests int, single bool) {
	p, ag := s.p, &s.ag
	for j, f := range p.Firm {
		g := nestOf(p, j, single)
		if s.strategic[j] && !s.held[j] {
			k := &ag.pairs[s.cell[f*nests+g]]
			k.y += expUnder(ag.value[j], k.t)
			continue
		}
		n := &ag.nest[g]
		w := expUnder(ag.value[j], n.fixed)
		n.excess += w
		if f >= 0 && s.active[f] {
			ag.pairs[s.cell[f*nests+g]].b += w * s.now.margin[j]
		}
	}
}

// expUnder is exp(v - top) without the call where v is the top.
func expUnder(v, top float64) float64 {
	if v == top {
		return 1
	}
	return math.Exp(v - top)
}

// costTerm is the price term of offer j priced at cost.
func (s *Solver) costTerm(j int) float64 {
	c := s.p.Cost[j]
	if s.p.Keep != nil {
		c /= s.p.Keep[j]
	}
	return s.p.Term(c)
}
