package score

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Worked by hand: clusters {1, 2, 3}, {6} and {4, 2} have mean 3 and misses -3,
// 3 and 0, so Var = 3/2 · 18 / 36.
func TestClusteredErrorByHand(t *testing.T) {
	x, cluster := []float64{1, 2, 6, 3, 4, 2}, []int{7, 7, 1, 7, -4, -4}
	e, err := Mean(x, cluster)
	if want := math.Sqrt(0.75); err != nil || e.Value != 3 || !near(e.SE, want, 1e-15) || e.N != 6 || e.Clusters != 3 {
		t.Errorf("mean is %+v (%v), want 3 ± %g of 6 in 3", e, err, want)
	}
	// t of 2 degrees of freedom leaves 5% beyond 4.302653 (Fisher and Yates).
	if i := must(e.Interval(0.95)); !near(i.Hi-3, 4.30265273*e.SE, 1e-7) || !near(3-i.Lo, i.Hi-3, 1e-14) {
		t.Errorf("interval is %v", i)
	}
}

func TestSingleScoresHaveTheUsualError(t *testing.T) {
	x := []float64{2, 4, 4, 4, 5, 5, 7, 9} // mean 5, Σ miss² = 32
	e := must(Mean(x, indices(8)))
	if want := math.Sqrt(32.0 / 7 / 8); e.Value != 5 || !near(e.SE, want, 1e-15) {
		t.Errorf("mean is %+v, want 5 ± %g", e, want)
	}
}

// Twelve months of an episode that all say the same are one piece of news.
func TestRepeatingScoresWithinTheirClusterTellsNothing(t *testing.T) {
	x := []float64{0.3, 1.1, 0.2, 2}
	once := must(Mean(x, indices(4)))
	var many []float64
	var cluster []int
	for i, v := range x {
		many = append(many, slices.Repeat([]float64{v}, 12)...)
		cluster = append(cluster, slices.Repeat([]int{i}, 12)...)
	}
	e, naive := must(Mean(many, cluster)), must(Mean(many, indices(48)))
	if !near(e.SE, once.SE, 1e-15) || !near(e.Value, once.Value, 1e-15) || e.N != 48 {
		t.Errorf("%+v from twelve copies, %+v from one", e, once)
	}
	if !(naive.SE < once.SE/3) {
		t.Errorf("without clusters the error is %g, that of one copy %g: the trap is gone", naive.SE, once.SE)
	}
}

func TestAVerdictNeedsTwoClusteredErrors(t *testing.T) {
	b := []float64{1, 1, 1, 1}
	for _, c := range []struct {
		a    []float64
		want Verdict
	}{
		{[]float64{0.7, 0.9, 0.8, 0.8}, Better}, // -0.2 ± 0.041
		{[]float64{1.3, 1.1, 1.2, 1.2}, Worse},
		{[]float64{0.4, 1.2, 0.8, 1}, Undecided}, // -0.15 ± 0.171
		{[]float64{0, 0.5, 1, 1.5}, Undecided},   // -0.25 ± 0.323
		{b, Undecided},
	} {
		got := must(Compare(c.a, b, indices(4)))
		if got.Verdict() != c.want || got.B != 1 || !near(got.A-got.B, got.Difference.Value, 1e-15) {
			t.Errorf("%v against 1 is %s: %+v, want %s", c.a, got.Verdict(), got, c.want)
		}
		if back := must(Compare(b, c.a, indices(4))); back.Difference.SE != got.Difference.SE || back.Verdict() == c.want && c.want != Undecided {
			t.Errorf("the other way around it is %s: %+v", back.Verdict(), back)
		}
	}
	for e, want := range map[float64]Verdict{-2: Undecided, -2.001: Better, 2: Undecided, 2.001: Worse} {
		if got := (Comparison{Difference: Estimate{Value: e, SE: 1}}).Verdict(); got != want {
			t.Errorf("%g errors away is %s, want %s", e, got, want)
		}
	}
}

// With no difference, by how often it is called one: the doc of Beyond.
func TestHowOftenTwoErrorsMislead(t *testing.T) {
	luck := rand.New(rand.NewPCG(5, 5))
	for clusters, want := range map[int]float64{2: 0.295, 3: 0.184, 5: 0.116, 40: 0.052} {
		const runs = 4000
		wrong := 0
		for range runs {
			a, b := make([]float64, clusters), make([]float64, clusters)
			for i := range a {
				a[i] = luck.NormFloat64()
			}
			if must(Compare(a, b, indices(clusters))).Verdict() != Undecided {
				wrong++
			}
		}
		if got := float64(wrong) / runs; math.Abs(got-want) > 4*math.Sqrt(want/runs) {
			t.Errorf("with %d clusters %.3f of verdicts are wrong, want %.3f", clusters, got, want)
		}
	}
}

func TestSkillByHand(t *testing.T) {
	// Scores 1, 3 against 2, 6: R = 1/2 in each, so without error.
	if e := must(Skill([]float64{1, 3}, []float64{2, 6}, indices(2))); e.Value != 0.5 || e.SE != 0 {
		t.Errorf("half of the reference's score everywhere is a skill of %+v, want 0.5 ± 0", e)
	}
	// Scores 1, 3 against 4, 4: R = 1/2, misses -1 and 1, Var = 2 · 2 / 64.
	if e := must(Skill([]float64{1, 3}, []float64{4, 4}, indices(2))); e.Value != 0.5 || !near(e.SE, 0.25, 1e-15) {
		t.Errorf("skill is %+v, want 0.5 ± 0.25", e)
	}
	x := []float64{0.5, 2, 1, 4}
	if e := must(Skill(x, x, []int{1, 1, 2, 3})); e.Value != 0 || e.SE != 0 {
		t.Errorf("the skill over oneself is %+v, want 0", e)
	}
}
