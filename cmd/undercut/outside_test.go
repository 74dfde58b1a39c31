package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"syscall"
	"testing"
)

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// What cannot be printed is an error with a way out, whoever prints.
func TestLostOutputIsAnError(t *testing.T) {
	for _, line := range []string{"--help", "run --help", "scenario list", "scenario validate cn-closed", "version", "payback --futures 10", "backtest model_t", "backtest --csv", "calibrate"} {
		var errs bytes.Buffer
		code := run(context.Background(), &env{args: strings.Fields(line), in: strings.NewReader(""), out: full{}, err: &errs, readFile: readScenario})
		if code != exitFailure || !strings.Contains(errs.String(), "make room on that disk") {
			t.Errorf("%s on a full disk exits with %d and says %q", line, code, &errs)
		}
	}
}

// Somebody who waits at standard input can leave with one signal.
func TestSignalEndsWaitingForInput(t *testing.T) {
	ctx, press := context.WithCancel(context.Background())
	in, never := io.Pipe()
	defer never.Close()
	press()
	var errs bytes.Buffer
	code := run(ctx, &env{args: []string{"equilibrium", "-"}, in: in, out: io.Discard, err: &errs, readFile: readScenario})
	if code != exitInterrupted || !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("a signal while waiting for input: exits with %d and says %q", code, &errs)
	}
}
