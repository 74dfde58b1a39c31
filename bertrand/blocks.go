package bertrand

import "math"

// Nested logit has unknowns y = log q per pair, T per firm and d per nest. In
// one Newton step the y and T are eliminated in closed form, which leaves a
// system of one row per nest: pairs x nests operations per step.

// solveBlocks runs the block Newton from the markups of the pairs, sweeping the
// fixed point first; if that fails it sweeps longer with damping.
func (ag *aggregate) solveBlocks(warm bool) bool {
	sweeps := 3
	if warm {
		sweeps = 1
	}
	for range sweeps {
		ag.sweep(1)
	}
	if ag.block() {
		return true
	}
	for _, rung := range [...]struct {
		sweeps int
		damp   float64
	}{{100, 0.5}, {1000, 0.1}, {1000, 0.02}} {
		ag.reset()
		for range rung.sweeps {
			ag.sweep(rung.damp)
		}
		if ag.block() {
			return true
		}
	}
	return false
}

// reset puts all markups to those of firms without market power.
func (ag *aggregate) reset() {
	for f := range ag.firm {
		firm := &ag.firm[f]
		for k := firm.from; k < firm.to; k++ {
			n := &ag.nest[ag.pairs[k].nest]
			ag.pairs[k].u = firm.theta * n.open / n.unity
			ag.pairs[k].rest = 1 - ag.pairs[k].u/ag.a
		}
	}
}

// shares sets y, q, d, s and H from the markups.
func (ag *aggregate) shares() {
	for g := range ag.nest {
		ag.nest[g].d = ag.nest[g].fixed
	}
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		n := &ag.nest[pair.nest]
		v := pair.u * n.closed
		if ag.spend {
			v = -ag.a * n.closed * math.Log(pair.rest)
		}
		pair.y = pair.t - v
		n.d = max(n.d, pair.y)
	}
	for g := range ag.nest {
		n := &ag.nest[g]
		n.excess = 0
		if !math.IsInf(n.fixed, -1) {
			n.excess = expUnder(n.fixed, n.d)
		}
	}
	ag.withinNests()
	ag.total()
}

// withinNests turns the log weights in y into log shares within nests, given
// the largest weight in d and the weight of given offers in excess.
func (ag *aggregate) withinNests() {
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		n := &ag.nest[pair.nest]
		pair.q = 0
		if !math.IsInf(pair.y, -1) {
			pair.q = expUnder(pair.y, n.d)
		}
		n.excess += pair.q
	}
	for g := range ag.nest {
		if n := &ag.nest[g]; n.excess > 1 {
			n.d += math.Log(n.excess)
		}
	}
	for k := range ag.pairs {
		pair := &ag.pairs[k]
		pair.q /= ag.nest[pair.nest].excess
		pair.y -= ag.nest[pair.nest].d
	}
}

// total sets H, s_g, s_0 and Q_g from d. An empty nest has no weight.
func (ag *aggregate) total() {
	top := ag.outside
	for g := range ag.nest {
		top = max(top, ag.nest[g].open*ag.nest[g].d)
	}
	ag.s0 = math.Exp(ag.outside - top)
	sum := ag.s0
	for g := range ag.nest {
		n := &ag.nest[g]
		n.s = expUnder(n.open*n.d, top)
		sum += n.s
		n.given = 0
		if n.fixed > math.Inf(-1) {
			n.given = math.Exp(n.fixed - n.d)
		}
	}
	ag.s0 /= sum
	for g := range ag.nest {
		ag.nest[g].s /= sum
	}
	ag.h = top + math.Log(sum)
}

// sweep moves the markups towards those implied by the shares that they imply,
// with T of each firm solved in closed form at these shares.
func (ag *aggregate) sweep(damp float64) {
	ag.shares()
	for f := range ag.firm {
		firm := &ag.firm[f]
		rest, sum := 1.0, firm.base-firm.kappa*ag.s0
		for k := firm.from; k < firm.to; k++ {
			pair := &ag.pairs[k]
			n := &ag.nest[pair.nest]
			den := n.unity - firm.theta*n.sigma*pair.q
			rest -= n.s * firm.theta * n.open * pair.q / den
			sum += n.s * pair.b * n.given * (1 + firm.theta*n.sigma*pair.q/den)
		}
		firm.t = sum / max(rest, 0.02)
		for k := firm.from; k < firm.to; k++ {
			ag.drift(firm, &ag.pairs[k], damp)
		}
	}
}

