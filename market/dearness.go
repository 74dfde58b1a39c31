package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// dearness is the factor that moves of chip makers' prices put on a bloc's
// compute, for serving as for training,
//
//	ln dear_b = chip_share · Σ_f share_fb ln x_f,
//
// where share_fb is a maker's share of the bloc's purchases. It is the price
// index of buyers who spend a fixed share of compute on chips and fixed parts
// of that on each maker (Cobb-Douglas), which is what purchases do here: a
// maker that doubles its price sells half as many chips for the same money.
func (m *Market) dearness(b int) float64 {
	if m.w.Compute == nil || !m.chipsMoved() {
		return 1
	}
	sum, total := 0.0, 0.0
	for s := range m.segments {
		if m.segments[s].layer != undercut.Compute {
			continue
		}
		for _, i := range m.segments[s].makers {
			share := m.chipShare(i, b)
			sum += share * math.Log(m.p.ChipPrice[i])
			total += share
		}
	}
	if total == 0 { // nobody of the model sells there
		return 1
	}
	return math.Exp(m.w.Compute.ChipShare * sum / total)
}

func (m *Market) chipsMoved() bool {
	for _, x := range m.p.ChipPrice {
		if x != 1 {
			return true
		}
	}
	return false
}

// training is what a unit of training compute costs in a bloc this month,
// relative to no lever.
func (m *Market) training(b int) float64 {
	return m.control(b, m.p.Train) * m.blocs[b].dear * (1 + m.p.ComputeTax[b])
}

// chipMargin is a chip maker's gross margin at its price of the month: what a
// chip costs it does not move with what it asks,
//
//	m' = 1 - (1 - m)/x.
func (m *Market) chipMargin(i int) float64 {
	margin := m.firms[i].spec.Chips.Margin
	return margin + (1-margin)*(1-1/m.p.ChipPrice[i])
}
