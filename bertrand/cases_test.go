package bertrand_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// number is a JSON number or a decimal string.
type number float64

func (x *number) UnmarshalJSON(b []byte) error {
	if len(b) > 1 && b[0] == '"' {
		b = b[1 : len(b)-1]
	}
	v, err := strconv.ParseFloat(string(b), 64)
	*x = number(v)
	return err
}

func floats(v []number) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = float64(x)
	}
	return out
}

// readCase reads testdata/cases/id*.json, reference results with their
// provenance, into the inputs and expected values given.
func readCase(t *testing.T, id string, inputs, expected any) (tolerance float64) {
	t.Helper()
	found, err := filepath.Glob("testdata/cases/" + id + "_*.json")
	if err != nil || len(found) != 1 {
		t.Fatalf("case %s: found %v", id, found)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	file := struct {
		Inputs, Expected any
		Tolerance        float64
	}{inputs, expected, 0}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatalf("%s: %v", found[0], err)
	}
	return file.Tolerance
}

// logit builds a nested logit problem of one buyer type of mass 1.
func logit(alpha float64, delta, cost []float64, firm, nest []int, sigma []float64, outside float64) *bertrand.Problem {
	if nest == nil {
		nest, sigma = make([]int, len(delta)), []float64{0}
	}
	return &bertrand.Problem{
		Market: demand.Market{Nest: nest, Nests: len(sigma), Types: []demand.Type{
			{Mass: 1, Alpha: alpha, Sigma: sigma, Outside: math.Log(outside), Delta: delta},
		}},
		Cost: cost, Firm: firm, Firms: firmCount(firm),
	}
}

func firmCount(firm []int) int {
	n := 0
	for _, f := range firm {
		n = max(n, f+1)
	}
	return n
}

// solve starts cold and fails the test unless the solver reports success.
func solve(t *testing.T, p *bertrand.Problem) ([]float64, *bertrand.Solver) {
	t.Helper()
	var s bertrand.Solver
	price := cold(len(p.Nest))
	res := s.Solve(p, price)
	if !res.Status.Converged() {
		t.Fatalf("not solved: %v, residual %.2g after %d evaluations %v", res.Status, res.Residual, res.Iterations, res.Warnings)
	}
	if !(res.Residual < 1e-13) {
		t.Errorf("residual %.2g relative to price: want 1e-13", res.Residual)
	}
	return price, &s
}

func cold(n int) []float64 {
	price := make([]float64, n)
	for j := range price {
		price[j] = math.NaN()
	}
	return price
}

func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for j := range want {
		if !(math.Abs(got[j]-want[j]) <= tolerance*max(1, math.Abs(want[j]))) {
			t.Errorf("%s[%d] is %.17g, the reference says %.17g (off by %.2g)", what, j, got[j], want[j], got[j]-want[j])
		}
	}
}

func shares(p *bertrand.Problem, price []float64) []float64 {
	out := make([]float64, len(price))
	p.Shares(out, 0, price)
	return out
}

func TestMonopolistChargesTheLambertWPrice(t *testing.T) {
	var in struct{}
	var want struct {
		Rows []struct{ Delta, Alpha, Cost, A, Price, Share, Profit float64 }
	}
	tol := readCase(t, "c01", &in2{in}, &want)
	for _, row := range want.Rows {
		p := logit(row.Alpha, []float64{row.Delta}, []float64{row.Cost}, []int{0}, nil, nil, row.A)
		price, _ := solve(t, p)
		near(t, "price", price, []float64{row.Price}, tol)
		near(t, "share", shares(p, price), []float64{row.Share}, tol)
	}
}

// in2 swallows inputs that are described in words.
type in2 struct{ any }

func (in2) UnmarshalJSON([]byte) error { return nil }

// logitCase is the common shape of the one-type cases.
type logitCase struct {
	Delta, Cost   []number
	DeltaAtZero   []number `json:"delta_at_zero_price"`
	Alpha         number
	Sigma         []number
	Nest          []int
	Firm          []int
	FirmPre       []int    `json:"firm_pre"`
	FirmPost      []int    `json:"firm_post"`
	OutsideWeight *number  `json:"outside_weight"`
	NoOutside     bool     `json:"no_outside_good"`
	Tariff        []number `json:"tariff_on_consumer_price"`
}

func (c *logitCase) problem(firm []int) *bertrand.Problem {
	delta := floats(c.Delta)
	if len(delta) == 0 {
		delta = floats(c.DeltaAtZero)
	}
	outside := 1.0
	if c.OutsideWeight != nil {
		outside = float64(*c.OutsideWeight)
	}
	if c.NoOutside {
		outside = 0
	}
	if firm == nil {
		firm = make([]int, len(delta))
	}
	return logit(float64(c.Alpha), delta, floats(c.Cost), firm, c.Nest, floats(c.Sigma), outside)
}

type logitWant struct {
	Prices, Shares                               []float64
	PricesPre, PricesPost, SharesPre, SharesPost []float64
}

func (w *logitWant) UnmarshalJSON(b []byte) error {
	var f struct {
		Prices, Shares []float64
		PricesPre      []float64 `json:"prices_pre"`
		PricesPost     []float64 `json:"prices_post"`
		SharesPre      []float64 `json:"shares_pre"`
		SharesPost     []float64 `json:"shares_post"`
	}
	err := json.Unmarshal(b, &f)
	*w = logitWant(f)
	return err
}

func TestPricesOfOneTypeMarketsMatchTheReferences(t *testing.T) {
	for _, id := range []string{"c02", "c04", "c06", "c07", "c08", "c19", "c22", "c23", "c25", "c49"} {
		t.Run(id, func(t *testing.T) {
			var in logitCase
			var want logitWant
			tol := readCase(t, id, &in, &want)
			check := func(firm []int, prices, share []float64) {
				if prices == nil {
					return
				}
				p := in.problem(firm)
				price, _ := solve(t, p)
				near(t, "price", price, prices, tol)
				if share != nil {
					near(t, "share", shares(p, price), share, tol)
				}
			}
			check(in.Firm, want.Prices, want.Shares)
			check(in.FirmPre, want.PricesPre, want.SharesPre)
			check(in.FirmPost, want.PricesPost, want.SharesPost)
		})
	}
}

func TestNobodyGainsByLeavingTheEquilibrium(t *testing.T) {
	for _, id := range []string{"c04", "c22", "c23", "c25", "c49"} {
		var in logitCase
		var want logitWant
		readCase(t, id, &in, &want)
		firm := in.Firm
		if firm == nil {
			firm = in.FirmPost
		}
		p := in.problem(firm)
		price, s := solve(t, p)
		for f, gain := range s.Gains(p, price) {
			if !(gain <= 1e-12) {
				t.Errorf("%s: firm %d gains %.2g by leaving the equilibrium", id, f, gain)
			}
		}
	}
}
