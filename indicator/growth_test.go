package indicator

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// trained adds a release with a training run.
func (p *panel) trained(developer, id string, day undercut.Day, flop, cost float64) {
	p.t.Helper()
	p.release(developer, id, day.String(), undercut.APIOnly, 0)
	p.Releases[len(p.Releases)-1].Params = undercut.Params{Total: nan, Active: nan, FLOP: flop, Cost: cost}
}

// Runs on an exponential grow at its rate, whichever of them are taken, with
// an interval of no width; each is the largest so far.
func TestGrowthOfAnExponential(t *testing.T) {
	p := newPanel(t, "2026-12-31")
	for i := range 30 {
		day := p.day("2022-01-15") + undercut.Day(50*i)
		x := day.Years() - 2022
		p.trained(string(rune('A'+i%3)), fmt.Sprint("m", i), day, 1e24*math.Pow(4, x), math.Pow(2.5, x))
	}
	for _, definition := range []string{"top10", "top5", "record", "all"} {
		cost, flop := p.measure(TrainingCostGrowth, Choice{Definition: definition}), p.measure(ComputeGrowth, Choice{Definition: definition})
		for _, x := range []float64{cost.Mid, cost.Lo, cost.Hi} {
			closeTo(t, definition+" cost", x, 2.5)
		}
		for _, x := range []float64{flop.Mid, flop.Lo, flop.Hi} {
			closeTo(t, definition+" compute", x, 4)
		}
		want := 30
		if definition != "all" {
			want = 15 // those after two years
		}
		if cost.N != want {
			t.Errorf("%s: %d runs, want %d", definition, cost.N, want)
		}
	}
	p.is("from the third year", float64(p.measure(ComputeGrowth, Choice{From: "2025-01-01"}).N), 8)
}

func closeTo(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) < 1e-6*math.Abs(want)) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// A small run beside ten larger ones is no run at the frontier, and one whose
// cost is not known is counted as missing.
func TestWhichRunsCount(t *testing.T) {
	p := newPanel(t, "2026-12-31")
	for i := range 12 {
		p.trained("A", fmt.Sprint("a", i), p.day("2022-01-01")+undercut.Day(100*i), float64(100+i), float64(10+i))
	}
	late := p.day("2025-06-01")
	p.trained("B", "small", late, 50, 1000)
	p.trained("B", "tenth", late, 102.5, 20)
	p.trained("B", "unknown", late+1, 500, nan)
	e := p.measure(TrainingCostGrowth, Choice{From: "2022-01-01"})
	rows := fmt.Sprint(e.Table.Rows)
	if e.N != 13 || !strings.Contains(rows, "tenth") || strings.Contains(rows, "small") {
		t.Errorf("%d runs: %s", e.N, rows)
	}
	if !strings.Contains(strings.Join(e.Warnings, ";"), "of 14 runs the cost of training runs is known of 13") {
		t.Errorf("warnings are %q", e.Warnings)
	}
	if e := p.measure(TrainingCostGrowth, Choice{Domain: "image"}); e.Undefined == "" {
		t.Error("without runs there is a growth of", e.Mid)
	}
}

// What others found stands beside, once it was published.
func TestGrowthNamesWhatWasPublished(t *testing.T) {
	p := newPanel(t, "2026-12-31")
	for i := range 9 {
		p.trained(string(rune('A'+i%3)), fmt.Sprint("m", i), p.day("2024-01-15")+undercut.Day(50*i), float64(1+i), float64(1+i))
	}
	f := p.figure("training cost", "segment", "", "growth", "2016-01-01", "2024-12-31", 2.4, "x/year")
	f.Low, f.High, f.Seen = 2, 2.9, p.day("2025-06-01")
	c := Choice{Definition: "all"}
	if b := p.measure(TrainingCostGrowth, c).Basis; !strings.Contains(b, "published: 2.4 (2 to 2.9)") {
		t.Errorf("basis is %q", b)
	}
	p.Day = p.day("2025-05-31")
	if b := p.measure(TrainingCostGrowth, c).Basis; strings.Contains(b, "published") {
		t.Errorf("basis is %q before the paper", b)
	}
}
