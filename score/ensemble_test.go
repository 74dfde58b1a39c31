package score

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// someMembers draws members with ties and whole weights, one at least above 0.
func someMembers(t *rapid.T) (x, w []float64) {
	n := rapid.IntRange(1, 12).Draw(t, "n")
	for range n {
		x = append(x, float64(rapid.IntRange(-20, 20).Draw(t, "member"))/4)
		w = append(w, float64(rapid.IntRange(0, 4).Draw(t, "weight")))
	}
	w[0]++
	return x, w
}

// The definition, in O(n²).
func crpsByPairs(x, w []float64, y float64) (s float64) {
	var total float64
	for _, v := range w {
		total += v
	}
	for i := range x {
		s += w[i] / total * math.Abs(x[i]-y)
		for j := range x {
			s -= w[i] * w[j] / (total * total) * math.Abs(x[i]-x[j]) / 2
		}
	}
	return s
}

func TestEnsembleCRPSIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := someMembers(t)
		y := float64(rapid.IntRange(-30, 30).Draw(t, "y")) / 4
		if got, want := must(must(NewEnsemble(x, w)).CRPS(y)), crpsByPairs(x, w, y); !near(got, want, 1e-12) {
			t.Fatalf("CRPS of %v with weights %v at %g is %.15g, by pairs %.15g", x, w, y, got, want)
		}
	})
}

// faces are all that an ensemble says of y.
func faces(e Ensemble, y float64) []float64 {
	p, q := must(e.PIT(y)), must(e.Interval(0.8))
	return []float64{must(e.CRPS(y)), p.Lo, p.Hi, q.Lo, q.Hi, must(e.Quantile(0.5))}
}

func TestMembersHaveNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := someMembers(t)
		y := rapid.Float64Range(-6, 6).Draw(t, "y")
		for i := range w {
			w[i] /= 3 // weights whose sums round
		}
		before := must(NewEnsemble(x, w))
		order := rapid.Permutation(indices(len(x))).Draw(t, "order")
		x2, w2 := make([]float64, len(x)), make([]float64, len(x))
		for i, o := range order {
			x2[i], w2[i] = x[o], w[o]
		}
		after := must(NewEnsemble(x2, w2))
		if a, b := faces(before, y), faces(after, y); !slices.Equal(a, b) || before.spread != after.spread || before.same != after.same {
			t.Fatalf("%v in another order gives %v instead of %v", x, b, a)
		}
	})
}

func indices(n int) (order []int) {
	for i := range n {
		order = append(order, i)
	}
	return order
}

func TestAMemberGivenTwiceIsOneOfTwiceTheWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := someMembers(t)
		y := float64(rapid.IntRange(-30, 30).Draw(t, "y")) / 4
		var copies []float64
		for i, v := range x {
			copies = append(copies, slices.Repeat([]float64{v}, int(w[i]))...)
		}
		a, b := faces(must(NewEnsemble(x, w)), y), faces(must(NewEnsemble(copies, nil)), y)
		for i := range a {
			if !near(a[i], b[i], 1e-12) {
				t.Fatalf("%v with weights %v at %g gives %v, as copies %v", x, w, y, a, b)
			}
		}
	})
}

func TestOneMemberScoresItsAbsoluteError(t *testing.T) {
	e := must(NewEnsemble([]float64{2, -7}, []float64{3, 0}))
	for _, y := range []float64{-9, -7, 0, 2, 5} {
		if got := must(e.CRPS(y)); got != math.Abs(y-2) {
			t.Errorf("CRPS of the point 2 at %g is %g, want %g", y, got, math.Abs(y-2))
		}
	}
}

func TestEnsembleScoresHaveTheUnitOfMembers(t *testing.T) {
	x, w, y := []float64{1, 4, 2.5, 9}, []float64{1, 2, 1, 0.5}, 3.3
	for _, b := range []float64{-2, 0.01, 1e6} {
		z := make([]float64, len(x))
		for i := range x {
			z[i] = 5 + b*x[i]
		}
		before, after := must(NewEnsemble(x, w)), must(NewEnsemble(z, w))
		if got, want := must(after.CRPS(5+b*y)), math.Abs(b)*must(before.CRPS(y)); !near(got, want, 1e-12*want) {
			t.Errorf("CRPS of 5 %+g x is %g, want %g", b, got, want)
		}
		if got, want := must(after.FairCRPS(5+b*y)), math.Abs(b)*must(before.FairCRPS(y)); !near(got, want, 1e-12*want) {
			t.Errorf("fair CRPS of 5 %+g x is %g, want %g", b, got, want)
		}
	}
}

