package gauge

import "github.com/undercut-sim/undercut"

// firms measures each named firm: run rate and multiple of labs and chip
// makers, units and share of device makers.
func firms(v undercut.View) []Gauge {
	var list []Gauge
	for i := range v.Firms {
		f, from := v.Firms[i], len(list)
		if f.Entrant {
			continue
		}
		switch f.Layer {
		case undercut.Model, undercut.Compute:
			list = append(list, Gauge{
				Name: "run_rate." + f.Name, Unit: "$bn/year", Log: true, Doc: f.Title + ": revenue, a year",
				Of: func(t *Tally) float64 { return perYear * t.View.Books[i].Revenue },
			}, Gauge{
				Name: "multiple." + f.Name, Unit: "x revenue", Log: true, Doc: f.Title + ": market value over a year's revenue",
				Of: func(t *Tally) float64 { return ratio(t.View.Books[i].Value, perYear*t.View.Books[i].Revenue) },
			})
		default:
			list = append(list, Gauge{
				Name: "units." + f.Name, Unit: "m units/year", Log: true, Doc: f.Title + ": units sold, a year",
				Of: func(t *Tally) float64 { return perYear * t.Firm[i].Units },
			}, Gauge{
				Name: "share." + f.Name, Unit: "share", Doc: f.Title + ": units over the segment's units",
				Of: func(t *Tally) float64 { return ratio(t.Firm[i].Units, t.Segment[f.Segment].Units) },
			})
		}
		for k := range list[from:] {
			list[from+k].Illustrative = v.Segments[f.Segment].Illustrative
		}
	}
	return list
}
