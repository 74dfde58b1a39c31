package undercut

import (
	"fmt"
	"strconv"
)

// A Month is a calendar month, counted from January of year 0, so that
// months subtract: Date(2024, 12) - Date(2023, 1) is 23.
type Month int

// Date returns the month m (1 to 12) of a year.
func Date(year, m int) Month { return Month(year*12 + m - 1) }

// ParseMonth reads "2024-12". The error names the text and the form wanted.
func ParseMonth(s string) (Month, error) {
	if len(s) == 7 && s[4] == '-' {
		y, errY := strconv.Atoi(s[:4])
		m, errM := strconv.Atoi(s[5:])
		if errY == nil && errM == nil && y > 0 && m >= 1 && m <= 12 && Date(y, m).String() == s {
			return Date(y, m), nil
		}
	}
	return 0, fmt.Errorf("month is %q: want YYYY-MM, for example 2024-12", s)
}

// Year returns the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Years returns the time since the start of a year as a decimal: the middle
// of a month is Years()+1/24.
func (m Month) Years() float64 { return float64(m) / 12 }

// String returns the form that ParseMonth reads.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// MarshalText and UnmarshalText make months plain strings in files.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the form of String.
func (m *Month) UnmarshalText(text []byte) error {
	v, err := ParseMonth(string(text))
	if err != nil {
		return err
	}
	*m = v
	return nil
}
