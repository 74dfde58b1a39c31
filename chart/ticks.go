package chart

import (
	"fmt"
	"math"
)

// narrow is the relative width below which a range is a single value: labels
// keep six digits.
const narrow = 1e-5

// linearTicks returns at most `most` marks that cover [lo, hi], equally spaced
// by 1, 2 or 5 times a power of ten: Heckbert's loose labelling ("Nice numbers
// for graph labels", Graphics Gems, 1990), with the finest step that fits
// instead of the one nearest to a wished count. Both ends are drawable. Each mark is the float64
// nearest to its decimal. A single value gets a range around it, and so does a
// range so narrow that its labels could not be told apart.
func linearTicks(lo, hi float64, most int) []float64 {
	if hi-lo <= narrow*max(math.Abs(lo), math.Abs(hi)) {
		lo, hi = lo-math.Abs(lo)/2, hi+math.Abs(hi)/2
		if lo == hi {
			hi = 1 // the single value is 0
		}
	}
	e := int(math.Floor(math.Log10((hi-lo)/float64(most)))) - 1
	for ; ; e++ {
		for _, m := range []float64{1, 2, 5} {
			step := decimal(m, e)
			first, last := math.Floor(lo/step), math.Ceil(hi/step)
			if last-first > float64(most-1) {
				continue
			}
			var at []float64
			for i := first; i <= last; i++ {
				at = append(at, decimal(i*m, e))
			}
			return at
		}
	}
}

// decimal returns m·10^e, rounded once: 3·10^-1 is 0.3.
func decimal(m float64, e int) float64 {
	if e < 0 {
		return m / math.Pow10(-e)
	}
	return m * math.Pow10(e)
}

// logTicks returns the range of a logarithmic axis over [lo, hi], lo > 0, and
// at most `most` marks inside it, most >= 4. The range ends on the 1-2-5 grid; the marks
// are the densest that fit of 1-2-5, 1-3, decades, and every k-th decade. A
// range of less than a factor of 2 takes linear marks, which are finer there.
func logTicks(lo, hi float64, most int) (from, to float64, at []float64) {
	if hi/lo < 1+narrow {
		lo, hi = lo/1.3, hi*1.3
	}
	if hi/lo < 2 {
		at = linearTicks(lo, hi, most)
		return at[0], at[len(at)-1], at
	}
	all := decadeMarks(lo, hi, []float64{1, 2, 5}, 1)
	from, to = all[0], all[len(all)-1]
	if len(all) <= most {
		return from, to, all
	}
	if at = inside(decadeMarks(lo, hi, []float64{1, 3}, 1), from, to); len(at) <= most {
		return from, to, at
	}
	for k := 1; ; k++ {
		if at = inside(decadeMarks(lo, hi, []float64{1}, k), from, to); len(at) <= most {
			return from, to, at
		}
	}
}

// decadeMarks returns the marks m·10^e with e a multiple of k, from the last at
// or below lo to the first at or above hi.
func decadeMarks(lo, hi float64, mantissas []float64, k int) []float64 {
	var at []float64
	e0 := int(math.Floor(math.Log10(lo)))
	e0 -= ((e0 % k) + k) % k
	for e := e0 - k; ; e += k {
		for _, m := range mantissas {
			v := decimal(m, e)
			if v <= lo {
				at = at[:0]
			}
			at = append(at, v)
			if v >= hi {
				return at
			}
		}
	}
}

func inside(at []float64, lo, hi float64) []float64 {
	var in []float64
	for _, v := range at {
		if v >= lo && v <= hi {
			in = append(in, v)
		}
	}
	return in
}

// monthSteps are the distances between marks of a calendar axis; beyond the
// last they go on doubling.
var monthSteps = []int{1, 3, 6, 12, 24, 60, 120, 240, 600, 1200}

// monthTicks returns at most `most` >= 1 marks within [first, last], months
// counted from January of year 0, all at multiples of one step; whole tells
// that all are Januaries, for which the year is label enough.
func monthTicks(first, last, most int) (at []int, whole bool) {
	for i := 0; ; i++ {
		step := monthSteps[min(i, len(monthSteps)-1)] << max(0, i-len(monthSteps)+1)
		at = at[:0]
		for m := (first + step - 1) / step * step; m <= last; m += step {
			at = append(at, m)
		}
		if len(at) <= most {
			return at, step%12 == 0
		}
	}
}

// monthName prints a month as 2024-07.
func monthName(m int) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
