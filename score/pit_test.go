package score

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestPITOfMembersIsWhatLiesBelow(t *testing.T) {
	e := must(NewEnsemble([]float64{1, 2, 2, 5}, nil))
	for y, want := range map[float64]PIT{0: {0, 0}, 1: {0, 0.25}, 1.5: {0.25, 0.25}, 2: {0.25, 0.75}, 5: {0.75, 1}, 6: {1, 1}} {
		if got := must(e.PIT(y)); got != want || got.Mid() != (want.Lo+want.Hi)/2 {
			t.Errorf("PIT of %g is %v, want %v", y, got, want)
		}
	}
}

func TestPITOfCountsSpansTheirProbability(t *testing.T) {
	l := Poisson{2}
	e2 := math.Exp(-2)
	for y, want := range map[float64]PIT{-1: {0, 0}, 0: {0, e2}, 1: {e2, 3 * e2}, 1.5: {3 * e2, 3 * e2}} {
		if got := must(PITOf(l, y)); !near(got.Lo, want.Lo, 1e-14) || !near(got.Hi, want.Hi, 1e-14) {
			t.Errorf("PIT of %g is %v, want %v", y, got, want)
		}
	}
}

// Weighted by its probability each count fills its own range: flat exactly.
func TestHistogramOfCalibratedCountsIsFlat(t *testing.T) {
	l := Binomial{4, 0.5}
	var pits []PIT
	for y, times := range []int{1, 4, 6, 4, 1} {
		for range times {
			pits = append(pits, must(PITOf(l, float64(y))))
		}
	}
	for b, s := range must(Histogram(pits, 10)) {
		if !near(s, 0.1, 1e-14) {
			t.Errorf("bin %d has the share %.15g, want 0.1", b, s)
		}
	}
}

func TestHistogramPutsEndsInTheirBins(t *testing.T) {
	h := must(Histogram([]PIT{{0, 0}, {0.5, 0.5}, {1, 1}, {0.25, 0.75}}, 2))
	if h[0] != 0.375 || h[1] != 0.625 {
		t.Errorf("shares are %v, want 0.375 and 0.625", h)
	}
}

func TestBandCountsOfSmallSamplesByHand(t *testing.T) {
	for _, c := range []struct{ d, want float64 }{
		{0.2, 0}, {0.25, 0}, {0.4, 2 * (0.8 - 0.5) * (0.8 - 0.5)}, {0.5, 0.5}, {0.7, 1 - 2*0.3*0.3}, {1, 1}, {-1, 0}, {3, 1},
	} {
		// Two numbers as a point of a square: up to d = 1/2 both keep within d - 1/4
		// of 1/4 and 3/4; beyond, both must not lie above d, nor below 1 - d.
		if got := must(KSCDF(2, c.d)); !near(got, c.want, 1e-14) {
			t.Errorf("P(D <= %g) of two is %.15g, want %.15g", c.d, got, c.want)
		}
	}
	for n := 1; n < 30; n++ { // D <= d between 1/2n and 1/n: n! (2d - 1/n)^n
		d := 0.8 / float64(n)
		want := math.Exp(lgamma(float64(n)+1)) * math.Pow(2*d-1/float64(n), float64(n))
		if got := must(KSCDF(n, d)); math.Abs(got/want-1) > 1e-12 {
			t.Errorf("P(D <= %g) of %d is %g, want %g", d, n, got, want)
		}
	}
}

// byMatrix is P(D <= d) by the matrix of G. Marsaglia, W. W. Tsang and J. Wang,
// "Evaluating Kolmogorov's distribution", Journal of Statistical Software 8
// (2003), applied to a row n times.
func byMatrix(n int, d float64) float64 {
	k := int(float64(n)*d) + 1
	m, h := 2*k-1, float64(k)-float64(n)*d
	row := make([]float64, m)
	row[k-1] = 1
	entry := func(i, j int) float64 {
		f, top := math.Exp(lgamma(float64(i-j+2))), 1.0
		if j == 0 {
			top -= math.Pow(h, float64(i+1))
		}
		if i == m-1 {
			top -= math.Pow(h, float64(m-j))
		}
		if j == 0 && i == m-1 && h > 0.5 {
			top += math.Pow(2*h-1, float64(m))
		}
		return top / f
	}
	var matrix [][]float64 // by column, from the row above the diagonal on
	for j := range m {
		var column []float64
		for i := max(0, j-1); i < m; i++ {
			column = append(column, entry(i, j))
		}
		matrix = append(matrix, column)
	}
	// n!/nⁿ in equal parts, so that nothing underflows.
	part := math.Exp(lgamma(float64(n)+1)/float64(n)) / float64(n)
	for range n {
		next := make([]float64, m)
		for j, column := range matrix {
			for i, v := range column {
				next[j] += v * row[max(0, j-1)+i]
			}
			next[j] *= part
		}
		row = next
	}
	return row[k-1]
}

func TestBandAndMatrixAgree(t *testing.T) {
	luck := rand.New(rand.NewPCG(6, 1))
	for _, n := range []int{1, 2, 3, 7, 20, 21, 64, 150, 400} {
		for range 12 {
			d := (0.5 + 3.5*luck.Float64()*math.Sqrt(float64(n))/2) / float64(n)
			if d >= 1 {
				continue
			}
			if got, want := must(KSCDF(n, d)), byMatrix(n, d); !near(got, want, 1e-12) {
				t.Errorf("P(D <= %g) of %d is %.15g, by the matrix %.15g", d, n, got, want)
			}
		}
	}
}

// With few numbers P is what counting finds; under uniformity it is uniform.
func TestPIsUniformIfNumbersAre(t *testing.T) {
	luck := rand.New(rand.NewPCG(8, 9))
	for name, test := range map[string]func([]float64) (Test, error){"KS": KS, "CramerVonMises": CramerVonMises} {
		var ps []float64
		for range 2000 {
			u := make([]float64, 12)
			for i := range u {
				u[i] = luck.Float64()
			}
			ps = append(ps, must(test(u)).P)
		}
		if all := must(KS(ps)); all.P < 0.001 {
			t.Errorf("%s: its P is not uniform where numbers are: D %.3f, P %.2g", name, all.Distance, all.P)
		}
	}
}

// Exact P against the definition, by all splits of the pooled values.
func TestTwoSamplesByCountingSplits(t *testing.T) {
	a, b := []float64{1, 4, 5, 7}, []float64{2, 3, 6, 8, 9}
	pool := append(append([]float64{}, a...), b...)
	seen := must(KSTwo(a, b))
	var far, all int
	for mask := range 1 << len(pool) {
		var x, y []float64
		for i, v := range pool {
			if mask>>i&1 == 1 {
				x = append(x, v)
			} else {
				y = append(y, v)
			}
		}
		if len(x) != len(a) {
			continue
		}
		all++
		if must(KSTwo(x, y)).Distance >= seen.Distance-1e-12 {
			far++
		}
	}
	if want := float64(far) / float64(all); !near(seen.P, want, 1e-14) {
		t.Errorf("P is %.15g, %d of %d splits are as far: %.15g", seen.P, far, all, want)
	}
	if back := must(KSTwo(b, a)); back.Distance != seen.Distance || !near(back.P, seen.P, 1e-14) {
		t.Errorf("the samples swapped give %+v instead of %+v", back, seen)
	}
}
