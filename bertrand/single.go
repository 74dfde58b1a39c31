package bertrand

import "math"

// With one nest (or none: plain logit, all sigma 0) each firm is one pair and
// T can be eliminated, which leaves one unknown beyond the firms' own:
// w = (1-sigma) log D, the value of the nest in utils. With s, s_0 the shares
// of nest and outside option and tau = sigma + (1-sigma) s,
//
//	u      = theta k/(e - theta tau q)
//	k      = (1-sigma)(1 - X - a kappa s_0 + s b Q) + sigma b Q
//	r_f    = log q + phi(u) - t + w/(1-sigma) = 0      one per firm, increasing in q
//	excess = sum q + Q - 1 = 0
//
// (Nocke and Schutz 2018 for sigma = 0 and k = 1). The Newton matrix is an
// arrow: a firm's step depends on dw alone, so one costs an exponential.

// nestState is what firms see of the nest at a value w of it.
type nestState struct {
	d, s, s0   float64 // log D, share of the nest, share of the outside option
	given      float64 // Q
	tau        float64
	dTau       float64 // derivatives in w
	dGiven     float64
	base, gain float64 // k is base_f (1-sigma) - kappa_f base + b_f gain
	dBase      float64
	dGain      float64
}

// solveSingle runs the arrow Newton from the markups of the pairs, then, if it
// fails, a bracket in w with exact inner solutions. It reports success.
func (ag *aggregate) solveSingle() bool {
	ag.startSingle()
	return ag.arrow() || ag.bracket()
}

// startSingle sets y and w from the markups.
func (ag *aggregate) startSingle() {
	n := &ag.nest[0]
	n.d = n.fixed
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		v := pair.u
		if ag.spend {
			v = -ag.a * math.Log(pair.rest)
		}
		pair.y = pair.t - v/n.open
		n.d = max(n.d, pair.y)
	}
	sum := math.Exp(n.fixed - n.d)
	for k := range ag.pairs {
		sum += expUnder(ag.pairs[k].y, n.d)
	}
	n.d += math.Log(sum)
	for k := range ag.pairs {
		// A firm that seems nearly alone starts at 19 to 1.
		ag.pairs[k].y = min(ag.pairs[k].y-n.d, -0.05)
	}
	ag.w = n.open * n.d
}

// view returns the state of the nest at value w.
func (ag *aggregate) view(w float64) (v nestState) {
	n := &ag.nest[0]
	sigma, open := n.sigma, n.open
	v.d, v.s, v.tau = w/open, 1, 1
	if ag.outside > math.Inf(-1) {
		e := math.Exp(-math.Abs(ag.outside - w))
		v.s, v.s0 = 1/(1+e), e/(1+e)
		if ag.outside > w {
			v.s, v.s0 = v.s0, v.s
		}
		v.tau = sigma + open*v.s
		v.dTau = open * v.s * v.s0
	}
	v.base, v.dBase = open*v.s0, -open*v.s*v.s0
	if n.fixed > math.Inf(-1) {
		v.given = math.Exp(n.fixed - v.d)
		v.dGiven = -v.given / open
		v.gain = v.given * v.tau
		v.dGain = v.dGiven*v.tau + v.given*v.dTau
	}
	return v
}

// arrow iterates from (y, w), moving the nest by at most 3 utils a step.
func (ag *aggregate) arrow() bool {
	for range 60 {
		v := ag.view(ag.w)
		excess, tilt, slope, worst := v.given-1, 0.0, -v.dGiven, 0.0
		for k := range ag.pairs {
			r, weight := ag.singlePair(k, &v)
			excess += ag.pairs[k].q
			tilt += weight * r
			slope += weight * ag.pairs[k].yt
			worst = max(worst, math.Abs(r))
		}
		dw := (excess - tilt) / slope
		if !finite(dw) {
			return false
		}
		done := worst < 1e-7 && math.Abs(dw) < 1e-7
		dw = max(-3, min(dw, 3))
		ag.w += dw
		for k := range ag.pairs {
			ag.climb(k, v.tau, -(ag.pairs[k].y0+ag.pairs[k].yt*dw)*ag.pairs[k].slope)
		}
		if done {
			v = ag.view(ag.w)
			for k := range ag.pairs {
				ag.singlePair(k, &v)
			}
			return true
		}
	}
	return false
}

