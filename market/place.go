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
	ever := func(f *firm) bool { return f.startMonth(m.w.Start) <= m.w.End }
	if m.average(s, early) == 0 {
		early = ever
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
		f.maker.class = 1
		if p := f.spec.Maker.Price; p == p && seg.startPrice > 0 {
			f.maker.class = p / seg.startPrice
		}
		m.curve(s, i)
		f.maker.first = f.maker.cost
		f.revenueYear = notGiven(f.spec.Maker.Units) * notGiven(f.spec.Maker.Price) / 1e3
		if math.IsNaN(f.spec.Cash) {
			f.cash = seg.spec.CashMonths / 12 * m.fixedCost(f)
			f.opening = f.cash
		}
	}
	// Conduct needs shares, shares need brands, and brands the slopes that
	// conduct leaves: two rounds reach the fixed point, since shares are given.
	for range 2 {
		for _, i := range seg.makers {
			if f := &m.firms[i]; f.spec != nil {
				f.maker.brand = f.spec.Maker.Brand
			}
		}
		if err := m.inferBrands(s, early); err != nil {
			return err
		}
		if err := m.inferBrands(s, ever); err != nil {
			return err
		}
		m.inferConduct(s, early, ever)
	}
	m.startHabits(s, early)
	return nil
}

// startHabits lets buyers start with the habits that the first shares make,
// and takes them out of the brands, which were inferred as if nobody had any:
// the first month then has the shares that were observed, exactly where all
// buyers are in one bloc, on average over blocs otherwise.
func (m *Market) startHabits(s int, early func(*firm) bool) {
	seg := &m.segments[s]
	if seg.spec.Habit == 0 {
		return
	}
	m.measurePulls(s, early)
	m.predict(s)
	for b := range seg.market {
		sum := 0.0
		for _, i := range seg.makers {
			sum += m.firms[i].maker.pull[b] * m.firms[i].maker.draw
		}
		inside := math.Pow(sum, 1-seg.spec.Sigma)
		for _, i := range seg.makers {
			if k := &m.firms[i].maker; k.pull[b]*k.draw > 0 {
				seg.market[b].share[3*i] = inside / (1 + inside) * k.pull[b] * k.draw / sum
			}
		}
	}
	for _, i := range seg.makers {
		mean := 0.0
		for b := range seg.market {
			mean += seg.spec.Buyers[b] * seg.market[b].share[3*i]
		}
		m.firms[i].maker.brand -= seg.spec.Habit * mean
		m.firms[i].maker.sales = 0
	}
}

