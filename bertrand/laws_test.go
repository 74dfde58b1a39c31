package bertrand_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// markets draws a tame market of the given form from one rapid seed, so that a
// failure shrinks to a seed and replays.
func markets(form demand.Form, types int) *rapid.Generator[*bertrand.Problem] {
	return rapid.Custom(func(t *rapid.T) *bertrand.Problem {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 9))
		c := class{form: form, types: types, spread: 1, sigma: 0.8 * float64(rapid.IntRange(0, 1).Draw(t, "nested"))}
		p := c.draw(rng)
		for r := range p.Types { // alike enough for one equilibrium
			p.Types[r].Alpha = p.Types[0].Alpha * (1 + 0.3*float64(r))
		}
		return p
	})
}

// each runs a law on both forms, with one and with two buyer types.
func each(t *testing.T, law func(t *rapid.T, p *bertrand.Problem)) {
	for _, form := range []demand.Form{demand.Unit, demand.Spend} {
		for types := 1; types <= 2; types++ {
			t.Run(form.String()+[]string{"", " one type", " two types"}[types], func(t *testing.T) {
				g := markets(form, types)
				rapid.Check(t, func(t *rapid.T) { law(t, g.Draw(t, "market")) })
			})
		}
	}
}

// prices solves p cold; markets that end in anything but one equilibrium are
// left out of a law.
func prices(t *rapid.T, p *bertrand.Problem) []float64 {
	price := cold(len(p.Cost))
	res := new(bertrand.Solver).Solve(p, price)
	if res.Status != bertrand.Converged && res.Status != bertrand.AtFloor {
		t.Skipf("no single equilibrium: %v", res.Status)
	}
	return price
}

func same(t *rapid.T, what string, got, want []float64, tolerance float64) {
	for j := range want {
		if !(math.Abs(got[j]-want[j]) <= tolerance*math.Abs(want[j])) {
			t.Fatalf("%s: price %d is %.17g, want %.17g", what, j, got[j], want[j])
		}
	}
}

// profit returns the gross profit of firm f at prices, from demand alone.
func profit(p *bertrand.Problem, f int, price []float64) float64 {
	sum := 0.0
	share := make([]float64, len(price))
	for r := range p.Types {
		p.Shares(share, r, price)
		for j, s := range share {
			if p.Firm[j] != f {
				continue
			}
			keep := 1.0
			if p.Keep != nil {
				keep = p.Keep[j]
			}
			margin := keep*price[j] - p.Cost[j]
			if p.Form == demand.Spend {
				margin /= price[j] // sales are s/p units
			}
			sum += p.Types[r].Mass * s * margin
		}
	}
	return sum
}

func TestProfitIsFlatAtTheEquilibrium(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "duties"), 1))
		p.Keep = make([]float64, len(p.Cost))
		for j := range p.Keep {
			p.Keep[j] = 1 / (1 + 0.4*rng.Float64())
		}
		price := prices(t, p)
		for j, f := range p.Firm {
			x := slices.Clone(price)
			h := 1e-4 * price[j]
			at := func(d float64) float64 { x[j] = price[j] + d; return profit(p, f, x) }
			slope := (8*(at(h)-at(-h)) - (at(2*h) - at(-2*h))) / (12 * h)
			curve := (at(h) + at(-h) - 2*at(0)) / (h * h)
			if !(math.Abs(slope) <= 1e-7*(math.Abs(curve)*price[j]+profit(p, f, price)/price[j])) {
				t.Fatalf("profit of firm %d rises by %.2g per dollar of price %d (curvature %.2g)", f, slope, j, curve)
			}
		}
	})
}

func TestSharesAndOutsideSumToOne(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		price := cold(len(p.Cost))
		var s bertrand.Solver
		s.Solve(p, price)
		for r := range p.Types {
			c := s.Choice(r)
			sum := c.Outside
			for _, v := range c.Share {
				sum += v
			}
			if math.Abs(sum-1) > 1e-14 {
				t.Fatalf("shares of type %d and the outside option sum to %.17g", r, sum)
			}
		}
	})
}

