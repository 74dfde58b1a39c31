package demand

// Shares fills dst with the shares s_jr that type r gives each offer at the
// given prices: shares of buyers (Unit) or of the budget (Spend). With the
// outside share they sum to one. It allocates; loops use [Market.Choose].
func (m *Market) Shares(dst []float64, r int, price []float64) {
	var c Choice
	m.Choose(&c, r, m.terms(price))
	copy(dst, c.Share)
}

// LogSum returns log H of type r at the given prices: the inclusive value in
// utils of all offers and the outside option.
func (m *Market) LogSum(r int, price []float64) float64 {
	var c Choice
	m.Choose(&c, r, m.terms(price))
	return c.LogSum
}

// ConsumerSurplus returns sum_r M_r log H_r / a_r in dollars: the area under
// the demand curves, whose derivative in x_j is minus the sales of offer j.
// Utility has no zero, so only differences between two price vectors, at the
// same masses and outside options, mean anything.
func (m *Market) ConsumerSurplus(price []float64) float64 {
	var c Choice
	x := m.terms(price)
	sum := 0.0
	for r := range m.Types {
		m.Choose(&c, r, x)
		sum += m.Types[r].Mass * c.LogSum / m.Types[r].Alpha
	}
	return sum
}

func (m *Market) terms(price []float64) []float64 {
	x := make([]float64, len(price))
	for j, p := range price {
		x[j] = m.Term(p)
	}
	return x
}
