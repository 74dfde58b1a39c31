package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/report"
)

const calibrateHelp = `Shows what past industries teach: the numbers that industries have in common before
and after history, those that history does not identify, and the summaries by which
simulated and observed industries are compared, hit or missed.

--episode NAME shows what was learned without NAME, which is what its forecasts used.
--episode ai weights futures of the AI market by what could be read by a day and
scores them by what came after; it always simulates.`

// calibrateFlags are the flags of "undercut calibrate" as given.
type calibrateFlags struct {
	rerunFlags
	episode, asOf string
	csv           bool
}

// calibrateCommand is "undercut calibrate".
func calibrateCommand(e *env) *cobra.Command {
	var f calibrateFlags
	cmd := &cobra.Command{
		Use:   "calibrate",
		Short: "Show what past industries teach, and what they leave open",
		Long:  calibrateHelp,
		Example: `  undercut calibrate
  undercut calibrate --episode solar_pv
  undercut calibrate --episode ai --as-of 2024-12-31 --futures 400`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd); err != nil {
				return badInput{err}
			}
			if f.episode == "ai" {
				return f.ai(cmd, e)
			}
			c, err := f.calibration(cmd.Context(), e)
			if err != nil {
				return err
			}
			if f.csv {
				return c.CSV(cmd.OutOrStdout())
			}
			return c.Text(cmd.OutOrStdout())
		},
	}
	s := cmd.Flags()
	s.StringVar(&f.episode, "episode", "", "show what was learned without `NAME`; ai: the AI market")
	s.StringVar(&f.asOf, "as-of", "", "with --episode ai: only what could be read by this `DAY` (default 2024-12-31)")
	s.BoolVar(&f.rerun, "rerun", false, "learn again instead of reading committed results")
	s.BoolVar(&f.quick, "quick", false, fmt.Sprintf("with --rerun: a first look, %d draws", backtest.Quick.Draws))
	s.IntVar(&f.futures, "futures", backtest.Full.AI, "futures; with --episode ai")
	s.Uint64Var(&f.seed, "seed", backtest.Full.Seed, "seed of all luck; with --rerun or --episode ai")
	s.IntVar(&f.workers, "workers", 0, "futures simulated at the same time; 0: one per processor")
	s.StringVar(&f.work, "work", "", "`DIR` in which a run that is stopped keeps what is done (default: the user's cache)")
	s.BoolVar(&f.csv, "csv", false, "print as CSV")
	return cmd
}

func (f *calibrateFlags) check(cmd *cobra.Command) error {
	given := cmd.Flags().Changed
	ai := f.episode == "ai"
	var errs []error
	refuse := func(when bool, format string, args ...any) {
		if when {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	refuse(given("episode") && !ai && !slices.Contains(episode.Names, f.episode), "--episode is %q: want ai or one of %s", f.episode, strings.Join(episode.Names, ", "))
	refuse(given("as-of") && !ai, "--as-of is of --episode ai: what an episode teaches does not go by the calendar")
	refuse(given("futures") && !ai, "--futures is of --episode ai: learning draws %d times from the prior", backtest.Full.Draws)
	refuse(given("seed") && !ai && !f.rerun, "--seed is of what is simulated: give --rerun with it")
	refuse((f.quick || given("work")) && (!f.rerun || ai), "--quick and --work are of --rerun: give it with them, and no --episode ai")
	refuse(f.futures < 2, "--futures is %d: want 2 or more", f.futures)
	refuse(f.workers < 0, "--workers is %d: want 1 or more, or 0 for one per processor", f.workers)
	return errors.Join(errs...)
}

// calibration is what was learned without the episode.
func (f *calibrateFlags) calibration(ctx context.Context, e *env) (*report.Calibration, error) {
	f.rerunFlags.futures = backtest.Full.Futures
	q, err := backtest.New(nil, f.effort(), f.workers)
	if err != nil {
		return nil, err
	}
	r, err := f.results(ctx, e, q)
	if err != nil {
		return nil, err
	}
	p, ok := r.Learned[f.episode]
	if !ok {
		return nil, fmt.Errorf("the committed results have nothing that leaves out %q: run undercut calibrate --rerun", f.episode)
	}
	return &report.Calibration{LeftOut: f.episode, Prior: q.Prior, Posterior: p, Inputs: r.Inputs}, nil
}

func (f *calibrateFlags) results(ctx context.Context, e *env, q backtest.Question) (*backtest.Results, error) {
	if !f.rerun {
		return shippedResults(e)
	}
	work, err := f.place()
	if err != nil {
		return nil, err
	}
	var names []string
	if f.episode != "" {
		names = []string{f.episode}
	}
	shelf := backtest.Folder(filepath.Join(work, "learn-"+q.Hash()+thisBuild()))
	r, err := q.Calibrate(ctx, names, shelf, e.said())
	if ctx.Err() != nil {
		return nil, fmt.Errorf("%w: what is done is kept in %s, and the same command goes on from there", errInterrupted, shelf)
	}
	if err != nil {
		return nil, err
	}
	return r, os.RemoveAll(string(shelf))
}

// ai runs the AI market.
func (f *calibrateFlags) ai(cmd *cobra.Command, e *env) error {
	day := backtest.AIOrigin
	if f.asOf != "" {
		var err error
		if day, err = undercut.ParseDay(f.asOf); err != nil {
			return badInput{fmt.Errorf("--as-of: %w", err)}
		}
	}
	a, err := backtest.AIEpisode(day, backtest.Effort{AI: f.futures, Seed: f.seed}, f.workers)
	if err != nil {
		return err
	}
	if err := a.Check(backtest.AIShipped()); err != nil {
		return badInput{fmt.Errorf("--as-of %v: %w", day, err)}
	}
	said := e.said()
	said("the AI market", 0, f.futures)
	fit, err := backtest.AICalibrate(cmd.Context(), a, backtest.AIShipped())
	if err != nil {
		return err
	}
	said("the AI market", f.futures, f.futures)
	if f.csv {
		return backtest.WriteAIRows(cmd.OutOrStdout(), fit.Rows)
	}
	return report.AIFitText(cmd.OutOrStdout(), fit)
}
