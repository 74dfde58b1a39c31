package abc

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// start is the state before the first attempt.
func start(p Problem, plan Plan) State {
	return State{
		Plan: plan, Parameters: p.names(), Observed: slices.Clone(p.Summaries),
		Next: Generation{Tolerance: plan.first()},
	}
}

// resume is a state that may go on under a plan that raised the caps.
func (s State) resume(p Problem, plan Plan) (State, error) {
	var errs []error
	if !plan.continues(s.Plan) {
		errs = append(errs, fmt.Errorf("abc: the state was made under the plan %+v, not %+v: only Attempts and Generations may change, or start anew", s.Plan, plan))
	}
	if !slices.Equal(s.Parameters, p.names()) {
		errs = append(errs, fmt.Errorf("abc: the state has the parameters %q, the problem %q: start anew", s.Parameters, p.names()))
	}
	if !reflect.DeepEqual(s.Observed, p.Summaries) {
		errs = append(errs, fmt.Errorf("abc: the state has the summaries %v, the problem %v: start anew", s.Observed, p.Summaries))
	}
	if full := len(s.Generations) > 0; full && len(s.Draws) != plan.Particles || len(s.Accepted) >= plan.Particles {
		errs = append(errs, fmt.Errorf("abc: the state has %d draws and %d more accepted, for %d particles: it is not one that a run left", len(s.Draws), len(s.Accepted), plan.Particles))
	}
	for i, d := range slices.Concat(s.Draws, s.Accepted) {
		if len(d.Z) != len(p.Parameters) || len(d.Theta) != len(p.Parameters) || len(d.Summaries) != len(p.Summaries) {
			errs = append(errs, fmt.Errorf("abc: the state's particle %d has %d parameters and %d summaries: it is not one that a run left", i, len(d.Z), len(d.Summaries)))
		}
	}
	s.Plan, s.Stop = plan, ""
	s.Generations, s.Accepted = slices.Clip(s.Generations), slices.Clip(s.Accepted)
	return s, errors.Join(errs...)
}
