package ensemble

import (
	"context"
	"runtime"
	"sync"
)

// rowsPerWorker sets the size of the ring: how many futures the others may be
// ahead of the slowest, for each worker. At 16 a future that takes ten times
// as long as the rest delays nobody.
const rowsPerWorker = 16

// A Worker simulates one future in one cell and fills rec in place. The
// slices of rec come empty, with the capacity of an earlier record: append to
// them. Cell and Future are set already. After an error the outcomes and
// series are discarded and the draws made so far are kept.
//
// A Worker is used by one goroutine at a time and may keep buffers between
// calls; its answer may depend on (cell, future) only.
type Worker func(cell, future int, rec *Record) error

// Run simulates every (future, cell) of the plan that is not done and calls
// sink with each in order: by future, then by cell, whatever the number of
// workers. The record belongs to Run again when sink returns.
//
// newWorker is called on the workers' goroutines, once for each and again
// after a panic, whose Worker may have been left in an impossible state. done
// (nil if nothing is), sink and progress (may be nil) are called on the
// caller's goroutine. progress is told after every future how many (future,
// cell) pairs of the plan are done, earlier runs included, and how many
// failed in this one.
//
// When ctx ends, workers finish the cell they are in, what forms a prefix of
// the order is sunk, and Run returns ctx.Err(). An error of sink stops the run
// in the same way and is returned as it is; nothing is sunk after it.
func Run(
	ctx context.Context, p Plan, done func(future, cell int) bool, newWorker func() Worker,
	sink func(*Record) error, progress func(done, total, failed int),
) error {
	if err := p.check(); err != nil {
		return err
	}
	if p.Workers == 0 {
		p.Workers = runtime.GOMAXPROCS(0)
	}
	if done == nil {
		done = func(int, int) bool { return false }
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()

	q := newQueue(p, done)
	results := make(chan int, len(q.ring))
	var wg sync.WaitGroup
	for range p.Workers {
		wg.Go(func() { work(inner, q, newWorker, results) })
	}
	go func() { wg.Wait(); close(results) }()

	for range q.ring {
		q.issue()
	}
	err := collect(q, results, sink, progress, cancel)
	if err == nil && !q.drained() {
		err = ctx.Err()
	}
	return err
}

// work simulates the rows it gets tickets for until there are none left or
// ctx ends. Sending never blocks: results has room for the whole ring.
func work(ctx context.Context, q *queue, newWorker func() Worker, results chan<- int) {
	g := guard{newWorker: newWorker}
	for {
		select {
		case <-ctx.Done():
			return
		case ticket, ok := <-q.tickets:
			if !ok {
				return
			}
			r := q.row(ticket)
			for r.finished < len(r.todo) && ctx.Err() == nil {
				rec := r.next()
				g.simulate(rec)
				r.finished++
			}
			results <- ticket
		}
	}
}

// collect sinks rows in the order of their tickets as they arrive, and issues
// a new ticket for each row sunk. It returns when all workers have ended,
// with the first error of sink.
func collect(
	q *queue, results <-chan int, sink func(*Record) error,
	progress func(done, total, failed int), stop func(),
) (err error) {
	for ticket := range results {
		q.row(ticket).ready = true
		for err == nil && q.row(q.head).ready {
			r := q.row(q.head)
			if err = q.sink(r, sink); err != nil {
				stop()
				break
			}
			if r.finished < len(r.todo) {
				break // interrupted inside this row: the prefix ends here
			}
			if progress != nil {
				progress(q.done, q.total, q.failed)
			}
			q.advance()
		}
	}
	return err
}
