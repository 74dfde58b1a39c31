package backtest

import (
	"sort"

	"github.com/undercut-sim/undercut/forecast"
	"github.com/undercut-sim/undercut/rng"
)

// A Pool is weighted draws of the shared numbers.
type Pool struct {
	Draws []forecast.Shared
	sum   []float64 // cumulative weights
}

// NewPool weighs draws; weights need not sum to one.
func NewPool(draws []forecast.Shared, weights []float64) Pool {
	p := Pool{Draws: draws, sum: make([]float64, len(draws))}
	total := 0.0
	for i := range draws {
		total += weights[i]
		p.sum[i] = total
	}
	return p
}

var poolStream = rng.Name("pool")

// At is the draw of future n: a golden-ratio sequence through the cumulative
// weights, so that any number of futures holds every draw about as often as its
// weight says, and consecutive futures take distant draws.
func (p Pool) At(seed, n uint64) forecast.Shared {
	x, _, _, _ := rng.At(seed, 0, poolStream, 0)
	const golden = 0.6180339887498949
	at := rng.Unit(x) + golden*float64(n)
	at -= float64(int(at))
	u := at * p.sum[len(p.sum)-1]
	i := sort.SearchFloat64s(p.sum, u)
	return p.Draws[min(i, len(p.Draws)-1)]
}
