package bertrand

import "math"

// aggregate is a market of one buyer type reduced to firm-nest pairs.
//
// With one type all chosen offers of firm f in nest g have the same markup
// (Gallego and Wang 2014; for CES and logit with one nest per firm, Nocke and
// Schutz 2018), so products matter through the type of the pair alone,
//
//	t_fg = log sum over chosen j in f, g of exp((delta_j - a x(c_j/w))/(1-sigma)),
//
// and the scaled markup u = a m/w (Unit) or a L/w (Spend) solves
//
//	u (e - theta sigma q) = theta ((1-sigma) T_f + sigma b Q)     markup
//	log q + phi(u)        = t_fg - d_g                            demand of the pair
//	sum over f of q + Q   = 1                                     nest g
//	T_f = 1 - X_f - a kappa_f s_0 + sum over g of s_g (u q + b Q) firm f
//
// where q is the share of the pair in its nest and Q that of the nest's offers
// at given prices, d_g = log D_g, T_f = 1 + a Pi_f with the complements,
// b the mean scaled margin of the firm on given-price offers of the nest times
// their part of Q, e = 1 (Unit) or 1 + (1-sigma)/a (Spend), and
//
//	phi(u) = u/(1-sigma) (Unit)   or   -a/(1-sigma) log(1 - u/a) (Spend).
//
// Keep must be common to the chosen offers of a firm: costs, given margins and
// complements are then divided by it.
type aggregate struct {
	spend   bool
	a       float64
	outside float64 // log weight of the outside option

	firm  []aggFirm
	pairs []aggPair
	nest  []aggNest

	h, s0  float64 // log H and the outside share
	w      float64 // one nest: its value (1-sigma) log D
	value  []float64
	matrix []float64
	pivot  []int
	step   []float64
	slope  []float64 // dT_f/dd_g, firm by firm
}

type aggFirm struct {
	id, from, to int     // pairs[from:to] are its pairs
	theta, keep  float64 // conduct and the kept part of the price
	base, kappa  float64 // 1 - X/w and a kappa/w
	t            float64 // T_f
	t0           float64 // constant part of the Newton step of T_f
}

type aggPair struct {
	nest    int
	t, b    float64
	u, rest float64 // scaled markup, 1 - u/a in the spend form
	y, q    float64 // log q, q
	slope   float64 // one nest: inverse derivative of the residual in y
	y0, yt  float64 // Newton step of y: constant part, slope in T_f (one nest: residual, its slope in w)
	yd, ud  float64 // slope of that step in d_g; du/dd_g
	gain    float64 // d(u q)/dy
}

type aggNest struct {
	id                 int
	sigma, open, unity float64 // sigma, 1-sigma, e
	closed             float64 // 1/(1-sigma)
	fixed              float64 // log weight of the offers at given prices
	d, s, given        float64 // log D_g, s_g, Q_g
	excess             float64
}

// aggregable reports whether p reduces to firm-nest pairs.
func (s *Solver) aggregable() bool {
	p := s.p
	if len(p.Types) != 1 || p.Complement != nil {
		return false
	}
	if p.Keep == nil {
		return true
	}
	grow(&s.keepOf, p.Firms)
	clear(s.keepOf)
	for _, j := range s.chosen {
		k := &s.keepOf[p.Firm[j]]
		if *k != 0 && *k != p.Keep[j] {
			return false
		}
		*k = p.Keep[j]
	}
	return true
}

// single reports whether all offers may be taken to lie in one nest, the
// first: they do, or no nest has a sigma.
func (p *Problem) single() bool {
	first := true
	for _, g := range p.Nest {
		first = first && g == 0
	}
	if first {
		return true
	}
	for _, s := range p.Types[0].Sigma {
		if s != 0 {
			return false
		}
	}
	return true
}

// logMarkup sets 1 - u/a of a pair in the spend form and returns phi(u) and its
// derivative. The caller forms rest without cancellation.
func (ag *aggregate) logMarkup(k *aggPair, rest float64, n *aggNest) (value, slope float64) {
	k.rest = rest
	return -ag.a * n.closed * math.Log(rest), n.closed / rest
}

// seed sets the markups from which iteration starts: those of the first chosen
// offer of each pair at present prices, or a rough cold guess.
func (s *Solver) seed(single, warm bool) {
	ag := &s.ag
	nests := len(ag.nest)
	for f := range ag.firm {
		firm := &ag.firm[f]
		for k := firm.from; k < firm.to; k++ {
			n := &ag.nest[ag.pairs[k].nest]
			ag.pairs[k].u = firm.theta * n.open / (n.unity - 0.3*firm.theta*n.sigma)
			ag.pairs[k].rest = 1 - ag.pairs[k].u/ag.a
		}
	}
	if !warm {
		return
	}
	for i := len(s.chosen) - 1; i >= 0; i-- {
		j := s.chosen[i]
		if s.held[j] {
			continue
		}
		f := s.p.Firm[j]
		k := &ag.pairs[s.cell[f*nests+nestOf(s.p, j, single)]]
		share := s.now.margin[j] / at(s.p.Keep, j, 1)
		k.u, k.rest = ag.a*share, 1-share
	}
}

// apply prices the chosen offers by the markups of their pairs.
func (s *Solver) apply(single bool) {
	ag := &s.ag
	nests := len(ag.nest)
	for _, j := range s.chosen {
		if s.held[j] {
			continue
		}
		k := &ag.pairs[s.cell[s.p.Firm[j]*nests+nestOf(s.p, j, single)]]
		cost := s.p.Cost[j] / at(s.p.Keep, j, 1)
		if ag.spend {
			s.now.x[j] = math.Log(cost / k.rest)
		} else {
			s.now.x[j] = cost + k.u/ag.a
		}
	}
}

// logAdd is log(exp(a) + exp(b)).
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
