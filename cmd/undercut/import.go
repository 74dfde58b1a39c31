package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

const importHelp = `Read a file of prices, models or scores and add what is new in it to a directory of
your own, which --evidence of other commands reads.

SOURCE is a format of undercut import --list. What follows is a file, a web address,
a folder (for formats that are one) or - for standard input; without it the file is
fetched from where its publisher keeps it.

What the file says is compared with the shipped tables and with what the directory
holds. Shown are the rows that are added, changed and removed, what is doubtful and
what is bad; then, unless --dry-run is given, the news is written to
DIR/SOURCE@DAY. At a terminal you are asked before; --yes answers, and where nobody
types nobody is asked. Bad rows keep everything from being written, unless --partial
keeps the good ones. What is there is never written over, and a file that says
nothing new changes nothing.

Doubtful prices are kept with the reason and left out of every series; --trust takes
them as they are. Names that no rule knows are listed in unmatched.csv; --rules reads
rules of yours that know them.`

// importOptions are the flags of "undercut import".
type importOptions struct {
	into, seen, rules, answer   string
	partial, dryRun, yes, trust bool
	all, list                   bool
	maxSize                     int64 // MB
	timeout                     time.Duration
}

// importCommand is "undercut import".
func importCommand(e *env) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import SOURCE [FILE|URL|DIR] --into DIR",
		Short: "Add prices, models and scores from a file to your own evidence",
		Long:  importHelp,
		Example: `  undercut import --list
  undercut import models.dev --into my-evidence --dry-run
  undercut import litellm model_prices_and_context_window.json --seen 2026-11-30 --into my-evidence
  undercut import csv my-prices.csv --partial --into my-evidence
  undercut import models.dev-tree models.dev --seen 2026-07-02 --into my-evidence`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := o.check(args)
			if err != nil {
				return badInput{err}
			}
			if o.list {
				return listFormats(cmd.OutOrStdout(), o.answer)
			}
			return e.importInto(cmd.Context(), f, args[1:], o)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&o.into, "into", "", "`DIR` of your evidence; made if it is not there")
	fl.StringVar(&o.seen, "seen", "", "`DATE` on which the source was as it is here, YYYY-MM-DD (default the date of the file, today if it is fetched)")
	fl.BoolVar(&o.partial, "partial", false, "keep the good rows of a file that has bad ones")
	fl.BoolVar(&o.dryRun, "dry-run", false, "show and write nothing")
	fl.BoolVar(&o.yes, "yes", false, "write without asking")
	fl.BoolVar(&o.trust, "trust", false, "take doubtful prices as they are")
	fl.BoolVar(&o.all, "all", false, fmt.Sprintf("show every row, not only the first %d of each kind", firstLines))
	fl.StringVar(&o.rules, "rules", "", "`FILE` of rules that match names with releases, before those of the program")
	fl.StringVar(&o.answer, "format", "text", "the answer: text or json")
	fl.Int64Var(&o.maxSize, "max-size", mostMB, "largest file that is read, in `MB`")
	fl.DurationVar(&o.timeout, "timeout", 2*time.Minute, "longest that fetching may take")
	fl.BoolVar(&o.list, "list", false, "list the formats, where their files are, and their terms")
	for i := range importer.All {
		cmd.ValidArgs = append(cmd.ValidArgs, importer.All[i].Name)
	}
	return cmd
}

// mostMB is the largest file that is read.
const mostMB = importer.MaxSize >> 20

// check returns the format, and all that is wrong with flags and arguments.
func (o *importOptions) check(args []string) (*importer.Format, error) {
	var errs []error
	refuse := func(when bool, format string, args ...any) {
		if when {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	refuse(o.answer != "text" && o.answer != "json", "--format is %q: want text or json", o.answer)
	if o.list {
		refuse(len(args) > 0, "--list lists all formats: leave out %q", args)
		return nil, errors.Join(errs...)
	}
	refuse(o.into == "", "--into is missing: name the directory of your evidence")
	refuse(o.maxSize < 1 || o.maxSize > mostMB, "--max-size is %d: want 1 to %d MB", o.maxSize, mostMB)
	refuse(o.timeout <= 0, "--timeout is %v: want more than 0", o.timeout)
	refuse(o.dryRun && o.yes, "--dry-run writes nothing and --yes writes without asking: give one of the two")
	if o.seen != "" {
		day, err := undercut.ParseDay(o.seen)
		refuse(err != nil, "--seen: %v", err)
		refuse(err == nil && day > latestDay(), "--seen is %v: want a day up to today, %v", day, latestDay())
	}
	source := ""
	if len(args) > 0 {
		source = args[0]
	}
	at := slices.IndexFunc(importer.All, func(f importer.Format) bool { return f.Name == source })
	refuse(at < 0, "source is %q: want one of %s; undercut import --list says what they are", source, formatNames())
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return &importer.All[at], nil
}

// latestDay is today or, where the clock is behind them, the last day of the
// shipped tables.
func latestDay() undercut.Day {
	y, m, d := time.Now().UTC().Date()
	return max(undercut.DayOf(y, int(m), d), evidence.Shipped().Latest())
}

func formatNames() string {
	var names []string
	for i := range importer.All {
		names = append(names, importer.All[i].Name)
	}
	return strings.Join(names, ", ")
}

// memory is from where on the garbage collector hurries, in bytes.
const memory = 256 << 20

// importInto reads, compares, shows and writes.
func (e *env) importInto(ctx context.Context, f *importer.Format, from []string, o importOptions) error {
	debug.SetMemoryLimit(memory)
	i := &importing{importOptions: o, format: f}
	if err := i.prepare(); err != nil {
		return badInput{err}
	}
	if err := e.read(ctx, i, from); err != nil {
		return err
	}
	if err := i.compare(); err != nil {
		return badInput{err}
	}
	if ctx.Err() != nil { // while the file was read and compared nothing waited for it
		return errInterrupted
	}
	if o.answer == "text" {
		if err := i.print(e.out); err != nil {
			return err
		}
	}
	if err := e.conclude(ctx, i); err != nil || o.answer == "text" {
		return err
	}
	return i.printJSON(e.out)
}

// conclude writes what is new, if it may, and says what became of it.
func (e *env) conclude(ctx context.Context, i *importing) error {
	if bad := len(i.changes.Problems); bad > 0 && !i.partial {
		if i.answer == "json" {
			if err := i.printJSON(e.out); err != nil {
				return err
			}
		}
		return badInput{fmt.Errorf("%s has %s: nothing is written; mend the file, or keep the good rows with --partial", i.file, counted(bad, "bad row", "bad rows"))}
	}
	agreed, err := e.agreed(ctx, i)
	switch {
	case err != nil:
		return err
	case i.name == "":
		i.outcome = "nothing new; " + i.into + " is unchanged"
	case i.dryRun:
		i.outcome = "--dry-run: nothing is written"
	case !agreed:
		i.outcome = "nothing is written"
	default:
		if err := i.write(); err != nil {
			return err
		}
		i.written, i.outcome = true, "written to "+i.path()
	}
	if i.answer == "text" {
		_, err = fmt.Fprintln(e.out, i.outcome)
	}
	return err
}

// agreed asks a person who types.
func (e *env) agreed(ctx context.Context, i *importing) (bool, error) {
	if i.yes || i.dryRun || i.name == "" || !e.typed || i.stdin {
		return true, nil
	}
	fmt.Fprintf(e.err, "Write %s? [y/N] ", i.path())
	answer, err := readLine(ctx, e.in)
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes", err
}
