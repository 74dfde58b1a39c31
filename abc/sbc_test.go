package abc

import (
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

const (
	thinned = 19 // draws per trial: ranks 0 to 19
	bins    = 10
	level   = 0.99
)

// bySMC samples by a run of SMC and resampling. Narrow pulls draws towards
// their mean, 1 leaves them.
func bySMC(kernel Kernel, final, narrow float64) Sampler {
	return func(p Problem, luck uint64) ([][]float64, error) {
		plan := shrinking(kernel, 60, final)
		plan.Seed, plan.Batch, plan.Keep = luck, 32, 0.3
		s, err := SMC(p, plan, Run{Workers: 1})
		if err != nil {
			return nil, err
		}
		if s.Stop != Reached {
			return nil, fmt.Errorf("%s", s.Stop)
		}
		mean, _, err := Moments(s.Theta(), s.Weights())
		if err != nil {
			return nil, err
		}
		at, err := Resample(s.Weights(), thinned, rng.Unit(luck))
		draws := make([][]float64, len(at))
		for i, a := range at {
			x := s.Draws[a].Theta[0]
			draws[i] = []float64{mean[0] + narrow*(x-mean[0])}
		}
		return draws, err
	}
}

// noisyMean is a normal mean whose simulator carries the error of a Gaussian
// kernel at tolerance eps: what that kernel takes for the truth.
func noisyMean(eps float64) Problem {
	return meanOf(dist.Normal{Mu: 1, Sigma: 2}, 0, 1+5*eps*eps, 5)
}

// asIfWithout simulates without the error that noisyMean carries.
func asIfWithout(sampler Sampler) Sampler {
	plain := meanOf(dist.Normal{Mu: 1, Sigma: 2}, 0, 1, 5)
	return func(p Problem, luck uint64) ([][]float64, error) {
		p.Simulate = plain.Simulate
		return sampler(p, luck)
	}
}

func TestCalibrationByItsOwnSamplerIsCalibrated(t *testing.T) {
	for _, c := range []struct {
		name    string
		problem Problem
		sampler Sampler
	}{
		{"normal", noisyMean(0.5), asIfWithout(bySMC(Gaussian, 0.5, 1))},
		{"binomial", successes(10, 0), bySMC(Uniform, 0, 1)},
		{"Poisson", events(dist.Gamma{Shape: 2, Scale: 1}, 2, 0), bySMC(Uniform, 0, 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := must(UniformRanks(ranksOf(t, c.problem, c.sampler), thinned, bins, level))
			t.Logf("counts %v, band %d to %d", r.Counts, r.Lo, r.Hi)
			if !r.Uniform {
				t.Errorf("ranks have the counts %v, outside %d to %d in bins %v: the sampler is not calibrated", r.Counts, r.Lo, r.Hi, r.Outside)
			}
		})
	}
}

func ranksOf(t *testing.T, p Problem, sampler Sampler) []int {
	t.Helper()
	rank, err := SBC(p, sampler, Trials{Seed: 11, N: 200, Draws: thinned, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return rank[0]
}

// The band has power: a posterior narrowed to half, and one that takes the
// simulator for perfect, fail it.
func TestOverconfidenceFailsTheBand(t *testing.T) {
	for _, c := range []struct {
		name    string
		problem Problem
		sampler Sampler
	}{
		{"narrowed", successes(10, 0), bySMC(Uniform, 0, 0.5)},
		{"simulator taken for perfect", noisyMean(1), asIfWithout(bySMC(Gaussian, 0.2, 1))},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := must(UniformRanks(ranksOf(t, c.problem, c.sampler), thinned, bins, level))
			t.Logf("counts %v, band %d to %d", r.Counts, r.Lo, r.Hi)
			if r.Uniform || r.Counts[0] <= r.Hi || r.Counts[bins-1] <= r.Hi {
				t.Errorf("ranks have the counts %v, in %d to %d: want both ends above", r.Counts, r.Lo, r.Hi)
			}
		})
	}
}

// Draws of the prior itself are a calibrated posterior of no data, so the
// chance to fail is at most 1 - level; Bonferroni is close to it.
func TestBandFailsAsRarelyAsItSays(t *testing.T) {
	const repeats, n = 4000, 100
	failed := 0
	for i := range repeats {
		s := rng.New(5, uint64(i), rng.Name("ranks"), 0)
		ranks := make([]int, n)
		for k := range ranks {
			ranks[k] = int(20 * s.Float64())
		}
		if !must(UniformRanks(ranks, thinned, bins, 0.9)).Uniform {
			failed++
		}
	}
	if share := float64(failed) / repeats; share > 0.1+4*math.Sqrt(0.09/repeats) || share < 0.02 {
		t.Errorf("the 90%% band refuses %.3f of uniform ranks, want at most 0.1 and not nearly none", share)
	}
}

func TestTrialsDoNotDependOnWorkers(t *testing.T) {
	sampler := bySMC(Uniform, 0, 1)
	a := must(SBC(successes(5, 0), sampler, Trials{Seed: 1, N: 12, Draws: thinned, Workers: 1}))
	b := must(SBC(successes(5, 0), sampler, Trials{Seed: 1, N: 12, Draws: thinned, Workers: 5}))
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("ranks are %v with one worker, %v with five", a, b)
	}
}

func TestTiesGoEitherWay(t *testing.T) {
	draws := [][]float64{{1}, {2}, {2}, {3}}
	for u, want := range map[float64]int{0.1: 1, 0.5: 2, 0.9: 3} {
		if got := rankOf(2, draws, 0, u); got != want {
			t.Errorf("the rank of 2 among 1, 2, 2, 3 by the lot %g is %d, want %d", u, got, want)
		}
	}
}
