package share

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/learning"
)

// A law is what all methods give.
type law interface {
	Quantile(u float64) float64
	CDF(s float64) float64
}

// A method fits a history and looks some years ahead.
type method struct {
	name   string
	of     func(date, share []float64, years float64) (law, error)
	mirror bool // the forecast of the rest mirrors that of the share
	unit   bool // months for years change nothing
	least  int  // shares that it needs
}

var methods = []method{
	{"last", fitted(FitLast, Last.Forecast), true, true, 2},
	{"walk", fitted(FitWalk, Walk.Forecast), true, true, 2},
	{"trend", fitted(FitTrend, damped(1)), true, true, 3},
	{"damped", fitted(FitTrend, damped(0.8)), true, false, 3},
	{"no trend", fitted(FitTrend, damped(0)), true, true, 3},
	{"Fisher-Pry", fitted(FitFisherPry, FisherPry.Forecast), true, true, 3},
	{"Bass", fitted(FitBass, Bass.Forecast), false, true, 5},
}

func fitted[F any, L law](fit func(date, share []float64) (F, error), forecast func(F, float64) (L, error)) func(date, share []float64, years float64) (law, error) {
	return func(date, share []float64, years float64) (law, error) {
		f, err := fit(date, share)
		if err != nil {
			return nil, err
		}
		return forecast(f, years)
	}
}

func damped(phi float64) func(Trend, float64) (Forecast, error) {
	return func(t Trend, years float64) (Forecast, error) { return t.Forecast(phi, years) }
}

// A panel is a history that grows, with unequal steps.
func panel(t *rapid.T) (date, share []float64) {
	n := rapid.IntRange(5, 9).Draw(t, "n")
	d, z := 2000.0, -3.0
	for range n {
		date, share = append(date, d), append(share, logistic(z))
		d += rapid.Float64Range(0.25, 3).Draw(t, "years")
		z += rapid.Float64Range(0.01, 0.9).Draw(t, "step")
	}
	return date, share
}

func mapped(v []float64, f func(float64) float64) []float64 {
	to := make([]float64, len(v))
	for i, x := range v {
		to[i] = f(x)
	}
	return to
}

var levels = []float64{0.001, 0.1, 0.3, 0.5, 0.8, 0.99}

func must(t *rapid.T, m method, date, share []float64, years float64) law {
	l, err := m.of(date, share, years)
	if err != nil {
		t.Fatalf("%s: %v", m.name, err)
	}
	return l
}

// Another era, and months for years, leave the law as it is.
func TestForecastsDoNotDependOnEraOrUnitOfTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date, share := panel(t)
		years := rapid.Float64Range(0.5, 6).Draw(t, "years")
		for _, m := range methods {
			plain := must(t, m, date, share, years)
			era := must(t, m, mapped(date, func(d float64) float64 { return d - 1970 }), share, years)
			months := plain
			if m.unit {
				months = must(t, m, mapped(date, func(d float64) float64 { return 12 * d }), share, 12*years)
			}
			for _, u := range levels {
				if q := plain.Quantile(u); math.Abs(era.Quantile(u)-q) > 1e-4 || math.Abs(months.Quantile(u)-q) > 1e-4 {
					t.Fatalf("%s, quantile at %g: %.8g, in another era %.8g, in months %.8g", m.name, u, q, era.Quantile(u), months.Quantile(u))
				}
			}
		}
	})
}

// The rest of the market is 1 less the share, in the forecast as in the history.
func TestTheForecastOfTheRestIsTheMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date, share := panel(t)
		rest := mapped(share, func(s float64) float64 { return 1 - s })
		for _, m := range methods {
			if !m.mirror {
				continue
			}
			a, b := must(t, m, date, share, 4), must(t, m, date, rest, 4)
			for _, u := range levels {
				if d := a.Quantile(u) + b.Quantile(1-u) - 1; math.Abs(d) > 1e-9 {
					t.Fatalf("%s: share and rest miss 1 by %g at %g", m.name, d, u)
				}
			}
		}
	})
}

