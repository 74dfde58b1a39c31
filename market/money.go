package market

import "math"

// pay settles the month's money of every firm: state money, research,
// overhead, contracts, the purses of merged firms, capital. Sales have been booked; what is left over stays in
// cash.
func (m *Market) pay() {
	m.grantMoney()
	for i := range m.firms {
		f := &m.firms[i]
		if !f.alive || !f.here {
			continue
		}
		if f.spec != nil && f.spec.Lab != nil {
			m.payLab(i)
		}
		f.flow.fixed = m.fixedCost(f) / 12
		me := m.books.firm(i)
		m.payCompute(me, f.bloc, f.flow.research+f.flow.overhead+f.flow.fixed+f.flow.idle, m.researchTax(f))
		f.income = f.flow.gross + f.flow.fees + f.flow.royalty + f.flow.grant - f.flow.overhead - f.flow.fixed
		m.back(i)
	}
	m.sweep()
	for i := range m.firms {
		f := &m.firms[i]
		if !f.alive || !f.here {
			continue
		}
		f.cash = 0 // of a firm whose owner has swept it
		if f.owner == i {
			m.fund(i)
			f.cash = f.opening + m.books.balance[i]
		}
		f.revenueYear += fade(m.budgetMonths(f)) * (12*f.flow.revenue - f.revenueYear)
	}
}

// budgetMonths is the memory of revenue by which a firm sets what is fixed.
// The longer it is, the longer a firm that shrinks pays for what it was.
func (m *Market) budgetMonths(f *firm) float64 {
	return 12 * given(m.segments[f.seg].spec.BudgetYears, revenueMonths/12)
}

// revenueMonths is that memory where nothing else is given, and that of
// research and margins: a definition.
const revenueMonths = 12

// payLab sets a lab's overhead, its generation's account and its contracts.
func (m *Market) payLab(i int) {
	f := &m.firms[i]
	if f.late {
		f.revenueYear = 12 * f.flow.revenue
	}
	m.accrue(f)
	f.stateMoney = m.support(f.bloc) * f.flow.research
	m.grant(i, f.stateMoney)
	if m.w.Money == nil {
		return
	}
	f.flow.overhead = m.w.Money.Overhead * f.flow.revenue
	f.flow.idle = m.commit(f) / 12
}

// commit carries a lab's contracts for compute and returns what they cost
// beyond use, $bn a year:
//
//	signed = cover·research·e^(contract·clip(g, 0, g_max)),
//	K      = max(K·e^(-1/(12·years)), signed),
//	idle   = (K - research)⁺·(1 - resale).
//
// Contracts are what makes a closed lab fragile: research can be cut in a
// month, a signature cannot. Labs with a parent sign nothing of their own.
func (m *Market) commit(f *firm) float64 {
	if f.spec.Parent {
		return 0
	}
	c := m.w.Money
	g := 0.0
	if f.growth == f.growth {
		g = max(0, min(f.growth, c.ContractMaxGrow))
	}
	due := f.lab.commit
	idle := max(0, due-f.lab.research) * (1 - c.Resale)
	signed := c.Cover * f.lab.research * math.Exp(c.Contract*g)
	f.lab.commit = max(due*math.Exp(-1/(12*c.CommitYears)), signedAhead*signed+(1-signedAhead)*due)
	return idle
}

// signedAhead is the monthly share of what is signed a year ahead that comes
// into force: contracts signed over the last year ramp up evenly.
const signedAhead = 1.0 / 12

// fixedCost of a firm, $bn a year: its own, or the segment's share of a
// year's revenue, which falls more slowly than sales do.
func (m *Market) fixedCost(f *firm) float64 {
	if f.spec != nil && !math.IsNaN(f.spec.Fixed) {
		return f.spec.Fixed
	}
	ratio := m.segments[f.seg].spec.FixedRatio
	if f.spec != nil {
		ratio = given(f.spec.Ratio, ratio)
	}
	return ratio * f.revenueYear
}

// grantMoney pays the grants of levers to a segment's firms in a bloc, in
// proportion to research or revenue.
func (m *Market) grantMoney() {
	for s := range m.segments {
		seg := &m.segments[s]
		for b := range m.blocs {
			amount := m.p.Grant[s][b]
			if amount == 0 {
				continue
			}
			total := 0.0
			for _, i := range seg.makers {
				total += m.grantWeight(i, b)
			}
			for _, i := range seg.makers {
				if w := m.grantWeight(i, b); w > 0 {
					m.grant(i, amount/12*w/total)
				}
			}
		}
	}
}

// grant pays state money to a firm, $bn.
func (m *Market) grant(i int, amount float64) {
	f := &m.firms[i]
	f.flow.grant += amount
	m.blocs[f.bloc].subsidy += amount
	m.books.move(m.books.state(f.bloc), m.books.firm(i), amount)
}

func (m *Market) grantWeight(i, b int) float64 {
	f := &m.firms[i]
	if f.bloc != b || !f.here {
		return 0
	}
	if f.spec != nil && f.spec.Lab != nil {
		return f.lab.research
	}
	return f.flow.revenue
}
