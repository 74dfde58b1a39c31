package main

import (
	"path/filepath"
	"runtime"
	"testing"

	"github.com/undercut-sim/undercut/store"
)

// While futures are simulated, memory does not grow with their number: what
// is done is on disk.
func TestMemoryIsFlatInFutures(t *testing.T) {
	const futures, early = 600, 100
	q, err := asked{scenario: "../../docs/examples/bulbs.yaml", seed: 1, futures: futures}.question(readScenario)
	if err != nil {
		t.Fatal(err)
	}
	r, err := store.Open(filepath.Join(t.TempDir(), "r"), q.manifest(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	live := map[int]uint64{}
	err = q.simulate(t.Context(), r, 1, func(done, total, failed int) {
		if n := done / len(q.sim.Cells); n == early || n == futures {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			live[n] = m.HeapAlloc
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if grown := float64(live[futures]) - float64(live[early]); grown > 256<<10 {
		t.Errorf("from future %d to %d memory grows by %.0f KiB, want less than 256", early, futures, grown/1024)
	}
}
