package market

import "math"

// The capital pool: outside money for labs is limited, and when they ask for
// more than there is all are cut in proportion, so that followers, who have
// nothing else, starve first.

// pool is what outside capital offers labs, $bn a year: rising by pool_ramp
// until pool_date, by pool_growth after, and what a lever makes of it.
func (m *Market) pool() float64 {
	c := m.w.Money
	dt := (m.now - c.PoolDate).Years()
	growth := c.PoolGrowth
	if dt < 0 {
		growth = c.PoolRamp
	}
	return c.Pool * math.Exp(growth*dt) * m.p.Pool
}

// asked is what a lab may ask for in a year: new equity and its backer.
func (m *Market) asked(f *firm) float64 { return m.w.Money.Issue*f.value + f.spec.Backer }

// grantedShare is min(1, pool/Σ asked) over the labs in the market.
func (m *Market) grantedShare() float64 {
	if m.w.Money == nil {
		return 1
	}
	sum := 0.0
	for i := range m.firms {
		if f := &m.firms[i]; f.here && f.spec != nil && f.spec.Lab != nil {
			sum += m.asked(f)
		}
	}
	if pool := m.pool(); sum > pool {
		return pool / sum
	}
	return 1
}

// capital is what firm i can raise in a year, $bn.
func (m *Market) capital(i int) float64 {
	f := &m.firms[i]
	if f.spec == nil {
		return 0
	}
	if f.spec.Lab == nil {
		return f.spec.Backer
	}
	return m.poolScale * m.asked(f)
}

// fund raises what the month's spending and the runway ask for, at most what
// the pool grants.
func (m *Market) fund(i int) {
	f := &m.firms[i]
	if m.w.Money == nil {
		return
	}
	burn := m.family(i, func(k int) float64 { return m.firms[k].flow.research + m.firms[k].flow.idle - m.firms[k].income })
	goal := m.w.Money.Runway * max(0, burn)
	cash := f.opening + m.books.balance[i]
	raise := max(0, min(goal-cash, m.family(i, m.capital)/12))
	f.flow.funding += raise
	m.books.move(m.books.investors, m.books.firm(i), raise)
}

// back pays what a lever's investors give a firm beside the pool, whether or
// not it asks.
func (m *Market) back(i int) {
	amount := m.p.Backing[i] / 12
	m.firms[i].flow.funding += amount
	m.books.move(m.books.investors, m.books.firm(i), amount)
}
