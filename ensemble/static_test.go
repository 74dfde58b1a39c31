package ensemble_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// What holds exactly in every month of the flagship scenario.

// replay runs one future of a scenario and shows each month with its policy.
func replay(t testing.TB, sc *scenario.Scenario, draw func(*scenario.Drawer) (*market.World, []lever.Lever, []float64), future uint64, see func(v undercut.View, p *market.Policy)) {
	t.Helper()
	w, levers, _ := draw(sc.NewDrawer())
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Reset(w, 1, future); err != nil {
		t.Fatal(err)
	}
	p := m.NewPolicy()
	for month := w.Start; month <= w.End; month++ {
		p.Reset()
		for _, l := range levers {
			l.Apply(&p, month)
		}
		if err := m.Step(&p); err != nil {
			t.Fatal(err)
		}
		see(m.View(), &p)
	}
}

func central(d *scenario.Drawer) (*market.World, []lever.Lever, []float64) { return d.Central() }

func drawn(future uint64) func(d *scenario.Drawer) (*market.World, []lever.Lever, []float64) {
	return func(d *scenario.Drawer) (*market.World, []lever.Lever, []float64) { return d.Draw(1, future) }
}

func TestTheOutsideOptionNeitherVanishesNorTakesAll(t *testing.T) {
	sc := change{}.load(t)
	low, high := 1.0, 0.0
	replay(t, sc, central, 0, func(v undercut.View, _ *market.Policy) {
		for _, r := range v.Rows {
			if v.Segments[r.Segment].Layer != undercut.Model {
				continue
			}
			low, high = min(low, r.Outside), max(high, r.Outside)
			if !(r.Outside > 0.05 && r.Outside < 0.8) {
				t.Fatalf("%v: the outside share of %s in %s is %.3g: the law says 0.05 to 0.8", v.AsOf, v.Segments[r.Segment].Name, v.Blocs[r.Market].Name, r.Outside)
			}
		}
	})
	t.Logf("outside shares of models lie between %.3f and %.3f", low, high)
}

// TestBooksBalance recomputes every firm's cash, every state's tariffs and
// every maker's profit from the panel alone.
func TestBooksBalance(t *testing.T) {
	if raceEnabled {
		t.Skip("long, on one goroutine: left to the run without the race detector")
	}
	for _, c := range []struct {
		name string
		change
	}{{"flagship", change{}}, {"cn-absent", change{overlays: []string{"cn-absent"}}}, {"tariff-wall", change{overlays: []string{"tariff-wall"}}}, {"state-purchases", change{overlays: []string{"state-purchases"}}}} {
		sc := c.load(t)
		for future := range uint64(3) {
			var before []undercut.FirmRow
			replay(t, sc, drawn(future), future, func(v undercut.View, p *market.Policy) {
				where := fmt.Sprintf("%s, future %d, %v", c.name, future, v.AsOf)
				cashMoves(t, where, v, before)
				before = append(before[:0], v.Books...)
				rowsAddUp(t, where, v)
				tariffsAddUp(t, where, v, p)
			})
		}
	}
}

func cashMoves(t *testing.T, where string, v undercut.View, before []undercut.FirmRow) {
	t.Helper()
	for i, b := range v.Books {
		if b.Cash != b.Cash || b.Value != b.Value || math.IsInf(b.Cash, 0) {
			t.Fatalf("%s: %s has cash %g and value %g", where, v.Firms[i].Name, b.Cash, b.Value)
		}
		if before == nil || v.Firms[i].Entrant && b.Alive && !before[i].Alive {
			continue // what it starts with is not a flow
		}
		flows := b.Gross + b.Grant + b.Funding + b.Transfer - b.Research - b.Overhead
		if moved := b.Cash - before[i].Cash; !(math.Abs(moved-flows) <= 1e-9*(1+math.Abs(b.Cash)+math.Abs(b.Gross))) {
			t.Fatalf("%s: cash of %s moved by %.12g $bn, gross profit, grants and funding less research and overhead are %.12g", where, v.Firms[i].Name, moved, flows)
		}
	}
}