func TestAMergerRaisesEveryPrice(t *testing.T) {
	for _, form := range []demand.Form{demand.Unit, demand.Spend} {
		t.Run(form.String(), func(t *testing.T) {
			g := markets(form, 1)
			rapid.Check(t, func(t *rapid.T) {
				p := g.Draw(t, "market")
				if p.Firms < 2 {
					t.Skip("nobody to merge with")
				}
				before := prices(t, p)
				merged := *p
				merged.Firm = slices.Clone(p.Firm)
				for j, f := range merged.Firm {
					if f == 1 {
						merged.Firm[j] = 0
					}
				}
				// Across nests with sigma > 0 an outsider's price may fall (its nest
				// share grows dearer to lose), so there the law is for plain logit.
				plain := slices.Max(p.Types[0].Sigma) == 0
				after := prices(t, &merged)
				for j := range after {
					if own := p.Firm[j] < 2; (own || plain) && after[j] < before[j]*(1-1e-12) {
						t.Fatalf("firms 0 and 1 merge and price %d of firm %d falls from %v to %v", j, p.Firm[j], before[j], after[j])
					}
				}
			})
		})
	}
}

func TestOrderOfOffersAndFirmsMovesNothing(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 1))
		offer, firm := rng.Perm(len(p.Cost)), rng.Perm(p.Firms)
		q := *p
		q.Cost, q.Firm, q.Nest = make([]float64, len(offer)), make([]int, len(offer)), make([]int, len(offer))
		q.Types = slices.Clone(p.Types)
		for r := range q.Types {
			q.Types[r].Delta = make([]float64, len(offer))
		}
		want := prices(t, p)
		moved := make([]float64, len(offer))
		for to, from := range offer {
			q.Cost[to], q.Firm[to], q.Nest[to] = p.Cost[from], firm[p.Firm[from]], p.Nest[from]
			for r := range q.Types {
				q.Types[r].Delta[to] = p.Types[r].Delta[from]
			}
			moved[to] = want[from]
		}
		same(t, "offers and firms in another order", prices(t, &q), moved, 1e-12)
	})
}

func TestUnitsOfMoneyScalePrices(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		want := prices(t, p)
		scale := rapid.SampledFrom([]float64{1e-6, 0.01, 7, 1e9}).Draw(t, "scale")
		q := *p
		q.Cost = slices.Clone(p.Cost)
		for j := range q.Cost {
			q.Cost[j] *= scale
			want[j] *= scale
		}
		q.Types = slices.Clone(p.Types)
		for r := range q.Types {
			if p.Form == demand.Unit {
				q.Types[r].Alpha /= scale
				continue
			}
			// a ln p gains a ln(scale) on every offer: give it back.
			q.Types[r].Delta = slices.Clone(p.Types[r].Delta)
			for j := range q.Types[r].Delta {
				q.Types[r].Delta[j] += q.Types[r].Alpha * math.Log(scale)
			}
		}
		same(t, "another unit of money", prices(t, &q), want, 1e-11)
	})
}

func TestAnIdleProductChangesNothing(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		want := prices(t, p)
		q := *p
		q.Cost = append(slices.Clone(p.Cost), 1)
		q.Firm = append(slices.Clone(p.Firm), p.Firms)
		q.Nest = append(slices.Clone(p.Nest), 0)
		q.Firms++
		q.Types = slices.Clone(p.Types)
		for r := range q.Types {
			q.Types[r].Delta = append(slices.Clone(p.Types[r].Delta), -900)
		}
		same(t, "with a product that nobody wants", prices(t, &q), want, 1e-12)
	})
}

func TestConductZeroIsPricingAtCost(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		p.Theta = make([]float64, p.Firms)
		same(t, "conduct 0", prices(t, p), p.Cost, 1e-15)
	})
}

// A solution is the same to the last bits whatever the solver did before, and
// whether it starts warm or cold.
func TestSolverForgets(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		want := prices(t, p)
		var s bertrand.Solver
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "before"), 1))
		for range 3 {
			c := classes[rng.IntN(len(classes))]
			c.types = max(c.types, 1)
			other := c.draw(rng)
			s.Solve(other, cold(len(other.Cost)))
		}
		price := cold(len(p.Cost))
		s.Solve(p, price)
		if !slices.Equal(price, want) {
			t.Fatalf("a used solver gives %v, a new one %v", price, want)
		}
		for j := range price {
			price[j] *= 1.1
		}
		if res := s.Solve(p, price); res.Status == bertrand.Converged {
			same(t, "warm start", price, want, 1e-11)
		}
	})
}

