package bertrand

import (
	"fmt"
	"math"
)

// A root of the first-order conditions need not be a best reply: with several
// buyer types profit may have one peak per type, and with a complement it may
// be best at the floor while an interior peak still exists. The methods here
// compare such candidates with the root, firm by firm.

// improve moves firms to better candidates and solves again until no firm gains
// by one. It returns a warning if that does not settle.
func (s *Solver) improve() (warning string) {
	for range 2 + 2*s.p.Firms {
		f, gain := s.temptation()
		if f < 0 {
			return ""
		}
		warning = fmt.Sprintf("firm %d gains %.3g by leaving these prices and no equilibrium was found after it does", f, gain)
		s.remember()
		for _, j := range s.chosen {
			s.now.x[j] = s.best[j]
		}
		s.evaluate(&s.now)
		if !s.newton(40) && !s.soften() {
			s.recall()
			return warning
		}
		s.snap()
	}
	return warning
}

// soften sweeps with damping before Newton, in case Newton alone fails.
func (s *Solver) soften() bool {
	s.sweep(50, 0.5)
	return s.newton(40)
}

// temptation finds the first firm that gains more than rounding by a candidate,
// leaves the price terms with that candidate in s.best, and returns its gain.
func (s *Solver) temptation() (firm int, gain float64) {
	p := s.p
	grow(&s.best, len(s.now.x))
	for f := range p.Firms {
		if !s.suspect(f) {
			continue
		}
		here := s.payoff(&s.now, f, s.now.x)
		top := s.candidates(f, -1, here)
		for _, j := range s.chosen {
			if p.Firm[j] == f {
				top = s.candidates(f, j, top)
			}
		}
		if top-here > 1e-9*(math.Abs(here)+math.Abs(top)) {
			return f, top - here
		}
	}
	return -1, 0
}

// candidates compares all candidates that move offer j of firm f, or with
// j = -1 all its offers.
func (s *Solver) candidates(f, j int, top float64) float64 {
	for r := range s.p.Types {
		if len(s.p.Types) > 1 {
			top = s.consider(f, top, s.courtType(f, j, r))
		}
	}
	return s.consider(f, top, s.dropToFloor(f, j))
}

// suspect reports whether firm f chooses a price and its payoff may have
// several peaks. Mean demand slopes of the types weigh their wishes; a second
// peak needs wishes and slopes that both differ so much that a price change
// shifts the weights faster than it answers the wish.
func (s *Solver) suspect(f int) bool {
	p := s.p
	if at(p.Theta, f, 1) < 1 {
		return false // conduct below 1 is no best reply
	}
	low, high := math.Inf(1), 0.0
	for r := range p.Types {
		low, high = min(low, p.Types[r].Alpha), max(high, p.Types[r].Alpha)
	}
	complement := p.Complement != nil || at(p.Adoption, f, 0) != 0 || at(p.Surplus, f, 0) != 0
	n := len(p.Nest)
	for _, j := range s.chosen {
		if p.Firm[j] != f {
			continue
		}
		if complement && p.Floor != nil && p.Floor[j] > math.Inf(-1) {
			return true
		}
		least, most := math.Inf(1), math.Inf(-1)
		for r := range p.Types {
			v := s.now.value[r*n+j]
			least, most = min(least, v), max(most, v)
		}
		if (high-low)*(most-least) > 0.3 {
			return true
		}
	}
	return false
}

// consider compares the payoff of firm f at the trial with top and keeps the
// trial's price terms in s.best if it is higher. Before that it lets the firm
// answer its own first-order conditions a few times, since a candidate is only
// near a peak.
func (s *Solver) consider(f int, top float64, candidate bool) float64 {
	if !candidate {
		return top
	}
	for range 8 {
		if v := s.payoff(&s.trial, f, s.now.x); v > top {
			top = v
			copy(s.best, s.trial.x)
		}
		for _, j := range s.chosen {
			if s.p.Firm[j] == f {
				s.trial.x[j] += s.implied(&s.trial, j)
			}
		}
		s.evaluate(&s.trial)
	}
	return top
}

// rivals puts the trial at the present prices.
func (s *Solver) rivals() {
	for _, j := range s.chosen {
		s.trial.x[j] = s.now.x[j]
	}
}

// courtType puts the price of offer only (all of firm f's if only is -1) in the
// trial where it would be if type r were its only buyers, all others as they are.
func (s *Solver) courtType(f, only, r int) bool {
	p := s.p
	n, t := len(p.Nest), &p.Types[r]
	s.rivals()
	s.evaluate(&s.trial)
	for range 30 {
		moved := 0.0
		for _, j := range s.chosen {
			if p.Firm[j] != f || only >= 0 && j != only {
				continue
			}
			// value holds B_jr - z_j e_jr; undo the mean to get type r's own wish.
			wish := s.trial.zeta[j] + s.trial.value[r*n+j]/s.unity(t, 1-t.Sigma[p.Nest[j]])
			price := p.price(j, max(wish, s.least[j]))
			if !(price > s.lowest()) || notFinite(price) {
				return false
			}
			x := p.Term(price)
			moved = max(moved, math.Abs(x-s.trial.x[j]))
			s.trial.x[j] = x
		}
		s.evaluate(&s.trial)
		if moved < 0.1*s.reach()/10 {
			break
		}
	}
	return true
}

// dropToFloor puts one offer, or with j = -1 all offers, of firm f to the floor
// in the trial; it reports false when there is no such floor to go to.
func (s *Solver) dropToFloor(f, j int) bool {
	p := s.p
	if p.Floor == nil {
		return false
	}
	s.rivals()
	moved := false
	for _, i := range s.chosen {
		if p.Firm[i] != f || j >= 0 && i != j || !(s.least[i] > math.Inf(-1)) {
			continue
		}
		moved = moved || s.now.price[i] > p.Floor[i]
		s.trial.x[i] = p.Term(p.Floor[i])
	}
	if moved {
		s.evaluate(&s.trial)
	}
	return moved
}