func (ag *aggregate) drift(firm *aggFirm, pair *aggPair, damp float64) {
	n := &ag.nest[pair.nest]
	num := firm.theta * (n.open*firm.t + n.sigma*pair.b*n.given)
	u := num / (n.unity - firm.theta*n.sigma*pair.q)
	pair.u += damp * (u - pair.u)
	if !ag.spend {
		return
	}
	rest := 1 - u/ag.a
	if rest < 0.1*pair.rest {
		rest = 0.1 * pair.rest
	}
	pair.rest += damp * (rest - pair.rest)
	pair.u = ag.a * (1 - pair.rest)
}

// block iterates the Newton step on (y, T, d) from the shares that the markups
// imply.
func (ag *aggregate) block() bool {
	n := len(ag.nest)
	grow(&ag.matrix, n*n)
	grow(&ag.pivot, n)
	grow(&ag.step, n)
	grow(&ag.slope, len(ag.firm)*n)
	ag.shares()
	for range 60 {
		worst, ok := ag.linearise()
		if !ok || !factor(ag.matrix, ag.pivot, n) {
			return false
		}
		substitute(ag.matrix, ag.pivot, n, ag.step)
		moved := ag.advance()
		if !finite(moved) {
			return false
		}
		if worst < 1e-8 && moved < 1e-8 {
			return ag.settle()
		}
	}
	return false
}

// linearise evaluates the residuals, eliminates y and T, and leaves the system
// of the nests in matrix and step. It returns the largest residual.
func (ag *aggregate) linearise() (worst float64, ok bool) {
	size := len(ag.nest)
	clear(ag.matrix)
	for g := range ag.nest {
		n := &ag.nest[g]
		n.excess = n.given - 1
		ag.step[g] = 0
		ag.matrix[g*size+g] = -n.given
		if n.d == math.Inf(-1) {
			n.excess, ag.matrix[g*size+g] = 0, -1
		}
	}
	for f := range ag.firm {
		residual, good := ag.firmStep(f)
		if !good {
			return 0, false
		}
		worst = max(worst, residual)
	}
	for g := range ag.nest {
		worst = max(worst, math.Abs(ag.nest[g].excess))
		ag.step[g] -= ag.nest[g].excess
	}
	return worst, true
}

// firmStep evaluates firm f and adds its pairs to the system of the nests.
func (ag *aggregate) firmStep(f int) (worst float64, ok bool) {
	size, firm := len(ag.nest), &ag.firm[f]
	slope := ag.slope[f*size : (f+1)*size]
	profit, rhoT, rho := 0.0, 1.0, 0.0
	clear(slope)
	for k := firm.from; k < firm.to; k++ {
		pair := &ag.pairs[k]
		n := &ag.nest[pair.nest]
		residual, lift, good := ag.pairStep(firm, pair, n)
		if !good {
			return 0, false
		}
		worst = max(worst, residual)
		earn := pair.u*pair.q + pair.b*n.given
		profit += n.s * earn
		rhoT += n.s * lift
		rho -= n.s * pair.gain * pair.y0
		slope[pair.nest] = -n.s * (pair.gain*pair.yd + pair.q*pair.ud - pair.b*n.given + n.open*earn)
	}
	for g := range slope {
		n := &ag.nest[g]
		slope[g] += n.open * n.s * (profit - firm.kappa*ag.s0)
	}
	gap := firm.t - (firm.base - firm.kappa*ag.s0) - profit
	worst = max(worst, math.Abs(gap)/(1+math.Abs(firm.t)))
	firm.t0 = -(rho + gap) / rhoT
	for g := range slope {
		slope[g] /= -rhoT
	}
	for k := firm.from; k < firm.to; k++ {
		pair := &ag.pairs[k]
		g := pair.nest
		ag.nest[g].excess += pair.q
		ag.step[g] -= pair.q * (pair.y0 + pair.yt*firm.t0)
		row := ag.matrix[g*size : (g+1)*size]
		row[g] += pair.q * pair.yd
		if w := pair.q * pair.yt; w != 0 {
			for h, v := range slope {
				row[h] += w * v
			}
		}
	}
	return worst, finite(firm.t0)
}

