package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/learning"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

// With equal steps the estimator for unequal ones is Farmer and Lafond's.
func TestPaceIsTheirsForEqualSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost := rapid.SliceOfN(rapid.Float64Range(0.01, 100), 3, 30).Draw(t, "cost")
		step := rapid.SampledFrom([]float64{1, 0.25, 1.0 / 12}).Draw(t, "step")
		date, years, y := make([]float64, len(cost)), make([]float64, len(cost)), make([]float64, len(cost))
		for i := range cost {
			date[i], years[i], y[i] = float64(i), 2000+step*float64(i), math.Log(cost[i])
		}
		want, err := learning.FitWalk(date, cost)
		if err != nil {
			t.Fatal(err)
		}
		got := paceOf(years, y)
		if !near(got.drift*step, want.Drift) || math.Abs(got.spread*math.Sqrt(step)-want.Sd) > 1e-6 || got.n != want.Steps {
			t.Errorf("drift %g, spread %g of %d steps: want %g, %g, %d", got.drift*step, got.spread*math.Sqrt(step), got.n, want.Drift, want.Sd, want.Steps)
		}
	})
}

// By hand: from 0 to 3 in 3 years; after one year 1 too high, after two more 1
// too low again: K² = 1²/1 + 1²/2.
func TestPaceOfUnequalSteps(t *testing.T) {
	p := paceOf([]float64{2000, 2001, 2003}, []float64{0, 2, 3})
	if !near(p.drift, 1) || !near(p.spread, math.Sqrt(1.5)) || p.years != 3 || p.n != 2 {
		t.Errorf("pace is %+v: want drift 1, spread %g, 3 years, 2 changes", p, math.Sqrt(1.5))
	}
	one := paceOf([]float64{2000, 2002}, []float64{0, 1})
	if one.drift != 0.5 || one.spread == one.spread {
		t.Errorf("pace of one change is %+v: want drift 0.5 and no spread", one)
	}
	if none := paceOf([]float64{2000}, []float64{1}); none.n != 0 || none.spread == none.spread {
		t.Errorf("pace of one figure is %+v: want nothing", none)
	}
}

// Prices are used back to the first gap, trends within their years.
func TestLogsEndAtGapsAndAtTheirYears(t *testing.T) {
	var s episode.Series
	for _, year := range []string{"1990", "1991", "1994", "1995", "1996", "1997"} {
		s.Dates, s.Values = append(s.Dates, at(t, year)), append(s.Values, float64(len(s.Values)+1))
	}
	for _, c := range []struct {
		what         string
		last, widest float64
		want         int
	}{
		{"the unbroken run of years", 60, 1, 4},
		{"the last two years", 2, 1, 3},
		{"over a gap that is narrow enough", 60, 3, 6},
		{"the last six years, over that gap", 6, 3, 5},
		{"nothing but the last", 0.5, 1, 1},
	} {
		years, y := logs(s, c.last, c.widest)
		if len(y) != c.want || len(years) != c.want || y[len(y)-1] != math.Log(6) {
			t.Errorf("%s: %v: want %d figures that end with the last", c.what, years, c.want)
		}
	}
	s.Values[3] = 0
	if years, _ := logs(s, 60, 1); len(years) != 2 {
		t.Errorf("after a year in which nothing was sold: %v: want the two years since", years)
	}
}

// A normal with a normal prior: between the two, nearer to the surer, and
// surer than either.
func TestShrinkIsBayes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
		x, se, usual, sd := f("x", -2, 2), f("se", 0.01, 3), f("usual", -2, 2), f("sd", 0.01, 3)
		mean, left := shrink(x, se, usual, sd)
		if !near(mean*(1/(se*se)+1/(sd*sd)), x/(se*se)+usual/(sd*sd)) || !near(1/(left*left), 1/(se*se)+1/(sd*sd)) {
			t.Errorf("%g ± %g against %g ± %g is %g ± %g", x, se, usual, sd, mean, left)
		}
	})
	if mean, left := shrink(1, math.NaN(), 3, 2); mean != 3 || left != 2 {
		t.Errorf("an estimate without an error is %g ± %g: want what is usual, 3 ± 2", mean, left)
	}
}

// On a line nothing is above it; one last figure that is off by d is above the
// line through all by d less what it draws the line up.
func TestAboveIsTheLastResidual(t *testing.T) {
	var x, y []float64
	for i := range 10 {
		x, y = append(x, float64(i)), append(y, 3-0.2*float64(i))
	}
	if got := above(x, y); math.Abs(got) > 1e-12 {
		t.Errorf("the last point of a line is %g above it", got)
	}
	y[9] += 1
	leverage := 1.0/10 + 4.5*4.5/82.5 // of the last of ten even points
	if got := above(x, y); !near(got, 1-leverage) {
		t.Errorf("the last point is %g above the line: want %g", got, 1-leverage)
	}
	if got := above(x[3:], y[3:]); got != 0 {
		t.Errorf("seven figures are %g above a line: want 0, too few", got)
	}
}
