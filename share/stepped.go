package share

import "math"

// A stepped history is its shares and the log odds and time to the next. Time is
// in units of the mean step, so that the search for a curve is the same in years
// and in months.
type stepped struct {
	from, to, dt []float64
	unit         float64 // the mean step, in years
}

func steps(date, share []float64) stepped {
	last := len(date) - 1
	h := stepped{unit: (date[last] - date[0]) / float64(last)}
	for i := range last {
		h.from = append(h.from, share[i])
		h.to = append(h.to, logOdds(share[i+1]))
		h.dt = append(h.dt, (date[i+1]-date[i])/h.unit)
	}
	return h
}

// residuals are the errors one step ahead, each per square root of its time.
func (h stepped) residuals(c curve) []float64 {
	r := make([]float64, len(h.from))
	for i, s := range h.from {
		r[i] = (h.to[i] - c.odds(s, h.dt[i])) / math.Sqrt(h.dt[i])
	}
	return r
}

// misfit is the sum of squared residuals.
func (h stepped) misfit(c curve) float64 {
	r := h.residuals(c)
	return dot(r, r)
}

// bass is the curves with their spreads and weights, the best first.
func (h stepped) bass(curves []curve) Bass {
	freedom := len(h.from) - 2
	b := Bass{Share: logistic(h.to[len(h.to)-1])}
	best := h.misfit(curves[0])
	var total float64
	for _, c := range curves {
		misfit, weight := h.misfit(c), 1.0
		if misfit > best {
			weight = math.Pow(best/misfit, float64(freedom)/2)
		}
		total += weight
		b.Curves = append(b.Curves, Curve{
			Ceiling: c[2], P: c[0] / h.unit, Q: c[1] / h.unit,
			Sd: math.Sqrt(misfit / float64(freedom) / h.unit), Freedom: freedom, Weight: weight,
		})
	}
	for i := range b.Curves {
		b.Curves[i].Weight /= total
	}
	return b
}

// below fits the rates under a ceiling, from a few starts.
func (h stepped) below(ceiling float64) curve {
	best := curve{0, 0, ceiling}
	least := h.misfit(best)
	lo, hi := curve{0, 0, ceiling}, curve{math.Inf(1), math.Inf(1), ceiling}
	for _, start := range []curve{{0.01, 0.3, ceiling}, {0.1, 0.01, ceiling}, {0.001, 1, ceiling}} {
		if c := h.descend(start, lo, hi); h.misfit(c) < least {
			best, least = c, h.misfit(c)
		}
	}
	return best
}

// ladder is the curves below seventeen ceilings, from the largest share to 1.
func (h stepped) ladder(largest float64) []curve {
	const steps = 16
	rungs := make([]curve, steps+1)
	for i := range rungs {
		rungs[i] = h.below(1 - (1-largest)*float64(steps-i)/steps)
	}
	return rungs
}

// least is the curve of least squares with a free ceiling within the ladder, the
// best that is reached from any rung.
func (h stepped) least(rungs []curve) curve {
	lo, hi := curve{0, 0, rungs[0][2]}, curve{math.Inf(1), math.Inf(1), 1}
	best := rungs[0]
	for _, start := range rungs {
		if c := h.descend(start, lo, hi); h.misfit(c) < h.misfit(best) {
			best = c
		}
	}
	return best
}
