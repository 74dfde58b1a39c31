package market

import "math"

// enter lets new makers in where margins are high: Poisson at the segment's
// rate while the sales-weighted margin net of selling cost exceeds a
// threshold, up to entrantsPerSegment in one future. An entrant comes from a
// bloc in proportion to the makers there, has no experience of its own, the
// segment's mean content, and the weakest living maker's brand.
func (m *Market) enter() {
	for s := range m.segments {
		seg := &m.segments[s]
		e := seg.spec.Entry
		if e == nil || seg.entrants == entrantsPerSegment {
			continue
		}
		if margin, ok := m.meanMargin(s); ok && margin > e.Margin && m.uniform(seg.streamNew) < rate(e.Rate) {
			m.admit(s)
		}
	}
}

// meanMargin is gross profit over revenue of the segment this month.
func (m *Market) meanMargin(s int) (margin float64, ok bool) {
	gross, revenue := 0.0, 0.0
	for _, i := range m.segments[s].makers {
		gross += m.firms[i].flow.gross
		revenue += m.firms[i].flow.revenue
	}
	return gross / revenue, revenue > 0
}

// admit opens one of the places that are kept for entrants.
func (m *Market) admit(s int) {
	seg := &m.segments[s]
	var f *firm
	for _, i := range seg.makers {
		if m.firms[i].spec == nil && !m.firms[i].alive && m.firms[i].exitMonth == 0 {
			f = &m.firms[i]
			break
		}
	}
	if f == nil {
		return
	}
	seg.entrants++
	f.alive = true
	f.bloc = m.entrantBloc(s, m.uniform(seg.streamNew^1))
	f.maker.content = seg.refCost
	f.maker.output = 0
	f.maker.noise = 0
	m.meanBill(s, f)
	f.maker.brand = m.weakestBrand(s)
	f.maker.class = 1
	f.opening = seg.spec.CashMonths / 12 * seg.spec.FixedRatio * m.smallestRevenue(s)
	f.cash = f.opening
	f.revenueYear = m.smallestRevenue(s)
	m.curve(s, m.indexOf(f))
	f.maker.first = f.maker.cost / math.Exp(seg.costIndex) // so that entry moves the segment's cost index by nothing
	m.view.Firms[m.indexOf(f)].Bloc = f.bloc
	m.view.Firms[m.indexOf(f)].Start = m.now
}

// meanBill gives an entrant the part of the mean content that paid for models
// when the segment first used them.
func (m *Market) meanBill(s int, f *firm) {
	for b := range f.maker.bill {
		sum, n := 0.0, 0.0
		for _, i := range m.segments[s].makers {
			if x := m.firms[i].maker.bill[b]; x == x && m.firms[i].spec != nil {
				sum, n = sum+x, n+1
			}
		}
		if n > 0 {
			f.maker.bill[b] = sum / n
		}
	}
}

func (m *Market) indexOf(f *firm) int { return m.segments[f.seg].makers[f.local] }

// entrantBloc draws a bloc in proportion to the makers that sell there now.
func (m *Market) entrantBloc(s int, u float64) int {
	n := 0
	for _, i := range m.segments[s].makers {
		if m.firms[i].here && m.firms[i].spec != nil {
			n++
		}
	}
	k := int(u * float64(n))
	for _, i := range m.segments[s].makers {
		if m.firms[i].here && m.firms[i].spec != nil {
			if k == 0 {
				return m.firms[i].bloc
			}
			k--
		}
	}
	return 0
}

func (m *Market) weakestBrand(s int) float64 {
	low := math.Inf(1)
	for _, i := range m.segments[s].makers {
		if f := &m.firms[i]; f.here {
			low = min(low, f.maker.brand)
		}
	}
	return low
}

func (m *Market) smallestRevenue(s int) float64 {
	low := math.Inf(1)
	for _, i := range m.segments[s].makers {
		if f := &m.firms[i]; f.here {
			low = min(low, f.revenueYear)
		}
	}
	return low
}
