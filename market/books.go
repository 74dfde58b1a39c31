package market

import (
	"fmt"
	"math"
)

// books is double-entry bookkeeping for one future: every dollar that leaves
// an account arrives in another. Accounts are firms, hosts and states by
// bloc, and three for the rest of the world: buyers, suppliers (of compute,
// parts, work) and investors.
type books struct {
	balance   []float64 // since the start, $bn
	turnover  float64   // of the month, the scale of rounding
	firms     int
	blocs     int
	buyers    int
	suppliers int
	investors int
}

func newBooks(firms, blocs int) books {
	b := books{firms: firms, blocs: blocs}
	b.buyers = firms + 2*blocs
	b.suppliers, b.investors = b.buyers+1, b.buyers+2
	b.balance = make([]float64, b.buyers+3)
	return b
}

func (b *books) reset() {
	clear(b.balance)
	b.turnover = 0
}

func (b *books) firm(i int) int  { return i }
func (b *books) host(i int) int  { return b.firms + i }
func (b *books) state(i int) int { return b.firms + b.blocs + i }

// move pays amount ($bn) from one account to another.
func (b *books) move(from, to int, amount float64) {
	b.balance[from] -= amount
	b.balance[to] += amount
	b.turnover += math.Abs(amount)
}

// balance checks, every month, that the accounts sum to zero and that each
// firm's cash moved by exactly what its own list of flows says. The flows are
// kept apart from the accounts, so that a payment booked once fails here.
func (m *Market) balance() error {
	sum, scale := 0.0, 1+m.books.turnover
	for _, v := range m.books.balance {
		sum += v
		scale += math.Abs(v)
	}
	if !(math.Abs(sum) <= balanceTolerance*scale) {
		return fmt.Errorf("%v: books do not balance: accounts sum to %g $bn at a turnover of %g", m.now, sum, m.books.turnover)
	}
	for i := range m.firms {
		f := &m.firms[i]
		moved := m.books.balance[i] - f.start
		if want := f.flow.net(); !(math.Abs(moved-want) <= balanceTolerance*(1+m.books.turnover+math.Abs(f.cash))) {
			return fmt.Errorf("%v: books do not balance: %s's cash moved by %g $bn, its flows by %g", m.now, f.name, moved, want)
		}
	}
	m.books.turnover = 0
	return nil
}

const balanceTolerance = 1e-9 // of turnover: rounding

// net is the month's change in cash, $bn.
func (f *flows) net() float64 {
	return f.gross + f.fees + f.royalty + f.grant + f.funding - f.research - f.overhead - f.fixed - f.idle
}
