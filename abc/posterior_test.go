package abc

import (
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut/dist"
)

// A Gaussian kernel is a normal error of the simulator, so the posterior is
// known for every tolerance, not only for a small one.
func TestNormalMeanHasThePosteriorOfItsKernel(t *testing.T) {
	r := known(t).Normal
	p := meanOf(dist.Normal{Mu: r.Prior[0], Sigma: math.Sqrt(r.Prior[1])}, average(r.Y), r.Sigma2, float64(len(r.Y)))
	for _, c := range r.ABC {
		if c.Eps == 0 {
			continue // no simulator of a continuous number hits it
		}
		t.Run(fmt.Sprintf("eps %g", c.Eps), func(t *testing.T) {
			s := reached(t, p, shrinking(Gaussian, 800, c.Eps))
			expectMoments(t, s, c.Mean, c.Var)
			_, cov, err := Moments(s.Theta(), s.Weights())
			if err != nil {
				t.Fatal(err)
			}
			if contraction := must(Contraction(s.Z(), s.Weights()))[0]; math.Abs(contraction-(1-cov[0][0]/r.Prior[1])) > 1e-9 {
				t.Errorf("contraction of a normal prior is %g, want 1 - %g/%g", contraction, cov[0][0], r.Prior[1])
			}
		})
	}
}

func average(y []float64) float64 {
	var sum float64
	for _, x := range y {
		sum += x
	}
	return sum / float64(len(y))
}

// A uniform kernel of tolerance 0 on a discrete statistic is Bayes' rule.
func TestCountsHaveTheirConjugatePosterior(t *testing.T) {
	b, g := known(t).Beta, known(t).Gamma
	total := average(g.Counts) * float64(len(g.Counts))
	prior := dist.Gamma{Shape: g.PriorRate[0], Scale: 1 / g.PriorRate[1]}
	post := dist.Gamma{Shape: g.PostRate[0], Scale: 1 / g.PostRate[1]}
	for _, c := range []struct {
		name           string
		problem        Problem
		mean, variance float64
		law            dist.Dist
	}{
		{"binomial", successes(b.N, b.K), b.Mean, b.Mean * (1 - b.Mean) / (b.Post[0] + b.Post[1] + 1), dist.Beta{A: b.Post[0], B: b.Post[1], Hi: 1}},
		{"Poisson", events(prior, float64(len(g.Counts)), total), g.Mean, g.Mean * post.Scale, post},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := reached(t, c.problem, shrinking(Uniform, 800, 0))
			expectMoments(t, s, c.mean, c.variance)
			for _, u := range []float64{0.025, 0.25, 0.5, 0.75, 0.975} {
				below := func(x []float64) float64 {
					if x[0] <= c.law.Quantile(u) {
						return 1
					}
					return 0
				}
				expect(t, fmt.Sprintf("the share below quantile %g", u), s, below, u)
			}
		})
	}
	if lo := (dist.Beta{A: b.Post[0], B: b.Post[1], Hi: 1}).Quantile(0.025); math.Abs(lo-b.CI95[0]) > 1e-9 {
		t.Errorf("the reference interval begins at %g, the law's at %g", b.CI95[0], lo)
	}
}

// wright is the problem of Wright's law in logs, ln cost = a - b ln x, without
// luck: five summaries and two parameters that are known together only.
func wright(x, cost []float64, parameters []Parameter, a, b int) Problem {
	p := Problem{Parameters: parameters, Simulate: func(theta []float64, _ uint64, dst []float64) error {
		for i := range x {
			dst[i] = theta[a] - theta[b]*math.Log(x[i])
		}
		return nil
	}}
	for i := range x {
		p.Summaries = append(p.Summaries, Summary{fmt.Sprintf("cost at %g", x[i]), math.Log(cost[i]), 0.1, 1})
	}
	return p
}

