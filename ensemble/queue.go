package ensemble

// A row is one future in all its cells: the unit of work and a place in the
// ring. It belongs to the worker that holds its ticket until ready.
type row struct {
	future   int
	todo     []int    // cells to simulate, in order
	recs     []Record // recs[i] is the record of cell todo[i]
	finished int      // how many of them are simulated
	sunk     int      // how many of them went to the sink
	ready    bool     // the worker has given it back
}

// next returns the record to fill next, with empty slices.
func (r *row) next() *Record {
	rec := &r.recs[r.finished]
	*rec = Record{
		Cell: r.todo[r.finished], Future: r.future,
		Draws: rec.Draws[:0], Outcomes: rec.Outcomes[:0], Series: rec.Series[:0],
	}
	return rec
}

// A queue numbers the rows that have something to do (tickets 0, 1, 2, …) and
// holds those between issue and sink in a ring. It is used by the collecting
// goroutine; workers touch only the row of their ticket.
type queue struct {
	plan    Plan
	isDone  func(future, cell int) bool
	tickets chan int
	ring    []row
	future  int // next future to look at
	tail    int // next ticket to issue
	head    int // next ticket to sink
	closed  bool

	done, total, failed int // (future, cell) pairs
}

func newQueue(p Plan, done func(future, cell int) bool) *queue {
	n := min(p.Workers*rowsPerWorker, p.end()-p.From)
	q := &queue{
		plan: p, isDone: done, tickets: make(chan int, n), ring: make([]row, n),
		future: p.From, total: (p.end() - p.From) * len(p.Cells),
	}
	for i := range q.ring {
		q.ring[i].todo = make([]int, 0, len(p.Cells))
		q.ring[i].recs = make([]Record, len(p.Cells))
	}
	return q
}

// row returns the place of a ticket in the ring. Two tickets that are out at
// the same time never share one, for tail-head never exceeds the ring.
func (q *queue) row(ticket int) *row { return &q.ring[ticket%len(q.ring)] }

// issue finds the next future with something to do and issues its ticket. If
// there is none it closes the tickets, which sends the workers home.
func (q *queue) issue() {
	for ; q.future < q.plan.end(); q.future++ {
		r := q.row(q.tail)
		r.future, r.todo, r.finished, r.sunk, r.ready = q.future, r.todo[:0], 0, 0, false
		for c := range q.plan.Cells {
			if q.isDone(q.future, c) {
				q.done++
			} else {
				r.todo = append(r.todo, c)
			}
		}
		if len(r.todo) > 0 {
			q.tickets <- q.tail // never blocks: the channel has room for the ring
			q.tail++
			q.future++
			return
		}
	}
	if !q.closed {
		close(q.tickets)
		q.closed = true
	}
}

// sink hands on the finished records of a row.
func (q *queue) sink(r *row, sink func(*Record) error) error {
	for ; r.sunk < r.finished; r.sunk++ {
		rec := &r.recs[r.sunk]
		if err := sink(rec); err != nil {
			return err
		}
		q.done++
		if rec.Err != "" {
			q.failed++
		}
	}
	return nil
}

// advance frees the place of the row at the head and fills it.
func (q *queue) advance() {
	q.row(q.head).ready = false
	q.head++
	q.issue()
}

// drained reports whether everything the plan asks for has been sunk.
func (q *queue) drained() bool { return q.closed && q.head == q.tail }
