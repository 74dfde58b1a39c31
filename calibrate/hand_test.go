package calibrate

import (
	"math"
	"testing"
)

func TestSummariesByHand(t *testing.T) {
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %.15g, want %.15g", what, got, want)
		}
	}
	p := []point{{-1, 1}, {2, 1}, {4, 2}}
	near("mean", mean(p), 9.0/4)
	near("median", median(p), 2) // the weights of -1 and 2 are half of all
	near("size", logSize(p), math.Log(11.0/4))
	near("root mean square", logRMS(p), math.Log(math.Sqrt(37.0/4)))
	near("tails", tails(p), math.Log(math.Sqrt(37.0/4)/(11.0/4)))

	s := []holding{{before: 0.2, after: 0.4, trend: 0.1, w: 1}, {before: 0.8, after: 0.4, trend: -0.2, w: 1}}
	near("carried", carried(s), (0.1*math.Ln2+0.2*math.Ln2)/0.05)
	near("move", logMove(s), math.Log(0.3))
	near("leader", leader(s), -2*math.Ln2/0.6)
	tiny := holding{before: 0.5, after: 0}
	near("a share that vanished", tiny.growth(), math.Log(least/0.5))

	o := []outcome{{gone: []float64{1, 0, nan}}, {gone: []float64{0, 0}}}
	near("exits", exits(nil, o), 0.25)
}

// The jackknife of a mean of n equal weights is its usual standard error.
func TestJackknifeOfAMeanIsItsStandardError(t *testing.T) {
	s := study(t, 6)
	var cases []Case
	seen := map[string]bool{}
	for _, c := range s.cases { // one case each
		if !seen[c.Episode] {
			seen[c.Episode] = true
			cases = append(cases, c)
		}
	}
	x := []float64{1, 4, 2, 8, 5, 7}
	outcomes := make([]outcome, len(x))
	for i := range x {
		outcomes[i] = blank(2)
		outcomes[i].price[0] = x[i]
	}
	of := summary{of: func(c []Case, o []outcome) float64 {
		sum := 0.0
		for i := range o {
			sum += o[i].price[0] / float64(len(o))
		}
		return sum
	}}
	m, v := 4.5, 0.0
	for _, a := range x {
		v += (a - m) * (a - m) / 5
	}
	got, n := jackknife(of, cases, outcomes)
	if want := math.Sqrt(v / 6); math.Abs(got-want) > 1e-12 || n != 6 {
		t.Errorf("jackknife error is %g over %d episodes, want %g over 6", got, n, want)
	}
}
