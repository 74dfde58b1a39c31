package market

// A merger joins two firms of a segment under the one that buys. They go on as
// they are, with one owner: prices are set together at the buyer's conduct
// (demand.go), there is one purse, labs see each other's best of last month
// (seen), fees for licences go to the buyer (link.go), and the firm that was
// bought leaves only when its owner does. Nothing gets cheaper; brands,
// licences, contracts and research plans stay those of each.

// own looks up, when a month opens, who owns each firm. A firm whose buyer is
// not there is its own.
func (m *Market) own() {
	m.merged = false
	for i := range m.firms {
		f := &m.firms[i]
		f.owner = i
		if o := m.p.Owner[i]; o != i && f.here && m.firms[o].here {
			f.owner, f.red = o, 0
			m.merged = true
		}
	}
}

// shares reports whether firm i has its owner together with another firm.
func (m *Market) shares(i int) bool {
	if !m.merged {
		return false
	}
	for _, k := range m.segments[m.firms[i].seg].makers {
		if k != i && m.firms[k].owner == m.firms[i].owner {
			return true
		}
	}
	return false
}

// sweep brings the cash of firms that were bought to their owners, debts too.
func (m *Market) sweep() {
	if !m.merged {
		return
	}
	for i := range m.firms {
		f := &m.firms[i]
		if f.owner == i {
			continue
		}
		cash := f.opening + m.books.balance[i]
		f.flow.transfer -= cash
		m.firms[f.owner].flow.transfer += cash
		m.books.move(m.books.firm(i), m.books.firm(f.owner), cash)
	}
}

// leaveWith takes a firm off the market, and those that it has bought.
func (m *Market) leaveWith(owner int, salvage float64) {
	for i := range m.firms {
		if f := &m.firms[i]; f.owner == owner && f.here {
			m.leave(f, salvage)
		}
	}
}

// allowance is what firm i may spend of what its owner's firms could spend in
// a year together, in proportion to last month's research.
func (m *Market) allowance(i int) float64 {
	all := m.family(i, func(k int) float64 { return m.firms[k].lab.before })
	means := m.family(i, m.means)
	if all == 0 {
		return means / m.family(i, func(int) float64 { return 1 })
	}
	return means * m.firms[i].lab.before / all
}

// familyBest is the best that other labs of i's owner had last month; NaN
// where there are none.
func (m *Market) familyBest(i int) float64 {
	best := nan
	if m.t == 0 || !m.shares(i) {
		return best
	}
	seg := &m.segments[m.firms[i].seg]
	for j, k := range seg.makers {
		if k != i && m.firms[k].owner == m.firms[i].owner {
			best = larger(best, seg.frontier[m.t-1].best[j])
		}
	}
	return best
}

// family sums a number over the firms that i's owner has.
func (m *Market) family(i int, of func(i int) float64) float64 {
	if !m.merged {
		return of(i)
	}
	sum := 0.0
	for _, k := range m.segments[m.firms[i].seg].makers {
		if m.firms[k].owner == m.firms[i].owner {
			sum += of(k)
		}
	}
	return sum
}
