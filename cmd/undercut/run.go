package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/report"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

const runHelp = `Simulate a scenario and its counterfactuals in many futures, judge the claims and
write a run: outcomes and bands as CSV and Parquet, the scenario, a manifest and
a report (report.html).

SCENARIO is a name in the library (default ai-overproduction; undercut scenario
list) or a path to a YAML file. Every future is drawn under each belief and run
in each world: the scenario itself and what it names as counterfactuals, with
the same luck. The same inputs give the same files, byte for byte, on any number
of workers; a run that is there already is not simulated again.

The answer goes to standard output, everything else to standard error. Ctrl-C
keeps what is done; undercut run --resume DIR continues.`

// defaultScenario is what a run without arguments asks.
const defaultScenario = "ai-overproduction"

// Sizes of a run. They are fixed: a number chosen by the clock would make the
// answer depend on the machine.
const (
	defaultFutures = 300
	quickFutures   = 20
)

// runOptions are the flags of "undercut run".
type runOptions struct {
	asked
	out, resume       string
	workers           int
	quiet             bool
	format, indicator string
	evidence          evidenceFlag
}

// runCommand is "undercut run".
func runCommand(e *env) *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run [SCENARIO]",
		Short: "Simulate a scenario in many futures and judge the claims",
		Long:  runHelp,
		Example: `  undercut run --quick
  undercut run tariff-wall --futures 1000 --beliefs article,sceptic
  undercut run --set technology.lag_open=3 --set discount=0.05
  undercut run --quick --format svg --indicator lag_open > lag.svg
  undercut run --resume undercut-runs/ai-overproduction-1a2b3c4d`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.runCommand(cmd, args, o)
		},
	}
	f := cmd.Flags()
	f.Uint64Var(&o.seed, "seed", 1, "seed of all luck")
	f.IntVar(&o.futures, "futures", defaultFutures, "number of futures of each belief in each world")
	f.IntVar(&o.workers, "workers", 0, "futures simulated at the same time; 0: one per processor")
	f.StringSliceVar(&o.beliefs, "beliefs", nil, "beliefs to draw from, the main one first (default those of the scenario)")
	f.StringArrayVar(&o.sets, "set", nil, "change a number: `path=value`; may be repeated")
	f.StringVar(&o.out, "out", "", "`DIR` of the run (default undercut-runs/SCENARIO-HASH)")
	f.StringVar(&o.resume, "resume", "", "continue the unfinished run of `DIR`, which knows its own inputs")
	f.BoolVar(&o.quick, "quick", false, fmt.Sprintf("a first look: --futures %d and the main belief only", quickFutures))
	f.BoolVar(&o.quiet, "quiet", false, "no progress and no notes, only warnings and errors")
	f.StringVar(&o.format, "format", "text", "the answer: text, json, csv or svg")
	f.StringVar(&o.indicator, "indicator", "price_gpt4", "what --format svg shows")
	o.evidence.add(cmd)
	cmd.ValidArgs = scenario.Names()
	for flag, values := range map[string][]string{"format": formats, "beliefs": beliefNames()} {
		if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err) // the flag was defined above
		}
	}
	return cmd
}

// beliefNames are the belief sets of the library, as --beliefs names them.
func beliefNames() (names []string) {
	for _, name := range scenario.Names() {
		if short, ok := strings.CutPrefix(name, "belief-"); ok {
			names = append(names, short)
		}
	}
	return names
}

// runCommand runs a command line of "undercut run".
func (e *env) runCommand(cmd *cobra.Command, args []string, o runOptions) error {
	if err := o.check(cmd, args); err != nil {
		return badInput{err}
	}
	q, dir, err := o.open(e, args)
	if err != nil {
		return err
	}
	if names := q.indicators(); o.format == "svg" && !slices.Contains(names, o.indicator) {
		return badInput{fmt.Errorf("--indicator is %q: %s has %s", o.indicator, q.worlds[0], strings.Join(names, ", "))}
	}
	a, err := e.answer(cmd.Context(), q, dir, o)
	if err != nil {
		return err
	}
	if err := a.print(e.out, o.format, o.indicator); err != nil {
		return fmt.Errorf("cannot print the answer: %w; the run is in %s", err, a.Dir)
	}
	return e.warn(&a.Run)
}

// mostRunFutures bounds a run: its index is held in memory, and a million futures
// take days.
const mostRunFutures = 1_000_000

// questionFlags are the flags that say what is asked.
var questionFlags = []string{"seed", "futures", "beliefs", "set", "quick", "out", "evidence"}

