package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// The commands that hold options of one scenario against each other share how
// the scenario is asked and run.

// contrastFutures is how many futures are simulated under every option.
const contrastFutures = 100

// contrastFlags are their flags as given.
type contrastFlags struct {
	asked
	workers int
	quiet   bool
	format  string
}

// add defines the flags on a command.
func (c *contrastFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.scenario, "scenario", "", "scenario, by name or file (default "+defaultScenario+")")
	f.StringSliceVar(&c.beliefs, "beliefs", nil, "the belief set to draw from (default the first of the scenario)")
	f.StringArrayVar(&c.sets, "set", nil, "change a number in all options: `path=value`; may be repeated")
	f.IntVar(&c.futures, "futures", contrastFutures, "number of futures, each simulated under every option")
	f.Uint64Var(&c.seed, "seed", 1, "seed of all luck")
	f.IntVar(&c.workers, "workers", 0, "futures simulated at the same time; 0: one per processor")
	f.BoolVar(&c.quiet, "quiet", false, "no progress, only warnings and errors")
	f.StringVar(&c.format, "format", "text", "output: text, json, csv or svg")
	for flag, values := range map[string][]string{"format": formats, "beliefs": beliefNames(), "scenario": scenario.Names()} {
		if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err) // the flag was defined above
		}
	}
}

// check returns everything that is wrong with the flags.
func (c *contrastFlags) check() error {
	var errs []error
	if !slices.Contains(formats, c.format) {
		errs = append(errs, fmt.Errorf("--format is %q: want %s", c.format, strings.Join(formats, ", ")))
	}
	if c.futures < 2 || c.futures > mostFutures {
		errs = append(errs, fmt.Errorf("--futures is %d: want 2 to %d, as one difference has no interval", c.futures, mostFutures))
	}
	if c.workers < 0 {
		errs = append(errs, fmt.Errorf("--workers is %d: want 1 or more, or 0 for one per processor", c.workers))
	}
	if len(c.beliefs) > 1 {
		errs = append(errs, fmt.Errorf("--beliefs is %s: options are compared under one belief set; ask once for each", strings.Join(c.beliefs, ",")))
	}
	return errors.Join(errs...)
}

// A setting is the scenario that options are laid over.
type setting struct {
	contrast.Question
	base   *scenario.Scenario
	belief string // as printed; "" if the ranges are those of the file
}

// words say what was asked of, and which of its numbers have no sources.
func (s *setting) words(r *contrast.Result) []string {
	line := fmt.Sprintf("IN %s, %d futures, seed %d", s.base.World.Name, r.N(), r.Study.Seed)
	if s.belief != "" {
		line = fmt.Sprintf("IN %s under the beliefs %q, %d futures, seed %d", s.base.World.Name, s.belief, r.N(), r.Study.Seed)
	}
	if segments := s.illustrative(); len(segments) > 0 {
		line += "\n* ILLUSTRATIVE: numbers without sources in " + strings.Join(segments, ", ")
	}
	return strings.Split(line, "\n")
}

// illustrative names the segments whose numbers are not sourced.
func (s *setting) illustrative() []string {
	names := []string{}
	for _, seg := range s.base.World.Segments {
		if seg.Illustrative {
			names = append(names, seg.Name)
		}
	}
	return names
}

// setting loads the scenario under its belief.
func (c *contrastFlags) setting(read func(string) ([]byte, error)) (*setting, error) {
	if c.scenario == "" {
		c.scenario = defaultScenario
	}
	s := &setting{Question: contrast.Question{Scenario: c.scenario, Read: read, Rows: evidence.Parameters, Sets: c.sets}}
	base, err := scenario.Load(c.scenario, read, evidence.Parameters, nil, c.sets)
	if err != nil {
		return nil, err
	}
	beliefs, held, err := c.believed(base)
	if err != nil {
		return nil, err
	}
	if len(beliefs) > 0 {
		s.belief = labels(beliefs[:1])[0]
		if !held {
			s.Belief = beliefs[0]
		}
	}
	s.base = base
	return s, nil
}

// contrast runs a study and says on stderr which futures failed.
func (e *env) contrast(ctx context.Context, c *contrastFlags, s *contrast.Study) (*contrast.Result, error) {
	s.Seed, s.Futures, s.Workers = c.seed, c.futures, c.workers
	if err := s.Check(); err != nil {
		return nil, badInput{err}
	}
	r, err := s.Run(ctx, e.progress(c.quiet, c.futures*len(s.Options)))
	if errors.Is(err, context.Canceled) {
		return nil, fmt.Errorf("%w: nothing is kept of a comparison that is not whole; ask again, with fewer --futures if it takes too long", errInterrupted)
	}
	if err != nil {
		return nil, err
	}
	if n := len(r.Failed); n > 0 {
		fmt.Fprintf(e.err, "undercut: warning: %d of %d futures failed under an option and are left out of all:\n", s.Futures-r.N(), s.Futures)
		for _, f := range r.Failed[:min(n, shownFailures)] {
			fmt.Fprintf(e.err, "  future %d under %s: %s\n", f.Future, s.Options[f.Option].Name, f.Err)
		}
		if n > shownFailures {
			fmt.Fprintf(e.err, "  and %d more\n", n-shownFailures)
		}
	}
	return r, nil
}

// again is the line that asks the same again.
func (c *contrastFlags) again(s *setting, command string, more ...string) string {
	line := "undercut " + command
	if c.scenario != defaultScenario {
		line += " --scenario " + quoted(c.scenario)
	}
	if s.Belief != "" {
		line += " --beliefs " + quoted(s.Belief)
	}
	line += fmt.Sprintf(" --futures %d --seed %d", c.futures, c.seed)
	for _, set := range c.sets {
		line += " --set " + quoted(set)
	}
	return strings.Join(append([]string{line}, more...), " ")
}
