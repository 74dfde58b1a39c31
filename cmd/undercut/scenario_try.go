package main

import (
	"errors"
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/scenario"
)

// soonLost is within how many months of its start a firm must leave to be
// remarked on: its numbers, not the market, are the likely reason.
const soonLost = 24

// tryOut runs the central future of a scenario: the error is what makes it
// impossible in all futures, and the remarks say which of the user's own firms
// are lost soon. Luck is that of future 0.
func tryOut(s *scenario.Scenario) (remarks []string, err error) {
	sim := &ensemble.Simulation{
		Cells:     []ensemble.Cell{{Belief: "default", World: s.World.Name}},
		Scenarios: []*scenario.Scenario{s}, Seed: 1, Cut: cohortDate,
	}
	if err := sim.Prepare(); err != nil {
		return nil, errors.Unwrap(err) // the cell has no name that a user would know
	}
	own := s.OwnFirms()
	was := make([]bool, len(s.World.Firms)) // alive last month
	err = sim.Central(0, func(v undercut.View) error {
		for _, i := range own {
			f, alive := &v.Firms[i], v.Books[i].Alive
			if months := v.AsOf - f.Start; was[i] && !alive && months <= soonLost {
				remarks = append(remarks, fmt.Sprintf("%s leaves in %v, %d months after its start, in the central future: its cash has run out; give it cash or a backer, or a better margin", f.Name, v.AsOf, months))
			}
			was[i] = alive
		}
		return nil
	})
	return remarks, err
}
