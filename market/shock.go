package market

import (
	"math"

	"github.com/undercut-sim/undercut/rng"
)

var streamCompute = rng.Name("compute")

// shock draws the month's price of compute. Firms' own luck is drawn where it
// is used.
func (m *Market) shock() {
	if c := m.w.Compute; c != nil {
		m.computeLog = revert(m.computeLog, c.Reversion, c.Volatility, m.normal(streamCompute))
	}
}

// compete sets the month's price slopes, with the cost noise that makers share,
// and conduct.
func (m *Market) compete() {
	for s := range m.segments {
		seg := &m.segments[s]
		m.shareNoise(seg)
		seg.setSlope()
		seg.fight(m)
		for _, i := range seg.makers {
			m.firms[i].conduct = m.conduct(seg, i)
		}
	}
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
	} else if m.uniform(s.streamWar) < rate(c.WarRate) {
		s.warMonths = int(math.Round(c.WarMonths))
	}
	s.war = 1
	if s.warMonths > 0 {
		s.war = c.WarFactor
	}
}
