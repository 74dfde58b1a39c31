package demand_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/demand"
)

// markets draws markets with two nests and up to three types, from a seed.
var markets = rapid.Custom(func(t *rapid.T) *demand.Market {
	rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	m := &demand.Market{Form: demand.Form(rng.IntN(2)), Nests: 3}
	n := 1 + rng.IntN(8)
	for range n {
		m.Nest = append(m.Nest, 2*rng.IntN(2)) // nest 1 stays empty
	}
	for range 1 + rng.IntN(3) {
		b := demand.Type{Mass: 1 + rng.Float64(), Alpha: 0.3 + rng.Float64(), Outside: rng.NormFloat64()}
		for range m.Nests {
			b.Sigma = append(b.Sigma, 0.9*rng.Float64())
		}
		for range n {
			b.Delta = append(b.Delta, 2*rng.NormFloat64())
		}
		m.Types = append(m.Types, b)
	}
	return m
})

func somePrices(t *rapid.T, n int) []float64 {
	price := make([]float64, n)
	for j := range price {
		price[j] = rapid.Float64Range(0.1, 5).Draw(t, "price")
	}
	return price
}

func choices(m *demand.Market, price []float64) []demand.Choice {
	x := make([]float64, len(price))
	for j, p := range price {
		x[j] = m.Term(p)
	}
	c := make([]demand.Choice, len(m.Types))
	for r := range c {
		m.Choose(&c[r], r, x)
	}
	return c
}

// The definition, in plain numbers, where they do not overflow.
func TestSharesMatchTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := markets.Draw(t, "market")
		price := somePrices(t, m.Offers())
		for r, b := range m.Types {
			d := make([]float64, m.Nests)
			e := make([]float64, m.Offers())
			for j, g := range m.Nest {
				e[j] = math.Exp((b.Delta[j] - b.Alpha*m.Term(price[j])) / (1 - b.Sigma[g]))
				d[g] += e[j]
			}
			h := math.Exp(b.Outside)
			for g := range d {
				h += math.Pow(d[g], 1-b.Sigma[g])
			}
			got := make([]float64, m.Offers())
			m.Shares(got, r, price)
			for j, g := range m.Nest {
				want := e[j] / d[g] * math.Pow(d[g], 1-b.Sigma[g]) / h
				if math.Abs(got[j]-want) > 1e-13*want {
					t.Fatalf("share %d is %.17g, the definition says %.17g", j, got[j], want)
				}
			}
			if got := m.LogSum(r, price); math.Abs(got-math.Log(h)) > 1e-13*(1+math.Abs(got)) {
				t.Fatalf("log H is %.17g, the definition says %.17g", got, math.Log(h))
			}
		}
	})
}

// dS_k/dx_j = Gamma_jk - Lambda_j 1{j=k}, by differences of shares.
func TestDerivativesOfDemand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := markets.Draw(t, "market")
		n := m.Offers()
		price := somePrices(t, n)
		at := choices(m, price)
		lambda := make([]float64, n)
		m.Lambda(lambda, at)
		sales := func(x []float64) []float64 {
			out := make([]float64, n)
			var c demand.Choice
			for r, b := range m.Types {
				m.Choose(&c, r, x)
				for k, s := range c.Share {
					out[k] += b.Mass * s
				}
			}
			return out
		}
		x := make([]float64, n)
		for j := range x {
			x[j] = m.Term(price[j])
		}
		const h = 1e-4
		for j := range n {
			x0 := x[j]
			var f [4][]float64
			for i, d := range []float64{-2 * h, -h, h, 2 * h} {
				x[j] = x0 + d
				f[i] = sales(x)
			}
			x[j] = x0
			for k := range n {
				slope := (f[0][k] - 8*f[1][k] + 8*f[2][k] - f[3][k]) / (12 * h)
				want := m.Gamma(at, j, k)
				if j == k {
					want -= lambda[j]
				}
				if math.Abs(slope-want) > 1e-9*(1+lambda[j]) {
					t.Fatalf("dS_%d/dx_%d is %.12g by differences, Gamma and Lambda say %.12g", k, j, slope, want)
				}
			}
		}
	})
}

// The surplus falls by the sales of an offer per unit of its price term (Roy).
func TestSurplusFallsBySales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := markets.Draw(t, "market")
		price := somePrices(t, m.Offers())
		c := choices(m, price)
		for j := range price {
			sales := 0.0
			for r, b := range m.Types {
				sales += b.Mass * c[r].Share[j]
			}
			if m.Form == demand.Unit {
				sales *= price[j] // d/d ln p in both forms
			}
			const h = 1e-4
			p := price[j]
			at := func(d float64) float64 { price[j] = p * math.Exp(d); return m.ConsumerSurplus(price) }
			slope := (at(-2*h) - 8*at(-h) + 8*at(h) - at(2*h)) / (12 * h)
			price[j] = p
			if math.Abs(slope+sales) > 1e-8*(1+sales) {
				t.Fatalf("surplus falls by %.10g per log price %d, sales are %.10g", -slope, j, sales)
			}
		}
	})
}

