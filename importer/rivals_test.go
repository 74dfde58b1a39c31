package importer

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// The median of the others is that of a list made without the provider.
func TestMedianOfTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prices := rapid.SliceOfN(rapid.IntRange(0, 5), 0, 9).Draw(t, "prices") // 0 is free, and equals are likely
		var standing []quote
		for i, x := range prices {
			standing = append(standing, quote{provider: strconv.Itoa(i / 2), in: float64(x), out: float64(2 * x)})
		}
		who := strconv.Itoa(rapid.IntRange(0, 5).Draw(t, "who"))
		cheapest := map[string]float64{}
		for _, q := range standing {
			if b, ok := cheapest[q.provider]; q.provider != who && q.in != 0 && (!ok || q.in < b) {
				cheapest[q.provider] = q.in
			}
		}
		var others []float64
		for _, x := range cheapest {
			others = append(others, x)
		}
		want, got := median(others), rivalsOf(standing).without(who)
		if got.in != want && !(math.IsNaN(want) && math.IsNaN(got.in)) || got.out != 2*want && !math.IsNaN(want) {
			t.Fatalf("without %s the median of %v is %v: want %v", who, standing, got, want)
		}
	})
}
