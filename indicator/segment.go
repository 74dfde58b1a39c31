package indicator

import "github.com/undercut-sim/undercut"

// segments measures what the indicators of the first model segment leave out:
// the revenue of every other kind of model and of apps.
func segments(v undercut.View) []Indicator {
	var list []Indicator
	first := modelSegment(v)
	for s := range v.Segments {
		l := v.Segments[s].Layer
		if l != undercut.App && (l != undercut.Model || s == first) {
			continue
		}
		list = append(list, Indicator{
			Name: "revenue_" + v.Segments[s].Name, Unit: "$bn/year", Log: true, Doc: "money that buyers pay in the segment, a year",
			Of: func(t *Tally) float64 { return perYear * t.Segment[s].Paid },
		})
	}
	return list
}

// hasApps reports whether a world has the app layer.
func hasApps(v undercut.View) bool {
	for s := range v.Segments {
		if v.Segments[s].Layer == undercut.App {
			return true
		}
	}
	return false
}
