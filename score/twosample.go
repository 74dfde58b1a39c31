package score

import (
	"errors"
	"slices"
)

// KSTwo tests whether two samples come from one law by the largest distance
// between their empirical CDFs. P is exact if no value occurs twice: the share
// of the ways to split the pooled values that part the samples at least as
// far. With ties it is too large, so the test errs on the side of one law. The
// time grows as the product of the sizes.
func KSTwo(a, b []float64) (Test, error) {
	if err := errors.Join(numbers("a", a), numbers("b", b)); err != nil {
		return Test{}, err
	}
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	far := farthest(x, y)
	d := float64(far) / (float64(len(x)) * float64(len(y)))
	return Test{d, 1 - staysWithin(len(x), len(y), far), len(x) + len(y)}, nil
}

// farthest is max |i n - j m| over values, of which i of m lie in x at or below
// and j of n in y.
func farthest(x, y []float64) (far int) {
	for i, j := 0, 0; i < len(x) && j < len(y); {
		v := min(x[i], y[j])
		for i < len(x) && x[i] == v {
			i++
		}
		for j < len(y) && y[j] == v {
			j++
		}
		far = max(far, apartBy(i*len(y), j*len(x)))
	}
	return far
}

func apartBy(a, b int) int { return max(a-b, b-a) }

// staysWithin is the probability that a random order of m and n values keeps
// |i n - j m| below far throughout. p[j] is that of having come to (i, j) so.
func staysWithin(m, n, far int) float64 {
	p := make([]float64, n+1)
	for i := range m + 1 {
		for j := range n + 1 {
			if i == 0 && j == 0 {
				p[0] = 1
			} else {
				left := float64(m + n - i - j + 1) // values not yet placed before this one
				p[j] *= float64(m-i+1) / left      // the last placed was of the first sample
				if i == 0 {
					p[j] = 0
				}
				if j > 0 {
					p[j] += p[j-1] * float64(n-j+1) / left
				}
			}
			if apartBy(i*n, j*m) >= far {
				p[j] = 0
			}
		}
	}
	return p[n]
}
