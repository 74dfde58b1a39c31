package backtest

import (
	"reflect"
	"testing"

	"github.com/undercut-sim/undercut/episode"
)

// seriesOf is a series with a figure of 1, 2, 3 … at each date.
func seriesOf(t *testing.T, dates ...string) (s episode.Series) {
	t.Helper()
	for _, text := range dates {
		d, err := episode.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		s.Dates, s.Values = append(s.Dates, d), append(s.Values, float64(len(s.Values)+1))
	}
	return s
}

// Published methods use the unbroken run of steps that ends with the last
// figure, all of it, and nothing before a gap.
func TestUnbroken(t *testing.T) {
	for _, c := range []struct {
		what  string
		step  float64
		dates []string
		want  []float64
	}{
		{"no gap", 1, []string{"1990", "1991", "1992"}, []float64{1, 2, 3}},
		{"a gap", 1, []string{"1990", "1991", "1993", "1994"}, []float64{3, 4}},
		{"two gaps", 1, []string{"1980", "1982", "1983", "1985", "1986", "1987"}, []float64{4, 5, 6}},
		{"a gap before the last", 1, []string{"1990", "1991", "1993"}, []float64{3}},
		{"quarters over a year's end", 0.25, []string{"2007-Q1", "2008-Q3", "2008-Q4", "2009-Q1"}, []float64{2, 3, 4}},
		{"months with one left out", 1.0 / 12, []string{"2008-10", "2008-12", "2009-01", "2009-02"}, []float64{2, 3, 4}},
		{"years where quarters are the step", 0.25, []string{"2007", "2008", "2009"}, []float64{3}},
		{"one figure", 1, []string{"1990"}, []float64{1}},
		{"none", 1, nil, nil},
	} {
		s := seriesOf(t, c.dates...)
		h := unbroken(s, c.step)
		if !reflect.DeepEqual(h.value, c.want) || len(h.date) != len(c.want) || h.step != c.step {
			t.Errorf("%s: of %v the figures %v are used: want %v", c.what, c.dates, h.value, c.want)
		}
		for i, at := range h.date {
			if want := s.Dates[len(s.Dates)-len(h.date)+i].Mid; at != want {
				t.Errorf("%s: figure %d stands at %g: want %g", c.what, i, at, want)
			}
		}
	}
}

// A long run is used whole: figures long ago move a published method, those
// before a gap do not.
func TestFiguresBeforeAGapMoveNoMethod(t *testing.T) {
	long := seriesOf(t, "1960", "1961", "1962", "1963", "1970", "1971", "1972", "1973", "1974", "1975")
	for i := range long.Values {
		long.Values[i] = 100 / float64(i*i+1)
	}
	for _, m := range priceMethods[:4] {
		want := upper(t, m, long)
		for i, moves := range map[int]bool{0: false, 3: false, 4: true} {
			other := long
			other.Values = append([]float64{}, long.Values...)
			other.Values[i] *= 3
			if moved := upper(t, m, other) != want; moved != moves {
				t.Errorf("%s: the figure of %s moves it: %v, want %v", m.Name, long.Dates[i], moved, moves)
			}
		}
	}
}

// upper is the 0.9 quantile three years ahead.
func upper(t *testing.T, m method, s episode.Series) float64 {
	t.Helper()
	l, err := m.Of(unbroken(s, 1), 3)
	if err != nil {
		t.Fatalf("%s: %v", m.Name, err)
	}
	return l.Quantile(0.9)
}

// Output that stands at other dates than the price says nothing of it.
func TestOutputMustStandAtTheSameDates(t *testing.T) {
	h := unbroken(seriesOf(t, "1990", "1992", "1993", "1994"), 1)
	if got := sameDates(h, seriesOf(t, "1990", "1991", "1992", "1993", "1994", "1995")); !reflect.DeepEqual(got, []float64{3, 4, 5}) {
		t.Errorf("outputs are %v: want those of 1992 to 1994", got)
	}
	if got := sameDates(h, seriesOf(t, "1992", "1994")); got != nil {
		t.Errorf("outputs are %v although that of 1993 is unknown: want none", got)
	}
}
