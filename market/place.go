package market

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// place puts the makers of unit-form segments on their experience curves and
// infers the brands that nobody publishes from the sales that somebody does.
// It runs in the first month, when that month's duties are known.
func (m *Market) place() error {
	for s := range m.segments {
		if l := m.segments[s].layer; l == undercut.Device || l == undercut.App {
			if err := m.placeMakers(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Market) placeMakers(s int) error {
	seg := &m.segments[s]
	seg.output = 0
	for _, i := range seg.makers {
		if f := &m.firms[i]; f.spec != nil {
			f.maker.output, f.maker.brand = f.spec.Maker.Cumulative, f.spec.Maker.Brand
			seg.output += f.spec.Maker.Cumulative
		}
	}
	early := func(f *firm) bool { return f.startMonth(m.w.Start) <= m.w.Start }
	if m.average(s, early) == 0 {
		early = func(*firm) bool { return true }
		m.average(s, early)
	}
	for _, i := range seg.makers {
		f := &m.firms[i]
		if f.spec == nil {
			continue
		}
		f.maker.content = f.spec.Maker.UnitCost
		if e := f.spec.Maker.Efficiency; !math.IsNaN(e) {
			f.maker.content = e * seg.refCost
		}
		m.curve(s, i)
		f.revenueYear = notGiven(f.spec.Maker.Units) * notGiven(f.spec.Maker.Price) / 1e3
		if math.IsNaN(f.spec.Cash) {
			f.cash = seg.spec.CashMonths / 12 * m.fixedCost(f)
			f.opening = f.cash
		}
	}
	if err := m.inferBrands(s, early); err != nil {
		return err
	}
	return m.inferBrands(s, func(*firm) bool { return true })
}

// notGiven reads an optional number whose absence is 0.
func notGiven(x float64) float64 {
	if x != x {
		return 0
	}
	return x
}

// average sets the segment's starting means, weighted by units sold: price,
// cost (geometric) and the experience at which the cost curve has its base.
// It returns the units.
func (m *Market) average(s int, in func(*firm) bool) float64 {
	seg := &m.segments[s]
	units, price, logCost, x := 0.0, 0.0, 0.0, 0.0
	omega := 0.0
	if l := seg.spec.Learning; l != nil {
		omega = l.Spillover
	}
	for _, i := range seg.makers {
		f := &m.firms[i]
		if f.spec == nil || !in(f) {
			continue
		}
		u := notGiven(f.spec.Maker.Units)
		units += u
		price += u * notGiven(f.spec.Maker.Price)
		logCost += u * math.Log(f.spec.Maker.UnitCost)
		x += u * (f.spec.Maker.Cumulative + omega*(seg.output-f.spec.Maker.Cumulative))
	}
	if units > 0 {
		seg.meanPrice, seg.refCost, seg.refOutput = price/units, math.Exp(logCost/units), x/units
	}
	return units
}

const (
	brandRounds    = 400
	brandTolerance = 1e-10 // log units
)

// inferBrands finds the brands at which buyers, at the starting prices, take
// the units that the firms sold: Berry's (1994) inversion over all blocs
// together, by the contraction
//
//	xi_f += (1 - sigma)(ln units_f - ln predicted_f).
//
// Makers who start later are placed as if they had sold the units of their
// first year beside the others.
func (m *Market) inferBrands(s int, in func(*firm) bool) error {
	seg := &m.segments[s]
	var open []int
	total := 0.0
	for _, i := range seg.makers {
		f := &m.firms[i]
		if f.spec == nil || !in(f) {
			continue
		}
		total += notGiven(f.spec.Maker.Units)
		if math.IsNaN(f.maker.brand) {
			if !(f.spec.Maker.Units > 0) || math.IsNaN(f.spec.Maker.Price) {
				return fmt.Errorf("firms.%s.maker: give brand, or units and price (units of the first year for a late starter) from which it can be inferred", f.name)
			}
			f.maker.brand = 0
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return nil
	}
	if total >= seg.spec.Size {
		return fmt.Errorf("segments.%s.size is %g m units a year, the makers sell %g: the potential must exceed sales", seg.spec.Name, seg.spec.Size, total)
	}
	for range brandRounds {
		worst := 0.0
		m.predict(s, in)
		for _, i := range open {
			f := &m.firms[i]
			step := math.Log(f.spec.Maker.Units) - math.Log(f.maker.sales)
			f.maker.brand += (1 - seg.spec.Sigma) * step
			worst = max(worst, math.Abs(step))
		}
		if worst < brandTolerance {
			break
		}
	}
	for _, i := range seg.makers {
		m.firms[i].maker.sales = 0
	}
	return nil
}

// predict sets maker.sales to the units a year that buyers take at starting
// prices and present brands.
func (m *Market) predict(s int, in func(*firm) bool) {
	seg := &m.segments[s]
	a, sigma := m.priceSlope(s), seg.spec.Sigma
	for _, i := range seg.makers {
		m.firms[i].maker.sales = 0
	}
	for b := range seg.market {
		sum := 0.0
		for _, i := range seg.makers {
			sum += m.pull(s, b, i, a, sigma, in)
		}
		if sum == 0 {
			continue
		}
		inside := math.Pow(sum, 1-sigma)
		scale := seg.spec.Size * seg.spec.Buyers[b] * inside / (1 + inside) / sum
		for _, i := range seg.makers {
			m.firms[i].maker.sales += scale * m.pull(s, b, i, a, sigma, in)
		}
	}
}

// pull is e^{d/(1-sigma)} of a maker in a bloc at its starting price.
func (m *Market) pull(s, b, i int, a, sigma float64, in func(*firm) bool) float64 {
	f := &m.firms[i]
	if f.spec == nil || !in(f) || math.IsNaN(f.maker.brand) || m.p.Barred[s][f.bloc][b] == BarAll || f.shuns(m.w.Blocs[b].Name) {
		return 0
	}
	u := f.maker.brand
	if f.bloc == b {
		u += m.segments[s].spec.Home
	}
	p := f.spec.Maker.Price * (1 + m.p.Tariff[s][f.bloc][b]) * (1 - m.p.BuyerSub[s][b])
	return math.Exp((u - a*p) / (1 - sigma))
}
