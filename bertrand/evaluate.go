package bertrand

import (
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// field holds everything that one evaluation of the first-order conditions
// computes at a price vector. Arrays over (type, offer), (type, firm) and
// (type, pair) are laid out type by type; a pair is a firm in a nest.
type field struct {
	x       []float64 // price terms: p, or ln p in the spend form
	price   []float64
	margin  []float64 // m_j = w p - c (Unit) or w - c/p (Spend)
	zeta    []float64 // margin that the first-order condition of j implies
	choices []demand.Choice

	profit []float64 // Pi_fr = sum over k in f of m_k s_kr
	within []float64 // A_fgr = sum over k in f, g of m_k s_{k|g}r
	weight []float64 // V_jr = part of type r in the slope Lambda_j of offer j
	value  []float64 // B_jr - z_j e_jr, how much more type r asks than the mean

	merit    float64 // sum of squared gaps, what Newton lowers
	relative float64 // largest gap relative to price, cost and margin
	absolute float64 // largest gap in dollars
}

func (w *field) resize(n, types, firms, pairs int) {
	grow(&w.x, n)
	grow(&w.price, n)
	grow(&w.margin, n)
	grow(&w.zeta, n)
	grow(&w.profit, types*firms)
	grow(&w.within, types*pairs)
	grow(&w.weight, types*n)
	grow(&w.value, types*n)
	if cap(w.choices) < types {
		w.choices = make([]demand.Choice, types)
	}
	w.choices = w.choices[:types]
}

func grow[T any](v *[]T, n int) {
	if cap(*v) < n {
		*v = make([]T, n)
	}
	*v = (*v)[:n]
}

// evaluate fills the field from its price terms x. The implied margin is
//
//	zeta_j = theta_f (sum_r g_jr B_jr + C_j) / sum_r g_jr e_jr
//	g_jr   = M a s_jr/(1-sigma)
//	B_jr   = (1-sigma)((w_j - X_f)/a + Pi_fr - kappa_f s_0r) + sigma A_fgr
//	e_jr   = 1 (Unit) or 1 + (1-sigma)/a (Spend)
//
// which is the first-order condition divided by its own slope (the zeta form
// of Morrow and Skerlos 2011), so that it stays meaningful as s_j -> 0.
func (s *Solver) evaluate(w *field) {
	p := s.p
	s.evaluations++
	for _, j := range s.chosen {
		w.price[j] = w.x[j]
		if p.Form == demand.Spend {
			w.price[j] = math.Exp(w.x[j])
		}
		w.margin[j] = p.margin(j, w.price[j])
	}
	for r := range p.Types {
		p.Choose(&w.choices[r], r, w.x)
		s.sums(w, r)
	}
	w.merit, w.relative, w.absolute = 0, 0, 0
	for _, j := range s.chosen {
		w.zeta[j] = s.imply(w, j)
		s.measure(w, j)
	}
}

// sums fills Pi_fr and A_fgr of type r.
func (s *Solver) sums(w *field, r int) {
	p, c := s.p, &w.choices[r]
	profit := w.profit[r*p.Firms : (r+1)*p.Firms]
	within := w.within[r*s.pairs : (r+1)*s.pairs]
	clear(profit)
	clear(within)
	for j, f := range p.Firm {
		if f < 0 {
			continue
		}
		profit[f] += w.margin[j] * c.Share[j]
		within[s.pair[j]] += w.margin[j] * c.Within[j]
	}
}

// shape holds what the first-order conditions need of a type and a nest.
type shape struct {
	sigma, open float64 // sigma, 1-sigma
	steep       float64 // M a/(1-sigma)
	relief      float64 // (1-sigma)/a
	unity       float64 // e: in the spend form a price rise also loses the revenue it is measured in
}

// shapes fills the table of shapes, type by type.
func (s *Solver) layShapes() {
	p := s.p
	grow(&s.shapes, len(p.Types)*p.Nests)
	for r := range p.Types {
		t := &p.Types[r]
		for g, sigma := range t.Sigma {
			k := &s.shapes[r*p.Nests+g]
			*k = shape{sigma: sigma, open: 1 - sigma, steep: t.Mass * t.Alpha / (1 - sigma), relief: (1 - sigma) / t.Alpha, unity: 1}
			if p.Form == demand.Spend {
				k.unity += k.relief
			}
		}
	}
}

// unity is e_jr of type r in nest g.
func (s *Solver) unity(r, g int) float64 { return s.shapes[r*s.p.Nests+g].unity }

// imply returns zeta_j and leaves V_jr and B_jr - z_j e_jr for the Jacobian.
func (s *Solver) imply(w *field, j int) float64 {
	p := s.p
	n, f, g := len(p.Nest), p.Firm[j], p.Nest[j]
	theta := at(p.Theta, f, 1) * s.conduct
	kappa, kept := at(p.Adoption, f, 0), at(p.Keep, j, 1)-at(p.Surplus, f, 0)
	num, den := s.slopes(w, j), 0.0
	for r := range p.Types {
		k := &s.shapes[r*p.Nests+g]
		b := k.relief*kept + k.open*(w.profit[r*p.Firms+f]-kappa*w.choices[r].Outside) + k.sigma*w.within[r*s.pairs+s.pair[j]]
		v := w.weight[r*n+j]
		w.value[r*n+j] = b
		num += v * b
		den += v * k.unity
	}
	z, scale := num/den, theta/den
	for r := range p.Types {
		w.value[r*n+j] -= z * s.shapes[r*p.Nests+g].unity
		w.weight[r*n+j] *= scale
	}
	return theta * z
}

// slopes sets the weights of offer j to g_jr times a common scale and returns
// C_j times the same. The scale is 1 unless all g_jr are so small that they
// must be formed from log shares.
func (s *Solver) slopes(w *field, j int) float64 {
	const tiny = 1e-250
	p := s.p
	n, g := len(p.Nest), p.Nest[j]
	largest := 0.0
	for r := range p.Types {
		v := s.shapes[r*p.Nests+g].steep * w.choices[r].Share[j]
		w.weight[r*n+j] = v
		largest = max(largest, v)
	}
	complement := at(p.Complement, j, 0)
	if !(largest < tiny) {
		return complement
	}
	top := math.Inf(-1)
	for r := range p.Types {
		v := math.Log(s.shapes[r*p.Nests+g].steep) + w.choices[r].LogShare(&p.Types[r], j, g)
		w.weight[r*n+j] = v
		top = max(top, v)
	}
	for r := range p.Types {
		w.weight[r*n+j] = math.Exp(w.weight[r*n+j] - top)
	}
	if complement == 0 {
		return 0
	}
	return complement * math.Exp(-top)
}

// gap returns what the margin of offer j lacks to its implied margin, or to
// the margin at its floor if that is higher.
func (s *Solver) gap(w *field, j int) float64 { return max(w.zeta[j], s.least[j]) - w.margin[j] }

// measure adds the gap of offer j to the merit and the residuals. In the spend
// form an implied margin of the whole price means an infinite price.
func (s *Solver) measure(w *field, j int) {
	p := s.p
	gap := s.gap(w, j)
	w.merit += gap * gap
	keep := at(p.Keep, j, 1)
	var absolute, relative float64
	if p.Form == demand.Spend {
		room := keep - max(w.zeta[j], s.least[j])
		relative = math.Abs(gap) / room
		if room <= 0 {
			relative = math.Inf(1)
		}
		absolute = relative * w.price[j]
	} else {
		absolute = math.Abs(gap) / keep
		relative = math.Abs(gap) / max(math.Abs(keep*w.price[j]), math.Abs(p.Cost[j]), math.Abs(w.margin[j]))
		if gap == 0 {
			relative = 0
		}
	}
	// A NaN, once in, stays: nothing is greater than it.
	if relative > w.relative || math.IsNaN(relative) {
		w.relative = relative
	}
	if absolute > w.absolute || math.IsNaN(absolute) {
		w.absolute = absolute
	}
}
