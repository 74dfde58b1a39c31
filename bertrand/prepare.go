package bertrand

import (
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// prepare lays out p: which prices are chosen, floors, firm-nest pairs.
func (s *Solver) prepare(p *Problem) {
	n := len(p.Nest)
	s.p, s.conduct, s.evaluations = p, 1, 0
	grow(&s.least, n)
	grow(&s.pair, n)
	grow(&s.strategic, n)
	grow(&s.held, n)
	grow(&s.table, p.Firms*p.Nests)
	for k := range s.table {
		s.table[k] = -1
	}
	s.pairs = 0
	for j, f := range p.Firm {
		s.pair[j] = -1
		if f >= 0 {
			k := &s.table[f*p.Nests+p.Nest[j]]
			if *k < 0 {
				*k = s.pairs
				s.pairs++
			}
			s.pair[j] = *k
		}
		s.held[j] = false
		s.strategic[j] = p.strategic(j)
		s.least[j] = math.Inf(-1)
		if v := at(p.Floor, j, math.Inf(-1)); p.Form == demand.Unit || v > 0 {
			s.least[j] = p.margin(j, v)
		}
	}
	s.order()
	s.layShapes()
	s.now.resize(n, len(p.Types), p.Firms, s.pairs)
	s.trial.resize(n, len(p.Types), p.Firms, s.pairs)
	for j := range n {
		if !p.strategic(j) {
			s.place(&s.now, j, p.Fixed[j])
			s.trial.x[j], s.trial.price[j], s.trial.margin[j] = s.now.x[j], s.now.price[j], s.now.margin[j]
		}
	}
}

// order lists the chosen offers by nest, and their places by firm, keeping the
// order of the problem within each.
func (s *Solver) order() {
	p := s.p
	s.nestFrom = tally(s.nestFrom, p.Nests, p.Nest, s.strategic)
	s.ownFrom = tally(s.ownFrom, p.Firms, p.Firm, s.strategic)
	grow(&s.chosen, s.nestFrom[p.Nests])
	grow(&s.ownedBy, s.nestFrom[p.Nests])
	for j, g := range p.Nest {
		if s.strategic[j] {
			s.chosen[s.nestFrom[g]] = j
			s.nestFrom[g]++
		}
	}
	for i, j := range s.chosen {
		f := p.Firm[j]
		s.ownedBy[s.ownFrom[f]] = i
		s.ownFrom[f]++
	}
	shift(s.nestFrom)
	shift(s.ownFrom)
}

// tally returns where each group begins when the members that count are sorted
// by group, and at the end their number.
func tally(from []int, groups int, of []int, counts []bool) []int {
	grow(&from, groups+1)
	clear(from)
	for j, g := range of {
		if counts[j] {
			from[g+1]++
		}
	}
	for g := range groups {
		from[g+1] += from[g]
	}
	return from
}

// shift undoes the advance of the beginnings to the ends.
func shift(from []int) {
	copy(from[1:], from[:len(from)-1])
	from[0] = 0
}

func (s *Solver) pairOf(firm, nest int) int { return s.table[firm*s.p.Nests+nest] }