func TestAHostFringeLowersPricesAndKeepsItsOwn(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		before := prices(t, p)
		q := *p
		q.Cost = append(slices.Clone(p.Cost), 1)
		q.Firm = append(slices.Clone(p.Firm), -1)
		q.Nest = append(slices.Clone(p.Nest), 0)
		q.Types = slices.Clone(p.Types)
		q.Fixed = make([]float64, len(q.Cost))
		for j := range q.Fixed {
			q.Fixed[j] = math.NaN()
		}
		q.Fixed[len(p.Cost)] = 1.05
		for r := range q.Types {
			q.Types[r].Delta = append(slices.Clone(p.Types[r].Delta), 2)
		}
		after := prices(t, &q)
		if after[len(p.Cost)] != 1.05 {
			t.Fatalf("the fringe's price moved to %v", after[len(p.Cost)])
		}
		if len(p.Types) > 1 || slices.Max(p.Types[0].Sigma) > 0 {
			return // other nests and types may be left with dearer buyers
		}
		for j := range before {
			if after[j] > before[j]*(1+1e-12) {
				t.Fatalf("a fringe enters and price %d rises from %v to %v", j, before[j], after[j])
			}
		}
	})
}

// An own fixed offer counts in its owner's other prices as if it were chosen:
// fixing a price where it was leaves all others.
func TestFixingAPriceWhereItIsMovesNothing(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		want := prices(t, p)
		q := *p
		q.Fixed = make([]float64, len(want))
		for j := range q.Fixed {
			q.Fixed[j] = math.NaN()
			if rapid.Bool().Draw(t, "fix") {
				q.Fixed[j] = want[j]
			}
		}
		same(t, "some prices fixed", prices(t, &q), want, 1e-11)
	})
}

func TestSurplusComplementIsACheaperCost(t *testing.T) {
	// X dollars per dollar of surplus in plain logit: a m (1-S) = 1 - X.
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(0, 0.99).Draw(t, "X")
		p := logit(1.3, []float64{2, 1}, []float64{0.5, 0.4}, []int{0, 1}, nil, nil, 1)
		p.Surplus = []float64{x, 0}
		price := prices(t, p)
		s := shares(p, price)
		if got := 1.3 * (price[0] - 0.5) * (1 - s[0]); math.Abs(got-(1-x)) > 1e-12 {
			t.Fatalf("a m (1-S) = %.15g, want 1 - X = %.15g", got, 1-x)
		}
	})
}

// A constant complement term lowers the implied margin by C_j/Lambda_j.
func TestConstantComplementEntersTheFirstOrderCondition(t *testing.T) {
	each(t, func(t *rapid.T, p *bertrand.Problem) {
		p.Complement = make([]float64, len(p.Cost))
		for j := range p.Complement {
			p.Complement[j] = -0.02 * rapid.Float64Range(0, 1).Draw(t, "C") * p.Types[0].Mass
		}
		price := cold(len(p.Cost))
		var s bertrand.Solver
		if res := s.Solve(p, price); !res.Status.Converged() {
			t.Skip("complements may leave no equilibrium")
		}
		n := len(price)
		choices, lambda, sales, margin := make([]demand.Choice, len(p.Types)), make([]float64, n), make([]float64, n), make([]float64, n)
		x := make([]float64, n)
		for j := range x {
			x[j] = p.Term(price[j])
		}
		for r := range choices {
			p.Choose(&choices[r], r, x)
		}
		p.Lambda(lambda, choices)
		s.Shares(sales)
		s.Margins(margin)
		for j, f := range p.Firm {
			rest := sales[j] + p.Complement[j]
			for k := range p.Firm {
				if p.Firm[k] == f {
					rest += p.Gamma(choices, j, k) * margin[k]
				}
			}
			slope := lambda[j]
			if p.Form == demand.Spend {
				slope += sales[j]
			}
			if want := rest / slope; math.Abs(margin[j]-want) > 1e-10*(math.Abs(want)+1) {
				t.Fatalf("margin %d is %v, its first-order condition says %v", j, margin[j], want)
			}
		}
	})
}
