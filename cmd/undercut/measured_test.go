package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/internal/golden"
)

// The series that futures are held against are what the indicators measure on
// the tables of models and prices, and nothing else. With -update history.csv
// is written anew, its other rows as they are.
func TestHistoryIsMeasured(t *testing.T) {
	path := filepath.Join("..", "..", "evidence", "data", "history.csv")
	points, err := history(evidence.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := evidence.WriteHistory(&want, points); err != nil {
		t.Fatal(err)
	}
	if golden.Updating() {
		if err := os.WriteFile(path, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text, err := os.ReadFile(path); err != nil || !bytes.Equal(want.Bytes(), text) {
		t.Errorf("history.csv is not what the indicators measure (%v): run with -update, read the diff and say what moved", err)
	}
}

// Targets of measured series are those series: a month's value, or the mean of
// the month ends of the years that the note names.
func TestTargetsAreMeasured(t *testing.T) {
	shipped, seen := evidence.Targets(), 0
	for i, target := range targetsOf(evidence.History()) {
		if !isMeasured(target.Indicator) {
			continue
		}
		seen++
		if got, is := target.Value, shipped[i].Value; !(math.Abs(got-is) <= 1e-4*math.Abs(got)) {
			t.Errorf("target %s is %g, measured %g: put that in targets.csv", target.ID, is, got)
		}
	}
	if seen < 16 {
		t.Errorf("%d targets of measured series", seen)
	}
}

// What is written of a history reads as it was.
func TestHistoryReadsAsWritten(t *testing.T) {
	var text bytes.Buffer
	if err := evidence.WriteHistory(&text, evidence.History()); err != nil {
		t.Fatal(err)
	}
	points, err := evidence.ReadHistory(text.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := evidence.WriteHistory(&again, points); err != nil || !bytes.Equal(text.Bytes(), again.Bytes()) {
		t.Errorf("%v: %d bytes became %d", err, text.Len(), again.Len())
	}
	if _, err := evidence.ReadHistory([]byte("indicator,month\n")); err == nil {
		t.Error("a history without its columns is read")
	}
}
