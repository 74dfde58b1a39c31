package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// scenarioCommand is "undercut scenario": what runs are asked.
func scenarioCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenario",
		Short: "Write, list, print, check and compare scenarios",
		Long: `Write, list, print, check and compare scenarios.

A scenario is named as in the library, or by a path that contains a slash or
ends in .yaml.`,
	}
	cmd.AddCommand(scenarioNew(), scenarioList(), scenarioShow(), scenarioValidate(), scenarioSchema(), scenarioDiff())
	return cmd
}

// readScenario reads a file of the user's. A file beyond the limit of a
// scenario is read no further than needed to say so.
func readScenario(path string) ([]byte, error) { return readUpTo(path, scenario.MaxBytes+1) }

// A layered scenario is a name with what is laid over it.
type layered struct {
	overlays, sets []string
}

func (l *layered) flags(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&l.overlays, "beliefs", nil, "belief sets or other scenarios to lay over it, in order")
	cmd.Flags().StringArrayVar(&l.sets, "set", nil, "number or word to change, as path=value; may be repeated")
}

// load reads a scenario; whatever is wrong with it is bad input.
func (l *layered) load(name string) (*scenario.Scenario, error) {
	s, err := scenario.Load(name, readScenario, evidence.Parameters, l.overlays, l.sets)
	if err != nil {
		return nil, badInput{err}
	}
	return s, nil
}

func scenarioList() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the scenarios of the library",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch format {
			case "json":
				return printJSON(cmd.OutOrStdout(), scenario.List())
			case "text":
			default:
				return badInput{fmt.Errorf("--format is %q: want text or json", format)}
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "name\textends\ttitle")
			for _, e := range scenario.List() {
				fmt.Fprintf(w, "%s\t%s\t%s\n", e.Name, or(e.Extends, "-"), e.Title)
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	return cmd
}

func scenarioValidate() *cobra.Command {
	base := ""
	cmd := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check scenario files and report every problem at once",
		Long: `Check scenario files and report every problem at once, each with its line,
column and remedy, and run it once with its central numbers: what can be simulated
but is not likely meant, such as a firm of yours that is bankrupt within two
years, is noted on standard error. With --on a file is checked as an overlay on
another scenario. The exit code is 2 if a file has a problem.`,
		Example: `  undercut scenario validate mine.yaml
  undercut scenario validate --on ai-overproduction beliefs.yaml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			var bad []error
			for _, name := range files {
				l, target := layered{}, name
				if base != "" {
					l.overlays, target = []string{name}, base
				}
				s, err := l.load(target)
				if err != nil {
					bad = append(bad, err)
					continue
				}
				lost, err := tryOut(s)
				if err != nil {
					bad = append(bad, badInput{fmt.Errorf("%s: %w", name, err)})
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s: ok, %d numbers, %d of them uncertain\n", name, len(s.Numbers), len(s.Uncertain))
				for _, p := range s.Remarks {
					fmt.Fprintf(cmd.ErrOrStderr(), "%s:%d:%d: note: %s\n%s", p.File, p.Line, p.Column, p.Message, p.Excerpt)
				}
				for _, remark := range lost {
					fmt.Fprintf(cmd.ErrOrStderr(), "%s: note: %s\n", name, remark)
				}
				for _, key := range s.Unused {
					fmt.Fprintf(cmd.ErrOrStderr(), "%s: note: row %s of the parameter set is not used\n", name, key)
				}
			}
			return errors.Join(bad...)
		},
	}
	cmd.Flags().StringVar(&base, "on", "", "scenario that the files are laid over")
	return cmd
}

func scenarioSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenario files",
		Long: `Print the JSON Schema of scenario files, for editors that complete and check
YAML.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := scenario.Schema()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", text)
			return err
		},
	}
}

func scenarioDiff() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:     "diff A B",
		Short:   "Print the numbers and the structure in which two scenarios differ",
		Example: `  undercut scenario diff belief-article belief-sceptic`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, names []string) error {
			if format != "text" && format != "json" {
				return badInput{fmt.Errorf("--format is %q: want text or json", format)}
			}
			a, errA := new(layered).load(names[0])
			b, errB := new(layered).load(names[1])
			if err := errors.Join(errA, errB); err != nil {
				return err
			}
			return printDifferences(cmd.OutOrStdout(), format, names, scenario.Diff(a, b))
		},
	}
	cmd.Flags().StringVar(&format, "format", format, "text or json")
	return cmd
}

func printDifferences(out io.Writer, format string, names []string, all []scenario.Difference) error {
	if format == "json" {
		return printJSON(out, all)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "path\t%s\t%s\n", names[0], names[1])
	for _, d := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\n", d.Path, or(d.A, "-"), or(d.B, "-"))
	}
	return w.Flush()
}

// or is a text, or what stands for none.
func or(text, none string) string {
	if text == "" {
		return none
	}
	return text
}
