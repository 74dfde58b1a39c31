package dist

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSpearmanByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		x, y []float64
		want float64
	}{
		{"increasing, not linear", []float64{1, 2, 3, 4}, []float64{1, 10, 100, 1000}, 1},
		{"decreasing", []float64{1, 2, 3}, []float64{0, -1, -5}, -1},
		// Without ties rho = 1 - 6 Σd²/(n(n²-1)); d = 1, -1, 0, 1, -1.
		{"five ranks", []float64{1, 2, 3, 4, 5}, []float64{20, 10, 30, 50, 40}, 1 - 6*4.0/(5*24)},
		// Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5/√(4.5·5).
		{"a tie", []float64{1, 2, 2, 3}, []float64{1, 3, 2, 4}, 4.5 / math.Sqrt(4.5*5)},
		{"infinities are only large", []float64{math.Inf(-1), 0, math.Inf(1)}, []float64{1, 2, 3}, 1},
	} {
		got, err := SpearmanRank(c.x, c.y)
		if err != nil || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s: rank correlation %.16g, want %.16g (error %v)", c.name, got, c.want, err)
		}
	}
}

// Samples with the same ties and the same or the opposite order correlate at
// exactly 1 or -1.
func TestPerfectRankCorrelationIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(0, 3), 2, 60).Draw(t, "x")
		x, against := make([]float64, len(values)), make([]float64, len(values))
		for i, v := range values {
			x[i], against[i] = float64(v), -float64(v)
		}
		if rho, err := SpearmanRank(x, x); err == nil && rho != 1 {
			t.Fatalf("a sample correlates with itself at %.17g", rho)
		}
		if rho, err := SpearmanRank(x, against); err == nil && rho != -1 {
			t.Fatalf("a sample correlates with its mirror at %.17g", rho)
		}
	})
}

// Only order counts: increasing transforms, swapping the samples and permuting
// the pairs change nothing.
func TestSpearmanSeesOnlyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 40).Draw(t, "n")
		x := rapid.SliceOfN(rapid.Float64Range(-3, 3), n, n).Draw(t, "x")
		y := rapid.SliceOfN(rapid.Float64Range(-3, 3), n, n).Draw(t, "y")
		want, err := SpearmanRank(x, y)
		if err != nil {
			return // a constant sample
		}
		cubed, turned := make([]float64, n), make([]float64, n)
		for i := range x {
			cubed[i] = 8 * x[i]
			turned[i] = y[i]
		}
		cubed[0], cubed[n-1] = cubed[n-1], cubed[0]
		turned[0], turned[n-1] = turned[n-1], turned[0]
		if got, err := SpearmanRank(turned, cubed); err != nil || math.Abs(got-want) > 1e-14 {
			t.Fatalf("swapped, scaled and permuted samples correlate at %g, before at %g (error %v)", got, want, err)
		}
		if math.Abs(want) > 1 {
			t.Fatalf("rank correlation %g lies outside [-1, 1]", want)
		}
	})
}

func TestSpearmanErrors(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		x, y []float64
		want string
	}{
		{[]float64{1, 2}, []float64{1}, "spearman: 2 values against 1: give samples of equal length"},
		{[]float64{1}, []float64{1}, "spearman: 1 pairs: give at least two"},
		{[]float64{1, nan}, []float64{1, 2}, "spearman: value 1 of the first sample is NaN: leave the pair out"},
		{[]float64{1, 2}, []float64{7, 7}, "spearman: the second sample is constant at 7: it has no order to correlate"},
	} {
		if _, err := SpearmanRank(c.x, c.y); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, %v: error is %v, want %q", c.x, c.y, err, c.want)
		}
	}
}
