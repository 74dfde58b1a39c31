package score

import (
	"errors"
	"fmt"
	"math"
	"sort"
)

// BinomialRange returns the counts that a binomial variable of n trials with
// probability p leaves on either side with probability (1 - level)/2 at most:
// its quantiles there. Of a histogram of n PITs in k bins each bin is binomial
// with p = 1/k; all of them stay within the range of 1 - (1 - level)/k with at
// least the probability level (Bonferroni).
func BinomialRange(n int, p, level float64) (lo, hi int, err error) {
	law := Binomial{n, p}
	if err := errors.Join(law.Validate(), openUnit("level", level)); err != nil {
		return 0, 0, err
	}
	quantile := func(u float64) int {
		return sort.Search(n, func(k int) bool { return law.CDF(float64(k)) >= u })
	}
	return quantile((1 - level) / 2), quantile(1 - (1-level)/2), nil
}

// QuantileRanks returns the ranks, from 1 on, of the two order statistics of n
// independent draws between which the p-quantile of their law lies with about
// the probability level, whatever the law. Rank 0 or n+1 says that n draws do
// not bound it on that side.
func QuantileRanks(n int, p, level float64) (lo, hi int, err error) {
	lo, hi, err = BinomialRange(n, p, level)
	return lo, hi + 1, err
}

// LogMAE returns the mean of |ln forecast - ln observed|: 0.1 is an error of
// about 10%, and twice too high is as bad as half.
func LogMAE(forecast, observed []float64) (float64, error) {
	errs := []error{
		sameLength("forecasts", len(forecast), "observations", len(observed)),
		positives("forecast", forecast), positives("observation", observed),
	}
	if err := errors.Join(errs...); err != nil {
		return math.NaN(), err
	}
	var sum float64
	for i, f := range forecast {
		sum += math.Abs(math.Log(f) - math.Log(observed[i]))
	}
	return sum / float64(len(forecast)), nil
}

// positives reports an empty list and values without a finite logarithm.
func positives(name string, xs []float64) error {
	if err := numbers(name, xs); err != nil {
		return err
	}
	var errs []error
	for i, x := range xs {
		if x <= 0 {
			errs = append(errs, fmt.Errorf("score: %s[%d] is %g: want a number above 0, or no logs", name, i, x))
		}
	}
	return errors.Join(errs...)
}
