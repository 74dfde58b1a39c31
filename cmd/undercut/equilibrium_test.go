package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
)

// equilibriumRun runs the command on a file with the given text.
func equilibriumRun(t *testing.T, text string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := equilibriumCommand()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetIn(strings.NewReader(text))
	cmd.SetOut(&out)
	cmd.SetErr(&errs)
	cmd.SetArgs(append([]string{"-"}, args...))
	err = cmd.Execute()
	return out.String(), errs.String(), err
}

// cyclesFixedPoints is a market on which the usual fixed point on markups
// cycles for ever; found by random search, prices from a 40-digit Newton.
const cyclesFixedPoints = `{"model": "nested_logit", "inputs": {
 "delta": [7.373875183123033, 2.432414044669992, 0.7784787071279037, "3.907821982637718", 1.7364057807479216, 3.9986923783233586],
 "alpha": 1,
 "sigma": [0.19186153162411548, 0.7274814287582211, 0.38375458421110054, 0.7763617308835778],
 "nest": [2, 3, 3, 0, 3, 1],
 "cost": [1.902821855244009, 1.413303783801912, 1.5877572832499096, 1.4686953454619365, 2.715287990173761, 2.2872914205679993],
 "firm": [1, 1, 0, 1, 0, 1], "outside_weight": 1}}`

func TestEquilibriumJSON(t *testing.T) {
	out, _, err := equilibriumRun(t, cyclesFixedPoints, "--format", "json", "--check")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Prices, Shares []float64
		Residual       float64
		Converged      bool
		Warnings       []string
	}
	dec := json.NewDecoder(strings.NewReader(out))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	want := []float64{6.053570757252445, 3.3148645015390645, 1.8944693234092618, 5.619444247470373, 3.022000030333113, 6.438040322576436}
	for j := range want {
		if math.Abs(got.Prices[j]-want[j]) > 1e-9 {
			t.Errorf("price %d is %v, want %v", j, got.Prices[j], want[j])
		}
	}
	if !got.Converged || got.Residual > 1e-13 || got.Warnings == nil {
		t.Errorf("converged %v, residual %v, warnings %v: want true, under 1e-13, an empty list", got.Converged, got.Residual, got.Warnings)
	}
}

const duopoly = `{"model": "logit", "inputs": {"delta": [1, 2], "alpha": 1.5, "cost": ["0.5", 1.25], "firm": ["north", "south"], "labels": ["A", "B"]%s}}`

func TestEquilibriumTable(t *testing.T) {
	out, _, err := equilibriumRun(t, fmt.Sprintf(duopoly, ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"product", "north", "1.34751", "0.213382", "2.077252", "converged"} {
		if !strings.Contains(out, want) {
			t.Errorf("the table lacks %q:\n%s", want, out)
		}
	}
}

func TestEquilibriumCSVKeepsEveryBit(t *testing.T) {
	out, _, err := equilibriumRun(t, fmt.Sprintf(duopoly, ""), "--format", "csv")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out, "product,firm,price,share,margin,lerner\nA,north,1.34751007878") {
		t.Errorf("csv:\n%s", out)
	}
}

