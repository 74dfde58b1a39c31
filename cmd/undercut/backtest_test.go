package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/episode"
)

// Somebody who stops a backtest is told where what is done is kept.
func TestStoppedBacktestSaysHowToGoOn(t *testing.T) {
	ctx, press := context.WithCancel(context.Background())
	press()
	for _, line := range []string{"backtest model_t --rerun --quick --work ", "calibrate --rerun --quick --work "} {
		var out, errs bytes.Buffer
		work := t.TempDir()
		code := run(ctx, &env{args: append(strings.Fields(line), work), in: strings.NewReader(""), out: &out, err: &errs, readFile: readScenario})
		if code != exitInterrupted || !strings.Contains(errs.String(), work) || !strings.Contains(errs.String(), "goes on from there") || out.Len() > 0 {
			t.Errorf("%sDIR exits with %d and says %q", line, code, &errs)
		}
	}
}

// What a folder holds already is not simulated again; of other inputs it is.
func TestFinishedResultsAreTaken(t *testing.T) {
	r, err := backtest.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := r.Save(dir); err != nil {
		t.Fatal(err)
	}
	f := rerunFlags{seed: r.Effort.Seed}
	q, err := backtest.New(nil, r.Effort, 1)
	if err != nil {
		t.Fatal(err)
	}
	if f.there(q, dir, true) == nil {
		t.Error("results of the same inputs are not taken")
	}
	q.Effort.Seed++
	if f.there(q, dir, true) != nil {
		t.Error("results of another seed are taken")
	}
}

// A gap in a series of the library's is found as one in a user's.
func TestGapsAreFound(t *testing.T) {
	for name, want := range map[string]bool{"model_t": false, "dram": true} {
		e, err := episode.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := gaps(e); (len(got) > 0) != want {
			t.Errorf("%s: gaps are %q", name, got)
		}
	}
}

// A sources.csv beside an episode is optional, and its terms are printed.
func TestOwnSourcesAreCredited(t *testing.T) {
	folder := os.DirFS("../../docs/examples/own-episode")
	e, err := episode.Read("own-episode", folder)
	if err != nil {
		t.Fatal(err)
	}
	with, err1 := ownCredits(folder, e)
	without, err2 := ownCredits(os.DirFS(t.TempDir()), e)
	if err1 != nil || err2 != nil || len(with) != 1 || !strings.Contains(with[0], "CC0 1.0") || without != nil {
		t.Errorf("credits are %q (%v) and %q (%v)", with, err1, without, err2)
	}
}
