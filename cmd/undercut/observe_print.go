package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// mostRows is how many rows of a table stand under a figure; --format json has
// all.
const mostRows = 12

func observeText(w io.Writer, o *observation) error {
	e := o.Of(o.View, o.Args)
	fmt.Fprintf(w, "%s: %s", strings.ToUpper(o.Title), measured(o.Unit, e))
	if e.Lo == e.Lo {
		fmt.Fprintf(w, " (90%%: %s to %s)", brief(e.Lo), brief(e.Hi))
	}
	fmt.Fprintf(w, "\n\n")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(label, text string) {
		for i, part := range folded(text, 84) {
			if i > 0 {
				label = ""
			}
			fmt.Fprintf(t, "%s\t%s\n", label, part)
		}
	}
	line("measured", fmt.Sprintf("%v, from what had been seen by %v", o.Args.At, o.View.Day))
	line("definition", e.What)
	line("rests on", e.Basis)
	line("n", fmt.Sprintf("%d, the latest seen on %s", e.N, dataDay(e)))
	for _, warning := range e.Warnings {
		line("note", warning)
	}
	line("method", o.Source)
	for _, c := range credits(e) {
		line("source", c)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return rowsBehind(w, e.Table)
}

// measured is the figure in its unit, or why there is none.
func measured(unit string, e indicator.Estimate) string {
	if math.IsNaN(e.Mid) {
		return "undefined, " + e.Undefined
	}
	return strings.TrimSpace(brief(e.Mid) + " " + unit)
}

// dataDay is when the latest row behind an estimate was seen.
func dataDay(e indicator.Estimate) string {
	if e.N == 0 {
		return "–"
	}
	return e.Data.String()
}

// rowsBehind prints the first rows of a table.
func rowsBehind(w io.Writer, rows indicator.Table) error {
	if len(rows.Rows) == 0 {
		return nil
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  "+strings.Join(rows.Columns, "\t"))
	for _, r := range rows.Rows[:min(mostRows, len(rows.Rows))] {
		fmt.Fprintln(t, "  "+strings.Join(r, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if more := len(rows.Rows) - mostRows; more > 0 {
		fmt.Fprintf(w, "  … and %d more; --format json has all\n", more)
	}
	return nil
}

// folded breaks a text into lines of at most some runes.
func folded(text string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}

// printedEstimate is an estimate in JSON.
type printedEstimate struct {
	Indicator  string              `json:"indicator"`
	Title      string              `json:"title"`
	Unit       string              `json:"unit"`
	At         string              `json:"at"`
	Mid        any                 `json:"mid"`
	Lo         any                 `json:"lo"`
	Hi         any                 `json:"hi"`
	N          int                 `json:"n"`
	Data       string              `json:"data_day"`
	Definition string              `json:"definition"`
	Basis      string              `json:"basis"`
	Undefined  string              `json:"undefined,omitempty"`
	Warnings   []string            `json:"warnings"`
	Method     string              `json:"method"`
	Sources    []string            `json:"sources"`
	Rows       []map[string]string `json:"rows"`
}

func printedEstimateOf(in indicator.Indicator, a indicator.Args, e indicator.Estimate) printedEstimate {
	rows := []map[string]string{}
	for _, r := range e.Table.Rows {
		row := map[string]string{}
		for k, c := range e.Table.Columns {
			row[c] = r[k]
		}
		rows = append(rows, row)
	}
	return printedEstimate{
		in.Name, in.Title, in.Unit, a.At.String(), orNull(e.Mid), orNull(e.Lo), orNull(e.Hi), e.N, dataDay(e),
		e.What, e.Basis, e.Undefined, append([]string{}, e.Warnings...), in.Source, append([]string{}, e.Sources...), rows,
	}
}

func observeJSON(w io.Writer, o *observation) error {
	e := o.Of(o.View, o.Args)
	return writeJSON(w, struct {
		AsOf         string          `json:"as_of"`
		Evidence     string          `json:"evidence"`
		Estimate     printedEstimate `json:"estimate"`
		Attributions []string        `json:"attributions"`
	}{o.View.Day.String(), o.Version, printedEstimateOf(o.Indicator, o.Args, e), credits(e)})
}

// observeCSV prints the months of an indicator.
func observeCSV(w io.Writer, o *observation) error {
	out := csv.NewWriter(w)
	out.Write([]string{"indicator", "unit", "day", "mid", "lo", "hi", "n", "data_day", "definition", "basis", "undefined", "attribution"})
	for _, m := range o.Series(o.View, o.Args, o.Since) {
		out.Write([]string{
			o.Name, o.Unit, m.Day.String(), blank(m.Mid), blank(m.Lo), blank(m.Hi), strconv.Itoa(m.N), dataDay(m.Estimate),
			m.What, m.Basis, m.Undefined, strings.Join(credits(m.Estimate), "; "),
		})
	}
	out.Flush()
	return out.Error()
}

// blank is a number in full, nothing if it is undefined.
func blank(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return exact(x)
}

// observeList prints all indicators with their choices.
func observeList(w io.Writer, args []string) error {
	list := indicator.All
	if len(args) > 0 {
		in, err := indicator.Named(args[0])
		if err != nil {
			return badInput{err}
		}
		list = []indicator.Indicator{in}
	}
	for i, in := range list {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s, %s\n", in.Name, in.Title, in.Unit)
		for _, text := range []string{in.Doc, "Method: " + in.Source} {
			for _, line := range folded(text, 92) {
				fmt.Fprintln(w, "    "+line)
			}
		}
		for _, p := range in.Params {
			words := strings.Join(p.Values, ", ")
			for _, line := range folded("--"+p.Name+" "+words+": "+p.Doc, 92) {
				fmt.Fprintln(w, "    "+line)
			}
		}
	}
	fmt.Fprintf(w, "\nScales of capability\n")
	for _, s := range indicator.Scales {
		fmt.Fprintf(w, "    %s: %s, %s; %s\n", s.Name, s.Title, s.Unit, s.Doc)
	}
	_, err := fmt.Fprintf(w, "\nEvidence %s, seen by %v.\n", evidence.Shipped().Version(), evidence.Shipped().Latest())
	return err
}
