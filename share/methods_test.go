package share

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/learning"
)

func ExampleTrend_Forecast() {
	t, err := FitTrend([]float64{2015, 2016, 2017, 2018}, []float64{0.01, 0.015, 0.03, 0.05})
	if err != nil {
		panic(err)
	}
	for _, damping := range []float64{0, 0.8, 1} {
		f, err := t.Forecast(damping, 5)
		if err != nil {
			panic(err)
		}
		fmt.Println(f)
	}
	// Output:
	// 5.0% (80%: 2.7% to 9.0%)
	// 18.8% (80%: 9.7% to 33.3%)
	// 45.2% (80%: 22.7% to 69.8%)
}

// Worked by hand: changes +1, -1, +2 points over 1, 1 and 4 years give a σ² of
// (1 + 1 + 4/4)/3 = 1 square point a year.
func TestLastWorkedByHand(t *testing.T) {
	l, err := FitLast([]float64{2000, 2001, 2002, 2006}, []float64{0, 0.01, 0, 0.02})
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.Forecast(9)
	if err != nil {
		t.Fatal(err)
	}
	if want := (learning.Forecast{Mid: 0.02, Scale: 0.03, Freedom: 3}); !alike(f.Level, want) {
		t.Errorf("nine years ahead %v, want %v", f.Level, want)
	}
	if p := f.CDF(0); math.Abs(p-f.Level.CDF(0)) > 1e-15 || f.Quantile(p/2) != 0 || f.Quantile(1) != 1 || f.CDF(-1e-9) != 0 {
		t.Errorf("mass at 0 is %g, quantile at half of it %g", p, f.Quantile(p/2))
	}
}

// A logistic takeover without noise: the line goes on, and 10% to 90% takes
// 2 ln 9 / speed.
func TestFisherPryFindsALogisticTakeover(t *testing.T) {
	date := []float64{1990, 1991, 1993, 1996}
	share := mapped(date, func(d float64) float64 { return logistic(0.4 * (d - 1995)) })
	f, err := FitFisherPry(date, share)
	if err != nil {
		t.Fatal(err)
	}
	ten, errTen := f.Forecast(1995 - math.Log(9)/0.4 + 2*math.Log(9)/f.Speed - 1996)
	if errTen != nil || math.Abs(f.Speed-0.4) > 1e-12 || math.Abs(ten.Quantile(0.5)-0.9) > 1e-9 || ten.Odds.Scale > 1e-9 {
		t.Errorf("speed %.12g, takeover by %v (error %v), want 0.4 and 90%% without spread", f.Speed, ten, errTen)
	}
}

func TestErrorsNamePlaceValueAndWayOut(t *testing.T) {
	for _, c := range []struct {
		date, share []float64
		want        string
	}{
		{[]float64{2000}, []float64{0.5}, "share: a history of 1 is too short for "},
		{[]float64{2000, 2001}, []float64{0.5}, "share: 2 dates for 1 shares: give one share per date"},
		{[]float64{0, 1, 2, 3, 4}, []float64{0.1, -0.1, 0.2, 0.3, 0.4}, "share: share[1] is -0.1: give a part of 1, such as 0.25"},
		{[]float64{0, 1, 2, 3, 4}, []float64{0.1, 20, 0.2, 0.3, math.NaN()}, "share: share[1] is 20: give a part of 1, such as 0.25\nshare: share[4] is NaN: give a part of 1"},
		{[]float64{0, 1, 1, 3, 4}, []float64{0.1, 0.1, 0.2, 0.3, 0.4}, "share: date[2] is 1, as date[1]: keep one share per date"},
		{[]float64{0, 2, 1, 3, 4}, []float64{0.1, 0.1, 0.2, 0.3, 0.4}, "share: date[2] is 1 after 2: put the dates in order"},
		{[]float64{0, math.Inf(1), 2, 3, 4}, []float64{0.1, 0.1, 0.2, 0.3, 0.4}, "share: date[1] is +Inf: give a finite number, such as a year"},
	} {
		for _, m := range methods {
			if l, err := m.of(c.date, c.share, 1); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%s: %v, error %v, want %q", m.name, l, err, c.want)
			}
		}
	}
	date, share := []float64{0, 1, 2, 3, 4}, []float64{0, 0.1, 0.2, 0.3, 0.4}
	for _, m := range methods {
		_, err := m.of(date, share, 1)
		if m.name == "last" {
			if err != nil {
				t.Errorf("last refuses a share of 0: %v", err)
			}
			continue
		}
		if want := "share: share[0] is 0, which has no log odds for "; err == nil || !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), "start after the last such date, or use Last") {
			t.Errorf("%s: error %v, want %q", m.name, err, want)
		}
	}
	share[0] = 0.05
	for _, m := range methods {
		if _, err := m.of(date[:m.least], share[:m.least], 1); err != nil {
			t.Errorf("%s of %d shares: %v", m.name, m.least, err)
		}
		if _, err := m.of(date[:m.least-1], share[:m.least-1], 1); err == nil {
			t.Errorf("%s of %d shares is accepted", m.name, m.least-1)
		}
		if _, err := m.of(date, share, 0); err == nil || !strings.Contains(err.Error(), "a forecast 0 years ahead: give a finite number above 0") {
			t.Errorf("%s no year ahead: error %v", m.name, err)
		}
	}
	if _, err := (Trend{Span: 1, Steps: 3}).Forecast(1.2, 1); err == nil || !strings.Contains(err.Error(), "damping is 1.2") {
		t.Errorf("damping 1.2: error %v", err)
	}
}
