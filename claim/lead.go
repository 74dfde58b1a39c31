package claim

// leastLead is how long a Chinese model must lead the frontier, months.
const leastLead = 3

// leads is O3. China may come to lead without giving anything away: the odds
// in the counterfactual stand beside it.
func leads(p pair) finding {
	x, y := p.world("lead_cn_months"), p.base("lead_cn_months")
	f := finding{fates: make([]fate, len(x)), base: make([]fate, len(x)), size: x, illustrative: p.marked("lead_cn_months")}
	for i := range x {
		f.fates[i] = fateOf(x[i] >= leastLead, x[i])
		f.base[i] = fateOf(y[i] >= leastLead, y[i])
	}
	return f
}
