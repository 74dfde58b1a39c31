// Package rng makes random numbers that have an address.
//
// A stream is named by four numbers, (seed, future, stream, month), and its
// values depend on nothing else: not on the worker that asks, not on the order
// of asking, not on which other streams exist. So one future of an ensemble
// can be replayed alone, a shard of futures gives the same numbers on any
// machine, and adding a firm (a new stream name) shifts nobody else's luck.
// Two runs that share a seed and differ in a lever share every draw: common
// random numbers come for free.
//
// # Construction
//
// The generator is Philox4x64-10 of Salmon, Moraes, Dror and Shaw, "Parallel
// random numbers: as easy as 1, 2, 3" (SC 2011): a keyed bijection of 256-bit
// counters, ten rounds of two 64x64->128 bit products each. The address fills
// its inputs,
//
//	key     = (seed, future)
//	counter = (block, stream, month, 0),  block = 1, 2, 3, …
//
// and each block gives four words. Distinct addresses give distinct inputs of
// the bijection, so streams of one (seed, future) never overlap within 2^64
// blocks. Blocks count from one because that is what NumPy does: a stream
// equals
//
//	np.random.Philox(key=[seed, future], counter=[0, stream, month, 0]).random_raw()
//
// word for word.
//
// # Use
//
//	s := rng.New(seed, future, rng.Name("cost/"+firm), month)
//	z := dist.NormalQuantile(s.Float64())
//
// Every draw takes one word of its stream, so draws stay aligned whatever
// distribution they feed. Turn a uniform into another law by its quantile
// function (package dist), never by rejection.
//
// The values are frozen by tests. A change to any of them moves every result
// of the project and needs a new name, not an edit.
package rng
