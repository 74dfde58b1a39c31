package claim

import "math"

// takes is O1: the present value of the western model layer's gross profit is
// lower than in the counterfactual by a fraction of at least share,
//
//	1 - PV/PV' >= share,   PV' > 0.
//
// Where there is no profit to take (PV' <= 0) a future cannot speak. The fall
// ranks futures as ln(PV'/PV) does, and is defined for losses too.
func takes(share float64) func(pair) finding {
	return func(p pair) finding {
		x, y := p.world("pv.profit_model_west"+p.rate), p.base("pv.profit_model_west"+p.rate)
		f := finding{fates: make([]fate, len(x)), size: x}
		for i := range x {
			if !(y[i] > 0) {
				y[i] = math.NaN()
			}
			x[i] = 1 - x[i]/y[i]
			f.fates[i] = fateOf(x[i] >= share, x[i])
		}
		return f
	}
}
