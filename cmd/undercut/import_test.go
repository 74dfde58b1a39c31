package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

const exampleDir = "../../docs/examples"

// myEvidence is the directory of the examples, before the first import.
func myEvidence(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "my-evidence")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(exampleDir, "my-evidence"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func vintagesIn(t *testing.T, dir string) int {
	t.Helper()
	a, err := loadArchive(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(a.Vintages)
}

// A person who types is asked; only yes is a yes.
func TestImportAsks(t *testing.T) {
	for answer, written := range map[string]int{"y\n": 1, "YES\n": 1, "n\n": 0, "\n": 0, "": 0, "maybe\n": 0} {
		dir := myEvidence(t)
		var out, errs bytes.Buffer
		e := &env{
			args: []string{"import", "csv", exampleDir + "/prices.csv", "--seen", "2026-10-09", "--into", dir},
			in:   strings.NewReader(answer), out: &out, err: &errs, typed: true, readFile: readScenario,
		}
		code := run(context.Background(), e)
		if code != exitDone || vintagesIn(t, dir) != written || !strings.Contains(errs.String(), "csv@2026-10-09? [y/N]") {
			t.Errorf("%q: exits with %d and writes %d vintages\n%s%s", answer, code, vintagesIn(t, dir), &out, &errs)
		}
		e.args, e.in = append(e.args, "--yes"), strings.NewReader("")
		errs.Reset()
		if run(context.Background(), e); vintagesIn(t, dir) != 1 || errs.Len() > 0 {
			t.Errorf("with --yes it asks %q and writes %d vintages", &errs, vintagesIn(t, dir))
		}
	}
}

// A person who is asked can leave.
func TestSignalWhileImportAsks(t *testing.T) {
	ctx, press := context.WithCancel(context.Background())
	in, never := io.Pipe()
	defer never.Close()
	dir := myEvidence(t)
	var out bytes.Buffer
	e := &env{args: []string{"import", "csv", exampleDir + "/prices.csv", "--seen", "2026-10-09", "--into", dir}, in: in, out: &out, err: &out, typed: true, readFile: readScenario}
	time.AfterFunc(300*time.Millisecond, press)
	if code := run(ctx, e); code != exitInterrupted || vintagesIn(t, dir) != 0 {
		t.Errorf("exits with %d and writes %d vintages: %s", code, vintagesIn(t, dir), &out)
	}
}

// A signal that comes while a file is read and compared is not passed over.
func TestSignalWhileImportReads(t *testing.T) {
	ctx, press := context.WithCancel(context.Background())
	press()
	dir := myEvidence(t)
	var out bytes.Buffer
	e := &env{args: []string{"import", "csv", exampleDir + "/prices.csv", "--seen", "2026-10-09", "--into", dir}, in: strings.NewReader(""), out: &out, err: &out, readFile: readScenario}
	if code := run(ctx, e); code != exitInterrupted || vintagesIn(t, dir) != 0 {
		t.Errorf("exits with %d and writes %d vintages: %s", code, vintagesIn(t, dir), &out)
	}
}

// What comes without its size is read to its end, and takes no more room than
// the most that is allowed.
func TestReadIntoTheRoomThereIs(t *testing.T) {
	for _, size := range []int64{0, 1, 511, 512, 513, 4095, 4096} {
		text := strings.Repeat("x", int(size))
		for _, says := range []int64{0, size, 5000, -1} {
			for name, r := range map[string]io.Reader{"at once": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)), "with its end": iotest.DataErrReader(strings.NewReader(text))} {
				if b, err := readInto(r, says, 4096); string(b) != text || err != nil || cap(b) > 4097 {
					t.Errorf("%d bytes %s, said to be %d: %d of them in room for %d, %v", size, name, says, len(b), cap(b), err)
				}
			}
		}
	}
	if b, err := readInto(strings.NewReader(strings.Repeat("x", 9999)), 0, 4096); len(b) != 4097 || cap(b) > 4097 || err != nil {
		t.Errorf("too much: %d bytes in room for %d, %v", len(b), cap(b), err)
	}
	if _, err := readInto(iotest.ErrReader(io.ErrUnexpectedEOF), 0, 4096); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

// A preview that cannot be shown is not written either.
func TestImportOnAFullDisk(t *testing.T) {
	dir := myEvidence(t)
	var errs bytes.Buffer
	e := &env{args: []string{"import", "csv", exampleDir + "/prices.csv", "--seen", "2026-10-09", "--into", dir}, in: strings.NewReader(""), out: full{}, err: &errs, readFile: readScenario}
	if code := run(context.Background(), e); code != exitFailure || vintagesIn(t, dir) != 0 {
		t.Errorf("exits with %d and writes %d vintages: %s", code, vintagesIn(t, dir), &errs)
	}
}

// However early or late an import is killed, the directory holds the vintage
// whole or not at all, and the next import ends as if nothing had been.
func TestKilledImport(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a lock whose owner was killed is removed by hand there")
	}
	if err := program.build(); err != nil {
		t.Fatal(err)
	}
	for wait := time.Duration(0); wait < 150*time.Millisecond; wait += 10 * time.Millisecond {
		dir := myEvidence(t)
		args := []string{"import", "csv", exampleDir + "/prices.csv", "--seen", "2026-10-09", "--into", dir}
		cmd := exec.Command(filepath.Join(program.dir, "undercut"), args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(wait)
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		vintagesIn(t, dir)
		if code, out, errs := undercutRun(t, args...); code != exitDone || vintagesIn(t, dir) != 1 {
			t.Errorf("killed after %v, the next import exits with %d: %s%s", wait, code, out, errs)
		}
		if left, err := filepath.Glob(dir + "/import*"); len(left) > 0 || err != nil {
			t.Errorf("killed after %v, %q stays: %v", wait, left, err)
		}
	}
}

// The examples of docs/import.md in this process: joined, the prices are in the
// view, and --evidence names what is wrong with a directory.
func TestEvidenceFlag(t *testing.T) {
	dir := myEvidence(t)
	f := evidenceFlag{dir}
	_, err := f.observed()
	wantBad(t, err, "it holds no import: undercut import SOURCE --into "+dir+" makes one")
	if code, _, errs := undercutRun(t, "import", "csv", exampleDir+"/prices.csv", "--seen", "2026-10-09", "--into", dir); code != exitDone {
		t.Fatal(errs)
	}
	o, err := f.observed()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(o.Prices) - len(evidence.Shipped().Prices); n != 3 {
		t.Errorf("%d prices were joined, want 3", n)
	}
	_, err = (&evidenceFlag{dir + "/nowhere"}).observed()
	wantBad(t, err, "there is no such directory: undercut import")
	_, err = (&evidenceFlag{dir + "/sources.csv"}).observed()
	wantBad(t, err, "is a file: name a directory")
	if err := os.Remove(filepath.Join(dir, "csv@2026-10-09", "prices.csv")); err != nil {
		t.Fatal(err)
	}
	_, err = f.observed()
	wantBad(t, err, "csv@2026-10-09/prices.csv: cannot be read")
	if o, err := (&evidenceFlag{}).observed(); o != evidence.Shipped() || err != nil {
		t.Errorf("without the flag: %v", err)
	}
}

func wantBad(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !errors.As(err, new(badInput)) || !strings.Contains(err.Error(), want) {
		t.Errorf("error is %v: want bad input with %q", err, want)
	}
}

// catalogue writes a file in the form of models.dev with n price points, for
// which every release that is known has offers.
func catalogue(b testing.TB, n int) string {
	b.Helper()
	releases := evidence.Shipped().Releases
	all := map[string]any{}
	for left, host := n, 0; left > 0; host++ {
		models := map[string]any{}
		for i := 0; i < len(releases) && left > 0; i, left = i+1, left-1 {
			models[releases[i].ID] = map[string]any{
				"release_date": "2026-01-01", "open_weights": false,
				"cost": map[string]float64{"input": 0.1 + float64(i%97)/10, "output": 1 + float64(i%89)/10},
			}
		}
		all[fmt.Sprintf("host-%d", host)] = map[string]any{"models": models}
	}
	text, err := json.Marshal(all)
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "api.json")
	if err := os.WriteFile(name, text, 0o644); err != nil {
		b.Fatal(err)
	}
	return name
}

