package market

import "github.com/undercut-sim/undercut/learning"

// adopt lets buyers into the market: Bass diffusion in closed form over the
// month, the rate of innovation raised while an open product on offer is
// within parity of the best,
//
//	F' = (p + p_open·o + q·F)(1 - F).
func (m *Market) adopt() {
	for s := range m.segments {
		seg := &m.segments[s]
		a := seg.spec.Adoption
		if a == nil {
			continue
		}
		for b := range seg.market {
			k := &seg.market[b]
			if len(k.offers) == 0 {
				continue
			}
			p := a.Innovation
			if gap := openGap(k); gap <= seg.parity() {
				p += a.OpenBoost
			}
			k.adoption = learning.Bass{P: p, Q: a.Imitation}.Step(k.adoption, 1.0/12)
		}
	}
}

// openGap is how far the best open offer lies behind the best one, decades;
// NaN without an open offer.
func openGap(k *submarket) float64 {
	best, open := nan, nan
	for j := range k.offers {
		o := &k.offers[j]
		best = larger(best, o.quality)
		if o.licence == openLicence {
			open = larger(open, o.quality)
		}
	}
	return best - open
}

func (s *segment) parity() float64 {
	if s.spec.Premium == nil {
		return 0
	}
	return s.spec.Premium.Parity
}
