package dist

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// laws lists examples of every law. variance is a closed form (NaN where the
// textbooks give none) and atoms says that the CDF jumps.
var laws = []struct {
	name     string
	law      Dist
	variance float64
	atoms    bool
}{
	{"constant", Constant{3}, 0, true},
	{"uniform", Uniform{-1, 5}, 3, false},
	{"log-uniform", LogUniform{0.1, 10}, (100-0.01)/2/math.Log(100) - sq(9.9/math.Log(100)), false},
	{"normal", Normal{-2, 0.7}, 0.49, false},
	{"log-normal", LogNormal{1, 0.4}, (math.Exp(0.16) - 1) * math.Exp(2.16), false},
	{"triangular", Triangular{1, 2, 5}, (1.0 + 4 + 25 - 2 - 5 - 10) / 18, false},
	{"triangular, mode at the end", Triangular{1, 5, 5}, (1.0 + 25 + 25 - 5 - 5 - 25) / 18, false},
	{"pert", PERT{0, 2, 8}, distuv.Beta{Alpha: 2, Beta: 4}.Variance() * 64, false},
	{"pert, mode at the start", PERT{0, 0, 1}, distuv.Beta{Alpha: 1, Beta: 5}.Variance(), false},
	{"beta", Beta{2, 5, -1, 3}, distuv.Beta{Alpha: 2, Beta: 5}.Variance() * 16, false},
	{"arcsine", Beta{0.5, 0.5, 0, 1}, 0.125, false},
	{"beta of a large sample", Beta{400, 1600, 0, 1}, distuv.Beta{Alpha: 400, Beta: 1600}.Variance(), false},
	{"exponential", Gamma{1, 2}, 4, false},
	{"gamma, small shape", Gamma{0.3, 1}, 0.3, false},
	{"gamma", Gamma{9, 0.5}, 2.25, false},
	{"discrete", Discrete{[]float64{-1, 0, 4}, []float64{1, 0, 3}}, 4.6875, true},
	{"mixture", Mixture{[]Dist{Normal{0, 1}, Normal{10, 2}}, []float64{3, 1}}, 0.75*1 + 0.25*104 - 6.25, false},
	{"mixture with a lump", Mixture{[]Dist{Constant{0}, Uniform{0, 1}}, []float64{1, 1}}, 1.0/6 - 1.0/16, true},
	{"half normal", Truncated{Normal{0, 1}, 0, math.Inf(1)}, 1 - 2/math.Pi, false},
	{"exponential cut at its scale", Truncated{Gamma{1, 1}, math.Inf(-1), 1}, 1 - math.E/sq(math.E-1), false},
	{"truncated normal", Truncated{Normal{1, 2}, 0, 2}, math.NaN(), false},
	{"truncated discrete", Truncated{Discrete{[]float64{1, 2, 3}, []float64{1, 1, 2}}, 1, 3}, 2.0 / 9, true},
}

func sq(x float64) float64 { return x * x }

func TestEveryExampleIsValid(t *testing.T) {
	for _, l := range laws {
		if err := l.law.Validate(); err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
	}
}

// near returns the floats four places below and above x, the accuracy to which
// an iterated quantile is asked to know x.
func near(x float64) (below, above float64) {
	below, above = x, x
	for range 4 {
		below, above = math.Nextafter(below, math.Inf(-1)), math.Nextafter(above, math.Inf(1))
	}
	return below, above
}

// u is hit by its quantile to 1e-12, unless the CDF is so steep there that u
// falls between the floats around it.
func TestQuantileInvertsTheCDF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(laws).Draw(t, "law")
		u := rapid.Float64Range(1e-9, 1-1e-9).Draw(t, "u")
		x := l.law.Quantile(u)
		at := l.law.CDF(x)
		if math.Abs(at-u) <= 1e-12 {
			return
		}
		below, above := near(x)
		if l.atoms {
			above = x // a jump holds u from x on, not merely around it
		}
		if l.law.CDF(below) > u+1e-12 || l.law.CDF(above) < u-1e-12 {
			t.Fatalf("%s: CDF(Quantile(%.17g)) = %.17g", l.name, u, at)
		}
	})
}

