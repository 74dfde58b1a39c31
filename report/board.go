package report

import (
	"errors"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// A Dial is a line of the dashboard of "undercut observe".
type Dial struct {
	Name       string // of the indicator
	Choice     indicator.Choice
	Label      string
	Definition string // in a few words; the whole one is Estimate.What
}

// A DialGroup is a part of the dashboard.
type DialGroup struct {
	Title string
	Dials []Dial
}

// A Reading is a dial as measured.
type Reading struct {
	Dial
	indicator.Indicator
	Args indicator.Args
	indicator.Estimate
}

// An Observatory is what has been seen of a market by a day, and how to
// measure it.
type Observatory struct {
	View    undercut.View
	Version string           // of the tables
	Choice  indicator.Choice // what the user chose for all dials that take it
	Sources *evidence.Observed
	Flags   string // of a command line that makes this view; "" is --as-of and its day
}

// Read measures the dashboard. What cannot be measured because nobody had seen
// a score by then is undefined, with the reason; a choice that no dial takes is
// an error.
func (o *Observatory) Read() ([][]Reading, error) {
	if err := o.untaken(); err != nil {
		return nil, err
	}
	var all [][]Reading
	for _, g := range Board {
		var part []Reading
		for _, d := range g.Dials {
			r, err := o.read(d)
			if err != nil {
				return nil, err
			}
			part = append(part, r)
		}
		all = append(all, part)
	}
	return all, nil
}

// untaken refuses choices of one indicator only.
func (o *Observatory) untaken() error {
	var bad []error
	for _, w := range [][2]string{
		{indicator.Level, o.Choice.Level}, {indicator.Definition, o.Choice.Definition}, {indicator.Domain, o.Choice.Domain}, {indicator.From, o.Choice.From},
	} {
		if w[1] != "" {
			bad = append(bad, fmt.Errorf("--%s is %s: want it with an indicator, the dashboard has its own", w[0], w[1]))
		}
	}
	return errors.Join(bad...)
}

func (o *Observatory) read(d Dial) (Reading, error) {
	in, err := indicator.Named(d.Name)
	if err != nil {
		return Reading{}, err
	}
	e := indicator.Estimate{Mid: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
	a, err := in.Choose(o.View, o.chosen(in, d.Choice))
	if e.Undefined = unseen(err); e.Undefined != "" {
		return Reading{d, in, a, e}, nil
	}
	if err != nil {
		return Reading{}, err
	}
	return Reading{d, in, a, in.Of(o.View, a)}, nil
}

// unseen is the reason of an error that is none: nobody had seen the scores by
// then that a figure needs, or the one of the release that names its level.
func unseen(err error) string {
	if none := (indicator.NoScores{}); errors.As(err, &none) {
		return none.Error()
	}
	if none := (indicator.NoLevel{}); errors.As(err, &none) {
		return fmt.Sprintf("no score of %s on scale %s had been seen by then", none.Name, none.Scale)
	}
	return ""
}

// chosen adds the user's choices to those of a dial, where it takes them.
func (o *Observatory) chosen(in indicator.Indicator, c indicator.Choice) indicator.Choice {
	c.At, c.Strict = o.Choice.At, o.Choice.Strict && in.Takes(indicator.Strict)
	if in.Takes(indicator.Weights) {
		c.Weights = o.Choice.Weights
	}
	if in.Takes(indicator.Multiplier) {
		c.Multiplier = o.Choice.Multiplier
	}
	if in.Takes(indicator.ScaleName) {
		c.Scale = o.Choice.Scale
	}
	return c
}
