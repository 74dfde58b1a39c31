package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/internal/golden"
)

func TestGoldenRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	whole(t, dir)
	files := content(t, dir)
	golden.Check(t, "outcomes.csv", []byte(files["outcomes.csv"]))
	golden.Check(t, "bands.csv", []byte(files["bands.csv"]))
	// The bytes of parquet files are those of a version of its compressor.
	hash := regexp.MustCompile(`(parquet": )"[0-9a-f]{64}"`)
	golden.Check(t, "manifest.json", hash.ReplaceAll([]byte(files["manifest.json"]), []byte(`$1"(64 digits)"`)))
}

// A row that is computed alone, as replay does, has the bytes it has in the
// file of the whole run.
func TestRowIsTheLineOfTheFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	whole(t, dir)
	m := small()
	var want bytes.Buffer
	want.Write(m.Header())
	for f := range m.Futures {
		for c := range m.Cells {
			rec := record(&m, c, f)
			weight := math.NaN()
			if rec.Err == "" {
				weight = byOutcome(&rec)
			}
			want.Write(m.Row(&rec, weight))
		}
	}
	if got := content(t, dir)["outcomes.csv"]; got != want.String() {
		t.Errorf("outcomes.csv is\n%s\nits rows made alone are\n%s", got, want.String())
	}
}

func TestLoadReadsWhatWasWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	fill(t, r, -1)
	bands, err := r.Bands(byOutcome)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, r)
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	err = s.Each(func(got *Record, weight float64) error {
		want := record(&s.Manifest, i%4, i/4)
		want.Series = nil
		if want.Err != "" {
			want.Err = oneLine(want.Err)
			want.Draws = append(want.Draws, math.NaN())
		} else if weight != byOutcome(&want) {
			t.Errorf("row %d has weight %v, want %v", i, weight, byOutcome(&want))
		}
		if text(got) != text(&want) {
			t.Errorf("row %d reads\n%s\nwant\n%s", i, text(got), text(&want))
		}
		i++
		return nil
	})
	if err != nil || i != 20 {
		t.Errorf("%d rows read, want 20: %v", i, err)
	}
	again, err := s.Bands()
	if err != nil || !slices.EqualFunc(again, bands, sameBand) {
		t.Errorf("bands read back as\n%v\nwant\n%v\n%v", again, bands, err)
	}
	if s.FailedCount != 1 || len(s.Failed) != 1 || s.Failed[0].Future != 3 || s.Failed[0].Belief != "base" {
		t.Errorf("manifest lists failures %v, want future 3 of the second cell", s.Failed)
	}
}

func sameBand(a, b Band) bool {
	q := sameFloats(a.Q[:], b.Q[:])
	a.Q, b.Q = [len(Levels)]float32{}, [len(Levels)]float32{}
	return q && a == b
}

// Bands are the quantiles of the futures' series, computed here the plain way.
func TestBandsAreQuantilesOverFutures(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "run"), small(), false)
	fill(t, r, -1)
	bands, err := r.Bands(byOutcome)
	if err != nil {
		t.Fatal(err)
	}
	if len(bands) != 4*2*4*2 {
		t.Fatalf("%d bands, want one for each of 4 cells, 2 series and 4 months, unweighted and weighted", len(bands))
	}
	for _, b := range bands {
		var x []float32
		var w []float64
		for f := range r.Futures {
			if rec := record(&r.Manifest, b.Cell, f); rec.Err == "" {
				x = append(x, rec.Series[b.Series*4+int(b.Month-undercut.Date(2024, 11))])
				w = append(w, rec.Outcomes[0])
			}
		}
		if !b.Weighted {
			w = nil
		}
		if q, n := quantilesOf(x, w); !sameFloats(q[:], b.Q[:]) || n != b.N {
			t.Errorf("band %+v: quantiles over its futures are %v of %d", b, q, n)
		}
	}
}

// However little memory the columns are read in, they are the same.
func TestColumnsDoNotDependOnBlocks(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "run"), small(), false)
	fill(t, r, -1)
	for cell := range r.Cells {
		var want []string
		for budget := 1 << 20; budget > 0; budget /= 2 {
			var got []string
			err := r.columnsIn(budget, cell, func(series, month int, x []float32) error {
				got = append(got, fmt.Sprint(series, month, x))
				return nil
			})
			if want == nil {
				want = got
			}
			if err != nil || len(got) != 8 || !slices.Equal(got, want) {
				t.Fatalf("cell %d in blocks of %d bytes: columns %v, want %v: %v", cell, budget, got, want, err)
			}
		}
	}
}

