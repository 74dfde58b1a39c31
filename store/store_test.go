package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// small returns the manifest of a run of 5 futures of 2 × 2 cells.
func small() Manifest {
	return Manifest{
		Scenario: "ev-price-war", Engine: "v1.2.3", Data: "2025-06", InputHash: "0123456789abcdef", Seed: 7, Futures: 5,
		Cells:     []Cell{{"base", "none"}, {"base", "tariff, 25%"}, {"bold", "none"}, {"bold", "tariff, 25%"}},
		DrawNames: []string{"rate", "elasticity"}, OutcomeNames: []string{"hhi", "exits", "price"}, SeriesNames: []string{"price", "hhi"},
		Months: [2]string{"2024-11", "2025-02"}, Illustrative: []string{"exits", "hhi"},
	}
}

// record returns a record that depends on (cell, future) alone; some fail.
func record(m *Manifest, cell, future int) Record {
	x := float64(cell) + math.Sqrt(float64(future))
	r := Record{Cell: cell, Future: future, Draws: []float64{x, -x}}
	if future%5 == 3 && cell == 1 {
		r.Draws = r.Draws[:1]
		r.Err = "no equilibrium:\nfirm \"b\", month 3"
		return r
	}
	r.Outcomes = []float64{1e4 / (1 + x), math.NaN(), x * 1e-7}
	if future%3 == 0 {
		r.Outcomes[1] = float64(future)
	}
	for i := range len(m.SeriesNames) * m.MonthCount() {
		r.Series = append(r.Series, float32((cell*7+future*5+i*3)%16)/8)
	}
	r.Series[0] = float32(math.NaN())
	return r
}

// fill appends what a run still lacks, at most n records.
func fill(t *testing.T, r *Run, n int) {
	t.Helper()
	for f := range r.Futures {
		for c := range r.Cells {
			if r.Has(f, c) || n == 0 {
				continue
			}
			n--
			if err := r.Append(record(&r.Manifest, c, f)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// byOutcome weighs futures by something that differs between them.
func byOutcome(rec *Record) float64 { return rec.Outcomes[0] }

// finish writes the files of a run and finishes it.
func finish(t *testing.T, r *Run) {
	t.Helper()
	err := r.WriteFile("scenario.yaml", func(w io.Writer) error {
		_, err := io.WriteString(w, "name: ev-price-war\n")
		return err
	})
	if err == nil {
		err = r.WriteOutcomes(byOutcome)
	}
	if err == nil {
		_, err = r.WriteBands(byOutcome)
	}
	if err == nil {
		err = r.Finish()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string, m Manifest, resume bool) *Run {
	t.Helper()
	r, err := Open(dir, m, resume)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// whole makes a whole run at dir.
func whole(t *testing.T, dir string) {
	t.Helper()
	r := open(t, dir, small(), false)
	fill(t, r, -1)
	finish(t, r)
}

// content returns the files of a directory by name.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		files[path[len(dir)+1:]] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameFiles(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s differs from that of an undisturbed run", what, name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d files, an undisturbed run has %d", what, len(got), len(want))
	}
}

// wantError checks that an error says each of the words.
func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one that says %q", words)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error does not say %q:\n%v", w, err)
		}
	}
}

func TestFinishedRunHoldsItsFilesAndNothingElse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "run")
	whole(t, dir)
	files := content(t, dir)
	for _, name := range []string{"manifest.json", "scenario.yaml", "outcomes.csv", "outcomes.parquet", "bands.csv", "bands.parquet"} {
		if files[name] == "" {
			t.Errorf("%s is missing", name)
		}
	}
	if len(files) != 6 {
		t.Errorf("%d files, want 6", len(files))
	}
	if _, err := os.Stat(dir + partial); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the partial directory is still there")
	}
}

func TestSameInputsGiveTheSameBytes(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	whole(t, a)
	whole(t, b)
	sameFiles(t, "second run", content(t, b), content(t, a))
}

// Wherever a run is interrupted, resuming it gives the same bytes.
func TestResumedRunIsTheSameRun(t *testing.T) {
	a := filepath.Join(t.TempDir(), "a")
	whole(t, a)
	for n := range 21 {
		dir := filepath.Join(t.TempDir(), "b")
		r := open(t, dir, small(), false)
		fill(t, r, n)
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		r = open(t, dir+partial, small(), true) // either name will do
		if r.Kept != n || r.Dropped != 0 {
			t.Fatalf("after %d records the journal keeps %d and drops %d bytes", n, r.Kept, r.Dropped)
		}
		fill(t, r, -1)
		finish(t, r)
		sameFiles(t, fmt.Sprintf("resumed after %d", n), content(t, dir), content(t, a))
	}
}

