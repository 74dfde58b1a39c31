package market

import (
	"math"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// The first-order condition of a price that minds profit elsewhere takes X as
// it is, but X rises as models get cheaper and more makers' products sell. So
// the profit of a lab and those that it cares for can have a second peak, at
// the floor or near it, that the condition does not see. A lab that may have
// one compares its price with others on the way to its floor, both markets
// solved at each, as bertrand.Layers does.

// settlePrices solves a market for models and moves labs to better peaks, each
// at most once: whoever gains most goes first, wherever it stands in the file.
func (m *Market) settlePrices(s, b int, solver *bertrand.Solver) bertrand.Result {
	seg := &m.segments[s]
	k := &seg.market[b]
	res := solver.Solve(&k.problem, k.price)
	if k.problem.Surplus == nil || k.gain != k.gain {
		return res
	}
	moved := m.trial.moved[:len(seg.makers)]
	clear(moved)
	for range seg.makers {
		if !res.Status.Converged() {
			break
		}
		first, most := -1, 0.0
		for l, i := range seg.makers {
			if !moved[l] && k.problem.Surplus[l] > 0 && m.mayJump(l, s, b) {
				if gain := m.temptation(i, s, b); gain > most {
					first, most = l, gain
				}
			}
		}
		if first < 0 {
			break
		}
		moved[first] = true
		m.jump(seg.makers[first], s, b)
		res = solver.Solve(&k.problem, k.price)
	}
	return res
}

// jump puts the better peak of lab i and the X that it brings into the problem,
// where the search for the equilibrium goes on.
func (m *Market) jump(i, s, b int) {
	k, t := &m.segments[s].market[b], &m.trial
	m.temptation(i, s, b) // again: the search of another lab may have come after
	copy(k.price, t.best[:len(k.offers)])
	k.problem.Surplus[m.firms[i].local] = t.slope / m.surplusDollar(s, b)
}

// temptation looks for a better peak of lab i, rivals' prices held: on the way
// to its floor, to what its models cost, and to the price of its models alone.
// It returns what the lab gains there, $bn a month, 0 if there is none.
func (m *Market) temptation(i, s, b int) float64 {
	k := &m.segments[s].market[b]
	p, t, l := &k.problem, &m.trial, m.firms[i].local
	n := len(k.offers)
	t.slope = 0
	here, _, ok := m.together(i, s, b, k.price[:n])
	if !ok {
		return 0
	}
	t.top = here + tieTolerance*math.Abs(here)
	m.descend(i, s, b, here, p.Floor[:n])
	for j := range n {
		t.end[j] = max(p.Floor[j], p.Cost[j]/p.Keep[j])
	}
	m.descend(i, s, b, here, t.end[:n])
	x := p.Surplus[l]
	p.Surplus[l] = 0
	copy(t.end, k.price[:n])
	alone := t.other.Solve(p, t.end[:n]).Status.Converged()
	p.Surplus[l] = x
	if alone {
		m.descend(i, s, b, here, t.end[:n])
	}
	if t.slope == 0 {
		return 0
	}
	return t.top - here
}

// peakSteps is how many prices on each way a lab looks at.
const peakSteps = 12

// descend walks lab i's prices to an end and keeps the best that lies beyond a
// valley: past a price that is worth less, or one from which the condition, with
// X as it is there, leads on. The second sees valleys that fit between here and
// the first step, and a condition that would take long to come by itself.
// Without either what is worth more is left to the condition,
// which comes there or has reasons not to (conduct, list prices).
func (m *Market) descend(i, s, b int, here float64, end []float64) {
	t := &m.trial
	price, valley := t.candidate[:len(end)], false
	for step := 1; step <= peakSteps; step++ {
		m.onTheWay(price, i, s, b, end, float64(step)/peakSteps)
		worth, slope, ok := m.together(i, s, b, price)
		if !ok {
			continue
		}
		valley = valley || worth < here || worth > t.top && slope > 0 && m.leadsOn(i, s, b, end, float64(step)/peakSteps, slope)
		if valley && worth > t.top && slope > 0 {
			t.top, t.slope = worth, slope
			copy(t.best, price)
		}
	}
}

// onTheWay writes the prices at part of lab i's way from the present ones to end.
func (m *Market) onTheWay(price []float64, i, s, b int, end []float64, part float64) {
	k := &m.segments[s].market[b]
	copy(price, k.price)
	for j := range price {
		if k.problem.Firm[j] == m.firms[i].local && math.IsNaN(k.problem.Fixed[j]) {
			price[j] += (end[j] - price[j]) * part
		}
	}
}

// leadsOn reports whether lab i's condition, with profit elsewhere rising by
// slope per util that buyers gain, leads further on at part of the way to end:
// whether it was worth coming there.
func (m *Market) leadsOn(i, s, b int, end []float64, part, slope float64) bool {
	const back = 1e-4 // of the way
	k, l := &m.segments[s].market[b], m.firms[i].local
	price := m.trial.before[:len(end)]
	m.onTheWay(price, i, s, b, end, part)
	there := m.ownProfit(l, s, b, price) + slope*m.gainAt(k, price)
	m.onTheWay(price, i, s, b, end, part-back)
	return there > m.ownProfit(l, s, b, price)+slope*m.gainAt(k, price)
}

// leastPeak is the X below which no second peak exists: giving a product away
// at cost beats a price for it alone from an X of 1/(e-1) = 0.58 on at the
// least (bertrand.Psi), and a price that minds X loses less.
const leastPeak = 0.5

// mayJump is a bound that spares the search: with u the utils that buyers would
// gain if lab l gave everything away at its floor, X could come to at most
//
//	X·e^(gamma u)/s_0,
//
// where demand for a product grows by e^(gamma u) and its margin, a multiple
// of 1/(1-s), by 1/s_0. A coarser bound comes first: a log-sum rises by no more
// than the price term that falls most.
func (m *Market) mayJump(l, s, b int) bool {
	k := &m.segments[s].market[b]
	p := &k.problem
	least, gamma := 1.0, 0.0
	for n := range m.links {
		d := &m.segments[m.links[n].to].market[b]
		if g := m.w.Links[n].Surplus; m.links[n].from == s && g > 0 && d.outside == d.outside {
			least, gamma = min(least, d.outside), max(gamma, g)
		}
	}
	price, fall := m.trial.candidate[:len(k.offers)], 0.0
	for j := range price {
		price[j] = k.price[j]
		if p.Firm[j] == l && math.IsNaN(p.Fixed[j]) {
			price[j] = max(p.Floor[j], k.price[j]*1e-6)
			fall = max(fall, p.Term(k.price[j])-p.Term(price[j]))
		}
	}
	mass, worth := 0.0, 0.0
	for r := range p.Types {
		mass, worth = mass+p.Types[r].Mass, worth+p.Types[r].Mass/p.Types[r].Alpha
	}
	reaches := func(gain float64) bool { return p.Surplus[l]*math.Exp(gamma*gain)/least >= leastPeak }
	return fall > 0 && reaches(fall*mass/worth) && reaches(m.gainAt(k, price)-m.gainAt(k, k.price))
}

// gainAt is what buyers gain from models at given prices: see gains.
func (m *Market) gainAt(k *submarket, price []float64) float64 {
	p, t := &k.problem, &m.trial
	sum, all := 0.0, 0.0
	for r := range p.Types {
		for j := range price {
			t.term[j] = p.Term(price[j])
		}
		p.Choose(&t.choice, r, t.term[:len(price)])
		w := p.Types[r].Mass / p.Types[r].Alpha
		sum += w * (t.choice.LogSum - k.inside[r])
		all += w
	}
	return sum / all
}

// together is what models of lab i in bloc b and products that use them earn
// lab i and those that it cares for at given prices of models, $bn a month, and
// what the latter would earn per util that buyers gain more. Products of its
// group and allies are priced anew, others' prices are held as they were.
func (m *Market) together(i, s, b int, price []float64) (worth, slope float64, ok bool) {
	k := &m.segments[s].market[b]
	worth = m.ownProfit(m.firms[i].local, s, b, price)
	rise := m.gainAt(k, price) - k.gain
	for n := range m.links {
		if gamma := m.w.Links[n].Surplus; m.links[n].from == s && gamma > 0 {
			w, d, sound := m.elsewhere(i, m.links[n].to, b, gamma, rise)
			if !sound {
				return 0, 0, false
			}
			worth, slope = worth+w, slope+d
		}
	}
	return worth, slope, true
}

// ownProfit is the profit of maker l on its models at given prices, $bn.
func (m *Market) ownProfit(l, s, b int, price []float64) float64 {
	seg := &m.segments[s]
	k := &seg.market[b]
	p, t := &k.problem, &m.trial
	sum, mass := 0.0, 0.0
	for r := range p.Types {
		for j := range price {
			t.term[j] = p.Term(price[j])
		}
		p.Choose(&t.choice, r, t.term[:len(price)])
		mass += p.Types[r].Mass
		for j := range price {
			if p.Firm[j] != l {
				continue
			}
			margin := p.Keep[j] - p.Cost[j]/price[j]
			if p.Form == demand.Unit {
				margin = (p.Keep[j]*price[j] - p.Cost[j]) * perUnit
			}
			if t.choice.Share[j] > 0 {
				sum += p.Types[r].Mass * t.choice.Share[j] * margin
			}
		}
	}
	return k.mass * sum / mass
}

// elsewhere is the part of one market of products that use models: as it was
// last month, but that buyers gain rise utils more from models. This month's
// offers are listed by now, so it reads the problem that was solved.
func (m *Market) elsewhere(i, s, b int, gamma, rise float64) (worth, slope float64, ok bool) {
	k := &m.segments[s].market[b]
	p, t := &k.problem, &m.trial
	n := len(p.Nest)
	if !k.started || n == 0 || k.mass == 0 {
		return 0, 0, true
	}
	m.saveMarket(k)
	copy(t.fixed, p.Fixed)
	defer func() {
		m.restoreMarket(k)
		copy(p.Fixed, t.fixed[:n])
	}()
	price := t.price[:n]
	copy(price, k.price[:n])
	for j, f := range k.seller[:n] {
		p.Fixed[j] = price[j]
		if m.joined(i, f) {
			p.Fixed[j] = nan
		}
		for r := range p.Types {
			p.Types[r].Delta[j] += gamma * rise
		}
	}
	if !t.other.Solve(p, price).Status.Converged() {
		return 0, 0, false
	}
	t.other.Shares(t.share[:n])
	mass, outside := 0.0, 0.0
	for r := range p.Types {
		mass += p.Types[r].Mass
		outside += p.Types[r].Mass * t.other.Choice(r).Outside
	}
	for j, f := range k.seller[:n] {
		if w := m.kappa(i, f); w > 0 && m.firms[f].here {
			margin := (price[j]*p.Keep[j] - p.Cost[j]) * m.countedOf(f) * perUnit
			earns := w * k.mass * t.share[j] / mass * margin
			worth += earns
			slope += gamma * earns * outside / mass
		}
	}
	return worth, slope, true
}
