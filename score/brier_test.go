package score

import (
	"testing"

	"pgregory.net/rapid"
)

func someEvents(t *rapid.T) (p []float64, came []bool) {
	for range rapid.IntRange(1, 30).Draw(t, "n") {
		p = append(p, float64(rapid.IntRange(0, 20).Draw(t, "p"))/20)
		came = append(came, rapid.Bool().Draw(t, "came"))
	}
	return p, came
}

func TestBrierScoreIsTheSumOfItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, came := someEvents(t)
		for _, edges := range [][]float64{nil, {0.1, 0.35, 0.6}, {}} {
			d := must(Murphy(p, came, edges))
			if sum := d.Reliability - d.Resolution + d.Uncertainty + d.Within; !near(sum, d.Brier, 1e-12) {
				t.Fatalf("parts by %v sum to %.15g, the score is %.15g: %+v", edges, sum, d.Brier, d)
			}
			if edges == nil && d.Within != 0 {
				t.Fatalf("equal forecasts differ by %g within their group", d.Within)
			}
		}
	})
}

// Worked by hand: ten forecasts in two groups, 0.2 and 0.3 in the first with one
// hit of five, 0.8 in the second with four of five.
func TestAGroupOfUnlikeForecasts(t *testing.T) {
	p := []float64{0.2, 0.2, 0.2, 0.2, 0.3, 0.8, 0.8, 0.8, 0.8, 0.8}
	came := []bool{false, false, false, false, true, true, true, true, true, false}
	d := must(Murphy(p, came, []float64{0, 0.8}))
	// Group means 0.22 and 0.8, rates 0.2 and 0.8, base rate 0.5.
	// Σ (p - 0.22)² = 4·0.0004 + 0.0064 = 0.008; Σ (o - 0.2)(p - 0.22) = 4·0.004 + 0.064 = 0.08.
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"reliability", d.Reliability, 0.5 * 0.0004},
		{"resolution", d.Resolution, 0.09},
		{"uncertainty", d.Uncertainty, 0.25},
		{"within", d.Within, (0.008 - 2*0.08) / 10},
		{"Brier score", d.Brier, (4*0.04 + 0.49 + 4*0.04 + 0.64) / 10},
	} {
		if !near(c.got, c.want, 1e-15) {
			t.Errorf("%s is %.15g, want %.15g", c.what, c.got, c.want)
		}
	}
	if len(d.Groups) != 2 || d.Groups[0].Came != (Share{1, 5}) || d.Groups[1] != (Group{0.8, Share{4, 5}}) {
		t.Errorf("groups are %+v", d.Groups)
	}
}

// In expectation over an event of probability q, saying q is best.
func TestProbabilityScoresAreProper(t *testing.T) {
	brier := func(p float64, came bool) (float64, error) { return Brier([]float64{p}, []bool{came}) }
	rps := func(p float64, came bool) (float64, error) {
		return RPS([]float64{1 - p, p}, int(one(came)))
	}
	for name, rule := range map[string]func(float64, bool) (float64, error){"Brier": brier, "log": Binary, "RPS": rps} {
		for _, q := range []float64{0.05, 0.3, 0.5, 0.9} {
			mean := func(p float64) float64 { return q*must(rule(p, true)) + (1-q)*must(rule(p, false)) }
			for k := 1; k < 100; k++ {
				if p := float64(k) / 100; !near(p, q, 1e-9) && mean(p) <= mean(q) {
					t.Errorf("%s: saying %g of an event of probability %g scores %g, the truth %g", name, p, q, mean(p), mean(q))
				}
			}
		}
	}
}

// Of two classes the ranked score is the Brier score; a miss by two classes is
// worse than by one.
func TestRankedScoreCountsTheDistance(t *testing.T) {
	if got := must(RPS([]float64{0.3, 0.7}, 0)); !near(got, 0.49, 1e-15) {
		t.Errorf("RPS of two classes is %g, want the Brier score 0.49", got)
	}
	p := []float64{1, 0, 0}
	if a, b, c := must(RPS(p, 0)), must(RPS(p, 1)), must(RPS(p, 2)); a != 0 || b != 1 || c != 2 {
		t.Errorf("misses by 0, 1 and 2 classes score %g, %g and %g", a, b, c)
	}
}
