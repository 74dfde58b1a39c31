package contrast

import (
	"math"
	"testing"
)

// Dollars that one party pays and another has are no gain of the two, in
// whatever parts they are counted; a dollar in a billion that is left is.
func TestTransfersCancel(t *testing.T) {
	nan := math.NaN()
	paid, had := []float64{244, 244, nan}, make([]float64, 3)
	parts := newTally(3)
	for range 120 {
		for n := range had {
			had[n] += 244. / 120
		}
	}
	parts.add(had, 1)
	parts.add(paid, -1)
	if had[0] == paid[0] {
		t.Fatal("the parts add up without rounding, which is no test")
	}
	parts.sum[1] += 3e-6
	if got := parts.told(); got[0] != 0 || math.Abs(got[1]-3e-6) > 1e-12 || !math.IsNaN(got[2]) {
		t.Errorf("a transfer of 244, one with 3e-6 left and one undefined sum to %v", got)
	}
	if d := Less(had, paid); d[0] != 0 || d[1] != 0 {
		t.Errorf("the same amount in parts and in one differs by %v", d)
	}
}
