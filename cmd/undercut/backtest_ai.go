package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/report"
)

// backtestAICommand is "undercut backtest ai".
func backtestAICommand(e *env) *cobra.Command {
	var rerun, csv bool
	var futures, workers int
	var seed uint64
	cmd := &cobra.Command{
		Use:   "ai",
		Short: "Score the AI market of 2025 and 2026, forecast from the end of 2024",
		Long: `Scores the AI market as it could be known on 2024-12-31: futures of a scenario that
knows nothing later are weighted by what could be read by then and scored by what
came after, beside walks from what was known. It is a hindcast: what no date in a
table can take out is printed with the scores.`,
		Example: `  undercut backtest ai
  undercut backtest ai --rerun --futures 400`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			given := cmd.Flags().Changed
			if !rerun && (given("futures") || given("seed")) {
				return badInput{errors.New("--futures and --seed are of what is simulated: give --rerun with them")}
			}
			if futures < 2 || workers < 0 {
				return badInput{errors.New("--futures or --workers is too small: want 2 futures or more, and 0 workers or more")}
			}
			t, err := aiResult(cmd, e, rerun, backtest.Effort{AI: futures, Seed: seed}, workers)
			if err != nil {
				return err
			}
			if csv {
				return backtest.WriteAIRows(cmd.OutOrStdout(), t.Rows)
			}
			return report.AIText(cmd.OutOrStdout(), t)
		},
	}
	s := cmd.Flags()
	s.BoolVar(&rerun, "rerun", false, "simulate again instead of reading committed results")
	s.IntVar(&futures, "futures", backtest.Full.AI, "futures; with --rerun")
	s.Uint64Var(&seed, "seed", backtest.Full.Seed, "seed of all luck; with --rerun")
	s.IntVar(&workers, "workers", 0, "futures simulated at the same time; 0: one per processor")
	s.BoolVar(&csv, "csv", false, "print every forecast with its scores as CSV")
	return cmd
}

// aiResult reads the committed hindcast or makes it again.
func aiResult(cmd *cobra.Command, e *env, rerun bool, effort backtest.Effort, workers int) (*backtest.AIResult, error) {
	if rerun {
		return effort.AIResult(cmd.Context(), workers, forgetful{}, e.said())
	}
	r, err := shippedResults(e)
	if err != nil {
		return nil, err
	}
	if r.AI == nil {
		return nil, errors.New("the committed results have no AI market: run undercut backtest ai --rerun")
	}
	return r.AI, nil
}

// forgetful is a shelf that keeps nothing.
type forgetful struct{}

func (forgetful) Get(string) ([]byte, error) { return nil, nil }
func (forgetful) Put(string, []byte) error   { return nil }
