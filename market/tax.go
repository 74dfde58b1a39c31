package market

// A tax on compute is ad valorem, on whatever compute costs where it is run,
// and due to the state of that bloc:
//
//	serving   c_compute (1 + rate), token_cost apart, paid by who serves
//	research  of research_share·R the part rate/(1 + rate)
//
// so that the same research money buys 1/(1 + rate) of the compute, in final
// runs too (see physical).

// taxIn is the tax in what compute run in a bloc costs, tax included.
func (m *Market) taxIn(b int, cost float64) float64 {
	rate := m.p.ComputeTax[b]
	return cost * rate / (1 + rate)
}

// researchTax is the tax in a firm's research of the month, $bn.
func (m *Market) researchTax(f *firm) float64 {
	if m.w.Compute == nil {
		return 0
	}
	return m.taxIn(f.bloc, m.w.Compute.ResearchShare*f.flow.research)
}

// payCompute pays a bill that has tax in it: suppliers and the state of the
// bloc in which the compute is run.
func (m *Market) payCompute(payer, b int, bill, tax float64) {
	m.books.move(payer, m.books.suppliers, bill-tax)
	m.books.move(payer, m.books.state(b), tax)
	m.blocs[b].tax += tax
}
