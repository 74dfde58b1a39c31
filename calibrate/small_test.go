package calibrate

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/forecast"
)

const lampScenario = `name: lamps
start: 2000-07
end: 2005-07
discount: 0.08
blocs: [{ name: all, serve_cost: 1 }]
segments:
  - name: lamp
    layer: device
    form: unit
    size: 1.25
    buyers: { all: 1 }
    elasticity: 4
    sigma: 0.2
    learning: { rate: 0.2, spillover: 0.5, floor: 0, noise: 0.1, noise_ma: 0.3, common: 0.5 }
    conduct: { start: 1, end: 1, years: 3, relative: 1, war_rate: 0.2, war_months: 6, war_factor: 0.8 }
firms:
  - { name: a, bloc: all, segment: lamp, maker: { price: 1, unit_cost: 0.8, units: 0.6, cumulative: 3 } }
  - { name: b, bloc: all, segment: lamp, maker: { price: 1, unit_cost: 0.8, units: 0.4, cumulative: 1 } }
`

// lamps is an invented industry of two makers from 1980 to 2005, in which one
// loses a number of points a year to the other from 1990 on.
func lamps(t testing.TB, name string, points float64) *episode.Episode {
	t.Helper()
	var data strings.Builder
	data.WriteString("series,entity,date,value,unit,source,grade,note\n")
	for year := 1980; year <= 2005; year++ {
		k := float64(year - 1980)
		late := max(0, float64(year-1990))
		fmt.Fprintf(&data, "price,World,%d,%g,dollars,made up,C,\n", year, 100-3*k+2*float64(year%3))
		fmt.Fprintf(&data, "output,A,%d,%g,lamps,made up,C,\n", year, (60-points*late)*(1+k/10))
		fmt.Fprintf(&data, "output,B,%d,%g,lamps,made up,C,\n", year, (40+points*late)*(1+k/10))
		fmt.Fprintf(&data, "output,World,%d,%g,lamps,made up,C,\n", year, 100*(1+k/10))
	}
	plan := `name: ` + name + `
title: Lamps
mechanism: b undersells a
group: undercut
grade: C
worlds:
  - name: lamps
    segment: lamp
    every: year
    price: { series: price, entity: World }
    units: { series: output, entity: World }
    shares: { series: output, of: World, least: 0.01, firms: { a: [A], b: [B] } }
    score: [price, shares]
    origins: { from: 1990, to: 2000 }
    horizons: [1, 3, 5]
exits: { world: lamps, origins: [1995], years: [5] }
`
	events := "entity,date,kind,firm,source,grade,text\nA,2004,exit,a,made up,C,sold\nB,2005,survived,b,made up,C,\n"
	e, err := episode.Read(name, fstest.MapFS{
		"episode.yaml":  {Data: []byte(plan)},
		"data.csv":      {Data: []byte(data.String())},
		"events.csv":    {Data: []byte(events)},
		"scenario.yaml": {Data: []byte(lampScenario)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// industries are the pasts of invented industries, each a little different.
func industries(t testing.TB, n int) []episode.Past {
	t.Helper()
	var all []episode.Past
	for i := range n {
		all = append(all, lamps(t, fmt.Sprintf("lamps-%d", i+1), 0.5*float64(i+1)).All())
	}
	return all
}

func shippedPrior(t testing.TB) forecast.Prior {
	t.Helper()
	rows, err := evidence.Parameters(forecast.Set)
	if err != nil {
		t.Fatal(err)
	}
	p, err := forecast.LoadPrior(rows)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func study(t testing.TB, n int) *Study {
	t.Helper()
	s, err := NewStudy(industries(t, n), shippedPrior(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
