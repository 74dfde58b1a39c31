package bertrand_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

func twoFirms() *bertrand.Problem {
	return logit(1.5, []float64{1, 2}, []float64{0.5, 1.25}, []int{0, 1}, nil, nil, 1)
}

func TestFaultsAreNamedAndNeverConverge(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		want  string
		spoil func(p *bertrand.Problem)
	}{
		{"cost[1] is NaN", func(p *bertrand.Problem) { p.Cost[1] = nan }},
		{"delta[0] is NaN", func(p *bertrand.Problem) { p.Types[0].Delta[0] = nan }},
		{"delta[0] is +Inf", func(p *bertrand.Problem) { p.Types[0].Delta[0] = math.Inf(1) }},
		{"types[0].alpha is 0", func(p *bertrand.Problem) { p.Types[0].Alpha = 0 }},
		{"types[0].mass is -1", func(p *bertrand.Problem) { p.Types[0].Mass = -1 }},
		{"sigma[0] is 1", func(p *bertrand.Problem) { p.Types[0].Sigma[0] = 1 }},
		{"outside is NaN", func(p *bertrand.Problem) { p.Types[0].Outside = nan }},
		{"nest[1] is 3", func(p *bertrand.Problem) { p.Nest[1] = 3 }},
		{"firm[0] is 2", func(p *bertrand.Problem) { p.Firm[0] = 2 }},
		{"firm[0] is -1 but fixed[0] gives no price", func(p *bertrand.Problem) { p.Firm[0] = -1 }},
		{"cost has 1 values: want 2", func(p *bertrand.Problem) { p.Cost = p.Cost[:1] }},
		{"theta[0] is 1.5", func(p *bertrand.Problem) { p.Theta = []float64{1.5, 1} }},
		{"theta has 1 values: want 2, one per firm", func(p *bertrand.Problem) { p.Theta = []float64{1} }},
		{"keep[1] is 0", func(p *bertrand.Problem) { p.Keep = []float64{1, 0} }},
		{"floor[0] is NaN", func(p *bertrand.Problem) { p.Floor = []float64{nan, 0} }},
		{"fixed[0] is +Inf", func(p *bertrand.Problem) { p.Fixed = []float64{math.Inf(1), nan} }},
		{"complement[0] is NaN", func(p *bertrand.Problem) { p.Complement = []float64{nan, 0} }},
		{"adoption[1] is NaN", func(p *bertrand.Problem) { p.Adoption = []float64{0, nan} }},
		{"surplus[1] is NaN", func(p *bertrand.Problem) { p.Surplus = []float64{0, nan} }},
		{"cost[0] is 0: the spend form", func(p *bertrand.Problem) { p.Form, p.Cost[0] = demand.Spend, 0 }},
		{"types is empty", func(p *bertrand.Problem) { p.Types = nil }},
		{"price needs one entry per offer", func(p *bertrand.Problem) {
			p.Nest, p.Cost, p.Firm = []int{0}, []float64{1}, []int{0}
			p.Types[0].Delta = []float64{1}
		}},
	} {
		p := twoFirms()
		c.spoil(p)
		var s bertrand.Solver
		res := s.Solve(p, cold(2))
		if res.Status != bertrand.Invalid || !(res.Residual > 1) || len(res.Warnings) == 0 || !strings.Contains(strings.Join(res.Warnings, "\n"), c.want) {
			t.Errorf("want an invalid problem with %q, got %v, residual %v, %q", c.want, res.Status, res.Residual, res.Warnings)
		}
	}
}

func TestValidAgreesWithValidate(t *testing.T) {
	for i, c := range classes {
		c.types = max(c.types, 1)
		rng := rand.New(rand.NewPCG(uint64(i), 8))
		for range 50 {
			p := c.draw(rng)
			// Damage one number in half of the problems.
			if rng.IntN(2) == 0 {
				v := [][]float64{p.Cost, p.Keep, p.Floor, p.Theta, p.Types[0].Delta, p.Types[0].Sigma}[rng.IntN(6)]
				if len(v) > 0 {
					v[rng.IntN(len(v))] = []float64{math.NaN(), math.Inf(1), -1}[rng.IntN(3)]
				}
			}
			if err := p.Validate(); (err == nil) != p.Valid() {
				t.Errorf("%s: Valid is %v but Validate says %v", c.name, p.Valid(), err)
			}
		}
	}
}

func TestASellerOfEverythingWithoutOutsideOptionHasNoPrice(t *testing.T) {
	p := logit(1, []float64{1, 2}, []float64{0.5, 1}, []int{0, 0}, nil, nil, 0)
	var s bertrand.Solver
	if res := s.Solve(p, cold(2)); res.Status != bertrand.Unbounded || res.Status.Converged() {
		t.Errorf("a monopoly without outside option: %v, want unbounded", res.Status)
	}
	p.Fixed = []float64{math.NaN(), 1} // an offer at a given price is an outside option
	solve(t, p)
}

func TestASurplusComplementAboveOneNeedsAFloor(t *testing.T) {
	p := twoFirms()
	p.Surplus = []float64{1.4, 0}
	var s bertrand.Solver
	if res := s.Solve(p, cold(2)); res.Status.Converged() || len(res.Warnings) == 0 {
		t.Errorf("payoff rises for ever as the price falls, but: %v %v", res.Status, res.Warnings)
	}
	p.Floor = []float64{0, 0}
	price := cold(2)
	if res := s.Solve(p, price); res.Status != bertrand.AtFloor || price[0] != 0 {
		t.Errorf("with a floor of 0: %v at %v, want a free product", res.Status, price)
	}
}

