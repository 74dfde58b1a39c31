package learning

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func variance(t *testing.T, n Noise, past, future []float64) float64 {
	t.Helper()
	v, err := n.ForecastVariance(past, future)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func repeat(x float64, n int) []float64 {
	s := make([]float64, n)
	for i := range s {
		s[i] = x
	}
	return s
}

// Values of σ²(τ + τ²/m) at σ = 0.1, m = 10, and of an independent simulation
// of the regression, good to about 1%.
func TestForecastVarianceOfEqualSteps(t *testing.T) {
	for _, c := range []struct {
		tau                int
		formula, simulated float64
	}{
		{1, 0.01100, 0.01115},
		{5, 0.07500, 0.07510},
		{10, 0.20000, 0.19912},
	} {
		got := variance(t, Noise{Sd: 0.1}, repeat(0.3, 10), repeat(0.3, c.tau))
		if apart(got, c.formula) > 1e-13 {
			t.Errorf("τ = %d: variance %.10g, the formula gives %.10g", c.tau, got, c.formula)
		}
		if apart(got, c.simulated) > 0.02 {
			t.Errorf("τ = %d: variance %.5f, simulated %.5f", c.tau, got, c.simulated)
		}
		if even := EvenVariance(0.1, c.tau, 10); apart(even, c.formula) > 1e-13 {
			t.Errorf("τ = %d: EvenVariance %.10g, the formula gives %.10g", c.tau, even, c.formula)
		}
	}
}

func TestForecastVarianceWithoutAutocorrelationIsLafonds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.Float64Range(0.01, 1)
		past := rapid.SliceOfN(step, 1, 20).Draw(t, "past")
		future := rapid.SliceOfN(step, 1, 20).Draw(t, "future")
		sd := rapid.Float64Range(0.01, 1).Draw(t, "sd")
		var xx, ahead float64
		for _, dx := range past {
			xx += dx * dx
		}
		for _, dx := range future {
			ahead += dx
		}
		want := sd * sd * (float64(len(future)) + ahead*ahead/xx)
		got, err := Noise{Sd: sd}.ForecastVariance(past, future)
		if err != nil || apart(got, want) > 1e-12 {
			t.Fatalf("variance %.15g, formula %.15g (error %v)", got, want, err)
		}
	})
}

// Farmer and Lafond (2016) give, for equal steps and Var v = 1,
//
//	A = -2θ + (1 + 2(m-1)θ/m + θ²)(τ + τ²/m)
func TestForecastVarianceWithAutocorrelationIsFarmerAndLafonds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		theta := rapid.Float64Range(-0.9, 1).Draw(t, "theta")
		step := rapid.Float64Range(0.01, 1).Draw(t, "step")
		m, tau := rapid.IntRange(2, 30).Draw(t, "m"), rapid.IntRange(1, 30).Draw(t, "tau")
		fm, ft := float64(m), float64(tau)
		want := (-2*theta + (1+2*(fm-1)*theta/fm+theta*theta)*(ft+ft*ft/fm)) / (1 + theta*theta)
		got, err := Noise{Sd: 1, Theta: theta}.ForecastVariance(repeat(step, m), repeat(step, tau))
		if err != nil || math.Abs(got-want) > 1e-11*(ft+ft*ft/fm) {
			t.Fatalf("variance %.15g, formula %.15g (error %v)", got, want, err)
		}
	})
}

// The whole procedure, once: simulate a history, fit it, forecast, look at the
// miss. 40,000 misses know their variance to 0.7%.
func TestForecastsMissByTheVarianceStated(t *testing.T) {
	n := Noise{Sd: 0.1, Theta: 0.5}
	past := []float64{0.5, 0.1, 0.2, 0.4, 0.1, 0.3, 0.2}
	future := []float64{0.3, 0.2, 0.4, 0.1}
	all := append(append([]float64{}, past...), future...)
	r := rand.New(rand.NewPCG(5, 6))
	const runs, omega = 40000, -0.3
	var square float64
	for range runs {
		shock := make([]float64, len(all))
		before := r.NormFloat64()
		for i := range shock {
			v := r.NormFloat64()
			shock[i] = n.Sd / math.Sqrt(1+n.Theta*n.Theta) * (v + n.Theta*before)
			before = v
		}
		cost, output := history(omega, all, shock)
		e, err := Fit(cost[:len(past)+1], output[:len(past)+1])
		if err != nil {
			t.Fatal(err)
		}
		end := len(cost) - 1
		forecast := Cost(cost[len(past)], output[len(past)], output[end], e.Rate)
		miss := math.Log(cost[end] / forecast)
		square += miss * miss / runs
	}
	if want := variance(t, n, past, future); apart(square, want) > 0.03 {
		t.Errorf("forecasts miss with variance %.5f, stated %.5f", square, want)
	}
}

// Exact algebra: a month's shock is linear in the news, so a sum of twelve is
// a vector of weights on the news; products of such vectors are covariances.
func TestMonthsSumToTheYearlyNoise(t *testing.T) {
	for _, n := range []Noise{{0.1, 0}, {0.1, 0.3}, {0.2, -0.6}, {0.05, 1}} {
		const months = 72
		// weights returns those of the year that starts at month from.
		weights := func(from int) []float64 {
			w := make([]float64, months+12)
			for m := from; m < from+12; m++ {
				w[m+12] += n.Month(1, 0)
				w[m] += n.Month(0, 1)
			}
			return w
		}
		covariance := func(a, b []float64) (sum float64) {
			for i := range a {
				sum += a[i] * b[i]
			}
			return sum
		}
		news := n.Sd * n.Sd / (1 + n.Theta*n.Theta)
		for phase := range 12 {
			year := weights(phase)
			for lag, want := range []float64{n.Sd * n.Sd, n.Theta * news, 0, 0} {
				got := covariance(year, weights(phase+12*lag))
				if math.Abs(got-want) > 1e-16 {
					t.Errorf("%+v, years from month %d: autocovariance at %d years is %.17g, of the yearly noise %.17g", n, phase, lag, got, want)
				}
			}
		}
	}
}

func TestNoiseErrors(t *testing.T) {
	if err := (Noise{0.1, -0.5}).Validate(); err != nil {
		t.Errorf("a plain noise is refused: %v", err)
	}
	err := Noise{-1, 2}.Validate()
	want := "learning: noise sd is -1: give a finite number that is not negative\nlearning: noise theta is 2: give a number from -1 to 1"
	if err == nil || err.Error() != want {
		t.Errorf("error is %v, want %q", err, want)
	}
	if _, err := (Noise{Sd: 1}).ForecastVariance([]float64{0, 0}, []float64{1}); err == nil || !strings.HasPrefix(err.Error(), "learning: the 2 past steps of log output hold no growth") {
		t.Errorf("a past without growth: error is %v", err)
	}
}

// What is known of a year's shock and what is left to luck make up the spread
// that the next year has from it.
func TestKnownNewsAndLuckMakeUpTheWhole(t *testing.T) {
	for _, theta := range []float64{-0.8, 0, 0.19, 0.63, 1} {
		n := Noise{Sd: 0.3, Theta: theta}
		carried, left := n.Known(1)
		news := n.Sd * n.Sd / (1 + theta*theta) // Var v
		got := carried*carried*n.Sd*n.Sd + left*left*theta*theta*news
		if want := theta * theta * news; math.Abs(got-want) > 1e-15 {
			t.Errorf("theta %g: variance is %g, want %g", theta, got, want)
		}
	}
}