func TestQuantilesNeverDecreaseAndStayInTheSupport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(laws).Draw(t, "law")
		u, v := rapid.Float64Range(0, 1).Draw(t, "u"), rapid.Float64Range(0, 1).Draw(t, "v")
		if u > v {
			u, v = v, u
		}
		x, y := l.law.Quantile(u), l.law.Quantile(v)
		// Iterated and truncated quantiles may swap neighbours by rounding.
		slack := 1e-14 * math.Max(1, math.Abs(x))
		if y < x-slack {
			t.Fatalf("%s: the quantile falls from %g at %g to %g at %g", l.name, x, u, y, v)
		}
		if lo, hi := l.law.Quantile(0), l.law.Quantile(1); x < lo-slack || y > hi+slack {
			t.Fatalf("%s: %g or %g lies outside the support [%g, %g]", l.name, x, y, lo, hi)
		}
	})
}

func TestQuantileOfNoProbabilityIsNaN(t *testing.T) {
	for _, l := range laws {
		for _, u := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1), math.Inf(-1)} {
			if got := l.law.Quantile(u); !math.IsNaN(got) {
				t.Errorf("%s: Quantile(%g) = %g, want NaN", l.name, u, got)
			}
		}
	}
}

// The mean of Q(u) over u is the mean of the law, and the mean of (Q-mean)²
// its variance: one identity for closed forms, quantiles and quadrature.
func TestMomentsAreIntegralsOfTheQuantile(t *testing.T) {
	for _, l := range laws {
		mean := l.law.Mean()
		if got := integrate(l.law.Quantile); math.Abs(got-mean) > 1e-10*math.Max(1, math.Abs(mean)) {
			t.Errorf("%s: the quantile integrates to %.15g, the mean is %.15g", l.name, got, mean)
		}
		if math.IsNaN(l.variance) {
			continue
		}
		got := integrate(func(u float64) float64 { return sq(l.law.Quantile(u) - mean) })
		if math.Abs(got-l.variance) > 1e-10*math.Max(1, l.variance) {
			t.Errorf("%s: (Q - mean)² integrates to %.15g, the variance is %.15g", l.name, got, l.variance)
		}
	}
}

func TestMeansOfTruncatedLawsInClosedForm(t *testing.T) {
	phi := func(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
	normal := 1 + 2*(phi(-0.5)-phi(0.5))/(NormalCDF(0.5)-NormalCDF(-0.5))
	heavy := math.Exp(0.5) * NormalCDF(-1) / NormalCDF(-2) // above e²: E[X; X>k] = e^(σ²/2) Φ(σ-ln k)
	for _, c := range []struct {
		law  Truncated
		want float64
	}{
		{Truncated{Normal{1, 2}, 0, 2}, normal},
		{Truncated{Normal{0, 1}, 0, math.Inf(1)}, math.Sqrt(2 / math.Pi)},
		{Truncated{LogNormal{0, 1}, math.Exp(2), math.Inf(1)}, heavy},
		{Truncated{Gamma{1, 1}, 3, math.Inf(1)}, 4}, // an exponential forgets
		{Truncated{Discrete{[]float64{1, 2, 3}, []float64{1, 1, 2}}, 1, 3}, 8.0 / 3},
	} {
		if got := c.law.Mean(); apart(got, c.want) > 1e-9 {
			t.Errorf("%+v has mean %.12g, in closed form %.12g", c.law, got, c.want)
		}
	}
}

func TestBetaAndGammaQuantilesEqualReferences(t *testing.T) {
	for law, of := range map[string]func(a, b float64) Dist{
		"beta":  func(a, b float64) Dist { return Beta{a, b, 0, 1} },
		"gamma": func(a, b float64) Dist { return Gamma{a, b} },
	} {
		worst := 0.0
		for _, r := range references(t, law) {
			got := of(r.p1, r.p2).Quantile(r.u)
			e := apart(got, r.x)
			if e > 1e-12 {
				t.Errorf("%s(%g, %g) quantile at %g is %.16g, exactly %.16g", law, r.p1, r.p2, r.u, got, r.x)
			}
			worst = math.Max(worst, e)
		}
		t.Logf("%s: largest relative error %.1e", law, worst)
	}
}

// Shapes that nobody tried by hand: the inverse must find every u.
func TestBetaAndGammaInvertAtAnyShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := math.Exp(rapid.Float64Range(-3, 8).Draw(t, "log a"))
		b := math.Exp(rapid.Float64Range(-3, 8).Draw(t, "log b"))
		u := rapid.Float64Range(1e-6, 1-1e-6).Draw(t, "u")
		for _, d := range []Dist{Beta{a, b, 0, 1}, Gamma{a, 1}} {
			x := d.Quantile(u)
			below, above := near(x)
			// Incomplete gamma and beta functions of shape a are known to
			// about a units in the last place.
			slack := 1e-12 + 1e-15*(a+b)
			if d.CDF(below) > u+slack || d.CDF(above) < u-slack {
				t.Fatalf("%+v: CDF(Quantile(%.17g)) = %.17g", d, u, d.CDF(x))
			}
		}
	})
}

