package market

// erode moves the premium that buyers pay for closed offers beyond their
// quality: it is earned, not given. While an open product is at parity it
// erodes, otherwise it recovers,
//
//	x += (1 - e^(-zeta/12))·(xi_inf - x)   at parity (with the variant erosion),
//	x += (1 - e^(-rec/12))·(xi_0 - x)      otherwise.
//
// The best product of the segment on offer anywhere sets parity.
func (m *Market) erode() {
	for s := range m.segments {
		seg := &m.segments[s]
		p := seg.spec.Premium
		if p == nil || seg.frontier == nil {
			continue
		}
		f := &seg.frontier[m.t]
		switch {
		case f.bestOpen >= f.bestAny-p.Parity:
			seg.premium += rate(p.Erosion*m.w.Variants.Erosion) * (p.Floor - seg.premium)
		default:
			seg.premium += rate(p.Recovery) * (p.Start - seg.premium)
		}
	}
}
