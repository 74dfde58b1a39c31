// Command undercut simulates what happens to a market when a rival gives your
// product away to sell something else, in many futures, and judges what an
// article said about it.
//
// Each subcommand is a file; commands.go lists them. The way of a run:
//
//	arguments ─► question ─► ensemble ─► store ─► claim ─► report
//	 run.go      question.go  simulate.go          answer.go
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// An env is all of the outside world that commands see beside the files that
// they are told to read and write.
type env struct {
	args     []string // without the program's name
	in       io.Reader
	out      io.Writer // the answer and nothing else
	err      io.Writer // progress, notes, warnings, errors
	terminal bool      // err is a terminal that a person watches
	typed    bool      // in is a terminal at which a person types
	readFile func(name string) ([]byte, error)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, &env{
		args: os.Args[1:], in: os.Stdin, out: os.Stdout, err: os.Stderr,
		terminal: term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb",
		typed:    term.IsTerminal(int(os.Stdin.Fd())),
		readFile: readScenario,
	})
	os.Exit(code)
}

// run runs one command line and returns the exit code. It may be called many
// times in one process.
func run(ctx context.Context, e *env) int {
	out := &sink{Writer: e.out}
	watched := *e
	watched.out = out
	err := rootCommand(&watched).ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("cannot print the answer: %w", out.err)
	}
	if err != nil {
		fmt.Fprintf(e.err, "undercut: %v%s\n", err, wayOut(err))
	}
	return exitCode(err)
}