func TestPERTHasTheProjectPlannersMean(t *testing.T) {
	d := PERT{Lo: 2, Mode: 3, Hi: 10}
	if got, want := d.Beta().Mean(), d.Mean(); apart(got, want) > 1e-15 {
		t.Errorf("the beta form has mean %g, (lo + 4 mode + hi)/6 is %g", got, want)
	}
}

func TestValidationNamesFieldValueAndWayOut(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		law  Dist
		want string
	}{
		{Constant{nan}, "constant: value is NaN: give a finite number"},
		{Uniform{2, 1}, "uniform: lo 2 is not below hi 1: give lo < hi, or a constant"},
		{Uniform{0, inf}, "uniform: hi is +Inf: give a finite number"},
		{LogUniform{0, 1}, "log-uniform: lo is 0: give a positive number, or use uniform"},
		{Normal{0, -1}, "normal: sigma is -1: give a positive standard deviation, or a constant"},
		{LogNormal{nan, 0}, "log-normal: mu is NaN: give a finite number"},
		{Triangular{1, 7, 5}, "triangular: mode 7 lies outside [1, 5]: give low <= mode <= high"},
		{PERT{1, nan, 5}, "pert: mode NaN lies outside [1, 5]: give low <= mode <= high"},
		{Beta{0, -1, 0, 1}, "beta: a is 0: give a positive number\nbeta: b is -1: give a positive number"},
		{Gamma{1, 0}, "gamma: scale is 0: give a positive number"},
		{Discrete{}, "discrete: values is empty: give at least one value"},
		{Discrete{[]float64{2, 1}, []float64{1, 1}}, "discrete: values[1] is 1 after 2: list values in increasing order"},
		{Discrete{[]float64{1, 2}, []float64{1}}, "discrete: 1 weights for 2 values: give one weight per value"},
		{Discrete{[]float64{1, 2}, []float64{1, -1}}, "discrete: weights[1] is -1: give a finite number that is not negative"},
		{Discrete{[]float64{1, 2}, []float64{0, 0}}, "discrete: weights sum to 0: give weights with a positive, finite sum"},
		{Mixture{}, "mixture: dists is empty: give at least one law"},
		{Mixture{[]Dist{nil}, []float64{1}}, "mixture: dists[0] is missing: give a law"},
		{Mixture{[]Dist{Normal{0, 0}}, []float64{1}}, "mixture: dists[0]: normal: sigma is 0: give a positive standard deviation, or a constant"},
		{Truncated{}, "truncated: dist is missing: give the law to truncate"},
		{Truncated{Normal{0, 1}, 1, nan}, "truncated: lo 1 is not below hi NaN: give lo < hi"},
		{Truncated{Uniform{0, 1}, 8, 9}, "truncated: (8, 9] keeps 0 of the law, with 1 below it: widen the bounds or move the law"},
	} {
		err := c.law.Validate()
		if err == nil || strings.TrimSpace(err.Error()) != c.want {
			t.Errorf("%#v: error is %q, want %q", c.law, err, c.want)
		}
	}
}

func BenchmarkQuantile(b *testing.B) {
	for _, l := range laws {
		b.Run(strings.ReplaceAll(l.name, " ", "_"), func(b *testing.B) {
			u := 0.5
			for range b.N {
				sink += l.law.Quantile(u)
				if u += 0.6180339887498949; u >= 1 {
					u--
				}
			}
		})
	}
}
