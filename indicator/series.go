package indicator

import "github.com/undercut-sim/undercut"

// A Moment is an estimate of a day.
type Moment struct {
	Day undercut.Day
	Estimate
}

// Series measures an indicator at every month end from a day to Args.At, and
// at Args.At itself. All moments are measured with what the view holds.
func (in Indicator) Series(v undercut.View, a Args, from undercut.Day) []Moment {
	var all []Moment
	for m := from.Month(); ; m++ {
		b := a
		b.At = min(m.Last(), a.At)
		all = append(all, Moment{b.At, in.Of(v, b)})
		if b.At == a.At {
			return all
		}
	}
}
