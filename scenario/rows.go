package scenario

import "math"

// A Row is a number with its range and source in a parameter set.
type Row struct {
	Set, Key         string // Key is a path such as technology.lag_open
	Value, Low, High float64
	Dist             string // kind of law; empty, constant or fixed for a certain number
	Unit             string
	Source, Grade    string
	KnownFrom, Note  string
	Calibrated       bool
}

// Rows looks up a parameter set by name.
type Rows func(set string) ([]Row, error)

// spec is the row as a file would write it. A discrete row is a switch that
// takes its low and its high value with equal weight.
func (r Row) spec() spec {
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
