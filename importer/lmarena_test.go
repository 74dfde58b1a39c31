package importer

import (
	"bytes"
	"encoding/csv"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/undercut-sim/undercut"
)

// arenaRow is a row as Hugging Face's writer has it: numbers, counts among
// them, may be missing; days are texts.
type arenaRow struct {
	Model    string   `parquet:"model_name"`
	Org      string   `parquet:"organization"`
	Licence  string   `parquet:"license"`
	Rating   *float64 `parquet:"rating,optional"`
	Lower    *float64 `parquet:"rating_lower,optional"`
	Upper    *float64 `parquet:"rating_upper,optional"`
	Variance *float64 `parquet:"variance,optional"`
	Votes    *float64 `parquet:"vote_count,optional"`
	Rank     *float64 `parquet:"rank,optional"`
	Category string   `parquet:"category"`
	Day      string   `parquet:"leaderboard_publish_date"`
}

// arenaParquet writes the rows of a CSV leaderboard as Parquet, in groups of
// two as a long file has many.
func arenaParquet(t testing.TB, text []byte) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	maybe := func(s string) *float64 {
		if s == "" {
			return nil
		}
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return &x
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[arenaRow](&b, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(2))
	for _, c := range rows[1:] {
		row := arenaRow{c[0], c[1], c[2], maybe(c[3]), maybe(c[4]), maybe(c[5]), maybe(c[6]), maybe(c[7]), maybe(c[8]), c[9], c[10]}
		if _, err := w.Write([]arenaRow{row}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The same leaderboard in either form gives the same rows, to the last bit.
func TestParquetAndCSVAgree(t *testing.T) {
	text := sampleText(t, "lmarena.csv")
	fromCSV, fromParquet := lmArena.Read(text, sampleDay), lmArena.Read(arenaParquet(t, text), sampleDay)
	if len(fromCSV.Scores) != 5 || !reflect.DeepEqual(fromCSV.tables(), fromParquet.tables()) {
		t.Errorf("CSV: %v, Parquet: %v, %v", fromCSV.Scores, fromParquet.Scores, fromParquet.Problems)
	}
	if fromCSV.Skipped != fromParquet.Skipped {
		t.Errorf("%d and %d skipped", fromCSV.Skipped, fromParquet.Skipped)
	}
	bad := bytes.Replace(text, []byte("1521.25,1510.5"), []byte("1521.25,1525"), 1)
	want := "row 3: rating"
	if b := lmArena.Read(arenaParquet(t, bad), sampleDay); len(b.Problems) != 1 || b.Problems[0].Place != want {
		t.Errorf("%v, want a problem at %s", b.Problems, want)
	}
}

// LMArena publishes 1.96 standard errors on each side, the evidence holds 90%
// intervals: 1.645 of them.
func TestArenaIntervalsAreNarrowedTo90Percent(t *testing.T) {
	s := read(t, lmArena, "lmarena.csv").Scores[1]
	se := math.Sqrt(20.127685991449013)
	if s.Variant != "gemini-4-argon-high" || math.Abs(s.Value-s.Low-1.6448536*se) > 1e-3 || math.Abs(s.High-s.Value-1.6448536*se) > 1e-3 {
		t.Errorf("%s: %g in %g to %g, want 1.645 x %g on each side", s.Variant, s.Value, s.Low, s.High, se)
	}
	if s := read(t, lmArena, "lmarena.csv").Scores[0]; !math.IsNaN(s.Low) || !math.IsNaN(s.High) {
		t.Errorf("an Elo rating of 2023 has the interval %g to %g", s.Low, s.High)
	}
}

// Days of publication are vintages of their own; categories other than overall
// and models without a rating are left out; without days it is that of the file.
func TestDaysOfLeaderboards(t *testing.T) {
	b := read(t, lmArena, "lmarena.csv")
	days := map[undercut.Day]int{}
	for _, s := range b.Scores {
		days[s.Score.Seen]++
	}
	if days[undercut.DayOf(2023, 5, 8)] != 1 || days[undercut.DayOf(2026, 10, 2)] != 3 || days[undercut.DayOf(2026, 9, 30)] != 1 || b.Skipped != 2 {
		t.Errorf("days %v, %d skipped", days, b.Skipped)
	}
	b = lmArena.Read([]byte("model_name,rating,rating_lower,rating_upper,category\na,1400,1390,1410,overall\nb,1300,,,overall\n"), sampleDay)
	if len(b.Scores) != 2 || b.Scores[1].Score.Seen != sampleDay || len(said(b, "no day of publication")) != 1 {
		t.Errorf("%v, %v", b.Scores, b.Problems)
	}
}

// Days may be dates of Parquet; other leaderboards have other columns.
func TestDatesOfParquet(t *testing.T) {
	type row struct {
		Model  string  `parquet:"model_name"`
		Rating float32 `parquet:"rating"`
		Lower  float32 `parquet:"rating_lower"`
		Upper  float32 `parquet:"rating_upper"`
		Cat    string  `parquet:"category"`
		Day    int32   `parquet:"leaderboard_publish_date,date"`
	}
	var b bytes.Buffer
	day := undercut.DayOf(2026, 8, 31)
	if err := parquet.Write(&b, []row{{"a", 1400.5, 1390, 1410, "overall", int32(day)}}); err != nil {
		t.Fatal(err)
	}
	if got := lmArena.Read(b.Bytes(), sampleDay); len(got.Scores) != 1 || got.Scores[0].Score.Seen != day || got.Scores[0].Value != 1400.5 {
		t.Errorf("%v, %v", got.Scores, got.Problems)
	}
	type agent struct {
		Model string  `parquet:"model_name"`
		Score float64 `parquet:"score"`
	}
	b.Reset()
	if err := parquet.Write(&b, []agent{{"a", 0.3}}); err != nil {
		t.Fatal(err)
	}
	got := lmArena.Read(b.Bytes(), sampleDay)
	if len(got.Problems) != 1 || !strings.Contains(got.Problems[0].Want, "rating_lower") || !strings.Contains(got.Problems[0].Want, "model_name, score") {
		t.Error(got.Problems)
	}
}

// Whatever byte of a Parquet file is damaged, what is taken obeys the rules and
// nothing panics.
func TestDamagedParquet(t *testing.T) {
	good := arenaParquet(t, sampleText(t, "lmarena.csv"))
	for i := 0; i < len(good); i += 23 {
		bad := bytes.Clone(good)
		bad[i] = 0xff
		if err := obeys(lmArena.Read(bad, sampleDay)); err != nil {
			t.Errorf("byte %d: %v", i, err)
		}
	}
}