// A share is a part of 1, quantiles rise, and the law inverts them.
func TestForecastsStayWithinTheMarket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date, share := panel(t)
		years := rapid.Float64Range(0.1, 30).Draw(t, "years")
		for _, m := range methods {
			l, before := must(t, m, date, share, years), 0.0
			for _, u := range levels {
				q := l.Quantile(u)
				if !(q >= before && q <= 1) {
					t.Fatalf("%s: quantile at %g is %g after %g", m.name, u, q, before)
				}
				if q > 1e-9 && q < 1-1e-9 && math.Abs(l.CDF(q)-u) > 1e-6 {
					t.Fatalf("%s: CDF(Quantile(%g)) = %g", m.name, u, l.CDF(q))
				}
				before = q
			}
			if l.CDF(-0.1) != 0 || l.CDF(1) < 1-1e-12 || !math.IsNaN(l.Quantile(1.5)) {
				t.Fatalf("%s: CDF %g below 0 and %g at 1, quantile at 1.5 %g", m.name, l.CDF(-0.1), l.CDF(1), l.Quantile(1.5))
			}
		}
	})
}

// With equal steps and a trend that lasts, log odds are the walk of Farmer and
// Lafond; without trend, persistence.
func TestYearlyLogOddsAreTheWalksOfPackageLearning(t *testing.T) {
	date, share := []float64{2000, 2001, 2002, 2003, 2004}, []float64{0.05, 0.08, 0.07, 0.15, 0.2}
	ratio := mapped(share, func(s float64) float64 { return s / (1 - s) })
	w, err := learning.FitWalk(date, ratio)
	if err != nil {
		t.Fatal(err)
	}
	p, err := learning.FitPersistence(date, ratio)
	if err != nil {
		t.Fatal(err)
	}
	trend, err := FitTrend(date, share)
	if err != nil {
		t.Fatal(err)
	}
	walk, err := FitWalk(date, share)
	if err != nil {
		t.Fatal(err)
	}
	for tau := 1; tau < 9; tau++ {
		a, errA := w.Forecast(0, tau)
		b, errB := trend.Forecast(1, float64(tau))
		c, errC := p.Forecast(tau)
		d, errD := walk.Forecast(float64(tau))
		if errA != nil || errB != nil || errC != nil || errD != nil || !alike(a, b.Odds) || !alike(c, d.Odds) {
			t.Errorf("%d years ahead: trend %v, walk of log cost %v; walk %v, persistence %v", tau, b.Odds, a, d.Odds, c)
		}
	}
}

func alike(a, b learning.Forecast) bool {
	return math.Abs(a.Mid-b.Mid) < 1e-12 && math.Abs(a.Scale-b.Scale) < 1e-12 && a.Freedom == b.Freedom
}

// A trend that fades goes on from where it has got to: a + b years are a years,
// then b years of what is left. For whole years it is the sum φ + φ² + …
func TestAFadingTrendComposes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phi := rapid.Float64Range(0, 1).Draw(t, "phi")
		a, b := rapid.Float64Range(0.1, 9).Draw(t, "a"), rapid.Float64Range(0.1, 9).Draw(t, "b")
		if got, want := reach(phi, a+b), reach(phi, a)+math.Pow(phi, a)*reach(phi, b); math.Abs(got-want) > 1e-9 {
			t.Fatalf("reach of %g + %g years is %g, in two parts %g", a, b, got, want)
		}
		var sum float64
		for i := 1; i <= 5; i++ {
			sum += math.Pow(phi, float64(i))
		}
		if got := reach(phi, 5); math.Abs(got-sum) > 1e-9 {
			t.Fatalf("five years reach %g, the sum is %g", got, sum)
		}
	})
}

// 20,000 histories with unequal steps, each fitted and forecast: central 80%
// hold 80% (standard error 0.3%) for the walk and for the trend that lasts.
func TestTheLawsOfWalkAndTrendAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	date := []float64{2000, 2000.5, 2002, 2003, 2006, 2007}
	const runs, years = 20000, 4
	var walk, trend float64
	for range runs {
		share := make([]float64, len(date))
		z := -1.0
		for i := range date {
			if i > 0 {
				z += 0.5 * math.Sqrt(date[i]-date[i-1]) * r.NormFloat64()
			}
			share[i] = logistic(z)
		}
		outcome := logistic(z + 0.5*math.Sqrt(years)*r.NormFloat64())
		for _, c := range []struct {
			inside *float64
			of     method
		}{{&walk, methods[1]}, {&trend, methods[2]}} {
			l, err := c.of.of(date, share, years)
			if err != nil {
				t.Fatal(err)
			}
			*c.inside += within80(l, outcome) / runs
		}
	}
	if math.Abs(walk-0.8) > 0.01 || math.Abs(trend-0.8) > 0.01 {
		t.Errorf("80%% intervals hold %.3f (walk) and %.3f (trend) of 20,000 outcomes", walk, trend)
	}
}
