package backtest

import (
	"cmp"
	"slices"

	"github.com/undercut-sim/undercut"
)

// AIObserved is what came out after the origin.
type AIObserved struct {
	Indicator string
	Month     undercut.Month
	Value     float64
	Log       bool // scored in logs
}

// aiMonthly are series that are measured at every month end. They are scored at
// the ends of quarters, as the months between tell little more.
var aiMonthly = []string{"lag_cn", "lag_open", "price_flagship", "price_gpt4"}

// AIAfter lists what is scored: of the months after a day up to another, the
// observations of all indicators that the futures have, history first, then
// targets of months that history lacks, by indicator and month.
func AIAfter(day undercut.Day, until undercut.Month, e AIEvidence, has func(indicator string) bool) (list []AIObserved) {
	seen := map[AIObserved]bool{}
	for _, o := range e.observed() {
		id := AIObserved{Indicator: o.Indicator, Month: o.Month}
		if o.Month > day.Month() && o.Month <= until && has(o.Indicator) && !seen[id] {
			seen[id], list = true, append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b AIObserved) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Month, b.Month))
	})
	return list
}

// observed are the rows of history, then those of targets. Targets of monthly
// series may be means of years: history alone speaks of these.
func (e AIEvidence) observed() (list []AIObserved) {
	absolute := map[string]bool{}
	for _, t := range e.Targets {
		absolute[t.Indicator] = t.Absolute
	}
	for _, p := range e.History {
		if !slices.Contains(aiMonthly, p.Indicator) || aiQuarterEnd(p.Month) {
			list = append(list, AIObserved{p.Indicator, p.Month, p.Value, !absolute[p.Indicator]})
		}
	}
	for _, t := range e.Targets {
		if !slices.Contains(aiMonthly, t.Indicator) {
			list = append(list, AIObserved{t.Indicator, t.Month, t.Value, !t.Absolute})
		}
	}
	return list
}

// aiQuarterEnd reports March, June, September and December.
func aiQuarterEnd(m undercut.Month) bool { return (m+1)%3 == 0 }
