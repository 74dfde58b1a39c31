package bertrand

import "github.com/undercut-sim/undercut/demand"

// columns holds, for one buyer type and per chosen offer i in order of s.chosen
// (which is by nest), the factors of a column of the Jacobian.
type columns struct {
	share  []float64 // a s_i
	within []float64 // a/(1-sigma) s_{i|g}
	rise   []float64 // dm_i/dx_i - a m_i/(1-sigma): own margin times own demand
}

// jacobian fills s.matrix with d(gap_j)/dx_i over the chosen offers, row by
// row. With E_jir = dlog s_jr/dx_i and V, B, z, e as in evaluate,
//
//	dzeta_j/dx_i = sum_r V_jr ((B_jr - z_j e_jr) E_jir + dB_jr/dx_i)
//	E_jir        = a s_i + 1{same nest} sigma a/(1-sigma) s_{i|g} - 1{i=j} a/(1-sigma)
//	dB_jr/dx_i   = (1-sigma) a s_i (Pi_f - kappa s_0 + sigma_i/(1-sigma_i) A_{f,g(i)})
//	             + 1{same nest} sigma a/(1-sigma) s_{i|g} A_fg
//	             + 1{same firm} ((1-sigma) s_i + 1{same nest} sigma s_{i|g}) rise_i
//
// so an entry costs O(types). The row of a price held by its floor is that of
// x_i = floor.
func (s *Solver) jacobian(w *field) {
	n := len(s.chosen)
	grow(&s.matrix, n*n)
	clear(s.matrix)
	for r := range s.p.Types {
		s.factors(w, r)
		for row, j := range s.chosen {
			if v := w.weight[r*len(s.p.Nest)+j]; v != 0 {
				s.addRow(s.matrix[row*n:(row+1)*n], w, r, row, j)
			}
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

// factors fills the columns for type r.
func (s *Solver) factors(w *field, r int) {
	t, c, k := &s.p.Types[r], &w.choices[r], &s.columns
	n := len(s.chosen)
	grow(&k.share, n)
	grow(&k.within, n)
	grow(&k.rise, n)
	for g := range s.p.Nests {
		from, to := s.nestFrom[g], s.nestFrom[g+1]
		steep := t.Alpha / (1 - t.Sigma[g])
		for i := from; i < to; i++ {
			j := s.chosen[i]
			k.share[i] = t.Alpha * c.Share[j]
			k.within[i] = steep * c.Within[j]
			k.rise[i] = s.marginSlope(w, j) - steep*w.margin[j]
		}
	}
}

// addRow adds to line the part of type r in the row of offer j.
func (s *Solver) addRow(line []float64, w *field, r, row, j int) {
	p, k := s.p, &s.columns
	t, c := &p.Types[r], &w.choices[r]
	f, g := p.Firm[j], p.Nest[j]
	v, q := w.weight[r*len(p.Nest)+j], w.value[r*len(p.Nest)+j]
	sigma := t.Sigma[g]
	inside, outside := v*sigma, v*(1-sigma)
	total := w.profit[r*p.Firms+f] - at(p.Adoption, f, 0)*c.Outside
	for h := range p.Nests {
		from, to := s.nestFrom[h], s.nestFrom[h+1]
		reach := total
		if pair := s.pairOf(f, h); pair >= 0 {
			reach += t.Sigma[h] / (1 - t.Sigma[h]) * w.within[r*s.pairs+pair]
		}
		b := v*q + outside*reach
		dst, share := line[from:to], k.share[from:to]
		for i := range dst {
			dst[i] += b * share[i]
		}
	}
	if inside != 0 {
		b := inside * (q + w.within[r*s.pairs+s.pair[j]])
		from, to := s.nestFrom[g], s.nestFrom[g+1]
		dst, within := line[from:to], k.within[from:to]
		for i := range dst {
			dst[i] += b * within[i]
		}
	}
	for _, i := range s.ownedBy[s.ownFrom[f]:s.ownFrom[f+1]] {
		d := outside * k.share[i]
		if s.p.Nest[s.chosen[i]] == g {
			d += inside * (1 - sigma) * k.within[i]
		}
		line[i] += d / t.Alpha * k.rise[i]
	}
	line[row] -= t.Alpha / (1 - sigma) * v * q
}
