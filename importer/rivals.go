package importer

import (
	"math"
	"slices"
)

// rivals are what providers ask for one release, each at its cheapest, sorted,
// so that the median without one of them takes no walk through all: a file may
// name thousands.
type rivals struct {
	of      map[string]quote // by provider
	in, out []float64        // of all, rising
}

// rivalsOf gathers the cheapest quote of each provider. What is free is no
// price to compare with.
func rivalsOf(standing []quote) *rivals {
	r := &rivals{of: map[string]quote{}}
	for _, q := range standing {
		if b, ok := r.of[q.provider]; q.in != 0 && (!ok || q.blended() < b.blended()) {
			r.of[q.provider] = q
		}
	}
	for _, q := range r.of { // sorted below
		r.in, r.out = append(r.in, q.in), append(r.out, q.out)
	}
	slices.Sort(r.in)
	slices.Sort(r.out)
	return r
}

// without is the median of the others' prices; NaN if there are none.
func (r *rivals) without(provider string) quote {
	own, ok := r.of[provider]
	if !ok {
		return quote{in: medianBut(r.in, len(r.in)), out: medianBut(r.out, len(r.out))}
	}
	i, _ := slices.BinarySearch(r.in, own.in)
	k, _ := slices.BinarySearch(r.out, own.out)
	return quote{in: medianBut(r.in, i), out: medianBut(r.out, k)}
}

// medianBut is the median of sorted values without the one at a place, or of
// all if the place is behind them; NaN if none is left.
func medianBut(x []float64, without int) float64 {
	n := len(x)
	if without < n {
		n--
	}
	if n == 0 {
		return math.NaN()
	}
	at := func(i int) float64 {
		if i >= without {
			i++
		}
		return x[i]
	}
	return (at((n-1)/2) + at(n/2)) / 2
}
