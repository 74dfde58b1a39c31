package contrast

import (
	"math"
	"slices"

	"github.com/undercut-sim/undercut/dist"
)

// A Driver is an uncertain number and the rank correlation of an outcome with
// it over futures.
type Driver struct {
	Path string
	Rho  float64 // Spearman, −1 to 1

	Median    float64 // of the number over the futures
	Low, High Paired  // the outcome where the number is at most its median, and above
}

// Driver returns the uncertain number of an option that an outcome follows
// most, and false if none stands above Floor. outcome has a number for each
// future; futures in which it is NaN say nothing.
func (r *Result) Driver(option int, outcome []float64) (best Driver, found bool) {
	sc := r.Study.Options[option].Scenario
	drawer := sc.NewDrawer()
	x, y := make([][]float64, len(sc.Uncertain)), []float64(nil)
	for n, future := range r.Futures {
		if outcome[n] != outcome[n] {
			continue
		}
		y = append(y, outcome[n])
		_, _, draws := drawer.Draw(r.Study.Seed, uint64(future))
		for i, v := range draws {
			x[i] = append(x[i], v)
		}
	}
	at := -1
	for i := range sc.Uncertain {
		rho, err := dist.SpearmanRank(x[i], y)
		if err == nil && math.Abs(rho) > math.Abs(best.Rho) { // an error is a number or outcome that never moves
			best.Rho, at = rho, i
		}
	}
	if math.Abs(best.Rho) <= r.Floor(option, len(y)) {
		return Driver{}, false
	}
	best.Path = sc.Uncertain[at].Path
	best.split(x[at], y)
	return best, true
}

// split compares the outcome where the number is low with where it is high.
func (d *Driver) split(x, y []float64) {
	d.Median = Quantile(slices.Sorted(slices.Values(x)), 0.5)
	var low, high []float64
	for i, v := range x {
		if v <= d.Median {
			low = append(low, y[i])
		} else {
			high = append(high, y[i])
		}
	}
	d.Low, d.High = Compare(low), Compare(high)
}

// Floor is the rank correlation that the largest of an option's uncertain
// numbers stays below in 95 of 100 studies of n futures if the outcome follows
// none of them: z at 1 − 0.05/2k over √(n − 1), for k numbers tried
// (Bonferroni).
func (r *Result) Floor(option, n int) float64 {
	k := float64(max(1, len(r.Study.Options[option].Scenario.Uncertain)))
	return dist.NormalQuantile(1-0.025/k) / math.Sqrt(float64(max(1, n-1)))
}
