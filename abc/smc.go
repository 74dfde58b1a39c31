package abc

import "errors"

// A Run says how a plan is carried out; none of it moves a number. Workers is
// the number of goroutines that simulate. From, if not nil, is a state to go on
// from. After, if not nil, is called after every batch, also when it filled a
// generation (Accepted is then empty); the state it gets is not changed later.
// Its error ends the run, and the state may be resumed.
type Run struct {
	Workers int
	From    *State
	After   func(State) error
}

// SMC calibrates by sequential Monte Carlo: see the package comment. It
// returns when the final tolerance is reached or a cap is; [State.Stop] says
// which. With an error comes the state before the batch that failed.
//
// A generation costs its attempts, and particles² for its weights.
func SMC(p Problem, plan Plan, run Run) (State, error) {
	if err := errors.Join(p.Validate(), plan.Validate(), atLeast("Workers", run.Workers, 1)); err != nil {
		return State{}, err
	}
	s := start(p, plan)
	if run.From != nil {
		var err error
		if s, err = run.From.resume(p, plan); err != nil {
			return State{}, err
		}
	}
	return s.run(p, run)
}

func (s State) run(p Problem, run Run) (State, error) {
	if s.Stop = s.stop(); s.Stop != "" {
		return s, nil
	}
	q, err := s.proposal()
	if err != nil {
		return s, err
	}
	for s.Stop == "" {
		if s, q, err = s.advance(p, q, run.Workers); err != nil {
			return s, err
		}
		if err := s.tell(run.After); err != nil {
			return s, err
		}
	}
	return s, nil
}

// advance makes a batch, and the next proposal if the batch fills the
// generation. With an error it returns the state before.
func (s State) advance(p Problem, q *proposal, workers int) (State, *proposal, error) {
	out, err := s.batch(p, q, workers)
	if err != nil {
		return s, q, err
	}
	next := s
	if next.absorb(out); len(next.Accepted) == s.Plan.Particles {
		if q, err = next.complete(); err != nil {
			return s, q, err
		}
	}
	next.Stop = next.stop()
	return next, q, nil
}

func (s State) tell(after func(State) error) error {
	if after == nil {
		return nil
	}
	return after(s)
}

// stop is the reason not to make another batch, "" if there is none.
func (s State) stop() Stop {
	n := len(s.Generations)
	switch {
	case n > 0 && s.Generations[n-1].Tolerance <= s.Plan.final():
		return Reached
	case n >= s.Plan.generations():
		return OutOfGenerations
	case s.Attempts >= s.Plan.Attempts:
		return OutOfAttempts
	}
	return ""
}

// proposal is nil for the first generation, which draws from the prior.
func (s *State) proposal() (*proposal, error) {
	if len(s.Draws) == 0 {
		return nil, nil
	}
	q, err := newProposal(s.Z(), s.Weights())
	if err == nil {
		s.Next.Ridge = q.ridge
	}
	return q, err
}
