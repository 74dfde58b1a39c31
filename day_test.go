package undercut

import (
	"testing"
	"time"
)

// Days agree with the calendar of the standard library over four centuries and
// more, leap years of hundreds among them.
func TestDaysAreTheCalendar(t *testing.T) {
	at := time.Date(1599, 1, 1, 0, 0, 0, 0, time.UTC)
	for ; at.Year() < 2402; at = at.AddDate(0, 0, 1) {
		y, m, d := at.Date()
		day := DayOf(y, int(m), d)
		if int64(day)*86400 != at.Unix() {
			t.Fatalf("%s is day %d: want %d", at.Format(time.DateOnly), day, at.Unix()/86400)
		}
		gy, gm, gd := day.Date()
		if gy != y || gm != int(m) || gd != d || day.Month() != Date(y, int(m)) {
			t.Fatalf("day %d is %d-%d-%d in %v: want %s", day, gy, gm, gd, day.Month(), at.Format(time.DateOnly))
		}
	}
}

func TestMonthsBeginAndEnd(t *testing.T) {
	for m := Date(2023, 1); m < Date(2029, 1); m++ {
		if m.First().Month() != m || m.Last().Month() != m || (m.Last()+1).Month() != m+1 {
			t.Errorf("%v runs from %v to %v", m, m.First(), m.Last())
		}
	}
}

func TestDaysReadWhatTheyPrint(t *testing.T) {
	for _, s := range []string{"2024-02-29", "2000-01-01", "1970-01-01", "2026-12-31"} {
		if d, err := ParseDay(s); err != nil || d.String() != s {
			t.Errorf("%s reads as %v: %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2024-02-30", "2023-02-29", "2024-2-01", "2024-00-10", "24-01-01", "2024-13-01", "2024-01-01T00", "-024-01-01", "+024-01-01"} {
		if d, err := ParseDay(s); err == nil {
			t.Errorf("%q reads as %v: want an error", s, d)
		}
	}
}
