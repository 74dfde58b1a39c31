package market

import (
	"math"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

var streamCompute = rng.Name("compute")

// shock draws the month's price of compute. Firms' own luck is drawn where it
// is used.
func (m *Market) shock() {
	if c := m.w.Compute; c != nil {
		m.computeLog = revert(m.computeLog, c.Reversion, c.Volatility, dist.NormalQuantile(m.uniform(streamCompute)))
	}
}

// compete sets the month's price slopes and conduct.
func (m *Market) compete() {
	for s := range m.segments {
		seg := &m.segments[s]
		seg.setSlope()
		seg.fight(m)
		for _, i := range seg.makers {
			m.firms[i].conduct = m.conduct(seg, i)
		}
	}
}

// revert is one month of an Ornstein-Uhlenbeck process towards 0 with
// reversion r and volatility v per year, exact at any step:
//
//	x' = x e^(-r/12) + v sqrt((1 - e^(-2r/12))/(2r)) z,
//
// with the limit v sqrt(1/12) z at r = 0.
func revert(x, r, v, z float64) float64 {
	if r == 0 {
		return x + v*math.Sqrt(1.0/12)*z
	}
	return x*math.Exp(-r/12) + v*math.Sqrt(-math.Expm1(-r/6)/(2*r))*z
}

// fight draws price wars, which lower conduct while they last. Wars are
// Poisson, at most one at a time in a segment.
func (s *segment) fight(m *Market) {
	c := s.spec.Conduct
	if c == nil {
		return
	}
	if s.warMonths > 0 {
		s.warMonths--
	} else if m.uniform(s.streamWar) < -math.Expm1(-c.WarRate/12) {
		s.warMonths = int(math.Round(c.WarMonths))
	}
	s.war = 1
	if s.warMonths > 0 {
		s.war = c.WarFactor
	}
}
