package market

// leadIn is how many months of progress the best product of a kind is ahead of
// the best open one that may be used in bloc b; NaN while none may. A rule
// against open weights keeps them out of what is hosted and sold there, of
// what is built in, and of this threat.
func (m *Market) leadIn(s, b int) float64 {
	seg := &m.segments[s]
	now := &seg.frontier[m.t]
	best := nan
	for from, q := range now.openBloc {
		if !m.p.NoOpen[s][from][b] {
			best = larger(best, q)
		}
	}
	return seg.months(now.bestAny - best)
}