// BenchmarkImport imports 20,000 price points, all of them new, into an empty
// directory, from the arguments to the vintage on the disk.
func BenchmarkImport(b *testing.B) {
	name := catalogue(b, 20_000)
	evidence.Shipped()
	for b.Loop() {
		var out, errs bytes.Buffer
		e := &env{args: []string{"import", "models.dev", name, "--partial", "--into", filepath.Join(b.TempDir(), "e")}, in: strings.NewReader(""), out: &out, err: &errs, readFile: readScenario}
		if code := run(context.Background(), e); code != exitDone || !strings.Contains(out.String(), "written to") {
			b.Fatal(code, errs.String(), out.String())
		}
	}
}

// samples are files in the form of each source, in importer/testdata.
var samples = map[string][]string{
	"models.dev":          {"modelsdev.json"},
	"models.dev-tree":     {"modelsdev-tree"},
	"llm-prices":          {"llm-prices-historical.json", "llm-prices-current.json"},
	"genai-prices":        {"genai-prices.json"},
	"litellm":             {"litellm.json"},
	"openrouter":          {"openrouter.json"},
	"artificial-analysis": {"artificial-analysis-before.json", "artificial-analysis-after.json"},
	"lmarena":             {"lmarena.csv"},
	"epoch-eci":           {"eci_scores.csv"},
	"epoch-models":        {"all_ai_models.csv"},
	"csv":                 {"plain-prices.csv"},
}

