package abc

import (
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut/score"
)

// A Particle is an accepted draw: Theta in the order of the parameters, Z the
// same where the prior is standard normal, the Summaries that it gave with
// Luck, and their Distance from history. Weight is relative to a generation's
// sum of 1, LogRatio is ln of prior over proposal at Z.
type Particle struct {
	Theta, Z, Summaries        []float64
	Luck                       uint64
	Distance, LogRatio, Weight float64
}

// A Generation is what it took to fill one. Attempts run to the last accepted
// one; of them Undefined had no finite distance and Beyond left the range of
// z, the latter without being simulated. Acceptance is the share accepted, ESS
// the effective number of the particles by weight; the error of a weighted mean
// is √(Σ w² (x - m)²), which may be a third more than it suggests. LogMass
// estimates ln of the
// probability that a draw from the prior is accepted: see
// [ModelProbabilities]. Ridge was added to the covariance to make it one.
type Generation struct {
	Tolerance                   float64
	Attempts, Undefined, Beyond int
	Acceptance, ESS, LogMass    float64
	Ridge                       float64
}

// Stop says why a run ended; it is empty while one may go on.
type Stop string

// Only Reached is what was asked for.
const (
	Reached          Stop = "final tolerance reached"
	OutOfGenerations Stop = "generations used up before the final tolerance"
	OutOfAttempts    Stop = "attempts used up before the final tolerance"
)

// A State is a run so far: the Draws of the last full generation, all full
// Generations, and the one that is being filled: Next, with the particles
// Accepted until now. Attempts counts all attempts, including those of a last
// batch that were not needed. It holds no infinity or NaN, so JSON holds it.
type State struct {
	Plan        Plan
	Parameters  []string
	Observed    []Summary
	Generations []Generation
	Draws       []Particle
	Next        Generation
	Accepted    []Particle
	Attempts    int
	Stop        Stop
}

// Weights returns those of the draws; their sum is 1.
func (s State) Weights() []float64 {
	w := make([]float64, len(s.Draws))
	for i, d := range s.Draws {
		w[i] = d.Weight
	}
	return w
}

// Theta returns the draws, one row each, in the order of the parameters.
func (s State) Theta() [][]float64 {
	x := make([][]float64, len(s.Draws))
	for i, d := range s.Draws {
		x[i] = d.Theta
	}
	return x
}

// Z returns the draws where the prior is standard normal.
func (s State) Z() [][]float64 {
	z := make([][]float64, len(s.Draws))
	for i, d := range s.Draws {
		z[i] = d.Z
	}
	return z
}

// Marginal returns the weighted draws of one parameter, which answer for
// quantiles and intervals. It is an error before the first full generation.
func (s State) Marginal(parameter string) (score.Ensemble, error) {
	k := slices.Index(s.Parameters, parameter)
	if k < 0 {
		return score.Ensemble{}, fmt.Errorf("abc: %q is not a parameter: name one of %q", parameter, s.Parameters)
	}
	x := make([]float64, len(s.Draws))
	for i, d := range s.Draws {
		x[i] = d.Theta[k]
	}
	return score.NewEnsemble(x, s.Weights())
}
