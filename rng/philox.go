package rng

import "math/bits"

// Multipliers and Weyl increments of Philox4x64 (Salmon et al. 2011, table 2
// and section 4.3): the increments are the golden ratio and sqrt(3)-1 as
// 64-bit fractions.
const (
	mul0  = 0xD2E7470EE14C6C93
	mul1  = 0xCA5A826395121157
	weyl0 = 0x9E3779B97F4A7C15
	weyl1 = 0xBB67AE8584CAA73B
)

// A Key selects one of 2^128 independent generators: the seed of an ensemble
// and the number of a future in it.
type Key struct {
	Seed   uint64
	Future uint64
}

// philox encrypts the counter (c0, c1, c2, c3) under k with ten rounds.
// One round multiplies two of the words, crosses the halves of the products
// and mixes in the other two words and the round key.
func philox(k Key, c0, c1, c2, c3 uint64) (x0, x1, x2, x3 uint64) {
	k0, k1 := k.Seed, k.Future
	for range 10 {
		h0, l0 := bits.Mul64(mul0, c0)
		h1, l1 := bits.Mul64(mul1, c2)
		c0, c1, c2, c3 = h1^c1^k0, l1, h0^c3^k1, l0
		k0 += weyl0
		k1 += weyl1
	}
	return c0, c1, c2, c3
}

// At returns the first four words of a stream without making the stream. It
// is the fast path for a mechanism that needs a few draws per month:
//
//	At(seed, future, stream, month)
//
// equals the first four calls of Uint64 on New of the same address. Turn a
// word into a uniform with [Unit].
func At(seed, future, stream, month uint64) (x0, x1, x2, x3 uint64) {
	return philox(Key{seed, future}, 1, stream, month, 0)
}
