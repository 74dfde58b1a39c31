package backtest

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
)

// AIKnown is what was known on a day. AIKnownBy alone makes one, and weights and
// baselines take nothing else: what was first read later cannot get into them.
type AIKnown struct {
	day    undercut.Day
	prints []evidence.FirstPrint
	tol    map[string]evidence.Target
}

// AIKnownBy keeps the first prints that could be read on a day. Each calibrates
// with the widest tolerance that targets of its indicator have; one whose
// indicator has no target is known and does not calibrate.
func AIKnownBy(day undercut.Day, e AIEvidence) (AIKnown, error) {
	k := AIKnown{day: day, tol: map[string]evidence.Target{}}
	for _, p := range e.Prints {
		if p.KnownFrom <= day && p.Month <= day.Month() {
			k.prints = append(k.prints, p)
		}
	}
	if len(k.prints) == 0 {
		return AIKnown{}, fmt.Errorf("backtest: no first print could be read by %v: want a later day, or rows of firstprints.csv", day)
	}
	for _, t := range e.Targets {
		if was, ok := k.tol[t.Indicator]; !ok || t.Tolerance > was.Tolerance {
			k.tol[t.Indicator] = t
		}
	}
	return k, nil
}

// Day is the day on which it was known.
func (k AIKnown) Day() undercut.Day { return k.day }

// Targets are the first prints as what futures are weighted by.
func (k AIKnown) Targets() []gauge.Target {
	var list []gauge.Target
	for _, p := range k.prints {
		t, ok := k.tol[p.Indicator]
		if !ok {
			continue
		}
		list = append(list, gauge.Target{
			ID: p.Indicator + "@" + p.Month.String(), Indicator: p.Indicator, Month: p.Month, Value: p.Value,
			Tolerance: t.Tolerance, Log: !t.Absolute, Calibrates: true,
		})
	}
	return list
}

// series are the known months and values of an indicator, in order.
func (k AIKnown) series(indicator string) (month []undercut.Month, value []float64) {
	for _, p := range k.prints {
		if p.Indicator == indicator {
			month, value = append(month, p.Month), append(value, p.Value)
		}
	}
	return month, value
}
