package learning

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ExampleWalk_Forecast() {
	w, err := FitWalk([]float64{2018, 2019, 2020, 2021}, []float64{100, 80, 70, 50})
	if err != nil {
		panic(err)
	}
	f, err := w.Forecast(ThetaFarmerLafond, 5)
	if err != nil {
		panic(err)
	}
	for _, u := range []float64{0.1, 0.5, 0.9} {
		fmt.Printf("%.2g ", math.Exp(f.Quantile(u)))
	}
	fmt.Println(f)
	// Output: 6.6 16 37 2.757 ± 0.46 (Student, 2 degrees of freedom)
}

// years are n dates from 2000 on, one a year.
func years(n int) []float64 {
	y := make([]float64, n)
	for i := range y {
		y[i] = 2000 + float64(i)
	}
	return y
}

// A forecaster fits one method to a history and looks tau steps ahead.
type forecaster struct {
	name string
	of   func(date, cost []float64, tau int) (Forecast, error)
}

var forecasters = []forecaster{
	{"persistence", func(date, cost []float64, tau int) (Forecast, error) {
		p, err := FitPersistence(date, cost)
		if err != nil {
			return Forecast{}, err
		}
		return p.Forecast(tau)
	}},
	{"walk", walkOf(0)},
	{"walk with news", walkOf(0.5)},
	{"trend", func(date, cost []float64, tau int) (Forecast, error) {
		m, err := FitTrend(date, cost)
		if err != nil {
			return Forecast{}, err
		}
		return m.Forecast(m.End + float64(tau)*(date[1]-date[0]))
	}},
}

func walkOf(theta float64) func(date, cost []float64, tau int) (Forecast, error) {
	return func(date, cost []float64, tau int) (Forecast, error) {
		w, err := FitWalk(date, cost)
		if err != nil {
			return Forecast{}, err
		}
		return w.Forecast(theta, tau)
	}
}

func alike(a, b Forecast) bool {
	return math.Abs(a.Mid-b.Mid) < 1e-9 && math.Abs(a.Scale-b.Scale) < 1e-9*(1+b.Scale) && a.Freedom == b.Freedom
}

// Cents for dollars move the middle by ln 100; other eras and longer steps move
// nothing.
func TestForecastsDoNotDependOnMoneyOrEra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost := rapid.SliceOfN(rapid.Float64Range(0.01, 100), 3, 12).Draw(t, "cost")
		tau := rapid.IntRange(1, 20).Draw(t, "tau")
		date := years(len(cost))
		cents, era := make([]float64, len(cost)), make([]float64, len(cost))
		for i := range cost {
			cents[i], era[i] = 100*cost[i], 12*date[i]-7000
		}
		for _, f := range forecasters {
			plain, err := f.of(date, cost, tau)
			if err != nil {
				t.Fatal(err)
			}
			want := plain
			want.Mid += math.Log(100)
			if got, err := f.of(date, cents, tau); err != nil || !alike(got, want) {
				t.Fatalf("%s in cents: %v (error %v), want %v", f.name, got, err, want)
			}
			if got, err := f.of(era, cost, tau); err != nil || !alike(got, plain) {
				t.Fatalf("%s in months since an era: %v (error %v), want %v", f.name, got, err, plain)
			}
		}
	})
}

// The closed form of the paper for one and many steps; θ = 0 is the plain walk.
func TestTheWalkIsTheClosedForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := Walk{
			Last: rapid.Float64Range(-5, 5).Draw(t, "last"), Drift: rapid.Float64Range(-1, 1).Draw(t, "drift"),
			Sd: rapid.Float64Range(0.01, 1).Draw(t, "sd"), Steps: rapid.IntRange(2, 30).Draw(t, "m"),
		}
		theta, tau := rapid.Float64Range(-1, 1).Draw(t, "theta"), rapid.IntRange(1, 30).Draw(t, "tau")
		m, h := float64(w.Steps), float64(tau)
		a := -2*theta + (1+2*(m-1)*theta/m+theta*theta)*(h+h*h/m)
		want := Forecast{w.Last + h*w.Drift, w.Sd * math.Sqrt(a/(1+theta*theta)), m - 1}
		if got, err := w.Forecast(theta, tau); err != nil || !alike(got, want) {
			t.Fatalf("forecast %v (error %v), closed form %v", got, err, want)
		}
		plain := Forecast{want.Mid, math.Sqrt(EvenVariance(w.Sd, tau, w.Steps)), m - 1}
		if got, err := w.Forecast(0, tau); err != nil || !alike(got, plain) {
			t.Fatalf("with θ = 0 %v (error %v), the plain walk gives %v", got, err, plain)
		}
	})
}

