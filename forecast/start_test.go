package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/episode"
)

// A figure is that of the origin if no later one could have been known; one of
// a day holds for a year.
func TestCurrent(t *testing.T) {
	for _, c := range []struct {
		last, origin string
		want         bool
	}{
		{"2000", "2000", true},
		{"1999", "2000", false},
		{"2000-Q4", "2000", true},
		{"2000-Q1", "2000", true}, // of the year of the origin
		{"1999-Q4", "2000", false},
		{"2000-Q3", "2000-Q4", false},
		{"2000", "2001-Q2", true}, // the year 2001 is not over
		{"2000", "2001-Q4", false},
		{"2000-06-01", "2000", true},
		{"1999-12-31", "2000", false},
		{"1995-06-01", "2000", false},
		{"2000-06-01", "2001-05-01", true},
		{"2000-06-01", "2001-06-02", false},
	} {
		s := episode.Series{Dates: []episode.Date{at(t, c.last)}, Values: []float64{1}}
		if got := current(s, at(t, c.origin)); got != c.want {
			t.Errorf("a last figure of %s is that of %s: %v, want %v", c.last, c.origin, got, c.want)
		}
	}
}

// A share that does not move, or by the last bits of a division only, says
// nothing of how far it will: its spread is the usual one.
func TestAShareThatDoesNotMoveHasTheUsualSpread(t *testing.T) {
	l := usual
	l.steady = true
	for _, f := range l.market(t, "2000").Estimate.Firms {
		if f.Spread == f.Spread || math.Abs(f.Trend) > 1e-9 {
			t.Errorf("share of %s has spread %g and trend %g: want none known, and 0", f.Name, f.Spread, f.Trend)
		}
	}
}

// Trends are relative: weighted by shares they add up to nothing, and what is
// farther back than the last years does not move them.
func TestTrendsAreOfTheLastYears(t *testing.T) {
	var s episode.Series
	for year := 1980; year <= 2000; year++ {
		s.Dates = append(s.Dates, date(year))
		s.Values = append(s.Values, 0.1*math.Exp(0.03*float64(year-1980)+0.1*math.Sin(float64(year))))
	}
	u := shippedPrior(t).Usual
	of := func(s episode.Series) FirmEstimate {
		var f FirmEstimate
		f.trend(s, u)
		return f
	}
	want := of(s)
	rapid.Check(t, func(t *rapid.T) {
		other := episode.Series{Dates: s.Dates, Values: append([]float64{}, s.Values...)}
		i := rapid.IntRange(0, len(s.Values)-1).Draw(t, "year")
		other.Values[i] *= 2
		got := of(other)
		far := i < len(s.Values)-1-int(spreadYears)
		if far != (got == want) {
			t.Errorf("another share in %s: trend %+v, was %+v", s.Dates[i], got, want)
		}
	})
	for _, origin := range []string{"1995", "2000", "2005"} {
		sum := 0.0
		for _, f := range usual.market(t, origin).Estimate.Firms {
			sum += f.Share * f.Trend
		}
		if math.Abs(sum) > 1e-12 {
			t.Errorf("at %s trends weighted by shares add up to %g: want 0", origin, sum)
		}
	}
}

// date is a year that is surely right.
func date(year int) episode.Date {
	d := episode.Date{Text: "2000", Mid: 2000.5, End: 2001, Every: 1}
	return d.Later(float64(year - 2000))
}
