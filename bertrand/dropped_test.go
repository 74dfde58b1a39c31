package bertrand

import (
	"math"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut/demand"
)

// taxed is a CES market in which firm 0 sells several products, cost 1 each,
// of which it keeps the given parts, beside a rival in nest 0.
func taxed(a, outside, sigma float64, nests int, keep ...float64) *Problem {
	n := len(keep) + 1
	p := &Problem{
		Market: demand.Market{Form: demand.Spend, Nests: nests, Types: []demand.Type{{Mass: 1, Alpha: a, Outside: outside}}},
		Firms:  2, Keep: append(slices.Clone(keep), 1),
	}
	for j := range n {
		p.Nest = append(p.Nest, j%nests)
		p.Firm = append(p.Firm, 0)
		p.Cost = append(p.Cost, 1)
		p.Types[0].Delta = append(p.Types[0].Delta, 0)
	}
	p.Firm[n-1] = 1
	for range nests {
		p.Types[0].Sigma = append(p.Types[0].Sigma, sigma)
	}
	return p
}

// A firm drops the product of which it keeps less than its products earn it on
// average: it has no finite price, the error says which it is, and its owner
// earns most as its price goes to infinity. Where there is a finite price there
// is nothing to drop.
func TestUnwantedProductIsNamed(t *testing.T) {
	seen := map[bool]int{}
	for _, a := range []float64{0.5, 2} {
		for _, outside := range []float64{0, -4} {
			for _, sigma := range []float64{0, 0.5} {
				for _, nests := range []int{1, 2} {
					for _, keep := range []float64{0.9, 0.5, 0.2, 0.05, 0.01} {
						p := taxed(a, outside, sigma, nests, 1, keep)
						price := []float64{math.NaN(), math.NaN(), math.NaN()}
						res := new(Solver).Solve(p, price)
						if !res.Status.Converged() && !slices.Equal(res.Dropped, []int{1}) {
							t.Errorf("a %g, outside %g, sigma %g, %d nests, keep %g: %v without a product that is dropped: %v", a, outside, sigma, nests, keep, res.Status, res.Dropped)
							continue
						}
						seen[res.Status.Converged()]++
						if !res.Status.Converged() {
							leavesIt(t, p)
						}
					}
				}
			}
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("of the markets %d have finite prices and %d have not: want some of both", seen[true], seen[false])
	}
}

// leavesIt wants the owner of offer 1 to earn more the dearer it is, at the
// prices of the market without it.
func leavesIt(t *testing.T, p *Problem) {
	t.Helper()
	rest, place := p.without([]bool{false, true, false})
	price := []float64{math.NaN(), math.NaN()}
	if res := new(Solver).Solve(rest, price); !res.Status.Converged() {
		t.Fatalf("the market without the product: %v", res.Status)
	}
	fixed := make([]float64, 3)
	for i, j := range place {
		fixed[j] = price[i]
	}
	last := math.Inf(-1)
	for _, x := range []float64{2, 10, 1e2, 1e3, 1e4} {
		fixed[1] = x * p.Cost[1] / p.Keep[1]
		q := *p
		q.Fixed = fixed
		var s Solver
		s.Solve(&q, slices.Clone(fixed))
		profit := make([]float64, p.Firms)
		if s.Profits(profit); profit[0] < last {
			t.Errorf("keep %g: the firm earns %.12g with the product at %g, less than %.12g with it cheaper", p.Keep[1], profit[0], fixed[1], last)
		}
		last = profit[0]
	}
}

// Two products that the firm drops are both named.
func TestEveryUnwantedProductIsNamed(t *testing.T) {
	p := taxed(0.5, -4, 0, 1, 1, 0.1, 0.05)
	price := []float64{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	res := new(Solver).Solve(p, price)
	slices.Sort(res.Dropped)
	if res.Status != Unbounded || !slices.Equal(res.Dropped, []int{1, 2}) || len(res.Warnings) != 2 {
		t.Errorf("status %v, dropped %v, warnings %q: want both products of which little is kept", res.Status, res.Dropped, res.Warnings)
	}
}
