package episode_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/episode"
)

// A figure stands in the middle of its period and is known at its end.
func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text            string
		mid, end, every float64
		month           undercut.Month
	}{
		{"2008", 2008.5, 2009, 1, undercut.Date(2008, 7)},
		{"2009-Q1", 2009.125, 2009.25, 0.25, undercut.Date(2009, 2)},
		{"2009-Q4", 2009.875, 2010, 0.25, undercut.Date(2009, 11)},
		{"2009-01", 2009 + 0.5/12, 2009 + 1.0/12, 1.0 / 12, undercut.Date(2009, 1)},
		{"2009-12", 2009 + 11.5/12, 2010, 1.0 / 12, undercut.Date(2009, 12)},
		{"2009-01-01", 2009 + 0.5/31/12, 2009 + 1.0/31/12, 0, undercut.Date(2009, 1)},
		{"2012-02-29", 2012 + (1+28.5/29)/12, 2012 + 2.0/12, 0, undercut.Date(2012, 2)},
		{"2011-12-31", 2011 + (11+30.5/31)/12, 2012, 0, undercut.Date(2011, 12)},
	} {
		d, err := episode.ParseDate(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if math.Abs(d.Mid-c.mid) > 1e-9 || math.Abs(d.End-c.end) > 1e-9 || d.Every != c.every || d.Text != c.text || d.Month() != c.month {
			t.Errorf("%s is %+v in month %v: want middle %g, end %g, length %g, month %v", c.text, d, d.Month(), c.mid, c.end, c.every, c.month)
		}
	}
	for _, bad := range []string{"", "08", "2008-13", "2008-00", "2008-Q0", "2008-Q5", "2008-q4", "2008Q4", "2011-02-29", "2011-2-1", "11 Feb 2011", " 2008", "2008 ", "-2008", "20085"} {
		_, err := episode.ParseDate(bad)
		if want := fmt.Sprintf("date is %q: want a year 2008, a quarter 2009-Q4, a month 2009-01 or a day 2011-02-11", bad); err == nil || err.Error() != want {
			t.Errorf("%q gives %v\nwant %s", bad, err, want)
		}
	}
}

// anyDate draws a date of any kind.
func anyDate(t *rapid.T) episode.Date {
	year := rapid.IntRange(1850, 2100).Draw(t, "year")
	month := rapid.IntRange(1, 12).Draw(t, "month")
	text := rapid.SampledFrom([]string{
		fmt.Sprintf("%04d", year),
		fmt.Sprintf("%04d-Q%d", year, (month+2)/3),
		fmt.Sprintf("%04d-%02d", year, month),
		fmt.Sprintf("%04d-%02d-%02d", year, month, rapid.IntRange(1, 28).Draw(t, "day")),
	}).Draw(t, "date")
	d, err := episode.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A period some years later is the one that its text names, in every bit; the
// way there and back is none, and two ways are one.
func TestLaterGoesThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate(t)
		a, b := float64(rapid.IntRange(-40, 40).Draw(t, "years")), float64(rapid.IntRange(0, 40).Draw(t, "more"))
		later := d.Later(a)
		again, err := episode.ParseDate(later.Text)
		if err != nil || again != later {
			t.Errorf("%s %g years later is %+v, read again %+v, %v", d, a, later, again, err)
		}
		if later.Text[4:] != d.Text[4:] || math.Abs(later.Mid-d.Mid-a) > 0.01 {
			t.Errorf("%s %g years later is %s", d, a, later)
		}
		if back := later.Later(-a); back != d {
			t.Errorf("%s there and back by %g years is %s", d, a, back)
		}
		if one, two := d.Later(a+b), later.Later(b); one != two {
			t.Errorf("%s after %g years is %s, after %g and %g it is %s", d, a+b, one, a, b, two)
		}
	})
}

func TestPartsOfAYearLater(t *testing.T) {
	for _, c := range []struct {
		from  string
		years float64
		want  string
	}{
		{"2009-Q4", 0.25, "2010-Q1"},
		{"2009-Q1", -0.25, "2008-Q4"},
		{"2009-12", 1.0 / 12, "2010-01"},
		{"2009-11", 0.25, "2010-02"},
		{"2012-02-29", 1, "2013-02-28"},
		{"2011-01-31", 1.0 / 12, "2011-02-28"},
	} {
		if got := date(t, c.from).Later(c.years); got != date(t, c.want) {
			t.Errorf("%s is %g years after %s: want %s", got, c.years, c.from, c.want)
		}
	}
}

// Days lie in order, each in its month, quarter and year: none ends after its
// period, none of the next period ends within it.
func TestDaysEndWithTheirPeriods(t *testing.T) {
	for day := undercut.DayOf(1999, 1, 1); day < undercut.DayOf(2013, 1, 1); day++ {
		d, next := date(t, day.String()), date(t, (day+1).String())
		year := date(t, day.String()[:4])
		if !(d.Mid < d.End && d.End < next.Mid) {
			t.Errorf("%s is %+v, the day after %+v: want them in order", d, d, next)
		}
		if d.End > year.End+1e-9 {
			t.Errorf("%s ends at %g, after its year", d, d.End)
		}
		if strings.HasSuffix(next.Text, "-01-01") && next.End < year.End+1e-3 {
			t.Errorf("%s ends at %g, within the year before", next, next.End)
		}
	}
}
