package bertrand

import "math"

// Plain logit has one pair per firm and needs one unknown beyond the firms':
// h = log H. With S the firm's share, u = theta b/(e - theta S) and
//
//	b(h)   = 1 - X + B exp(h0 - h)        B: given offers' margins and -a kappa
//	r_f    = log S + phi(u) - t + h = 0   one per firm, increasing in S
//	excess = exp(h0 - h) + sum S - 1 = 0
//
// (Nocke and Schutz 2018, where b = 1). The Newton matrix is an arrow: dS_f
// depends on dh alone, so a step costs one exp and one log per firm. The
// unknown of a firm is z = logit S, which resolves shares near 0 and near 1.

// solvePlain runs the arrow Newton from the u of the pairs, then, if it fails,
// a bracket in h with exact inner solutions. It reports success.
func (ag *aggregate) solvePlain() bool {
	n := &ag.nest[0]
	given := logAdd(n.fixed, ag.outside)
	part, free := 0.0, 0.0 // parts of exp(h0) that are given offers and outside
	if given > math.Inf(-1) {
		part, free = math.Exp(n.fixed-given), math.Exp(ag.outside-given)
	}
	for k := range ag.pairs {
		ag.pairs[k].b = ag.pairs[k].b*part - ag.firm[k].kappa*free
	}
	ag.startPlain(given)
	if ag.arrow(given) || ag.bracket(given) {
		return true
	}
	return false
}

// startPlain sets z (in y) and h from the markups: one zeta sweep. A firm that
// seems nearly alone starts at 19 to 1.
func (ag *aggregate) startPlain(given float64) {
	top := given
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		v := pair.u
		if ag.spend {
			v = -ag.a * math.Log(pair.rest)
		}
		pair.y = pair.t - v
		top = max(top, pair.y)
	}
	sum := math.Exp(given - top)
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		pair.q = math.Exp(pair.y - top)
		sum += pair.q
	}
	ag.h = top + math.Log(sum)
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		pair.y -= top + math.Log(max(sum-pair.q, 0.05*sum))
	}
}

// arrow iterates from (z, h). The step of z is bounded upwards, where r grows
// like exp z; downwards Newton on a convex function cannot overshoot.
func (ag *aggregate) arrow(given float64) bool {
	for range 60 {
		rest := math.Exp(given - ag.h)
		excess, tilt, slope, worst := rest-1, 0.0, rest, 0.0
		for k := range ag.pairs {
			r, weight := ag.plainPair(k, rest)
			excess += ag.pairs[k].q
			tilt += weight * r
			slope += weight * ag.pairs[k].yt
			worst = max(worst, math.Abs(r))
		}
		dh := (excess - tilt) / slope
		if !finite(dh) {
			return false
		}
		done := worst < 1e-8 && math.Abs(dh) < 1e-8
		dh = max(-3, min(dh, 3))
		ag.h += dh
		for k := range ag.pairs {
			pair := &ag.pairs[k]
			pair.y += min(3, -(pair.y0+pair.yt*dh)*pair.slope)
		}
		if done {
			rest = math.Exp(given - ag.h)
			for k := range ag.pairs {
				ag.plainPair(k, rest)
			}
			return true
		}
	}
	return false
}

// plainPair evaluates firm k at its z and h: it sets q, u, the residual y0, its
// derivative yt in h and the inverse slope in z, and returns the residual and
// the weight S(1-S)/(dr/dz) with which it enters the equation of h.
func (ag *aggregate) plainPair(k int, rest float64) (r, weight float64) {
	pair, firm, unity := &ag.pairs[k], &ag.firm[k], ag.nest[0].unity
	share, outer, log := logistic(pair.y)
	b := firm.base + pair.b*rest
	den := (unity - firm.theta) + firm.theta*outer
	left := (1 - firm.theta) + firm.theta*outer + (1-firm.theta*b)/ag.a
	value, slope := ag.markup(pair, firm.theta*b, left, den, 1)
	r = log + value - pair.t + ag.h
	steep := 1 + slope*pair.u*firm.theta*share/den
	pair.q, pair.y0 = share, r
	pair.yt = 1 - slope*firm.theta*pair.b*rest/den
	pair.slope = 1 / (outer * steep)
	return r, share / steep
}

// logistic returns S = 1/(1+exp(-z)), 1-S and log S, each to full precision.
func logistic(z float64) (share, outer, log float64) {
	if z < -40 {
		share = math.Exp(z)
		return share, 1, z
	}
	e := math.Exp(-z)
	share = 1 / (1 + e)
	return share, e * share, -math.Log1p(e)
}

// bracket solves excess(h) = 0, which falls in h when every b stays positive:
// the firms are solved exactly at each h. It is slow and cannot fail there.
func (ag *aggregate) bracket(given float64) bool {
	high := given
	for k := range ag.pairs {
		if ag.firm[k].base <= 0 || ag.pairs[k].b < 0 {
			return false
		}
		high = logAdd(high, ag.pairs[k].t)
	}
	low, reach := high, 1.0
	for ag.excess(given, low) < 0 {
		low -= reach
		if reach *= 2; reach > 1e6 {
			return false
		}
	}
	for range 200 {
		mid := low + (high-low)/2
		if mid == low || mid == high {
			break
		}
		if ag.excess(given, mid) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return ag.arrow(given)
}

// excess solves each firm's equation at h by Newton within a bracket and
// returns the sum of shares less one.
func (ag *aggregate) excess(given, h float64) float64 {
	ag.h = h
	rest := math.Exp(given - h)
	sum := rest - 1
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		low, high := -1e6, 800.0
		pair.y = max(-700, min(pair.t-h-1, 2))
		for range 100 {
			r, _ := ag.plainPair(k, rest)
			if math.Abs(r) <= 1e-15*(1+math.Abs(pair.t)+math.Abs(h)) {
				break
			}
			if r > 0 {
				high = pair.y
			} else {
				low = pair.y
			}
			next := pair.y + min(3, -r*pair.slope)
			if !(next > low && next < high) {
				next = low + (high-low)/2
			}
			if math.Abs(next-pair.y) <= 1e-15*math.Abs(next) {
				break
			}
			pair.y = next
		}
		sum += pair.q
	}
	return sum
}
