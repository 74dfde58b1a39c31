package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/report"
	"github.com/undercut-sim/undercut/scenario"
)

func scenarioShow() *cobra.Command {
	var l layered
	format := "text"
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Print every number of a scenario with its range and origin",
		Long: `Print every number of a scenario with its range, unit, source and origin: the
line of a file, a row of the parameter table, or --set. The format yaml gives
a file that stands alone and loads to the same scenario, svg a picture of its
layers, links and firms.`,
		Example: `  undercut scenario show ai-overproduction
  undercut scenario show ai-overproduction --beliefs article --set technology.lag_open=3 --format csv
  undercut scenario show cn-closed --format yaml > mine.yaml
  undercut scenario show ai-overproduction --format svg > world.svg`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, ok := map[string]func(io.Writer, *scenario.Scenario) error{
				"text": showText, "json": showJSON, "csv": showCSV, "yaml": showYAML, "svg": showSVG,
			}[format]
			if !ok {
				return badInput{fmt.Errorf("--format is %q: want text, json, csv, yaml or svg", format)}
			}
			s, err := l.load(args[0])
			if err != nil {
				return err
			}
			return print(cmd.OutOrStdout(), s)
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&format, "format", format, "text, json, csv, yaml or svg")
	return cmd
}

func showYAML(out io.Writer, s *scenario.Scenario) error {
	_, err := out.Write(s.YAML)
	return err
}

func showSVG(out io.Writer, s *scenario.Scenario) error { return report.World(out, &s.World) }

// showText prints the names, then the numbers in the order of the format.
func showText(out io.Writer, s *scenario.Scenario) error {
	w := &s.World
	fmt.Fprintf(out, "%s: %s\n%v to %v, %d numbers, %d of them uncertain, hash %.12s\n", w.Name, w.Title, w.Start, w.End, len(s.Numbers), len(s.Uncertain), s.Hash)
	for _, line := range []struct {
		what  string
		names []string
	}{
		{"layers", s.Applied},
		{"blocs", namesOf(w.Blocs, func(i int) string { return w.Blocs[i].Name })},
		{"segments", namesOf(w.Segments, func(i int) string { return w.Segments[i].Name })},
		{"firms", namesOf(w.Firms, func(i int) string { return w.Firms[i].Name })},
		{"levers", namesOf(s.LeverNames, func(i int) string { return or(s.LeverNames[i], "(unnamed)") })},
		{"counterfactuals", s.Counterfactuals},
		{"beliefs", s.Beliefs},
	} {
		if len(line.names) > 0 {
			fmt.Fprintf(out, "%s: %s\n", line.what, strings.Join(line.names, ", "))
		}
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\npath\tvalue\tlaw\tunit\tsource\torigin")
	for _, n := range s.Numbers {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", n.Path, figure(n.Value), law(n), n.Unit, source(n), n.Origin)
	}
	return table.Flush()
}

func namesOf[T any](list []T, name func(int) string) []string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = name(i)
	}
	return names
}

func figure(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// law is "pert 1 to 5", or "-" for a certain number.
func law(n scenario.Number) string {
	if n.Dist == "" {
		return "-"
	}
	return fmt.Sprintf("%s %s to %s", n.Dist, figure(n.Low), figure(n.High))
}

// source is where a number comes from, its grade, and a mark if history has
// moved it.
func source(n scenario.Number) string {
	text := or(n.Source, "-")
	if n.Grade != "" && n.Grade != n.Source {
		text += " [" + n.Grade + "]"
	}
	if n.Calibrated {
		text += " (calibrated)"
	}
	return text
}

func showCSV(out io.Writer, s *scenario.Scenario) error {
	w := csv.NewWriter(out)
	w.Write([]string{"path", "value", "dist", "low", "high", "unit", "source", "grade", "known_from", "calibrated", "origin", "note"})
	for _, n := range s.Numbers {
		w.Write([]string{
			n.Path, figure(n.Value), n.Dist, figure(n.Low), figure(n.High), n.Unit, n.Source, n.Grade, n.KnownFrom,
			strconv.FormatBool(n.Calibrated), n.Origin, n.Note,
		})
	}
	w.Flush()
	return w.Error()
}

func showJSON(out io.Writer, s *scenario.Scenario) error {
	return printJSON(out, struct {
		Name            string            `json:"name"`
		Title           string            `json:"title"`
		Start           string            `json:"start"`
		End             string            `json:"end"`
		Hash            string            `json:"hash"`
		Layers          []string          `json:"layers"`
		Counterfactuals []string          `json:"counterfactuals"`
		Beliefs         []string          `json:"beliefs"`
		Unused          []string          `json:"unused_rows"`
		Numbers         []scenario.Number `json:"numbers"`
	}{
		s.World.Name, s.World.Title, s.World.Start.String(), s.World.End.String(), s.Hash,
		s.Applied, s.Counterfactuals, s.Beliefs, s.Unused, s.Numbers,
	})
}

func printJSON(out io.Writer, x any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(x)
}