// pairStep evaluates the pair's equation and its derivatives: dy = y0 + yt dT +
// yd dd. lift is what a rise of T takes from the firm's own equation of T.
func (ag *aggregate) pairStep(firm *aggFirm, pair *aggPair, n *aggNest) (residual, lift float64, ok bool) {
	den := n.unity - firm.theta*n.sigma*pair.q
	num := firm.theta * (n.open*firm.t + n.sigma*pair.b*n.given)
	inverse := 1 / den
	pair.u = num * inverse
	value, slope := pair.u*n.closed, n.closed
	if ag.spend {
		value, slope = ag.logMarkup(pair, 1-pair.u/ag.a, n)
	}
	ut := firm.theta * n.open * inverse
	pair.ud = -firm.theta * n.sigma * pair.b * n.given * inverse
	uy := pair.u * firm.theta * n.sigma * pair.q * inverse
	if pair.t == math.Inf(-1) { // offers at given prices only
		pair.y0, pair.yt, pair.yd, pair.gain = 0, 0, 0, 0
		return 0, 0, true
	}
	r := pair.y + value - pair.t + n.d
	flat := -1 / (1 + slope*uy)
	pair.y0 = r * flat
	pair.yt = slope * ut * flat
	pair.yd = (1 + slope*pair.ud) * flat
	pair.gain = pair.q * (uy + pair.u)
	return math.Abs(r), -(pair.q*ut + pair.gain*pair.yt), den > 0 && r == r && (!ag.spend || pair.rest > 0)
}

// advance takes the step, at most 3 utils in any nest's value (1-sigma) d, and keeps every q below the value
// at which the markup would be infinite. It returns the largest such change.
func (ag *aggregate) advance() (moved float64) {
	for g, v := range ag.step {
		moved = max(moved, ag.nest[g].open*math.Abs(v))
	}
	size, length := len(ag.nest), min(1, 3/moved)
	for g := range ag.nest {
		if ag.nest[g].d > math.Inf(-1) {
			ag.nest[g].d += length * ag.step[g]
		}
	}
	for f := range ag.firm {
		firm := &ag.firm[f]
		dt := firm.t0
		for g, v := range ag.slope[f*size : (f+1)*size] {
			dt += v * ag.step[g]
		}
		firm.t += length * dt
		for k := firm.from; k < firm.to; k++ {
			ag.moveShare(firm, &ag.pairs[k], length, dt)
		}
	}
	ag.total()
	return moved
}

func (ag *aggregate) moveShare(firm *aggFirm, pair *aggPair, length, dt float64) {
	if pair.t == math.Inf(-1) {
		return
	}
	n := &ag.nest[pair.nest]
	y := pair.y + length*(pair.y0+pair.yt*dt+pair.yd*ag.step[pair.nest])
	if y > 0 { // q = 1 is the limit, q = e/(theta sigma) the pole of the markup
		if pole := math.Log(n.unity / (firm.theta * n.sigma)); y >= pole {
			y = 0.5 * (pair.y + pole)
		}
	}
	pair.y = y
	pair.q = math.Exp(y)
}

// settle recomputes the markups at the final unknowns.
func (ag *aggregate) settle() bool {
	for f := range ag.firm {
		firm := &ag.firm[f]
		for k := firm.from; k < firm.to; k++ {
			if _, _, ok := ag.pairStep(firm, &ag.pairs[k], &ag.nest[ag.pairs[k].nest]); !ok {
				return false
			}
		}
	}
	return true
}
