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
		r := &reader{source: "epoch.ai", seen: seen, Batch: Batch{Titles: true}}
		s := scores{r, map[scoreKey]int{}}
		r.lines(b, s.eci, "Model", "eci", "eci_ci_low", "eci_ci_high", "date", "Model accessibility")
		return r.Batch
	},
}

// eci reads one row: a score, and the release if its date is known.
func (r scores) eci(l line) {
	before := r.faults
	m, dated := r.epochRelease(l, "date", "language")
	score := undercut.Score{
		Variant: m.Name, Scale: "eci", Seen: r.seen,
		Value: r.maybe(l, "eci"), Low: r.maybe(l, "eci_ci_low"), High: r.maybe(l, "eci_ci_high"),
	}
	of := ""
	if dated {
		of = m.ID
	}
	switch {
	case r.faults > before:
	case score.Value != score.Value:
		r.Skipped++
	case r.take(l.at("eci"), of, score) && dated && r.release(l, m):
		r.epochState(l, m, l.get("Accessibility group") == "Open weights")
	}
}
