package game

import (
	"context"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
)

// Ahead is how far a best reply looks, in months from the first of the turn.
const Ahead = 12

// Lucks is how many ways a best reply sees things going: nobody knows what luck
// the game has in store, so each move is tried in the luck of the futures next
// to the game's own, and the mean counts.
const Lucks = 4

// A Reply is what a seat that plays by best reply did in a turn.
type Reply struct {
	Role  string
	Made  bool    // false: it stood pat
	Words string  // of the move
	Gain  float64 // on standing pat, over the months looked ahead, mean over lucks, $bn
	Tried int     // moves compared
}

// A trial is a table on which one seat has made one move.
type trial struct {
	seat  int
	table *Table
	score float64
}

// Reply lets every seat that plays by best reply make its move for a turn, on
// any number of workers (0: one per processor). All choose at once, from what
// happened before the turn.
func (t *Table) Reply(ctx context.Context, turn, workers int) ([]Reply, error) {
	trials := t.trials(turn)
	if len(trials) == 0 {
		return nil, nil
	}
	if err := t.judge(ctx, trials, turn, workers); err != nil {
		return nil, err
	}
	var replies []Reply
	var moves []Move
	for from := 0; from < len(trials); {
		to, best := from, from
		for ; to < len(trials) && trials[to].seat == trials[from].seat; to++ {
			if trials[to].score > trials[best].score { // of equals the first, standing pat before all
				best = to
			}
		}
		r := Reply{Role: t.seats[trials[from].seat].role.Name, Made: best > from, Tried: to - from, Gain: trials[best].score - trials[from].score}
		if chosen := trials[best].table; r.Made {
			last := len(chosen.Moves) - 1
			r.Words = chosen.Words(last)
			moves = append(moves, chosen.Moves[last])
		}
		replies, from = append(replies, r), to
	}
	for _, m := range moves {
		if err := t.add(m, true); err != nil {
			return nil, err
		}
	}
	return replies, nil
}

// trials lists, for each seat that plays by best reply, standing pat and then
// every candidate that the rules admit.
func (t *Table) trials(turn int) (list []trial) {
	past := *t
	game := *t.Game
	past.Game = &game
	game.Moves, past.orders = nil, nil
	for i, m := range t.Moves {
		if m.Turn < turn {
			game.Moves, past.orders = append(game.Moves, m), append(past.orders, t.orders[i])
		}
	}
	for k := range t.seats {
		s := &t.seats[k]
		if s.by != ByBest {
			continue
		}
		list = append(list, trial{seat: k, table: &past})
		for _, m := range past.candidates(s, turn) {
			one, own := past, *past.Game
			one.Game = &own
			if one.add(m, true) == nil {
				list = append(list, trial{seat: k, table: &one})
			}
		}
	}
	return list
}

// judge plays every trial some months ahead.
func (t *Table) judge(ctx context.Context, trials []trial, turn, workers int) error {
	last := min(t.Begins(turn)+Ahead-1, t.Scenario.World.End)
	plan := ensemble.Plan{Cells: []ensemble.Cell{{World: "trial"}}, Futures: len(trials), Workers: workers}
	worker := func() ensemble.Worker {
		r, err := t.runner()
		return func(_, n int, rec *ensemble.Record) error {
			if err != nil {
				return err
			}
			return r.try(&trials[n], turn, last, rec)
		}
	}
	return ensemble.Run(ctx, plan, nil, worker, func(rec *ensemble.Record) error {
		tr := &trials[rec.Future]
		switch {
		case rec.Err == "":
			tr.score = rec.Outcomes[0]
		case tr.table.Game == trials[0].table.Game: // standing pat
			return fmt.Errorf("turn %d: %s looks ahead: %s", turn, t.seats[tr.seat].role.Name, rec.Err)
		default: // a move that the market cannot take is no reply
			tr.score = math.Inf(-1)
		}
		return nil
	}, nil)
}

// try is the mean score of a trial over lucks that part from the game's own
// with the turn.
func (r *runner) try(tr *trial, turn int, last undercut.Month, rec *ensemble.Record) error {
	r.table, r.deaf = tr.table, true
	r.lay(nil)
	mean := 0.0
	for k := range int64(Lucks) {
		f := fork{r.table.Begins(turn), r.table.Future + 1 + k}
		if err := r.runForked(r.table.Future, last, f, nil); err != nil {
			return err
		}
		mean += r.scorer.scores(nil)[tr.seat] / Lucks
	}
	rec.Outcomes = append(rec.Outcomes, mean)
	return nil
}