// An offer that nobody buys has no demand for a constant complement to push
// against: its implied price is infinite, and that is no solution.
func TestAnInfiniteImpliedPriceIsNoSolution(t *testing.T) {
	p := twoFirms()
	p.Form = demand.Spend
	p.Complement = []float64{-0.01, 0}
	p.Types[0].Delta[0] = -900
	var s bertrand.Solver
	price := cold(2)
	res := s.Solve(p, price)
	if res.Status.Converged() {
		checkFirstOrder(t, p, price)
	}
}

// checkFirstOrder checks the first-order conditions of converged prices from
// the definitions of Lambda and Gamma, relative to the terms that they sum.
func checkFirstOrder(t *testing.T, p *bertrand.Problem, price []float64) {
	t.Helper()
	n := len(price)
	choices, lambda, x, sales := make([]demand.Choice, len(p.Types)), make([]float64, n), make([]float64, n), make([]float64, n)
	for j := range x {
		x[j] = p.Term(price[j])
	}
	for r := range choices {
		p.Choose(&choices[r], r, x)
		for j, s := range choices[r].Share {
			sales[j] += p.Types[r].Mass * s
		}
	}
	p.Lambda(lambda, choices)
	at := func(v []float64, i int, otherwise float64) float64 {
		if v == nil {
			return otherwise
		}
		return v[i]
	}
	margin := make([]float64, n)
	for j := range margin {
		margin[j] = at(p.Keep, j, 1)*price[j] - p.Cost[j]
		if p.Form == demand.Spend {
			margin[j] /= price[j]
		}
	}
	for j, f := range p.Firm {
		if p.Fixed != nil && !math.IsNaN(p.Fixed[j]) {
			continue
		}
		sum := at(p.Keep, j, 1)*sales[j] + at(p.Complement, j, 0)
		size := math.Abs(sum)
		for k := range p.Firm {
			if p.Firm[k] == f {
				term := p.Gamma(choices, j, k) * margin[k]
				sum += term
				size += math.Abs(term)
			}
		}
		slope := lambda[j]
		if p.Form == demand.Spend {
			slope += sales[j]
		}
		if slope < 1e-280 {
			continue // shares this small have few digits left
		}
		gap := at(p.Theta, f, 1)*sum - slope*margin[j]
		size += slope * math.Abs(margin[j])
		if p.Floor != nil && price[j] == p.Floor[j] && gap < 0 {
			continue // would be lower
		}
		if !(math.Abs(gap) <= 1e-8*size) {
			t.Errorf("offer %d at price %v: its first-order condition is off by %.2g of its terms", j, price[j], gap/size)
		}
	}
}

// Whatever the market, Solve ends, and what it calls converged satisfies the
// first-order conditions at finite prices.
func FuzzSolve(f *testing.F) {
	f.Add(uint64(1), false, uint8(1), 600.0, 0.99, uint8(0))
	f.Add(uint64(2), true, uint8(2), 5.0, 0.5, uint8(255))
	f.Add(uint64(3), false, uint8(3), 20.0, 0.9, uint8(0x2a))
	f.Fuzz(func(t *testing.T, seed uint64, spend bool, types uint8, spread, sigma float64, parts uint8) {
		if !(math.Abs(spread) <= 600) || !(sigma >= 0 && sigma <= 0.99) {
			return
		}
		c := class{types: 1 + int(types%4), spread: spread, sigma: sigma}
		if spend {
			c.form = demand.Spend
		}
		c.duties, c.floors, c.fixed = parts&1 != 0, parts&2 != 0, parts&4 != 0
		c.conduct, c.noOutside = parts&8 != 0, parts&16 != 0
		rng := rand.New(rand.NewPCG(seed, 3))
		p := c.draw(rng)
		if parts&32 != 0 {
			p.Complement = make([]float64, len(p.Cost))
			for j := range p.Complement {
				p.Complement[j] = 0.1 * rng.NormFloat64()
			}
		}
		price := cold(len(p.Cost))
		var s bertrand.Solver
		res := s.Solve(p, price)
		if !res.Status.Converged() {
			return
		}
		for j, v := range price {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%v, but price %d is %v", res.Status, j, v)
			}
		}
		checkFirstOrder(t, p, price)
	})
}

func TestSolveAllocatesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, p := range []*bertrand.Problem{marketplace(rng, 20, 5, 1, 0), marketplace(rng, 20, 5, 4, 0.5), simulated(rng), mixed(rng, 20, 5)} {
		var s bertrand.Solver
		price := cold(len(p.Cost))
		s.Solve(p, price)
		if n := testing.AllocsPerRun(100, func() {
			price[0] = math.NaN()
			s.Solve(p, price)
		}); n != 0 {
			t.Errorf("%d offers, %d types: %v allocations per solve", len(p.Cost), len(p.Types), n)
		}
	}
}

// A warm start may be absurd; it may cost time, not the answer.
func TestAnAbsurdWarmStartChangesNothing(t *testing.T) {
	for i, c := range classes {
		if c.types > 1 || c.loose || c.name == "logit absurd" {
			continue
		}
		c.types = 1
		rng := rand.New(rand.NewPCG(uint64(i), 11))
		var s bertrand.Solver
		for range 20 {
			p := c.draw(rng)
			want := cold(len(p.Cost))
			if !s.Solve(p, want).Status.Converged() {
				continue
			}
			for _, start := range []float64{1e-300, 1e-9, 1e9, 1e300, -1e300} {
				price := make([]float64, len(want))
				for j := range price {
					price[j] = start * (1 + rng.Float64())
				}
				if res := s.Solve(p, price); !res.Status.Converged() {
					t.Errorf("%s from %g: %v, residual %.2g", c.name, start, res.Status, res.Residual)
					continue
				}
				near(t, c.name, price, want, 1e-10)
			}
		}
	}
}
