package bertrand

import "github.com/undercut-sim/undercut/demand"

// Choice returns what buyer type r chooses at the prices that the last Solve
// left. It belongs to the solver and changes with the next Solve.
func (s *Solver) Choice(r int) *demand.Choice { return &s.now.choices[r] }
