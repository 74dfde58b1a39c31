package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// compute books the compute part of a serving bill ($bn this month) in the
// bloc where it is run: the physical compute behind it, and the scarcity rent,
// which goes to the owners of compute there. What serving costs beside compute
// buys no chips and fills no capacity.
func (m *Market) compute(b int, cost float64) {
	bl := &m.blocs[b]
	bl.served += 12 * cost / (bl.weight * m.computePrice)
	rent := cost * (1 - 1/bl.scarcity)
	bl.bill += 12 * (cost - rent) // what is rent buys no accelerators
	bl.hosts += rent
	m.books.move(m.books.suppliers, m.books.host(b), rent)
}

// scarcity makes compute dearer in a bloc that is under an export control and
// serves more than it can: the factor moves within half a year towards
//
//	max(1, (served/cap)^cap_elasticity).
func (m *Market) scarcity() {
	c := m.w.Compute
	if c == nil {
		return
	}
	for b := range m.blocs {
		bl, spec := &m.blocs[b], &m.w.Blocs[b]
		goal := 1.0
		if !math.IsNaN(spec.ServeCap) && m.p.Serve[b] > 1 {
			load := bl.served / (spec.ServeCap * math.Exp(spec.CapGrowth*m.year))
			goal = 1 + m.w.Asymmetries.Capacity*(max(1, math.Pow(load, c.CapElasticity))-1)
		}
		bl.scarcity += fade(scarcityMonths) * (goal - bl.scarcity)
	}
}

// scarcityMonths is how long contracts shield buyers from scarcity: a
// definition.
const scarcityMonths = 6

// sellChips sells accelerators to labs, hosts and everybody else,
//
//	purchases of a bloc = chip_share·(research_share·research + serving bill) + others,
//
// research and the bill net of tax on compute,
// split among chip makers by their shares in the bloc. There is no price
// game: margins are what they are, or what a lever makes of them.
func (m *Market) sellChips() {
	c := m.w.Compute
	if c == nil {
		return
	}
	m.chipOther *= math.Exp(c.OtherGrowth * math.Exp(-c.OtherFade*m.year) / 12)
	for b := range m.blocs {
		spend := m.blocs[b].bill
		for i := range m.firms {
			if f := &m.firms[i]; f.bloc == b {
				spend += 12*f.flow.research*c.ResearchShare - 12*m.researchTax(f)
			}
		}
		m.splitChips(b, (c.ChipShare*spend+m.chipOther*c.OtherBuyers[b])/12)
	}
}

// splitChips books a bloc's purchases ($bn this month). With the asymmetry of
// home chips off every bloc buys as the first does.
func (m *Market) splitChips(b int, purchases float64) {
	for s := range m.segments {
		if m.segments[s].layer != undercut.Compute {
			continue
		}
		total := 0.0
		for _, i := range m.segments[s].makers {
			total += m.chipShare(i, b)
		}
		for _, i := range m.segments[s].makers {
			f := &m.firms[i]
			if total == 0 {
				continue
			}
			sale := purchases * m.chipShare(i, b) / total
			gross := sale * m.chipMargin(i)
			m.books.move(m.books.suppliers, m.books.firm(i), sale)
			m.books.move(m.books.firm(i), m.books.suppliers, sale-gross)
			f.chips.sales += sale
			f.flow.revenue += sale
			f.flow.gross += gross
			m.segments[s].revenue += sale
			if f.bloc == b {
				m.blocs[b].homeChips += sale / m.p.ChipPrice[i]
			}
		}
	}
}

// chipShare drifts from share to share_end; a maker that shuns a bloc leaves it
// to the others.
func (m *Market) chipShare(i, b int) float64 {
	f := &m.firms[i]
	if !f.here || m.p.Shunned[i][b] {
		return 0
	}
	c := f.spec.Chips
	at := func(b int) float64 {
		return c.End[b] + (c.Share[b]-c.End[b])*math.Exp(-m.year/c.Years)
	}
	on := m.w.Asymmetries.HomeChips
	return on*at(b) + (1-on)*at(0)
}
