package learning

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestLevelsFindTheLawBehindACleanHistory(t *testing.T) {
	cost, output := history(Exponent(0.2), []float64{0.7, 0.1, 0.3}, make([]float64, 3))
	l, err := FitLevels(cost, output)
	if err != nil {
		t.Fatal(err)
	}
	if want := math.Log(50 * math.Pow(3, -Exponent(0.2))); math.Abs(l.Rate-0.2) > 1e-13 || l.RateSE > 1e-13 || math.Abs(l.Intercept-want) > 1e-13 || math.Abs(l.R2-1) > 1e-13 {
		t.Errorf("the law is %+v, want a rate of 0.2 ± 0 and an intercept of %.14f", l, want)
	}
}

// R 4.2: summary(lm(log(c) ~ log(q))).
func TestLevelsAreTheRegressionOfR(t *testing.T) {
	l, err := FitLevels([]float64{100, 70, 62, 40, 28, 24, 15}, []float64{1, 3, 8, 20, 60, 150, 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"intercept", l.Intercept, 4.62904384081646},
		{"ω", l.Omega, -0.30313151667658},
		{"se(ω)", l.OmegaSE, 0.014249902840691},
		{"σ", l.Sigma, 0.076740584915661},
		{"R²", l.R2, 0.98907153093203},
		{"Durbin-Watson", l.DurbinWatson, 2.857891919899},
		{"rate", l.Rate, 1 - math.Exp2(-0.30313151667658)},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s is %.14f, want %.14f", c.what, c.got, c.want)
		}
	}
	const h = 1e-5
	if want := (Rate(l.Omega-h) - Rate(l.Omega+h)) / (2 * h) * l.OmegaSE; apart(l.RateSE, want) > 1e-8 {
		t.Errorf("the rate's standard error is %.10g, from the slope of Rate %.10g", l.RateSE, want)
	}
}

// Units of cost and output move the intercept only.
func TestUnitsDoNotMoveTheExponent(t *testing.T) {
	cost, output := []float64{9, 7, 8, 4, 3}, []float64{1, 2, 5, 6, 20}
	a, err := FitLevels(cost, output)
	if err != nil {
		t.Fatal(err)
	}
	for i := range cost {
		cost[i], output[i] = 100*cost[i], output[i]/1000
	}
	b, err := FitLevels(cost, output)
	if want := a.Intercept + math.Log(100) + a.Omega*math.Log(1000); err != nil || apart(b.Omega, a.Omega) > 1e-12 || apart(b.RateSE, a.RateSE) > 1e-12 || apart(b.Intercept, want) > 1e-12 {
		t.Errorf("in other units %+v (%v), want %+v with intercept %.12f", b, err, a, want)
	}
}

// With independent errors error over standard error is Student's t, here with 8
// degrees of freedom and variance 8/6. If shocks last, levels believe in errors
// several times too small and Durbin-Watson says so; differences stay honest.
func TestLevelsAreHonestForIndependentErrorsOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const n, omega = 10000, -0.3
	dx, shock := make([]float64, 9), make([]float64, 9)
	var still, lasts, differences, dw float64
	for range n {
		for i := range dx {
			dx[i], shock[i] = 0.1+0.4*r.Float64(), 0.1*r.NormFloat64()
		}
		cost, output := history(omega, dx, shock)
		l, err := FitLevels(cost, output)
		if err != nil {
			t.Fatal(err)
		}
		e, err := Fit(cost, output)
		if err != nil {
			t.Fatal(err)
		}
		lasts += math.Pow((l.Omega-omega)/l.OmegaSE, 2) / n
		differences += math.Pow((e.Omega-omega)/e.OmegaSE, 2) / n
		dw += l.DurbinWatson / n
		for i := range cost {
			cost[i] = math.Pow(output[i], omega) * math.Exp(0.1*r.NormFloat64())
		}
		if l, err = FitLevels(cost, output); err != nil {
			t.Fatal(err)
		}
		still += math.Pow((l.Omega-omega)/l.OmegaSE, 2) / n
	}
	if apart(still, 8.0/6) > 0.07 || lasts < 4 || apart(differences, 8.0/6) > 0.1 || dw > 1.5 {
		t.Errorf("squared error over squared standard error averages %.2f for independent errors, want 1.33; for lasting ones %.2f in levels (Durbin-Watson %.2f), %.2f in differences",
			still, lasts, dw, differences)
	}
}

func TestLevelsErrors(t *testing.T) {
	for _, c := range []struct {
		cost, output []float64
		want         string
	}{
		{[]float64{1, 2}, []float64{1, 2, 3}, "learning: 2 costs for 3 outputs: give one cost per cumulative output"},
		{[]float64{1, 2}, []float64{1, 2}, "learning: 2 pairs are too few"},
		{[]float64{1, -1, 2}, []float64{1, 2, math.Inf(1)}, "learning: cost[1] is -1: give positive, finite numbers\nlearning: cumulative output[2] is +Inf"},
		{[]float64{1, 2, 3}, []float64{7, 7, 7}, "learning: cumulative output is 7 in all 3 pairs"},
		{[]float64{1, 1e-200, 1e200}, []float64{1, 2, 3}, "learning: cost[2] is 1e+200 after 1e-200: their ratio is beyond"},
		{[]float64{1, 2, 900}, []float64{1, 1, 1 + 1e-15}, "learning: the exponent is "},
	} {
		if _, err := FitLevels(c.cost, c.output); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, %v: error is %v, want %q", c.cost, c.output, err, c.want)
		}
	}
	if l, err := FitLevels([]float64{3, 3, 3}, []float64{1, 2, 3}); err != nil || l.Omega != 0 || !math.IsNaN(l.R2) || !math.IsNaN(l.DurbinWatson) {
		t.Errorf("a cost that never moves gives %+v (%v), want ω = 0 and no R²", l, err)
	}
}

// Whatever the history, it is refused or both laws are finite.
func FuzzFit(f *testing.F) {
	f.Add(9.0, 7.0, 8.0, 4.0, 1.0, 2.0, 5.0, 6.0)
	f.Add(1e308, 1e-308, 1.0, 5e-324, 1.0, 1.0000000000000002, 1.0, 1e308)
	f.Add(math.NaN(), math.Inf(1), -1.0, 0.0, 1.0, 2.0, 3.0, 4.0)
	f.Fuzz(func(t *testing.T, c0, c1, c2, c3, q0, q1, q2, q3 float64) {
		cost, output := []float64{c0, c1, c2, c3}, []float64{q0, q1, q2, q3}
		finite := func(law any, numbers ...float64) {
			for _, v := range numbers {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("%v at %v gives %+v", cost, output, law)
				}
			}
		}
		if e, err := Fit(cost, output); err == nil {
			finite(e, e.Omega, e.OmegaSE, e.Rate, e.RateSE, e.Sigma)
		}
		if l, err := FitLevels(cost, output); err == nil {
			finite(l, l.Omega, l.OmegaSE, l.Rate, l.RateSE, l.Sigma, l.Intercept)
		}
	})
}
