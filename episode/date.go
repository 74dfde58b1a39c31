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
	End   float64 // years: when the period is over
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
	year := float64(number(m[1]))
	switch {
	case m[4] != "":
		return period(s, year+float64(number(m[4])-1)/4, 0.25), nil
	case m[3] != "":
		day, err := undercut.ParseDay(s)
		if err != nil {
			return Date{}, bad
		}
		at := day.Years()
		return Date{Text: s, Mid: at, End: at}, nil
	case m[2] != "":
		month := number(m[2])
		if month < 1 || month > 12 {
			return Date{}, bad
		}
		return period(s, year+float64(month-1)/12, 1.0/12), nil
	}
	return period(s, year, 1), nil
}

func period(text string, start, length float64) Date {
	return Date{Text: text, Mid: start + length/2, End: start + length, Every: length}
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

// Later is the period a number of years after, of the same kind.
func (d Date) Later(years float64) Date {
	at := period("", d.Mid-d.Every/2+years, d.Every)
	start := at.Mid - d.Every/2
	year := math.Floor(start + 1e-6)
	part := start - year
	switch {
	case d.Every == 1:
		at.Text = fmt.Sprintf("%04.0f", year)
	case d.Every == 0.25:
		at.Text = fmt.Sprintf("%04.0f-Q%.0f", year, math.Round(part*4)+1)
	default:
		at.Text = fmt.Sprintf("%04.0f-%02.0f", year, math.Round(part*12)+1)
	}
	return at
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