// check returns all that is wrong with the flags taken together.
func (o *runOptions) check(cmd *cobra.Command, args []string) error {
	given := func(flag string) bool { return cmd.Flags().Changed(flag) }
	var errs []error
	refuse := func(when bool, format string, args ...any) {
		if when {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	refuse(!slices.Contains(formats, o.format), "--format is %q: want one of %s", o.format, strings.Join(formats, ", "))
	refuse(o.futures < 1, "--futures is %d: want 1 or more", o.futures)
	refuse(o.futures > mostRunFutures, "--futures is %d: want at most %d (split more into runs of other seeds)", o.futures, mostRunFutures)
	refuse(o.workers < 0, "--workers is %d: want 1 or more, or 0 for one per processor", o.workers)
	refuse(o.quick && given("futures"), "--quick means --futures %d: give one of the two", quickFutures)
	refuse(given("indicator") && o.format != "svg", "--indicator is for --format svg, the format is %s", o.format)
	refuse(given("out") && o.out == "", "--out is empty: name a directory")
	refuse(given("beliefs") && len(o.beliefs) == 0, "--beliefs is empty: name one or more, or leave the flag out")
	if given("resume") {
		refuse(len(args) > 0, "a run that is resumed knows its scenario: leave out %q", args)
		for _, flag := range questionFlags {
			refuse(given(flag), "a run that is resumed knows its inputs: leave out --%s", flag)
		}
	}
	if o.quick {
		o.futures = quickFutures
	}
	return errors.Join(errs...)
}

// open asks the question, anew or of the run to be resumed, and says where its
// run belongs.
func (o *runOptions) open(e *env, args []string) (q *question, dir string, err error) {
	if o.resume != "" {
		m, dir, err := readManifest(o.resume)
		if err != nil {
			return nil, "", err
		}
		q, err = restore(dir, m, e.readFile)
		return q, strings.TrimSuffix(dir, unfinished), err
	}
	o.scenario = defaultScenario
	if len(args) > 0 {
		o.scenario = args[0]
	}
	if o.seen, err = o.evidence.history(); err != nil {
		return nil, "", err
	}
	if q, err = o.question(e.readFile); err != nil {
		return nil, "", err
	}
	q.from = o.evidence.dir
	for _, p := range q.sim.Scenarios[0].Remarks {
		e.note(o.quiet, "%s:%d:%d: note: %s", p.File, p.Line, p.Column, p.Message)
	}
	if o.out != "" {
		return q, o.out, nil
	}
	return q, store.DefaultDir(q.worlds[0], q.hash()), nil
}

// answer finds or makes the run of a question and judges it.
func (e *env) answer(ctx context.Context, q *question, dir string, o runOptions) (a *answer, err error) {
	r, err := store.Open(dir, q.manifest(), o.resume != "")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if r.Reused {
		e.note(o.quiet, "%s is a finished run of these inputs: nothing is simulated", r.Dir)
		return q.reread(r.Dir)
	}
	total := q.futures * len(q.sim.Cells)
	if r.Kept > 0 {
		e.note(o.quiet, "%s: %d of %d simulations are there, the rest follow", r.Dir, r.Kept, total)
	}
	if r.Dropped > 0 {
		e.note(o.quiet, "%s: the last %d bytes were no whole future and are dropped", r.Dir, r.Dropped)
	}
	if err := q.save(r); err != nil {
		return nil, err
	}
	if err := q.simulate(ctx, r, o.workers, e.progress(o.quiet, total-r.Kept)); err != nil {
		return nil, err
	}
	if a, err = q.finish(r); err != nil {
		return nil, err
	}
	e.note(o.quiet, "written to %s", r.Dir)
	return a, nil
}

// finish writes everything that is made of the futures and makes the run
// whole.
func (q *question) finish(r *store.Run) (*answer, error) {
	weight, err := q.weigh(r.Each)
	if err != nil {
		return nil, err
	}
	if err := r.WriteOutcomes(weight); err != nil {
		return nil, err
	}
	bands, err := r.WriteBands(weight)
	if err != nil {
		return nil, err
	}
	a, err := q.answer(r.Manifest, r.Dir, r.Each, bands)
	if err != nil {
		return nil, err
	}
	if a.unjudged == nil {
		err = r.WriteFile("report.html", func(w io.Writer) error { return report.HTML(w, &a.Input) })
	}
	if err != nil {
		return nil, err
	}
	err = r.Finish()
	a.Run = r.Manifest
	return a, err
}

// reread makes the answer of a finished run from its files.
func (q *question) reread(dir string) (*answer, error) {
	s, err := store.Load(dir)
	if err != nil {
		return nil, err
	}
	bands, err := s.Bands()
	if err != nil {
		return nil, err
	}
	records := func(visit func(*store.Record) error) error {
		return s.Each(func(rec *store.Record, _ float64) error { return visit(rec) })
	}
	return q.answer(s.Manifest, s.Dir, records, bands)
}

// note tells a person something on stderr.
func (e *env) note(quiet bool, format string, args ...any) {
	if !quiet {
		fmt.Fprintf(e.err, "undercut: "+format+"\n", args...)
	}
}
