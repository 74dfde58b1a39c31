package report

import (
	"io"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/indicator"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

// An Input is what a report is made of. Evidence (history, targets, sources)
// comes from package evidence itself.
type Input struct {
	Run        store.Manifest        // what was run; its cells give beliefs and worlds, in order
	Title      string                // of the scenario, in words
	Titles     map[string]string     // of beliefs and worlds by name; a name without one stands for itself
	Command    string                // the exact line that makes the run again
	Dir        string                // where the files are; "" if none were written
	World      undercut.View         // names only: blocs, segments, firms
	Discount   float64               // the scenario's central rate a year
	Indicators []indicator.Indicator // in step with Run.SeriesNames
	Bands      []store.Band          // of Run's cells; none if the run kept no series
	Numbers    []scenario.Number     // of the scenario under the main belief
	Judgement  *claim.Judgement
}

// Text writes the answer as text for a terminal: at most 100 columns.
func Text(w io.Writer, in *Input) error { return nil }

// HTML writes the report as one page that asks nothing of the network.
func HTML(w io.Writer, in *Input) error { return nil }

// JSON writes the content of Text for programs.
func JSON(w io.Writer, in *Input) error { return nil }

// CSV writes the content of Text as one long table: section, belief, against,
// name, value and interval.
func CSV(w io.Writer, in *Input) error { return nil }

// SVG writes the fan chart of one indicator as a picture that stands alone.
// The error names the indicators that have bands.
func SVG(w io.Writer, in *Input, indicator string) error { return nil }
