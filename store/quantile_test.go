package store

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// quantilesOf returns the quantiles of x, weighted if w is not nil.
func quantilesOf(x []float32, w []float64) ([len(Levels)]float32, int) {
	var o order
	o.sort(x)
	if w == nil {
		return o.quantiles(x)
	}
	return o.weighted(x, w)
}

// The numbers 1 to 100: the quantile at p percent is p itself under the
// inverse of the distribution function (Hyndman and Fan 1996, definition 1).
func TestQuantilesOfOneToHundred(t *testing.T) {
	x := make([]float32, 100)
	w := make([]float64, 100)
	for i := range x {
		x[i] = float32((i*37)%100 + 1)
		w[i] = 0.1
	}
	for name, weights := range map[string][]float64{"unweighted": nil, "equal weights of 0.1": w} {
		q, n := quantilesOf(x, weights)
		for i, level := range Levels {
			if q[i] != float32(level) || n != 100 {
				t.Errorf("%s: p%02d of 1…100 is %v with n %d", name, level, q[i], n)
			}
		}
	}
}

// Five values with R's type 1: quantile(c(3,1,4,1.5,9), c(5,10,25,50,75,90,95)/100, type=1)
// has ranks ⌈5q⌉ = 1 1 2 3 4 5 5.
func TestQuantilesOfFiveValues(t *testing.T) {
	q, n := quantilesOf([]float32{3, 1, float32(math.NaN()), 4, 1.5, 9}, nil)
	if want := [...]float32{1, 1, 1.5, 3, 4, 9, 9}; q != want || n != 5 {
		t.Errorf("quantiles are %v of %d values, want %v of 5", q, n, want)
	}
}

// Weights 1, 3, 4, 2 on the values 10, 20, 30, 40 give cumulative shares of
// 0.1, 0.4, 0.8, 1.
func TestWeightedQuantilesByHand(t *testing.T) {
	q, n := quantilesOf([]float32{40, 10, 99, 30, 20}, []float64{2, 1, 0, 4, 3})
	if want := [...]float32{10, 10, 20, 30, 30, 40, 40}; q != want || n != 4 {
		t.Errorf("quantiles are %v of %d values, want %v of 4", q, n, want)
	}
}

func TestNoValuesHaveNoQuantiles(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct {
		x []float32
		w []float64
	}{{nil, nil}, {[]float32{nan}, nil}, {[]float32{nan, nan}, []float64{1, 1}}, {[]float32{1, 2}, []float64{0, 0}}} {
		q, n := quantilesOf(c.x, c.w)
		for _, v := range q {
			if v == v || n != 0 {
				t.Errorf("values %v with weights %v have quantiles %v and n %d, want none", c.x, c.w, q, n)
			}
		}
	}
}

func drawValues(rt *rapid.T) []float32 {
	n := rapid.IntRange(1, 60).Draw(rt, "n")
	if rapid.Bool().Draw(rt, "ties") {
		return rapid.SliceOfN(rapid.Map(rapid.IntRange(-4, 4), func(i int) float32 { return float32(i) }), n, n).Draw(rt, "x")
	}
	return rapid.SliceOfN(rapid.Float32(), n, n).Draw(rt, "x")
}

// A weight of k is the value given k times.
func TestWeightIsRepetition(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawValues(rt)
		k := rapid.SliceOfN(rapid.IntRange(0, 5), len(x), len(x)).Draw(rt, "k")
		w := make([]float64, len(x))
		var long []float32
		for i := range x {
			w[i] = float64(k[i])
			long = append(long, slices.Repeat([]float32{x[i]}, k[i])...)
		}
		a, _ := quantilesOf(x, w)
		if b, _ := quantilesOf(long, nil); !sameFloats(a[:], b[:]) {
			rt.Fatalf("weighted %v, repeated %v", a, b)
		}
	})
}

// Neither the unit of weights nor the order of futures matters.
func TestUnitOfWeightsAndOrderDoNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawValues(rt)
		w := rapid.SliceOfN(rapid.Float64Range(0, 3), len(x), len(x)).Draw(rt, "w")
		c := rapid.Float64Range(1e-3, 1e3).Draw(rt, "unit")
		y, v := slices.Clone(x), make([]float64, len(w))
		slices.Reverse(y)
		for i := range w {
			v[len(w)-1-i] = w[i] * c
		}
		a, n := quantilesOf(x, w)
		if b, m := quantilesOf(y, v); !sameFloats(a[:], b[:]) || n != m {
			rt.Fatalf("quantiles %v of %d become %v of %d with weights times %v in reverse order", a, n, b, m, c)
		}
	})
}

// The radix sort is a sort: it agrees with that of the standard library. So do
// few values, and whatever the way, equal ones keep the order of futures.
func TestOrderIsSorted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(rt, "n")
		if rapid.Bool().Draw(rt, "many") {
			n += few
		}
		value := rapid.Map(rapid.Uint32(), math.Float32frombits)
		if rapid.Bool().Draw(rt, "ties") {
			value = rapid.Map(rapid.IntRange(-4, 4), func(i int) float32 { return float32(i) })
		}
		x := rapid.SliceOfN(value, n, n).Draw(rt, "x")
		var o order
		o.sort(x)
		var got, want []float32
		for i, k := range o.keys {
			got = append(got, x[uint32(k)])
			if i > 0 && got[i] == got[i-1] && math.Signbit(float64(got[i])) == math.Signbit(float64(got[i-1])) && uint32(k) < uint32(o.keys[i-1]) {
				rt.Fatalf("of two values %v the one of future %d comes after that of %d", got[i], uint32(k), uint32(o.keys[i-1]))
			}
		}
		for _, v := range x {
			if v == v {
				want = append(want, v)
			}
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			rt.Fatalf("sorted %v, want %v", got, want)
		}
	})
}

func sameFloats(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return x == y || x != x && y != y })
}

func BenchmarkBandOf10000Futures(b *testing.B) {
	x, w := make([]float32, 10_000), make([]float64, 10_000)
	for i := range x {
		x[i], w[i] = float32(math.Sin(float64(i))), 1+math.Cos(float64(i))
	}
	var o order
	for b.Loop() {
		o.sort(x)
		o.quantiles(x)
		o.weighted(x, w)
	}
}
