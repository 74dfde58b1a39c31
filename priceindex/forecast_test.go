package priceindex

import (
	"math"
	"testing"
)

// line is a history that falls by a constant log step.
func line(name string, start, n int, level, step float64) History {
	x := History{Name: name, Start: start}
	for t := range n {
		x.Log = append(x.Log, level+step*float64(t))
	}
	return x
}

// On straight lines of one slope the drift is the law: the error is 0 and the
// interval a point on the line.
func TestStraightLinesAreForecastExactly(t *testing.T) {
	all := []History{line("a", 0, 40, 3, -0.1), line("b", 6, 34, 1, -0.1), line("c", 12, 28, 2, -0.1)}
	f, err := Ahead(all, 1, 12)
	if err != nil {
		t.Fatal(err)
	}
	want := 1 - 0.1*float64(33+12)
	for _, x := range []float64{f.Mid, f.Lo, f.Hi} {
		if math.Abs(x-want) > 1e-12 {
			t.Errorf("forecast %v to %v around %v: want %v", f.Lo, f.Hi, f.Mid, want)
		}
	}
	if f.Method != "own drift" || f.Histories != 3 {
		t.Errorf("%s on %d histories", f.Method, f.Histories)
	}
}

// Prices that stand still are forecast to stand still, by the simplest method.
func TestWhatStandsStays(t *testing.T) {
	all := []History{line("a", 0, 40, 3, 0), line("b", 2, 38, 1, 0)}
	if f, err := Ahead(all, 0, 6); err != nil || f.Method != "stays" || f.Mid != 3 || f.Covered != 1 {
		t.Errorf("%+v, %v", f, err)
	}
}

// No method may look past its origin: what comes after it moves nothing.
func TestMethodsSeeThePastOnly(t *testing.T) {
	all := []History{line("a", 0, 40, 3, -0.1), line("b", 3, 37, 1, -0.2), line("c", 5, 35, 1, -0.05)}
	const origin, h = 20, 4
	for _, m := range Methods {
		before := m.Move(all, 0, origin, h)
		changed := make([]History, len(all))
		for k := range all {
			changed[k] = History{Name: all[k].Name, Start: all[k].Start, Log: append([]float64(nil), all[k].Log...)}
			for month := origin + 1; month < all[k].end(); month++ {
				changed[k].Log[month-all[k].Start] = 99
			}
		}
		if after := m.Move(changed, 0, origin, h); after != before || before != before {
			t.Errorf("%s says %v, and %v when the future is another", m.Name, before, after)
		}
	}
}

// Units of money shift a forecast and change no error; the order of histories
// changes nothing.
func TestForecastsKeepUnitsAndOrder(t *testing.T) {
	wave := func(name string, start, n int, phase float64) History {
		x := line(name, start, n, 2, -0.08)
		for t := range x.Log {
			x.Log[t] += 0.4 * math.Sin(phase+0.7*float64(t))
		}
		return x
	}
	all := []History{wave("a", 0, 40, 0), wave("b", 4, 36, 1), wave("c", 9, 31, 2)}
	f, err := Ahead(all, 0, 6)
	if err != nil {
		t.Fatal(err)
	}
	dear := []History{wave("c", 9, 31, 2), wave("b", 4, 36, 1), wave("a", 0, 40, 0)}
	for i := range dear {
		for k := range dear[i].Log {
			dear[i].Log[k] += math.Log(7.12)
		}
	}
	g, err := Ahead(dear, 2, 6)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(g.Mid-f.Mid-math.Log(7.12)) > 1e-9 || math.Abs((g.Hi-g.Lo)-(f.Hi-f.Lo)) > 1e-9 || f.Method != g.Method || f.Windows != g.Windows {
		t.Errorf("in dollars %+v, in yuan and backwards %+v", f, g)
	}
}

func TestAHorizonThatNeverEndedIsRefused(t *testing.T) {
	if f, err := Ahead([]History{line("a", 0, 20, 1, -1), line("b", 0, 8, 1, -1)}, 0, 12); err == nil {
		t.Errorf("%+v", f)
	}
}
