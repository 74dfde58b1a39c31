package claim

import "math"

// takes is O1: the present value of the western model layer's gross profit is
// lower than in the counterfactual by a fraction of at least share,
//
//	1 - PV/PV' >= share,   PV' > 0.
//
// Where there is no profit to take (PV' <= 0) a future cannot speak. The fall
// ranks futures as ln(PV'/PV) does, and is defined for losses too. The parts
// say the same of each kind of model alone, and by how many dollars its profit
// changes: these add up to the layer's change, rents of scarce compute apart.
func takes(share float64) func(pair) finding {
	return func(p pair) finding {
		const pool = "pv.profit_model_west"
		f := fallen(p.world(pool+p.rate), p.base(pool+p.rate), share)
		f.illustrative = p.marked(pool)
		for _, kind := range p.s.models() {
			of := pool + "_" + kind + p.rate
			one := fallen(p.world(of), p.base(of), share)
			f.parts = append(f.parts, part{name: kind, fates: one.fates, size: p.change(of), unit: "$bn", illustrative: p.marked(of)})
		}
		return f
	}
}

// fallen compares a present value with its counterfactual, future by future.
func fallen(x, y []float64, share float64) finding {
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