// climb moves y of pair k; upwards at most half of the way to the pole, where
// tau q = e/theta and the markup is infinite. The pole lies above q = 1.
func (ag *aggregate) climb(k int, tau, step float64) {
	pair := &ag.pairs[k]
	y := pair.y + step
	if y > 0 {
		if pole := math.Log(ag.nest[0].unity / (ag.firm[k].theta * tau)); y >= pole {
			y = 0.5 * (pair.y + pole)
		}
	}
	pair.y = y
}

// singlePair evaluates firm k at its y and the nest's state: it sets q, u, the
// residual y0, its derivative yt in w and the inverse slope in y, and returns
// the residual and the weight q/(dr/dy) with which it enters the equation of
// the nest.
func (ag *aggregate) singlePair(k int, v *nestState) (r, weight float64) {
	pair, firm, n := &ag.pairs[k], &ag.firm[k], &ag.nest[0]
	theta := firm.theta
	pair.q = math.Exp(pair.y)
	room := 1 - pair.q
	if pair.q > 0.5 {
		room = -math.Expm1(pair.y)
	}
	room += pair.q * n.open * v.s0 // 1 - tau q without cancellation
	num := theta * (n.open*firm.base - firm.kappa*v.base + pair.b*v.gain)
	den := (n.unity - theta) + theta*room
	inverse := 1 / den
	pair.u = num * inverse
	value, slope := pair.u*n.closed, n.closed
	if ag.spend {
		left := (1 - theta) + theta*room + (n.open-num)/ag.a
		value, slope = ag.logMarkup(pair, left*inverse, n)
	}
	r = pair.y + value - pair.t + v.d
	push := slope * theta * inverse
	pair.slope = 1 / (1 + push*pair.u*v.tau*pair.q)
	pair.y0 = r
	pair.yt = push*(pair.b*v.dGain-firm.kappa*v.dBase+pair.u*pair.q*v.dTau) + n.closed
	return r, pair.q * pair.slope
}

// bracket solves excess(w) = 0, which falls in w when every k stays positive:
// the firms are solved exactly at each w. It is slow and cannot fail there.
func (ag *aggregate) bracket() bool {
	n := &ag.nest[0]
	high := n.fixed
	for k := range ag.pairs {
		if ag.firm[k].base <= 0 || ag.firm[k].kappa > 0 || ag.pairs[k].b < 0 {
			return false
		}
		high = logAdd(high, ag.pairs[k].t)
	}
	high *= n.open
	low, reach := high, 1.0
	for ag.excess(low) < 0 {
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
		if ag.excess(mid) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return ag.arrow()
}

// excess solves each firm's equation at w by Newton within a bracket and
// returns sum q + Q - 1.
func (ag *aggregate) excess(w float64) float64 {
	ag.w = w
	v := ag.view(w)
	sum := v.given - 1
	for k := range ag.pairs {
		ag.solvePair(k, &v)
		sum += ag.pairs[k].q
	}
	return sum
}

func (ag *aggregate) solvePair(k int, v *nestState) {
	pair, n := &ag.pairs[k], &ag.nest[0]
	low, high := math.Inf(-1), math.Log(n.unity/(ag.firm[k].theta*v.tau))
	pair.y = min(pair.t-v.d-1, 0.5*high-0.1)
	for range 200 {
		r, _ := ag.singlePair(k, v)
		if math.Abs(r) <= 1e-15*(1+math.Abs(pair.t)+math.Abs(v.d)) {
			return
		}
		if r > 0 {
			high = pair.y
		} else {
			low = pair.y
		}
		next := pair.y - r*pair.slope
		if !(next > low && next < high) {
			next = 0.5 * (pair.y + high)
			if r > 0 {
				next = max(0.5*(low+high), 2*high-1)
			}
		}
		if next == pair.y {
			return
		}
		pair.y = next
	}
}
