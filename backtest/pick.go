package backtest

import (
	"github.com/undercut-sim/undercut/forecast"
	"github.com/undercut-sim/undercut/rng"
)

var poolStream = rng.Name("pool")

// pick is the draw of the shared numbers for future n: a golden-ratio sequence,
// so that any number of futures holds every draw about equally often, and
// consecutive futures take distant draws.
func pick(draws []forecast.Shared, seed, n uint64) forecast.Shared {
	x, _, _, _ := rng.At(seed, 0, poolStream, 0)
	const golden = 0.6180339887498949
	at := rng.Unit(x) + golden*float64(n)
	at -= float64(int(at))
	return draws[int(at*float64(len(draws)))]
}
