package bertrand_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

func TestSymmetricFirmsChargeTheClosedForm(t *testing.T) {
	var in struct {
		Value float64 `json:"delta_minus_alpha_c"`
	}
	var want struct {
		Rows []struct {
			N       int
			Outside bool
			Share   float64
			Markup  float64 `json:"alpha_markup"`
			Profit  float64 `json:"alpha_profit"`
		}
	}
	tol := readCase(t, "c03", &in, &want)
	for _, row := range want.Rows {
		delta, cost, firm := make([]float64, row.N), make([]float64, row.N), make([]int, row.N)
		for j := range delta {
			delta[j], cost[j], firm[j] = in.Value+1, 1, j
		}
		outside := 0.0
		if row.Outside {
			outside = 1
		}
		p := logit(1, delta, cost, firm, nil, nil, outside)
		price, s := solve(t, p)
		profit := make([]float64, row.N)
		s.Profits(profit)
		near(t, "markup", []float64{price[0] - 1}, []float64{row.Markup}, tol)
		near(t, "share", shares(p, price)[:1], []float64{row.Share}, tol)
		near(t, "profit", profit[:1], []float64{row.Profit}, tol)
	}
}

// ces is the spend form with a = elasticity - 1 and delta_j = ln a_j: revenue
// shares go with a_j p_j^(1-elasticity).
func ces(a []float64, elasticity float64, cost []float64, firm []int) *bertrand.Problem {
	delta := make([]float64, len(a))
	for j, v := range a {
		delta[j] = math.Log(v)
	}
	p := logit(elasticity-1, delta, cost, firm, nil, nil, 0)
	p.Form = demand.Spend
	return p
}

func TestCESIsTheSpendForm(t *testing.T) {
	var in struct {
		A, Cost    []float64
		Elasticity float64
		Pre        []int `json:"firm_pre"`
		Post       []int `json:"firm_post"`
	}
	var want struct {
		Pre    []float64 `json:"prices_pre"`
		Post   []float64 `json:"prices_post"`
		Shares []float64 `json:"revenue_shares_post"`
	}
	tol := readCase(t, "c10", &in, &want)
	price, _ := solve(t, ces(in.A, in.Elasticity, in.Cost, in.Pre))
	near(t, "price before", price, want.Pre, tol)
	p := ces(in.A, in.Elasticity, in.Cost, in.Post)
	price, s := solve(t, p)
	near(t, "price after", price, want.Post, tol)
	near(t, "revenue share", shares(p, price), want.Shares, tol)
	got := make([]float64, len(price))
	s.Shares(got)
	near(t, "Shares", got, want.Shares, tol)
}

func TestTariffMatchesTheReference(t *testing.T) {
	var in logitCase
	var want logitWant
	tol := readCase(t, "c11", &in, &want)
	p := in.problem(in.Firm)
	price, _ := solve(t, p)
	near(t, "price before", price, want.PricesPre, tol)
	p.Keep = make([]float64, len(price))
	for j, duty := range floats(in.Tariff) {
		p.Keep[j] = 1 - duty
	}
	price, _ = solve(t, p)
	near(t, "price after", price, want.PricesPost, tol)
	near(t, "share after", shares(p, price), want.SharesPost, tol)
}

func TestFiveHundredProductsMatchTheReference(t *testing.T) {
	var want struct {
		H      float64
		First  []float64          `json:"first10_prices"`
		Last   float64            `json:"last_price"`
		Profit map[string]float64 `json:"firm_profit"`
	}
	tol := readCase(t, "c26", &in2{}, &want)
	const n, firms = 500, 20
	delta, cost, firm, nest := make([]float64, n), make([]float64, n), make([]int, n), make([]int, n)
	for j := range n {
		delta[j] = 1 + 2*math.Sin(float64(j+1))
		cost[j] = 1 + 2*float64((37*j)%101)/101
		firm[j], nest[j] = j*firms/n, j%4
	}
	p := logit(1, delta, cost, firm, nest, []float64{0, 0, 0, 0}, 1)
	price, s := solve(t, p)
	near(t, "price", price[:10], want.First, tol)
	near(t, "last price", price[n-1:], []float64{want.Last}, tol)
	near(t, "H", []float64{math.Exp(p.LogSum(0, price))}, []float64{want.H}, tol)
	profit := make([]float64, firms)
	s.Profits(profit)
	for f, v := range profit {
		key, _ := json.Marshal(f)
		near(t, "profit of firm "+string(key), []float64{v}, []float64{want.Profit[string(key)]}, tol)
	}
}

func TestMixedLogitTakesTheHighestOfSeveralPeaks(t *testing.T) {
	var in struct {
		Weights, Alpha, Delta []float64
		Cost                  float64
	}
	var want struct {
		Roots []float64 `json:"foc_roots"`
		Best  float64   `json:"global_argmax"`
	}
	tol := readCase(t, "c34", &in, &want)
	p := logit(1, []float64{0}, []float64{in.Cost}, []int{0}, nil, nil, 1)
	p.Types = nil
	for r, w := range in.Weights {
		p.Types = append(p.Types, demand.Type{Mass: w, Alpha: in.Alpha[r], Sigma: []float64{0}, Delta: in.Delta[r : r+1]})
	}
	price, _ := solve(t, p)
	near(t, "cold price", price, []float64{want.Best}, tol)
	var s bertrand.Solver
	for _, start := range append(want.Roots, 0.1, 1, 5, 30) {
		price[0] = start
		if res := s.Solve(p, price); res.Status != bertrand.Converged {
			t.Errorf("from %v: %v", start, res.Status)
		}
		near(t, "warm price", price, []float64{want.Best}, tol)
	}
}

