package bertrand

import (
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// reply is one firm's view of the market: its own chosen prices vary, all
// others stay. What others weigh is summed once, relative to D_g and H at the
// present prices, so that a trial costs O(types x own offers).
type reply struct {
	firm  int
	own   []int // chosen offers of the firm
	nest  []int // nests that hold them, and for each own offer its place there
	place []int

	rest   []float64 // per type: s_0 and the nests without own offers
	stuck  []float64 // per type: margin times share of the firm's given offers there
	others []float64 // per (type, nest): offers of others and given ones of the firm
	fixed  []float64 // per (type, nest): margin times weight of those given ones

	x, margin, zeta []float64 // per own offer
	share, within   []float64 // per (type, own offer)
	wish            []float64 // per (type, own offer): B_jr
	d               []float64 // per nest, of one type
	payoff          float64
}

// face sets the reply to firm f at the present prices.
func (s *Solver) face(f int) *reply {
	v := &s.reply
	p := s.p
	v.firm = f
	v.own, v.nest, v.place = v.own[:0], v.nest[:0], v.place[:0]
	grow(&v.d, p.Nests)
	for g := range v.d {
		v.d[g] = -1
	}
	for _, j := range s.chosen {
		if p.Firm[j] != f {
			continue
		}
		g := p.Nest[j]
		if v.d[g] < 0 {
			v.d[g] = float64(len(v.nest))
			v.nest = append(v.nest, g)
		}
		v.own = append(v.own, j)
		v.place = append(v.place, int(v.d[g]))
	}
	types, n := len(p.Types), len(v.own)
	grow(&v.rest, types)
	grow(&v.stuck, types)
	grow(&v.others, types*len(v.nest))
	grow(&v.fixed, types*len(v.nest))
	grow(&v.x, n)
	grow(&v.margin, n)
	grow(&v.zeta, n)
	grow(&v.share, types*n)
	grow(&v.within, types*n)
	grow(&v.wish, types*n)
	for r := range p.Types {
		s.background(v, r)
	}
	s.stand(v)
	s.try(v)
	return v
}

// background sums what does not move for type r.
func (s *Solver) background(v *reply, r int) {
	p, c := s.p, &s.now.choices[r]
	others := v.others[r*len(v.nest) : (r+1)*len(v.nest)]
	fixed := v.fixed[r*len(v.nest) : (r+1)*len(v.nest)]
	clear(others)
	clear(fixed)
	v.rest[r], v.stuck[r] = c.Outside, 0
	for j, g := range p.Nest {
		mine := p.Firm[j] == v.firm
		if mine && s.strategic[j] {
			continue
		}
		if i := int(v.d[g]); i >= 0 {
			others[i] += c.Within[j]
			if mine {
				fixed[i] += c.Within[j] * s.now.margin[j]
			}
			continue
		}
		v.rest[r] += c.Share[j]
		if mine {
			v.stuck[r] += c.Share[j] * s.now.margin[j]
		}
	}
}

// stand puts the firm's price terms where they are at present.
func (s *Solver) stand(v *reply) {
	for i, j := range v.own {
		v.x[i] = s.now.x[j]
	}
}

// try evaluates the firm's payoff and first-order conditions at v.x.
func (s *Solver) try(v *reply) {
	p := s.p
	n := len(v.own)
	for i, j := range v.own {
		price := v.x[i]
		if p.Form == demand.Spend {
			price = math.Exp(price)
		}
		v.margin[i] = p.margin(j, price)
	}
	v.payoff = 0
	for r := range p.Types {
		v.payoff += p.Types[r].Mass * s.tryType(v, r)
	}
	for i, j := range v.own {
		g := p.Nest[j]
		num, den := at(p.Complement, j, 0), 0.0
		v.payoff += num * (v.x[i] - s.now.x[j])
		for r := range p.Types {
			w := s.shapes[r*p.Nests+g].steep * v.share[r*n+i]
			num += w * v.wish[r*n+i]
			den += w * s.unity(r, g)
		}
		v.zeta[i] = num / den
	}
}

// tryType fills shares and wishes of type r and returns what the firm earns
// from one buyer or dollar of it.
func (s *Solver) tryType(v *reply, r int) float64 {
	p, t, c := s.p, &s.p.Types[r], &s.now.choices[r]
	n, k := len(v.own), len(v.nest)
	share, within := v.share[r*n:(r+1)*n], v.within[r*n:(r+1)*n]
	d := v.d[:k]
	copy(d, v.others[r*k:])
	for i, j := range v.own {
		g := p.Nest[j]
		within[i] = math.Exp((t.Delta[j]-t.Alpha*v.x[i])/(1-t.Sigma[g]) - c.LogNest[g])
		d[v.place[i]] += within[i]
	}
	sum := v.rest[r]
	for i, g := range v.nest {
		sum += c.Nest[g] * math.Pow(d[i], 1-t.Sigma[g])
	}
	profit := v.stuck[r] / sum
	for i, g := range v.nest {
		profit += v.fixed[r*k+i] / d[i] * c.Nest[g] * math.Pow(d[i], 1-t.Sigma[g]) / sum
	}
	for i, j := range v.own {
		g := p.Nest[j]
		within[i] /= d[v.place[i]]
		share[i] = within[i] * c.Nest[g] * math.Pow(d[v.place[i]], 1-t.Sigma[g]) / sum
		profit += v.margin[i] * share[i]
	}
	s0 := c.Outside / sum
	kappa, surplus := at(p.Adoption, v.firm, 0), at(p.Surplus, v.firm, 0)
	for i, j := range v.own {
		open := 1 - t.Sigma[p.Nest[j]]
		inside := v.fixed[r*k+v.place[i]] / d[v.place[i]]
		for o := range v.own {
			if v.place[o] == v.place[i] {
				inside += v.margin[o] * within[o]
			}
		}
		v.wish[r*n+i] = open*((at(p.Keep, j, 1)-surplus)/t.Alpha+profit-kappa*s0) + (1-open)*inside
	}
	return profit + kappa*(1-s0) + surplus*(c.LogSum+math.Log(sum))/t.Alpha
}
