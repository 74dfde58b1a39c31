package gauge

import (
	"github.com/undercut-sim/undercut"
)

// A Gauge is one measured quantity of a month.
type Gauge struct {
	Name string // as in files: run_rate.openai
	Unit string
	Doc  string
	Log  bool // drawn and compared on a log scale
	Of   func(t *Tally) float64

	Illustrative bool // it counts firms, units or money of a segment whose numbers are not sourced
}

// All lists the indicators of a world with the names of v, in a fixed order.
func All(v undercut.View) []Gauge {
	var all []Gauge
	all = append(all, prices(v)...)
	all = append(all, frontier(v)...)
	all = append(all, shares(v)...)
	all = append(all, profits(v)...)
	all = append(all, values(v)...)
	all = append(all, exits(v)...)
	all = append(all, things(v)...)
	all = append(all, firms(v)...)
	all = append(all, kinds(v)...)
	return all
}

// blocNamed is the index of a bloc, -1 if the world has none of that name.
func blocNamed(v undercut.View, name string) int {
	for b := range v.Blocs {
		if v.Blocs[b].Name == name {
			return b
		}
	}
	return -1
}

// sells reports whether a firm sells in a layer.
func sells(v undercut.View, i int, l undercut.Layer) bool { return v.Firms[i].Layer == l }

// western reports whether a firm sits in a western bloc.
func western(v undercut.View, i int) bool { return v.Blocs[v.Firms[i].Bloc].Western }

// perYear turns a month's flow into a yearly rate.
const perYear = 12