// A forecast many steps ahead is that of one step of the sampled history: every
// second point of a walk has the same drift and the same horizon in time.
func TestStepsOfForecastsCompose(t *testing.T) {
	w := Walk{Last: 1, Drift: -0.1, Sd: 0.2, Steps: 12}
	sampled := Walk{Last: 1, Drift: -0.2, Sd: 0.2 * math.Sqrt2, Steps: 6}
	p, twice := Persistence{1, 0.2, 12}, Persistence{1, 0.2 * math.Sqrt2, 12}
	for tau := 1; tau < 10; tau++ {
		a, errA := w.Forecast(0, 2*tau)
		b, errB := sampled.Forecast(0, tau)
		if errA != nil || errB != nil || math.Abs(a.Mid-b.Mid) > 1e-14 || math.Abs(a.Scale-b.Scale) > 1e-14 {
			t.Errorf("%d steps of one: %v, %d steps of two: %v", 2*tau, a, tau, b)
		}
		a, errA = p.Forecast(2 * tau)
		b, errB = twice.Forecast(tau)
		if errA != nil || errB != nil || !alike(a, b) {
			t.Errorf("persistence: %d steps of one: %v, %d steps of two: %v", 2*tau, a, tau, b)
		}
	}
}

// Wright's law with output that grows by equal steps is Moore's law for mid and
// scale of the future, and known output is surer than output that is not.
func TestGrowingOutputAddsItsOwnError(t *testing.T) {
	cost, output := history(-0.4, []float64{0.5, 0.2, 0.3, 0.4}, []float64{0.1, -0.1, 0.05, -0.02})
	e, err := Fit(cost, output)
	if err != nil {
		t.Fatal(err)
	}
	const g = (0.5 + 0.2 + 0.3 + 0.4) / 4
	ahead := make([]float64, 6)
	for i := range ahead {
		ahead[i] = output[len(output)-1] * math.Exp(g*float64(i+1))
	}
	known, err := e.Forecast(ThetaLafond, ahead)
	if err != nil {
		t.Fatal(err)
	}
	growing, err := e.ForecastGrowing(ThetaLafond, 6)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(known.Mid-growing.Mid) > 1e-12 || !(growing.Scale > known.Scale) {
		t.Errorf("known output %v, growing output %v: want the same middle and more scale", known, growing)
	}
}

// 20,000 histories of a walk, each fitted and forecast: the PIT is uniform with
// θ = 0, exactly, and its central 80% hold 80% (standard error 0.3%).
func TestTheLawOfTheWalkIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const runs, m, tau = 20000, 5, 7
	var inside float64
	for range runs {
		cost := make([]float64, m+tau+1)
		y := 0.0
		for i := range cost {
			cost[i] = math.Exp(y)
			y += -0.1 + 0.3*r.NormFloat64()
		}
		w, err := FitWalk(years(m+1), cost[:m+1])
		if err != nil {
			t.Fatal(err)
		}
		f, err := w.Forecast(0, tau)
		if err != nil {
			t.Fatal(err)
		}
		if u := f.CDF(math.Log(cost[m+tau])); u > 0.1 && u < 0.9 {
			inside += 1.0 / runs
		}
	}
	if math.Abs(inside-0.8) > 0.01 {
		t.Errorf("80%% intervals hold %.3f of 20,000 outcomes", inside)
	}
}

