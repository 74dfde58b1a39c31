package market

import "github.com/undercut-sim/undercut"

// lineUp takes what firms do not sell this month off their lists, so that a
// price that comes back is set anew, and brings out what they held back once
// its tier is sold again. Its weights come out under the licence that it was
// given, closed where a lever has closed the lab's releases in the meantime.
func (m *Market) lineUp() {
	for i := range m.firms {
		f := &m.firms[i]
		for b := range f.price {
			for tier := range f.price[b] {
				if m.p.Shunned[i][b] || !m.sells(i, tier) {
					f.price[b][tier] = nan
				}
			}
		}
		for tier := range f.lab.product {
			if p := &f.lab.product[tier]; p.held && f.here && m.sells(i, tier) {
				m.bringOut(i, p)
			}
		}
	}
}

func (m *Market) bringOut(i int, p *product) {
	if m.p.Licence[i] == ForceClosed {
		p.licence = closedLicence
	}
	p.held, p.month = false, m.t
	f := &m.firms[i]
	f.lab.opened = f.lab.opened || p.licence == openLicence
}

// sells reports whether a tier is in the line that firm i sells this month.
// Legacy weights are in none but the full one.
func (m *Market) sells(i, tier int) bool {
	switch m.p.Line[i] {
	case FlagshipOnly:
		return tier == int(undercut.Flagship)
	case SmallOnly:
		return tier == int(undercut.Small)
	}
	return true
}

// out reports whether a product of firm i is in the world: to be bought, and
// to be looked at by those who copy. Nobody can take weights back that are out;
// a closed product is out while its owner sells it.
func (m *Market) out(i, tier int) bool {
	f := &m.firms[i]
	p := &f.lab.product[tier]
	if !p.live || p.held {
		return false
	}
	return p.licence == openLicence || f.here && m.sells(i, tier)
}

// shown is the licence that a product has for the world: what is held back is
// as good as closed.
func (p *product) shown() undercut.Licence {
	if p.held {
		return closedLicence
	}
	return p.licence
}

// shuns reports whether firm i offers nothing closed in bloc b, for good or as
// a move.
func (m *Market) shuns(i, b int) bool { return m.firms[i].shuns[b] || m.p.Shunned[i][b] }

// serves reports whether the owner of open weights serves them itself in bloc b.
func (m *Market) serves(i, tier, b int) bool {
	return m.firms[i].here && m.sells(i, tier) && !m.p.Shunned[i][b]
}
