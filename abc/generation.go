package abc

import "math"

// absorb takes the outcomes of a batch in the order of attempts, until the
// generation is full.
func (s *State) absorb(out []outcome) {
	s.Attempts += len(out)
	for _, o := range out {
		s.Next.Attempts++
		switch {
		case o.beyond:
			s.Next.Beyond++
		case o.undefined:
			s.Next.Undefined++
		case o.accepted != nil:
			s.Accepted = append(s.Accepted, *o.accepted)
		}
		if len(s.Accepted) == s.Plan.Particles {
			return
		}
	}
}

// complete turns accepted particles into a generation, sets the next tolerance
// and returns the next proposal. The share accepted of draws from the prior is
// estimated from N particles and M attempts, of which the last was accepted,
// by (N-1)/(M-1) times their mean ratio of prior to proposal, which is unbiased
// (J. B. S. Haldane, "On a method of estimating frequencies", Biometrika 33,
// 1945).
func (s *State) complete() (*proposal, error) {
	g, n := s.Next, float64(len(s.Accepted))
	draws, logMean := weigh(s.Accepted)
	g.LogMass = math.Log((n-1)/float64(g.Attempts-1)) + logMean
	g.Acceptance = n / float64(g.Attempts)
	s.Draws, s.Accepted, s.Next = draws, nil, Generation{}
	g.ESS, _ = ESS(s.Weights()) // weights that weigh made are weights
	s.Generations = append(s.Generations, g)
	if s.stop() == Reached {
		return nil, nil
	}
	var err error
	if s.Next.Tolerance, err = s.Plan.next(len(s.Generations)-1, g.Tolerance, draws); err != nil {
		return nil, err
	}
	return s.proposal()
}

// weigh returns particles with weights of sum 1, and ln of the mean of
// exp(LogRatio).
func weigh(accepted []Particle) ([]Particle, float64) {
	draws, top, sum := append([]Particle(nil), accepted...), math.Inf(-1), 0.0
	for _, d := range draws {
		top = max(top, d.LogRatio)
	}
	for i, d := range draws {
		draws[i].Weight = math.Exp(d.LogRatio - top)
		sum += draws[i].Weight
	}
	for i := range draws {
		draws[i].Weight /= sum
	}
	return draws, top + math.Log(sum/float64(len(draws)))
}
