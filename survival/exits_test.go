package survival

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func ExampleExits_Forecast() {
	// US car makers in five made-up years: two bad ones, three quiet.
	e, err := FitExits([]float64{50, 48, 40, 36, 35}, []int{1, 9, 7, 1, 2})
	if err != nil {
		panic(err)
	}
	f, err := e.Forecast(34, 3)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.3f a year, waves %.2f: %v\n", e.Hazard, e.Waves, f)
	// Output: 0.096 a year, waves 0.48: 7 of 34 (80%: 2 to 16)
}

// Worked by hand: λ = 12/60 = 0.2, μ = 4 each, Σ(d-μ)² = 32; 32/(4 + 16w) = 2.
func TestHazardAndWavesWorkedByHand(t *testing.T) {
	e, err := FitExits([]float64{20, 20, 20}, []int{0, 4, 8})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(e.Hazard-0.2) > 1e-15 || math.Abs(e.Waves-0.75) > 1e-12 || math.Abs(e.HazardSE-math.Sqrt(3*16)/60) > 1e-12 {
		t.Errorf("%+v, want a hazard of 0.2 ± %.5f and waves of 0.75", e, math.Sqrt(3*16)/60)
	}
}

// Counts that vary no more than chance have no waves: Poisson's standard error
// is the root of the exits over the firm-years.
func TestEvenCountsArePoisson(t *testing.T) {
	e, err := FitExits([]float64{10, 20, 30}, []int{1, 2, 3})
	if err != nil || e.Waves != 0 || math.Abs(e.Hazard-0.1) > 1e-15 || math.Abs(e.HazardSE-math.Sqrt(6)/60) > 1e-15 {
		t.Errorf("%+v (error %v), want a hazard of 0.1 ± %.5f without waves", e, err, math.Sqrt(6)/60)
	}
}

// Two industries side by side are one with the sum of both, if every period has
// the same mixture; doubling all numbers leaves the hazard.
func TestTheHazardDoesNotDependOnSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exits := rapid.SliceOfN(rapid.IntRange(0, 9), 2, 12).Draw(t, "exits")
		exits[0]++
		risk, double, twice := make([]float64, len(exits)), make([]float64, len(exits)), make([]int, len(exits))
		for i, d := range exits {
			risk[i] = float64(d + rapid.IntRange(1, 40).Draw(t, "stay"))
			double[i], twice[i] = 2*risk[i], 2*d
		}
		a, errA := FitExits(risk, exits)
		b, errB := FitExits(double, twice)
		if errA != nil || errB != nil || math.Abs(a.Hazard-b.Hazard) > 1e-15 || b.Waves < a.Waves-1e-12 {
			t.Fatalf("%+v (error %v), doubled %+v (error %v): want the same hazard, and waves no smaller", a, errA, b, errB)
		}
	})
}

// Without waves Poisson's law; with them that of Poisson counts whose means
// follow a gamma law, here by drawing both.
func TestTheCountIsGammaMixedPoisson(t *testing.T) {
	poisson, plain := distuv.Poisson{Lambda: 3.7}, Count{Mean: 3.7, Most: 1000}
	for n := range 20 {
		if got, want := plain.Probability(n), poisson.Prob(float64(n)); math.Abs(got-want) > 1e-14 {
			t.Errorf("P(%d) = %.16g without waves, Poisson's is %.16g", n, got, want)
		}
	}
	nearly := Count{Mean: 3.7, Waves: 1e-9, Most: 1000}
	if d := nearly.CDF(5) - plain.CDF(5); math.Abs(d) > 1e-8 {
		t.Errorf("tiny waves move the CDF by %g", d)
	}
	src := rand.NewPCG(1, 2)
	const runs, w = 200000, 0.6
	shake := distuv.Gamma{Alpha: 1 / w, Beta: 1 / w, Src: src}
	var seen [60]float64
	for range runs {
		if n := int(distuv.Poisson{Lambda: 3.7 * shake.Rand(), Src: src}.Rand()); n < len(seen) {
			seen[n] += 1.0 / runs
		}
	}
	waves := Count{Mean: 3.7, Waves: w, Most: 1000}
	for n := range 15 {
		if p := waves.Probability(n); math.Abs(p-seen[n]) > 5*math.Sqrt(p/runs) {
			t.Errorf("P(%d) = %.5f, drawn %.5f", n, p, seen[n])
		}
	}
}

func TestMomentsOfTheCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Count{Mean: rapid.Float64Range(0.1, 8).Draw(t, "mean"), Waves: rapid.Float64Range(0, 1).Draw(t, "waves"), Most: 600}
		var one, mean, square float64
		for n := range c.Most + 1 {
			p := c.Probability(n)
			one, mean, square = one+p, mean+p*float64(n), square+p*float64(n)*float64(n)
		}
		want := c.Mean + c.Waves*c.Mean*c.Mean
		if math.Abs(one-1) > 1e-10 || math.Abs(mean-c.Mean) > 1e-8 || math.Abs(square-mean*mean-want) > 1e-5 {
			t.Fatalf("%+v sums to %.12g with mean %.9g and variance %.9g, want 1, %g and %g", c, one, mean, square-mean*mean, c.Mean, want)
		}
		for _, u := range []float64{0, 0.1, 0.5, 0.99} {
			if n := c.Quantile(u); c.CDF(n) < u || n > 0 && c.CDF(n-1) >= u {
				t.Fatalf("%+v: quantile at %g is %d, CDF %g and %g", c, u, n, c.CDF(n-1), c.CDF(n))
			}
		}
	})
}

// The sum of h independent periods with w is one of length h with w/h: both are
// negative binomial with the same μ + wμ²/h. Survivors multiply.
func TestPeriodsOfForecastsCompose(t *testing.T) {
	e := Exits{Hazard: 0.001, Waves: 0.5} // so low that the firms at risk stay
	one, err := e.Forecast(1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	three, err := e.Forecast(1000, 3)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 6 {
		var sum float64
		for a := 0; a <= n; a++ {
			for b := 0; a+b <= n; b++ {
				sum += one.Probability(a) * one.Probability(b) * one.Probability(n-a-b)
			}
		}
		if got := three.Probability(n); math.Abs(got-sum) > 2e-3 {
			t.Errorf("P(%d) in three years is %.5f, from one year three times %.5f", n, got, sum)
		}
	}
	e = Exits{Hazard: 0.3}
	if got, want := 1-e.Probability(5), (1-e.Probability(2))*(1-e.Probability(3)); math.Abs(got-want) > 1e-15 {
		t.Errorf("survival of five years is %g, of two and three %g", got, want)
	}
}

func TestNoMoreLeaveThanThereAre(t *testing.T) {
	c, err := Exits{Hazard: 0.5, HazardSE: 0.1, Waves: 1}.Forecast(5, 4)
	if err != nil {
		t.Fatal(err)
	}
	var sum float64
	for n := -1; n < 8; n++ {
		sum += c.Probability(n)
	}
	if math.Abs(sum-1) > 1e-14 || c.CDF(5) != 1 || c.CDF(-1) != 0 || c.Probability(6) != 0 || c.Quantile(1) != 5 || c.Quantile(2) != -1 {
		t.Errorf("%v sums to %g, CDF(5) = %g, P(6) = %g, Quantile(1) = %d", c, sum, c.CDF(5), c.Probability(6), c.Quantile(1))
	}
	if none, err := (Exits{Hazard: 0.5}).Forecast(0, 1); err != nil || none.Probability(0) != 1 || none.Quantile(0.9) != 0 {
		t.Errorf("of no firms %v leave (error %v)", none, err)
	}
}

func TestExitErrorsNamePlaceValueAndWayOut(t *testing.T) {
	for _, c := range []struct {
		risk  []float64
		exits []int
		want  string
	}{
		{[]float64{5}, []int{1}, "survival: 1 periods are too few"},
		{[]float64{5, 4}, []int{1}, "survival: 2 periods at risk for 1 counts of exits"},
		{[]float64{5, 0}, []int{1, 0}, "survival: atRisk[1] is 0: give the firms at risk"},
		{[]float64{math.NaN(), 4}, []int{1, -2}, "survival: atRisk[0] is NaN: give the firms at risk, a finite number above 0, and leave out periods without\nsurvival: exits[1] is -2: give a count, 0 or more"},
		{[]float64{5, 4}, []int{1, 9}, "survival: exits[1] is 9 with 4 at risk on average"},
		{[]float64{5, 4}, []int{0, 0}, "survival: no exit in 9 firm-periods: pool them with others"},
	} {
		if e, err := FitExits(c.risk, c.exits); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v at risk, %v exits: %+v, error %v, want %q", c.risk, c.exits, e, err, c.want)
		}
	}
	if _, err := (Exits{Hazard: 1}).Forecast(-1, 1); err == nil {
		t.Error("minus one firm is accepted")
	}
	if _, err := (Exits{Hazard: 1}).Forecast(1, 0); err == nil {
		t.Error("no period is accepted")
	}
}
