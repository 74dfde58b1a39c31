package bertrand_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

var harsh = flag.Int("harsh", 60, "random markets per class in TestRandomMarkets")

// class is a population of random markets, from tame to absurd.
type class struct {
	name      string
	form      demand.Form
	types     int
	spread    float64 // sd of delta in nats
	sigma     float64 // largest sigma; 0 is plain logit
	duties    bool    // product-specific
	floors    bool
	fixed     bool
	conduct   bool
	noOutside bool
	failures  float64 // part that may end unsolved, and say so
	missed    float64 // part in which a peak may be missed
	loose     bool    // residual below Tolerance only: exponents of 10^5 cost digits
}

func (c class) draw(rng *rand.Rand) *bertrand.Problem {
	n, firms, nests := 2+rng.IntN(11), 1+rng.IntN(5), 1
	if c.noOutside {
		n, firms = 3+rng.IntN(10), 2+rng.IntN(4)
	}
	if c.sigma > 0 {
		nests = 1 + rng.IntN(4)
	}
	p := &bertrand.Problem{Firms: firms, Cost: make([]float64, n), Firm: make([]int, n)}
	p.Form, p.Nests, p.Nest = c.form, nests, make([]int, n)
	for j := range n {
		p.Cost[j] = 0.2 + 3*rng.Float64()
		p.Firm[j], p.Nest[j] = j%firms, rng.IntN(nests)
		if j >= firms {
			p.Firm[j] = rng.IntN(firms)
		}
	}
	for range c.types {
		t := demand.Type{Mass: math.Exp(rng.NormFloat64()), Alpha: math.Exp(0.7 * rng.NormFloat64()), Sigma: make([]float64, nests), Delta: make([]float64, n)}
		for g := range t.Sigma {
			t.Sigma[g] = c.sigma * rng.Float64()
		}
		for j := range t.Delta {
			t.Delta[j] = 1 + c.spread*rng.NormFloat64()
		}
		if c.noOutside {
			t.Outside = math.Inf(-1)
		}
		p.Types = append(p.Types, t)
	}
	c.trim(rng, p)
	return p
}

// trim adds the optional parts.
func (c class) trim(rng *rand.Rand, p *bertrand.Problem) {
	n := len(p.Cost)
	fill := func(f func(j int) float64) []float64 {
		v := make([]float64, n)
		for j := range v {
			v[j] = f(j)
		}
		return v
	}
	if c.duties {
		p.Keep = fill(func(int) float64 { return 1 / (1 + 0.5*rng.Float64()) })
	}
	if c.floors {
		p.Floor = fill(func(j int) float64 { return p.Cost[j] * (0.5 + 2*rng.Float64()) })
	}
	if c.fixed {
		p.Fixed = fill(func(j int) float64 {
			if rng.IntN(3) > 0 || j == 0 {
				return math.NaN()
			}
			if rng.IntN(2) == 0 {
				p.Firm[j] = -1
			}
			return p.Cost[j] * (0.9 + rng.Float64())
		})
	}
	if c.conduct {
		for range p.Firms {
			p.Theta = append(p.Theta, rng.Float64())
		}
	}
}

