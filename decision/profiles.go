package decision

import (
	"math"
	"math/bits"
)

// A Solution is a game with its outcomes under all combinations of licences.
// A combination is a number: bit k is set if the k-th lab that chooses is open.
type Solution struct {
	Game     *Game
	Choosers []int     // labs that choose, in the order of the game
	Outcomes []Outcome // one per combination

	Equilibria           []Equilibrium // from few open labs to many
	FromClosed, FromOpen Path
}

// An Equilibrium is a combination of licences that no lab alone gains by
// leaving.
type Equilibrium struct {
	Combination int
	Strict      bool  // every lab would lose by leaving, none is indifferent
	Indifferent []int // labs that would earn the same under their other licence

	// Better is a combination that gives no lab less and some lab more, the one
	// with the largest sum if there are several; -1 if there is none.
	Better int
}

// A Path is what happens if one lab at a time takes its better licence, the one
// that gains most first.
type Path struct {
	Start int
	Moves []Move
	End   int
	Round bool // it comes back to a combination that it has left: no end
}

// A Move is a lab that changes its licence.
type Move struct {
	Lab   int
	Opens bool
	Gain  float64 // of what the lab weighs, $ per potential buyer of models
}

// Solve finds the outcome of every combination, the pure equilibria and the
// paths of best replies from all closed and from all open.
func (g *Game) Solve() (*Solution, error) {
	g, err := g.resolved()
	if err != nil {
		return nil, err
	}
	s := &Solution{Game: g, Choosers: g.choosers()}
	var using solvers
	for c := range 1 << len(s.Choosers) {
		out, err := g.outcome(s.Licences(c), &using)
		if err != nil {
			return nil, err
		}
		s.Outcomes = append(s.Outcomes, out)
	}
	for open := 0; open <= len(s.Choosers); open++ {
		for c := range s.Outcomes {
			if bits.OnesCount(uint(c)) == open {
				s.examine(c)
			}
		}
	}
	s.FromClosed, s.FromOpen = s.path(0), s.path(len(s.Outcomes)-1)
	return s, nil
}

// Licences says who is open under a combination, by lab.
func (s *Solution) Licences(combination int) []bool {
	open := make([]bool, len(s.Game.Labs))
	for i := range s.Game.Labs {
		open[i] = s.Game.Labs[i].Stays == StaysOpen
	}
	for k, i := range s.Choosers {
		open[i] = combination>>k&1 == 1
	}
	return open
}

// Gain is what the k-th lab that chooses gains, in what it weighs, by changing
// its licence alone; 0 if the difference is within rounding.
func (s *Solution) Gain(combination, k int) float64 {
	i := s.Choosers[k]
	return beyondTie(s.Outcomes[combination^1<<k].Weighs[i], s.Outcomes[combination].Weighs[i])
}

// beyondTie is a - b, and 0 if that is within rounding.
func beyondTie(a, b float64) float64 {
	if math.Abs(a-b) <= tie*max(math.Abs(a), math.Abs(b)) {
		return 0
	}
	return a - b
}

// examine adds the combination to the equilibria if no lab gains by leaving.
func (s *Solution) examine(c int) {
	e := Equilibrium{Combination: c, Better: -1}
	for k, i := range s.Choosers {
		switch gain := s.Gain(c, k); {
		case gain > 0:
			return
		case gain == 0:
			e.Indifferent = append(e.Indifferent, i)
		}
	}
	e.Strict = e.Indifferent == nil
	most := math.Inf(-1)
	for d := range s.Outcomes {
		if sum, dominates := s.dominates(d, c); dominates && sum > most {
			e.Better, most = d, sum
		}
	}
	s.Equilibria = append(s.Equilibria, e)
}

// dominates reports whether combination d gives no choosing lab less than c and
// some lab more, in what each weighs, and the sum of what d gives.
func (s *Solution) dominates(d, c int) (sum float64, yes bool) {
	for _, i := range s.Choosers {
		switch gain := beyondTie(s.Outcomes[d].Weighs[i], s.Outcomes[c].Weighs[i]); {
		case gain < 0:
			return 0, false
		case gain > 0:
			yes = true
		}
		sum += s.Outcomes[d].Weighs[i]
	}
	return sum, yes
}

// path follows best replies, the largest gain first, until nobody gains. A lab
// that is indifferent stays as it is.
func (s *Solution) path(start int) Path {
	p := Path{Start: start, End: start}
	seen := make([]bool, len(s.Outcomes))
	for !seen[p.End] {
		seen[p.End] = true
		at, most := -1, 0.0
		for k := range s.Choosers {
			if gain := s.Gain(p.End, k); gain > most {
				at, most = k, gain
			}
		}
		if at < 0 {
			return p
		}
		p.End ^= 1 << at
		p.Moves = append(p.Moves, Move{s.Choosers[at], p.End>>at&1 == 1, most})
	}
	p.Round = true
	return p
}

// Always lists the labs that choose the same licence in every equilibrium: who
// opens, and who stays closed. Both are nil without an equilibrium.
func (s *Solution) Always() (open, closed []int) {
	if s.Equilibria == nil {
		return nil, nil
	}
	for k, i := range s.Choosers {
		opens := 0
		for _, e := range s.Equilibria {
			opens += e.Combination >> k & 1
		}
		switch opens {
		case len(s.Equilibria):
			open = append(open, i)
		case 0:
			closed = append(closed, i)
		}
	}
	return open, closed
}

// Is reports whether a combination is an equilibrium, and which.
func (s *Solution) Is(combination int) (number int, yes bool) {
	for n, e := range s.Equilibria {
		if e.Combination == combination {
			return n, true
		}
	}
	return 0, false
}

// Words names a combination: who is open.
func (s *Solution) Words(combination int) string { return s.Game.words(s.Licences(combination)) }
