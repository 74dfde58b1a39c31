package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/report"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

// formats are the values of --format.
var formats = []string{"text", "json", "csv", "svg"}

// An answer is a run with what was found in it.
type answer struct {
	report.Input
	unjudged error // why nothing could be judged, nil if it was
}

// print writes the answer in a format; indicator is what a picture shows.
func (a *answer) print(w io.Writer, format, indicator string) error {
	switch {
	case format == "svg":
		return report.SVG(w, &a.Input, indicator)
	case a.unjudged != nil:
		return describe(&a.Input, a.unjudged).print(w, format)
	case format == "json":
		return report.JSON(w, &a.Input)
	case format == "csv":
		return report.CSV(w, &a.Input)
	}
	return report.Text(w, &a.Input)
}

// answer judges the futures of a run and gathers what a report shows. What
// the sample lacks to be judged is part of the answer, not an error: the
// futures are there all the same.
func (q *question) answer(m store.Manifest, dir string, records each, bands []store.Band) (*answer, error) {
	sample, err := claim.NewSample(q.beliefs, q.worlds, m.DrawNames, m.OutcomeNames, q.futures)
	if err != nil {
		return nil, err
	}
	main := q.sim.Scenarios[0]
	names, err := market.New(&main.World)
	if err != nil {
		return nil, err
	}
	sample.Segments, sample.Illustrative = names.View().Segments, m.Illustrative
	m.FailedCount = 0
	err = records(func(rec *store.Record) error {
		if rec.Err != "" {
			m.FailedCount++
		}
		return sample.Add(claim.Row{
			Belief: rec.Cell / len(q.worlds), World: rec.Cell % len(q.worlds), Future: rec.Future,
			Draws: rec.Draws, Outcomes: rec.Outcomes, Err: rec.Err,
		})
	})
	if err != nil {
		return nil, err
	}
	judgement, unjudged := claim.Judge(sample, evidence.Claims(), q.targets())
	if unjudged != nil {
		judgement = &claim.Judgement{Beliefs: []claim.Belief{{Name: q.beliefs[0]}}} // pictures ask for its name
	}
	return &answer{unjudged: unjudged, Input: report.Input{
		Run: m, Title: main.World.Title, Titles: q.titles(), Command: q.command(), Dir: dir,
		World: names.View(), Discount: main.World.Discount, Indicators: q.sim.Indicators(),
		Bands: bands, Numbers: main.Numbers, Judgement: judgement, Observed: q.history(), Evidence: q.evidence(),
	}}, nil
}

// titles are the library's titles of beliefs and worlds.
func (q *question) titles() map[string]string {
	all := map[string]string{}
	for _, e := range scenario.List() {
		all[e.Name] = e.Title
		if b, ok := strings.CutPrefix(e.Name, "belief-"); ok {
			all[b] = e.Title
		}
	}
	maps.DeleteFunc(all, func(name, _ string) bool {
		return !slices.Contains(q.beliefs, name) && !slices.Contains(q.worlds, name)
	})
	return all
}

// command is the line that makes the run again, from the scenario's own folder
// if it is a file, with DIR for a user's evidence of which only the series are
// kept.
func (q *question) command() string {
	name := q.worlds[0]
	if !slices.Contains(scenario.Names(), name) {
		name = "./" + name + ".yaml"
	}
	line := fmt.Sprintf("undercut run %s --seed %d --futures %d --beliefs %s", name, q.sim.Seed, q.futures, strings.Join(q.beliefs, ","))
	for _, layer := range q.sim.Scenarios[0].Applied {
		if set, ok := strings.CutPrefix(layer, "--set "); ok {
			line += " --set " + quoted(set)
		}
	}
	switch {
	case q.from != "":
		line += " --evidence " + quoted(q.from)
	case q.seen != nil: // a run that was restored does not know the folder
		line += " --evidence DIR"
	}
	return line
}

// evidence names the user's evidence of a run.
func (q *question) evidence() string {
	switch {
	case q.seen == nil:
		return ""
	case q.from == "":
		return observedFile
	}
	return q.from
}

// quoted is an argument as a shell reads it.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-+=./:,@%#~", r)
	}
	if strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
