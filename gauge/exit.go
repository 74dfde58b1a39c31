package gauge

import "github.com/undercut-sim/undercut"

// exits count firms of the start that are gone.
func exits(v undercut.View) []Gauge {
	gone := func(in func(i int) bool) func(t *Tally) float64 {
		return func(t *Tally) float64 {
			n := 0.0
			for i := range t.View.Books {
				if in(i) && !t.View.Books[i].Alive && t.View.Firms[i].Start <= t.View.AsOf && !t.View.Firms[i].Entrant {
					n++
				}
			}
			return n
		}
	}
	cn, lead := blocNamed(v, "cn"), Leading(v.Segments)
	marked := unsourced(v, undercut.Device)
	return []Gauge{
		{
			Name: "exits_labs_west", Unit: "firms", Doc: "western labs of the leading kind of model that have left",
			Of:           gone(func(i int) bool { return v.Firms[i].Segment == lead && western(v, i) }),
			Illustrative: lead >= 0 && v.Segments[lead].Illustrative,
		},
		{
			Name: "exits_makers_cn", Unit: "firms", Doc: "Chinese device makers that have left", Illustrative: marked,
			Of: gone(func(i int) bool { return sells(v, i, undercut.Device) && v.Firms[i].Bloc == cn }),
		},
		{
			Name: "exits_makers_other", Unit: "firms", Doc: "device makers from elsewhere that have left", Illustrative: marked,
			Of: gone(func(i int) bool { return sells(v, i, undercut.Device) && v.Firms[i].Bloc != cn }),
		},
	}
}
