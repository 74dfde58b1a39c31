package indicator

import "github.com/undercut-sim/undercut"

// An Indicator is a quantity that can be measured of a view.
type Indicator struct {
	Name   string // as on the command line: price, lag_open
	Title  string // as on a dashboard, a few words
	Unit   string
	Doc    string // the definition, in sentences
	Source string // of the method: paper or publisher
	Params []Param
	Log    bool // drawn on a log scale
	Of     func(v undercut.View, a Args) Estimate
}

// A Param is a choice of an indicator, as a flag.
type Param struct {
	Name   string   // level, definition, scale, domain, weights
	Values []string // the words it takes, the first being the default; nil for numbers
	Doc    string
}

// Args are the choices of a measurement. The zero value of each is refused:
// start from Indicator.Defaults.
type Args struct {
	At         undercut.Day // the day it speaks of, at most View.Day
	From       undercut.Day // start of the window of fits and indices
	Scale      string       // of capability: eci, arena, gpqa, …
	Level      float64      // capability on the scale
	LevelName  string       // how the user named it: GPT-4
	Definition string       // a word of Params; empty if there is but one
	Domain     string       // language, image, …
	Weights    []float64    // tokens read and written in the blended price: 3, 1
	Strict     bool         // only open weights without terms count as open
	Multiplier float64      // tokens a task against a model that does not reason; 1 off
}

// An Estimate is a measured value with what is needed to believe it.
type Estimate struct {
	Mid, Lo, Hi float64      // Lo to Hi is the 90% interval; NaN where there is none
	N           int          // observations behind it
	Data        undercut.Day // the latest row behind it was seen then
	What        string       // the definition as applied, with the choices filled in
	Basis       string       // what decided it: the model and offer, the two records
	Undefined   string       // why Mid is NaN; empty if it is not
	Warnings    []string     // what a reader must know
	Sources     []string     // ids of evidence sources of the rows used
	Table       Table        // the rows behind it, for people who check
}

// A Table is rows with names.
type Table struct {
	Columns []string
	Rows    [][]string
}
