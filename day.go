package undercut

import (
	"fmt"
	"strconv"
)

// A Day is a calendar date, counted from 1970-01-01, so that days subtract.
type Day int32

// Never is later than every date: the end of what still holds.
const Never Day = 1<<31 - 1

// DaysPerMonth is the mean length of a Gregorian month, 146097 days / 4800.
// Lags are counted in such months.
const DaysPerMonth = 30.436875

// DayOf returns a date of the proleptic Gregorian calendar.
//
// Counting years from March puts the leap day last, so that the days before
// month m are floor((153 m + 2) / 5); 400 years are 146097 days. See Howard
// Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2014.
func DayOf(year, month, day int) Day {
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	y := year - era*400
	d := (153*((month+9)%12)+2)/5 + day - 1
	return Day(era*146097 + y*365 + y/4 - y/100 + d - 719468)
}

// Date returns the year, month and day of the month.
func (d Day) Date() (year, month, day int) {
	n := int(d) + 719468
	era := floorDiv(n, 146097)
	n -= era * 146097
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*y + y/4 - y/100
	m := (5*n + 2) / 153
	year, month, day = era*400+y, (m+2)%12+1, n-(153*m+2)/5+1
	if month <= 2 {
		year++
	}
	return year, month, day
}

func floorDiv(a, b int) int {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

// ParseDay reads "2024-12-31". The error names the text and the form wanted.
func ParseDay(s string) (Day, error) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		y, errY := strconv.Atoi(s[:4])
		m, errM := strconv.Atoi(s[5:7])
		d, errD := strconv.Atoi(s[8:])
		ok := errY == nil && errM == nil && errD == nil && y > 0 && m >= 1 && m <= 12 && d >= 1 && d <= 31
		if ok && DayOf(y, m, d).String() == s {
			return DayOf(y, m, d), nil
		}
	}
	return 0, fmt.Errorf("date is %q: want a day of the calendar as YYYY-MM-DD, for example 2024-12-31", s)
}

// String returns the form that ParseDay reads; Never is empty.
func (d Day) String() string {
	if d == Never {
		return ""
	}
	y, m, day := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Month returns the month that the day lies in.
func (d Day) Month() Month {
	y, m, _ := d.Date()
	return Date(y, m)
}

// Years returns the date as a decimal year of 365.2425 days: 2024-01-01 is
// 2024.0 to within a day.
func (d Day) Years() float64 { return 1970 + float64(d)/365.2425 }

// First and Last are the first and the last day of the month.
func (m Month) First() Day { return DayOf(m.Year(), int(m)%12+1, 1) }

// Last returns the last day of the month.
func (m Month) Last() Day { return (m + 1).First() - 1 }

// MarshalText and UnmarshalText make days plain strings in files.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String.
func (d *Day) UnmarshalText(text []byte) error {
	v, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
