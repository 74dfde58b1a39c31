package ensemble

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// A Simulation is what the cells of a plan stand for: one scenario each, all
// of the same structure, so that future n has the same luck in every cell.
type Simulation struct {
	Cells     []Cell
	Scenarios []*scenario.Scenario // per cell
	Targets   []gauge.Target
	Seed      uint64
	Cut       undercut.Month // cohorts are the firms alive before it
	Keep      []bool         // per cell: whether records carry series

	draws []string // union of the cells' uncertain paths, sorted
	place [][]int  // [cell][uncertain] index into draws
}

// Prepare lists the drawn parameters of all cells and checks that the first
// month runs in each: what is impossible for all futures is said before any.
func (s *Simulation) Prepare() error {
	seen := map[string]bool{}
	for _, sc := range s.Scenarios {
		for _, q := range sc.Uncertain {
			if !seen[q.Path] {
				seen[q.Path] = true
				s.draws = append(s.draws, q.Path)
			}
		}
	}
	sort.Strings(s.draws)
	for _, sc := range s.Scenarios {
		var at []int
		for _, q := range sc.Uncertain {
			at = append(at, sort.SearchStrings(s.draws, q.Path))
		}
		s.place = append(s.place, at)
	}
	for i, sc := range s.Scenarios {
		if err := firstMonth(sc); err != nil {
			return fmt.Errorf("%s under belief %s: %w", s.Cells[i].World, s.Cells[i].Belief, err)
		}
	}
	return nil
}

// firstMonth runs the first month of a scenario's central future, in which the
// market looks at all of its numbers.
func firstMonth(sc *scenario.Scenario) error {
	m, err := market.New(&sc.World)
	if err != nil {
		return err
	}
	w, levers, _ := sc.NewDrawer().Central()
	if err := m.Reset(w, 0, 0); err != nil {
		return err
	}
	p := m.NewPolicy()
	for _, l := range levers {
		l.Apply(&p, w.Start)
	}
	return m.Step(&p)
}

// Draws names the drawn parameters, in the order of Record.Draws.
func (s *Simulation) Draws() []string { return s.draws }

// Outcomes describes Record.Outcomes: those of the indicators, then each
// target's simulated value, then the log of the future's weight by its fit.
func (s *Simulation) Outcomes() []gauge.Outcome {
	recorder := s.runner(0).recorder
	list := recorder.Outcomes()
	for _, g := range s.Targets {
		marked := slices.ContainsFunc(recorder.Gauges, func(i gauge.Gauge) bool { return i.Name == g.Indicator && i.Illustrative })
		list = append(list, gauge.Outcome{Name: "fit." + g.ID, Doc: "simulated value of the target", Illustrative: marked})
	}
	return append(list, gauge.Outcome{Name: "fit.logweight", Unit: "log", Doc: "minus half the sum over indicators of the mean squared miss of their targets"})
}

// Indicators describes the rows of Record.Series.
func (s *Simulation) Indicators() []gauge.Gauge { return s.runner(0).recorder.Gauges }

// Months returns the first month and the number of months.
func (s *Simulation) Months() (undercut.Month, int) {
	w := &s.Scenarios[0].World
	return w.Start, int(w.End-w.Start) + 1
}

// A runner simulates the futures of one cell, reusing its memory.
type runner struct {
	sim      *Simulation
	cell     int
	walker   *Walker
	recorder *gauge.Recorder
}

func (s *Simulation) runner(cell int) *runner {
	k, err := NewWalker(s.Scenarios[cell])
	if err != nil {
		panic(err) // Prepare has made the same market
	}
	start, months := s.Months()
	return &runner{sim: s, cell: cell, walker: k, recorder: gauge.NewRecorder(k.View(), start, months, s.Cut)}
}

// NewWorker returns a worker for Run.
func (s *Simulation) NewWorker() Worker {
	runners := make([]*runner, len(s.Cells))
	return func(cell, future int, rec *Record) error {
		if runners[cell] == nil {
			runners[cell] = s.runner(cell)
		}
		return runners[cell].future(future, rec)
	}
}

// future simulates one future into rec.
func (r *runner) future(n int, rec *Record) error {
	rec.Draws = rec.Draws[:0]
	for range r.sim.draws {
		rec.Draws = append(rec.Draws, math.NaN())
	}
	discount, err := r.run(n, rec.Draws, nil)
	if err != nil {
		return err
	}
	rec.Outcomes = r.recorder.Sum(rec.Outcomes[:0], discount)
	rec.Outcomes = r.judge(rec.Outcomes)
	rec.Series = rec.Series[:0]
	if r.sim.Keep == nil || r.sim.Keep[r.cell] {
		_, months := r.sim.Months()
		for range len(r.recorder.Gauges) * months {
			rec.Series = append(rec.Series, 0)
		}
		r.recorder.Fill(rec.Series)
	}
	return nil
}

// run simulates future n.
func (r *runner) run(n int, draws []float64, see func(undercut.View) error) (discount float64, err error) {
	w, drawn := r.walker.Draw(r.sim.Seed, uint64(n))
	for i, x := range drawn {
		if draws != nil {
			draws[r.sim.place[r.cell][i]] = x
		}
	}
	return w.Discount, r.months(see)
}

// months runs the future that the walker has begun; see is shown each month's
// view.
func (r *runner) months(see func(undercut.View) error) error {
	r.recorder.Reset()
	return r.walker.Walk(func(v undercut.View) error {
		r.recorder.Month(v)
		if see != nil {
			return see(v)
		}
		return nil
	})
}

// judge appends the simulated targets and the future's log weight.
func (r *runner) judge(dst []float64) []float64 {
	from := len(dst)
	for _, g := range r.sim.Targets {
		dst = append(dst, r.recorder.Measure(g))
	}
	return append(dst, gauge.LogWeight(r.sim.Targets, dst[from:]))
}

// Panel replays one future of one cell and shows every month's view.
func (s *Simulation) Panel(cell, future int, see func(undercut.View) error) error {
	_, err := s.runner(cell).run(future, nil, see)
	return err
}

// Central runs the central numbers of a cell, with the luck of future 0, and
// shows every month's view.
func (s *Simulation) Central(cell int, see func(undercut.View) error) error {
	r := s.runner(cell)
	r.walker.Central(s.Seed)
	return r.months(see)
}
