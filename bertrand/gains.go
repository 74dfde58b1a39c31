package bertrand

import (
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// payoff returns what firm f earns at the field's prices in dollars: profit on
// its own offers and the complements of the problem (own C_j per price term
// from the reference terms at, kappa_f per buyer, X_f per dollar of surplus).
func (s *Solver) payoff(w *field, f int, from []float64) float64 {
	p := s.p
	sum := 0.0
	for r := range p.Types {
		t, c := &p.Types[r], &w.choices[r]
		gain := w.profit[r*p.Firms+f] + at(p.Adoption, f, 0)*(1-c.Outside) + at(p.Surplus, f, 0)*c.LogSum/t.Alpha
		sum += t.Mass * gain
	}
	if p.Complement != nil {
		for _, j := range s.chosen {
			if p.Firm[j] == f {
				sum += p.Complement[j] * (w.x[j] - from[j])
			}
		}
	}
	return sum
}

// Gains returns, per firm, the most in dollars that it could add to its payoff
// by moving its prices alone from the given ones: at an equilibrium of Nash
// firms nothing beyond rounding. It searches all of a firm's prices together
// and each by itself on a wide grid, then polishes the best point; it is slow
// and meant for checks. A firm with Theta below 1 does not maximise its payoff,
// so its gain says nothing of the solution.
func (s *Solver) Gains(p *Problem, price []float64) []float64 {
	if !p.Valid() || len(price) != len(p.Nest) {
		return nil
	}
	s.prepare(p)
	for _, j := range s.chosen {
		s.place(&s.now, j, price[j])
	}
	s.evaluate(&s.now)
	gains := make([]float64, p.Firms)
	for f := range gains {
		gains[f] = s.gain(f)
	}
	return gains
}

// gain searches the prices of firm f around those in s.now.
func (s *Solver) gain(f int) float64 {
	var own []int
	for _, j := range s.chosen {
		if s.p.Firm[j] == f {
			own = append(own, j)
		}
	}
	base := append([]float64(nil), s.now.x...)
	here := s.payoff(&s.now, f, base)
	best, top := append([]float64(nil), base...), here
	try := func(x []float64) bool {
		for _, j := range s.chosen {
			s.trial.x[j] = x[j]
		}
		for _, j := range own {
			s.trial.x[j] = max(x[j], s.p.Term(max(at(s.p.Floor, j, math.Inf(-1)), s.lowest())))
		}
		s.evaluate(&s.trial)
		v := s.payoff(&s.trial, f, base)
		if v > top {
			top = v
			copy(best, s.trial.x)
			return true
		}
		return false
	}
	x := append([]float64(nil), base...)
	sets := [][]int{own}
	for _, j := range own {
		sets = append(sets, []int{j})
	}
	for _, set := range sets {
		for _, d := range s.offsets() {
			copy(x, base)
			for _, j := range set {
				x[j] += d
			}
			try(x)
		}
	}
	s.polish(own, best, x, try)
	return top - here
}

// polish is a coordinate search with steps that double on success and shrink
// on failure.
func (s *Solver) polish(own []int, best, x []float64, try func([]float64) bool) {
	unit := s.reach() / 10
	step := make([]float64, len(own))
	for i := range step {
		step[i] = 0.25 * unit
	}
	for range 60 {
		for i, j := range own {
			copy(x, best)
			x[j] = best[j] + step[i]
			if try(x) {
				step[i] *= 2
				continue
			}
			copy(x, best)
			x[j] = best[j] - step[i]
			if try(x) {
				step[i] *= -2
				continue
			}
			step[i] /= 2
		}
	}
}

// offsets is the grid of moves of a price term, from a thousandth to a hundred
// times the scale of a markup, both ways.
func (s *Solver) offsets() []float64 {
	unit := s.reach() / 10
	top := 100.0
	if s.p.Form == demand.Spend {
		top = 20
	}
	var out []float64
	for d := 1e-3; d < top; d *= 1.2 {
		out = append(out, d*unit, -d*unit)
	}
	return out
}

// lowest is the lowest price that the form allows.
func (s *Solver) lowest() float64 {
	if s.p.Form == demand.Spend {
		return math.SmallestNonzeroFloat64
	}
	return math.Inf(-1)
}
