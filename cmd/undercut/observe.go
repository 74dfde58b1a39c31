package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/indicator"
	"github.com/undercut-sim/undercut/report"
)

const observeHelp = `Measures the market from prices, capability and openness of real models and from
figures of firms and things. Without an INDICATOR it prints a dashboard; with one
it prints the figure, what decided it and the rows behind it, or its months with
--format csv or svg.

Two days count. --as-of is what had been seen by then: rows that somebody noticed
later are left out, whatever day they speak of. --at is the day that is measured,
from what is known. Scales of capability are made later than the models that they
measure: as of a day before the first scores of the default index figures are
measured on GPQA diamond and say so, and before the first of that they are
undefined. --scale names another scale, --ruler the day whose scores to measure
with.`

// observeFlags are the flags of "undercut observe" as given.
type observeFlags struct {
	choice      indicator.Choice
	asOf, ruler string
	since       string
	format      string
	evidence    evidenceFlag
	list        bool
}

// observeCommand is "undercut observe".
func observeCommand() *cobra.Command {
	var f observeFlags
	cmd := &cobra.Command{
		Use:   "observe [INDICATOR | report]",
		Short: "Measure the market from prices, capability and openness of real models",
		Long:  observeHelp,
		Example: `  undercut observe
  undercut observe price --level 136 --format svg >price.svg
  undercut observe lag_open --definition catch_up
  undercut observe --as-of 2024-12-31
  undercut observe --list`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.list {
				return observeList(cmd.OutOrStdout(), args)
			}
			o, err := f.observatory()
			if err != nil {
				return badInput{err}
			}
			if len(args) == 0 {
				return f.dashboard(cmd.OutOrStdout(), o)
			}
			q, err := f.ask(o, args[0])
			if err != nil {
				return badInput{err}
			}
			return answerWith(cmd.OutOrStdout(), q, f.format)
		},
	}
	f.add(cmd)
	cmd.AddCommand(observeReportCommand())
	return cmd
}

func (f *observeFlags) add(cmd *cobra.Command) {
	s := cmd.Flags()
	s.StringVar(&f.choice.Level, indicator.Level, "", "capability: a number on the scale, or a release such as GPT-4")
	s.StringVar(&f.choice.Definition, indicator.Definition, "", "which of the indicator's definitions; see --list")
	s.StringVar(&f.choice.Scale, indicator.ScaleName, "", "scale of capability: "+strings.Join(indicator.ScaleNames(), ", "))
	s.StringVar(&f.choice.Domain, indicator.Domain, "", "kind of model: "+strings.Join(undercut.Domains[:], ", "))
	s.StringVar(&f.choice.Weights, indicator.Weights, "", "tokens read to written in a price, 3:1 unless given")
	s.StringVar(&f.choice.Multiplier, indicator.Multiplier, "", "tokens a task of models that reason, against the others; 1 unless given")
	s.BoolVar(&f.choice.Strict, indicator.Strict, false, "only weights without terms on use count as open")
	s.StringVar(&f.choice.From, indicator.From, "", "first `DAY` of a window")
	f.addDays(cmd)
	s.StringVar(&f.since, "since", "", fmt.Sprintf("first `DAY` of the months of csv and svg (default %v, or a year before the day that is measured)", firstMonth))
	s.StringVar(&f.format, "format", "text", "output: text, json, csv or svg")
	s.BoolVar(&f.list, "list", false, "list the indicators with their definitions")
}

// firstMonth is from where on months are shown: that before GPT-4 came out.
var firstMonth = undercut.DayOf(2023, 1, 31)

// addDays defines the flags that say what is known and what is measured.
func (f *observeFlags) addDays(cmd *cobra.Command) {
	s := cmd.Flags()
	s.StringVar(&f.choice.At, "at", "", "the `DAY` that is measured, the last on which models are known unless given")
	s.StringVar(&f.asOf, "as-of", "", "only what had been seen by this `DAY`")
	f.evidence.add(cmd)
	s.StringVar(&f.ruler, "ruler", "", "measure capability with scores seen by this `DAY`, or latest; as of the same day unless given")
}

// observatory is what was known on the day asked for.
func (f *observeFlags) observatory() (*report.Observatory, error) {
	if !slices.Contains(formats, f.format) {
		return nil, fmt.Errorf("--format is %q: want %s", f.format, strings.Join(formats, ", "))
	}
	rows, err := f.evidence.observed()
	if err != nil {
		return nil, err
	}
	day, errDay := dayOr("as-of", f.asOf, rows.Latest())
	ruler, errRuler := day, error(nil)
	switch f.ruler {
	case "":
	case "latest":
		ruler = max(day, rows.Latest())
	default:
		ruler, errRuler = dayOr("ruler", f.ruler, day)
	}
	if err := errors.Join(errDay, errRuler); err != nil {
		return nil, err
	}
	if day < rows.Earliest() {
		return nil, fmt.Errorf("--as-of is %v: want a day from %v on, nothing had been seen before", day, rows.Earliest())
	}
	return &report.Observatory{View: rows.ViewBy(day, ruler), Version: rows.Version(), Choice: f.choice, Sources: rows, Flags: f.again(day, ruler)}, nil
}

// answerWith prints an indicator. A picture without a month to draw is bad input.
func answerWith(w io.Writer, q *report.Question, format string) error {
	err := map[string]func(io.Writer) error{"text": q.Text, "json": q.JSON, "csv": q.CSV, "svg": q.SVG}[format](w)
	if none := (report.NoMonth{}); errors.As(err, &none) {
		return badInput{fmt.Errorf("observe %s: %w", q.Name, err)}
	}
	return err
}

// dashboard prints all figures.
func (f *observeFlags) dashboard(w io.Writer, o *report.Observatory) error {
	print, ok := map[string]func(io.Writer) error{"text": o.Text, "json": o.JSON, "csv": o.CSV}[f.format]
	if !ok {
		return badInput{errors.New("--format is svg without an indicator: name one, see undercut observe --list, or write the page with undercut observe report")}
	}
	if err := print(w); err != nil {
		return badInput{err}
	}
	return nil
}

// dayOr reads a day, which may be missing.
func dayOr(flag, text string, otherwise undercut.Day) (undercut.Day, error) {
	if text == "" {
		return otherwise, nil
	}
	d, err := undercut.ParseDay(text)
	if err != nil {
		return otherwise, fmt.Errorf("--%s: %w", flag, err)
	}
	return d, nil
}

// ask finds the indicator and its arguments.
func (f *observeFlags) ask(o *report.Observatory, name string) (*report.Question, error) {
	in, err := indicator.Named(name)
	if err != nil {
		return nil, err
	}
	a, err := in.Choose(o.View, f.choice)
	since, errSince := dayOr("since", f.since, sinceBefore(a.At))
	if err := errors.Join(err, errSince); err != nil {
		return nil, err
	}
	if since > a.At || since < 0 {
		return nil, fmt.Errorf("--since is %v: want a day from %v to %v", since, undercut.Day(0), a.At)
	}
	return &report.Question{Observatory: o, Indicator: in, Args: a, Since: since}, nil
}

// sinceBefore is the first of the months up to a day if nobody says which.
func sinceBefore(at undercut.Day) undercut.Day {
	if at < firstMonth {
		return max(0, at-365)
	}
	return firstMonth
}

// observeList prints indicators with their choices.
func observeList(w io.Writer, args []string) error {
	list := indicator.All
	if len(args) > 0 {
		in, err := indicator.Named(args[0])
		if err != nil {
			return badInput{err}
		}
		list = []indicator.Indicator{in}
	}
	return report.Indicators(w, list)
}
