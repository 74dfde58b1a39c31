package abc

import (
	"errors"
	"fmt"

	"github.com/undercut-sim/undercut/score"
)

// A RankTest is a histogram of ranks and the range in which each count must
// lie if ranks are uniform. Counts high at both ends speak of a posterior too
// narrow, high in the middle of one too wide, a slope of one that is biased.
type RankTest struct {
	Counts  []int
	Lo, Hi  int   // the least and the greatest count inside the band
	Outside []int // bins whose count is not
	Uniform bool  // whether there is none
}

// UniformRanks tests whether ranks from 0 to draws are uniform, by their counts
// in bins of equal width. The band is that of Bonferroni: with k bins each count
// is binomial with p = 1/k, and lies outside its central range of probability
// 1 - (1-level)/k at most so often that all of uniform ranks lie inside with
// the probability level or more. At level 0.99 fewer than one calibrated
// sampler in a hundred fails.
//
// The simultaneous band of the empirical CDF would see small shifts sooner
// (T. Säilynoja, P.-C. Bürkner and A. Vehtari, "Graphical test for discrete
// uniformity and its applications in goodness-of-fit evaluation and multiple
// sample comparison", Statistics and Computing 32, 2022); it is not made here.
//
// Trials must be independent, and draws + 1 a multiple of the bins. At twenty
// trials per bin a posterior of half the right width fails with near certainty.
func UniformRanks(ranks []int, draws, bins int, level float64) (RankTest, error) {
	if err := checkRanks(ranks, draws, bins, level); err != nil {
		return RankTest{}, err
	}
	t := RankTest{Counts: make([]int, bins)}
	for _, r := range ranks {
		t.Counts[r*bins/(draws+1)]++
	}
	k := float64(bins)
	var err error
	if t.Lo, t.Hi, err = score.BinomialRange(len(ranks), 1/k, 1-(1-level)/k); err != nil {
		return RankTest{}, err
	}
	for i, n := range t.Counts {
		if n < t.Lo || n > t.Hi {
			t.Outside = append(t.Outside, i)
		}
	}
	t.Uniform = len(t.Outside) == 0
	return t, nil
}

func checkRanks(ranks []int, draws, bins int, level float64) error {
	errs := []error{some("rank", len(ranks)), atLeast("draws", draws, 1), atLeast("bins", bins, 2), openUnit("level", level)}
	if bins >= 2 && (draws+1)%bins != 0 {
		errs = append(errs, fmt.Errorf("abc: %d bins for ranks 0 to %d: bins of equal width need a number that divides %d", bins, draws, draws+1))
	}
	for i, r := range ranks {
		if r < 0 || r > draws {
			errs = append(errs, fmt.Errorf("abc: rank[%d] is %d: want 0 to %d", i, r, draws))
		}
	}
	return errors.Join(errs...)
}
