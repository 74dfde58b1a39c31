package bertrand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// marketplace draws a unit-form problem of one buyer type: products dealt to
// firms in blocks and to nests in turn, delta ~ N(1, sd 1), cost ~ U(0.5, 1.5).
func marketplace(rng *rand.Rand, products, firms, nests int, sigma float64) *bertrand.Problem {
	delta, cost := make([]float64, products), make([]float64, products)
	firm, nest := make([]int, products), make([]int, products)
	for j := range delta {
		delta[j] = 1 + rng.NormFloat64()
		cost[j] = 0.5 + rng.Float64()
		firm[j] = j * firms / products
		nest[j] = j % nests
	}
	sigmas := make([]float64, nests)
	for g := range sigmas {
		sigmas[g] = sigma
	}
	return logit(1, delta, cost, firm, nest, sigmas, 1)
}

// simulated is the market that the simulator solves most: a budget split by
// two types over 24 offers in two nests, 10 of them of a fringe at fixed prices.
func simulated(rng *rand.Rand) *bertrand.Problem {
	const n = 24
	delta := [2][]float64{make([]float64, n), make([]float64, n)}
	p := &bertrand.Problem{Cost: make([]float64, n), Firm: make([]int, n), Firms: 10, Fixed: make([]float64, n)}
	p.Form, p.Nest, p.Nests = demand.Spend, make([]int, n), 2
	for j := range n {
		quality := rng.NormFloat64()
		delta[0][j] = 1 + 1.3*quality
		delta[1][j] = 1 + 0.4*quality
		p.Cost[j] = math.Exp(0.5 * rng.NormFloat64())
		p.Nest[j] = j % 2
		p.Firm[j] = j % 10
		p.Fixed[j] = math.NaN()
		if j >= 14 {
			p.Fixed[j] = 1.1 * p.Cost[j]
			if j >= 18 {
				p.Firm[j] = -1
			}
		}
	}
	p.Types = []demand.Type{
		{Mass: 65, Alpha: 0.55, Sigma: []float64{0.5, 0.6}, Outside: 1.5, Delta: delta[0]},
		{Mass: 35, Alpha: 1.1, Sigma: []float64{0.5, 0.6}, Outside: 1.5, Delta: delta[1]},
	}
	return p
}

// devices is the market of a device segment: one offer per firm.
func devices(rng *rand.Rand) *bertrand.Problem { return marketplace(rng, 8, 8, 1, 0.5) }

// mixed is a unit-form market with five buyer types.
func mixed(rng *rand.Rand, products, firms int) *bertrand.Problem {
	p := marketplace(rng, products, firms, 1, 0)
	for r := range 4 {
		t := p.Types[0]
		t.Alpha = 0.6 + 0.2*float64(r)
		t.Delta = make([]float64, products)
		for j := range t.Delta {
			t.Delta[j] = 1 + rng.NormFloat64()
		}
		p.Types = append(p.Types, t)
	}
	return p
}

// run solves problems in turn and reports equilibria per second and the worst
// residual in price units. Warm solves start from the prices of the problem before, which
// differs by 2% in cost.
func run(b *testing.B, problems []*bertrand.Problem, warm bool) {
	var s bertrand.Solver
	price := cold(len(problems[0].Nest))
	for _, p := range problems { // the first pass grows the workspace
		s.Solve(p, price)
	}
	worst, count := 0.0, 0
	b.ReportAllocs()
	for b.Loop() {
		p := problems[count%len(problems)]
		if !warm {
			price[0] = math.NaN()
		}
		res := s.Solve(p, price)
		if !res.Status.Converged() {
			b.Fatalf("%v, residual %.2g", res.Status, res.Residual)
		}
		worst = max(worst, res.Absolute)
		count++
	}
	b.ReportMetric(float64(count)/b.Elapsed().Seconds(), "equilibria/s")
	b.ReportMetric(worst*1e15, "residual(1e-15)")
}

func many(draw func(*rand.Rand) *bertrand.Problem) []*bertrand.Problem {
	rng := rand.New(rand.NewPCG(1, 2))
	problems := make([]*bertrand.Problem, 64)
	for i := range problems {
		problems[i] = draw(rng)
	}
	return problems
}

// drift returns the problem with costs that wander by 2% from one to the next.
func drift(p *bertrand.Problem) []*bertrand.Problem {
	rng := rand.New(rand.NewPCG(3, 4))
	problems := make([]*bertrand.Problem, 64)
	for i := range problems {
		next := *p
		next.Cost = append([]float64(nil), p.Cost...)
		for j := range next.Cost {
			next.Cost[j] *= math.Exp(0.02 * rng.NormFloat64())
		}
		problems[i] = &next
	}
	return problems
}

func BenchmarkCold(b *testing.B) {
	for _, size := range []struct {
		products, firms, nests int
		sigma                  float64
	}{{20, 5, 1, 0}, {500, 20, 1, 0}, {20, 5, 4, 0.5}, {500, 20, 4, 0.5}, {500, 20, 4, 0.9}} {
		b.Run(fmt.Sprintf("products=%d/firms=%d/nests=%d/sigma=%v", size.products, size.firms, size.nests, size.sigma), func(b *testing.B) {
			run(b, many(func(rng *rand.Rand) *bertrand.Problem {
				return marketplace(rng, size.products, size.firms, size.nests, size.sigma)
			}), false)
		})
	}
}

func BenchmarkMixed(b *testing.B) {
	for _, size := range [][2]int{{50, 10}, {500, 20}} {
		b.Run(fmt.Sprintf("types=5/products=%d/firms=%d", size[0], size[1]), func(b *testing.B) {
			run(b, many(func(rng *rand.Rand) *bertrand.Problem { return mixed(rng, size[0], size[1]) }), false)
		})
	}
}

func BenchmarkWarm(b *testing.B) {
	rng := rand.New(rand.NewPCG(5, 6))
	b.Run("spend/types=2/offers=24", func(b *testing.B) { run(b, drift(simulated(rng)), true) })
	b.Run("unit/firms=8", func(b *testing.B) { run(b, drift(devices(rng)), true) })
}

// BenchmarkExp is the yardstick: one exponential.
func BenchmarkExp(b *testing.B) {
	x, sum := 0.5, 0.0
	for b.Loop() {
		sum += math.Exp(x)
		x = -x
	}
	if sum == 0 {
		b.Fatal("exp vanished")
	}
}
