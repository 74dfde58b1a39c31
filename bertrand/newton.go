package bertrand

import (
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// Tolerance is the relative price residual below which a solve has converged.
const Tolerance = 1e-10

// goal is the relative residual at which iteration stops: some roundings.
const goal = 1e-14

// descend lowers the gaps to nothing by ever more patient means and reports
// whether it did: Newton from where it stands; Newton along the path from
// pricing at cost (conduct 0) to the conduct asked for; damped fixed-point
// sweeps with Newton after each.
func (s *Solver) descend() bool {
	if len(s.chosen) > 64 { // a Newton step costs as much as many sweeps
		s.glide()
	}
	if s.newton(40) || s.continuation() {
		return true
	}
	for _, rung := range [...]struct {
		sweeps int
		damp   float64
	}{{100, 0.5}, {1000, 0.1}, {3000, 0.02}} {
		s.restart()
		s.sweep(rung.sweeps, rung.damp)
		if s.newton(40) {
			return true
		}
	}
	return s.fromFloors()
}

// restart returns to pricing at cost or at the floor.
func (s *Solver) restart() {
	for _, j := range s.chosen {
		s.place(&s.now, j, max(s.p.price(j, 0), at(s.p.Floor, j, math.Inf(-1))))
	}
	s.evaluate(&s.now)
}

// newton iterates on the gaps with exact derivatives, halving a step until it
// lowers the merit; close to the root it keeps the factors, since a step with
// those of the last point costs a third and gains almost as many digits. It ends well when the residual is below Tolerance and
// rounding stops further progress.
func (s *Solver) newton(limit int) bool {
	fresh := false // the factors are of a point near enough for a chord step
	for range limit {
		if s.now.relative <= goal {
			return true
		}
		if !fresh {
			if !s.derive() {
				break
			}
		}
		before := s.now.relative
		s.direction()
		if !s.search() {
			if !fresh {
				break
			}
			fresh = false
			continue
		}
		fresh = s.now.relative < 1e-5 && s.now.relative < 0.01*before
	}
	return s.now.relative < Tolerance
}

// derive factors the Jacobian. Beyond dense offers the matrix would cost more
// than it is worth, and only sweeps are tried.
func (s *Solver) derive() bool {
	const dense = 1500
	n := len(s.chosen)
	if n > dense {
		return false
	}
	s.jacobian(&s.now)
	grow(&s.pivot, n)
	return factor(s.matrix, s.pivot, n)
}

// direction solves for the step with the factors of derive: Newton's if they
// are of the present point, a chord step if of one just before.
func (s *Solver) direction() {
	n := len(s.chosen)
	grow(&s.step, n)
	for i, j := range s.chosen {
		s.step[i] = -s.gap(&s.now, j)
	}
	substitute(s.matrix, s.pivot, n, s.step)
}

// search moves along the step, at most some multiples of a typical markup in
// any price, and keeps the first halving that lowers the merit.
func (s *Solver) search() bool {
	largest := 0.0
	for _, d := range s.step {
		largest = max(largest, math.Abs(d))
	}
	if notFinite(largest) {
		return false
	}
	length := min(1, s.reach()/largest)
	for range 12 {
		for i, j := range s.chosen {
			s.trial.x[j] = s.now.x[j] + length*s.step[i]
		}
		s.evaluate(&s.trial)
		if s.trial.merit < s.now.merit {
			s.now, s.trial = s.trial, s.now
			return true
		}
		length /= 2
	}
	return false
}

// reach is the longest step of a price term: a factor e^2 in the spend form,
// ten times the largest 1/a in the unit form.
func (s *Solver) reach() float64 {
	if s.p.Form == demand.Spend {
		return 2
	}
	a := math.Inf(1)
	for r := range s.p.Types {
		a = min(a, s.p.Types[r].Alpha)
	}
	return 10 / a
}

// sweep sets margins to their implied values, damped, count times.
func (s *Solver) sweep(count int, damp float64) {
	w := &s.now
	for range count {
		if w.relative < 1e-4 || notFinite(w.merit) {
			return
		}
		for _, j := range s.chosen {
			w.x[j] += damp * s.implied(w, j)
		}
		s.evaluate(w)
	}
}

// glide sweeps undamped while each sweep lowers the merit by a tenth, down to
// rounding.
func (s *Solver) glide() {
	for range 500 {
		if s.now.relative <= goal {
			return
		}
		for _, j := range s.chosen {
			s.trial.x[j] = s.now.x[j] + s.implied(&s.now, j)
		}
		s.evaluate(&s.trial)
		if !(s.trial.merit < 0.9*s.now.merit) {
			return
		}
		s.now, s.trial = s.trial, s.now
	}
}

// implied is the way from the price term of offer j to the implied one; an
// infinite implied price counts as a factor e.
func (s *Solver) implied(w *field, j int) float64 {
	gap := s.gap(w, j)
	if s.p.Form == demand.Unit {
		return gap / at(s.p.Keep, j, 1)
	}
	room := s.marginSlope(w, j)
	if q := gap / room; q < 0.6 {
		return -math.Log1p(-q)
	}
	return 1
}

// continuation follows the prices from conduct 0, where they are costs, to the
// conduct of the problem, lengthening the stride while Newton holds.
func (s *Solver) continuation() bool {
	s.conduct = 0
	s.restart()
	done, stride := 0.0, 0.25
	for done < 1 {
		s.conduct = min(1, done+stride)
		s.keep()
		s.evaluate(&s.now)
		if s.newton(12) {
			done = s.conduct
			stride *= 2
			continue
		}
		s.back()
		if stride /= 2; stride < 1e-4 {
			break
		}
	}
	s.conduct = 1
	s.evaluate(&s.now)
	return done == 1 && s.newton(40)
}

// keep and back remember and restore the price terms of the chosen offers.
func (s *Solver) keep() {
	grow(&s.kept, len(s.now.x))
	copy(s.kept, s.now.x)
}

func (s *Solver) back() { copy(s.now.x, s.kept) }
