package market

// Accounts names one account of each kind.
func (m *Market) Accounts() map[string]int {
	b := &m.books
	return map[string]int{
		"account of " + m.firms[0].name: b.firm(0), "hosts in " + m.w.Blocs[0].Name: b.host(0),
		"the state of " + m.w.Blocs[1].Name: b.state(1), "investors": b.investors, "buyers": b.buyers,
	}
}

// Divert pays amount, $bn, from an account to suppliers behind the back of
// every tally, and returns what the month's books say of it.
func (m *Market) Divert(account int, amount float64) error {
	m.books.move(account, m.books.suppliers, amount)
	return m.balance()
}