// A cell may keep no series: it has outcomes and no bands.
func TestCellWithoutSeriesHasNoBands(t *testing.T) {
	m := small()
	m.Keep = []bool{true, false, false, true}
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, m, false)
	wantError(t, r.Append(record(&m, 2, 0)), "future 0 of cell 2", "want 2, 3 and 0")
	for f := range m.Futures {
		for c := range m.Cells {
			rec := record(&m, c, f)
			if !m.Keep[c] {
				rec.Series = nil
			}
			if err := r.Append(rec); err != nil {
				t.Fatal(err)
			}
		}
	}
	r.Close()
	r = open(t, dir, m, true)
	if r.Kept != 20 {
		t.Fatalf("%d records kept, want 20", r.Kept)
	}
	bands, err := r.Bands(nil)
	if err != nil || len(bands) != 2*2*4 {
		t.Fatalf("%d bands, want one for each of 2 cells, 2 series and 4 months: %v", len(bands), err)
	}
	for _, b := range bands {
		if !m.Keep[b.Cell] {
			t.Errorf("cell %d keeps no series and has band %+v", b.Cell, b)
		}
	}
}

func TestImpossibleWeightsAreNamed(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "run"), small(), false)
	fill(t, r, -1)
	for _, x := range []float64{-1, math.NaN(), math.Inf(1)} {
		weight := func(rec *Record) float64 {
			if rec.Future == 2 && rec.Cell == 3 {
				return x
			}
			return 1
		}
		wantError(t, r.WriteOutcomes(weight), "weight of future 2 of bold/tariff, 25%", "finite")
		_, err := r.WriteBands(weight)
		wantError(t, err, "weight of future 2", "finite")
	}
}

// readParquet returns the column names and rows of a parquet file.
func readParquet(t *testing.T, path string) ([]string, []parquet.Row) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range f.Root().Columns() {
		names = append(names, c.Name())
	}
	var rows []parquet.Row
	for _, g := range f.RowGroups() {
		in := g.Rows()
		buf := make([]parquet.Row, 3)
		for {
			n, err := in.ReadRows(buf)
			for _, row := range buf[:n] {
				rows = append(rows, row.Clone())
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		in.Close()
	}
	return names, rows
}

// text of a parquet value as the CSV has it.
func asCSV(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Double:
		return string(appendNumber(nil, v.Double(), 64))
	case v.Kind() == parquet.Float:
		return string(appendNumber(nil, float64(v.Float()), 32))
	}
	return string(appendText(nil, v.String()))
}

// The parquet files hold what the CSV files hold, in the same order of rows
// and columns, with nulls where a field is empty.
func TestParquetHoldsTheSameAsCSV(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	whole(t, dir)
	for _, name := range []string{"outcomes", "bands"} {
		names, rows := readParquet(t, filepath.Join(dir, name+".parquet"))
		var b strings.Builder
		b.WriteString(strings.Join(names, ",") + "\n")
		for _, row := range rows {
			for i, v := range row {
				if i > 0 {
					b.WriteByte(',')
				}
				b.WriteString(asCSV(v))
			}
			b.WriteByte('\n')
		}
		if want := content(t, dir)[name+".csv"]; b.String() != want {
			t.Errorf("%s.parquet holds\n%s\nthe CSV\n%s", name, b.String(), want)
		}
	}
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "run")
	_, err := Load(dir)
	wantError(t, err, dir, "no run")
	r := open(t, dir, small(), false)
	_, err = Load(dir)
	wantError(t, err, dir+partial, "unfinished", "--resume "+dir)
	_, err = Load(dir + partial)
	wantError(t, err, "unfinished", "--resume "+dir)
	fill(t, r, -1)
	finish(t, r)

	edit := func(name, old, new string) {
		path := filepath.Join(dir, name)
		text := content(t, dir)[name]
		if !strings.Contains(text, old) {
			t.Fatalf("%s has no %q", name, old)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(text, old, new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edit("bands.csv", "p05", "p50")
	_, err = Open(dir, small(), false)
	wantError(t, err, "bands.csv", "changed after the run")
	s, err := Load(dir)
	if err != nil {
		t.Fatalf("outcomes are whole, yet: %v", err)
	}
	_, err = s.Bands()
	wantError(t, err, "bands.csv", "changed after the run")
	edit("outcomes.csv", "base", "BASE")
	_, err = Load(dir)
	wantError(t, err, "outcomes.csv", "changed after the run")
	os.Remove(filepath.Join(dir, "outcomes.csv"))
	_, err = Load(dir)
	wantError(t, err, "outcomes.csv", "missing")
	edit("manifest.json", `"format": 2`, `"format": 1`)
	_, err = Load(dir)
	wantError(t, err, "format 1", "reads 2", "v1.2.3")
	edit("manifest.json", `"format": 1`, `"format": 2, "colour": 3`)
	_, err = Load(dir)
	wantError(t, err, "manifest.json", "damaged", "colour")
	_, err = Load(filepath.Join(dir, "bands.csv"))
	wantError(t, err, "is a file")
	_, err = Load(root)
	wantError(t, err, root, "not the directory of a run")
}