// inferConduct finds the conduct at which a maker asks its price at the start.
// With mu = (w p - c)·a/(1-sigma) and room = 1 - sigma·s_g - (1-sigma)·s at the
// shares it has, averaged over blocs by sales, the pricing condition is
// mu = theta (w + mu·(1 - room)), so
//
//	theta_f = mu/(w + mu·(1 - room)).
//
// Where mu·room exceeds w, the margin is more than Nash competition allows at
// the segment's elasticity: then theta is 1 and the class takes up the
// difference, mu·room/w: the maker's buyers weigh a dollar less. A maker that
// sold below cost starts at cost: theta 0, since the model knows no price
// below cost. Makers whose price is not given start at the segment's start.
// Shares are those at which brands are inferred: early makers among
// themselves, late ones beside all that ever come.
func (m *Market) inferConduct(s int, early, ever func(*firm) bool) {
	seg := &m.segments[s]
	a, sigma := m.priceSlope(s), seg.spec.Sigma
	if seg.spec.Conduct == nil {
		return
	}
	for _, i := range seg.makers {
		f := &m.firms[i]
		f.maker.theta = seg.spec.Conduct.Start
		if f.spec == nil || math.IsNaN(f.spec.Maker.Price) {
			continue
		}
		in := ever
		if early(f) {
			in = early
		}
		room, sales := 0.0, 0.0
		for b := range seg.market {
			sum := 0.0
			for _, j := range seg.makers {
				sum += m.pull(s, b, j, a, sigma, in)
			}
			own := m.pull(s, b, i, a, sigma, in)
			if own == 0 {
				continue
			}
			within := own / sum
			inside := math.Pow(sum, 1-sigma)
			share := within * inside / (1 + inside)
			n := seg.spec.Buyers[b] * share
			room += n * (1 - sigma*within - (1-sigma)*share)
			sales += n
		}
		if sales == 0 {
			continue
		}
		w := 1 - seg.spec.Selling
		margin := w*f.spec.Maker.Price - f.maker.cost*(1-m.p.CostSub[s][f.bloc])
		mu, room := margin*a/f.maker.class/(1-sigma), room/sales
		if f.maker.theta = mu * room / w; f.maker.theta <= 1 {
			f.maker.theta = max(0, mu/(w+mu*(1-room)))
		}
	}
	for _, i := range seg.makers { // classes enter shares: they change when all are known
		if k := &m.firms[i].maker; k.theta > 1 && k.class > 0 && !math.IsNaN(m.firms[i].spec.Maker.Price) {
			k.class, k.theta = k.class*k.theta, 1
		}
	}
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
		seg.meanPrice, seg.startPrice = price/units, price/units
		seg.refCost, seg.refOutput = math.Exp(logCost/units), x/units
		seg.setSlope()
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
		if math.IsNaN(f.maker.brand) || math.IsNaN(f.spec.Maker.Price) && someInferred(m, s) {
			if !(f.spec.Maker.Units > 0) || math.IsNaN(f.spec.Maker.Price) {
				return fmt.Errorf("firms.%s.maker: give brand, or units and price (units of the first year for a late starter) from which it can be inferred", f.name)
			}
			f.maker.brand, f.maker.inferred = 0, true
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return nil
	}
	if total >= seg.spec.Size {
		return fmt.Errorf("segments.%s.size is %g m units a year, the makers sell %g: the potential must exceed sales", seg.spec.Name, seg.spec.Size, total)
	}
	m.measurePulls(s, in)
	for range brandRounds {
		worst := 0.0
		m.predict(s)
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

// someInferred reports whether any maker of the segment gives no brand: then
// all must give prices, against which brands are inferred.
func someInferred(m *Market, s int) bool {
	for _, i := range m.segments[s].makers {
		if f := &m.firms[i]; f.spec != nil && math.IsNaN(f.spec.Maker.Brand) {
			return true
		}
	}
	return false
}

// measurePulls stores what makers pull buyers with at a brand of 0. The brands
// that move while they are inferred are factors on it.
func (m *Market) measurePulls(s int, in func(*firm) bool) {
	seg := &m.segments[s]
	a, sigma := m.priceSlope(s), seg.spec.Sigma
	for _, i := range seg.makers {
		f := &m.firms[i]
		brand := f.maker.brand
		if brand == brand {
			f.maker.brand = 0
		}
		for b := range seg.market {
			f.maker.pull[b] = m.pull(s, b, i, a, sigma, in)
		}
		f.maker.brand = brand
	}
}

// predict sets maker.sales to the units a year that buyers take at starting
// prices and present brands.
func (m *Market) predict(s int) {
	seg := &m.segments[s]
	sigma := seg.spec.Sigma
	for _, i := range seg.makers {
		k := &m.firms[i].maker
		k.sales, k.draw = 0, 0
		if k.brand == k.brand {
			k.draw = math.Exp(k.brand / (1 - sigma))
		}
	}
	for b := range seg.market {
		sum := 0.0
		for _, i := range seg.makers {
			sum += m.firms[i].maker.pull[b] * m.firms[i].maker.draw
		}
		if sum == 0 {
			continue
		}
		inside := math.Pow(sum, 1-sigma)
		scale := seg.spec.Size * seg.spec.Buyers[b] * inside / (1 + inside) / sum
		for _, i := range seg.makers {
			m.firms[i].maker.sales += scale * m.firms[i].maker.pull[b] * m.firms[i].maker.draw
		}
	}
}

// pull is e^{d/(1-sigma)} of a maker in a bloc at its starting price.
func (m *Market) pull(s, b, i int, a, sigma float64, in func(*firm) bool) float64 {
	f := &m.firms[i]
	if f.spec == nil || !in(f) || math.IsNaN(f.maker.brand) || m.p.Barred[s][f.bloc][b] == BarAll || m.shuns(i, b) {
		return 0
	}
	u := f.maker.brand
	if f.bloc == b {
		u += m.segments[s].spec.Home
	}
	p := f.spec.Maker.Price * (1 + m.p.Tariff[s][f.bloc][b]) * (1 - m.p.BuyerSub[s][b])
	return math.Exp((u - a*p/f.maker.class) / (1 - sigma))
}
