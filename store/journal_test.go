package store

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// started returns a run with 7 records and the bytes of its journal.
func started(t *testing.T) (dir string, journal []byte) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	fill(t, r, 7)
	r.Close()
	journal, err := os.ReadFile(filepath.Join(dir+partial, journalName))
	if err != nil {
		t.Fatal(err)
	}
	return dir, journal
}

// ends returns the offsets in the journal of started at which the header and
// the seven records end.
func ends(journal []byte) []int {
	at := len(magic)
	var list []int
	for at < len(journal) {
		at += frameHead + int(journal[at]) + int(journal[at+1])<<8
		list = append(list, at)
	}
	return list
}

// A journal cut at any byte keeps exactly the records before the cut, says how
// much it dropped, and goes on.
func TestJournalCutAtEveryByteResumes(t *testing.T) {
	dir, journal := started(t)
	path := filepath.Join(dir+partial, journalName)
	stops := ends(journal)
	if len(stops) != 8 {
		t.Fatalf("journal has %d frames, want a header and 7 records", len(stops))
	}
	for n := range len(journal) + 1 {
		if err := os.WriteFile(path, journal[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		r := open(t, dir, small(), true)
		kept, end := -1, 0
		for _, stop := range stops {
			if stop <= n {
				kept, end = kept+1, stop
			}
		}
		if r.Kept != max(kept, 0) || r.Dropped != int64(n-end) {
			t.Fatalf("cut at byte %d: %d records kept and %d bytes dropped, want %d and %d", n, r.Kept, r.Dropped, max(kept, 0), n-end)
		}
		checkRecords(t, r, max(kept, 0))
		if err := r.Append(record(&r.Manifest, 3, 4)); err != nil {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
		r.Close()
	}
}

// checkRecords compares the first n records with those that were appended.
func checkRecords(t *testing.T, r *Run, n int) {
	t.Helper()
	i := 0
	err := r.Each(func(got *Record) error {
		want := record(&r.Manifest, i%4, i/4)
		if text(got) != text(&want) {
			return fmt.Errorf("record %d reads\n%s\nand was\n%s", i, text(got), text(&want))
		}
		i++
		return nil
	})
	if err != nil || i != n {
		t.Fatalf("%d records read, want %d: %v", i, n, err)
	}
}

func text(r *Record) string { return fmt.Sprintf("%+v", *r) }

// A flipped bit anywhere costs at most the records from there on, or is said
// to be the journal of another run; it never panics or changes a record.
func TestFlippedBitNeverChangesARecord(t *testing.T) {
	dir, journal := started(t)
	path := filepath.Join(dir+partial, journalName)
	stops := ends(journal)
	for n := range journal {
		bad := append([]byte(nil), journal...)
		bad[n] ^= 1 << (n % 8)
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		r := open(t, dir, small(), true)
		kept := 0
		for i, stop := range stops {
			if stop <= n {
				kept = i
			}
		}
		if r.Kept != kept {
			t.Fatalf("bit flipped in byte %d: %d records kept, want the %d before it", n, r.Kept, kept)
		}
		checkRecords(t, r, kept)
		r.Close()
	}
}

func TestJournalOfAnotherRunIsRefused(t *testing.T) {
	dir, _ := started(t)
	m := small()
	m.InputHash = "fedcba9876543210"
	other := filepath.Join(t.TempDir(), "other")
	open(t, other, m, false).Close()
	if err := os.Rename(filepath.Join(dir+partial, journalName), filepath.Join(other+partial, journalName)); err != nil {
		t.Fatal(err)
	}
	_, err := Open(other, m, true)
	wantError(t, err, other, "01234567", "fedcba98", "move it away")
}

// Damage that comes while a run goes on is found when the record is read.
func TestDamageDuringARunIsFound(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := open(t, dir, small(), false)
	fill(t, r, -1)
	if _, err := r.journal.f.WriteAt([]byte{0xff}, r.journal.size/2); err != nil {
		t.Fatal(err)
	}
	wantError(t, r.WriteOutcomes(nil), "changed on disk", "resume")
}

// Any record that fits its run reads back bit for bit.
func TestRecordsReadBackAsWritten(t *testing.T) {
	m := small()
	s := m.shape()
	rapid.Check(t, func(rt *rapid.T) {
		bits := rapid.Custom(func(rt *rapid.T) float64 { return math.Float64frombits(rapid.Uint64().Draw(rt, "bits")) })
		want := Record{Future: rapid.IntRange(0, s.futures-1).Draw(rt, "future"), Cell: rapid.IntRange(0, s.cells-1).Draw(rt, "cell")}
		want.Err = rapid.String().Draw(rt, "err")
		want.Draws = rapid.SliceOfN(bits, s.draws, s.draws).Draw(rt, "draws")
		if want.Err == "" {
			want.Outcomes = rapid.SliceOfN(bits, s.outcomes, s.outcomes).Draw(rt, "outcomes")
			want.Series = rapid.SliceOfN(rapid.Float32(), s.columns[want.Cell], s.columns[want.Cell]).Draw(rt, "series")
		}
		var got Record
		if err := s.decode(want.appendPayload(nil), &got); err != nil {
			rt.Fatal(err)
		}
		if a, b := got.appendPayload(nil), want.appendPayload(nil); !reflect.DeepEqual(a, b) {
			rt.Fatalf("record %+v reads back as %+v", want, got)
		}
	})
}

// Bytes that no run wrote are never read out of bounds.
func FuzzDecode(f *testing.F) {
	m := small()
	rec := record(&m, 1, 2)
	f.Add(rec.appendPayload(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		var r Record
		if err := m.shape().decode(b, &r); err == nil {
			if again := r.appendPayload(nil); string(again) != string(b) {
				t.Errorf("payload %x is accepted as %+v, whose payload is %x", b, r, again)
			}
		}
	})
}
