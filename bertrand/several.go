package bertrand

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// several looks for other equilibria where they are known to occur: firms paid
// on total adoption each prefer that another subsidises. It solves once from
// each such firm giving its offers away, and returns a warning if one of these
// solutions differs from the present one, which stays.
func (s *Solver) several() (warning string) {
	p := s.p
	if p.Adoption == nil {
		return ""
	}
	s.remember()
	for f := range p.Adoption {
		if p.Adoption[f] <= 0 || warning != "" {
			continue
		}
		s.restart()
		for _, j := range s.chosen {
			if p.Firm[j] == f {
				s.place(&s.now, j, s.giveaway(j, p.Adoption[f]))
			}
		}
		if s.evaluate(&s.now); !s.newton(60) {
			continue
		}
		if d := s.distance(); d > 1e-6 {
			if g, _ := s.temptation(); g < 0 {
				warning = fmt.Sprintf("another equilibrium, in which firm %d subsidises adoption, has prices up to %.3g away", f, d)
			}
		}
	}
	s.recall()
	return warning
}

// giveaway is the price of an offer whose complement kappa is passed on.
func (s *Solver) giveaway(j int, kappa float64) float64 {
	floor := at(s.p.Floor, j, math.Inf(-1))
	if s.p.Form == demand.Spend {
		return max(floor, s.p.Cost[j]/(at(s.p.Keep, j, 1)+kappa))
	}
	return max(floor, s.p.price(j, -kappa))
}

// remember and recall save and restore the chosen price terms.
func (s *Solver) remember() {
	grow(&s.saved, len(s.now.x))
	copy(s.saved, s.now.x)
}

func (s *Solver) recall() {
	copy(s.now.x, s.saved)
	s.evaluate(&s.now)
	s.snap()
}

// distance is the largest price difference from the remembered prices.
func (s *Solver) distance() (d float64) {
	for _, j := range s.chosen {
		before := s.saved[j]
		if s.p.Form == demand.Spend {
			before = math.Exp(before)
		}
		d = max(d, math.Abs(s.now.price[j]-before))
	}
	return d
}

// bottomless returns a firm whose complement pays more per dollar of surplus
// than a lower price costs it, with no floor under some price, or -1. Its
// payoff rises for ever as that price falls: an interior root is only local.
func (s *Solver) bottomless() int {
	if s.p.Surplus == nil {
		return -1
	}
	for _, j := range s.chosen {
		f := s.p.Firm[j]
		if s.p.Surplus[f] > at(s.p.Keep, j, 1) && at(s.p.Theta, f, 1) == 1 && math.IsInf(s.least[j], -1) {
			return f
		}
	}
	return -1
}
