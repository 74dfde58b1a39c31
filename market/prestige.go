package market

import "math"

// standing moves each bloc's prestige towards its standing at the frontier,
//
//	S_b += (1 - e^(-1/lag)) (e^(-(q_best - q_best of b)/width) - S_b),
//
// which is 1 for the bloc that leads.
func (m *Market) standing() {
	p := m.w.Prestige
	if p == nil {
		return
	}
	now := &m.frontier[m.t]
	for b := range m.blocs {
		best := nan
		for i := range m.firms {
			if m.firms[i].bloc == b {
				best = larger(best, now.best[i])
			}
		}
		goal := 0.0
		if best == best {
			goal = math.Exp(-(now.bestAny - best) / p.Width)
		}
		m.blocs[b].prestige += fade(p.Lag) * (goal - m.blocs[b].prestige)
	}
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
