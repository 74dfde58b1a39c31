package scenario

import (
	"math"

	"github.com/undercut-sim/undercut/evidence"
)

// A Row is a number with its range and source in a parameter set; its key is
// the path of a number, such as technology.lag_open.
type Row = evidence.Parameter

// Rows looks up a parameter set by name. It is evidence.Parameters, or a
// function of the same form over a table of the user's.
type Rows func(set string) ([]Row, error)

// specOf is the row as a file would write it. Low and high of a fixed row are
// what is known of it, not what is drawn. A discrete row takes low or high with
// equal odds.
func specOf(r Row) spec {
	s := spec{
		Value: r.Value, Dist: r.Dist, Low: r.Low, High: r.High, Mode: math.NaN(),
		Source: r.Source, Grade: r.Grade, KnownFrom: r.KnownFrom, Note: r.Note,
	}
	switch r.Dist {
	case "", "constant", "fixed":
		s.Dist, s.Low, s.High = "", math.NaN(), math.NaN()
	case "discrete":
		s.Values = []float64{r.Low, r.High}
		s.Low, s.High = math.NaN(), math.NaN()
	}
	return s
}
