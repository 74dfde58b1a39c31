package undercut_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
)

// months draws any month that a file can name.
func months() *rapid.Generator[undercut.Month] {
	return rapid.Custom(func(t *rapid.T) undercut.Month {
		return undercut.Date(rapid.IntRange(1, 9999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
	})
}

func TestMonthsReadBackAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := months().Draw(t, "m")
		got, err := undercut.ParseMonth(m.String())
		if err != nil || got != m {
			t.Fatalf("%s reads back as %v (%v)", m, got, err)
		}
		if y := m.Year(); y != int(m.Years()) {
			t.Fatalf("%s lies in year %d and at %v years", m, y, m.Years())
		}
	})
}

func TestMonthsArePlainStringsInFiles(t *testing.T) {
	type file struct{ From undercut.Month }
	text, err := json.Marshal(file{undercut.Date(2024, 12)})
	if err != nil || string(text) != `{"From":"2024-12"}` {
		t.Fatalf("December 2024 is written %s (%v)", text, err)
	}
	var back file
	if err := json.Unmarshal(text, &back); err != nil || back.From != undercut.Date(2024, 12) {
		t.Errorf("%s reads back as %v (%v)", text, back.From, err)
	}
	if err := json.Unmarshal([]byte(`{"From":"2024-13"}`), &back); err == nil {
		t.Errorf("a thirteenth month is read as %v", back.From)
	}
}

func TestMonthsCountAlongTheCalendar(t *testing.T) {
	if n := undercut.Date(2024, 12) - undercut.Date(2023, 1); n != 23 {
		t.Errorf("December 2024 comes %d months after January 2023, want 23", n)
	}
	rapid.Check(t, func(t *rapid.T) {
		m := months().Draw(t, "m")
		k := rapid.IntRange(0, 600).Draw(t, "k")
		later := m + undercut.Month(k)
		if got := later.Years() - m.Years(); math.Abs(got-float64(k)/12) > 1e-9 {
			t.Fatalf("%d months after %s are %v years", k, m, got)
		}
		if (m + 12).Year() != m.Year()+1 {
			t.Fatalf("twelve months after %s is %s", m, m+12)
		}
	})
}

func TestTextThatIsNoMonthIsRefusedWithTheWayOut(t *testing.T) {
	for _, text := range []string{
		"", "2024", "2024-00", "2024-13", "2024-1", "24-01", "2024/01", "2024-01-01", " 2024-01", "2024-01 ",
		"-024-01", "0000-05", "december", "2024-0x", "２０２４-01",
	} {
		m, err := undercut.ParseMonth(text)
		if err == nil {
			t.Errorf("%q is read as %s", text, m)
			continue
		}
		if !strings.Contains(err.Error(), "YYYY-MM") {
			t.Errorf("%q: %v: the error does not name the form wanted", text, err)
		}
	}
}

func FuzzParseMonth(f *testing.F) {
	for _, s := range []string{"2024-12", "0001-01", "9999-12", "2024-13"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := undercut.ParseMonth(s)
		if err != nil {
			return
		}
		if again, err := undercut.ParseMonth(m.String()); err != nil || again != m {
			t.Errorf("%q is read as %s, which reads back as %v (%v)", s, m, again, err)
		}
	})
}
