package market

import (
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// allocateProblem makes room for a pricing problem of up to n offers.
func (k *submarket) allocateProblem(types, n, firms int) {
	k.problem = bertrand.Problem{
		Market: demand.Market{Nest: make([]int, 0, n), Nests: 2, Types: make([]demand.Type, types)},
		Cost:   make([]float64, 0, n), Firm: make([]int, 0, n), Theta: make([]float64, firms),
		Keep: make([]float64, 0, n), Floor: make([]float64, 0, n), Fixed: make([]float64, 0, n),
	}
	for r := range k.problem.Types {
		k.problem.Types[r] = demand.Type{Sigma: make([]float64, 2), Delta: make([]float64, 0, n)}
	}
}

// pose writes the month's offers of a segment in bloc b as a pricing problem.
func (m *Market) pose(s, b int) {
	seg := &m.segments[s]
	k := &seg.market[b]
	n := len(k.offers)
	p := &k.problem
	p.Form = demand.Unit
	if seg.spend {
		p.Form = demand.Spend
	}
	p.Firms = len(seg.makers)
	p.Theta = p.Theta[:len(seg.makers)]
	p.Nest, p.Firm = p.Nest[:n], p.Firm[:n]
	p.Cost, p.Keep, p.Floor, p.Fixed = p.Cost[:n], p.Keep[:n], p.Floor[:n], p.Fixed[:n]
	k.price, k.seller = k.price[:n], k.seller[:n]
	for j := range k.offers {
		m.poseOffer(seg, k, j)
	}
	for l, i := range seg.makers {
		p.Theta[l] = m.firms[i].conduct
	}
	for r := range p.Types {
		m.poseType(seg, k, b, r)
	}
}

func (m *Market) poseOffer(seg *segment, k *submarket, j int) {
	p, o := &k.problem, &k.offers[j]
	k.seller[j] = o.firm
	class, counted := m.class(o), m.counted(o)
	p.Nest[j] = m.nest(o)
	p.Firm[j] = m.firms[m.firms[o.firm].owner].local
	p.Cost[j] = (o.cost + o.fee + o.bill - o.service) / counted
	p.Keep[j] = o.keep
	if counted != class {
		p.Keep[j] *= class / counted
	}
	p.Floor[j] = math.Inf(-1)
	p.Fixed[j] = nan
	if o.fixed {
		p.Fixed[j] = o.price / class
		if o.licence == openLicence {
			p.Firm[j] = -1 // hosts, not the owner, set this price
		}
	}
	k.price[j] = o.price / class
	if seg.spend && math.IsNaN(o.price) {
		k.price[j] = releaseGuess * p.Cost[j] // where the search for a new release's price starts
	}
}

// releaseGuess is price over cost at which the search for the price of a new
// release starts; where it ends does not depend on it.
const releaseGuess = 2

// class is the kind of product that an offer is, relative to the segment's
// mean: see priceSlope.
func (m *Market) class(o *offer) float64 { return m.classOf(o.firm) }

func (m *Market) classOf(i int) float64 {
	if f := &m.firms[i]; f.maker.class > 0 && !m.segments[f.seg].spend {
		return f.maker.class
	}
	return 1
}

// counted is what an offer's dollars are divided by in its pricing problem: its
// class, or 1 where its owner has offers of several. Then margins count in
// dollars, at prices divided by the class, and the owner adds up what it earns.
func (m *Market) counted(o *offer) float64 { return m.countedOf(o.firm) }

func (m *Market) countedOf(i int) float64 {
	if m.shares(i) {
		return 1
	}
	return m.classOf(i)
}

// nest is by licence or, in the other variant, by tier.
func (m *Market) nest(o *offer) int {
	if m.w.Variants.NestByTier > 0.5 {
		if o.tier == int(undercut.Small) {
			return 1
		}
		return 0
	}
	return int(o.licence)
}

// conduct is theta of a firm this month, worked out once: from what its price and cost implied
// at the start it drifts to its own or the segment's long-run value,
//
//	theta_f(t) = end + (start - end) e^(-t/years),
//
// lowered by wars and by levers. Firms without known margins start from the
// segment's start.
func (m *Market) conduct(seg *segment, i int) float64 {
	theta, f := 1.0, &m.firms[i]
	if c := seg.spec.Conduct; c != nil {
		start, end := c.Start, c.End
		if f.spec != nil && f.spec.Maker != nil {
			start, end = f.maker.theta, given(f.spec.Maker.Conduct, end)
			if c.Relative > 0.5 {
				end *= start
			}
		} else if f.spec == nil {
			start = end
		}
		theta = (end + (start-end)*math.Exp(-m.year/c.Years)) * seg.war
	}
	return theta * m.p.Conduct[i]
}

// given is x, or otherwise where x is not given.
func given(x, otherwise float64) float64 {
	if x != x {
		return otherwise
	}
	return x
}

// poseType writes the mean values of one buyer type,
//
//	d_jr = b_r·min(q_j, satiation_r) + xi_j + home + habit·s_j(t-1) + V_j - distrust,
//
// and the outside option Ī_r + o_r.
func (m *Market) poseType(seg *segment, k *submarket, b, r int) {
	t := &k.problem.Types[r]
	t.Delta = t.Delta[:len(k.offers)]
	t.Sigma[0], t.Sigma[1] = seg.spec.Sigma, seg.spec.Sigma
	if !math.IsNaN(seg.spec.SigmaOpen) {
		t.Sigma[1] = seg.spec.SigmaOpen
	}
	t.Mass, t.Alpha = 1, m.priceSlope(m.firms[k.offers[0].firm].seg)
	taste, cap := 0.0, math.Inf(1)
	if len(seg.spec.Types) > 0 {
		spec := &seg.spec.Types[r]
		t.Mass, taste = spec.Weight, spec.Taste
		cap = spec.Satiation + spec.SatiationGrowth*m.year
		if seg.spend {
			t.Alpha = spec.Price
		}
	}
	for j := range k.offers {
		t.Delta[j] = taste*min(k.offers[j].quality, cap) + m.appeal(seg, k, b, &k.offers[j])
	}
	t.Outside = k.inside[r] + k.offset[r]
}

// appeal is the part of an offer's mean value that all buyer types share.
func (m *Market) appeal(seg *segment, k *submarket, b int, o *offer) float64 {
	f := &m.firms[o.firm]
	u := seg.spec.Habit * k.share[3*o.firm+o.tier]
	if f.bloc == b {
		u += seg.spec.Home
	}
	if seg.layer != undercut.Model {
		return u + f.maker.brand + seg.skill(f.bloc, m.year) + o.quality
	}
	u += f.lab.brand
	if o.licence == closedLicence {
		u += seg.premium * f.lab.earned
		if f.bloc != b {
			u -= m.w.Asymmetries.Trust * m.w.Technology.TrustAbroad[f.bloc]
		}
	}
	return u
}

// skill is what makers of a bloc have come to do better than at the start,
//
//	gain·(1 - e^(-t/years)).
func (s *segment) skill(bloc int, year float64) float64 {
	k := s.spec.Skill
	if k == nil {
		return 0
	}
	return k.Gain[bloc] * -math.Expm1(-year/k.Years)
}

// priceSlope is the price coefficient of a unit-form segment per dollar of its
// mean kind of product,
//
//	a = elasticity·(1 - sigma) / (mean price at the start · cost index),
//
// which keeps elasticities constant while cost brings prices down. The index
// follows each maker's own cost, not the mean price: that moves with the mix,
// and a slope that falls because dear makes sell feeds on itself.
//
// Within a segment prices differ tenfold in kind. A buyer of a kind that cost
// k_j times the mean at the start weighs a dollar 1/k_j as much, a_j = a/k_j;
// with one product per firm that is the same game in prices divided by k_j,
// and so it is solved.
func (m *Market) priceSlope(s int) float64 { return m.segments[s].slope }

// setSlope works the price coefficient out, once a month.
func (seg *segment) setSlope() {
	seg.slope = seg.spec.PriceSlope
	if math.IsNaN(seg.slope) {
		seg.slope = seg.spec.Elasticity * (1 - seg.spec.Sigma) / (seg.startPrice * math.Exp(seg.costIndex+seg.noise))
	}
}
