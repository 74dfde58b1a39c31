package bertrand

import "math"

// reduce solves the problem on firm-nest aggregates. Offers that come out below
// their floor are held there and the rest solved again, until no held price
// would rise and no other lies below its floor. It reports success.
func (s *Solver) reduce(warm bool) bool {
	single := s.p.single()
	for range 2*len(s.chosen) + 2 {
		s.lay(single)
		s.seed(single, warm)
		if single && !s.ag.solveSingle() || !single && !s.ag.solveBlocks(warm) {
			return false
		}
		s.apply(single)
		s.evaluate(&s.now)
		if warm = true; !s.reviseFloors() {
			return s.now.relative < Tolerance
		}
	}
	return false
}

// reviseFloors holds offers below their floor there, frees held offers that
// would rise, and reports whether there was any.
func (s *Solver) reviseFloors() (changed bool) {
	if s.p.Floor == nil {
		return false
	}
	for _, j := range s.chosen {
		switch {
		case s.held[j] && s.now.zeta[j] > s.least[j]:
			s.held[j], changed = false, true
		case !s.held[j] && s.now.margin[j] < s.least[j]:
			s.held[j], changed = true, true
			s.place(&s.now, j, s.p.Floor[j])
		}
	}
	return changed
}

// fromFloors starts at the floor of every offer whose owner earns elsewhere on
// surplus, as if that were its best price. An X just above 1 can leave no price
// above the floor where the conditions hold, but one where they nearly do, and
// there every descent from above gets stuck.
func (s *Solver) fromFloors() bool {
	any := false
	s.restart()
	for _, j := range s.chosen {
		if s.least[j] > math.Inf(-1) && at(s.p.Surplus, s.p.Firm[j], 0) > 0 {
			s.place(&s.now, j, s.p.Floor[j])
			any = true
		}
	}
	if !any {
		return false
	}
	s.evaluate(&s.now)
	return s.newton(40) || s.soften()
}

// floored reports whether a price stands at its floor and would be lower.
func (s *Solver) floored() bool {
	for _, j := range s.chosen {
		if s.now.zeta[j] < s.least[j] {
			return true
		}
	}
	return false
}

// snap puts prices held by their floor on the floor to the last bit.
func (s *Solver) snap() {
	moved := false
	for _, j := range s.chosen {
		if s.now.zeta[j] < s.least[j] {
			v := s.p.Floor[j]
			moved = moved || v != s.now.price[j]
			s.place(&s.now, j, v)
		}
	}
	if moved {
		s.evaluate(&s.now)
		for _, j := range s.chosen {
			if s.now.zeta[j] < s.least[j] {
				s.now.price[j] = s.p.Floor[j]
			}
		}
	}
}
