package ensemble

import (
	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// A Walker steps through the futures of one scenario, one after another,
// reusing its memory: Draw begins a future, Walk runs its months. It is used
// by one goroutine at a time.
type Walker struct {
	drawer *scenario.Drawer
	market *market.Market
	policy market.Policy

	world        *market.World
	levers       []lever.Lever
	seed, future uint64
}

// NewWalker allocates the market of a scenario. Its error names structure that
// cannot be simulated.
func NewWalker(sc *scenario.Scenario) (*Walker, error) {
	m, err := market.New(&sc.World)
	if err != nil {
		return nil, err
	}
	return &Walker{drawer: sc.NewDrawer(), market: m, policy: m.NewPolicy()}, nil
}

// View returns the names of the world and the month that was last run.
func (k *Walker) View() undercut.View { return k.market.View() }

// Draw begins future number future of seed. The world with its numbers, and
// the numbers in the order of Scenario.Uncertain, hold until the next Draw.
func (k *Walker) Draw(seed, future uint64) (w *market.World, draws []float64) {
	k.world, k.levers, draws = k.drawer.Draw(seed, future)
	k.seed, k.future = seed, future
	return k.world, draws
}

// Central begins the future of a scenario's central numbers, with the luck of
// future 0 of seed.
func (k *Walker) Central(seed uint64) {
	k.world, k.levers, _ = k.drawer.Central()
	k.seed, k.future = seed, 0
}

// Walk runs all months of the future that was begun and shows each to see,
// whose error ends it.
func (k *Walker) Walk(see func(undercut.View) error) error {
	if err := k.market.Reset(k.world, k.seed, k.future); err != nil {
		return err
	}
	for t := k.world.Start; t <= k.world.End; t++ {
		k.policy.Reset()
		for _, l := range k.levers {
			l.Apply(&k.policy, t)
		}
		if err := k.market.Step(&k.policy); err != nil {
			return err
		}
		if err := see(k.market.View()); err != nil {
			return err
		}
	}
	return nil
}