// Whatever the source, what it says is joined with the rest, and the same file
// on the same day, or on a later one, changes nothing.
func TestEveryFormatTwiceChangesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "e")
	writeSources(t, dir)
	vintages := 0
	for _, f := range importer.All {
		if len(samples[f.Name]) == 0 {
			t.Errorf("%s has no sample: name it in samples", f.Name)
		}
		for _, sample := range samples[f.Name] {
			args := []string{"import", f.Name, "../../importer/testdata/" + sample, "--into", dir, "--partial", "--seen"}
			code, out, errs := undercutRun(t, append(args, "2026-11-29")...)
			if code != exitDone {
				t.Fatalf("%s of %s exits with %d: %s%s", sample, f.Name, code, out, errs)
			}
			if strings.Contains(out, "written to") {
				vintages++
			}
			for _, day := range []string{"2026-11-29", "2026-11-30"} {
				if code, out, errs := undercutRun(t, append(args, day)...); code != exitDone || !strings.Contains(out, "nothing new; ") {
					t.Errorf("%s of %s, again on %s: exits with %d: %s%s", sample, f.Name, day, code, out, errs)
				}
			}
			if n := vintagesIn(t, dir); n != vintages {
				t.Fatalf("after %s there are %d vintages, want %d", sample, n, vintages)
			}
		}
	}
	if _, err := (&evidenceFlag{dir}).observed(); err != nil {
		t.Error(err)
	}
}

// writeSources names the publisher that the sample of plain CSV cites.
func writeSources(t *testing.T, dir string) {
	t.Helper()
	text := evidence.SourceFile([]evidence.Source{{ID: "mine", Holder: "me", Title: "notes", URL: "https://example.org", Licence: "private", Attribution: "my notes", Taken: "prices"}})
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sources.csv"), text, 0o644); err != nil {
		t.Fatal(err)
	}
}
