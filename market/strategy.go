package market

// coordination is what a dollar of another firm of bloc b weighs for a firm of
// the bloc, against one of its own.
func (m *Market) coordination(b int) float64 {
	if m.w.Strategy == nil {
		return 0
	}
	return m.w.Strategy.Coordination[b]
}
