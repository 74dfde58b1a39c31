package main

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// decide runs a decision command and wants it to succeed.
func decide(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := undercutRun(t, args...)
	if code != exitDone || errs != "" {
		t.Fatalf("%s exits with %d and says %s", strings.Join(args, " "), code, errs)
	}
	return out
}

type paybackPrinted struct {
	Contribution float64 `json:"contribution_musd_a_month"`
	Bases        []struct {
		Base         string
		Undiminished *float64 `json:"months_without_open_equal"`
		Months       *float64
		Before       printedChance `json:"recoups_before_open_equal"`
	}
	Inputs []printedNumber
}

func paybackOf(t *testing.T, args ...string) (p paybackPrinted) {
	t.Helper()
	if err := json.Unmarshal([]byte(decide(t, append([]string{"payback", "--format", "json"}, args...)...)), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// The published example: 2.9 bn of contribution in 4.8 months, 0.5 bn of run,
// 9 bn of research. The evidence must give just these.
func TestPaybackExampleComesFromTheFacts(t *testing.T) {
	p := paybackOf(t)
	if want := 2900 / 4.8; math.Abs(p.Contribution-want) > 1e-9 {
		t.Errorf("contribution is $%vm a month, want %v", p.Contribution, want)
	}
	for i, want := range []float64{500 / (2900 / 4.8), 9000 / (2900 / 4.8)} {
		if got := *p.Bases[i].Undiminished; math.Abs(got-want) > 1e-12*want {
			t.Errorf("the cost of %s is recouped after %v months, want %v", p.Bases[i].Base, got, want)
		}
	}
	out := decide(t, "payback")
	for _, words := range []string{"$604m a month", "0.828", "14.9", "F0007  OpenAI", "F0008  OpenAI", "F0043  OpenAI", "F0199  Open vs closed"} {
		if !strings.Contains(out, words) {
			t.Errorf("the example does not print %q:\n%s", words, out)
		}
	}
}

func TestPaybackCountsMarketTimesShareAsRevenue(t *testing.T) {
	a := paybackOf(t, "--revenue", "250", "--margin", "0.5")
	b := paybackOf(t, "--market", "30", "--share", "0.1", "--margin", "0.5")
	if a.Contribution != b.Contribution || *a.Bases[0].Months != *b.Bases[0].Months {
		t.Errorf("10%% of $30bn a year is $250m a month, but gives %v and %v months", *b.Bases[0].Months, *a.Bases[0].Months)
	}
}

// A lead that is given replaces the lag of the example; both mean the shorter.
func TestPaybackTakesTheShorterOfLeadAndLag(t *testing.T) {
	for _, c := range []struct {
		args []string
		want float64
	}{
		{[]string{"--lead", "1"}, 100},
		{[]string{"--lead", "0.5"}, 0},
		{[]string{"--lead", "0.5", "--lag", "9"}, 0},
		{[]string{"--lead", "9", "--lag", "0.5"}, 0},
		{[]string{"--lead", "9", "--lag", "8"}, 100},
	} {
		if got := paybackOf(t, c.args...).Bases[0].Before.Of100; got != c.want {
			t.Errorf("with %v the run is recouped before the open equal in %v of 100, want %v: it takes 0.83 months", c.args, got, c.want)
		}
	}
}

func TestPaybackIsTheSameEveryTime(t *testing.T) {
	args := []string{"payback", "--run", "300:500", "--revenue", "100:400", "--lead", "2:6", "--seed", "7"}
	if a, b := decide(t, args...), decide(t, args...); a != b {
		t.Errorf("two runs of one seed differ:\n%s\n%s", a, b)
	}
	if a, b := decide(t, args...), decide(t, append(args, "--seed", "8")...); a == b {
		t.Error("another seed changes nothing")
	}
}

func TestPaybackDraws(t *testing.T) {
	for _, release := range []string{"2025-08", "2031-12"} {
		if svg := decide(t, "payback", "--format", "svg", "--release", release); !strings.Contains(svg, "</svg>") || strings.Contains(svg, "NaN") {
			t.Errorf("no picture for %s: %.200s", release, svg)
		}
	}
	if csv := decide(t, "payback", "--format", "csv"); strings.Count(csv, "\n") != 3 {
		t.Errorf("csv has not a header and two rows:\n%s", csv)
	}
}

func TestPaybackNamesEveryFaultAtOnce(t *testing.T) {
	code, out, errs := undercutRun(t, "payback", "--run", "x", "--margin", "2", "--lag", "3:1", "--share", "0.1", "--format", "svg", "--futures", "0")
	if code != exitBadInput || out != "" {
		t.Errorf("exits with %d and prints %q, want %d and nothing", code, out, exitBadInput)
	}
	for _, words := range []string{`--run is "x"`, `--margin is "2"`, `--lag is "3:1"`, "--market and --share", "--release is", "--futures is 0"} {
		if !strings.Contains(errs, words) {
			t.Errorf("does not say %q:\n%s", words, errs)
		}
	}
}

// Whatever stands in the flags, the answer is an answer or bad input.
func FuzzPaybackFlags(f *testing.F) {
	f.Add("500", "0.5", "-0.02:0.05", "3:4:7", "0.05:0.5:0.95", "0.1")
	f.Add("1e12", "1e-300", "2", "1200", "0", "-0.9")
	f.Add("1:2", "0.1:0.9", "-0.9", "0.001:1000", "1", "2")
	f.Add("", ":", "NaN", "1e999", "-1", "a")
	f.Fuzz(func(t *testing.T, run, margin, growth, lag, erosion, discount string) {
		args := []string{"payback", "--futures", "5", "--run=" + run, "--margin=" + margin, "--growth=" + growth, "--lag=" + lag, "--erosion=" + erosion, "--discount=" + discount}
		code, out, errs := undercutRun(t, args...)
		if code != exitDone && code != exitBadInput {
			t.Errorf("%q exits with %d: %s", args, code, errs)
		}
		if strings.Contains(out, "NaN") || code == exitDone && out == "" {
			t.Errorf("%q prints\n%s", args, out)
		}
		if code, out, errs = undercutRun(t, append(args, "--format", "json")...); code == exitDone && !json.Valid([]byte(out)) || bytes.Contains([]byte(out), []byte("NaN")) {
			t.Errorf("%q prints no JSON: %s %s", args, out, errs)
		}
	})
}
