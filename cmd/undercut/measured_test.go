package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
	"github.com/undercut-sim/undercut/internal/golden"
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

// The months of a hindcast: from the release of GPT-4 to the last that the
// tables know whole.
var firstMeasured, lastMeasured = undercut.Date(2023, 3), undercut.Date(2026, 9)

// The series that futures are held against are what the indicators measure on
// the tables of models and prices, and nothing else. With -update history.csv
// is written anew, its other rows as they are.
func TestHistoryIsMeasured(t *testing.T) {
	path := filepath.Join("..", "..", "evidence", "data", "history.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{rows[0]}
	for _, m := range measured {
		want = append(want, monthsOf(t, m.series, m.indicator, m.choice)...)
	}
	for _, r := range rows[1:] {
		if !isMeasured(r[0]) {
			want = append(want, r)
		}
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(sortedByName(want)); err != nil {
		t.Fatal(err)
	}
	if golden.Updating() {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(out.Bytes(), text) {
		t.Error("history.csv is not what the indicators measure: run with -update, read the diff and say what moved")
	}
}

func isMeasured(series string) bool {
	for _, m := range measured {
		if m.series == series {
			return true
		}
	}
	return false
}

// sortedByName keeps the rows of a series in order and the series by name.
func sortedByName(rows [][]string) [][]string {
	out := [][]string{rows[0]}
	for len(out) < len(rows) {
		least := ""
		for _, r := range rows[1:] {
			if (least == "" || r[0] < least) && (len(out) == 1 || r[0] > out[len(out)-1][0]) {
				least = r[0]
			}
		}
		for _, r := range rows[1:] {
			if r[0] == least {
				out = append(out, r)
			}
		}
	}
	return out
}

// monthsOf are the rows of a series: the estimate of each month end from all that
// has been seen since.
func monthsOf(t *testing.T, series, name string, c indicator.Choice) (rows [][]string) {
	t.Helper()
	in, err := indicator.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	v := evidence.Shipped().View(evidence.Shipped().Latest())
	c.At = lastMeasured.Last().String()
	a, err := in.Choose(v, c)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range in.Series(v, a, firstMeasured.Last()) {
		if m.Undefined != "" {
			continue
		}
		lo, hi := m.Mid, m.Mid
		if m.Lo == m.Lo {
			lo, hi = math.Min(m.Lo, m.Mid), math.Max(m.Hi, m.Mid)
		}
		rows = append(rows, []string{
			series, m.Day.Month().String(), sixDigits(m.Mid), sixDigits(lo), sixDigits(hi), strings.Join(slices.DeleteFunc(slices.Clone(m.Sources), func(id string) bool { return id == evidence.Assumption }), ";"),
			"measured by undercut observe " + name + "; 90% interval of scores, drawn out to the value; " + m.Basis,
		})
	}
	return rows
}

// sixDigits prints six significant digits.
func sixDigits(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// Targets of measured series are those series: a month's value, or the mean of
// the month ends of the years that the note names.
func TestTargetsAreMeasured(t *testing.T) {
	mean := map[string][2]undercut.Month{
		"lag_open@2025-06": {undercut.Date(2025, 1), undercut.Date(2025, 12)},
		"lag_open@2026-05": {undercut.Date(2026, 1), undercut.Date(2026, 9)},
		"lag_cn@2024-12":   {undercut.Date(2024, 1), undercut.Date(2025, 12)},
	}
	seen := 0
	for _, target := range evidence.Targets() {
		if !isMeasured(target.Indicator) {
			continue
		}
		seen++
		from, to := target.Month, target.Month
		if m, ok := mean[target.ID]; ok {
			from, to = m[0], m[1]
		}
		sum, n := 0.0, 0.0
		for _, p := range evidence.History() {
			if p.Indicator == target.Indicator && from <= p.Month && p.Month <= to {
				sum, n = sum+p.Value, n+1
			}
		}
		if got := sum / n; !(math.Abs(got-target.Value) <= 1e-4*math.Abs(got)) {
			t.Errorf("target %s is %g, measured %g over %v months: put that in targets.csv", target.ID, target.Value, got, n)
		}
	}
	if seen < 16 {
		t.Errorf("%d targets of measured series", seen)
	}
}
