package rng

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// frozen holds the first eight words of five addresses, computed by an
// independent implementation in Python integers that also reproduces the
// Random123 vectors. These values may never change: results on disk depend on
// them.
var frozen = []struct {
	seed, future uint64
	name         string
	month        uint64
	want         [8]uint64
}{
	{0, 0, "", 0, [8]uint64{0x2d14e5d77eacb4f8, 0xb2a7f8cbfcc2082f, 0xc04014023cb13fc7, 0xb00bc448efff7b74, 0x20d8683e19b3ea96, 0x4b266ae42399f1e9, 0x156da2fbc8ffc2f3, 0x39836ba587bd55e1}},
	{42, 0, "cost/byd", 0, [8]uint64{0x5680584fae007636, 0xe62c2962f26f69d6, 0xe009dd6f8b712863, 0x66257ffb35127c6f, 0x3af0157c833ad311, 0x7c6b16c11b634691, 0xad5eb7dd281c4620, 0x56536c202d710002}},
	{42, 1, "cost/byd", 0, [8]uint64{0xba7ec78c4236ff9c, 0x7839c0c65a6a1c6f, 0xf4875894df0b9d66, 0x8deb1cf1a7052833, 0x14f10ae9dc0acdf2, 0x3f4a0cd683715f80, 0x5ff21e6d10368684, 0x31d81b86e93b259a}},
	{42, 0, "cost/byd", 119, [8]uint64{0xe96810dc8a3551f0, 0x66ed4d790f742350, 0x9bfb4cf7791fec0c, 0x6f7557552eacf22c, 0x65b770b578979628, 0x14e3d6998003d2ac, 0x05e2a1ee2d15612e, 0xbef08899e294fe39}},
	{1<<64 - 1, 1<<64 - 1, "price war", 1<<64 - 1, [8]uint64{0x0a6e8a84b982c385, 0x0d914462b6fd2f03, 0x0a64e75a34c16cd8, 0x2e7c7a772d32fcff, 0x78f8682919519eee, 0x5b9daea788cdbb09, 0xaf9d64f583077131, 0x0a883d81734d41d8}},
}

func TestStreamsAreFrozen(t *testing.T) {
	for _, f := range frozen {
		s := New(f.seed, f.future, Name(f.name), f.month)
		for i, want := range f.want {
			if got := s.Uint64(); got != want {
				t.Errorf("stream (%d, %d, %q, %d) word %d is %#x, frozen as %#x", f.seed, f.future, f.name, f.month, i, got, want)
			}
		}
	}
}

// The first three are published FNV-1a test vectors (draft-eastlake-fnv).
func TestNamesHashByFNV1a(t *testing.T) {
	for name, want := range map[string]uint64{
		"":         0xcbf29ce484222325,
		"a":        0xaf63dc4c8601ec8c,
		"foobar":   0x85944171f73967e8,
		"cost/byd": 0x8b7735f2973d7680,
	} {
		if got := Name(name); got != want {
			t.Errorf("Name(%q) = %#x, want %#x", name, got, want)
		}
	}
}

func TestAtIsTheHeadOfItsStream(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, future := rapid.Uint64().Draw(t, "seed"), rapid.Uint64().Draw(t, "future")
		stream, month := rapid.Uint64().Draw(t, "stream"), rapid.Uint64().Draw(t, "month")
		s := New(seed, future, stream, month)
		x0, x1, x2, x3 := At(seed, future, stream, month)
		for i, want := range []uint64{x0, x1, x2, x3} {
			if got := s.Uint64(); got != want {
				t.Fatalf("word %d of the stream is %#x, At gives %#x", i, got, want)
			}
		}
	})
}

func TestUnitIsOpenExactAndSymmetric(t *testing.T) {
	if got := Unit(0); got != 0x1p-53 {
		t.Errorf("the smallest uniform is %g, want 2^-53", got)
	}
	if got := Unit(math.MaxUint64); got != 1-0x1p-53 {
		t.Errorf("the largest uniform is %g, want 1 - 2^-53", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Uint64().Draw(t, "x")
		if u, v := Unit(x), Unit(^x); !(u > 0 && u < 1) || u+v != 1 {
			t.Fatalf("words %#x and its complement map to %g and %g: want mirror images in (0, 1)", x, u, v)
		}
	})
}

// A copy of a stream is a stream: looking ahead on the copy leaves the
// original where it was.
func TestCopiesDoNotShareState(t *testing.T) {
	s := New(7, 1, Name("x"), 0)
	s.Uint64()
	ahead := s
	var saw [9]uint64
	for i := range saw {
		saw[i] = ahead.Uint64()
	}
	for i, want := range saw {
		if got := s.Uint64(); got != want {
			t.Errorf("word %d is %#x after the copy saw %#x", i, got, want)
		}
	}
}

// Neighbouring addresses are the ones a simulation uses: along the futures,
// months and draws of one name the uniforms must have mean 1/2, variance 1/12
// and no correlation at lag one. Bounds are 4.5 standard errors; the draws are
// fixed, so the test cannot flake.
func TestNeighbouringAddressesAreUniformAndUncorrelated(t *testing.T) {
	const n = 1 << 16
	axes := map[string]func(i uint64) float64{
		"future": func(i uint64) float64 { s := New(1, i, 2, 3); return s.Float64() },
		"month":  func(i uint64) float64 { s := New(1, 4, 2, i); return s.Float64() },
		"stream": func(i uint64) float64 { s := New(1, 4, i, 3); return s.Float64() },
		"seed":   func(i uint64) float64 { s := New(i, 4, 2, 3); return s.Float64() },
	}
	one := New(1, 4, 2, 3)
	axes["draw"] = func(uint64) float64 { return one.Float64() }
	for axis, draw := range axes {
		var mean, square, lag, before float64
		for i := range uint64(n) {
			d := draw(i) - 0.5
			mean += d / n
			square += d * d / n
			lag += d * before / n
			before = d
		}
		// Var u = 1/12, Var (u-1/2)^2 = 1/180, Var of a product = 1/144.
		if z := mean * math.Sqrt(12*n); math.Abs(z) > 4.5 {
			t.Errorf("along %s the mean of a uniform is off by %.1f standard errors", axis, z)
		}
		if z := (square - 1.0/12) * math.Sqrt(180*n); math.Abs(z) > 4.5 {
			t.Errorf("along %s the variance of a uniform is off by %.1f standard errors", axis, z)
		}
		if z := lag * 12 * math.Sqrt(n); math.Abs(z) > 4.5 {
			t.Errorf("along %s neighbours correlate at %.1f standard errors", axis, z)
		}
	}
}

func TestDrawingDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		s := New(1, 2, 3, 4)
		for range 9 {
			s.Float64()
		}
	}); n != 0 {
		t.Errorf("nine draws of a new stream allocate %g times", n)
	}
}

func BenchmarkFloat64(b *testing.B) {
	s := New(1, 2, 3, 4)
	var sum float64
	for range b.N {
		sum += s.Float64()
	}
	sink = uint64(sum)
}

// One draw of a new stream, as a monthly shock takes it.
func BenchmarkNewFloat64(b *testing.B) {
	var sum float64
	for i := range b.N {
		s := New(1, 2, 3, uint64(i))
		sum += s.Float64()
	}
	sink = uint64(sum)
}
