package ensemble

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"
)

// toy is a worker whose answer is a hash of (cell, future), with failures in
// known places: future%7 == 3 of cell 1 errs and future%11 == 5 of cell 0
// panics, both after writing what must not survive.
func toy() Worker {
	return func(cell, future int, rec *Record) error {
		x := float64(cell)*1000 + math.Sqrt(float64(future))
		rec.Draws = append(rec.Draws, x, -x)
		rec.Outcomes = append(rec.Outcomes, math.Sin(x), math.NaN())
		for m := range 5 {
			rec.Series = append(rec.Series, float32(x)*float32(m))
		}
		if future%7 == 3 && cell == 1 {
			return fmt.Errorf("no equilibrium in future %d", future)
		}
		if future%11 == 5 && cell == 0 {
			var none []int
			none[future]++
		}
		return nil
	}
}

func cells(n int) []Cell {
	c := make([]Cell, n)
	for i := range c {
		c[i] = Cell{Belief: fmt.Sprint("b", i%2), World: fmt.Sprint("w", i/2)}
	}
	return c
}

// gather returns a sink that appends the text of each record, which tells NaN
// and float bits apart, and the list it fills.
func gather() (func(*Record) error, *[]string) {
	var got []string
	return func(r *Record) error {
		got = append(got, fmt.Sprintf("%d/%d %v %v %v %q", r.Future, r.Cell, r.Draws, r.Outcomes, r.Series, r.Err))
		return nil
	}, &got
}

func nobody(int, int) bool { return false }

// alone computes the records of a plan the plain way: one loop, fresh buffers.
func alone(p Plan) []string {
	sink, got := gather()
	for f := p.From; f < p.end(); f++ {
		for c := range p.Cells {
			rec := &Record{Cell: c, Future: f}
			g := guard{newWorker: toy}
			g.simulate(rec)
			if err := sink(rec); err != nil {
				panic(err)
			}
		}
	}
	return *got
}

func TestRecordsDoNotDependOnWorkers(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7} {
		p := Plan{Cells: cells(3), Futures: 400, Workers: workers}
		sink, got := gather()
		if err := Run(context.Background(), p, nil, toy, sink, nil); err != nil {
			t.Fatalf("%d workers: %v", workers, err)
		}
		same(t, fmt.Sprintf("%d workers", workers), *got, alone(p))
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d records, a plain loop gives %d", what, len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%s: record %d is\n%s\na plain loop gives\n%s", what, i, got[i], want[i])
		}
	}
}

// Whatever part is done already, in whatever pattern, exactly the rest runs.
func TestDoneIsNeverRunAgain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := Plan{Cells: cells(rapid.IntRange(1, 4).Draw(rt, "cells")), Workers: rapid.IntRange(1, 3).Draw(rt, "workers")}
		p.Futures = rapid.IntRange(1, 150).Draw(rt, "futures")
		mask := rapid.SliceOfN(rapid.Bool(), p.Futures*len(p.Cells), p.Futures*len(p.Cells)).Draw(rt, "done")
		done := func(f, c int) bool { return mask[f*len(p.Cells)+c] }
		var want []string
		for i, s := range alone(p) {
			if !mask[i] {
				want = append(want, s)
			}
		}
		sink, got := gather()
		last, total := 0, 0
		err := Run(context.Background(), p, done, toy, sink, func(d, n, _ int) { last, total = d, n })
		if err != nil || !slices.Equal(*got, want) {
			rt.Fatalf("got %d records and error %v, want the %d that were not done, in order", len(*got), err, len(want))
		}
		if len(want) > 0 && (last != total || total != len(mask)) {
			rt.Fatalf("progress ended at %d of %d, want %d of both", last, total, len(mask))
		}
	})
}

func TestInterruptedRunResumesToTheSameRecords(t *testing.T) {
	p := Plan{Cells: cells(3), Futures: 300, Workers: 3}
	want := alone(p)
	for _, stop := range []int{1, 2, 50, 100, 899} {
		ctx, cancel := context.WithCancel(context.Background())
		sink, got := gather()
		err := Run(ctx, p, nobody, toy, func(r *Record) error {
			if len(*got)+1 == stop {
				cancel()
			}
			return sink(r)
		}, nil)
		n := len(*got)
		if n < len(want) && !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d records with error %v, want the context's", n, err)
		}
		same(t, fmt.Sprintf("interrupted at %d", stop), *got, want[:n])
		done := func(f, c int) bool { return f*3+c < n }
		if err := Run(context.Background(), p, done, toy, sink, nil); err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprintf("resumed at %d", stop), *got, want)
	}
}