// All ensembles of three independent members from a law on 0, 1 and 3, with
// their probabilities: the fair score has the expectation of the law's own CRPS,
// the plain one more; weights do not matter, as long as they are fixed.
func TestFairCRPSIsThatOfTheSource(t *testing.T) {
	values, p, w := []float64{0, 1, 3}, []float64{0.5, 0.3, 0.2}, []float64{1, 2, 0.5}
	for _, y := range []float64{-1, 1, 2} {
		var fair, plain float64
		for i := range 27 {
			a, b, c := i%3, i/3%3, i/9
			e := must(NewEnsemble([]float64{values[a], values[b], values[c]}, w))
			odds := p[a] * p[b] * p[c]
			fair += odds * must(e.FairCRPS(y))
			plain += odds * must(e.CRPS(y))
		}
		source := must(must(NewEnsemble(values, p)).CRPS(y))
		if !near(fair, source, 1e-14) || !(plain > source+0.1) {
			t.Errorf("at %g fair scores are %.15g on average, plain ones %.15g, the source's %.15g", y, fair, plain, source)
		}
	}
}

// Where y itself is a draw from the source, no law of members gets a better fair
// score than the source; the plain score prefers members that spread too little.
func TestFairCRPSWantsMembersLikeTheTruth(t *testing.T) {
	mean := func(q float64, score func(Ensemble, float64) (float64, error)) (s float64) {
		odds := []float64{1 - q, q}
		for i := range 8 { // two members and y, each 0 or 1; the truth is 0.3
			a, b, y := i%2, i/2%2, i/4
			e := must(NewEnsemble([]float64{float64(a), float64(b)}, nil))
			s += odds[a] * odds[b] * []float64{0.7, 0.3}[y] * must(score(e, float64(y)))
		}
		return s
	}
	best := func(score func(Ensemble, float64) (float64, error)) float64 {
		at, least := 0.0, math.Inf(1)
		for k := range 1001 {
			if s := mean(float64(k)/1000, score); s < least-1e-15 {
				at, least = float64(k)/1000, s
			}
		}
		return at
	}
	if fair, plain := best(Ensemble.FairCRPS), best(Ensemble.CRPS); fair != 0.3 || !(plain < 0.2) {
		t.Errorf("members do best if drawn with odds %g by the fair score, %g by the plain one, want 0.3 and less than 0.2", fair, plain)
	}
}

func TestAQuantileScoresBestAtTheQuantile(t *testing.T) {
	e := must(NewEnsemble([]float64{1, 2, 4, 8, 16}, []float64{1, 1, 3, 1, 1}))
	for _, p := range []float64{0.05, 0.2, 0.5, 0.9} {
		mean := func(q float64) (s float64) {
			for i, x := range e.x {
				s += e.w[i] / e.total * must(Pinball(q, p, x))
			}
			return s
		}
		least := mean(must(e.Quantile(p)))
		for q := 0.0; q < 20; q += 0.25 {
			if mean(q) < least-1e-14 {
				t.Errorf("forecast %g scores %g as the %g-quantile, the quantile %g", q, mean(q), p, least)
			}
		}
	}
}

// Twice the mean pinball score over all probabilities is the CRPS.
func TestPinballIntegratesToCRPS(t *testing.T) {
	e := must(NewEnsemble([]float64{3, 1, 4, 1.5, 9, 2.6}, nil))
	for _, y := range []float64{0, 2, 11} {
		const n = 6 * 1000
		var sum float64
		for k := range n {
			p := (float64(k) + 0.5) / n
			sum += 2 * must(Pinball(must(e.Quantile(p)), p, y)) / n
		}
		if want := must(e.CRPS(y)); !near(sum, want, 1e-10) {
			t.Errorf("pinball scores at %g integrate to %.12g, CRPS is %.12g", y, sum, want)
		}
	}
}

func TestEnergyScoreInOneDimensionIsCRPS(t *testing.T) {
	luck := rand.New(rand.NewPCG(1, 2))
	var x []float64
	var rows [][]float64
	for range 40 {
		x = append(x, luck.NormFloat64())
		rows = append(rows, x[len(x)-1:])
	}
	if got, want := must(Energy(rows, []float64{0.4})), must(must(NewEnsemble(x, nil)).CRPS(0.4)); !near(got, want, 1e-13) {
		t.Errorf("energy score is %.15g, CRPS %.15g", got, want)
	}
}
