package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/store"
)

// A watcher is a person at a terminal who presses Ctrl-C on seeing a text.
type watcher struct {
	seen    []byte
	awaited string
	press   context.CancelFunc
}

func (w *watcher) Write(b []byte) (int, error) {
	w.seen = append(w.seen, b...)
	if strings.Contains(string(w.seen), w.awaited) {
		w.press()
	}
	return len(b), nil
}

func (w *watcher) String() string { return string(w.seen) }

// An interrupted run keeps what is done, says how to go on, and when it has
// gone on is the run that nobody interrupted.
func TestInterruptedRunResumesToTheSameFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	line := []string{"run", "--futures", "4", "--set", "end=2026-12", "--beliefs", "default", "--workers", "1"}
	if code, _, stderr := undercutRun(t, append(line, "--out", "whole", "--quiet")...); code != exitDone {
		t.Fatalf("a run exits with %d: %s", code, stderr)
	}

	ctx, press := context.WithCancel(context.Background())
	w := &watcher{awaited: "(3/12", press: press} // the bar counts 4 futures of 3 worlds
	var out bytes.Buffer
	code := run(ctx, &env{args: append(line, "--out", "broken"), out: &out, err: w, terminal: true, readFile: readScenario})
	if code != exitInterrupted {
		t.Fatalf("an interrupted run exits with %d, want %d: %s", code, exitInterrupted, w)
	}
	if out.Len() > 0 {
		t.Errorf("an interrupted run prints an answer: %s", &out)
	}
	if want := "continue with: undercut run --resume broken"; !strings.Contains(w.String(), want) {
		t.Errorf("the message of an interrupted run is %q, want it to say %q", w, want)
	}

	code, _, stderr := undercutRun(t, append(line, "--out", "broken")...)
	if code != exitBadInput || !strings.Contains(stderr, "--resume broken") {
		t.Errorf("a new run at an unfinished one exits with %d and says %q, want %d and the way to resume", code, stderr, exitBadInput)
	}
	code, resumed, stderr := undercutRun(t, "run", "--resume", "broken.partial")
	if code != exitDone {
		t.Fatalf("--resume exits with %d: %s", code, stderr)
	}
	if !strings.Contains(stderr, "of 12 simulations are there, the rest follow") {
		t.Errorf("--resume does not say what was kept: %s", stderr)
	}
	same(t, "whole", "broken")
	if report := files(t, "broken")["report.html"]; !strings.Contains(report, "parameters.csv ai-2023/") || strings.Contains(report, "scenario.yaml:") {
		t.Error("the report of a resumed run does not say where its numbers come from, but where they were kept")
	}
	code, again, stderr := undercutRun(t, "run", "--resume", "broken")
	if code != exitDone || !strings.Contains(stderr, "nothing is simulated") {
		t.Errorf("--resume of a finished run exits with %d and says %q, want it reused", code, stderr)
	}
	if again != resumed {
		t.Errorf("the answer of a finished run differs from the one when it was finished:\n%s\nwant\n%s", again, resumed)
	}
}

// same fails if two runs differ in any file but for their own directory's
// name in the report.
func same(t *testing.T, a, b string) {
	t.Helper()
	x, y := files(t, a), files(t, b)
	if !slices.Equal(slices.Sorted(maps.Keys(x)), slices.Sorted(maps.Keys(y))) {
		t.Fatalf("%s has the files %v, %s has %v", a, slices.Sorted(maps.Keys(x)), b, slices.Sorted(maps.Keys(y)))
	}
	for name := range x {
		if name != "report.html" && name != store.ManifestName && x[name] != y[name] {
			t.Errorf("%s of the two runs differ", name)
		}
	}
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(filepath.ToSlash(path), dir+"/")] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Someone who gave futures that all fail gets exit code 1; a few that fail are
// listed and leave the rest to answer.
func TestFailedFuturesAreListed(t *testing.T) {
	m := &store.Manifest{Futures: 6, Cells: []store.Cell{{Belief: "default", World: "w"}, {Belief: "default", World: "v"}}}
	for n := range 11 {
		m.FailedCount++
		m.Failed = append(m.Failed, store.FailedFuture{Belief: "default", World: "w", Future: n, Error: "no equilibrium"})
	}
	var errs bytes.Buffer
	e := &env{err: &errs}
	if err := e.warn(m); err != nil {
		t.Errorf("11 of 12 failures are an error: %v", err)
	}
	if n := strings.Count(errs.String(), "under belief default: no equilibrium"); n != shownFailures {
		t.Errorf("%d failures are listed, want %d:\n%s", n, shownFailures, &errs)
	}
	if !strings.Contains(errs.String(), "11 of 12 simulations failed") || !strings.Contains(errs.String(), "and 1 more") {
		t.Errorf("the warning does not count the failures:\n%s", &errs)
	}
	m.FailedCount = 12
	if err := e.warn(m); exitCode(err) != exitFailure {
		t.Errorf("when every simulation fails the exit code is %d, want %d", exitCode(err), exitFailure)
	}
}

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("disk full"), 1},
		{badInput{errors.New("no such flag")}, 2},
		{errInterrupted, 3},
		{errors.Join(errInterrupted, errors.New("cannot close")), 3},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v exits with %d, want %d", c.err, got, c.want)
		}
	}
}
