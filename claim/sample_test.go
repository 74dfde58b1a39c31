package claim

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

var nan = math.NaN()

// table is a hand-made sample of one belief: a value by world and future for
// each outcome, and by future for each draw. Outcomes that Judge needs and the
// table does not give are zero, and the cohorts one.
type table struct {
	worlds   []string
	futures  int
	draws    map[string][]float64
	outcomes map[string][][]float64 // [world][future]
	failed   map[[2]int]string      // [world, future]
}

func (h table) sample(t *testing.T) *Sample {
	t.Helper()
	outcomes, draws := slices.Clone(needed), []string{}
	for name := range h.outcomes {
		if !slices.Contains(outcomes, name) {
			outcomes = append(outcomes, name)
		}
	}
	slices.Sort(outcomes)
	for name := range h.draws {
		draws = append(draws, name)
	}
	slices.Sort(draws)
	s, err := NewSample([]string{"default"}, h.worlds, draws, outcomes, h.futures)
	if err != nil {
		t.Fatal(err)
	}
	for w := range h.worlds {
		for f := range h.futures {
			r := Row{World: w, Future: f, Err: h.failed[[2]int{w, f}]}
			for _, name := range draws {
				r.Draws = append(r.Draws, h.draws[name][f])
			}
			for _, name := range outcomes {
				x := 0.0
				if strings.HasPrefix(name, "cohort_") {
					x = 1
				}
				if v := h.outcomes[name]; v != nil {
					x = v[w][f]
				}
				r.Outcomes = append(r.Outcomes, x)
			}
			if err := s.Add(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

func (h table) judge(t *testing.T) *Judgement {
	t.Helper()
	j, err := Judge(h.sample(t), evidence.Claims(), evidence.Targets())
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// constant is n times the same.
func constant(x float64, n int) []float64 {
	return slices.Repeat([]float64{x}, n)
}

// objectiveOf finds an objective at the scenario's rate.
func objectiveOf(t *testing.T, j *Judgement, id, against string) *Objective {
	t.Helper()
	o := j.Beliefs[0].Objective(id, against, "")
	if o == nil {
		t.Fatalf("there is no %s against %s", id, against)
	}
	return o
}

func wantOdds(t *testing.T, what string, o *Odds, true, n, silent int) {
	t.Helper()
	if o == nil {
		t.Fatalf("%s has no odds", what)
	}
	if o.True != true || o.N != n || o.Silent != silent {
		t.Errorf("%s holds in %d of %d futures, %d cannot speak: want %d of %d, and %d", what, o.True, o.N, o.Silent, true, n, silent)
	}
}

func TestSampleSaysWhatIsWrong(t *testing.T) {
	if _, err := NewSample([]string{"a", "a"}, []string{"w"}, nil, nil, 1); err == nil || !strings.Contains(err.Error(), `belief "a"`) {
		t.Errorf("a belief that stands twice gives %v: want an error that names it", err)
	}
	if _, err := NewSample([]string{"a"}, []string{"w"}, nil, nil, 0); err == nil {
		t.Error("a sample without futures is accepted")
	}
	s, err := NewSample([]string{"a"}, []string{"w", "v"}, nil, needed, 1)
	if err != nil {
		t.Fatal(err)
	}
	row := Row{Outcomes: make([]float64, len(needed))}
	for _, bad := range []Row{{World: 2, Outcomes: row.Outcomes}, {Future: -1, Outcomes: row.Outcomes}, {Outcomes: row.Outcomes[1:]}} {
		if err := s.Add(bad); err == nil {
			t.Errorf("row %+v is accepted", bad)
		}
	}
	if err := s.Add(row); err != nil {
		t.Fatal(err)
	}
	if err := s.Add(row); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a row that comes twice gives %v", err)
	}
	if _, err := Judge(s, nil, nil); err == nil || !strings.Contains(err.Error(), "future 0 of a in v is missing") {
		t.Errorf("a sample with a hole gives %v: want an error that names the hole", err)
	}
}

func TestJudgeSaysWhatTheSampleLacks(t *testing.T) {
	alone := table{worlds: []string{"run"}, futures: 1}
	if _, err := Judge(alone.sample(t), nil, nil); err == nil || !strings.Contains(err.Error(), "counterfactual") {
		t.Errorf("a sample without a counterfactual gives %v", err)
	}
	s, err := NewSample([]string{"a"}, []string{"w", "v"}, nil, needed[1:], 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Judge(s, nil, nil); err == nil || !strings.Contains(err.Error(), needed[0]) {
		t.Errorf("a sample without %s gives %v: want an error that names it", needed[0], err)
	}
}

// The order in which rows arrive moves nothing.
func TestOrderOfRowsMovesNothing(t *testing.T) {
	build := func(order []int) string {
		s, err := NewSample([]string{"a"}, []string{"w", "v"}, []string{"d"}, append(slices.Clone(needed), logWeight), 40)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range order {
			r := Row{World: i / 40, Future: i % 40, Draws: []float64{float64(i%40*7%40) / 40}}
			for k := range len(needed) + 1 {
				r.Outcomes = append(r.Outcomes, math.Sin(float64(i*k+k))+1.5)
			}
			if err := s.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		j, err := Judge(s, evidence.Claims(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%+v", j.Beliefs[0].Objectives[0].Odds) + fmt.Sprintf("%+v %+v", j.Drivers, j.Outcomes[0].Size)
	}
	forward := make([]int, 80)
	for i := range forward {
		forward[i] = i
	}
	backward := slices.Clone(forward)
	slices.Reverse(backward)
	a, b := build(forward), build(backward)
	// Pointers print as addresses: compare what stands before them.
	if cut(a) != cut(b) {
		t.Errorf("rows in reverse order give\n%s\nwant\n%s", b, a)
	}
}

func cut(s string) string {
	var out []string
	for _, field := range strings.Fields(s) {
		if !strings.HasPrefix(field, "Weighted:0x") {
			out = append(out, field)
		}
	}
	return strings.Join(out, " ")
}
