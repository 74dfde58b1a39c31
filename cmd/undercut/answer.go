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

// A printer writes an answer in one format. The indicator is the one that a
// picture shows.
type printer func(w io.Writer, in *report.Input, indicator string) error

// formats are the values of --format.
var formats = map[string]printer{
	"text": func(w io.Writer, in *report.Input, _ string) error { return report.Text(w, in) },
	"json": func(w io.Writer, in *report.Input, _ string) error { return report.JSON(w, in) },
	"csv":  func(w io.Writer, in *report.Input, _ string) error { return report.CSV(w, in) },
	"svg":  report.SVG,
}

// printerOf returns the printer of a format.
func printerOf(format string) (printer, error) {
	p, ok := formats[format]
	if !ok {
		return nil, badInput{fmt.Errorf("--format is %q: want one of %s", format, strings.Join(slices.Sorted(maps.Keys(formats)), ", "))}
	}
	return p, nil
}

// answer judges the futures of a run and gathers what a report shows.
func (q *question) answer(m store.Manifest, dir string, records each, bands []store.Band) (*report.Input, error) {
	sample, err := claim.NewSample(q.beliefs, q.worlds, m.DrawNames, m.OutcomeNames, q.futures)
	if err != nil {
		return nil, err
	}
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
	judgement, err := claim.Judge(sample, evidence.Claims(), evidence.Targets())
	if err != nil {
		return nil, err
	}
	main := q.sim.Scenarios[0]
	names, err := market.New(&main.World)
	if err != nil {
		return nil, err
	}
	return &report.Input{
		Run: m, Title: main.World.Title, Titles: q.titles(), Command: q.command(), Dir: dir,
		World: names.View(), Discount: main.World.Discount, Indicators: q.sim.Indicators(),
		Bands: bands, Numbers: main.Numbers, Judgement: judgement,
	}, nil
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
// if it is a file.
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
	return line
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
