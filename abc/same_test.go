package abc

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut/dist"
)

// twoMeans is a problem with two parameters, luck, and simulations that fail.
func twoMeans() Problem {
	p := meanOf(dist.Normal{Mu: 0, Sigma: 3}, 1, 1, 5)
	p.Parameters = append(p.Parameters, Parameter{"b", dist.PERT{Lo: -1, Mode: 0, Hi: 4}})
	p.Summaries = append(p.Summaries, Summary{"second", 1.5, 0.3, 2})
	first := p.Simulate
	p.Simulate = func(theta []float64, luck uint64, dst []float64) error {
		if luck%7 == 0 {
			return nil // dst stays unset
		}
		dst[1] = theta[0] + theta[1]
		return first(theta, luck, dst)
	}
	return p
}

func text(t *testing.T, s State) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWorkersMoveNoBit(t *testing.T) {
	for _, kernel := range []Kernel{Uniform, Gaussian} {
		var want string
		for _, workers := range []int{1, 2, 5} {
			s, err := SMC(twoMeans(), shrinking(kernel, 100, 0.4), Run{Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			if got := text(t, s); want == "" {
				want = got
			} else if got != want {
				t.Errorf("%s kernel: %d workers give another state than 1", kernel, workers)
			}
		}
	}
}

var errKilled = errors.New("killed")

// killedAfter runs until so many batches are done and returns the last state as
// it would lie on disk.
func killedAfter(t *testing.T, plan Plan, from *State, batches int) (*State, bool) {
	t.Helper()
	var kept string // on disk
	end, err := SMC(twoMeans(), plan, Run{Workers: 2, From: from, After: func(s State) error {
		if kept = text(t, s); batches == 1 {
			return errKilled
		}
		batches--
		return nil
	}})
	if err != nil && !errors.Is(err, errKilled) {
		t.Fatal(err)
	}
	if err == nil {
		kept = text(t, end)
	}
	var s State
	if err := json.Unmarshal([]byte(kept), &s); err != nil {
		t.Fatal(err)
	}
	return &s, err == nil
}

func TestKilledRunsContinueToTheSameBits(t *testing.T) {
	plan := shrinking(Gaussian, 60, 0.3)
	plan.Batch = 40
	whole := text(t, must(SMC(twoMeans(), plan, Run{Workers: 1})))
	for _, batches := range []int{1, 3} {
		var s *State
		for done := false; !done; {
			s, done = killedAfter(t, plan, s, batches)
		}
		if text(t, *s) != whole {
			t.Errorf("a run killed after every %d batches ends in another state", batches)
		}
		if again := must(SMC(twoMeans(), plan, Run{Workers: 1, From: s})); text(t, again) != whole {
			t.Error("a finished run that is resumed changes")
		}
	}
}

// A batch that the lower cap cuts short may lack attempts that were not needed,
// so the count of all attempts may differ, and nothing else.
func TestRaisedCapsContinueToTheSameDraws(t *testing.T) {
	plan := shrinking(Uniform, 60, 0.3)
	plan.Batch = 40
	whole := must(SMC(twoMeans(), plan, Run{Workers: 1}))
	for _, lower := range []func(*Plan){
		func(p *Plan) { p.Attempts = 333 },
		func(p *Plan) { p.Generations = 2 },
	} {
		low := plan
		lower(&low)
		s := must(SMC(twoMeans(), low, Run{Workers: 2}))
		if s.Stop == Reached {
			t.Fatalf("%d attempts, %d generations were enough", low.Attempts, low.Generations)
		}
		again := must(SMC(twoMeans(), plan, Run{Workers: 2, From: &s}))
		if again.Attempts = whole.Attempts; text(t, again) != text(t, whole) {
			t.Errorf("a run that stopped because %q ends in another state", s.Stop)
		}
	}
}

// States given to After are not changed later, and resuming does not change
// the state that it started from.
func TestStatesStayAsTheyWereHandedOut(t *testing.T) {
	var states []State
	var texts []string
	keep := func(s State) error {
		states, texts = append(states, s), append(texts, text(t, s))
		return nil
	}
	plan := shrinking(Gaussian, 60, 0.4)
	plan.Batch = 25
	if _, err := SMC(twoMeans(), plan, Run{Workers: 2, After: keep}); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, len(states) / 2} {
		must(SMC(twoMeans(), plan, Run{Workers: 2, From: &states[i]}))
	}
	for i := range states {
		if text(t, states[i]) != texts[i] {
			t.Fatalf("state %d of %d changed after it was handed out", i, len(states))
		}
	}
}

func TestUnitsMoveNothing(t *testing.T) {
	p, q := twoMeans(), twoMeans()
	q.Summaries = slices.Clone(q.Summaries)
	q.Summaries[0].Observed *= 2
	q.Summaries[0].Scale *= 2
	q.Simulate = func(theta []float64, luck uint64, dst []float64) error {
		err := p.Simulate(theta, luck, dst)
		dst[0] *= 2
		return err
	}
	plan := shrinking(Gaussian, 100, 0.4)
	a, b := must(SMC(p, plan, Run{Workers: 2})), must(SMC(q, plan, Run{Workers: 2}))
	for i := range a.Draws {
		if !slices.Equal(a.Draws[i].Theta, b.Draws[i].Theta) || a.Draws[i].Weight != b.Draws[i].Weight {
			t.Fatalf("draw %d is %v in one unit, %v in another", i, a.Draws[i], b.Draws[i])
		}
	}
}

// A particle is reproduced by its parameters and luck.
func TestParticlesCanBeSimulatedAgain(t *testing.T) {
	p := twoMeans()
	for i, d := range must(SMC(p, shrinking(Uniform, 50, 0.5), Run{Workers: 2})).Draws {
		dst := make([]float64, len(p.Summaries))
		if err := p.Simulate(d.Theta, d.Luck, dst); err != nil || !slices.Equal(dst, d.Summaries) {
			t.Errorf("particle %d gave %v, now %v (%v)", i, d.Summaries, dst, err)
		}
		if far := math.Sqrt((square(d.Summaries[0]-1) + 2*square((d.Summaries[1]-1.5)/0.3)) / 3); math.Abs(far-d.Distance) > 1e-12 {
			t.Errorf("particle %d has the distance %g, want %g", i, d.Distance, far)
		}
	}
}
