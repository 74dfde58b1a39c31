package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const lamps = "../../docs/examples/bulbs.yaml"

type policyPrinted struct {
	Scenario, Belief string
	Ran              int      `json:"futures_that_ran"`
	Illustrative     []string `json:"illustrative"`
	Policies         []struct {
		Name  string
		Gains []struct {
			Party, Item, Bloc string
			Mean, SE          *float64
			Above             printedChance `json:"above_0"`
			N                 int
		} `json:"gains_bn"`
	}
}

func policyOf(t *testing.T, args ...string) (p policyPrinted) {
	t.Helper()
	if err := json.Unmarshal([]byte(decide(t, append([]string{"policy", "--format", "json"}, args...)...)), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// written puts a file into a new folder and returns its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A policy is laid over what it extends, the parties of a bloc add up to its
// sum and the blocs to the world.
func TestPolicyAddsUp(t *testing.T) {
	p := policyOf(t, "../../docs/examples/bulbs-free-trade.yaml", "--futures", "5")
	if p.Scenario != "bulbs" || p.Ran != 5 || len(p.Policies) != 1 || strings.Join(p.Illustrative, "") != "bulb" {
		t.Fatalf("asked of bulbs in 5 futures it answers %+v", p)
	}
	parties, sums, alone, world := map[string]float64{}, map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, g := range p.Policies[0].Gains {
		switch {
		case g.N != 5 || g.Mean == nil:
			t.Errorf("%s of %s in %s is defined in %d of 5 futures", g.Item, g.Party, g.Bloc, g.N)
		case g.Party == "sum":
			sums[g.Bloc] = *g.Mean
		case g.Item == "gain":
			parties[g.Bloc] += *g.Mean
			if g.Bloc == "all" {
				world[g.Party] = *g.Mean
			} else {
				alone[g.Party] += *g.Mean
			}
		}
	}
	if len(sums) != 3 {
		t.Fatalf("sums are %v, want those of home, away and all", sums)
	}
	for _, bloc := range []string{"home", "away", "all"} {
		if math.Abs(parties[bloc]-sums[bloc]) > 1e-12 {
			t.Errorf("parties of %s gain %v, their sum is %v", bloc, parties[bloc], sums[bloc])
		}
	}
	for party, gain := range alone {
		if all, ok := world[party]; !ok || math.Abs(all-gain) > 1e-12 {
			t.Errorf("%s gain %v over the blocs, and %v in all of them (listed: %v)", party, gain, all, ok)
		}
	}
	if all := sums["home"] + sums["away"]; math.Abs(all-sums["all"]) > 1e-12 {
		t.Errorf("the blocs gain %v, all %v", all, sums["all"])
	}
	if !(sums["away"] > 0) {
		t.Errorf("the end of a duty takes %v from those who paid it", sums["away"])
	}
}

// A policy that changes nothing gains exactly nothing, and says so.
func TestPolicyOfNothingGainsNothing(t *testing.T) {
	same := written(t, "same.yaml", "levers:\n  - tariff: { name: bulb-duty, rate: 0.1 }\n")
	for _, p := range policyOf(t, same, "--scenario", lamps, "--futures", "3").Policies {
		for _, g := range p.Gains {
			if *g.Mean != 0 || *g.SE != 0 || g.Above.Of100 != 0 {
				t.Errorf("%s of %s in %s gains %v from a policy that is in force already", g.Item, g.Party, g.Bloc, *g.Mean)
			}
		}
	}
}

// A grant that changes nothing but who has the money is no gain in sum, in no
// future: what one party pays another has, to the last bit of the arithmetic.
func TestGrantsAreNoGainInSum(t *testing.T) {
	grant := written(t, "grant.yaml", "extends: ai-overproduction\nlevers:\n  - grant: { name: g, from: 2027-01, by: us, segments: [chips], amount: 50 }\n")
	for _, g := range policyOf(t, grant, "--futures", "3", "--quiet").Policies[0].Gains {
		switch {
		case g.Party == "sum" && (*g.Mean != 0 || g.Above.Of100 != 0):
			t.Errorf("the sum of %s gains %v in %v of 100 futures", g.Bloc, *g.Mean, g.Above.Of100)
		case g.Party == "state" && g.Item == "gain" && g.Bloc == "us" && !(*g.Mean < -100):
			t.Errorf("the state that pays $50bn a year gains %v", *g.Mean)
		}
	}
}

func TestPolicyIsTheSameForAnyWorkers(t *testing.T) {
	args := []string{"policy", "../../docs/examples/bulbs-free-trade.yaml", "--futures", "9", "--seed", "4"}
	one := decide(t, append(args, "--workers", "1")...)
	if many := decide(t, append(args, "--workers", "5")...); one != many {
		t.Errorf("one worker prints\n%s\nfive print\n%s", one, many)
	}
	for _, words := range []string{"POLICY bulbs-free-trade: in sum home gains in", "WHO GAINS, WHO PAYS", "levers.bulb-duty.rate", "ILLUSTRATIVE", "RUN AGAIN: undercut policy"} {
		if !strings.Contains(one, words) {
			t.Errorf("the answer lacks %q:\n%s", words, one)
		}
	}
	again := one[strings.Index(one, "RUN AGAIN: undercut ")+len("RUN AGAIN: undercut "):]
	if got := decide(t, strings.Fields(again)...); got != one {
		t.Errorf("the line to run again prints another answer:\n%s", got)
	}
}

func TestPolicyDrawsAndTabulates(t *testing.T) {
	args := []string{"policy", "tariff-wall", "state-blitz", "--futures", "2", "--set", "end=2027-06"}
	if svg := decide(t, append(args, "--format", "svg")...); !strings.Contains(svg, "</svg>") || strings.Contains(svg, "NaN") || !strings.Contains(svg, "state-blitz") {
		t.Errorf("no picture: %.300s", svg)
	}
	table := decide(t, append(args, "--format", "csv")...)
	if rows := strings.Count(table, "\n"); strings.Count(table, "\nstate-blitz,") != strings.Count(table, "\ntariff-wall,") || rows < 200 || strings.Contains(table, "NaN") {
		t.Errorf("the table has %d rows, or not as many for both policies:\n%.400s", rows, table)
	}
	if !strings.Contains(table, "tariff-wall,us,buyers of models,language,") || !strings.Contains(table, "state-blitz,cn,labs,grants,") {
		t.Errorf("the table has no ledger:\n%.400s", table)
	}
}

func TestPolicyNamesWhatIsWrong(t *testing.T) {
	outside := written(t, "outside.yaml", "levers:\n  - tariff: { name: t, from: 2016-01, by: home, on: mars, segments: [bulb], rate: 1 }\n")
	shorter := written(t, "shorter.yaml", "end: 2018-12\n")
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{nil, []string{"which policy?", "tariff-wall"}},
		{[]string{"tarif-wall"}, []string{`did you mean "tariff-wall"?`}},
		{[]string{"ai-overproduction", "belief-article"}, []string{"is the scenario itself", "give --beliefs article"}},
		{[]string{"tariff-wall", "../../docs/examples/bulbs-free-trade.yaml"}, []string{"--scenario"}},
		{[]string{"tariff-wall", "tariff-wall"}, []string{"comes twice"}},
		{[]string{outside, "--scenario", lamps}, []string{"with outside", "mars"}},
		{[]string{shorter, "--scenario", lamps}, []string{"shorter cannot be compared with bulbs"}},
		{[]string{"./none.yaml"}, []string{"none.yaml"}},
		{[]string{lamps}, []string{"bulbs.yaml extends nothing", "a policy must extend the scenario it is asked of"}},
		{
			[]string{"tariff-wall", "--futures", "1", "--beliefs", "default,article", "--format", "pdf", "--workers", "-1"},
			[]string{"--futures is 1", "--beliefs is default,article", `--format is "pdf"`, "--workers is -1"},
		},
		{[]string{"tariff-wall", "--beliefs", "pope"}, []string{`--beliefs has "pope"`}},
		{[]string{"tariff-wall", "--set", "nothing=1"}, []string{"nothing"}},
	} {
		code, out, errs := undercutRun(t, append([]string{"policy"}, c.args...)...)
		if code != exitBadInput || out != "" {
			t.Errorf("policy %q exits with %d and prints %q, want %d and nothing", c.args, code, out, exitBadInput)
		}
		for _, words := range c.words {
			if !strings.Contains(errs, words) {
				t.Errorf("policy %q does not say %q:\n%s", c.args, words, errs)
			}
		}
	}
}

// Futures that fail under an option are named on stderr and left out.
func TestPolicyTellsOfFuturesThatFail(t *testing.T) {
	much := written(t, "much.yaml", `levers:
  - subsidy: { name: first, from: 2016-01, by: away, segments: [bulb], rate: 0.5 }
  - subsidy: { name: second, from: 2016-01, by: away, segments: [bulb], rate: { value: 0.4, dist: uniform, low: 0.3, high: 0.7, source: assumption } }
`)
	code, out, errs := undercutRun(t, "policy", much, "--scenario", lamps, "--futures", "30")
	if code != exitDone || !strings.Contains(out, "POLICY much") || !strings.Contains(errs, "of 30 futures failed under an option") || !strings.Contains(errs, "under much") {
		t.Errorf("exits with %d, prints\n%s\nand says %s", code, out, errs)
	}
}

func TestPolicyThatIsStoppedSaysSo(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	code := run(ctx, &env{args: []string{"policy", "tariff-wall"}, in: strings.NewReader(""), out: &out, err: &errs, readFile: readScenario})
	if code != exitInterrupted || out.Len() > 0 || !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("exits with %d, prints %q and says %s", code, out.String(), errs.String())
	}
}