// A context that has ended before the run starts simulates nothing.
func TestEndedContextRunsNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	sink, got := gather()
	err := Run(ctx, Plan{Cells: cells(2), Futures: 50, Workers: 2}, nil, toy, sink, nil)
	if !errors.Is(err, context.Canceled) || len(*got) > 0 {
		t.Errorf("got %d records and error %v, want none and the context's", len(*got), err)
	}
}

func TestFailuresAreRecordsAndNeverStopTheRest(t *testing.T) {
	p := Plan{Cells: cells(2), Futures: 77, Workers: 2}
	errs, failed := 0, 0
	err := Run(context.Background(), p, nil, toy, func(r *Record) error {
		switch {
		case r.Future%7 == 3 && r.Cell == 1:
			errs++
			if r.Err != fmt.Sprintf("no equilibrium in future %d", r.Future) {
				t.Errorf("future %d says %q", r.Future, r.Err)
			}
		case r.Future%11 == 5 && r.Cell == 0:
			errs++
			if !strings.Contains(r.Err, "index out of range") || !strings.Contains(r.Err, "ensemble/run_test.go:") || strings.Count(r.Err, "\n") > 0 {
				t.Errorf("panic reads %q: want its value and package/file:line in one line", r.Err)
			}
		case r.Err != "":
			t.Errorf("future %d of cell %d failed: %s", r.Future, r.Cell, r.Err)
		}
		if r.Err != "" && (len(r.Outcomes) > 0 || len(r.Series) > 0 || len(r.Draws) != 2) {
			t.Errorf("failed future %d keeps %d outcomes, %d months and %d draws, want 0, 0 and 2", r.Future, len(r.Outcomes), len(r.Series), len(r.Draws))
		}
		return nil
	}, func(_, _, n int) { failed = n })
	if err != nil || errs != 18 || failed != 18 {
		t.Errorf("%d failures seen and %d counted, error %v; want 11 errors and 7 panics, and no error", errs, failed, err)
	}
}

// A panic may leave a worker's buffers in a state that no code foresaw, so
// the next future must not see them.
func TestPanicRetiresTheWorker(t *testing.T) {
	made := 0
	newWorker := func() Worker {
		made++
		poisoned := false
		return func(_, future int, _ *Record) error {
			if poisoned {
				return errors.New("saw the state that a panic left")
			}
			if future%2 == 0 {
				poisoned = true
				panic("even")
			}
			return nil
		}
	}
	err := Run(context.Background(), Plan{Cells: cells(1), Futures: 10, Workers: 1}, nil, newWorker, func(r *Record) error {
		if strings.HasPrefix(r.Err, "saw") {
			t.Errorf("future %d %s", r.Future, r.Err)
		}
		return nil
	}, nil)
	if err != nil || made != 6 {
		t.Errorf("%d workers were made, error %v; want one, and one after each of 5 panics", made, err)
	}
}

func TestSinkErrorStopsTheRun(t *testing.T) {
	full := errors.New("no space left on device")
	n := 0
	err := Run(context.Background(), Plan{Cells: cells(3), Futures: 1000, Workers: 4}, nil, toy, func(*Record) error {
		if n++; n == 100 {
			return full
		}
		return nil
	}, nil)
	if err != full || n != 100 {
		t.Errorf("sink was called %d times and Run returned %v, want 100 and the sink's error", n, err)
	}
}

// One slow future must not let the others run ahead without bound. In a
// synctest bubble Wait returns when every goroutine is blocked; the bubble
// also fails the test if any outlives Run.
func TestSlowFutureBoundsTheBuffer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := Plan{Cells: cells(1), Futures: 10_000, Workers: 3}
		release := make(chan struct{})
		var started atomic.Int64
		newWorker := func() Worker {
			return func(_, future int, _ *Record) error {
				started.Add(1)
				if future == 0 {
					<-release
				}
				return nil
			}
		}
		go func() {
			synctest.Wait()
			if n := started.Load(); n != 3*rowsPerWorker {
				t.Errorf("%d futures ran while the first was slow, want %d", n, 3*rowsPerWorker)
			}
			close(release)
		}()
		sunk := 0
		if err := Run(t.Context(), p, nil, newWorker, func(*Record) error { sunk++; return nil }, nil); err != nil || sunk != p.Futures {
			t.Errorf("%d futures sunk, error %v", sunk, err)
		}
	})
}

