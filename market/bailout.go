package market

// bailOut pays what firms lack that their state has promised to keep alive: a
// grant of the cash that is missing at the end of the month. It is no income:
// research is not planned on it. A firm that has been bought lacks nothing of
// its own; its owner may.
func (m *Market) bailOut() {
	for i := range m.firms {
		f := &m.firms[i]
		if !m.p.Bailout[i] || !f.here || f.cash >= 0 {
			continue
		}
		m.grant(i, -f.cash)
		f.cash = 0
	}
}
