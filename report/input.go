package report

import (
	"errors"
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

// An Input is what a report is made of. Other evidence (targets, sources) comes
// from package evidence itself.
type Input struct {
	Run        store.Manifest    // what was run; its cells give beliefs and worlds, in order
	Title      string            // of the scenario, in words
	Titles     map[string]string // of beliefs and worlds by name; a name without one stands for itself
	Command    string            // the exact line that makes the run again
	Dir        string            // where the files are; "" if none were written
	World      undercut.View     // names only: blocs, segments, firms
	Discount   float64           // the scenario's central rate a year
	Indicators []gauge.Gauge     // in step with Run.SeriesNames
	Bands      []store.Band      // of Run's cells; none if the run kept no series
	Numbers    []scenario.Number // of the scenario under the main belief
	Judgement  *claim.Judgement
	Observed   []evidence.Point // what was observed of the series
	Evidence   string           // a user's evidence behind Observed; "" if it is the shipped one
}

// check returns what an input lacks to be shown.
func (in *Input) check() error {
	switch {
	case in.Judgement == nil || len(in.Judgement.Beliefs) == 0:
		return errors.New("report has no judgement: judge the run first")
	case len(in.worlds()) < 2:
		return fmt.Errorf("report is of %d worlds: want the scenario and a counterfactual", len(in.worlds()))
	case len(in.Indicators) != len(in.Run.SeriesNames):
		return fmt.Errorf("report has %d indicators for %d series: want them in step", len(in.Indicators), len(in.Run.SeriesNames))
	}
	return nil
}
