package importer

import (
	"regexp"
	"strconv"

	"github.com/undercut-sim/undercut"
)

// A stamp is the date at the end of an offer's name. Its year or its day may
// be missing.
type stamp struct{ year, month, day int } // 0 if it is not there

// stamps are the ways in which dates are written, the fullest first. Four
// digits are a year and a month if the first two can be no month (2407), and a
// month and a day if they can (0613).
var stamps = []struct {
	form  *regexp.Regexp
	parts string // of y, m and d, in the order of the groups
}{
	{regexp.MustCompile(`[-@](20\d\d)-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])$`), "ymd"},
	{regexp.MustCompile(`[-@](2[0-9])(0[1-9]|1[0-2])([0-2]\d|3[01])$`), "ymd"},
	{regexp.MustCompile(`[-@](20\d\d)-(0[1-9]|1[0-2])$`), "ym"},
	{regexp.MustCompile(`[-@](0[1-9]|1[0-2])-(20\d\d)$`), "my"},
	{regexp.MustCompile(`[-@](2[0-9])(0[1-9]|1[0-2])$`), "ym"},
	{regexp.MustCompile(`[-@](0[1-9]|1[0-2])-?([0-2]\d|3[01])$`), "md"},
}

// cutStamp takes the date off a name.
func cutStamp(name string) (s stamp, rest string, ok bool) {
	if name == "" || name[len(name)-1] < '0' || name[len(name)-1] > '9' {
		return stamp{}, name, false
	}
	for _, form := range stamps {
		m := form.form.FindStringSubmatchIndex(name)
		if m == nil || m[0] == 0 {
			continue
		}
		for i, part := range form.parts {
			n, err := strconv.Atoi(name[m[2+2*i]:m[3+2*i]])
			if err != nil {
				return stamp{}, name, false
			}
			switch part {
			case 'y':
				s.year = n
			case 'm':
				s.month = n
			case 'd':
				s.day = n
			}
		}
		if s.year > 0 && s.year < 100 {
			s.year += 2000
		}
		return s, name[:m[0]], true
	}
	return stamp{}, name, false
}

// distance returns the days between a stamp and a day: from the nearest day of
// its month if it has no day, in the nearest year if it has none.
func (s stamp) distance(d undercut.Day) undercut.Day {
	if s.year == 0 {
		year, _, _ := d.Date()
		least := undercut.Never
		for y := year - 1; y <= year+1; y++ {
			least = min(least, stamp{y, s.month, s.day}.distance(d))
		}
		return least
	}
	low, high := undercut.DayOf(s.year, s.month, max(1, s.day)), undercut.DayOf(s.year, s.month, s.day)
	if s.day == 0 {
		high = low.Month().Last()
	}
	return max(0, low-d, d-high)
}
