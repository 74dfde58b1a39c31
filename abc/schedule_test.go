package abc

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/dist"
)

func TestTolerancesFallToTheFinalOne(t *testing.T) {
	for _, kernel := range []Kernel{Uniform, Gaussian} {
		s := reached(t, twoMeans(), shrinking(kernel, 200, 0.5))
		last := math.Inf(1)
		for i, g := range s.Generations {
			if !(g.Tolerance < last) {
				t.Errorf("%s kernel: tolerance %d is %g after %g", kernel, i, g.Tolerance, last)
			}
			last = g.Tolerance
		}
		if last != 0.5 {
			t.Errorf("%s kernel: the last tolerance is %g, want exactly 0.5", kernel, last)
		}
	}
}

func TestListedTolerancesAreUsed(t *testing.T) {
	list := []float64{3, 1, 0.6}
	s := reached(t, twoMeans(), Plan{Seed: 1, Particles: 50, Kernel: Uniform, Tolerances: list, Attempts: 1e5, Batch: 50})
	for i, g := range s.Generations {
		if g.Tolerance != list[i] {
			t.Errorf("tolerance %d is %g, want %g", i, g.Tolerance, list[i])
		}
	}
	for _, d := range s.Draws {
		if d.Distance > 0.6 {
			t.Errorf("a draw of distance %g was accepted at 0.6", d.Distance)
		}
	}
}

// The next tolerance leaves the share asked for: of draws without weights, the
// uniform kernel's is the quantile of their distances.
func TestNextToleranceKeepsItsShare(t *testing.T) {
	draws := make([]Particle, 101)
	for i := range draws {
		draws[i] = Particle{Distance: float64(i), Weight: 1.0 / 101}
	}
	if got := must(Uniform.next(draws, 1000, 0.5, 1)); got != 50 {
		t.Errorf("of distances 0 to 100 the uniform kernel keeps half at %g, want 50", got)
	}
	if got := must(Uniform.next(draws, 1000, 0.5, 60)); got != 60 {
		t.Errorf("the next tolerance is %g, below the final one of 60", got)
	}
	eps := must(Gaussian.next(draws, math.MaxFloat64, 0.5, 1))
	w := make([]float64, len(draws))
	for i, d := range draws {
		w[i] = math.Exp(-square(d.Distance/eps) / 2)
	}
	if left := must(ESS(w)); math.Abs(left-101.0/2) > 1e-6 {
		t.Errorf("at the tolerance %g the Gaussian kernel leaves %g of 101 draws, want half", eps, left)
	}
}

// Distances so coarse that their median is the tolerance must not stall a run.
func TestCoarseDistancesStillFall(t *testing.T) {
	at := func(d ...float64) (draws []Particle) {
		for _, x := range d {
			draws = append(draws, Particle{Distance: x, Weight: 1 / float64(len(d))})
		}
		return draws
	}
	if got := must(Uniform.next(at(0, 1, 2, 2, 2), 2, 0.5, 0)); got != 1 {
		t.Errorf("the tolerance after 2 is %g, want the distance below, 1", got)
	}
	if got := must(Uniform.next(at(2, 2, 2), 2, 0.5, 0.5)); got != 0.5 {
		t.Errorf("the tolerance after 2 is %g, want the final one: no distance lies between", got)
	}
}

func TestWhyARunStoppedIsSaid(t *testing.T) {
	hopeless := meanOf(dist.Uniform{Lo: 0, Hi: 1}, 100, 1, 5)
	plan := shrinking(Uniform, 40, 0.01)
	plan.Attempts = 5003
	s := must(SMC(hopeless, plan, Run{Workers: 2}))
	if s.Stop != OutOfAttempts || s.Attempts != 5003 {
		t.Errorf("a hopeless run stopped because %q after %d attempts, want %q after 5003", s.Stop, s.Attempts, OutOfAttempts)
	}
	plan.Generations = 1
	if s := must(SMC(hopeless, plan, Run{Workers: 2})); s.Stop != OutOfGenerations || len(s.Generations) != 1 || len(s.Draws) != 40 {
		t.Errorf("a run of one generation stopped because %q after %d, with %d draws", s.Stop, len(s.Generations), len(s.Draws))
	}
}

