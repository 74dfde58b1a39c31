package gauge

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// A Target is an observed value that futures are held against.
type Target struct {
	ID         string
	Indicator  string
	Month      undercut.Month
	Value      float64
	Tolerance  float64 // one standard deviation, in logs or absolute
	Log        bool
	Calibrates bool // parameters are tuned to it; otherwise it only checks
	Window     int  // months on either side over which the value may fall (lowest counts); 0 exactly then
}

// Measure returns the simulated value of a target; NaN if undefined.
func (r *Recorder) Measure(g Target) float64 {
	s := r.Series(g.Indicator)
	t := int(g.Month - r.start)
	if s == nil || g.Window == 0 {
		return at(s, t)
	}
	low := math.NaN()
	for k := max(0, t-g.Window); k <= min(t+g.Window, len(s)-1); k++ {
		if s[k] == s[k] && !(low <= s[k]) {
			low = s[k]
		}
	}
	return low
}

// undefinedMiss is what a target counts as missed by where the simulated value
// is undefined (a lag behind nobody): far off, but not impossible.
const undefinedMiss = 4

// Miss is the distance of a simulated value from the target in standard
// deviations; undefinedMiss where the simulated value is undefined.
func (g Target) Miss(simulated float64) float64 {
	d := simulated - g.Value
	if g.Log {
		d = math.Log(simulated) - math.Log(g.Value)
	}
	if d != d || math.IsInf(d, 0) {
		return undefinedMiss
	}
	return d / g.Tolerance
}

// LogWeight is the log of the weight of a future in which targets have the
// simulated values: minus half the sum over indicators of the mean squared miss
// of those that calibrate. Several months of one indicator are one observation:
// their squared misses are averaged, not added, since a future that is off stays
// off.
func LogWeight(targets []Target, simulated []float64) float64 {
	sums, counts := map[string]float64{}, map[string]float64{}
	var order []string
	for i, g := range targets {
		if !g.Calibrates {
			continue
		}
		if counts[g.Indicator] == 0 {
			order = append(order, g.Indicator)
		}
		miss := g.Miss(simulated[i])
		sums[g.Indicator] += miss * miss
		counts[g.Indicator]++
	}
	log := 0.0
	for _, name := range order {
		log -= sums[name] / counts[name] / 2
	}
	return log
}
