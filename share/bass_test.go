package share

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/learning"
)

// diffusion is a share that follows the law from launch, at unequal dates.
func diffusion(ceiling, p, q float64) (date, share []float64) {
	law := learning.Bass{P: p, Q: q}
	for _, years := range []float64{1, 2, 3.5, 4, 6, 7, 9, 10} {
		date, share = append(date, 2000+years), append(share, ceiling*law.Share(years))
	}
	return date, share
}

// A clean history gives back ceiling and rates, known or free, and the curve.
func TestBassRecoversTheCurveBehindACleanHistory(t *testing.T) {
	for _, want := range []Curve{{Ceiling: 0.7, P: 0.01, Q: 0.5}, {Ceiling: 0.25, P: 0.05, Q: 0.3}, {Ceiling: 0.95, P: 0.002, Q: 1.1}, {Ceiling: 0.4, P: 0.08, Q: 0}} {
		date, share := diffusion(want.Ceiling, want.P, want.Q)
		free, err := FitBass(date, share)
		if err != nil {
			t.Fatal(err)
		}
		known, err := FitBassBelow(want.Ceiling, date, share)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []Curve{free.Curves[0], known.Curves[0]} {
			if math.Abs(got.Ceiling-want.Ceiling) > 1e-5 || math.Abs(got.P-want.P) > 1e-5 || math.Abs(got.Q-want.Q) > 1e-4 || got.Weight < 1-1e-9 {
				t.Errorf("curve %+v, want %+v and all of the weight", got, want)
			}
		}
		f, err := free.Forecast(5)
		if err != nil {
			t.Fatal(err)
		}
		if q := want.Ceiling * (learning.Bass{P: want.P, Q: want.Q}).Share(15); math.Abs(f.Quantile(0.5)-q) > 1e-4 || math.Abs(f.Quantile(0.1)-q) > 1e-3 {
			t.Errorf("five years ahead %v, the curve is at %.4f", f, q)
		}
	}
}

// Least squares: no neighbour of the best curve misses by less, and no ceiling
// of the ladder does.
func TestTheFirstCurveMissesLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date, share := panel(t)
		b, err := FitBass(date, share)
		if err != nil {
			t.Fatal(err)
		}
		h, c := steps(date, share), b.Curves[0]
		best := curve{c.P * h.unit, c.Q * h.unit, c.Ceiling}
		floor := h.misfit(best) * (1 - 1e-9)
		for k := range best {
			for _, d := range []float64{-1e-3, 1e-3} {
				near := best
				near[k] = max(0, near[k]+d*max(near[k], 0.01))
				if near[2] >= b.Curves[1].Ceiling && near[2] <= 1 && h.misfit(near) < floor {
					t.Fatalf("curve %v misses by %.12g, its neighbour %v by %.12g", best, h.misfit(best), near, h.misfit(near))
				}
			}
		}
		var sum float64
		for i, other := range b.Curves {
			sum += other.Weight
			if other.Sd < c.Sd*(1-1e-9) || other.Weight > c.Weight {
				t.Fatalf("curve %d, %+v, misses by less than the first, %+v", i, other, c)
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Fatalf("weights sum to %g", sum)
		}
	})
}

// Imitation without ceiling or innovation is substitution: log odds grow by Q a
// year and a shock stays as large as it was.
func TestPureImitationOfAllIsFisherPry(t *testing.T) {
	z, stretch := curve{0, 0.3, 1}.after(0.1, 7)
	if math.Abs(z-logOdds(0.1)-2.1) > 1e-12 || math.Abs(stretch-math.Sqrt(7)) > 1e-12 {
		t.Errorf("after seven years log odds %g and stretch %g, want %g and √7", z, stretch, logOdds(0.1)+2.1)
	}
	z, stretch = curve{0, 0, 0.5}.after(0.1, 7)
	if math.Abs(z-logOdds(0.1)) > 1e-12 || math.Abs(stretch-math.Sqrt(7)) > 1e-12 {
		t.Errorf("without rates log odds move to %g with stretch %g", z, stretch)
	}
}

