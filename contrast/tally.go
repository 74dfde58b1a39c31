package contrast

import "math"

// rounding is the part of all that is added up below which a sum is noise of
// the arithmetic: a grant that one party pays and another has cancels to some
// 1e-15 of either. On a turnover of $10tn it is $10,000.
const rounding = 1e-9

// A tally adds amounts of both signs, future by future, and remembers how much
// went into each sum.
type tally struct {
	sum, size []float64
}

func newTally(futures int) *tally {
	return &tally{make([]float64, futures), make([]float64, futures)}
}

// add adds a multiple of x.
func (t *tally) add(x []float64, times float64) {
	for n := range t.sum {
		y := float64(times * x[n])
		t.sum[n] += y
		t.size[n] += math.Abs(y)
	}
}

// join adds another tally.
func (t *tally) join(u *tally) {
	for n := range t.sum {
		t.sum[n] += u.sum[n]
		t.size[n] += u.size[n]
	}
}

// told returns the sums, 0 where no more than rounding is left of what was
// added. What is undefined stays so.
func (t *tally) told() []float64 {
	for n := range t.sum {
		if math.Abs(t.sum[n]) <= rounding*t.size[n] {
			t.sum[n] = 0
		}
	}
	return t.sum
}
