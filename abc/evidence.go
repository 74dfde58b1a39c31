package abc

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ModelProbabilities returns the posterior probabilities of several models of
// the same summaries, from the last [Generation.LogMass] of each and their
// prior weights:
//
//	P_m ∝ prior_m exp(LogMass_m)
//
// All must have been accepted by one kernel at one tolerance, with the same
// observed values, scales and weights: the caller sees to that. LogMass errs by
// about 1/√ESS. What the summaries do not tell apart is not told apart here,
// and the answer may differ from that of all data however small the tolerance
// (C. P. Robert, J.-M. Cornuet, J.-M. Marin and N. S. Pillai, "Lack of
// confidence in approximate Bayesian computation model choice", PNAS 108, 2011).
func ModelProbabilities(logMass, prior []float64) ([]float64, error) {
	if err := errors.Join(finites("LogMass", logMass), checkWeights(prior)); err != nil {
		return nil, err
	}
	if len(logMass) != len(prior) {
		return nil, fmt.Errorf("abc: %d LogMass for %d prior weights: give one for each model", len(logMass), len(prior))
	}
	l := make([]float64, len(prior))
	for i, x := range logMass {
		l[i] = x + math.Log(prior[i])
	}
	top := slices.Max(l)
	for i, x := range l {
		l[i] = math.Exp(x - top)
	}
	return shares(l), nil
}
