package ensemble_test

import (
	"testing"

	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/market"
)

// BenchmarkFuture is one future of the default world, 156 months, as the
// product runs it on one core: draw, simulate, measure, sum up.
func BenchmarkFuture(b *testing.B) {
	sim := simulation(b, change{}.load(b))
	work := sim.NewWorker()
	var rec ensemble.Record
	if err := work(0, 0, &rec); err != nil { // allocates once
		b.Fatal(err)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if err := work(0, n, &rec); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

// BenchmarkMonths is the market alone, and what a month allocates: nothing.
func BenchmarkMonths(b *testing.B) {
	sc := change{}.load(b)
	w, levers, _ := sc.NewDrawer().Central()
	m, err := market.New(w)
	if err != nil {
		b.Fatal(err)
	}
	p := m.NewPolicy()
	solves := 0
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if err := m.Reset(w, 1, uint64(n)); err != nil {
			b.Fatal(err)
		}
		for t := w.Start; t <= w.End; t++ {
			p.Reset()
			for _, l := range levers {
				l.Apply(&p, t)
			}
			if err := m.Step(&p); err != nil {
				b.Fatal(err)
			}
			for _, k := range m.View().Markets {
				if k.Worth == k.Worth {
					solves++
				}
			}
		}
	}
	b.ReportMetric(float64(solves)/float64(b.N), "solves/op")
}