func TestQuantileInvertsTheLaw(t *testing.T) {
	for _, f := range []Forecast{{1, 0.5, 1}, {-3, 2, 9}, {0, 0.1, 200}, {2, 0.3, math.Inf(1)}} {
		for _, u := range []float64{1e-6, 0.01, 0.3, 0.5, 0.9, 0.999} {
			if got := f.CDF(f.Quantile(u)); math.Abs(got-u) > 1e-9*max(u, 1e-3) {
				t.Errorf("%v: CDF(Quantile(%g)) = %g", f, u, got)
			}
		}
		if f.Quantile(0.5) != f.Mid || !math.IsInf(f.Quantile(0), -1) || !math.IsInf(f.Quantile(1), 1) || !math.IsNaN(f.Quantile(-0.1)) || !math.IsNaN(f.Quantile(math.NaN())) {
			t.Errorf("%v: median %g, ends %g and %g", f, f.Quantile(0.5), f.Quantile(0), f.Quantile(1))
		}
		const h = 1e-5
		if want, got := (f.CDF(1+h)-f.CDF(1-h))/(2*h), math.Exp(f.LogDensity(1)); math.Abs(got-want) > 1e-6 {
			t.Errorf("%v: density %g at 1, the slope of the CDF is %g", f, got, want)
		}
	}
	point := Forecast{Mid: 2, Freedom: 4}
	if point.Quantile(0.01) != 2 || point.CDF(1.99) != 0 || point.CDF(2) != 1 {
		t.Errorf("a forecast without spread is not its middle: %v", point)
	}
}

func TestForecastErrorsNamePlaceValueAndWayOut(t *testing.T) {
	for _, c := range []struct {
		date, cost []float64
		want       string
	}{
		{[]float64{2000}, []float64{5}, "learning: a history of 1 is too short for "},
		{[]float64{2000, 2001}, []float64{5, 4, 3}, "learning: 2 dates for 3 costs: give one cost per date"},
		{[]float64{2000, 2001, 2002}, []float64{5, 0, 3}, "learning: cost[1] is 0: give positive, finite numbers"},
		{[]float64{2000, 2001, 2002}, []float64{5, 4, -3}, "learning: cost[2] is -3: give positive, finite numbers"},
		{[]float64{2000, 2001, 2001}, []float64{5, 4, 3}, "learning: date[2] is 2001, as date[1]: keep one cost per date"},
		{[]float64{2000, 2002, 2001}, []float64{5, 4, 3}, "learning: date[2] is 2001 after 2002: put the dates in order"},
		{[]float64{2000, math.NaN(), 2001}, []float64{5, 4, 3}, "learning: date[1] is NaN: give a finite number"},
	} {
		for _, f := range forecasters {
			if got, err := f.of(c.date, c.cost, 1); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%s: %v, error %v, want %q", f.name, got, err, c.want)
			}
		}
	}
	gap, cost := []float64{2000, 2001, 2003, 2006}, []float64{5, 4, 3, 2}
	want := "learning: date[2] is 2003, a step of 2 after steps of 1: a random walk with drift wants equal steps: start after the gap, or fill it from a source\n" +
		"learning: date[3] is 2006, a step of 3 after steps of 1: a random walk with drift wants equal steps: start after the gap, or fill it from a source"
	if _, err := FitWalk(gap, cost); err == nil || err.Error() != want {
		t.Errorf("gaps: error %v, want %q", err, want)
	}
	if _, err := FitTrend(gap, cost); err != nil {
		t.Errorf("a trend refuses gaps: %v", err)
	}
	w := Walk{Sd: 1, Steps: 5}
	if _, err := w.Forecast(0, 0); err == nil || !strings.Contains(err.Error(), "0 steps ahead: give 1 or more") {
		t.Errorf("no step ahead: error %v", err)
	}
	if _, err := w.Forecast(2, 1); err == nil || !strings.Contains(err.Error(), "theta is 2") {
		t.Errorf("θ = 2: error %v", err)
	}
	e := Experience{Cost: 1, Output: 2, Sigma: 1, Steps: []float64{1, 1}}
	if _, err := e.Forecast(0, []float64{3, -1}); err == nil || !strings.Contains(err.Error(), "cumulative output[1] is -1") {
		t.Errorf("negative output: error %v", err)
	}
}

// A cost that falls without noise, or does not move, is no cause for NaN.
func TestSteadyCosts(t *testing.T) {
	for _, c := range []struct {
		cost []float64
		p    float64
	}{{[]float64{8, 4, 2, 1}, 0}, {[]float64{3, 3, 3, 3}, 1}, {[]float64{1, 2, 4, 8}, 1}} {
		w, err := FitWalk(years(4), c.cost)
		if err != nil {
			t.Fatal(err)
		}
		f, err := w.Forecast(0.5, 3)
		if err != nil || f.Scale != 0 || math.Abs(f.Mid-w.Last-3*w.Drift) > 1e-14 || w.ImprovementP() != c.p {
			t.Errorf("costs %v: forecast %v, p %g (error %v), want no spread and p = %g", c.cost, f, w.ImprovementP(), err, c.p)
		}
	}
}
