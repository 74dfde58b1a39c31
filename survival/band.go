package survival

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Interval holds S at one time.
type Interval struct{ Lo, Hi float64 }

// Band returns an interval for S after each of the Steps that holds with the
// probability level, by the log-log transform, which keeps it within 0 and 1
// and near its level in samples of a few dozen,
//
//	S^exp(±z σ),  σ² = Σ d/(n(n-d)) / (ln S)²
//
// The band is pointwise: that the whole curve lies within it is less likely. An
// interval is NaN where S is 0: the transform has no value there.
//
// It is an error if level is not between 0 and 1.
func (c Curve) Band(level float64) ([]Interval, error) {
	if !(level > 0 && level < 1) {
		return nil, fmt.Errorf("survival: level of a band is %g: give a number between 0 and 1, such as 0.95", level)
	}
	z := distuv.UnitNormal.Quantile(0.5 + level/2)
	band := make([]Interval, len(c.Steps))
	for i, s := range c.Steps {
		if s.Survival == 0 {
			band[i] = Interval{math.NaN(), math.NaN()}
			continue
		}
		spread := math.Exp(z * math.Sqrt(s.hazard) / -math.Log(s.Survival))
		band[i] = Interval{math.Pow(s.Survival, spread), math.Pow(s.Survival, 1/spread)}
	}
	return band, nil
}
