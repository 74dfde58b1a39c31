package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/report"
)

const backtestHelp = `Lets history judge the simulator: past industries are forecast from the days that
they are known up to, and scored against what happened and against published
methods. Without flags it prints the scoreboard of the committed results, misses
first; with EPISODEs that of these alone, with every method's difference.

The scores are hindcasts. An episode's shared numbers are learned from the other
episodes alone; what cannot be taken out is the form of the model, which was
written by people who knew how these stories ended.

--rerun simulates it all again, which takes a quarter of an hour (--quick: two
minutes). A run that is stopped goes on where it was when it is asked again.
--new DIR scores an episode of your own: docs/backtests.md says how to make one.`

// backtestFlags are the flags of "undercut backtest" as given.
type backtestFlags struct {
	rerunFlags
	out, html, own string
	csv            bool
}

// backtestCommand is "undercut backtest".
func backtestCommand(e *env) *cobra.Command {
	var f backtestFlags
	cmd := &cobra.Command{
		Use:   "backtest [EPISODE...]",
		Short: "Score forecasts of past industries against what happened",
		Long:  backtestHelp,
		Example: `  undercut backtest
  undercut backtest solar_pv smartphone_os
  undercut backtest --html scores.html
  undercut backtest --rerun --quick
  undercut backtest --new docs/examples/own-episode`,
		ValidArgs: episode.Names,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd, args); err != nil {
				return badInput{err}
			}
			b, err := f.board(cmd.Context(), e, args)
			if err != nil {
				return err
			}
			return f.print(cmd.OutOrStdout(), b)
		},
	}
	f.add(cmd)
	s := cmd.Flags()
	s.StringVar(&f.out, "out", "", "write the results as files into `DIR`; with --rerun or --new")
	s.StringVar(&f.html, "html", "", "write the scoreboard with its charts as a page to `FILE`")
	s.BoolVar(&f.csv, "csv", false, "print every forecast with its scores as CSV")
	s.StringVar(&f.own, "new", "", "score the episode in `DIR`, which has episode.yaml, scenario.yaml, events.csv and its tables")
	cmd.AddCommand(backtestAICommand(e))
	return cmd
}

// check returns all that is wrong with the flags taken together.
func (f *backtestFlags) check(cmd *cobra.Command, args []string) error {
	given := cmd.Flags().Changed
	errs := f.rerunFlags.check(cmd, f.own != "")
	for _, name := range args {
		if !slices.Contains(episode.Names, name) {
			errs = append(errs, fmt.Errorf("episode is %q: want one of %s", name, strings.Join(episode.Names, ", ")))
		}
	}
	switch {
	case given("new") && f.own == "":
		errs = append(errs, errors.New("--new is empty: name a folder"))
	case f.own != "" && (len(args) > 0 || f.rerun || f.quick):
		errs = append(errs, errors.New("--new scores one episode of your own: leave out EPISODE, --rerun and --quick"))
	case given("out") && !f.rerun && f.own == "":
		errs = append(errs, errors.New("--out writes what is simulated: give --rerun or --new with it"))
	case given("out") && f.out == "":
		errs = append(errs, errors.New("--out is empty: name a folder"))
	case f.out != "":
		if err := backtest.Vacant(f.out); err != nil {
			errs = append(errs, fmt.Errorf("--out: %w", err))
		}
	}
	return errors.Join(errs...)
}

// board finds or makes the results that are asked for.
func (f *backtestFlags) board(ctx context.Context, e *env, names []string) (*report.Backtest, error) {
	switch {
	case f.own != "":
		return f.ownBoard(ctx, e)
	case f.rerun:
		r, err := f.again(ctx, e, names, f.out)
		if err != nil {
			return nil, err
		}
		return report.NewBacktest(r, nil, f.command(names))
	}
	r, err := shippedResults(e)
	if err != nil {
		return nil, err
	}
	if len(names) > 0 {
		r = r.Only(inOrder(names))
	}
	return report.NewBacktest(r, nil, f.command(names))
}

// inOrder is names once each, in the order of the library.
func inOrder(names []string) (all []string) {
	for _, n := range episode.Names {
		if slices.Contains(names, n) {
			all = append(all, n)
		}
	}
	return all
}

// shippedResults are the committed ones, with a warning if they are stale.
func shippedResults(e *env) (*backtest.Results, error) {
	r, err := backtest.Shipped()
	if err != nil {
		return nil, err
	}
	stale, err := r.Stale()
	if stale != "" {
		fmt.Fprintf(e.err, "undercut: warning: %s\n", stale)
	}
	return r, err
}

// command is the line that makes the same again.
func (f *backtestFlags) command(names []string) string {
	line := strings.Join(append([]string{"undercut backtest"}, names...), " ")
	if f.rerun {
		line += f.rerunFlags.line()
	}
	if f.html != "" {
		line += " --html " + quoted(f.html)
	}
	return line
}

// ownBoard scores a user's episode with what the library's taught.
func (f *backtestFlags) ownBoard(ctx context.Context, e *env) (*report.Backtest, error) {
	if info, err := os.Stat(f.own); err != nil || !info.IsDir() {
		return nil, badInput{fmt.Errorf("--new is %s: want a folder with episode.yaml, scenario.yaml, events.csv and data.csv", f.own)}
	}
	folder := os.DirFS(f.own)
	own, err := episode.Read(filepath.Base(filepath.Clean(f.own)), folder)
	if err != nil {
		return nil, badInput{err}
	}
	if slices.Contains(episode.Names, own.Plan.Name) {
		return nil, badInput{fmt.Errorf("%s/episode.yaml: name is %q: the library has an episode of this name, choose another", f.own, own.Plan.Name)}
	}
	credits, err := ownCredits(folder, own)
	if err != nil {
		return nil, badInput{fmt.Errorf("%s: %w", f.own, err)}
	}
	for _, gap := range gaps(own) {
		e.note(false, "%s: note: %s", f.own, gap)
	}
	learned, err := shippedResults(e)
	if err != nil {
		return nil, err
	}
	effort := f.effort()
	r, err := learned.Own(ctx, own, effort.Futures, effort.Seed, f.workers, e.said())
	if err != nil {
		if ctx.Err() != nil {
			return nil, errInterrupted
		}
		return nil, badInput{fmt.Errorf("%s: %w", f.own, err)}
	}
	if f.out != "" {
		if err := r.Save(f.out); err != nil {
			return nil, err
		}
	}
	line := "undercut backtest --new " + quoted(f.own)
	if f.html != "" {
		line += " --html " + quoted(f.html)
	}
	b, err := report.NewBacktest(r, own, line)
	if b != nil {
		b.OwnNames = credits
	}
	return b, err
}

// print writes the answer.
func (f *backtestFlags) print(w io.Writer, b *report.Backtest) error {
	if f.html != "" {
		if err := writePage(f.html, b.HTML); err != nil {
			return err
		}
	}
	if f.csv {
		return backtest.WriteRows(w, b.Results.Rows)
	}
	return b.Text(w)
}
