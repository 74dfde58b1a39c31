package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

const surviveHelp = `Does a firm live through the futures of a scenario, how long does its money last,
and what would help it most? FIRM is a lab or a maker of devices or apps, one of
the scenario or your own in a file (--scenario mine.yaml).

What might help is simulated from --from on, each in the same futures as doing
nothing. --options names some of what there is, or files of your own: scenarios
that change the scenario, as a policy does. The options:

%s

The firm's own cash, burn and exits are those of the model: it leaves when its
cash has been negative for longer than its patience and nobody funds it.`

// surviveFrom is when options begin unless --from says otherwise or the world
// does not have that month.
const surviveFrom = "2027-01"

// surviveOptions are the flags of "undercut survive".
type surviveOptions struct {
	contrastFlags
	from    string
	options []string
}

// surviveCommand is "undercut survive".
func surviveCommand(e *env) *cobra.Command {
	var o surviveOptions
	var listed []string
	for _, m := range contrast.Moves() {
		listed = append(listed, fmt.Sprintf("  %-12s %s", m.Name, m.Title))
	}
	listed = append(listed, "  ally:NAME    allies with a firm that you name")
	cmd := &cobra.Command{
		Use:   "survive FIRM",
		Short: "Ask whether a firm lives, how long its money lasts and what helps most",
		Long:  fmt.Sprintf(surviveHelp, strings.Join(listed, "\n")),
		Example: `  undercut survive zhipu
  undercut survive mistral --options price-0.7,closed --from 2026-06 --futures 300
  undercut survive mylab --scenario ./mine.yaml --beliefs article
  undercut survive irobot --options ./lower-cost.yaml --format svg > irobot.svg`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := o.ask(e.readFile, args)
			if err != nil {
				return badInput{err}
			}
			if a.result, err = e.contrast(cmd.Context(), &o.contrastFlags, &contrast.Study{Options: a.options, Watch: a.name}); err != nil {
				return err
			}
			return surviveFormats[o.format](e.out, a.weighed())
		},
	}
	o.add(cmd)
	cmd.Flags().StringVar(&o.from, "from", "", "month from which options hold, `YYYY-MM` (default "+surviveFrom+", or the first of a world without it)")
	cmd.Flags().StringSliceVar(&o.options, "options", nil, "options to try, by name or file (default all that the firm has)")
	return cmd
}

// surviveFormats are the values of --format.
var surviveFormats = map[string]func(io.Writer, *surviveAnswer) error{
	"text": surviveText, "json": surviveJSON, "csv": surviveCSV, "svg": surviveSVG,
}

// A surviveAnswer is everything that is printed.
type surviveAnswer struct {
	*setting
	name, title string
	firm        int // index into the scenario's firms, the first of the result's
	from        undercut.Month
	options     []contrast.Option
	texts       map[string]string // of the options that are no files
	barred      []barred
	result      *contrast.Result
	helps       []help // the options, the one that helps most first
	again       string
}

// A barred is options that are nothing for the firm.
type barred struct {
	Options []string `json:"options"`
	Why     string   `json:"why"`
}

// bar notes that an option is nothing for the firm, beside others of the same
// reason.
func (a *surviveAnswer) bar(option, why string) {
	for i := range a.barred {
		if a.barred[i].Why == why {
			a.barred[i].Options = append(a.barred[i].Options, option)
			return
		}
	}
	a.barred = append(a.barred, barred{[]string{option}, why})
}

