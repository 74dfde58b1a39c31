package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

type survivePrinted struct {
	Firm, Title string
	Ran         int `json:"futures_that_ran"`
	Leaves      printedChance
	Years       []struct {
		Year int
		Gone printedChance
	}
	Exit struct {
		Futures int
		Months  []string
	}
	Options []struct {
		Name, Title, File string
		Leaves, Change    printedChance
		Months            struct{ Mean *float64 }
		Value             struct{ Mean, P5, P50, P95 *float64 } `json:"value_bn"`
	}
	Barred []barred `json:"nothing_for_this_firm"`
}

func surviveOf(t *testing.T, args ...string) (p survivePrinted) {
	t.Helper()
	if err := json.Unmarshal([]byte(decide(t, append([]string{"survive", "--format", "json"}, args...)...)), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// A firm of the user's own that sells below its fixed cost and has money for a
// few months leaves, and lives longer with a backer.
func TestSurviveOfAnOwnFirm(t *testing.T) {
	own := written(t, "mine.yaml", `extends: `+absolute(t, lamps)+`
name: mine
money: { pool: 0, pool_date: 2016-01, pool_ramp: 0, pool_growth: 0, issue: 0, research_end: 0, research_start: 0, cap_from: 2016-01,
  cap_speed: 0, cover: 0, contract: 0, contract_max: 0, commit_years: 1, resale: 0, runway: 0, patience: 3, salvage: 0.5, overhead: 0 }
firms:
  - { name: my-lamps, title: My lamps, bloc: home, segment: bulb, cash: 0.02, fixed_cost: 0.05, maker: { price: 9, unit_cost: 8, units: 2, cumulative: 5 } }
`)
	p := surviveOf(t, "my-lamps", "--scenario", own, "--from", "2015-01", "--futures", "10")
	if p.Title != "My lamps*" || p.Leaves.Of100 != 100 || p.Exit.Futures != 10 {
		t.Fatalf("with $20m and a loss of $48m a year it leaves in %v of 100 futures, %d exits", p.Leaves.Of100, p.Exit.Futures)
	}
	for _, m := range p.Exit.Months { // 0.02 / (0.05/12) is at most 5 months of cash, then three of patience
		if m < "2015-05" || m > "2015-12" {
			t.Errorf("it leaves in %s: its cash lasts 5 months and patience 3", m)
		}
	}
	for i, y := range p.Years {
		if i > 0 && y.Gone.Of100 < p.Years[i-1].Gone.Of100 {
			t.Errorf("fewer have left by %d than a year before", y.Year)
		}
	}
	if best := p.Options[0]; best.Name != "backer" || *best.Months.Mean <= 0 {
		t.Errorf("what helps most is %+v, want a backer", best)
	}
	for i, o := range p.Options[1:] {
		if o.Change.Of100 < p.Options[i].Change.Of100 {
			t.Errorf("%s changes exits by %v and stands below %v", o.Name, o.Change.Of100, p.Options[i].Change.Of100)
		}
	}
	if len(p.Barred) == 0 || p.Barred[0].Why != "it is no lab" {
		t.Errorf("what is nothing for a maker is %+v", p.Barred)
	}
}

// The options that are printed as files are options that may be given as files.
func TestSurvivePrintsOptionsAsFiles(t *testing.T) {
	args := []string{"old-lamps", "--scenario", lamps, "--from", "2016-01", "--futures", "4"}
	named := surviveOf(t, append(args, "--options", "price-0.7")...).Options[0]
	if !strings.Contains(named.File, "price_war") {
		t.Fatalf("the option is no file: %+v", named)
	}
	file := surviveOf(t, append(args, "--options", written(t, "mine.yaml", named.File))...).Options[0]
	if file.Name != "mine" || !reflect.DeepEqual(file.Value, named.Value) || *file.Value.Mean != *named.Value.Mean || file.Leaves != named.Leaves {
		t.Errorf("the option gives %+v, its file %+v", named, file)
	}
}

// With price-0.5 a firm earns less than with price-0.85: each is held against
// doing nothing in the same futures.
func TestSurviveOptionsHaveTheirOrder(t *testing.T) {
	p := surviveOf(t, "old-lamps", "--scenario", lamps, "--from", "2016-01", "--futures", "6", "--options", "price-0.5,price-0.85,niche")
	if len(p.Options) != 3 || p.Leaves.Of100 != 0 {
		t.Fatalf("three options of a firm that stays: %+v", p)
	}
	out := decide(t, "survive", "old-lamps", "--scenario", lamps, "--from", "2016-01", "--futures", "6", "--options", "price-0.5,price-0.85,niche")
	for _, words := range []string{"SURVIVE old-lamps*: it leaves by 2019-12 in 0 of 100", "Nothing has to save it", "2019", "price-0.5: prices nearer to cost", "fixed_cost"} {
		if !strings.Contains(out, words) {
			t.Errorf("the answer lacks %q:\n%s", words, out)
		}
	}
	if strings.Contains(out, "AN EXIT") {
		t.Errorf("a firm that never leaves has an exit:\n%s", out)
	}
}

// Every move of a lab runs in the flagship, to text, table and picture.
func TestSurviveOfALab(t *testing.T) {
	args := []string{"survive", "moonshot", "--futures", "2", "--set", "end=2027-12", "--from", "2025-01", "--quiet"}
	text := decide(t, args...)
	for _, words := range []string{"SURVIVE Moonshot AI (Kimi)", "backer: is given $", "closed: closes", "ITS NUMBERS", "lab.research"} {
		if !strings.Contains(text, words) {
			t.Errorf("the answer lacks %q:\n%s", words, text)
		}
	}
	args = append(args, "--options", "price-0.7,ally:byd")
	if table := decide(t, append(args, "--format", "csv")...); strings.Count(table, "\n") != 4 || !strings.Contains(table, "\nally:byd,") || strings.Contains(table, "NaN") {
		t.Errorf("the table has not a header and three rows:\n%s", table)
	}
	if svg := decide(t, append(args, "--format", "svg")...); !strings.Contains(svg, "</svg>") || strings.Contains(svg, "NaN") {
		t.Errorf("no picture: %.300s", svg)
	}
	if p := surviveOf(t, args[1:]...); p.Ran != 2 || math.IsNaN(p.Leaves.Of100) {
		t.Errorf("no odds: %+v", p)
	}
}

func TestSurviveNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{nil, []string{"0 firms are named"}},
		{[]string{"mistrl"}, []string{`no firm called "mistrl"`, `did you mean "mistral"?`, "--scenario"}},
		{[]string{"nobody-at-all"}, []string{"want one of openai", "--scenario"}},
		{[]string{"nvidia"}, []string{"nvidia makes accelerators", "name a lab or a maker"}},
		{[]string{"byd", "--options", "open,pricey,./none.yaml"}, []string{"--options has open: it is no lab", `"pricey"`, "none.yaml"}},
		{[]string{"zhipu", "--options", "ally:zhipu"}, []string{"cannot ally with itself"}},
		{[]string{"zhipu", "--options", "opne"}, []string{`did you mean "open"?`}},
		{[]string{"zhipu", "--options", "open,open"}, []string{"comes twice"}},
		{[]string{"zhipu", "--from", "2040-01"}, []string{"--from is 2040-01", "2023-01 to 2035-12"}},
		{[]string{"zhipu", "--from", "soon", "--futures", "0"}, []string{`--from is "soon"`, "--futures is 0"}},
		{[]string{"zhipu", "--scenario", "./none.yaml"}, []string{"none.yaml"}},
	} {
		code, out, errs := undercutRun(t, append([]string{"survive"}, c.args...)...)
		if code != exitBadInput || out != "" {
			t.Errorf("survive %q exits with %d and prints %q, want %d and nothing", c.args, code, out, exitBadInput)
		}
		for _, words := range c.words {
			if !strings.Contains(errs, words) {
				t.Errorf("survive %q does not say %q:\n%s", c.args, words, errs)
			}
		}
	}
}

// absolute is the path of a file from anywhere.
func absolute(t *testing.T, path string) string {
	t.Helper()
	full, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return full
}
