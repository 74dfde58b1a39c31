package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/abc"
	"github.com/undercut-sim/undercut/forecast"
)

// A Posterior is draws of the shared numbers, of equal weight, and what they
// rest on.
type Posterior struct {
	Cases     int
	Summaries []Hit
	Draws     [][]float64 // in the order of forecast.Keys
	Drawn     int         // from the prior, of which Draws are the nearest
	Tolerance float64     // distance of the farthest of Draws, in jackknife standard errors
	Contracts []float64   // per key: 1 - variance after over variance before, in the space where the prior is standard normal
}

// A Hit is a summary as history has it, and as the draws have it.
type Hit struct {
	Name            string
	Observed, Scale float64
	Simulated       float64 // mean over the draws
	Spread          float64 // standard deviation over the draws
}

// Miss is how far the mean of the draws lies from history, in the unit of
// Scale.
func (h Hit) Miss() float64 { return (h.Simulated - h.Observed) / h.Scale }

// posterior keeps the draws that are nearest to history. Ties keep the order
// of the draws.
func posterior(cases int, p abc.Problem, s abc.State, keep int) (Posterior, error) {
	if len(s.Draws) < keep {
		return Posterior{}, fmt.Errorf("calibration: %d of %d draws could be compared with history, %d are to be kept: the model fails for the others", len(s.Draws), s.Attempts, keep)
	}
	near := slices.Clone(s.Draws)
	slices.SortStableFunc(near, func(a, b abc.Particle) int { return cmp.Compare(a.Distance, b.Distance) })
	near = near[:keep]
	out := Posterior{Cases: cases, Drawn: len(s.Draws), Tolerance: near[keep-1].Distance}
	var seen, z [][]float64
	weight := make([]float64, keep)
	for i, d := range near {
		out.Draws = append(out.Draws, d.Theta)
		seen, z = append(seen, d.Summaries), append(z, d.Z)
		weight[i] = 1 / float64(keep)
	}
	mean, cov, err := abc.Moments(seen, weight)
	if err != nil {
		return out, err
	}
	for i, x := range p.Summaries {
		out.Summaries = append(out.Summaries, Hit{x.Name, x.Observed, x.Scale, mean[i], math.Sqrt(cov[i][i])})
	}
	out.Contracts, err = abc.Contraction(z, weight)
	return out, err
}

// Shared are the draws as shared numbers.
func (p Posterior) Shared() []forecast.Shared {
	var all []forecast.Shared
	for _, x := range p.Draws {
		all = append(all, forecast.FromVector(x))
	}
	return all
}
