package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A resolved scenario holds the belief it was resolved under and what was set
// after it: run again it gives the same futures, and under another belief it
// is refused.
func TestAResolvedScenarioRunsAsItIs(t *testing.T) {
	dir := t.TempDir()
	first, again := filepath.Join(dir, "first"), filepath.Join(dir, "again")
	must := func(args ...string) {
		t.Helper()
		if code, out, errs := undercutRun(t, args...); code != exitDone {
			t.Fatalf("undercut %s ends with %d\n%s%s", strings.Join(args, " "), code, out, errs)
		}
	}
	must("run", "--quiet", "--futures", "2", "--beliefs", "sceptic", "--set", "end=2026-12", "--set", "technology.lag_open=3", "--out", first)
	must("run", filepath.Join(first, "scenario.yaml"), "--quiet", "--futures", "2", "--out", again)
	a, errA := os.ReadFile(filepath.Join(first, "outcomes.csv"))
	b, errB := os.ReadFile(filepath.Join(again, "outcomes.csv"))
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("the resolved scenario gives other futures than the run that it is from (%v, %v)", errA, errB)
	}
	if code, _, errs := undercutRun(t, "run", filepath.Join(first, "scenario.yaml"), "--futures", "2", "--beliefs", "article"); code != exitBadInput || !strings.Contains(errs, "resolved under the belief sceptic") {
		t.Errorf("another belief on a resolved scenario ends with %d: %s", code, errs)
	}
}

// A world that begins after the others part, or in which nothing is sold, has
// charts without a line; the rest of the report is written.
func TestAReportLeavesOutWhatIsUndefined(t *testing.T) {
	for _, set := range []string{"start=2030-01", "segments.language.size=0"} {
		out := filepath.Join(t.TempDir(), "run")
		if code, _, errs := undercutRun(t, "run", "--quiet", "--futures", "1", "--beliefs", "default", "--set", set, "--out", out); code != exitDone {
			t.Errorf("a run with %s ends with %d: %s", set, code, errs)
		}
	}
}

// A run that was held against somebody's own evidence says so in the line that
// makes it again, also where it no longer knows the folder.
func TestTheLineToRunAgainKeepsTheEvidence(t *testing.T) {
	mine, out := myEvidence(t), filepath.Join(t.TempDir(), "run")
	if code, _, errs := undercutRun(t, "import", "csv", exampleDir+"/prices.csv", "--seen", "2026-10-09", "--into", mine); code != exitDone {
		t.Fatal(errs)
	}
	line := func(args ...string) string {
		code, answer, errs := undercutRun(t, append([]string{"run", "--quiet"}, args...)...)
		if code != exitDone {
			t.Fatalf("undercut run %s ends with %d: %s", strings.Join(args, " "), code, errs)
		}
		_, again, _ := strings.Cut(answer, "RUN AGAIN: ")
		return again
	}
	if got := line("--futures", "1", "--beliefs", "default", "--set", "end=2026-12", "--evidence", mine, "--out", out); !strings.Contains(got, " --evidence "+quoted(mine)) {
		t.Errorf("the line to run again is %q", got)
	}
	if got := line("--resume", out); !strings.Contains(got, " --evidence DIR") {
		t.Errorf("the line to run a restored run again is %q", got)
	}
}