// The order in which records arrive does not matter either.
func TestOrderOfAppendingDoesNotMatter(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	whole(t, a)
	r := open(t, b, small(), false)
	for c := len(r.Cells) - 1; c >= 0; c-- {
		for f := r.Futures - 1; f >= 0; f-- {
			if err := r.Append(record(&r.Manifest, c, f)); err != nil {
				t.Fatal(err)
			}
		}
	}
	finish(t, r)
	sameFiles(t, "appended backwards", content(t, b), content(t, a))
}

func TestFinishedRunIsReused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	whole(t, dir)
	before := content(t, dir)
	for _, resume := range []bool{false, true} {
		r := open(t, dir, small(), resume)
		if !r.Reused || !r.Has(0, 0) || r.FailedCount != 1 {
			t.Errorf("finished run of the same inputs is not reused with its manifest")
		}
		wantError(t, r.Append(Record{}), dir, "finished")
		wantError(t, r.Finish(), dir, "finished")
	}
	sameFiles(t, "reused", content(t, dir), before)
}

// A process may be killed between the final rename and its last removals.
func TestLeftoversOfTheLastInstantAreRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	whole(t, dir)
	before := content(t, dir)
	for _, name := range []string{journalName, lockName} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	open(t, dir, small(), false)
	sameFiles(t, "cleaned", content(t, dir), before)
}

func TestWhatIsInTheWayIsNamedWithTheWayOut(t *testing.T) {
	other, engine := small(), small()
	other.InputHash = "fedcba9876543210"
	engine.Engine = "v2.0.0"
	finished := func(t *testing.T, dir string) { whole(t, dir) }
	unfinished := func(t *testing.T, dir string) {
		r := open(t, dir, small(), false)
		fill(t, r, 3)
		r.Close()
	}
	write := func(name string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			path := dir + name
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	both := func(t *testing.T, dir string) {
		unfinished(t, dir)
		write(".partial/thesis.doc")(t, dir)
	}
	for name, c := range map[string]struct {
		before func(*testing.T, string)
		m      Manifest
		resume bool
		words  []string
	}{
		"finished run of other inputs":     {finished, other, false, []string{"01234567", "fedcba98", "choose another directory"}},
		"finished run of another engine":   {finished, engine, false, []string{"v1.2.3", "v2.0.0", "choose another directory"}},
		"unfinished run without resume":    {unfinished, small(), false, []string{".partial", "--resume"}},
		"unfinished run of other inputs":   {unfinished, other, true, []string{".partial", "01234567", "fedcba98"}},
		"unfinished run of another engine": {unfinished, engine, true, []string{".partial", "v1.2.3", "v2.0.0"}},
		"a file":                           {write(""), small(), false, []string{"is a file", "choose another directory"}},
		"foreign files":                    {write("/notes.txt"), small(), false, []string{"manifest.json", "choose another directory"}},
		"a manifest of something else":     {write("/manifest.json"), small(), false, []string{"format 0"}},
		"foreign files in the partial":     {write(".partial/notes.txt"), small(), true, []string{"notes.txt", "move it away"}},
		"a file as the partial":            {write(".partial"), small(), true, []string{"is a file", "choose another directory"}},
		"foreign files beside a journal":   {both, small(), true, []string{"thesis.doc", "move it away"}},
		"nothing to resume":                {func(*testing.T, string) {}, small(), true, []string{"no unfinished run", "without --resume"}},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			dir := filepath.Join(root, "run")
			c.before(t, dir)
			before := content(t, root)
			_, err := Open(dir, c.m, c.resume)
			wantError(t, err, append(c.words, dir)...)
			sameFiles(t, "after the error", content(t, root), before)
		})
	}
}

func TestEmptyDirectoryIsUsed(t *testing.T) {
	dir := t.TempDir()
	whole(t, dir)
	if len(content(t, dir)) != 6 {
		t.Errorf("run in an empty directory is not there")
	}
}

func TestSecondProcessIsKeptOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	fill(t, r, 2)
	for _, resume := range []bool{false, true} {
		_, err := Open(dir, small(), resume)
		wantError(t, err, dir+partial, "in use by process", fmt.Sprint(os.Getpid()))
	}
	fill(t, r, -1)
	finish(t, r)
}

// A lock file that nobody holds, as a killed process leaves it, is no obstacle.
func TestStaleLockIsNoObstacle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	r.Close()
	if err := os.WriteFile(filepath.Join(dir+partial, lockName), []byte("4194399\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r = open(t, dir, small(), true)
	fill(t, r, -1)
	finish(t, r)
}

// A process can be killed before its partial directory has a manifest.
func TestPartialWithoutManifestStartsAfresh(t *testing.T) {
	for _, resume := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "run")
		if err := os.MkdirAll(dir+partial, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{lockName, ManifestName + temporary} {
			if err := os.WriteFile(filepath.Join(dir+partial, name), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		r := open(t, dir, small(), resume)
		fill(t, r, -1)
		finish(t, r)
	}
}

func TestUnfinishedRunCannotBeFinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	fill(t, r, 19)
	wantError(t, r.Finish(), "19 of 20", "--resume "+dir)
	fill(t, r, -1)
	wantError(t, r.Finish(), "no outcomes.csv")
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s exists", dir)
	}
}

