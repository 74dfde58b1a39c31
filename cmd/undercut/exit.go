package main

import (
	"context"
	"errors"

	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

// Exit codes, as scripts rely on them.
const (
	exitDone        = 0
	exitFailure     = 1
	exitBadInput    = 2
	exitInterrupted = 3 // the message says what is kept of it and how to go on
)

// badInput marks an error that lies in what the user gave: a file, a flag, an
// argument. A directory that cannot be the run it was named as is an Obstacle
// of the store, and bad input too, whichever command meets it.
type badInput struct{ error }

func (e badInput) Unwrap() error { return e.error }

// exitCode returns the code that an error ends the program with.
func exitCode(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, new(badInput)), errors.As(err, new(store.Obstacle)), errors.As(err, new(scenario.Problems)):
		return exitBadInput
	}
	return exitFailure
}
