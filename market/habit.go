package market

// habit keeps this month's shares by owner and tier: buyers stay with what
// they use, and a new release inherits its predecessor's users.
func (m *Market) habit() {
	for s := range m.segments {
		seg := &m.segments[s]
		if seg.spec.Habit == 0 {
			continue
		}
		for b := range seg.market {
			k := &seg.market[b]
			clear(k.share)
			for j := range k.offers {
				o := &k.offers[j]
				k.share[3*o.firm+o.tier] = o.share
			}
		}
	}
}
