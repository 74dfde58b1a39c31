package importer

import (
	"github.com/undercut-sim/undercut"
)

// epochECI is the table of the Epoch Capabilities Index: a model a row with a
// score and its 90% interval. The two models that anchor the scale have none:
// Claude 3.5 Sonnet is 130, GPT-5 150. A file is one fit of all scores; it has
// no date, so its vintage is the day on which it was seen.
// The format: https://epoch.ai/benchmarks/eci
var epochECI = Format{
	Name: "epoch-eci",
	Doc:  "Epoch Capabilities Index: scores with intervals, release dates, openness (CC BY 4.0)",
	URL:  "https://epoch.ai/data/eci_scores.csv",
	File: "eci_scores.csv",
	Ship: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &reader{source: "epoch.ai", seen: seen}
		s := scores{r, map[scoreKey]int{}}
		r.lines(b, s.eci, "Model", "eci", "eci_ci_low", "eci_ci_high", "date", "Model accessibility")
		return r.Batch
	},
}

// eci reads one row: a score, and the release if its date is known.
func (r scores) eci(l line) {
	m, found, ok := r.epochRelease(l, "date", "language")
	value, valueOK := r.number(l, "eci")
	low, lowOK := r.number(l, "eci_ci_low")
	high, highOK := r.number(l, "eci_ci_high")
	switch {
	case !ok || !valueOK || !lowOK || !highOK:
		return
	case value != value:
		r.Skipped++
		return
	}
	if r.take(l.at("eci"), undercut.Score{Variant: m.Name, Scale: "eci", Seen: r.seen, Value: value, Low: low, High: high}) && found && r.release(l, m) {
		r.epochState(l, m, l.get("Accessibility group") == "Open weights")
	}
}
