package gauge

import "github.com/undercut-sim/undercut"

// Leading is the kind of model that indicators without a suffix measure: the
// first segment of the model layer whose numbers are sourced, else the first;
// -1 in a world without models.
func Leading(segments []undercut.Segment) int {
	first := -1
	for s := range segments {
		switch {
		case segments[s].Layer != undercut.Model:
		case !segments[s].Illustrative:
			return s
		case first < 0:
			first = s
		}
	}
	return first
}

// layer lists the segments of a layer.
func layer(v undercut.View, l undercut.Layer) []int {
	var list []int
	for s := range v.Segments {
		if v.Segments[s].Layer == l {
			list = append(list, s)
		}
	}
	return list
}

// unsourced reports whether a segment of the layers is illustrative: what is
// summed over them then holds numbers without a source.
func unsourced(v undercut.View, layers ...undercut.Layer) bool {
	for _, l := range layers {
		for _, s := range layer(v, l) {
			if v.Segments[s].Illustrative {
				return true
			}
		}
	}
	return false
}

// kinds measures the kinds of model where there are several: a few of the
// leading one's indicators for each other one, the segment's name behind, and
// for all of them the parts of the layer's revenue and profit.
func kinds(v undercut.View) []Gauge {
	models := layer(v, undercut.Model)
	if len(models) < 2 {
		return nil
	}
	var all []Gauge
	for _, s := range models {
		name := v.Segments[s].Name
		list := []Gauge{
			{
				Name: "revenue_" + name, Unit: "$bn/year", Log: true, Doc: "money paid for " + name + " models",
				Of: func(t *Tally) float64 { return perYear * t.Segment[s].Paid },
			},
			{
				Name: "profit_model_west_" + name, Unit: "$bn/year",
				Doc: "gross profit of western labs on " + name + " models and of their hosts in western blocs; rents of scarce compute are in the layer's sum alone",
				Of:  func(t *Tally) float64 { return t.west(s) },
			},
		}
		if s != Leading(v.Segments) {
			list = append(list, priceFlagship(s, "$ a unit"), lagOpen(s), openMoney(s))
			for i := range list[2:] {
				list[2+i].Name += "_" + name
				list[2+i].Doc += ", of " + name + " models"
			}
		}
		for i := range list {
			list[i].Illustrative = v.Segments[s].Illustrative
		}
		all = append(all, list...)
	}
	return all
}

// west is gross profit of a segment's western labs and hosts, a year.
func (t *Tally) west(s int) float64 {
	sum := 0.0
	for b := range t.View.Blocs {
		if t.View.Blocs[b].Western {
			sum += t.Segment[s].Gross[b] + t.Segment[s].HostPro[b]
		}
	}
	return perYear * sum
}
