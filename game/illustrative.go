package game

import "github.com/undercut-sim/undercut/market"

// Illustrative names the segments of the world whose numbers have no source.
func (t *Table) Illustrative() (names []string) {
	for i := range t.Scenario.World.Segments {
		if s := &t.Scenario.World.Segments[i]; s.Illustrative {
			names = append(names, s.Name)
		}
	}
	return names
}

// Marked says whether the score of a seat holds numbers without a source: a
// state's counts all that its firms earn and its buyers gain, a firm's what it
// makes.
func (t *Table) Marked(seat int) bool {
	s := &t.seats[seat]
	w := &t.Scenario.World
	switch s.role.Plays {
	case Bloc:
		return len(t.Illustrative()) > 0
	case Investor:
		for i := range w.Firms {
			if f := &w.Firms[i]; f.Lab != nil && f.Bloc == s.bloc && illustrative(w, f.Segment) {
				return true
			}
		}
		return false
	}
	return illustrative(w, w.Firms[s.at].Segment)
}

func illustrative(w *market.World, segment string) bool {
	for i := range w.Segments {
		if w.Segments[i].Name == segment {
			return w.Segments[i].Illustrative
		}
	}
	return false
}
