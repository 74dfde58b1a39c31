package abc

import (
	"errors"
	"fmt"
	"reflect"
)

// A Plan is what the numbers of a run depend on beside the problem. It states
// everything: no field has a default.
//
// Tolerances come in one of two ways. Tolerances lists them, falling. Or the
// first is First, each next one leaves the share Keep of the draws (0.5 is
// common; of their weight with the uniform kernel, of their effective number
// with the Gaussian), the last is Final, and there are at most Generations. A First beyond any distance, such as math.MaxFloat64, starts from
// the prior. The other fields are then 0.
//
// Attempts caps the attempts of all generations together; an attempt is a
// simulation. Batch is how many are made between two calls of [Run.After]; more
// than twenty for each worker keep all of them busy. Attempts and Generations
// may be raised when a run is resumed: its draws are those of a run that had the
// higher cap from the start.
type Plan struct {
	Seed      uint64
	Particles int
	Kernel    Kernel

	Tolerances         []float64
	First, Keep, Final float64
	Generations        int

	Attempts, Batch int
}

// Validate reports all that keeps the plan from being run.
func (p Plan) Validate() error {
	return errors.Join(
		atLeast("plan: Particles", p.Particles, 2),
		p.Kernel.validate(),
		p.checkSchedule(),
		atLeast("plan: Attempts", p.Attempts, max(1, p.Particles)),
		atLeast("plan: Batch", p.Batch, 1),
	)
}

func (p Plan) checkSchedule() error {
	chosen := p.First != 0 || p.Keep != 0 || p.Final != 0 || p.Generations != 0
	switch listed := len(p.Tolerances) > 0; {
	case listed && chosen:
		return errors.New("abc: plan: Tolerances and one of First, Keep, Final, Generations are given: give the list, or the four")
	case listed:
		return p.checkList()
	case !chosen:
		return errors.New("abc: plan: no tolerance: give Tolerances, or First, Keep, Final and Generations")
	}
	err := errors.Join(positive("plan: First", p.First), openUnit("plan: Keep", p.Keep),
		p.checkTolerance("plan: Final", p.Final), atLeast("plan: Generations", p.Generations, 1))
	if err == nil && p.Final > p.First {
		return fmt.Errorf("abc: plan: Final is %g, above First, %g: tolerances fall", p.Final, p.First)
	}
	return err
}

func (p Plan) checkList() error {
	var errs []error
	for i, e := range p.Tolerances {
		errs = append(errs, p.checkTolerance(fmt.Sprintf("plan: Tolerances[%d]", i), e))
		if i > 0 && e >= p.Tolerances[i-1] {
			errs = append(errs, fmt.Errorf("abc: plan: Tolerances[%d] is %g after %g: tolerances fall", i, e, p.Tolerances[i-1]))
		}
	}
	return errors.Join(errs...)
}

// checkTolerance reports a negative one, and 0 for a kernel that divides by it.
func (p Plan) checkTolerance(name string, e float64) error {
	if p.Kernel == Gaussian {
		return positive(name, e)
	}
	return notNegative(name, e)
}

// first, final and generations read the schedule, whichever way it is given.
func (p Plan) first() float64 {
	if len(p.Tolerances) > 0 {
		return p.Tolerances[0]
	}
	return p.First
}

func (p Plan) final() float64 {
	if n := len(p.Tolerances); n > 0 {
		return p.Tolerances[n-1]
	}
	return p.Final
}

func (p Plan) generations() int { return max(len(p.Tolerances), p.Generations) }

// next returns the tolerance after generation n, counted from 0.
func (p Plan) next(n int, tolerance float64, draws []Particle) (float64, error) {
	if len(p.Tolerances) > 0 {
		return p.Tolerances[n+1], nil
	}
	return p.Kernel.next(draws, tolerance, p.Keep, p.Final)
}

// continues reports whether a run under plan q may go on under p.
func (p Plan) continues(q Plan) bool {
	p.Attempts, p.Generations = q.Attempts, q.Generations
	p.Tolerances, q.Tolerances = append([]float64{}, p.Tolerances...), append([]float64{}, q.Tolerances...)
	return reflect.DeepEqual(p, q)
}
