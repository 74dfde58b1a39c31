package bertrand

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// A root of the first-order conditions need not be a best reply: with several
// buyer types profit may have one peak per type, and with a complement it may
// be best at the floor while an interior peak still exists, or the other way
// round. The methods here compare such candidates with the root, firm by firm.

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
		for i, j := range s.reply.own {
			s.now.x[j] = s.best[i]
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
// leaves that candidate's price terms in s.best in the order of s.reply.own, and
// returns its gain.
func (s *Solver) temptation() (firm int, gain float64) {
	if p := s.p; len(p.Types) == 1 && p.Complement == nil && p.Adoption == nil && p.Surplus == nil {
		return -1, 0 // one peak
	}
	for f := range s.p.Firms {
		peaks, floors := s.suspect(f)
		if !peaks && !floors {
			continue
		}
		v := s.face(f)
		grow(&s.best, len(v.own))
		here := v.payoff
		top := here
		for only := -1; only < len(v.own); only++ {
			if only == 0 && len(v.own) == 1 {
				break // moving the only offer is moving them all
			}
			if peaks {
				for r := range s.p.Types {
					top = s.consider(v, top, s.courtType(v, only, r))
				}
			}
			if floors {
				top = s.consider(v, top, s.dropToFloor(v, only))
				top = s.consider(v, top, s.liftToCost(v, only))
			}
		}
		if top-here > 1e-9*(math.Abs(here)+math.Abs(top)) {
			return f, top - here
		}
	}
	return -1, 0
}

// suspect reports whether the payoff of firm f may have several peaks, or a
// peak at a floor. The price of offer j answers the mean wish of the types,
// weighted by their demand slopes; a second peak needs the weights to shift,
// as the price moves, faster than the price answers. The shift is a covariance
// of wishes and slopes, at most a quarter of the product of their ranges, so a
// product under 1 at the present prices leaves a wide margin.
func (s *Solver) suspect(f int) (peaks, floors bool) {
	p := s.p
	if at(p.Theta, f, 1) < 1 {
		return false, false // conduct below 1 is no best reply
	}
	complement := p.Complement != nil || at(p.Adoption, f, 0) != 0 || at(p.Surplus, f, 0) > leastDrop
	for _, j := range s.chosen {
		if p.Firm[j] != f {
			continue
		}
		floors = floors || complement && p.Floor != nil && s.least[j] > math.Inf(-1)
		peaks = peaks || len(p.Types) > 1 && s.discord(j) > 1
	}
	return peaks, floors || peaks && p.Floor != nil
}

// leastDrop is the X up to which no floor is tried. One buyer type and an X
// below 1 leave a payoff with one peak; half of that leaves a margin.
const leastDrop = 0.5

// discord is the range of the types' wishes for the margin of offer j, as a
// move of its price term, times the range of their own-price slopes.
func (s *Solver) discord(j int) float64 {
	p := s.p
	n, g := len(p.Nest), p.Nest[j]
	least, most, flat, steep := math.Inf(1), math.Inf(-1), math.Inf(1), 0.0
	for r := range p.Types {
		t, c := &p.Types[r], &s.now.choices[r]
		wish := s.now.value[r*n+j] / s.unity(r, g)
		slope := t.Alpha * ((1-t.Sigma[g]*c.Within[j])/(1-t.Sigma[g]) - c.Share[j])
		least, most = min(least, wish), max(most, wish)
		flat, steep = min(flat, slope), max(steep, slope)
	}
	return (most - least) * (steep - flat) / s.marginSlope(&s.now, j)
}

// consider keeps the reply's price terms in s.best if they pay more than top,
// letting the firm answer its own first-order conditions a few times, since a
// candidate is only near a peak. It returns the better payoff and puts the
// reply back to the present prices.
func (s *Solver) consider(v *reply, top float64, candidate bool) float64 {
	for round := 0; candidate && round < 8; round++ {
		if v.payoff > top {
			top = v.payoff
			copy(s.best, v.x)
		}
		moved := 0.0
		for i, j := range v.own {
			x := s.target(j, v.zeta[i], v.x[i])
			moved = max(moved, math.Abs(x-v.x[i]))
			v.x[i] = x
		}
		if !(moved > 1e-3*s.reach()) {
			break
		}
		s.try(v)
	}
	s.stand(v)
	return top
}

// target is the price term that gives offer j the margin asked for, its floor
// allowing; a margin beyond the whole price raises the price by a factor e.
func (s *Solver) target(j int, margin, from float64) float64 {
	p := s.p
	margin = max(margin, s.least[j])
	if p.Form == demand.Spend && !(margin < at(p.Keep, j, 1)) {
		return from + 1
	}
	return p.Term(p.price(j, margin))
}

// courtType puts the price of the firm's offer only (of all if only is -1)
// where it would be if type r were the only buyers.
func (s *Solver) courtType(v *reply, only, r int) bool {
	n := len(v.own)
	s.try(v)
	for range 12 {
		moved := 0.0
		for i, j := range v.own {
			if only >= 0 && i != only {
				continue
			}
			wish := v.wish[r*n+i] / s.unity(r, s.p.Nest[j])
			x := s.target(j, wish, v.x[i])
			moved = max(moved, math.Abs(x-v.x[i]))
			v.x[i] = x
		}
		if s.try(v); !(moved > 0.02*s.reach()) {
			break
		}
	}
	return true
}

// dropToFloor puts offer only of the firm (all if only is -1) to its floor; it
// reports false when there is no such floor to go to.
func (s *Solver) dropToFloor(v *reply, only int) bool {
	moved := false
	for i, j := range v.own {
		if only >= 0 && i != only || !(s.least[j] > math.Inf(-1)) {
			continue
		}
		moved = moved || s.now.price[j] > s.p.Floor[j]
		v.x[i] = s.p.Term(s.p.Floor[j])
	}
	if moved {
		s.try(v)
	}
	return moved
}

// liftToCost puts offer only of the firm (all if only is -1) that stands at its
// floor to the best of some prices between floor and cost; it reports false
// when there is no such offer.
func (s *Solver) liftToCost(v *reply, only int) bool {
	const steps = 8
	best, top := 0, math.Inf(-1)
	for step := 1; step <= steps; step++ {
		if !s.lift(v, only, float64(step)/steps) {
			return false
		}
		if s.try(v); v.payoff > top {
			best, top = step, v.payoff
		}
	}
	if best == 0 { // no payoff is a number
		return false
	}
	s.lift(v, only, float64(best)/steps)
	s.try(v)
	return true
}

// lift moves what stands at its floor a part of the way to cost.
func (s *Solver) lift(v *reply, only int, part float64) (moved bool) {
	for i, j := range v.own {
		if only < 0 || i == only {
			if low := at(s.p.Floor, j, math.Inf(-1)); s.now.zeta[j] < s.least[j] && s.least[j] < 0 {
				v.x[i], moved = s.p.Term(low+part*(s.p.price(j, 0)-low)), true
			}
		}
	}
	return moved
}
