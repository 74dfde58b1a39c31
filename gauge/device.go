package gauge

import "github.com/undercut-sim/undercut"

// things measures each segment of makers: devices and apps.
func things(v undercut.View) []Gauge {
	cn, eu := blocNamed(v, "cn"), blocNamed(v, "eu")
	var list []Gauge
	for s := range v.Segments {
		if l := v.Segments[s].Layer; l != undercut.Device && l != undercut.App {
			continue
		}
		from, name := len(list), v.Segments[s].Name
		list = append(list,
			Gauge{
				Name: "units_" + name, Unit: "m units/year", Log: true, Doc: "units sold, a year",
				Of: func(t *Tally) float64 { return perYear * t.Segment[s].Units },
			},
			Gauge{
				Name: "price_" + name, Unit: "$", Log: true, Doc: "revenue of makers per unit",
				Of: func(t *Tally) float64 { return ratio(1e3*t.Segment[s].Paid, t.Segment[s].Units) },
			},
		)
		if cn >= 0 {
			list = append(list, Gauge{
				Name: "share_cn_" + name, Unit: "share", Doc: "units of Chinese makers over all units",
				Of: func(t *Tally) float64 { return ratio(t.Segment[s].ByMaker[cn], t.Segment[s].Units) },
			})
		}
		if cn >= 0 && eu >= 0 && name == "vehicle" {
			list = append(list, Gauge{
				Name: "share_cn_eu_" + name, Unit: "share", Doc: "units of Chinese makers over all units sold in the EU",
				Of: func(t *Tally) float64 {
					q := &t.Segment[s]
					return ratio(q.MakerInMarket[cn*len(q.Market)+eu], q.Market[eu])
				},
			})
		}
		for i := range list[from:] {
			list[from+i].Illustrative = v.Segments[s].Illustrative
		}
	}
	return list
}
