package bertrand

import "github.com/undercut-sim/undercut/demand"

// jacobian fills s.matrix with d(gap_j)/dx_i over the chosen offers, row by
// row. With E_jir = dlog s_jr/dx_i and V, B, z, e as in evaluate,
//
//	dzeta_j/dx_i = sum_r V_jr ((B_jr - z_j e_jr) E_jir + dB_jr/dx_i)
//
// where E and dB need only the firm-nest sums, so an entry costs O(types).
// The row of a price held by its floor is that of x_i = floor.
func (s *Solver) jacobian(w *field) {
	p := s.p
	n := len(s.chosen)
	grow(&s.matrix, n*n)
	clear(s.matrix)
	for r := range p.Types {
		for row, j := range s.chosen {
			s.addRow(s.matrix[row*n:(row+1)*n], w, r, row, j)
		}
	}
	for row, j := range s.chosen {
		line := s.matrix[row*n : (row+1)*n]
		if w.zeta[j] < s.least[j] {
			clear(line)
		}
		line[row] -= s.marginSlope(w, j)
	}
}

// marginSlope is dm_j/dx_j: w in the unit form, w - m in the spend form.
func (s *Solver) marginSlope(w *field, j int) float64 {
	keep := at(s.p.Keep, j, 1)
	if s.p.Form == demand.Spend {
		return keep - w.margin[j]
	}
	return keep
}

// addRow adds to line the part of type r in the row of offer j.
func (s *Solver) addRow(line []float64, w *field, r, row, j int) {
	p := s.p
	t, c := &p.Types[r], &w.choices[r]
	n, f, g := len(p.Nest), p.Firm[j], p.Nest[j]
	v, q := w.weight[r*n+j], w.value[r*n+j]
	if v == 0 {
		return
	}
	a, sigma := t.Alpha, t.Sigma[g]
	open := 1 - sigma
	own := w.within[r*s.pairs+s.pair[j]]
	total := w.profit[r*p.Firms+f] - at(p.Adoption, f, 0)*c.Outside
	for col, i := range s.chosen {
		h := p.Nest[i]
		reach := total // dPi_fr/dx_i per a s_i, and the outside share
		if k := s.pairOf(f, h); k >= 0 {
			reach += t.Sigma[h] / (1 - t.Sigma[h]) * w.within[r*s.pairs+k]
		}
		d := a * c.Share[i] * (v*q + v*open*reach)
		if h == g {
			d += a / open * c.Within[i] * sigma * v * (q + own)
		}
		if p.Firm[i] == f {
			rise := s.marginSlope(w, i) - a*w.margin[i]/(1-t.Sigma[h])
			d += v * open * c.Share[i] * rise
			if h == g {
				d += v * sigma * c.Within[i] * rise
			}
		}
		line[col] += d
	}
	line[row] -= a / open * v * q
}
