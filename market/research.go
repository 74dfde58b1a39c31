package market

import "math"

// research decides what each lab spends on research this month, annualised:
//
//	target' = target e^(g/12),  g = the lab's own growth until listed_until,
//	                            research_growth·e^(-slowing·years since) after
//	R = min(lever·target, investors' cap, what can be paid for), at least 0
//
// and averages the part that goes into final runs over six months, C_f.
func (m *Market) research() {
	m.poolScale = m.grantedShare()
	for i := range m.firms {
		f := &m.firms[i]
		if !f.here || f.spec == nil || f.spec.Lab == nil {
			continue
		}
		l := &f.lab
		if f.late {
			l.target = f.spec.Lab.Research
		} else {
			l.target *= math.Exp(m.researchGrowth(f.spec.Lab) / 12)
		}
		payable := min(m.researchCap(i), m.affordable(i))
		l.research = max(0, min(m.p.Research[i]*l.target, payable))
		// A plan that cannot be paid for is cut back to what can be, and a bit. One
		// that a lever holds down stays as it is.
		l.target = min(l.target, planAhead*max(min(l.target, payable), f.spec.Lab.Research))
		l.run += fade(runMonths) * (l.research*m.w.Technology.RunShare - l.run)
		l.spent += l.research / 12
		l.runSpent += l.run / 12
		f.flow.research = l.research / 12
		if m.now < m.w.Technology.ListedUntil {
			l.brand += f.spec.Lab.BrandDrift / 12
		}
	}
}

// Definitions of averages in the model, not knowledge about the world: final
// runs are averaged over six months, and a plan runs at most 2 times ahead of
// what was paid for.
const (
	runMonths = 6
	planAhead = 2
)

func (m *Market) researchGrowth(l *Lab) float64 {
	t := m.w.Technology
	if m.now < t.ListedUntil {
		return l.Growth
	}
	late := max(0, (m.now - t.ListedUntil).Years())
	return t.ResearchGrow * math.Exp(-t.Slowing*late)
}

// researchCap is what investors let revenue carry from cap_from on:
// (rho_inf + (rho_start - rho_inf)e^(-speed t))·revenue + backer, of the part
// that the state does not pay.
func (m *Market) researchCap(i int) float64 {
	f, c := &m.firms[i], m.w.Money
	if c == nil || m.now < c.CapFrom {
		return math.Inf(1)
	}
	t := (m.now - c.CapFrom).Years()
	rho := c.ResearchEnd + (c.ResearchStart-c.ResearchEnd)*math.Exp(-c.CapSpeed*t)
	return (rho*f.revenueYear + f.spec.Backer + m.p.Backing[i]) / (1 - m.support(f.bloc))
}

// affordable is the research that last month's income, cash and the capital
// pool pay for in a year, contracts first.
func (m *Market) affordable(i int) float64 {
	f := &m.firms[i]
	if m.w.Money == nil {
		return math.Inf(1)
	}
	if f.late {
		return f.spec.Lab.Research
	}
	own := m.means(i)
	if m.shares(i) {
		own = m.allowance(i)
	}
	return own / (1 - m.support(f.bloc))
}

// means is what firm i could spend in a year by itself.
func (m *Market) means(i int) float64 {
	f := &m.firms[i]
	idle := max(0, f.lab.commit-f.lab.before) * (1 - m.w.Money.Resale)
	return (f.income-f.stateMoney)*12 - idle + max(0, f.cash) + m.capital(i) + m.p.Backing[i]
}
