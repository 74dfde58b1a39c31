package market

import "math"

// fashion moves makers' brands: what made a product win share in the past goes
// on for a while, and buyers' tastes wander. For each maker
//
//	xi += (1 - sigma)·[ trend·e^(-fade·t)/12 + sd·sqrt(1/12)·z ],
//
// trend the growth of its share relative to others' at the start, sd the yearly
// spread of relative shares that prices do not explain. The factor 1 - sigma
// makes both what they are called: changes of the log of a share (Berry 1994).
// Luck is the firm's own and stands at its name.
func (m *Market) fashion() {
	for s := range m.segments {
		seg := &m.segments[s]
		f := seg.spec.Fashion
		if f == nil {
			continue
		}
		for _, i := range seg.makers {
			if m.firms[i].here {
				m.firms[i].maker.brand += (1 - seg.spec.Sigma) * m.fancy(f, i)
			}
		}
	}
}

// fancy is the month's change of a maker's log share by fashion.
func (m *Market) fancy(f *Fashion, i int) float64 {
	trend, sd := 0.0, f.SD
	if spec := m.firms[i].spec; spec != nil {
		trend, sd = spec.Maker.Trend, given(spec.Maker.Fancy, sd)
	}
	return trend*math.Exp(-f.Fade*m.year)/12 + sd*math.Sqrt(1.0/12)*m.normal(m.firms[i].streamFancy)
}
