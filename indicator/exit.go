package indicator

import "github.com/undercut-sim/undercut"

// exits count firms of the start that are gone.
func exits(v undercut.View) []Indicator {
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
	cn := blocNamed(v, "cn")
	return []Indicator{
		{
			Name: "exits_labs_west", Unit: "firms", Doc: "western labs that have left",
			Of: gone(func(i int) bool { return inLayer(v, i, undercut.Model) && western(v, i) }),
		},
		{
			Name: "exits_makers_cn", Unit: "firms", Doc: "Chinese device makers that have left",
			Of: gone(func(i int) bool { return inLayer(v, i, undercut.Device) && v.Firms[i].Bloc == cn }),
		},
		{
			Name: "exits_makers_other", Unit: "firms", Doc: "device makers from elsewhere that have left",
			Of: gone(func(i int) bool { return inLayer(v, i, undercut.Device) && v.Firms[i].Bloc != cn }),
		},
	}
}
