package game

import (
	"cmp"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// A runner plays futures of a table one after another, reusing its memory. It
// is for one goroutine.
type runner struct {
	table    *Table
	drawer   *scenario.Drawer
	market   *market.Market
	policy   market.Policy
	recorder *gauge.Recorder // of headlines; unused while deaf
	deaf     bool            // only scores are wanted
	scorer   scorer
	ended    []undercut.Month // by lever of the scenario; 0: its own window counts
	orders   []placed
}

// A placed move is a lever with the months in which it is in force.
type placed struct {
	lever    lever.Lever
	from, to undercut.Month
}

func (t *Table) runner() (*runner, error) {
	m, err := market.New(&t.Scenario.World)
	if err != nil {
		return nil, err
	}
	w := &t.Scenario.World
	r := &runner{table: t, drawer: t.Scenario.NewDrawer(), market: m, policy: m.NewPolicy()}
	r.recorder = gauge.NewRecorder(m.View(), w.Start, int(w.End-w.Start)+1, t.From)
	n := len(t.seats)
	r.scorer = scorer{seats: t.seats, sums: make([]float64, n), stocks: make([]float64, n), opened: make([]float64, n)}
	for _, s := range t.Scenario.World.Segments {
		r.scorer.spend = append(r.scorer.spend, s.Form == "spend")
	}
	r.ended = make([]undercut.Month, len(t.Scenario.Levers))
	return r, nil
}

// A choice says which moves are made: all with keep nil.
type choice func(move int) bool

func nobody(int) bool { return false }

func without(move int) choice { return func(i int) bool { return i != move } }

// lay readies the moves that are made. Those of firms come before those of
// states: where both order a licence, the later in the order holds.
func (r *runner) lay(keep choice, more ...placed) {
	t := r.table
	clear(r.ended)
	var made []int
	for i := range t.Moves {
		if keep != nil && !keep(i) {
			continue
		}
		made = append(made, i)
		if k := t.orders[i].script; k >= 0 && (r.ended[k] == 0 || t.orders[i].from < r.ended[k]) {
			r.ended[k] = t.orders[i].from
		}
	}
	slices.SortStableFunc(made, func(a, b int) int {
		return cmp.Or(cmp.Compare(rank(t.Moves[b].Role), rank(t.Moves[a].Role)), cmp.Compare(t.Moves[a].Turn, t.Moves[b].Turn))
	})
	r.orders = r.orders[:0]
	for _, i := range made {
		if t.Moves[i].Move != nil {
			r.orders = append(r.orders, placed{t.Moves[i].Move, t.orders[i].from, t.ends(i, keep)})
		}
	}
	r.orders = append(r.orders, more...)
}

// A fork is where a future takes the luck of another.
type fork struct {
	at     undercut.Month
	future int64
}

// run plays a future up to the month last with the moves that lay readied; see
// is shown every month's view.
func (r *runner) run(future int64, last undercut.Month, see func(*undercut.View) error) error {
	return r.runForked(future, last, fork{at: last + 1}, see)
}

// runForked is run with other luck from some month on.
func (r *runner) runForked(future int64, last undercut.Month, f fork, see func(*undercut.View) error) error {
	t := r.table
	w, levers, _ := r.drawer.Draw(uint64(t.Seed), uint64(future))
	if err := r.market.Reset(w, uint64(t.Seed), uint64(future)); err != nil {
		return err
	}
	r.recorder.Reset()
	r.scorer.reset()
	for at := w.Start; at <= last; at++ {
		if at == f.at {
			r.market.Turn(uint64(f.future))
		}
		r.apply(levers, at)
		if err := r.market.Step(&r.policy); err != nil {
			return err
		}
		v := r.market.View()
		if !r.deaf {
			r.recorder.Month(v)
		}
		switch {
		case at >= t.From:
			r.scorer.month(&v)
		case at == t.From-1:
			r.scorer.open(&v)
		}
		if see != nil {
			if err := see(&v); err != nil {
				return err
			}
		}
	}
	return nil
}

// apply writes the policy of a month: the scenario's script, then the moves.
func (r *runner) apply(levers []lever.Lever, at undercut.Month) {
	r.policy.Reset()
	for k, l := range levers {
		if r.ended[k] == 0 || at < r.ended[k] {
			l.Apply(&r.policy, at)
		}
	}
	for _, o := range r.orders {
		if at >= o.from && (o.to == 0 || at < o.to) {
			o.lever.Apply(&r.policy, at)
		}
	}
}
