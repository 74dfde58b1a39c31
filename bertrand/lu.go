package bertrand

import "math"

// factor replaces the n by n matrix a, stored by rows, with its LU factors
// under partial pivoting and records the row exchanges in pivot. It reports
// false when a is singular or not finite.
func factor(a []float64, pivot []int, n int) bool {
	for k := range n {
		best, size := k, math.Abs(a[k*n+k])
		for i := k + 1; i < n; i++ {
			if v := math.Abs(a[i*n+k]); v > size {
				best, size = i, v
			}
		}
		if !(size > 0) || math.IsInf(size, 0) {
			return false
		}
		pivot[k] = best
		top := a[k*n : k*n+n]
		if best != k {
			other := a[best*n : best*n+n]
			for c, v := range top {
				top[c], other[c] = other[c], v
			}
		}
		for i := k + 1; i < n; i++ {
			row := a[i*n : i*n+n]
			l := row[k] / top[k]
			row[k] = l
			if l == 0 {
				continue
			}
			for c := k + 1; c < n; c++ {
				row[c] -= l * top[c]
			}
		}
	}
	return true
}

// substitute overwrites b with the solution of the system that factor left.
func substitute(a []float64, pivot []int, n int, b []float64) {
	for k, q := range pivot[:n] {
		b[k], b[q] = b[q], b[k]
	}
	for i := range n {
		sum := b[i]
		for c, v := range a[i*n : i*n+i] {
			sum -= v * b[c]
		}
		b[i] = sum
	}
	for i := n - 1; i >= 0; i-- {
		sum := b[i]
		row := a[i*n : i*n+n]
		for c := i + 1; c < n; c++ {
			sum -= row[c] * b[c]
		}
		b[i] = sum / row[i]
	}
}
