package rng

// A Stream is a sequence of random words at one address. It is a value: copy
// it to look ahead, keep it on the stack. The zero Stream is the stream at
// address (0, 0, 0, 0).
type Stream struct {
	key   Key
	name  uint64
	month uint64
	block uint64    // blocks made so far
	word  [4]uint64 // words of the last block
	left  uint64    // words of it not yet given out
}

// New returns the stream at an address.
//
// Seed names the ensemble, future the simulated path in it, stream the
// quantity that is drawn (see [Name]) and month the time step. Quantities
// drawn once per future use month 0 of a name of their own.
func New(seed, future, stream, month uint64) Stream {
	return Stream{key: Key{seed, future}, name: stream, month: month}
}

// Name turns the name of a stream into its number, the 64-bit FNV-1a hash of
// its bytes (Fowler, Noll and Vo). Names spell what is drawn and for whom, for
// example "cost/byd". Two of n names collide with probability n²/2^65.
func Name(s string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// Uint64 returns the next word of the stream, uniform on all 64-bit values.
func (s *Stream) Uint64() uint64 {
	if s.left == 0 {
		s.refill()
	}
	x := s.word[-s.left&3]
	s.left--
	return x
}

// refill makes the next block; the first block has number one.
func (s *Stream) refill() {
	s.block++
	s.word[0], s.word[1], s.word[2], s.word[3] = philox(s.key, s.block, s.name, s.month, 0)
	s.left = 4
}

// Float64 returns the next draw, uniform on the open interval (0, 1): see
// [Unit]. It takes exactly one word.
func (s *Stream) Float64() float64 { return Unit(s.Uint64()) }

// Unit maps a word to the open unit interval,
//
//	u = (floor(x / 2^12) + 1/2) / 2^52,
//
// a grid of 2^52 points symmetric about 1/2 and free of rounding. It is never
// 0 or 1, so every quantile function is finite on it: the smallest value is
// 2^-53, the largest 1 - 2^-53, and a normal quantile stays within ±8.21.
func Unit(x uint64) float64 { return (float64(x>>12) + 0.5) * (1.0 / (1 << 52)) }
