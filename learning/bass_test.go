package learning

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Bass's consumer durables, p = 0.03 and q = 0.38 a year: values computed
// apart from this package to six digits.
func TestBassReferenceValues(t *testing.T) {
	b := Bass{P: 0.03, Q: 0.38}
	for year, want := range map[float64]float64{1: 0.035758, 2: 0.085056, 5: 0.331199, 10: 0.812803, 15: 0.971610} {
		if got := b.Share(year); math.Abs(got-want) > 5e-7 {
			t.Errorf("F(%g) = %.7f, want %.6f", year, got, want)
		}
	}
	at, share, rate := b.Peak()
	if math.Abs(at-6.192619) > 5e-7 || math.Abs(share-0.460526) > 5e-7 || math.Abs(rate-0.110592) > 5e-7 {
		t.Errorf("the peak is at %.6f years, %.6f adopted, %.6f a year; want 6.192619, 0.460526, 0.110592", at, share, rate)
	}
	if got := b.Share(at); math.Abs(got-share) > 1e-15 {
		t.Errorf("F at the peak is %.16g, Peak says %.16g", got, share)
	}
}

func TestStepsOfBassCompose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Bass{rapid.Float64Range(0, 0.2).Draw(t, "p"), rapid.Float64Range(0, 1).Draw(t, "q")}
		start := rapid.Float64Range(0, 1).Draw(t, "F")
		f := start
		for range 12 {
			f = b.Step(f, 1.0/12)
		}
		if want := b.Step(start, 1); math.Abs(f-want) > 1e-14 {
			t.Fatalf("twelve months lead from %g to %.17g, one year to %.17g", start, f, want)
		}
	})
}

// The differential equation itself, by a central difference around the step.
func TestStepSolvesTheDifferentialEquation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Bass{rapid.Float64Range(0.001, 0.2).Draw(t, "p"), rapid.Float64Range(0, 1).Draw(t, "q")}
		start := rapid.Float64Range(0, 0.99).Draw(t, "F")
		dt := rapid.Float64Range(0.1, 10).Draw(t, "dt")
		const h = 1e-4
		f := b.Step(start, dt)
		slope := (b.Step(start, dt+h) - b.Step(start, dt-h)) / (2 * h)
		if want := (b.P + b.Q*f) * (1 - f); math.Abs(slope-want) > 1e-8 {
			t.Fatalf("F rises by %.10g a year at %.6f, the equation says %.10g", slope, f, want)
		}
	})
}

func TestAdoptionOnlyGrowsAndMorePullGivesMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Bass{rapid.Float64Range(0, 0.5).Draw(t, "p"), rapid.Float64Range(0, 2).Draw(t, "q")}
		f := rapid.Float64Range(0, 1).Draw(t, "F")
		dt := rapid.Float64Range(0, 1000).Draw(t, "dt")
		next := b.Step(f, dt)
		if !(next >= f && next <= 1) {
			t.Fatalf("%+v leads from %g to %g in %g years: want within [F, 1]", b, f, next, dt)
		}
		if more := (Bass{b.P + 0.1, b.Q}).Step(f, dt); more < next-1e-15 {
			t.Fatalf("with p higher by 0.1 adoption is %g, without %g", more, next)
		}
	})
}

func TestBassAtItsLimits(t *testing.T) {
	for _, c := range []struct {
		name     string
		b        Bass
		f, dt    float64
		want     float64
		accuracy float64
	}{
		{"nobody starts without innovators", Bass{0, 0.5}, 0, 1000, 0, 0},
		{"nothing pulls", Bass{0, 0}, 0.3, 5, 0.3, 0},
		{"all have adopted", Bass{0.1, 0.5}, 1, 5, 1, 0},
		{"in the end all adopt", Bass{0.03, 0.38}, 0, math.Inf(1), 1, 0},
		{"without imitation it is a waiting time", Bass{0.2, 0}, 0, 3, -math.Expm1(-0.6), 1e-16},
		{"without innovation it is logistic", Bass{0, 1}, 0.5, 2, 1 / (1 + math.Exp(-2)), 1e-15},
	} {
		if got := c.b.Step(c.f, c.dt); !(math.Abs(got-c.want) <= c.accuracy) {
			t.Errorf("%s: %.17g, want %.17g", c.name, got, c.want)
		}
	}
	if at, share, rate := (Bass{0.3, 0.1}).Peak(); at != 0 || share != 0 || rate != 0.3 {
		t.Errorf("with p above q the peak is (%g, %g, %g), want launch at rate p", at, share, rate)
	}
}

func TestBassErrors(t *testing.T) {
	err := Bass{-0.1, math.NaN()}.Validate()
	want := "learning: bass p is -0.1 per year: give a finite rate that is not negative\nlearning: bass q is NaN per year: give a finite rate that is not negative"
	if err == nil || err.Error() != want {
		t.Errorf("error is %v, want %q", err, want)
	}
}

func FuzzBassStep(f *testing.F) {
	f.Add(0.03, 0.38, 0.035, 1.0/12)
	f.Add(0.0, 1e-300, 1e-300, 1e300)
	f.Fuzz(func(t *testing.T, p, q, start, dt float64) {
		b := Bass{p, q}
		if b.Validate() != nil || !(start >= 0 && start <= 1) || !(dt >= 0) || p > 1e6 || q > 1e6 {
			return
		}
		if next := b.Step(start, dt); !(next >= start && next <= 1) {
			t.Errorf("%+v leads from %g to %g in %g years: want within [F, 1]", b, start, next, dt)
		}
	})
}

func BenchmarkBassStep(b *testing.B) {
	m := Bass{0.03, 0.38}
	f := 0.0
	for range b.N {
		if f = m.Step(f, 1.0/12); f > 0.99 {
			f = 0
		}
	}
	sink = f
}
