package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// measured are the observed series that indicators measure, under the names of
// the gauges of futures.
var measured = []struct {
	series, indicator string
	choice            indicator.Choice
}{
	{"frontier_eci", "frontier", indicator.Choice{}},
	{"lag_cn", "lag_cn", indicator.Choice{}},
	{"lag_open", "lag_open", indicator.Choice{}},
	{"price_flagship", "price_frontier", indicator.Choice{}},
	{"price_gpt4", "price", indicator.Choice{Level: "gpt-4@2023-03"}},
}

func isMeasured(series string) bool {
	for _, m := range measured {
		if m.series == series {
			return true
		}
	}
	return false
}

// firstMeasured is the month of GPT-4's release.
var firstMeasured = undercut.Date(2023, 3)

// history is what futures are shown beside: the measured series, by name, month
// end by month end up to the last whole month of prices, and the shipped rows
// of all others.
func history(o *evidence.Observed) ([]evidence.Point, error) {
	v := o.View(o.Latest())
	last := wholeMonth(v)
	var all []evidence.Point
	for _, m := range measured {
		in, err := indicator.Named(m.indicator)
		if err != nil {
			return nil, err
		}
		c := m.choice
		c.At = last.Last().String()
		a, err := in.Choose(v, c)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be measured: %w", m.series, err)
		}
		for _, x := range in.Series(v, a, firstMeasured.Last()) {
			if x.Undefined == "" {
				all = append(all, pointOf(m.series, m.indicator, x))
			}
		}
	}
	for _, p := range evidence.History() {
		if !isMeasured(p.Indicator) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b evidence.Point) int { return strings.Compare(a.Indicator, b.Indicator) })
	return all, nil
}

// wholeMonth is the last month that the prices of a view cover whole.
func wholeMonth(v undercut.View) undercut.Month {
	seen := firstMeasured.First()
	for i := range v.Offers {
		seen = max(seen, v.Offers[i].Seen)
	}
	return (seen + 1).Month() - 1
}

// pointOf is a month of a series. The interval is drawn out to the value, which
// may lie outside as the best of many noisy scores.
func pointOf(series, name string, m indicator.Moment) evidence.Point {
	lo, hi := m.Mid, m.Mid
	if m.Lo == m.Lo {
		lo, hi = math.Min(m.Lo, m.Mid), math.Max(m.Hi, m.Mid)
	}
	ids := slices.DeleteFunc(slices.Clone(m.Sources), func(id string) bool { return id == evidence.Assumption })
	return evidence.Point{
		Indicator: series, Month: m.Day.Month(), Value: sixDigits(m.Mid), Low: sixDigits(lo), High: sixDigits(hi), Source: strings.Join(ids, ";"),
		Note: "measured by undercut observe " + name + "; 90% interval of scores, drawn out to the value; " + m.Basis,
	}
}

// sixDigits rounds to six significant digits, as tables hold.
func sixDigits(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		panic(err) // a printed float64 is a float64
	}
	return y
}

// observedFile is where a run keeps the series that it is held against, if they
// are not the shipped ones.
const observedFile = "observed.csv"

// history is what the run is shown beside.
func (q *question) history() []evidence.Point {
	if q.seen != nil {
		return q.seen
	}
	return evidence.History()
}

// targets are what its futures are held against.
func (q *question) targets() []evidence.Target {
	if q.seen != nil {
		return targetsOf(q.seen)
	}
	return evidence.Targets()
}

// observed is the text of observedFile.
func (q *question) observed() []byte {
	var text bytes.Buffer
	if err := evidence.WriteHistory(&text, q.seen); err != nil {
		panic(err) // a bytes.Buffer never fails
	}
	return text.Bytes()
}

// means are the targets that are means of the month ends of years, which their
// notes name.
var means = map[string][2]undercut.Month{
	"lag_open@2025-06": {undercut.Date(2025, 1), undercut.Date(2025, 12)},
	"lag_open@2026-05": {undercut.Date(2026, 1), undercut.Date(2026, 9)},
	"lag_cn@2024-12":   {undercut.Date(2024, 1), undercut.Date(2025, 12)},
}

// targetsOf are the targets with the values of measured series read off a
// history. A month that a series lacks keeps the shipped value.
func targetsOf(points []evidence.Point) []evidence.Target {
	list := evidence.Targets()
	for i := range list {
		t := &list[i]
		if !isMeasured(t.Indicator) {
			continue
		}
		from, to := t.Month, t.Month
		if m, ok := means[t.ID]; ok {
			from, to = m[0], m[1]
		}
		sum, n := 0.0, 0.0
		for _, p := range points {
			if p.Indicator == t.Indicator && from <= p.Month && p.Month <= to {
				sum, n = sum+p.Value, n+1
			}
		}
		if n > 0 {
			t.Value = sum / n
		}
	}
	return list
}