// No goroutine outlives Run, however it ends: the bubble would fail the test.
func TestNoGoroutineOutlivesRun(t *testing.T) {
	full := errors.New("full")
	for _, c := range []struct {
		name     string
		cancelAt int
		failAt   int
		want     error
	}{{"complete", 0, 0, nil}, {"cancelled", 20, 0, context.Canceled}, {"sink error", 0, 20, full}} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				n := 0
				err := Run(ctx, Plan{Cells: cells(2), Futures: 1000, Workers: 3}, nil, toy, func(*Record) error {
					if n++; n == c.cancelAt {
						cancel()
					}
					if n == c.failAt {
						return full
					}
					return nil
				}, nil)
				if err != c.want {
					t.Errorf("Run returned %v, want %v", err, c.want)
				}
			})
		})
	}
}

func TestShardsCoverEveryFutureOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := Plan{Cells: cells(2), Futures: rapid.IntRange(1, 200).Draw(rt, "futures"), Workers: 2}
		n := rapid.IntRange(1, p.Futures).Draw(rt, "shards")
		sink, got := gather()
		for k := 1; k <= n; k++ {
			part, err := p.Shard(k, n)
			if err != nil {
				rt.Fatal(err)
			}
			if size := part.To - part.From; size < p.Futures/n || size > p.Futures/n+1 {
				rt.Fatalf("shard %d/%d has %d of %d futures", k, n, size, p.Futures)
			}
			if err := Run(context.Background(), part, nil, toy, sink, nil); err != nil {
				rt.Fatal(err)
			}
		}
		if !slices.Equal(*got, alone(p)) {
			rt.Fatalf("the %d shards, put together, differ from the whole", n)
		}
	})
}

func TestImpossiblePlansSayWhatIsWanted(t *testing.T) {
	for _, c := range []struct {
		plan Plan
		want string
	}{
		{Plan{Futures: 1}, "no cells"},
		{Plan{Cells: cells(1)}, "plan has 0 futures: want 1 or more"},
		{Plan{Cells: cells(1), Futures: 5, From: 2, To: 2}, "covers futures 2 to 2 of 5"},
		{Plan{Cells: cells(1), Futures: 5, To: 6}, "covers futures 0 to 6 of 5"},
		{Plan{Cells: cells(1), Futures: 5, Workers: -1}, "-1 workers"},
	} {
		err := Run(context.Background(), c.plan, nil, toy, func(*Record) error { return nil }, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error is %v, want it to say %q", err, c.want)
		}
	}
	for _, k := range [][2]int{{0, 2}, {3, 2}, {1, 0}, {1, 6}} {
		if _, err := (Plan{Cells: cells(1), Futures: 5}).Shard(k[0], k[1]); err == nil {
			t.Errorf("shard %d/%d of 5 futures gave no error", k[0], k[1])
		}
	}
}

// Memory must not grow with the number of futures.
func TestRecordsAreReused(t *testing.T) {
	newWorker := func() Worker {
		return func(_, _ int, rec *Record) error {
			for range 100 {
				rec.Outcomes = append(rec.Outcomes, 1)
			}
			return nil
		}
	}
	perRun := func(futures int) float64 {
		return testing.AllocsPerRun(3, func() {
			err := Run(context.Background(), Plan{Cells: cells(2), Futures: futures, Workers: 1}, nil, newWorker, func(*Record) error { return nil }, nil)
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	if few, many := perRun(100), perRun(10_000); many > few+20 {
		t.Errorf("10000 futures take %.0f allocations, 100 take %.0f: want no more", many, few)
	}
}

func BenchmarkOverheadPerFuture(b *testing.B) {
	newWorker := func() Worker { return func(int, int, *Record) error { return nil } }
	err := Run(context.Background(), Plan{Cells: cells(1), Futures: b.N, Workers: 2}, nil, newWorker, func(*Record) error { return nil }, nil)
	if err != nil {
		b.Fatal(err)
	}
}
