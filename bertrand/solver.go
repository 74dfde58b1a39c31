package bertrand

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// A Solver finds Bertrand-Nash prices. Its zero value is ready; one Solver
// serves one goroutine and allocates nothing once it has seen the largest
// problem. What it returns depends on the problem and the starting prices
// only, never on problems solved before.
type Solver struct {
	p *Problem

	chosen    []int     // offers whose price is chosen, by nest
	nestFrom  []int     // chosen[nestFrom[g]:nestFrom[g+1]] lie in nest g
	ownedBy   []int     // places in chosen, by firm
	ownFrom   []int     // ownedBy[ownFrom[f]:ownFrom[f+1]] are those of firm f
	strategic []bool    // the same, per offer
	held      []bool    // chosen offers that the active set puts at their floor
	least     []float64 // margin at the floor per offer; -Inf is none
	pair      []int     // firm-nest pair of each offer; -1 for nobody's
	table     []int     // pair of (firm, nest); -1 where the firm has no offer
	pairs     int
	shapes    []shape

	conduct     float64 // common factor on Theta: 1 but for continuation from cost
	evaluations int

	ag     aggregate
	cell   []int     // aggregate pair of (firm, nest); -1 is none
	active []bool    // firms that choose a price
	keepOf []float64 // Keep of each active firm

	now, trial  field
	reply       reply
	columns     columns
	matrix      []float64
	pivot       []int
	step, kept  []float64
	best, saved []float64
}

// Solve finds prices at which every first-order condition of p holds, and
// writes them to price, one consumer price per offer. If the chosen entries of
// price are all valid on entry they are the warm start; any NaN among them (or,
// in the spend form, a number not positive) asks for a cold start.
//
// The Result says whether and how well the prices solve p; only
// [Status.Converged] means they do. An invalid problem leaves price alone.
func (s *Solver) Solve(p *Problem, price []float64) Result {
	if !p.Valid() || len(price) != len(p.Nest) {
		return refuse(p, price)
	}
	s.prepare(p)
	if f := s.captive(); f >= 0 {
		return unbounded(f)
	}
	return s.finish(price, s.root(price))
}

// root finds a root of the first-order conditions: on aggregates if the problem
// has them, else or failing that offer by offer.
func (s *Solver) root(price []float64) bool {
	warm := s.start(price)
	if len(s.chosen) == 0 {
		s.evaluate(&s.now)
		return true
	}
	if s.aggregable() {
		if s.reduce(warm) {
			return true
		}
		s.start(price)
	}
	if s.evaluate(&s.now); !warm {
		s.sweep(4, 1)
	}
	return s.descend()
}

// captive returns a firm that sells everything there is to buyers of some type
// who have no outside option, or -1: such a firm has no best price.
func (s *Solver) captive() int {
	p := s.p
	if len(s.chosen) < len(p.Nest) {
		return -1
	}
	f := p.Firm[0]
	for _, g := range p.Firm {
		if g != f {
			return -1
		}
	}
	for r := range p.Types {
		if math.IsInf(p.Types[r].Outside, -1) && at(p.Theta, f, 1) == 1 {
			return f
		}
	}
	return -1
}

func unbounded(f int) Result {
	return Result{
		Residual: math.Inf(1), Absolute: math.Inf(1), Status: Unbounded,
		Warnings: []string{fmt.Sprintf("firm %d sells every offer and some buyers have no outside option: no price is best (give an outside option or a rival)", f)},
	}
}

// place puts offer j at a consumer price.
func (s *Solver) place(w *field, j int, price float64) {
	w.x[j] = s.p.Term(price)
	w.price[j] = price
	w.margin[j] = s.p.margin(j, price)
}

// start places the chosen offers at the given prices, or all of them at cost
// (or floor) if any of these is no price, and evaluates.
func (s *Solver) start(price []float64) (warm bool) {
	warm = true
	for _, j := range s.chosen {
		if v := price[j]; notFinite(v) || s.p.Form == demand.Spend && v <= 0 {
			warm = false
		}
	}
	for _, j := range s.chosen {
		v := price[j]
		if !warm {
			v = s.p.price(j, 0)
		}
		s.place(&s.now, j, max(v, at(s.p.Floor, j, math.Inf(-1))))
	}
	return warm
}

// finish compares the root with what else firms could do and reads off the
// result.
func (s *Solver) finish(price []float64, converged bool) Result {
	s.snap()
	res := Result{Status: NotConverged}
	if converged && s.now.relative < Tolerance {
		res.Status = Converged
		if w := s.improve(); w != "" {
			res.Status = Local
			res.Warnings = append(res.Warnings, w)
		} else if s.floored() {
			res.Status = AtFloor
		}
		if w := s.several(); w != "" {
			res.Warnings = append(res.Warnings, w)
			if res.Status != Local {
				res.Status = Multiple
			}
		}
	}
	if f := s.bottomless(); f >= 0 {
		res.Warnings = append(res.Warnings, fmt.Sprintf("firm %d earns %v elsewhere per dollar of surplus and has no floor: its payoff rises for ever as its price falls (give a floor)", f, s.p.Surplus[f]))
		if res.Status = Local; !converged {
			res.Status = Unbounded
		}
	}
	if res.Status == NotConverged {
		if res.Dropped = s.p.dropped(); res.Dropped != nil {
			res.Status = Unbounded
			res.Warnings = append(res.Warnings, s.p.drop(res.Dropped)...)
		}
	}
	copy(price, s.now.price)
	res.Residual, res.Absolute, res.Iterations = s.now.relative, s.now.absolute, s.evaluations
	return res
}

func refuse(p *Problem, price []float64) Result {
	res := Result{Residual: math.Inf(1), Absolute: math.Inf(1), Status: Invalid}
	if err := p.Validate(); err != nil {
		res.Warnings = append(res.Warnings, err.Error())
	}
	if len(price) != len(p.Nest) {
		res.Warnings = append(res.Warnings, "price needs one entry per offer")
	}
	return res
}