func TestUndefinedSimulationsAreCountedAndNeverAccepted(t *testing.T) {
	for name, bad := range map[string]float64{"NaN": math.NaN(), "infinite": math.Inf(1), "beyond a float64": 1e300} {
		p := meanOf(dist.Uniform{Lo: 0, Hi: 1}, 0.5, 1, 5)
		p.Simulate = func(theta []float64, _ uint64, dst []float64) error {
			if dst[0] = theta[0]; theta[0] < 0.25 {
				dst[0] = bad
			}
			return nil
		}
		s := reached(t, p, Plan{Seed: 3, Particles: 300, Kernel: Gaussian, Tolerances: []float64{math.MaxFloat64}, Attempts: 1e4, Batch: 64})
		g := s.Generations[0]
		share := float64(g.Undefined) / float64(g.Attempts)
		near(t, name+": the share without a distance", share, 0.25, math.Sqrt(0.25*0.75/float64(g.Attempts)))
		for _, d := range s.Draws {
			if d.Theta[0] < 0.25 {
				t.Errorf("%s: a simulation without a distance was accepted at %g", name, d.Theta[0])
			}
		}
	}
}

func TestAnErrorOfTheSimulatorEndsTheRunWithItsPlace(t *testing.T) {
	broken := errors.New("no market clears")
	p := meanOf(dist.Constant{Value: 2.5}, 0.5, 1, 5)
	p.Simulate = func([]float64, uint64, []float64) error { return broken }
	_, err := SMC(p, shrinking(Uniform, 10, 1), Run{Workers: 2})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "[2.5] with luck") {
		t.Errorf("the error is %q, want it to hold %q and where", err, broken)
	}
}

// Two parameters known only by their sum, without luck: the covariance of the
// accepted becomes singular as the tolerance falls to nothing.
func TestSingularCovarianceIsMendedAndSaid(t *testing.T) {
	lower, ridge := factor([][]float64{{2, 2}, {2, 2}})
	if ridge != firstRidge || math.Abs(lower[0][0]-math.Sqrt2) > 1e-8 || !(lower[1][1] > 0) {
		t.Errorf("a singular covariance has the factor %v with ridge %g, want one with %g", lower, ridge, firstRidge)
	}
	if _, ridge := factor([][]float64{{1e-14, 0}, {0, 1}}); ridge != 0 {
		t.Errorf("a small variance got the ridge %g, want none: small is not singular", ridge)
	}
	if _, ridge := factor([][]float64{{0, 0}, {0, 0}}); ridge != firstRidge {
		t.Errorf("no variance got the ridge %g, want %g", ridge, firstRidge)
	}
	s := reached(t, twoMeans(), Plan{Seed: 5, Particles: 2, Kernel: Uniform, Tolerances: []float64{20, 10}, Attempts: 1e4, Batch: 8})
	if s.Generations[0].Ridge != 0 || s.Generations[1].Ridge == 0 {
		t.Errorf("two particles in two dimensions: ridges %g and %g, want none for the prior and then one", s.Generations[0].Ridge, s.Generations[1].Ridge)
	}
}

// Bounds of the prior hold although steps are normal.
func TestDrawsStayWithinThePrior(t *testing.T) {
	p := meanOf(dist.Uniform{Lo: 0, Hi: 1}, 1.2, 0.01, 1)
	s := reached(t, p, shrinking(Gaussian, 200, 0.1))
	if x := s.Theta(); slices.ContainsFunc(x, func(row []float64) bool { return row[0] < 0 || row[0] > 1 }) {
		t.Errorf("draws of a number between 0 and 1 are %v", x)
	}
}
