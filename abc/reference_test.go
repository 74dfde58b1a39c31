package abc

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

// reference is testdata/calibration_posteriors.json, which says where its
// numbers come from.
type reference struct {
	Normal struct {
		Y           []float64
		Sigma2      float64
		Prior       [2]float64 // mean, variance
		PostMean    float64    `json:"post_mean"`
		PostVar     float64    `json:"post_var"`
		LogEvidence float64    `json:"log_evidence"`
		ABC         []struct {
			Eps, Mean, Var float64
		} `json:"abc_gaussian_kernel"`
	} `json:"normal_known_var"`
	Beta struct {
		K, N       int
		Prior      [2]float64
		Post, CI95 [2]float64
		Mean       float64
	} `json:"beta_binomial"`
	Gamma struct {
		Counts      []float64
		Prior, Post [2]float64
		PriorRate   [2]float64 `json:"prior_shape_rate"`
		PostRate    [2]float64 `json:"post_shape_rate"`
		Mean        float64
	} `json:"gamma_poisson"`
	Wright struct {
		X, Cost      []float64
		B            float64
		LearningRate float64 `json:"learning_rate"`
	} `json:"wright_regression"`
	History struct {
		Example struct {
			Z, Ef, I float64
			VarEm    float64 `json:"var_em"`
			VarDisc  float64 `json:"var_disc"`
			VarObs   float64 `json:"var_obs"`
		}
	} `json:"history_matching"`
	SMM struct {
		Inflation []struct {
			H      int
			Factor float64
		}
	}
	ESS struct {
		Weights []float64
		ESS     float64
	}
}

func known(t *testing.T) (r reference) {
	t.Helper()
	text, err := os.ReadFile("testdata/calibration_posteriors.json")
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// near fails unless got is want up to four times its Monte-Carlo error.
func near(t *testing.T, what string, got, want, stderr float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 4*stderr) {
		t.Errorf("%s is %.5g, want %.5g, within four times the Monte-Carlo error %.2g", what, got, want, stderr)
	}
}

// expect fails unless the weighted mean of h over the draws is want. The error
// of such a mean is √(Σ w² (h - want)²), which is more than ESS says where heavy
// draws lie far out (A. Owen, "Monte Carlo theory, methods and examples", 2013,
// §9.2).
func expect(t *testing.T, what string, s State, h func(theta []float64) float64, want float64) {
	t.Helper()
	var mean, variance float64
	for _, d := range s.Draws {
		mean += d.Weight * h(d.Theta)
		variance += square(d.Weight * (h(d.Theta) - want))
	}
	near(t, what, mean, want, math.Sqrt(variance))
}

// expectMoments compares mean and variance of the first parameter.
func expectMoments(t *testing.T, s State, mean, variance float64) {
	t.Helper()
	expect(t, "the mean", s, func(x []float64) float64 { return x[0] }, mean)
	expect(t, "the variance", s, func(x []float64) float64 { return square(x[0] - mean) }, variance)
}

// meanOf is the problem of a normal mean, which shows the average of n numbers
// of variance sigma2.
func meanOf(prior dist.Dist, observed, sigma2, n float64) Problem {
	return Problem{
		Parameters: []Parameter{{"mu", prior}},
		Summaries:  []Summary{{"average", observed, 1, 1}},
		Simulate: func(theta []float64, luck uint64, dst []float64) error {
			s := rng.New(luck, 0, rng.Name("noise"), 0)
			dst[0] = theta[0] + math.Sqrt(sigma2/n)*dist.NormalQuantile(s.Float64())
			return nil
		},
	}
}

// successes is the problem of a chance, which shows successes of n trials.
func successes(n, observed int) Problem {
	return Problem{
		Parameters: []Parameter{{"p", dist.Uniform{Lo: 0, Hi: 1}}},
		Summaries:  []Summary{{"successes", float64(observed), 1, 1}},
		Simulate: func(theta []float64, luck uint64, dst []float64) error {
			s := rng.New(luck, 0, rng.Name("trials"), 0)
			dst[0] = 0
			for range n {
				if s.Float64() < theta[0] {
					dst[0]++
				}
			}
			return nil
		},
	}
}

// events is the problem of a rate with a gamma prior, which shows the events of
// some periods together.
func events(prior dist.Gamma, periods, observed float64) Problem {
	return Problem{
		Parameters: []Parameter{{"rate", prior}},
		Summaries:  []Summary{{"events", observed, 1, 1}},
		Simulate: func(theta []float64, luck uint64, dst []float64) error {
			s := rng.New(luck, 0, rng.Name("waits"), 0)
			dst[0] = 0
			for at := -math.Log(s.Float64()); at < periods*theta[0]; at -= math.Log(s.Float64()) {
				dst[0]++
			}
			return nil
		},
	}
}

// shrinking is a plan from the prior down to a final tolerance.
func shrinking(kernel Kernel, particles int, final float64) Plan {
	return Plan{
		Seed: 7, Particles: particles, Kernel: kernel,
		First: math.MaxFloat64, Keep: 0.5, Final: final, Generations: 40,
		Attempts: 1_000_000, Batch: 256,
	}
}

// reached runs a plan and fails unless the final tolerance is reached.
func reached(t *testing.T, p Problem, plan Plan) State {
	t.Helper()
	s, err := SMC(p, plan, Run{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if s.Stop != Reached {
		t.Fatalf("the run stopped because %q, after %d generations and %d attempts", s.Stop, len(s.Generations), s.Attempts)
	}
	return s
}