func TestMorrowMixedLogit(t *testing.T) {
	if raceEnabled {
		t.Skip("long, on one goroutine: left to the run without the race detector")
	}
	var in struct {
		Alpha []float64 `json:"alpha_i"`
		V     [][]float64
		Cost  []float64
		Firm  []int
	}
	var want struct{ Prices, Shares []float64 }
	tol := readCase(t, "c50", &in, &want)
	p := logit(1, in.V[0], in.Cost, in.Firm, nil, nil, 1)
	p.Types = nil
	for r, a := range in.Alpha {
		p.Types = append(p.Types, demand.Type{Mass: 1 / float64(len(in.Alpha)), Alpha: a, Sigma: []float64{0}, Delta: in.V[r]})
	}
	price, s := solve(t, p)
	near(t, "price", price, want.Prices, tol)
	got := make([]float64, len(price))
	s.Shares(got)
	near(t, "share", got, want.Shares, tol)
}

func TestOwnUsageComplementLowersThePriceToCostAndToZero(t *testing.T) {
	var in logitCase
	var want struct {
		AtCost    float64   `json:"kappa_price_equals_cost"`
		AtZero    float64   `json:"kappa_price_zero"`
		PriceCost []float64 `json:"equilibrium_at_kappa_star"`
		PriceZero []float64 `json:"equilibrium_at_kappa_zero"`
	}
	tol := readCase(t, "c35", &in, &want)
	for _, row := range []struct {
		kappa float64
		price []float64
	}{{want.AtCost, want.PriceCost}, {want.AtZero, want.PriceZero}} {
		p := in.problem(in.Firm)
		p.Cost[0] -= row.kappa
		price, _ := solve(t, p)
		near(t, "price", price, row.price, tol)
	}
}

func TestTotalAdoptionComplement(t *testing.T) {
	var in struct {
		Delta, Cost  []float64
		Alpha, Kappa float64
	}
	var want struct {
		Prices, Shares []float64
		Effective      float64 `json:"kappa_effective"`
	}
	tol := readCase(t, "c36", &in, &want)
	firm := []int{0, 1, 2}
	p := logit(in.Alpha, in.Delta, in.Cost, firm, nil, nil, 1)
	p.Adoption = []float64{in.Kappa, 0, 0}
	price, _ := solve(t, p)
	near(t, "price", price, want.Prices, tol)
	near(t, "share", shares(p, price), want.Shares, tol)

	own := logit(in.Alpha, in.Delta, append([]float64(nil), in.Cost...), firm, nil, nil, 1)
	own.Cost[0] -= want.Effective
	price, _ = solve(t, own)
	near(t, "price of the equivalent own-usage game", price, want.Prices, tol)
}

func TestFloorBindsAndTheOwnersOtherOfferKeepsItsMarkup(t *testing.T) {
	var in struct {
		Delta []number
		Cost  []number `json:"effective_cost"`
		Firm  []int
		Alpha float64
	}
	var want struct{ Prices, Shares []float64 }
	tol := readCase(t, "c44", &in, &want)
	p := logit(in.Alpha, floats(in.Delta), floats(in.Cost), in.Firm, nil, nil, 1)
	p.Floor = make([]float64, len(p.Cost))
	price := cold(len(p.Cost))
	var s bertrand.Solver
	if res := s.Solve(p, price); res.Status != bertrand.AtFloor || !(res.Residual < 1e-13) {
		t.Errorf("status %v, residual %.2g: want at floor and 1e-13", res.Status, res.Residual)
	}
	near(t, "price", price, want.Prices, tol)
	near(t, "share", shares(p, price), want.Shares, tol)
	if price[0] != 0 {
		t.Errorf("the price at its floor is %g: want 0 to the last bit", price[0])
	}
}

func TestTotalAdoptionHasSeveralEquilibria(t *testing.T) {
	var in struct{ Alpha, LnT, Kappa, A0 float64 }
	var want struct {
		Equilibria []struct{ Margins, Shares []float64 }
	}
	tol := readCase(t, "c46", &in, &want)
	p := logit(in.Alpha, []float64{in.LnT, in.LnT}, []float64{0, 0}, []int{0, 1}, nil, nil, in.A0)
	p.Adoption = []float64{in.Kappa, in.Kappa}
	var s bertrand.Solver
	for _, e := range want.Equilibria {
		price := []float64{e.Margins[0] + 0.05, e.Margins[1] - 0.05}
		if res := s.Solve(p, price); res.Status != bertrand.Multiple || len(res.Warnings) == 0 {
			t.Errorf("status %v %v: want multiple, with a warning", res.Status, res.Warnings)
		}
		near(t, "margin from a warm start", price, e.Margins, tol)
	}
	price := cold(2)
	if res := s.Solve(p, price); res.Status != bertrand.Multiple {
		t.Errorf("cold start: status %v: want multiple", res.Status)
	}
	near(t, "margin from a cold start", price, want.Equilibria[1].Margins, tol)
}
