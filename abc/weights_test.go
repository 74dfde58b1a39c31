package abc

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/dist"
	"pgregory.net/rapid"
)

func TestEffectiveNumber(t *testing.T) {
	r := known(t).ESS
	for _, c := range []struct {
		w    []float64
		want float64
	}{
		{r.Weights, r.ESS},
		{[]float64{7}, 1},
		{[]float64{0, 3, 0}, 1},
		{[]float64{2, 2, 2, 2}, 4},
		{[]float64{1e-300, 1e-300}, 2},
		{[]float64{1e300, 1e300, 0}, 2},
	} {
		if got := must(ESS(c.w)); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("effective number of %v is %g, want %g", c.w, got, c.want)
		}
	}
}

// Systematic resampling gives every index n w, up or down to a whole number.
func TestResampleGivesEachItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SliceOfN(rapid.Float64Range(0, 5), 1, 12).Draw(t, "w")
		w[0] += 0.1
		n, u := rapid.IntRange(1, 40).Draw(t, "n"), rapid.Float64Range(0.001, 0.999).Draw(t, "u")
		var total float64
		for _, x := range w {
			total += x
		}
		count, last := make([]float64, len(w)), 0
		for _, i := range must(Resample(w, n, u)) {
			if i < last {
				t.Fatalf("index %d after %d", i, last)
			}
			count[i], last = count[i]+1, i
		}
		for i, x := range w {
			if want := float64(n) * x / total; math.Abs(count[i]-want) >= 1+1e-9 {
				t.Fatalf("index %d of weights %v came %g times in %d, want %g up or down", i, w, count[i], n, want)
			}
		}
	})
}

func TestMomentsByHand(t *testing.T) {
	x := [][]float64{{0, 1}, {2, 3}, {4, -1}}
	mean, cov, err := Moments(x, []float64{1, 2, 1})
	if err != nil {
		t.Fatal(err)
	}
	// means 2 and 1.5; deviations (-2, -0.5), (0, 1.5), (2, -2.5)
	want := []float64{2, 1.5, 2, -1, -1, 2.75}
	for i, got := range []float64{mean[0], mean[1], cov[0][0], cov[0][1], cov[1][0], cov[1][1]} {
		if math.Abs(got-want[i]) > 1e-14 {
			t.Errorf("moment %d is %g, want %g", i, got, want[i])
		}
	}
	c := must(Contraction(x, []float64{1, 2, 1}))
	if c[0] != -1 || c[1] != -1.75 {
		t.Errorf("contraction is %v, want 1 less the variances: -1, -1.75", c)
	}
}

func TestFactorTimesItselfIsTheCovariance(t *testing.T) {
	cov := [][]float64{{4, 2, 0.4}, {2, 3, -0.5}, {0.4, -0.5, 1}}
	lower, ridge := factor(cov)
	for i := range cov {
		for j := range i + 1 {
			var sum float64
			for k := range j + 1 {
				sum += lower[i][k] * lower[j][k]
			}
			if math.Abs(sum-cov[i][j]) > 1e-14 || ridge != 0 {
				t.Errorf("LL' at %d, %d is %g with ridge %g, want %g", i, j, sum, ridge, cov[i][j])
			}
		}
	}
}

// Of two standard normal numbers whose sum is known, each keeps half of its
// variance.
func TestContractionSeesOneParameterAtATime(t *testing.T) {
	p := Problem{
		Parameters: []Parameter{{"a", dist.Normal{Mu: 0, Sigma: 1}}, {"b", dist.Normal{Mu: 0, Sigma: 1}}},
		Summaries:  []Summary{{"sum", 0, 1, 1}},
		Simulate: func(theta []float64, _ uint64, dst []float64) error {
			dst[0] = theta[0] + theta[1]
			return nil
		},
	}
	s := reached(t, p, shrinking(Uniform, 800, 0.05))
	for k, c := range must(Contraction(s.Z(), s.Weights())) {
		near(t, "contraction of "+s.Parameters[k], c, 0.5, 0.5*math.Sqrt(2/s.Generations[len(s.Generations)-1].ESS))
	}
}