// With a Gaussian kernel Wright's law is linear regression with a normal prior
// and errors of standard deviation ε √J c: A. Gelman et al., "Bayesian Data
// Analysis", 3rd ed., §14.8.
func TestWrightRegressionHasItsPosteriorInAnyOrder(t *testing.T) {
	r := known(t).Wright
	a, b := Parameter{"a", dist.Normal{Mu: 4.5, Sigma: 0.5}}, Parameter{"b", dist.Normal{Mu: 0.3, Sigma: 0.2}}
	eps := 0.5
	sigma := eps * math.Sqrt(float64(len(r.X))) * 0.1
	mean, cov := regression(r.X, r.Cost, sigma, [2]float64{4.5, 0.3}, [2]float64{0.5, 0.2})
	for _, c := range []struct {
		name       string
		parameters []Parameter
		a, b       int
	}{{"a, b", []Parameter{a, b}, 0, 1}, {"b, a", []Parameter{b, a}, 1, 0}} {
		t.Run(c.name, func(t *testing.T) {
			s := reached(t, wright(r.X, r.Cost, c.parameters, c.a, c.b), shrinking(Gaussian, 800, eps))
			at := [2]int{c.a, c.b}
			for i := range at {
				off := func(x []float64, i int) float64 { return x[at[i]] - mean[i] }
				expect(t, "the error of "+"ab"[i:i+1], s, func(x []float64) float64 { return off(x, i) }, 0)
				for j := range at {
					expect(t, fmt.Sprintf("the covariance %d, %d", i, j), s, func(x []float64) float64 { return off(x, i) * off(x, j) }, cov[i][j])
				}
			}
		})
	}
	if rate := 1 - math.Pow(2, -r.B); math.Abs(rate-r.LearningRate) > 1e-12 {
		t.Errorf("exponent %g is a learning rate of %g, want %g", r.B, rate, r.LearningRate)
	}
}

// regression is the posterior of (a, b) by the normal equations.
func regression(x, cost []float64, sigma float64, mu, tau [2]float64) (mean [2]float64, cov [2][2]float64) {
	var p [2][2]float64 // precision
	var h [2]float64
	for i := range tau {
		p[i][i] = 1 / (tau[i] * tau[i])
		h[i] = p[i][i] * mu[i]
	}
	for k := range x {
		row := [2]float64{1, -math.Log(x[k])}
		for i := range row {
			h[i] += row[i] * math.Log(cost[k]) / (sigma * sigma)
			for j := range row {
				p[i][j] += row[i] * row[j] / (sigma * sigma)
			}
		}
	}
	det := p[0][0]*p[1][1] - p[0][1]*p[1][0]
	cov = [2][2]float64{{p[1][1] / det, -p[0][1] / det}, {-p[1][0] / det, p[0][0] / det}}
	for i := range mean {
		mean[i] = cov[i][0]*h[0] + cov[i][1]*h[1]
	}
	return mean, cov
}

// A parameter that the simulator ignores keeps its prior, and contraction says
// that history does not identify it.
func TestWhatHistoryDoesNotIdentifyKeepsItsPrior(t *testing.T) {
	p := meanOf(dist.Normal{Mu: 0, Sigma: 3}, 1, 1, 5)
	p.Parameters = append(p.Parameters, Parameter{"idle", dist.LogUniform{Lo: 1, Hi: 100}})
	s := reached(t, p, shrinking(Gaussian, 800, 0.2))
	c := must(Contraction(s.Z(), s.Weights()))
	below := func(x []float64) float64 {
		if x[1] <= 10 { // the median of the prior
			return 1
		}
		return 0
	}
	expect(t, "the share below the prior's median", s, below, 0.5)
	if math.Abs(c[1]) > 0.2 {
		t.Errorf("the contraction of what is ignored is %g, want about 0", c[1])
	}
	if c[0] < 0.9 {
		t.Errorf("the contraction of the mean is %g, want nearly 1", c[0])
	}
}