// A forecast in two parts: the shocks of the first are stretched by the second
// as a small step to the side is.
func TestShocksStretchAsTheCurveDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := curve{rapid.Float64Range(0, 0.1).Draw(t, "p"), rapid.Float64Range(0, 1).Draw(t, "q"), rapid.Float64Range(0.3, 1).Draw(t, "ceiling")}
		s := c[2] * rapid.Float64Range(0.05, 0.95).Draw(t, "adopted")
		a, b := rapid.Float64Range(0.2, 5).Draw(t, "a"), rapid.Float64Range(0.2, 5).Draw(t, "b")
		z, whole := c.after(s, a+b)
		mid, first := c.after(s, a)
		end, second := c.after(logistic(mid), b)
		const d = 1e-5
		up, down := c.odds(logistic(mid+d), b), c.odds(logistic(mid-d), b)
		carried := first * (up - down) / (2 * d)
		if math.Abs(z-end) > 1e-9 || math.Abs(whole-math.Hypot(carried, second)) > 1e-6*(1+whole) {
			t.Fatalf("log odds %.12g at once, %.12g in parts; stretch %.9g at once, %.9g in parts", z, end, whole, math.Hypot(carried, second))
		}
	})
}

// Half-way histories with shocks of 15% a year: the ceiling of least squares
// is far too sure of itself, the mixture of ceilings is not.
func TestTheMixtureIsMoreHonestThanTheBestCeiling(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	truth := curve{0.01, 0.5, 0.8}
	const runs, years = 200, 5
	var mixture, best float64
	for range runs {
		date, share, z := []float64{}, []float64{}, logOdds(0.02)
		for year := range 8 {
			date, share = append(date, float64(year)), append(share, logistic(z))
			z = truth.odds(logistic(z), 1) + 0.15*r.NormFloat64()
		}
		for range years - 1 {
			z = truth.odds(logistic(z), 1) + 0.15*r.NormFloat64()
		}
		b, err := FitBass(date, share)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.Forecast(years)
		if err != nil {
			t.Fatal(err)
		}
		mixture += within80(f, logistic(z)) / runs
		best += within80(f[0].Law, logistic(z)) / runs
	}
	if mixture < 0.8 || mixture > 0.92 || best > 0.4 {
		t.Errorf("80%% intervals hold %.2f, of the best ceiling alone %.2f; before 0.87 and 0.18", mixture, best)
	}
}

// within80 is 1 if the outcome lies in the central 80%.
func within80(l law, outcome float64) float64 {
	if u := l.CDF(outcome); u > 0.1 && u < 0.9 {
		return 1
	}
	return 0
}

func TestBassRefusesWhatDoesNotGrow(t *testing.T) {
	date, share := []float64{0, 1, 2, 3, 4}, []float64{0.3, 0.35, 0.3, 0.25, 0.2}
	want := "share: share[4] is 0.2, no more than share[0], 0.3: Bass is a law of growth: forecast the rest of the market, 1 less the share"
	if _, err := FitBass(date, share); err == nil || err.Error() != want {
		t.Errorf("error %v, want %q", err, want)
	}
	if _, err := FitBass(date, mapped(share, func(s float64) float64 { return 1 - s })); err != nil {
		t.Errorf("the rest: %v", err)
	}
	grow := []float64{0.1, 0.2, 0.3, 0.4, 0.45}
	if _, err := FitBassBelow(0.42, date, grow); err == nil || !strings.HasPrefix(err.Error(), "share: share[4] is 0.45, above the ceiling of 0.42") {
		t.Errorf("a share above the ceiling: error %v", err)
	}
	if _, err := FitBassBelow(1.2, date, grow); err == nil || !strings.HasPrefix(err.Error(), "share: the ceiling is 1.2") {
		t.Errorf("a ceiling above 1: error %v", err)
	}
}
