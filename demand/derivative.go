package demand

// Lambda fills dst with the diagonal part of the demand derivatives,
//
//	Lambda_j = sum_r M_r a_r s_jr/(1-sigma_gr),
//
// in buyers per dollar (Unit) or dollars per log price (Spend). choices holds
// one Choice per type, as [Market.Choose] left them.
func (m *Market) Lambda(dst []float64, choices []Choice) {
	clear(dst)
	for r := range m.Types {
		t := &m.Types[r]
		for j, g := range m.Nest {
			dst[j] += t.Mass * t.Alpha * choices[r].Share[j] / (1 - t.Sigma[g])
		}
	}
}

// Gamma returns the part of dS_k/dx_j that is not diagonal,
//
//	Gamma_jk = sum_r M_r a_r s_jr (sigma/(1-sigma) s_{k|g} 1{same nest} + s_kr),
//
// so that dS_k/dx_j = Gamma_jk - Lambda_j 1{j=k}. It is symmetric in j and k.
func (m *Market) Gamma(choices []Choice, j, k int) float64 {
	sum := 0.0
	for r := range m.Types {
		t, c := &m.Types[r], &choices[r]
		w := c.Share[k]
		if g := m.Nest[j]; g == m.Nest[k] {
			w += t.Sigma[g] / (1 - t.Sigma[g]) * c.Within[k]
		}
		sum += t.Mass * t.Alpha * c.Share[j] * w
	}
	return sum
}
