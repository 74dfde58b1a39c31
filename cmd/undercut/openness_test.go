package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

type opennessPrinted struct {
	Decision     string
	Closed, Open struct{ Price, Share, Profit float64 }
	Thresholds   []struct {
		Symbol string
		Value  *float64
	}
	Opens printedChance `json:"open_earns_more"`
}

func opennessOf(t *testing.T, args ...string) (p opennessPrinted) {
	t.Helper()
	if err := json.Unmarshal([]byte(decide(t, append([]string{"openness", "--format", "json"}, args...)...)), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// Reference case c40: alpha 1, delta 1, costs 0.5, everything else weighs 2,
// complement 1, all of it captured: W = 1/2 and a bonus of ln(2) - 1/2.
func TestOpennessAgreesWithTheReference(t *testing.T) {
	args := []string{"--delta", "1", "--alpha", "1", "--cost", "0.5", "--complement", "1", "--rivals", "1"}
	p := opennessOf(t, args...)
	if p.Decision != "closed" || math.Abs(p.Closed.Profit-0.5) > 1e-12 {
		t.Errorf("it says %s and earns %v closed, want closed and 0.5", p.Decision, p.Closed.Profit)
	}
	if bonus := p.Thresholds[0]; bonus.Symbol != "Delta*" || math.Abs(*bonus.Value-0.19314718055994531) > 1e-9 {
		t.Errorf("%s is %v, the reference says 0.193147", bonus.Symbol, *bonus.Value)
	}
	if p := opennessOf(t, append(args, "--bonus", "0.2")...); p.Decision != "open" || p.Opens.Of100 != 100 {
		t.Errorf("with a bonus of 0.2 it says %s in %v of 100, want open in all", p.Decision, p.Opens.Of100)
	}
}

// Reference case c38: devices three times the models, gamma 0.8.
func TestOpennessOfTwoLayersAgreesWithTheReference(t *testing.T) {
	args := []string{
		"--delta", "2", "--alpha", "1", "--cost", "0.5", "--devices", "3", "--gamma", "0.8",
		"--device-alpha", "0.8", "--device-delta", "1", "--device-cost", "1",
	}
	p := opennessOf(t, append(args, "--pricing", "alone")...)
	if p.Decision != "open" || math.Abs(p.Open.Profit-2.9738539574314093) > 1e-9 || math.Abs(p.Closed.Profit-2.45793484382209) > 1e-9 {
		t.Errorf("it says %s, open %v and closed %v, the reference open, 2.97385 and 2.45793", p.Decision, p.Open.Profit, p.Closed.Profit)
	}
	// Priced for both, a closed price at or below cost leaves nothing to gain.
	if p := opennessOf(t, args...); p.Decision != "closed" || p.Closed.Profit < p.Open.Profit {
		t.Errorf("priced for both it says %s, closed %v and open %v: want closed, which may copy the open price", p.Decision, p.Closed.Profit, p.Open.Profit)
	}
}

func TestOpennessDraws(t *testing.T) {
	args := []string{"openness", "--delta", "2", "--alpha", "1", "--cost", "0.5"}
	for _, more := range [][]string{nil, {"--complement", "0.5:1"}, {"--devices", "1", "--gamma", "0.5", "--device-alpha", "1", "--device-delta", "1", "--device-cost", "0.5", "--device-rivals", "1"}} {
		if svg := decide(t, append(append(args, "--format", "svg"), more...)...); !strings.Contains(svg, "</svg>") || strings.Contains(svg, "NaN") {
			t.Errorf("no picture with %v: %.200s", more, svg)
		}
	}
	if csv := decide(t, append(args, "--format", "csv")...); !strings.HasPrefix(csv, "quantity,closed,open\n") || strings.Count(csv, "\n") != 8 {
		t.Errorf("csv has not a header and seven rows:\n%s", csv)
	}
}

func TestOpennessNamesEveryFaultAtOnce(t *testing.T) {
	code, out, errs := undercutRun(t, "openness", "--cost", "a", "--devices", "3", "--rivals", "1,b", "--pricing", "x", "--floor", "y", "--capacity", "0")
	if code != exitBadInput || out != "" {
		t.Errorf("exits with %d and prints %q, want %d and nothing", code, out, exitBadInput)
	}
	for _, words := range []string{`--cost is "a"`, "--delta is missing", "--alpha is missing", "--gamma, --device-alpha", `--rivals is "1,b"`, `--pricing is "x"`, `--floor is "y"`, `--capacity is "0"`} {
		if !strings.Contains(errs, words) {
			t.Errorf("does not say %q:\n%s", words, errs)
		}
	}
	if code, _, errs := undercutRun(t, "openness", "--delta", "1", "--alpha", "100", "--cost", "50"); code != exitBadInput || !strings.Contains(errs, "5e+03 utils") {
		t.Errorf("a cost of 5000 utils exits with %d: %s", code, errs)
	}
}

// Whatever stands in the flags, the answer is an answer or bad input; markets
// at the rim of what floats can tell apart may have no answer, which is said.
func FuzzOpennessFlags(f *testing.F) {
	f.Add("2", "1", "0.5", "0.8", "0.5:0.9", "0:1", "0.3", "1.5,0.2", "")
	f.Add("-100", "1e-6", "0", "1e6", "0", "100", "1e-12", "1e12", "100,-100")
	f.Add("100", "100", "1", "0", "1", "-100", "1", "", "1")
	f.Add("", "0", "x", "1:0", "2", ",", "0", ",,", ":")
	f.Fuzz(func(t *testing.T, delta, alpha, cost, kappa, capture, bonus, capacity, rivals, deltas string) {
		if strings.Count(deltas, ",") > 3 {
			return // many rivals are slow, not different
		}
		args := []string{
			"openness", "--futures", "2", "--delta=" + delta, "--alpha=" + alpha, "--cost=" + cost, "--complement=" + kappa, "--capture=" + capture,
			"--bonus=" + bonus, "--capacity=" + capacity, "--rivals=" + rivals, "--rival-deltas=" + deltas,
		}
		code, out, errs := undercutRun(t, args...)
		if code == exitDone && out == "" || code != exitDone && errs == "" || strings.Contains(out, "NaN") {
			t.Errorf("%q exits with %d, says %q and prints\n%s", args, code, errs, out)
		}
	})
}
