package rng

import (
	"encoding/json"
	"math/bits"
	"os"
	"strconv"
	"testing"
)

// knownAnswers is testdata/known_answers.json: vectors published with
// Random123 and words printed by numpy; the file names its sources.
type knownAnswers struct {
	Philox []struct{ Ctr, Key, Out []string } `json:"philox4x64_10"`
	Numpy  []string                           `json:"numpy_key0_counter0"`
}

func readKnownAnswers(t *testing.T) knownAnswers {
	t.Helper()
	raw, err := os.ReadFile("testdata/known_answers.json")
	if err != nil {
		t.Fatal(err)
	}
	var k knownAnswers
	if err := json.Unmarshal(raw, &k); err != nil {
		t.Fatal(err)
	}
	if len(k.Philox) != 3 || len(k.Numpy) != 4 {
		t.Fatalf("known_answers.json holds %d vectors and %d numpy words, want 3 and 4", len(k.Philox), len(k.Numpy))
	}
	return k
}

func words(t *testing.T, text []string, base int) []uint64 {
	t.Helper()
	w := make([]uint64, len(text))
	for i, s := range text {
		x, err := strconv.ParseUint(s, base, 64)
		if err != nil {
			t.Fatal(err)
		}
		w[i] = x
	}
	return w
}

func TestPhiloxGivesTheRandom123KnownAnswers(t *testing.T) {
	for _, v := range readKnownAnswers(t).Philox {
		c, k, want := words(t, v.Ctr, 16), words(t, v.Key, 16), words(t, v.Out, 16)
		x0, x1, x2, x3 := philox(Key{k[0], k[1]}, c[0], c[1], c[2], c[3])
		if got := [4]uint64{x0, x1, x2, x3}; got != [4]uint64(want) {
			t.Errorf("philox(key %v, counter %v) = %x, want %v", v.Key, v.Ctr, got, v.Out)
		}
	}
}

func TestStreamAtTheOriginIsNumpysPhilox(t *testing.T) {
	s := New(0, 0, 0, 0)
	for i, want := range words(t, readKnownAnswers(t).Numpy, 10) {
		if got := s.Uint64(); got != want {
			t.Errorf("word %d is %d, numpy prints %d", i, got, want)
		}
	}
}

// A cipher forgets its input: flipping any one of the 384 address bits turns
// over about half of the output. With 256 output bits the number that change
// is Binomial(256, 1/2), sd 8; six sd leave one chance in 10^9 per flip.
func TestEveryAddressBitTurnsOverHalfTheWords(t *testing.T) {
	base := [6]uint64{3, 14, 159, 2653, 58979, 0}
	eval := func(a [6]uint64) [4]uint64 {
		x0, x1, x2, x3 := philox(Key{a[0], a[1]}, a[2], a[3], a[4], a[5])
		return [4]uint64{x0, x1, x2, x3}
	}
	was := eval(base)
	for word := range base {
		for bit := range 64 {
			a := base
			a[word] ^= 1 << bit
			changed := 0
			for i, x := range eval(a) {
				changed += bits.OnesCount64(x ^ was[i])
			}
			if changed < 128-48 || changed > 128+48 {
				t.Errorf("flipping bit %d of input %d changes %d of 256 output bits", bit, word, changed)
			}
		}
	}
}

func BenchmarkAt(b *testing.B) {
	var sum uint64
	for i := range b.N {
		x, _, _, _ := At(1, uint64(i), 2, 3)
		sum += x
	}
	sink = sum
}

var sink uint64
