package forecast

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/rng"
	"github.com/undercut-sim/undercut/scenario"
)

// A Future is one simulated path, at every whole year after the origin.
// Index [h-1] is h years after it.
type Future struct {
	Price []float64   // log of the market's mean price relative to the origin's
	Units []float64   // log of sales relative to the origin's
	Share [][]float64 // [year][firm of Estimate.Firms] part of what is sold
	Gone  [][]bool    // [year][firm] it has left
}

// A Runner simulates futures of one market one after another, reusing its
// memory. It is used by one goroutine at a time.
type Runner struct {
	m      *Market
	drawer *scenario.Drawer
	market *market.Market
	policy market.Policy
	seed   uint64
	drawn  drawn
	level  float64 // log of the mean price at the start
}

// drawn are the blocks that every draw of the scenario writes its numbers into.
// A future lays copies over the world, which the next one must not start from.
type drawn struct {
	makers   []*market.Maker
	learning *market.Learning
	conduct  *market.Conduct
}

func drawnOf(w *market.World) drawn {
	d := drawn{learning: w.Segments[0].Learning, conduct: w.Segments[0].Conduct}
	for i := range w.Firms {
		d.makers = append(d.makers, w.Firms[i].Maker)
	}
	return d
}

// Runner returns a new runner. Luck depends on the seed, the episode, the world
// and the origin: episodes do not share it.
func (m *Market) Runner(seed uint64) (*Runner, error) {
	k, err := market.New(&m.scenario.World)
	if err != nil {
		return nil, fmt.Errorf("%s, world %s at %s: %w", m.Episode, m.World.Name, m.Origin, err)
	}
	x, _, _, _ := rng.At(seed, 0, rng.Name("episode/"+m.Episode+"/"+m.World.Name+"/"+m.Origin.Text), 0)
	r := &Runner{m: m, drawer: m.scenario.NewDrawer(), market: k, policy: k.NewPolicy(), seed: x}
	w, _, _ := r.drawer.Central()
	r.drawn = drawnOf(w)
	return r, nil
}

// Run simulates one future with shared numbers s.
func (r *Runner) Run(s Shared, future uint64) (Future, error) {
	w, levers, _ := r.drawer.Draw(r.seed, future)
	r.m.lay(w, r.drawn, s, luck{r.seed, future})
	r.level = r.m.level(r.drawn.makers)
	f, err := r.walk(w, levers, future)
	if err != nil {
		return f, fmt.Errorf("%s, world %s at %s, future %d: %w", r.m.Episode, r.m.World.Name, r.m.Origin, future, err)
	}
	return f, nil
}

func (r *Runner) walk(w *market.World, levers []lever.Lever, future uint64) (Future, error) {
	var f Future
	if err := r.market.Reset(w, r.seed, future); err != nil {
		return f, err
	}
	for t := w.Start; t <= w.End; t++ {
		r.policy.Reset()
		for _, l := range levers {
			l.Apply(&r.policy, t)
		}
		if err := r.market.Step(&r.policy); err != nil {
			return f, err
		}
		month := t - w.Start // 0 has the levels of the origin
		if month == 0 || month%12 != 0 {
			continue
		}
		if err := r.look(&f); err != nil {
			return f, fmt.Errorf("year %d: %w", month/12, err)
		}
	}
	return f, nil
}

// level is the log of the mean price at the start.
func (m *Market) level(makers []*market.Maker) float64 {
	sum, all := 0.0, 0.0
	for k, i := range m.firms {
		sum += m.Estimate.Firms[k].Share * makers[i].Price
		all += m.Estimate.Firms[k].Share
	}
	return math.Log(sum / all)
}

// look reads the month as a whole year after the origin. Sales at the origin are
// 1 a year by construction.
func (r *Runner) look(f *Future) error {
	v := r.market.View()
	units, revenue := 0.0, 0.0
	share := make([]float64, len(r.m.firms))
	gone := make([]bool, len(r.m.firms))
	for _, x := range v.Rows {
		units += x.Units
		revenue += x.Units * x.Price
		if k := r.m.place(x.Firm); k >= 0 {
			share[k] += x.Units
		}
	}
	if !(units > 0) {
		return fmt.Errorf("nothing was sold")
	}
	for k := range share {
		share[k] /= units
		gone[k] = !alive(v, r.m.firms[k])
	}
	f.Price = append(f.Price, math.Log(revenue/units)-r.level)
	f.Units = append(f.Units, math.Log(12*units))
	f.Share, f.Gone = append(f.Share, share), append(f.Gone, gone)
	return nil
}

// place is a firm's place in Estimate.Firms; -1 for an entrant.
func (m *Market) place(firm int) int {
	for k, i := range m.firms {
		if i == firm {
			return k
		}
	}
	return -1
}

// alive says whether a firm has its books open this month.
func alive(v undercut.View, firm int) bool {
	for i := range v.Books {
		if v.Books[i].Firm == firm {
			return v.Books[i].Alive
		}
	}
	return false
}
