package bertrand

import "github.com/undercut-sim/undercut/demand"

// The methods of this file read the solution that the last Solve left.

// Shares fills dst with the sales of each offer summed over buyer types,
// sum_r M_r s_jr: buyers in the unit form, dollars in the spend form.
func (s *Solver) Shares(dst []float64) {
	clear(dst)
	for r := range s.p.Types {
		mass := s.p.Types[r].Mass
		for j, v := range s.now.choices[r].Share {
			dst[j] += mass * v
		}
	}
}

// Choice returns what buyer type r chooses at the solution. It belongs to the
// solver and changes with the next Solve.
func (s *Solver) Choice(r int) *demand.Choice { return &s.now.choices[r] }

// Margins fills dst with the seller's margin on each offer: w p - c dollars
// per sale in the unit form, w - c/p dollars per dollar of sales in the spend form.
func (s *Solver) Margins(dst []float64) { copy(dst, s.now.margin) }

// Profits fills dst, one per firm, with gross profit in dollars: margin times
// sales, fixed offers of the firm included, complements excluded.
func (s *Solver) Profits(dst []float64) {
	clear(dst)
	for r := range s.p.Types {
		for f := range dst {
			dst[f] += s.p.Types[r].Mass * s.now.profit[r*s.p.Firms+f]
		}
	}
}