// ask reads flags and arguments; its error names every fault of either.
func (o *surviveOptions) ask(read func(string) ([]byte, error), args []string) (*surviveAnswer, error) {
	var errs []error
	if len(args) != 1 {
		errs = append(errs, fmt.Errorf("%d firms are named: want one lab or maker of the scenario", len(args)))
	}
	from, err := undercut.ParseMonth(or(o.from, surviveFrom))
	if err != nil {
		errs = append(errs, fmt.Errorf("--from is %q: want YYYY-MM", o.from))
	}
	if err := errors.Join(append(errs, o.check())...); err != nil {
		return nil, err
	}
	s, err := o.setting(read)
	if err != nil {
		return nil, err
	}
	w := &s.base.World
	if o.from == "" && (from < w.Start || from > w.End) {
		from = w.Start
	}
	a := &surviveAnswer{setting: s, name: args[0], from: from}
	if err := errors.Join(a.find(w), within(from, w)); err != nil {
		return nil, err
	}
	overlays, err := a.overlays(o.options, read)
	if err != nil {
		return nil, err
	}
	if a.options, err = s.Load(overlays); err != nil {
		return nil, err
	}
	a.texts = map[string]string{}
	for _, over := range overlays {
		a.texts[over.Name] = over.Text
	}
	more := []string{"--from " + from.String()}
	if len(o.options) > 0 {
		more = append(more, "--options "+quoted(strings.Join(o.options, ",")))
	}
	a.again = o.again(s, "survive "+quoted(a.name), more...)
	return a, nil
}

// find looks the firm up among the labs and makers of a world.
func (a *surviveAnswer) find(w *market.World) error {
	a.firm = slices.IndexFunc(w.Firms, func(f market.Firm) bool { return f.Name == a.name })
	var living []string
	for _, f := range w.Firms {
		if f.Chips == nil {
			living = append(living, f.Name)
		}
	}
	known := ": want one of " + strings.Join(living, ", ")
	if near := meant(a.name, living); near != "" {
		known = near + "; `undercut scenario show` lists all"
	}
	switch {
	case a.firm < 0:
		return fmt.Errorf("%s has no firm called %q%s. Your own joins in a file that extends it: --scenario FILE", w.Name, clip([]byte(a.name)), known)
	case w.Firms[a.firm].Chips != nil:
		return fmt.Errorf("%s makes accelerators, which have no price game and never run out of money here: name a lab or a maker of devices or apps", a.name)
	}
	a.title = or(w.Firms[a.firm].Title, a.name)
	if slices.Contains(a.illustrative(), w.Firms[a.firm].Segment) {
		a.title += "*"
	}
	return nil
}

// meant is " (did you mean …?)" or nothing.
func meant(name string, known []string) string {
	if k := nearest(name, known); k != "" {
		return fmt.Sprintf(" (did you mean %q?)", k)
	}
	return ""
}

// within refuses a month outside a world.
func within(from undercut.Month, w *market.World) error {
	if from < w.Start || from > w.End {
		return fmt.Errorf("--from is %v: %s runs from %v to %v", from, w.Name, w.Start, w.End)
	}
	return nil
}

// overlays are the options that were asked for, or all that the firm has.
func (a *surviveAnswer) overlays(asked []string, read func(string) ([]byte, error)) ([]contrast.Overlay, error) {
	f := &a.base.World.Firms[a.firm]
	moves, names := map[string]contrast.Move{}, []string{}
	for _, m := range contrast.Moves() {
		moves[m.Name] = m
		names = append(names, m.Name)
	}
	for _, name := range asked {
		if partner, ok := strings.CutPrefix(name, "ally:"); ok {
			moves[name] = contrast.Ally(partner)
		}
	}
	chosen := asked
	if len(asked) == 0 {
		chosen = names
	}
	var errs []error
	var all []contrast.Overlay
	for _, name := range chosen {
		if m, ok := moves[name]; ok {
			over, err := m.Overlay(&a.base.World, f, a.from)
			switch {
			case err == nil:
				all = append(all, over)
			case len(asked) > 0:
				errs = append(errs, fmt.Errorf("--options has %s: %w", name, err))
			default:
				a.bar(name, err.Error())
			}
			continue
		}
		if !strings.ContainsAny(name, `/\`) && !strings.HasSuffix(name, ".yaml") {
			errs = append(errs, fmt.Errorf("--options has %q%s: want some of %s, or files", clip([]byte(name)), meant(name, names), strings.Join(names, ", ")))
			continue
		}
		head, err := scenario.Head(name, read)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, contrast.Overlay{Name: labels([]string{name})[0], Title: head.Title, File: name})
	}
	return all, errors.Join(errs...)
}