// A disk that fills up after any number of bytes leaves a run that resumes to
// the same bytes.
func TestFullDiskKeepsWhatWasWritten(t *testing.T) {
	a := filepath.Join(t.TempDir(), "a")
	whole(t, a)
	want := content(t, a)
	for room := 0; room < 600; room += 31 {
		dir := filepath.Join(t.TempDir(), "b")
		r := open(t, dir, small(), false)
		r.journal.w = &fullDisk{w: r.journal.f, room: room}
		var err error
		n := 0
		for err == nil {
			if err = r.Append(record(&r.Manifest, n%4, n/4)); err == nil {
				n++
			}
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("error is not that of the disk: %v", err)
		}
		wantError(t, err, fmt.Sprintf("%d of 20 futures are kept in %s", n, dir+partial), "make room", "--resume "+dir)
		if again := r.Append(record(&r.Manifest, 3, 4)); again != err {
			t.Fatalf("after the disk was full Append returned %v, want the same error again", again)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		r = open(t, dir, small(), true)
		if r.Kept != n {
			t.Fatalf("with room for %d bytes %d records were appended and %d kept", room, n, r.Kept)
		}
		fill(t, r, -1)
		finish(t, r)
		sameFiles(t, fmt.Sprintf("full after %d bytes", room), content(t, dir), want)
	}
}

// fullDisk takes room bytes and then has none left.
type fullDisk struct {
	w    io.Writer
	room int
}

func (d *fullDisk) Write(b []byte) (int, error) {
	n, err := d.w.Write(b[:min(d.room, len(b))])
	d.room -= n
	if err == nil && n < len(b) {
		err = &fs.PathError{Op: "write", Path: "futures.bin", Err: syscall.ENOSPC}
	}
	return n, err
}

func TestFailedFileLeavesNothingBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	fill(t, r, -1)
	err := r.WriteFile("report.html", func(w io.Writer) error {
		io.WriteString(w, strings.Repeat("<p>", 1<<16))
		return syscall.EROFS
	})
	wantError(t, err, "cannot write report.html", "20 of 20", "read-only", "--resume "+dir)
	for name := range content(t, dir+partial) {
		if strings.HasPrefix(name, "report") {
			t.Errorf("%s was left behind", name)
		}
	}
	finish(t, r)
}

func TestNamesOutsideTheRunAreRefused(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "run"), small(), false)
	for _, name := range []string{"", ".", "../x", "/etc/x", "a/../b", "a//b", "manifest.json", "futures.bin", "lock", "x.tmp"} {
		if err := r.WriteFile(name, func(io.Writer) error { return nil }); err == nil {
			t.Errorf("file name %q was accepted", name)
		}
	}
	if err := r.WriteFile("figures/price.svg", func(io.Writer) error { return nil }); err != nil {
		t.Error(err)
	}
}

func TestRecordsOfAnotherShapeAreRefused(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "run"), small(), false)
	good := func() Record { return record(&r.Manifest, 0, 0) }
	for name, spoil := range map[string]func(*Record){
		"future": func(r *Record) { r.Future = 5 }, "cell": func(r *Record) { r.Cell = -1 },
		"draws": func(r *Record) { r.Draws = r.Draws[:1] }, "outcomes": func(r *Record) { r.Outcomes = append(r.Outcomes, 1) },
		"series": func(r *Record) { r.Series = r.Series[:5] }, "failed with outcomes": func(r *Record) { r.Err = "failed" },
	} {
		rec := good()
		spoil(&rec)
		wantError(t, r.Append(rec), "future")
		if r.Has(0, 0) {
			t.Errorf("a record with wrong %s is in the journal", name)
		}
	}
	if err := r.Append(good()); err != nil {
		t.Fatal(err)
	}
	wantError(t, r.Append(good()), "already")
}

func TestImpossibleManifestsSayEverythingThatIsWrong(t *testing.T) {
	m := small()
	m.InputHash, m.Cells[1], m.OutcomeNames[0], m.SeriesNames[1], m.Months[1] = "", m.Cells[0], "weight", "price", "2024-1"
	_, err := Open(t.TempDir(), m, false)
	wantError(t, err, "input hash is empty", "base/none is listed twice", `"weight"`, `"price" is listed twice`, `"2024-1"`)
	m = small()
	m.Months[1] = "2024-10"
	_, err = Open(t.TempDir(), m, false)
	wantError(t, err, "2024-10", "2024-11")
}

func TestDefaultDirectory(t *testing.T) {
	if got, want := DefaultDir("ev price/war", hex.EncodeToString([]byte("0123456"))), filepath.Join("undercut-runs", "ev-price-war-30313233"); got != want {
		t.Errorf("default directory is %s, want %s", got, want)
	}
}
