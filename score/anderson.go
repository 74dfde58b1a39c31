package score

import (
	"fmt"
	"math"
	"slices"
)

// AndersonDarling returns the distance A² of n independent numbers from the
// uniform law on (0, 1), which weighs both tails up,
//
//	A² = -n - 1/n Σ (2i - 1) [ln u_(i) + ln(1 - u_(n+1-i))]
//
// From n = 5 on uniform numbers exceed 1.933, 2.492 and 3.857 with about the
// probabilities 10%, 5% and 1% (M. A. Stephens, "EDF statistics for goodness of fit and some
// comparisons", Journal of the American Statistical Association 69, 1974, case
// 0). A number of 0 or 1 is an error: A² is then infinite, as it is for an
// ensemble whose members all missed to one side.
func AndersonDarling(u []float64) (float64, error) {
	if err := within("PIT", u, 0, 1); err != nil {
		return math.NaN(), err
	}
	for i, v := range u {
		if v == 0 || v == 1 {
			return math.NaN(), fmt.Errorf("score: PIT[%d] is %g: A² is infinite, use KS or CramerVonMises", i, v)
		}
	}
	x, n := slices.Sorted(slices.Values(u)), float64(len(u))
	a := -n
	for i, v := range x {
		a -= (2*float64(i) + 1) / n * (math.Log(v) + math.Log1p(-x[len(x)-1-i]))
	}
	return a, nil
}
