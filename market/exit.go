package market

import "github.com/undercut-sim/undercut"

// exit closes firms whose cash has been negative for longer than patience.
// Closed products go with them; open weights stay in the world; part of a
// maker's experience passes to those who remain through the segment's total,
// the rest is lost. The last maker of a segment stays, under whatever owner:
// who is left alone has all the buyers.
func (m *Market) exit() {
	for i := range m.firms {
		f := &m.firms[i]
		if !f.here {
			continue
		}
		if f.cash >= 0 {
			f.red = 0
			continue
		}
		f.red++
		patience, salvage := 0.0, 1.0
		if c := m.w.Money; c != nil {
			patience, salvage = c.Patience, c.Salvage
		}
		if float64(f.red) > patience && !m.alone(i) {
			m.leaveWith(i, salvage)
		}
	}
}

// alone says whether a maker is the last of its segment.
func (m *Market) alone(i int) bool {
	for _, k := range m.segments[m.firms[i].seg].makers {
		if k != i && m.firms[k].here && m.firms[k].alive {
			return false
		}
	}
	return m.firms[i].spec == nil || m.firms[i].spec.Maker != nil
}

func (m *Market) leave(f *firm, salvage float64) {
	f.alive, f.exitMonth = false, m.now
	for tier := range f.lab.product {
		p := f.lab.product[tier]
		if tier == int(undercut.Legacy) {
			continue
		}
		if p.live && p.licence == openLicence {
			f.bequeath(p)
		}
		f.lab.product[tier] = product{}
	}
	m.segments[f.seg].output -= (1 - salvage) * f.maker.output
	f.maker.output *= salvage
}
