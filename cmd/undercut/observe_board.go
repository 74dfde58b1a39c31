package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/indicator"
)

// A dial is a line of the dashboard.
type dial struct {
	name       string // of the indicator
	choice     indicator.Choice
	label      string
	definition string // in a few words; the whole one is printed by "observe NAME"
}

// A dialGroup is a part of the dashboard.
type dialGroup struct {
	title string
	dials []dial
}

// board is the dashboard.
var board = []dialGroup{}

// A reading is a dial as measured.
type reading struct {
	dial
	indicator.Indicator
	Args indicator.Args
	indicator.Estimate
}

// read measures the dashboard. What cannot be asked of a view (no scores had
// been seen) is undefined with the reason.
func (f *observeFlags) read(v undercut.View) ([][]reading, error) {
	var all [][]reading
	for _, p := range board {
		var part []reading
		for _, g := range p.dials {
			r, err := f.readDial(v, g)
			if err != nil {
				return nil, err
			}
			part = append(part, r)
		}
		all = append(all, part)
	}
	return all, nil
}

func (f *observeFlags) readDial(v undercut.View, g dial) (reading, error) {
	in, err := indicator.Named(g.name)
	if err != nil {
		return reading{}, err
	}
	c := g.choice
	c.At, c.Strict = f.choice.At, f.choice.Strict && in.Takes(indicator.Strict)
	if in.Takes(indicator.Weights) {
		c.Weights = f.choice.Weights
	}
	if in.Takes(indicator.Multiplier) {
		c.Multiplier = f.choice.Multiplier
	}
	if in.Takes(indicator.ScaleName) {
		c.Scale = f.choice.Scale
	}
	a, err := in.Choose(v, c)
	if none := (indicator.NoScores{}); errors.As(err, &none) {
		nan := math.NaN()
		return reading{g, in, a, indicator.Estimate{Mid: nan, Lo: nan, Hi: nan, Undefined: none.Error()}}, nil
	}
	if err != nil {
		return reading{}, badInput{err}
	}
	return reading{g, in, a, in.Of(v, a)}, nil
}

// dashboard prints all figures.
func (f *observeFlags) dashboard(w io.Writer, v undercut.View, version string) error {
	parts, err := f.read(v)
	if err != nil {
		return err
	}
	switch f.format {
	case "json":
		return boardJSON(w, v, version, parts)
	case "csv":
		return boardCSV(w, v, parts)
	case "svg":
		return badInput{fmt.Errorf("--format is svg without an indicator: name one, see undercut observe --list, or write the page with undercut observe report")}
	}
	return boardText(w, v, version, parts)
}

func boardText(w io.Writer, v undercut.View, version string, parts [][]reading) error {
	fmt.Fprintf(w, "THE MARKET as it had been seen by %v (evidence %s)\n", v.Day, version)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, part := range parts {
		if i == 0 {
			fmt.Fprintf(t, "\n%s\t\t90%% interval\tn\tdata of\tdefinition\n", board[i].title)
		} else {
			fmt.Fprintf(t, "\n%s\t\t\t\t\t\n", board[i].title)
		}
		for _, r := range part {
			if r.Undefined != "" {
				fmt.Fprintf(t, "  %s\t–\t\t\t\t%s\n", r.label, r.Undefined)
				continue
			}
			interval := "–"
			if r.Lo == r.Lo {
				interval = brief(r.Lo) + " to " + brief(r.Hi)
			}
			fmt.Fprintf(t, "  %s\t%s\t%s\t%d\t%s\t%s\n", r.label, strings.TrimSpace(brief(r.Mid)+" "+r.Unit), interval, r.N, dataDay(r.Estimate), r.definition)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nMore of a figure: undercut observe NAME; all names and definitions: undercut observe --list\nSOURCES\n")
	for _, c := range credits(estimates(parts)...) {
		for i, line := range folded(c, 94) {
			fmt.Fprintln(w, "  "+strings.Repeat("  ", min(i, 1))+line)
		}
	}
	return nil
}

func estimates(parts [][]reading) (all []indicator.Estimate) {
	for _, p := range parts {
		for _, r := range p {
			all = append(all, r.Estimate)
		}
	}
	return all
}

func boardJSON(w io.Writer, v undercut.View, version string, parts [][]reading) error {
	all := []printedEstimate{}
	for _, p := range parts {
		for _, r := range p {
			e := printedEstimateOf(r.Indicator, r.Args, r.Estimate)
			e.Title = r.label
			all = append(all, e)
		}
	}
	return writeJSON(w, struct {
		AsOf         string            `json:"as_of"`
		Evidence     string            `json:"evidence"`
		Estimates    []printedEstimate `json:"estimates"`
		Attributions []string          `json:"attributions"`
	}{v.Day.String(), version, all, credits(estimates(parts)...)})
}

func boardCSV(w io.Writer, v undercut.View, parts [][]reading) error {
	out := csv.NewWriter(w)
	out.Write([]string{"as_of", "at", "indicator", "label", "unit", "mid", "lo", "hi", "n", "data_day", "definition", "basis", "undefined", "attribution"})
	for _, p := range parts {
		for _, r := range p {
			out.Write([]string{
				v.Day.String(), r.Args.At.String(), r.Name, r.label, r.Unit, blank(r.Mid), blank(r.Lo), blank(r.Hi), strconv.Itoa(r.N),
				dataDay(r.Estimate), r.What, r.Basis, r.Undefined, strings.Join(credits(r.Estimate), "; "),
			})
		}
	}
	out.Flush()
	return out.Error()
}
