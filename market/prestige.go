package market

import "math"

// standing moves each bloc's prestige towards its standing at the frontiers of
// all kinds of model, weighted by the size of their markets,
//
//	S_b += (1 - e^(-1/lag)) (Σ_s w_s e^(-(q_best - q_best of b)/width) - S_b),
//
// which is 1 for a bloc that leads everywhere.
func (m *Market) standing() {
	p := m.w.Prestige
	if p == nil {
		return
	}
	for b := range m.blocs {
		goal, all := 0.0, 0.0
		for s := range m.segments {
			if seg := &m.segments[s]; seg.frontier != nil {
				all += seg.spec.Size
				goal += seg.spec.Size * m.closeness(seg, b, p.Width)
			}
		}
		if all > 0 {
			m.blocs[b].prestige += fade(p.Lag) * (goal/all - m.blocs[b].prestige)
		}
	}
}

// closeness is a bloc's standing at one frontier; 0 where it has nothing.
func (m *Market) closeness(seg *segment, b int, width float64) float64 {
	best, now := nan, &seg.frontier[m.t]
	for k, i := range seg.makers {
		if m.firms[i].bloc == b {
			best = larger(best, now.best[k])
		}
	}
	if best != best {
		return 0
	}
	return math.Exp(-(now.bestAny - best) / width)
}

// mostSupport bounds the share of research that a state pays: a lab always
// carries a twentieth itself.
const mostSupport = 0.95

// support is the share of its labs' research that a bloc's state pays,
//
//	min(0.95, base·(1 + eta·prestige)),
//
// the response to prestige only with that asymmetry on.
func (m *Market) support(b int) float64 {
	p := m.w.Prestige
	if p == nil {
		return 0
	}
	return min(mostSupport, p.Base[b]*(1+m.w.Asymmetries.State*p.Response*m.blocs[b].prestige))
}