var classes = []class{
	{name: "logit", spread: 2},
	{name: "logit far", spread: 30},
	{name: "logit absurd", spread: 600},
	{name: "logit without outside", spread: 30, noOutside: true},
	{name: "nested", spread: 1, sigma: 0.8},
	{name: "nested wide", spread: 3, sigma: 0.95},
	{name: "nested harsh", spread: 10, sigma: 0.99},
	{name: "nested absurd", spread: 200, sigma: 0.99, failures: 0.1, loose: true},
	{name: "nested all", spread: 2, sigma: 0.9, floors: true, fixed: true, conduct: true},
	{name: "nested duties", spread: 2, sigma: 0.9, duties: true},
	{name: "spend", form: demand.Spend, spread: 2},
	{name: "spend far", form: demand.Spend, spread: 10, failures: 0.02, loose: true},
	{name: "spend nested", form: demand.Spend, spread: 2, sigma: 0.9},
	{name: "spend all", form: demand.Spend, spread: 2, sigma: 0.9, floors: true, fixed: true, conduct: true, duties: true, failures: 0.01},
	{name: "mixed", types: 2, spread: 1, failures: 0.02},
	{name: "mixed five", types: 5, spread: 2, failures: 0.05},
	{name: "mixed nested", types: 3, spread: 2, sigma: 0.9, failures: 0.1, missed: 0.01},
	{name: "mixed all", types: 3, spread: 1, sigma: 0.8, floors: true, fixed: true, conduct: true, duties: true, failures: 0.05},
	{name: "mixed spend", form: demand.Spend, types: 2, spread: 1, failures: 0.02},
	{name: "mixed spend all", form: demand.Spend, types: 3, spread: 1, sigma: 0.8, floors: true, fixed: true, conduct: true, duties: true, failures: 0.05},
}

func TestRandomMarkets(t *testing.T) {
	if raceEnabled {
		t.Skip("long, on one goroutine: left to the run without the race detector")
	}
	for i, c := range classes {
		c.types = max(c.types, 1)
		t.Run(c.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(uint64(i), 7))
			var s bertrand.Solver
			count := map[bertrand.Status]int{}
			worst, evals, most, missed := 0.0, 0, 0, 0
			for m := range *harsh {
				p := c.draw(rng)
				price := cold(len(p.Cost))
				res := s.Solve(p, price)
				count[res.Status]++
				evals += res.Iterations
				most = max(most, res.Iterations)
				if !res.Status.Converged() {
					if res.Residual < bertrand.Tolerance && res.Status != bertrand.Local {
						t.Errorf("market %d: %v at residual %.2g", m, res.Status, res.Residual)
					}
					continue
				}
				worst = max(worst, res.Residual)
				checkBounds(t, m, p, price)
				if what := temptation(&s, p, price); what != "" {
					if missed++; float64(missed) > c.missed*float64(*harsh) {
						t.Errorf("market %d: %s", m, what)
					}
				}
			}
			good := count[bertrand.Converged] + count[bertrand.AtFloor]
			t.Logf("%v, worst residual %.2g, evaluations mean %.1f, most %d", count, worst, float64(evals)/float64(*harsh), most)
			if bad := *harsh - good; float64(bad) > c.failures*float64(*harsh) {
				t.Errorf("%d of %d markets unsolved: at most %v%% may be", bad, *harsh, 100*c.failures)
			}
			if !c.loose && !(worst < 1e-12) {
				t.Errorf("worst residual %.2g: want 1e-12", worst)
			}
		})
	}
}

// checkBounds checks that prices respect floors and that given prices stay.
func checkBounds(t *testing.T, m int, p *bertrand.Problem, price []float64) {
	t.Helper()
	for j, v := range price {
		if p.Fixed != nil && p.Fixed[j] == p.Fixed[j] {
			if v != p.Fixed[j] {
				t.Errorf("market %d: fixed price %d moved from %v to %v", m, j, p.Fixed[j], v)
			}
			continue
		}
		if p.Floor != nil && v < p.Floor[j] {
			t.Errorf("market %d: price %d is %v, under its floor of %v", m, j, v, p.Floor[j])
		}
	}
}

// temptation names a firm of conduct 1 that gains by leaving the solution.
func temptation(s *bertrand.Solver, p *bertrand.Problem, price []float64) string {
	profit := make([]float64, p.Firms)
	s.Profits(profit)
	for f, gain := range s.Gains(p, price) {
		if (p.Theta == nil || p.Theta[f] == 1) && gain > 1e-9*math.Abs(profit[f])+1e-300 {
			return fmt.Sprintf("firm %d gains %.3g on a profit of %.3g by leaving the solution", f, gain, profit[f])
		}
	}
	return ""
}
