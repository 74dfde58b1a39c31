package store

import (
	"math"
	"slices"
)

// Levels are the quantiles of a band in percent: the median, the quartiles
// and the ends of the central 80% and 90%.
var Levels = [...]int{5, 10, 25, 50, 75, 90, 95}

// slack is how far, as a fraction of the total weight, a cumulative weight
// may fall short of a level and still meet it. It covers the rounding of a sum
// of a million weights, so that equal weights that are no dyadic fractions
// (1/3, 0.1) give the same quantiles as weights of one.
const slack = 1e-10

// An order sorts values and reads quantiles off them. Its buffers are reused.
//
// The quantile at level q of values x with weights w is the inverse of the
// weighted empirical distribution function,
//
//	Q(q) = min { x_i : Σ_{x_k ≤ x_i} w_k ≥ q Σ_k w_k },
//
// definition 1 of Hyndman and Fan, "Sample quantiles in statistical packages",
// The American Statistician 50 (1996), if weights are equal. It is always one
// of the values, and a weight of two is the same as the value given twice:
// interpolating definitions have neither property.
type order struct{ keys, spare []uint64 }

// few is how many values are sorted faster by comparing them than by passes
// over 2048 digits, three for each series and month, whatever their number.
const few = 256

// sort takes the values that are not NaN in ascending order. Each key holds
// the value's bits, made monotone, above its index, so ties stay in the order
// of futures. Least-significant-digit radix sort: three digits of 11 bits; few
// values, whose keys differ all the same, are compared.
func (o *order) sort(x []float32) {
	o.keys = o.keys[:0]
	for i, v := range x {
		if v != v {
			continue
		}
		bits := math.Float32bits(v)
		if bits>>31 == 1 {
			bits = ^bits // a larger magnitude is a smaller number
		} else {
			bits |= 1 << 31
		}
		o.keys = append(o.keys, uint64(bits)<<32|uint64(i))
	}
	if len(o.keys) <= few {
		slices.Sort(o.keys)
		return
	}
	if cap(o.spare) < len(o.keys) {
		o.spare = make([]uint64, len(o.keys))
	}
	for _, shift := range [...]int{32, 43, 54} {
		o.pass(shift)
	}
}

// pass sorts stably by the 11 bits above shift.
func (o *order) pass(shift int) {
	const digits = 1 << 11
	var start [digits]int
	for _, k := range o.keys {
		start[k>>shift&(digits-1)]++
	}
	sum := 0
	for d, n := range start {
		start[d] = sum
		sum += n
	}
	out := o.spare[:len(o.keys)]
	for _, k := range o.keys {
		d := k >> shift & (digits - 1)
		out[start[d]] = k
		start[d]++
	}
	o.keys, o.spare = out, o.keys
}

// quantiles returns the quantiles at Levels of the values last sorted, all
// equally likely, and their number n. They are NaN if there are none.
func (o *order) quantiles(x []float32) (q [len(Levels)]float32, n int) {
	n = len(o.keys)
	for i, level := range Levels {
		if n == 0 {
			q[i] = float32(math.NaN())
			continue
		}
		rank := (level*n + 99) / 100 // ceiling of level% of n, at least 1
		q[i] = x[uint32(o.keys[rank-1])]
	}
	return q, n
}

// weighted is quantiles with the weight w[i] of value x[i], which is finite
// and not negative. Values of weight zero do not count in n.
func (o *order) weighted(x []float32, w []float64) (q [len(Levels)]float32, n int) {
	total := 0.0
	for _, k := range o.keys {
		if v := w[uint32(k)]; v > 0 {
			total += v
			n++
		}
	}
	for i := range q {
		q[i] = float32(math.NaN())
	}
	cum, next := 0.0, 0
	for _, k := range o.keys {
		i := uint32(k)
		if w[i] == 0 {
			continue
		}
		cum += w[i]
		for next < len(Levels) && cum >= float64(total*(float64(Levels[next])/100-slack)) {
			q[next] = x[i]
			next++
		}
	}
	return q, n
}
