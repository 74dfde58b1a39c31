package episode

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/undercut-sim/undercut"
)

// A Date is a period of time as a table gives it.
type Date struct {
	Text  string
	Mid   float64 // years, decimal: where a figure of the period stands
	End   float64 // years: when the period is over, a day's with the day
	Every float64 // years: length of the period; 0 for a day
}

var dateForm = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-Q([1-4]))?$`)

// ParseDate reads 2008, 2009-Q4, 2009-01 or 2011-02-11.
func ParseDate(s string) (Date, error) {
	bad := fmt.Errorf("date is %q: want a year 2008, a quarter 2009-Q4, a month 2009-01 or a day 2011-02-11", s)
	m := dateForm.FindStringSubmatch(s)
	if m == nil {
		return Date{}, bad
	}
	year := number(m[1])
	switch {
	case m[4] != "":
		return period(year, number(m[4])-1, 4), nil
	case m[3] != "":
		day, err := undercut.ParseDay(s)
		if err != nil {
			return Date{}, bad
		}
		return ofDay(day), nil
	case m[2] != "":
		month := number(m[2])
		if month < 1 || month > 12 {
			return Date{}, bad
		}
		return period(year, month-1, 12), nil
	}
	return period(year, 0, 1), nil
}

// period is one part of a year of which it has so many.
func period(year, part, parts int) Date {
	length := 1 / float64(parts)
	start := float64(year) + float64(part)/float64(parts)
	d := Date{Mid: start + length/2, End: start + length, Every: length}
	switch parts {
	case 1:
		d.Text = fmt.Sprintf("%04d", year)
	case 4:
		d.Text = fmt.Sprintf("%04d-Q%d", year, part+1)
	default:
		d.Text = fmt.Sprintf("%04d-%02d", year, part+1)
	}
	return d
}

// ofDay places a day in its month, which is a twelfth of a year: the last day
// of a period ends with it, and the first of the next does not.
func ofDay(day undercut.Day) Date {
	year, month, d := day.Date()
	_, _, days := day.Month().Last().Date()
	at := func(d float64) float64 { return float64(year) + (float64(month-1)+d/float64(days))/12 }
	return Date{Text: day.String(), Mid: at(float64(d) - 0.5), End: at(float64(d))}
}

// number reads digits that a pattern has found.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err) // the pattern admits digits only
	}
	return n
}

// Month is the month in which the middle of the period lies.
func (d Date) Month() undercut.Month { return undercut.Month(math.Floor(d.Mid*12 + 1e-9)) }

// Later is the period of the same kind that lies a number of years after; of
// two, the later. A day stays the day of its month, or becomes its last.
func (d Date) Later(years float64) Date {
	if d.Every == 0 {
		return d.dayLater(years)
	}
	parts := int(math.Round(1 / d.Every))
	n := int(math.Round((d.Mid-d.Every/2)*float64(parts)) + math.Round(years*float64(parts)))
	return period(n/parts, n%parts, parts)
}

func (d Date) dayLater(years float64) Date {
	was, err := undercut.ParseDay(d.Text)
	if err != nil { // no date
		return d
	}
	_, _, day := was.Date()
	month := was.Month() + undercut.Month(math.Round(years*12))
	return ofDay(min(month.First()+undercut.Day(day-1), month.Last()))
}

// Same says whether two dates are the same period.
func (d Date) Same(o Date) bool { return d.Text == o.Text }

func (d Date) String() string { return d.Text }

// UnmarshalText reads the form of ParseDate.
func (d *Date) UnmarshalText(text []byte) error {
	v, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