func TestHugeUtilitiesNeitherOverflowNorVanish(t *testing.T) {
	for _, scale := range []float64{1e4, -1e4} {
		m := &demand.Market{Nest: []int{0, 0, 1}, Nests: 2, Types: []demand.Type{{
			Mass: 1, Alpha: 1, Sigma: []float64{0.5, 0.9}, Outside: scale, Delta: []float64{scale + 1, scale, scale - 30},
		}}}
		c := choices(m, []float64{1, 1, 1})[0]
		sum := c.Outside
		for j, s := range c.Share {
			sum += s
			if !(s > 0) {
				t.Errorf("at %v utils share %d is %v", scale, j, s)
			}
			if got := c.LogShare(&m.Types[0], j, m.Nest[j]); math.Abs(got-math.Log(s)) > 1e-7 {
				t.Errorf("at %v utils log share %d is %v, its share says %v", scale, j, got, math.Log(s))
			}
		}
		if math.Abs(sum-1) > 1e-15*4 {
			t.Errorf("at %v utils shares sum to %.17g", scale, sum)
		}
	}
}

func TestLogSharesOutliveTheirShares(t *testing.T) {
	m := &demand.Market{Nest: []int{0, 1}, Nests: 2, Types: []demand.Type{{Mass: 1, Alpha: 1, Sigma: []float64{0.5, 0}, Delta: []float64{-5000, 1}}}}
	c := choices(m, []float64{0, 1})[0]
	if got, want := c.LogShare(&m.Types[0], 0, 0), -5000-math.Log(2); c.Share[0] != 0 || math.Abs(got-want) > 1e-9 {
		t.Errorf("share %v, log share %v: want 0 and %v", c.Share[0], got, want)
	}
}

func TestNaNPricesGiveNaNShares(t *testing.T) {
	m := &demand.Market{Nest: []int{0, 0}, Nests: 1, Types: []demand.Type{{Mass: 1, Alpha: 1, Sigma: []float64{0.5}, Delta: []float64{0, 1}}}}
	got := make([]float64, 2)
	m.Shares(got, 0, []float64{1, math.NaN()})
	for j, s := range got {
		if !math.IsNaN(s) {
			t.Errorf("share %d is %v: a NaN price must not look like a number", j, s)
		}
	}
}

func TestChooseAllocatesNothing(t *testing.T) {
	m := &demand.Market{Nest: []int{0, 0}, Nests: 1, Types: []demand.Type{{Mass: 1, Alpha: 1, Sigma: []float64{0.5}, Delta: []float64{0, 1}}}}
	var c demand.Choice
	x := []float64{1, 2}
	m.Choose(&c, 0, x)
	if n := testing.AllocsPerRun(100, func() { m.Choose(&c, 0, x) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestValidateNamesEveryFaultAtOnce(t *testing.T) {
	m := &demand.Market{Form: 7, Nest: []int{0, 2}, Nests: 1, Types: []demand.Type{
		{Mass: math.NaN(), Alpha: -1, Sigma: []float64{1}, Outside: math.Inf(1), Delta: []float64{math.NaN(), 0}},
		{Mass: 1, Alpha: 1, Sigma: nil, Delta: []float64{0}},
	}}
	err := m.Validate()
	if err == nil || m.Valid() {
		t.Fatal("a market full of faults passes")
	}
	for _, want := range []string{
		"form is 7", "nest[1] is 2: want 0 to 0", "types[0].mass is NaN", "types[0].alpha is -1", "types[0].outside is +Inf",
		"types[0].sigma[0] is 1", "types[0].delta[0] is NaN", "types[1].sigma has 0 values for 1 nests", "types[1].delta has 1 values for 2 offers",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q:\n%v", want, err)
		}
	}
}

func BenchmarkChoose(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	m := &demand.Market{Nests: 2, Types: []demand.Type{{Mass: 1, Alpha: 1, Sigma: []float64{0.5, 0.6}}}}
	x := make([]float64, 24)
	for j := range x {
		m.Nest = append(m.Nest, j%2)
		m.Types[0].Delta = append(m.Types[0].Delta, rng.NormFloat64())
		x[j] = rng.Float64()
	}
	var c demand.Choice
	b.ReportAllocs()
	for b.Loop() {
		m.Choose(&c, 0, x)
	}
}
