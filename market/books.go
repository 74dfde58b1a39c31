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
	opening   []float64 // balance when the month began
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
	b.balance, b.opening = make([]float64, b.buyers+3), make([]float64, b.buyers+3)
	return b
}

func (b *books) reset() {
	clear(b.balance)
	b.open()
}

// open begins a month.
func (b *books) open() {
	copy(b.opening, b.balance)
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

// balance checks, every month, that the accounts sum to zero and that each of
// them moved by what a tally of its own says: flows of firms, receipts and
// spending of states, margins of hosts, funding of investors, and what prices
// and shares say that buyers spent. Tallies are kept apart from accounts, so
// that a payment with a wrong end, or booked once, fails here. Suppliers are
// what is left, which the sum checks.
func (m *Market) balance() error {
	b := &m.books
	sum, scale := 0.0, 1+b.turnover
	for _, v := range b.balance {
		sum += v
		scale += math.Abs(v)
	}
	if !(math.Abs(sum) <= balanceTolerance*scale) {
		return fmt.Errorf("%v: books do not balance: accounts sum to %g $bn at a turnover of %g", m.now, sum, b.turnover)
	}
	funding := 0.0
	for i := range m.firms {
		f := &m.firms[i]
		funding += f.flow.funding
		if err := m.tally(b.firm(i), f.flow.net(), "", f.name, "flows"); err != nil {
			return err
		}
	}
	for i := range m.blocs {
		bl, name := &m.blocs[i], m.w.Blocs[i].Name
		if err := m.tally(b.state(i), bl.tariffs+bl.tax-bl.subsidy-bl.procured, "the state of ", name, "duties, taxes, subsidies and purchases"); err != nil {
			return err
		}
		if err := m.tally(b.host(i), bl.hosts, "hosts in ", name, "margins"); err != nil {
			return err
		}
	}
	if err := m.tally(b.investors, -funding, "", "investors", "funding"); err != nil {
		return err
	}
	return m.tally(b.buyers, -m.spending(), "", "buyers", "prices and shares")
}

const balanceTolerance = 1e-9 // of turnover: rounding

// tally compares what an account moved by this month with what should have
// moved it, both $bn; kind, name and what are for the error.
func (m *Market) tally(account int, want float64, kind, name, what string) error {
	now := m.books.balance[account]
	moved := now - m.books.opening[account]
	if !(math.Abs(moved-want) <= balanceTolerance*(1+m.books.turnover+math.Abs(now))) {
		return fmt.Errorf("%v: books do not balance: the account of %s%s moved by %g $bn, its %s say %g", m.now, kind, name, moved, what, want)
	}
	return nil
}

// spending is what the month's prices and shares say that buyers paid, $bn.
func (m *Market) spending() float64 {
	sum := 0.0
	for s := range m.segments {
		for b := range m.segments[s].market {
			k := &m.segments[s].market[b]
			for j := range k.offers {
				if k.offers[j].share > 0 {
					sum += m.outlay(s, k, j)
				}
			}
		}
	}
	return sum
}

// net is the month's change in cash, $bn.
func (f *flows) net() float64 {
	return f.gross + f.fees + f.royalty + f.grant + f.funding + f.transfer - f.research - f.overhead - f.fixed - f.idle
}