// rowsAddUp: what the rows say of makers is what their books say.
func rowsAddUp(t *testing.T, where string, v undercut.View) {
	t.Helper()
	revenue, profit := make([]float64, len(v.Firms)), make([]float64, len(v.Firms))
	for _, r := range v.Rows {
		revenue[r.Firm] += r.Revenue
		profit[r.Firm] += r.Profit
		if r.Share > 0 && !(r.Price > 0) || r.Revenue < 0 || r.Units < 0 {
			t.Fatalf("%s: %s sells %g units at $%g for %g $bn", where, v.Firms[r.Firm].Name, r.Units, r.Price, r.Revenue)
		}
	}
	for i, b := range v.Books {
		if v.Firms[i].Layer != undercut.Device {
			continue
		}
		if !(math.Abs(revenue[i]-b.Revenue) <= 1e-9*(1e-3+b.Revenue)) || !(math.Abs(profit[i]-b.Gross) <= 1e-9*(1e-3+b.Revenue)) {
			t.Fatalf("%s: rows of %s add up to revenue %.12g and profit %.12g, its books say %.12g and %.12g", where, v.Firms[i].Name, revenue[i], profit[i], b.Revenue, b.Gross)
		}
	}
}

// tariffsAddUp: duty is rate × what the seller keeps, wherever it is due.
func tariffsAddUp(t *testing.T, where string, v undercut.View, p *market.Policy) {
	t.Helper()
	duty := make([]float64, len(v.Blocs))
	for _, r := range v.Rows {
		rate, keeps := p.Tariff[r.Segment][v.Firms[r.Firm].Bloc][r.Market], r.Revenue+r.Hosted
		if v.Segments[r.Segment].Layer == undercut.Device { // services are not taxed
			keeps = r.Units * r.Price / 1e3 / ((1 + rate) * (1 - p.BuyerSub[r.Segment][r.Market]))
		}
		duty[r.Market] += rate * keeps
	}
	for b, s := range v.States {
		if !(math.Abs(duty[b]-s.Tariffs) <= 1e-9*(1e-3+duty[b])) {
			t.Fatalf("%s: tariffs of %s add up to %.12g $bn, its state has %.12g", where, v.Blocs[b].Name, duty[b], s.Tariffs)
		}
	}
}

// TestAFutureIsTheSameWhateverRanBefore runs the flagship and a
// counterfactual in turn on one worker, as ensembles do, and each future
// alone on a worker of its own.
func TestAFutureIsTheSameWhateverRanBefore(t *testing.T) {
	s := &ensemble.Simulation{Seed: 1, Cut: undercut.Date(2024, 12)}
	for _, world := range []string{"", "cn-absent"} {
		c := change{}
		if world != "" {
			c.overlays = []string{world}
		}
		s.Cells = append(s.Cells, ensemble.Cell{Belief: "default", World: world})
		s.Scenarios = append(s.Scenarios, c.load(t))
	}
	if err := s.Prepare(); err != nil {
		t.Fatal(err)
	}
	text := func(r *ensemble.Record) string { return fmt.Sprintln(r.Draws, r.Outcomes, r.Series, r.Err) }
	alone := func(cell, future int) string {
		r := &ensemble.Record{Cell: cell, Future: future}
		if err := s.NewWorker()(cell, future, r); err != nil {
			t.Fatal(err)
		}
		return text(r)
	}
	futures := 8
	if raceEnabled {
		futures = 3
	}
	for _, workers := range []int{1, 3} {
		err := ensemble.Run(context.Background(), ensemble.Plan{Cells: s.Cells, Futures: futures, Workers: workers}, nil, s.NewWorker, func(r *ensemble.Record) error {
			if r.Future < futures-2 { // the last ones have the most behind them
				return nil
			}
			if got := text(r); got != alone(r.Cell, r.Future) {
				return fmt.Errorf("future %d of cell %d is another one after futures 0 to %d on %d workers", r.Future, r.Cell, r.Future-1, workers)
			}
			return nil
		}, nil)
		if err != nil {
			t.Error(err)
		}
	}
}

// TestWorldsAreTheSameUntilTheyPart: with common luck a counterfactual is its
// base, bit for bit, until the month in which it is switched on.
func TestWorldsAreTheSameUntilTheyPart(t *testing.T) {
	part := undercut.Date(2024, 12)
	var base []string
	replay(t, change{}.load(t), drawn(3), 3, func(v undercut.View, _ *market.Policy) { base = append(base, fmt.Sprint(v)) })
	for _, world := range []string{"cn-closed", "cn-absent"} {
		k, differs := 0, false
		replay(t, change{overlays: []string{world}}.load(t), drawn(3), 3, func(v undercut.View, _ *market.Policy) {
			differs = differs || fmt.Sprint(v) != base[k]
			if v.AsOf < part && differs {
				t.Fatalf("%s differs from its base in %v, before %v", world, v.AsOf, part)
			}
			k++
		})
		if !differs {
			t.Errorf("%s never differs from its base", world)
		}
	}
}
