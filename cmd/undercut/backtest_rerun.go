package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/backtest"
)

// rerunFlags are those of commands that can simulate the past again.
type rerunFlags struct {
	rerun, quick bool
	futures      int
	seed         uint64
	workers      int
	work         string
}

func (f *rerunFlags) add(cmd *cobra.Command) {
	s := cmd.Flags()
	s.BoolVar(&f.rerun, "rerun", false, "simulate again instead of reading committed results")
	s.BoolVar(&f.quick, "quick", false, fmt.Sprintf("with --rerun: a first look, %d draws and %d futures", backtest.Quick.Draws, backtest.Quick.Futures))
	s.IntVar(&f.futures, "futures", backtest.Full.Futures, "futures of each origin; with --rerun or --new")
	s.Uint64Var(&f.seed, "seed", backtest.Full.Seed, "seed of all luck; with --rerun or --new")
	s.IntVar(&f.workers, "workers", 0, "futures simulated at the same time; 0: one per processor")
	s.StringVar(&f.work, "work", "", "`DIR` in which a run that is stopped keeps what is done (default: the user's cache)")
}

// check returns what is wrong with the flags; own says that an episode of the
// user's is simulated.
func (f *rerunFlags) check(cmd *cobra.Command, own bool) (errs []error) {
	given := cmd.Flags().Changed
	for _, flag := range []string{"futures", "seed"} {
		if given(flag) && !f.rerun && !own {
			errs = append(errs, fmt.Errorf("--%s is of what is simulated: give --rerun with it", flag))
		}
	}
	if (f.quick || given("work")) && !f.rerun {
		errs = append(errs, errors.New("--quick and --work are of what is simulated: give --rerun with them"))
	}
	if f.futures < 20 {
		errs = append(errs, fmt.Errorf("--futures is %d: want 20 or more, fewer have no 5%% quantile", f.futures))
	}
	if f.workers < 0 {
		errs = append(errs, fmt.Errorf("--workers is %d: want 1 or more, or 0 for one per processor", f.workers))
	}
	if f.quick && given("futures") {
		errs = append(errs, fmt.Errorf("--quick means --futures %d: give one of the two", backtest.Quick.Futures))
	}
	return errs
}

// effort is how much is computed.
func (f *rerunFlags) effort() backtest.Effort {
	e := backtest.Full
	e.Futures = f.futures
	if f.quick {
		e = backtest.Quick
	}
	e.Seed = f.seed
	return e
}

// line are the flags that differ from the usual.
func (f *rerunFlags) line() (line string) {
	line = " --rerun"
	switch e := f.effort(); {
	case f.quick:
		line += " --quick"
	case e.Futures != backtest.Full.Futures:
		line += fmt.Sprintf(" --futures %d", e.Futures)
	}
	if f.seed != backtest.Full.Seed {
		line += fmt.Sprintf(" --seed %d", f.seed)
	}
	return line
}

// again runs the episodes, all if none is named, and writes the results into
// out if it is given. What stands there already and is of the same inputs is
// not simulated again.
func (f *rerunFlags) again(ctx context.Context, e *env, names []string, out string) (*backtest.Results, error) {
	q, err := backtest.New(inOrder(names), f.effort(), f.workers)
	if err != nil {
		return nil, err
	}
	if r := f.there(q, out, len(names) == 0); r != nil {
		e.note(false, "%s has the results of these inputs: nothing is simulated", out)
		return r, nil
	}
	work, err := f.place()
	if err != nil {
		return nil, err
	}
	shelf := backtest.Folder(filepath.Join(work, q.Hash()+thisBuild()))
	r, err := q.Everything(ctx, len(names) == 0, shelf, e.said())
	if ctx.Err() != nil {
		return nil, fmt.Errorf("%w: what is done is kept in %s, and the same command goes on from there", errInterrupted, shelf)
	}
	if err != nil {
		return nil, err
	}
	if out != "" {
		if err := r.Save(out); err != nil {
			return nil, err
		}
		e.note(false, "written to %s", out)
	}
	return r, os.RemoveAll(string(shelf))
}

// place is where a run that is stopped keeps what is done.
func (f *rerunFlags) place() (string, error) {
	if f.work != "" {
		return f.work, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", badInput{fmt.Errorf("there is no folder for what a stopped run keeps: %w; name one with --work", err)}
	}
	return filepath.Join(cache, "undercut", "backtest"), nil
}

// thisBuild tells this build from others, so that parts which another one stored
// are not taken; "" if it cannot be read.
func thisBuild() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("-%.4x", sha256.Sum256(b))
}

// there are the results of a folder, nil if it has none or those of other
// inputs.
func (f *rerunFlags) there(q backtest.Question, out string, ai bool) *backtest.Results {
	if out == "" {
		return nil
	}
	r, err := backtest.Read(os.DirFS(out))
	if err != nil || r.Inputs != q.Hash() || (r.AI != nil) != ai {
		return nil
	}
	if ai {
		a, err := backtest.AIEpisode(backtest.AIOrigin, q.Effort, 1)
		if err != nil || a.Hash(backtest.AIShipped()) != r.AI.Inputs {
			return nil
		}
	}
	return r
}

// said tells a person how far a run is, in whole steps: a line where nobody
// watches, the same line over and over at a terminal.
func (e *env) said() backtest.Said {
	last, shown := "", -1
	return func(step string, done, of int) {
		percent := 100 * done / max(of, 1)
		if e.terminal {
			if step != last || percent != shown {
				fmt.Fprintf(e.err, "\r\x1b[Kundercut: %s: %d of %d", step, done, of)
				if done >= of {
					fmt.Fprint(e.err, "\r\x1b[K")
				}
			}
		} else if step != last || percent/25 > shown/25 {
			fmt.Fprintf(e.err, "undercut: %s: %d of %d\n", step, done, of)
		}
		last, shown = step, percent
	}
}
