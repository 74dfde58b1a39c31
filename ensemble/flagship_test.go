package ensemble_test

import (
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// A change is what one arm of a paired experiment does to the flagship
// scenario: settings, levers written as in a file, overlays of the library.
type change struct {
	sets, levers, overlays []string
}

func (c change) load(t testing.TB, sets ...string) *scenario.Scenario {
	t.Helper()
	overlays := append([]string{}, c.overlays...)
	read := os.ReadFile
	if len(c.levers) > 0 {
		text := "levers:\n"
		for _, l := range c.levers {
			text += "  - " + l + "\n"
		}
		overlays = append(overlays, "./change.yaml")
		read = func(name string) ([]byte, error) {
			if strings.HasSuffix(name, "change.yaml") {
				return []byte(text), nil
			}
			return os.ReadFile(name)
		}
	}
	sc, err := scenario.Load("ai-overproduction", read, evidence.Parameters, overlays, append(append([]string{}, sets...), c.sets...))
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// simulation is one scenario as the product runs it.
func simulation(t testing.TB, sc *scenario.Scenario) *ensemble.Simulation {
	t.Helper()
	s := &ensemble.Simulation{
		Cells: []ensemble.Cell{{Belief: "default", World: "test"}}, Scenarios: []*scenario.Scenario{sc},
		Seed: 1, Cut: undercut.Date(2024, 12),
	}
	if err := s.Prepare(); err != nil {
		t.Fatal(err)
	}
	return s
}

// inParallel calls f for 0 to n-1 on all processors and reports errors.
func inParallel(t testing.TB, n int, f func(i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	errs := make([]error, n)
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				errs[i] = f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	failed := 0
	for i, err := range errs {
		if err != nil {
			t.Logf("future %d: %v", i, err)
			failed++
		}
	}
	if failed > n/100 {
		t.Fatalf("%d of %d futures have no solution", failed, n)
	}
}
