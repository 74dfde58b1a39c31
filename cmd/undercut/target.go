package main

import (
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
)

// cohortDate is when the blitz begins: firms alive before it are those whose
// exits are counted.
var cohortDate = undercut.Date(2024, 12)

// window is how many months a future may miss the month of a target by. Prices
// and shares are held to the month. A day's fall on the stock exchange
// happens at a release, and which month that falls into is luck: it may come
// up to 11 months earlier or later.
func window(indicator string) int {
	if indicator == "day_move" {
		return 11
	}
	return 0
}

// targets returns the observed values that futures of a simulation can be held
// against: of indicators that it has, in months that it covers.
func targets(sim *ensemble.Simulation, observed []evidence.Target) []gauge.Target {
	measured := sim.Indicators()
	start, months := sim.Months()
	var list []gauge.Target
	for _, t := range observed {
		known := slices.ContainsFunc(measured, func(i gauge.Gauge) bool { return i.Name == t.Indicator })
		if !known || t.Month < start || t.Month >= start+undercut.Month(months) {
			continue
		}
		list = append(list, gauge.Target{
			ID: t.ID, Indicator: t.Indicator, Month: t.Month, Value: t.Value, Tolerance: t.Tolerance,
			Log: !t.Absolute, Calibrates: !t.Checks, Window: window(t.Indicator),
		})
	}
	return list
}