// A duty is on top of the seller's price, so prices of a market with a duty are
// those of one in which the seller keeps 1/(1+duty) of each dollar.
func TestEquilibriumDutyRaisesConsumerPrices(t *testing.T) {
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	duty := write("duty.json", fmt.Sprintf(duopoly, `, "duty": [0.25, 0]`))
	out, _, err := equilibriumRun(t, fmt.Sprintf(duopoly, ""), "--diff", duty, "--format", "json")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Change  []float64 `json:"price_change_percent"`
		Profits []struct {
			Firm          string
			Before, After float64
		}
		Surplus float64 `json:"consumer_surplus_change"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if !(got.Change[0] > 0 && got.Change[1] > 0 && got.Change[0] > got.Change[1]) {
		t.Errorf("price changes %v: a duty on A raises its price and, less, that of its rival", got.Change)
	}
	if !(got.Surplus < 0 && got.Profits[0].After < got.Profits[0].Before && got.Profits[1].After > got.Profits[1].Before) {
		t.Errorf("surplus %v, profits %+v: a duty on A hurts buyers and A and helps B", got.Surplus, got.Profits)
	}
}

func TestEquilibriumDiffOfAMerger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "merged.json")
	merged := strings.Replace(fmt.Sprintf(duopoly, ""), `"south"`, `"north"`, 1)
	if err := os.WriteFile(path, []byte(merged), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"text", "csv"} {
		out, _, err := equilibriumRun(t, fmt.Sprintf(duopoly, ""), "--diff", path, "--format", format)
		if err != nil {
			t.Fatal(err)
		}
		if format == "text" && (!strings.Contains(out, "south > north") || !strings.Contains(out, "consumer surplus changes by -0.")) {
			t.Errorf("the comparison:\n%s", out)
		}
	}
}

func TestEquilibriumCESPrintsRevenueShares(t *testing.T) {
	const market = `{"model": "ces", "inputs": {"a": [1, 2], "elasticity": 3, "cost": [1, 1], "firm": [0, 1], "no_outside_good": true}}`
	out, _, err := equilibriumRun(t, market)
	if err != nil || !strings.Contains(out, "revenue share") {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestEquilibriumRefusesBadInput(t *testing.T) {
	market := func(inputs string) string { return `{"model": "logit", "inputs": {` + inputs + `}}` }
	good := `"delta": [1, 2], "alpha": 1, "cost": [0, 0], "firm": [0, 1]`
	long := strings.Repeat("1,", 1_000_000) + "1"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "want a JSON object"},
		{"not JSON", "{", "not JSON"},
		{"a list", "[1]", "want a JSON object"},
		{"null", "null", "want a JSON object"},
		{"trailing", market(good) + "x", "after the JSON object"},
		{"no model", `{"inputs": {}}`, "model is missing"},
		{"wrong model", `{"model": "probit", "inputs": {}}`, "model is \"probit\""},
		{"typo at the top", `{"model": "logit", "input": {}}`, "did you mean inputs?"},
		{"typo", market(good + `, "outside_wieght": 1`), "did you mean outside_weight?"},
		{"key of another model", market(good + `, "sigma": 0.5`), "sigma[0] is 0.5: a logit has no nests"},
		{"duplicate key", market(good + `, "alpha": 2`), "alpha appears twice"},
		{"no products", market(`"delta": [], "alpha": 1, "cost": [], "firm": []`), "delta is empty"},
		{"lengths", market(`"delta": [1, 2], "alpha": 1, "cost": [0], "firm": [0, 1, 2]`), "cost has 1 values for 2 products"},
		{"lengths, all at once", market(`"delta": [1, 2], "alpha": 1, "cost": [0], "firm": [0, 1, 2]`), "firm has 3 values for 2 products"},
		{"negative alpha", market(`"delta": [1], "alpha": -1, "cost": [0], "firm": [0]`), "alpha is -1: want a positive number"},
		{"NaN", market(`"delta": ["NaN"], "alpha": 1, "cost": [0], "firm": [0]`), "delta[0] is \"NaN\""},
		{"infinite", market(`"delta": [1e999], "alpha": 1, "cost": [0], "firm": [0]`), "want a finite number"},
		{"huge delta", market(`"delta": [1e308], "alpha": 1, "cost": [0], "firm": [0]`), "1e+308 utils"},
		{"huge cost", market(`"delta": [1], "alpha": 1, "cost": [1e308], "firm": [0]`), "cost[0] is 1e+308"},
		{"huge product", market(`"delta": [1], "alpha": 1e308, "cost": [1e308], "firm": [0]`), "cost[0] is 1e+308"},
		{"a list for a number", market(`"delta": [1], "alpha": [1], "cost": [0], "firm": [0]`), "alpha is [1]"},
		{"a number for a list", market(`"delta": 1, "alpha": 1, "cost": [0], "firm": [0]`), "delta is 1: want a list"},
		{"null list", market(`"delta": null, "alpha": 1, "cost": [0], "firm": [0]`), "delta is null"},
		{"firm mix", market(`"delta": [1, 2], "alpha": 1, "cost": [0, 0], "firm": [0, "a"]`), "mixes numbers and names"},
		{"fractional firm", market(`"delta": [1], "alpha": 1, "cost": [0], "firm": [0.5]`), "firm[0] is 0.5"},
		{"a million products", market(`"delta": [` + long + `], "alpha": 1, "cost": [0], "firm": [0]`), "1000001 values"},
		{"duty", market(good + `, "duty": -1`), "duty[0] is -1"},
		{"two outsides", market(good + `, "outside_weight": 1, "no_outside_good": true`), "want one of them"},
		{"monopoly", market(`"delta": [1, 2], "alpha": 1, "cost": [0, 0], "firm": [0, 0], "no_outside_good": true`), "no price is best"},
		{"sigma", `{"model": "nested_logit", "inputs": {` + good + `, "sigma": 1, "nest": [0, 0]}}`, "sigma[0] is 1"},
		{"sigma short", `{"model": "nested_logit", "inputs": {` + good + `, "sigma": [0.5], "nest": [0, 1]}}`, "nest goes up to 1"},
		{"nest", `{"model": "nested_logit", "inputs": {` + good + `, "sigma": 0.5, "nest": [0, 7]}}`, "nest[1] is 7"},
		{"ces cost", `{"model": "ces", "inputs": {"a": [1], "elasticity": 2, "cost": [0], "firm": [0]}}`, "cost[0] is 0"},
		{"ces elasticity", `{"model": "ces", "inputs": {"a": [1], "elasticity": 1, "cost": [1], "firm": [0]}}`, "elasticity is 1"},
		{"ces weight", `{"model": "ces", "inputs": {"a": [-1], "elasticity": 2, "cost": [1], "firm": [0]}}`, "a[0] is -1"},
		{"labels", market(good + `, "labels": ["x", "x"]`), "a second time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, _, err := equilibriumRun(t, c.text)
			var bad badInput
			if !errors.As(err, &bad) {
				t.Fatalf("error %v is not marked as bad input", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error does not say %q:\n%v", c.want, err)
			}
			if out != "" {
				t.Errorf("bad input still prints %q", out)
			}
		})
	}
}

func TestEquilibriumRefusesUnknownFormatAndMissingFile(t *testing.T) {
	var bad badInput
	if _, _, err := equilibriumRun(t, fmt.Sprintf(duopoly, ""), "--format", "xml"); !errors.As(err, &bad) {
		t.Errorf("format xml: %v", err)
	}
	if _, _, err := equilibriumRun(t, fmt.Sprintf(duopoly, ""), "--diff", "no-such-file.json"); !errors.As(err, &bad) {
		t.Errorf("missing file: %v", err)
	}
}

// Whatever the bytes, parsing and solving end in an answer or an error, and a
// converged answer has finite prices.
func FuzzEquilibrium(f *testing.F) {
	f.Add([]byte(cyclesFixedPoints))
	f.Add([]byte(fmt.Sprintf(duopoly, `, "duty": [0.25, "-0.1"]`)))
	f.Add([]byte(`{"model": "ces", "inputs": {"a": [1, 2], "elasticity": 3, "cost": [1, 1], "firm": [0, 1], "no_outside_good": true}}`))
	f.Add([]byte(`{"model": "nested_logit", "inputs": {"delta": [9e3, -9e3], "alpha": 1e-300, "sigma": 0.999, "nest": [0, 1], "cost": [0, 1], "firm": [0, 0]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parseMarket(data)
		if err != nil || len(m.products) > 20 {
			return
		}
		e := &equilibrium{name: "fuzz", market: m, solver: new(bertrand.Solver)}
		if err := e.solve(); err != nil {
			return
		}
		for j, p := range e.price {
			if e.result.Status.Converged() && (math.IsNaN(p) || math.IsInf(p, 0)) {
				t.Errorf("%v, but price %d is %v", e.result.Status, j, p)
			}
		}
		var out bytes.Buffer
		if err := marketJSON(&out, e); err != nil || !json.Valid(out.Bytes()) {
			t.Errorf("json: %v %s", err, out.Bytes())
		}
	})
}

// A product that its firm would rather not sell is named as the file names it.
func TestEquilibriumNamesWhatIsDropped(t *testing.T) {
	out, _, err := equilibriumRun(t, `{"model": "ces", "inputs": {"a": [1, 1], "elasticity": 1.5, "cost": [1, 1], "firm": ["acme", "acme"],
		"duty": [0, 20], "labels": ["at home", "abroad"]}}`)
	if err == nil || out != "" || exitCode(err) != exitBadInput || !strings.Contains(err.Error(), "product abroad has no finite price: firm acme keeps at most 0.0476") {
		t.Errorf("a product that is dropped gives %v and prints %q", err, out)
	}
}
