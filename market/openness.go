package market

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// A trial is what a lab works out before it decides under which licence to
// release: markets are solved as they would be, and nothing of it stays.
type trial struct {
	solver bertrand.Solver
	price  []float64
	delta  []float64 // saved mean values of a device market, by type and offer
	cost   []float64
	gain   []float64 // [bloc] what buyers gain from models
	chips  []float64 // [bloc] what a dollar of computing earns chip makers, weighed
	share  []float64 // of offers
	abroad [2]float64

	// Of the search for better peaks (jump.go).
	other                        bertrand.Solver
	choice                       demand.Choice
	end, best, candidate, before []float64 // prices of models
	term                         []float64 // and their terms
	moved                        []bool    // [lab of the segment] has gone to a better peak
	fixed                        []float64 // saved prices of a device market
	top, slope                   float64   // what the best is worth, and the slope of profit elsewhere there
}

func (m *Market) allocateTrial(blocs int) {
	n, types, labs := 0, 1, 0
	for s := range m.segments {
		for b := range m.segments[s].market {
			n = max(n, cap(m.segments[s].market[b].offers))
		}
		types, labs = max(types, len(m.segments[s].spec.Types)), max(labs, len(m.segments[s].makers))
	}
	m.trial = trial{
		price: make([]float64, n), share: make([]float64, n), cost: make([]float64, n),
		delta: make([]float64, n*types), gain: make([]float64, blocs), chips: make([]float64, blocs),
		end: make([]float64, n), best: make([]float64, n), candidate: make([]float64, n), before: make([]float64, n),
		term: make([]float64, n), fixed: make([]float64, n), moved: make([]bool, labs),
	}
}

// chooses reports whether labs choose licences by what they are worth.
func (m *Market) chooses() bool {
	return m.w.Variants.BestReply >= 0.5 && m.t > 0 && m.w.Technology != nil && m.now >= m.w.Technology.ListedUntil
}

// queue puts labs in the order of the file.
func (m *Market) queue() {
	m.order = m.order[:0]
	for i := range m.firms {
		if m.segments[m.firms[i].seg].layer == undercut.Model {
			m.order = append(m.order, i)
		}
	}
}

// turns is the order in which labs release this month. Where each replies to
// what the others have out, it is drawn anew each month: nobody moves first for
// his place in the file.
func (m *Market) turns() []int {
	if !m.chooses() {
		return m.order
	}
	for n, i := range m.order { // insertion: labs are few
		f := &m.firms[i]
		f.lab.turn = m.uniform(f.streamTurn)
		for ; n > 0 && m.firms[m.order[n-1]].lab.turn > f.lab.turn; n-- {
			m.order[n] = m.order[n-1]
		}
		m.order[n] = i
	}
	return m.order
}

// bestReply is the licence under which a release of lab i is worth more to
// it, rivals' licences as they are and all prices in equilibrium. The present
// licence stays on a tie.
func (m *Market) bestReply(i int, fresh product) (undercut.Licence, error) {
	var worth [2]float64
	m.weighChips(i)
	for _, l := range [...]undercut.Licence{closedLicence, openLicence} {
		var err error
		if worth[l], err = m.payoff(i, fresh, l); err != nil {
			return 0, err
		}
	}
	now := m.firms[i].lab.licence
	other := 1 - now
	if worth[other]-worth[now] > tieTolerance*(math.Abs(worth[0])+math.Abs(worth[1])) {
		return other, nil
	}
	return now, nil
}

const tieTolerance = 1e-9 // rounding of a solved market

// payoff is what a release is worth to lab i under a licence, $bn a month,
// halfway through its life:
//
//	own profit + Σ_k kappa_ik·profit of k + prestige_weight·share of use abroad
//
// over all markets of its segment and those of products that use it: labs,
// hosts and chip makers of the bloc by what they earn on models, makers by
// what they earn on devices that may build it in. Fees for licensed models and
// what makers buy of it by use are left out.
func (m *Market) payoff(i int, fresh product, l undercut.Licence) (float64, error) {
	f := &m.firms[i]
	was := f.lab
	defer func() { f.lab = was }()
	t := m.w.Technology
	half := (t.ReleaseMin + t.ReleaseMax) / 4
	fresh.licence, fresh.month = l, m.t-int(math.Round(half))
	m.retire(f, undercut.Flagship, l)
	f.lab.product[undercut.Flagship] = fresh
	if p := m.segments[f.seg].spec.Premium; p != nil {
		f.lab.earned += -math.Expm1(-half/(12*p.Earn)) * (float64(1-l) - f.lab.earned)
	}
	m.offerModels(f.seg)
	m.trial.abroad = [2]float64{}
	sum := 0.0
	for b := range m.blocs {
		x, err := m.tryModels(i, f.seg, b)
		if err != nil {
			return 0, err
		}
		sum += x
	}
	for n := range m.links {
		if m.links[n].from != f.seg {
			continue
		}
		for b := range m.blocs {
			x, err := m.tryDevices(i, &m.links[n], b, &f.lab.product[undercut.Flagship])
			if err != nil {
				return 0, err
			}
			sum += x
		}
	}
	if a := m.trial.abroad; a[1] > 0 && m.w.Strategy != nil {
		sum += m.w.Strategy.Weight[f.bloc] / 12 * a[0] / a[1]
	}
	return sum, nil
}

// tryModels solves the models of a bloc with all closed prices free and
// returns what they are worth to lab i.
func (m *Market) tryModels(i, s, b int) (float64, error) {
	seg := &m.segments[s]
	k := &seg.market[b]
	m.trial.gain[b] = nan
	m.size(s, b)
	if len(k.offers) == 0 || k.mass == 0 || !k.started {
		return 0, nil
	}
	for j := range k.offers {
		if o := &k.offers[j]; o.licence == closedLicence {
			f := &m.firms[o.firm]
			o.price, o.fixed = given(f.tried[b][o.tier&1], f.price[b][o.tier&1]), false
		}
	}
	m.pose(s, b)
	m.complement(s, b)
	if err := m.readTrial(s, b, &k.problem, m.settlePrices(s, b, &m.trial.solver)); err != nil {
		return 0, err
	}
	m.trial.gain[b] = meanGain(k, &m.trial.solver)
	sum := 0.0
	for j := range k.offers {
		o := &k.offers[j]
		o.share, o.price = m.trial.share[j], k.price[j]
		if o.licence == closedLicence {
			m.firms[o.firm].tried[b][o.tier&1] = o.price
		}
		sum += m.worthOf(i, s, b, k, o)
	}
	return sum, nil
}

// solveTrial solves a market and stores the shares of its offers.
func (m *Market) solveTrial(s, b int, p *bertrand.Problem, price []float64) error {
	return m.readTrial(s, b, p, m.trial.solver.Solve(p, price))
}

// readTrial stores the shares of the offers of a solved market.
func (m *Market) readTrial(s, b int, p *bertrand.Problem, res bertrand.Result) error {
	t := &m.trial
	if !res.Status.Converged() {
		return fmt.Errorf("%v: no equilibrium of prices for %s in %s while a lab weighs a licence: %v, residual %.2g of price%s",
			m.now, m.segments[s].spec.Name, m.w.Blocs[b].Name, res.Status, res.Residual, because(res.Warnings))
	}
	mass := 0.0
	for r := range p.Types {
		mass += p.Types[r].Mass
	}
	clear(t.share)
	for r := range p.Types {
		c, w := t.solver.Choice(r), p.Types[r].Mass/mass
		for j := range c.Share {
			t.share[j] += w * c.Share[j]
		}
	}
	return nil
}

// worthOf is what one offer of a model earns whom lab i cares for, $bn, and
// counts its use abroad.
func (m *Market) worthOf(i, s, b int, k *submarket, o *offer) float64 {
	seg, f, me := &m.segments[s], &m.firms[o.firm], &m.firms[i]
	units, paid := seg.sales(k, o)
	if !(units > 0) {
		return 0
	}
	if b != me.bloc {
		m.trial.abroad[1] += units
		if f.bloc == me.bloc {
			m.trial.abroad[0] += units
		}
	}
	kept, cost := paid*o.keep, units*o.cost/perToken
	if o.licence == closedLicence {
		return m.kappa(i, o.firm)*(kept-cost) + m.chipsFor(f.bloc, cost-units*seg.craft.UnitCost/perToken)
	}
	royalty := 0.0
	if f.here {
		royalty = o.royalty * (1 - o.first) * kept
	}
	sum := m.kappa(i, o.firm)*(o.first*(kept-cost)+royalty) + m.chipsFor(b, cost-units*seg.craft.UnitCost/perToken)
	if b == me.bloc {
		sum += m.coordination(b) * ((1-o.first)*(kept-cost) - royalty)
	}
	return sum
}

// chipsFor is what makers of accelerators that lab i cares for earn on
// computing that costs cost ($bn) in a bloc, its tax included.
func (m *Market) chipsFor(b int, cost float64) float64 {
	return m.trial.chips[b] * (cost - m.taxIn(b, cost))
}

// weighChips stores what a dollar of computing in each bloc earns makers of
// accelerators, weighed as lab i weighs them.
func (m *Market) weighChips(i int) {
	for b := range m.trial.chips {
		m.trial.chips[b] = 0
		sum, total := 0.0, 0.0
		for s := range m.segments {
			if m.w.Compute == nil || m.segments[s].layer != undercut.Compute {
				continue
			}
			for _, k := range m.segments[s].makers {
				share := m.chipShare(k, b)
				total += share
				sum += m.kappa(i, k) * share * m.chipMargin(k)
			}
		}
		if total > 0 {
			m.trial.chips[b] = m.w.Compute.ChipShare * sum / total
		}
	}
}

// tryDevices returns what the makers of a linked market earn to lab i, as the
// market was last month but for what the release changes: what buyers gain
// from models, and a better model to build in for those who may.
func (m *Market) tryDevices(i int, l *linkState, b int, p *product) (float64, error) {
	k := &m.segments[l.to].market[b]
	if !k.started || len(k.offers) == 0 || k.mass == 0 {
		return 0, nil
	}
	changed := false
	m.saveMarket(k)
	for j := range k.offers {
		du, dc := m.change(i, l, b, &k.offers[j], p)
		if du != 0 || dc != 0 {
			changed = true
			k.problem.Cost[j] += dc / m.counted(&k.offers[j])
			for r := range k.problem.Types {
				k.problem.Types[r].Delta[j] += du
			}
		}
	}
	defer m.restoreMarket(k)
	price := m.trial.price[:len(k.offers)]
	for j := range k.offers {
		price[j] = k.offers[j].price / m.class(&k.offers[j])
		m.trial.share[j] = k.offers[j].share
	}
	if changed {
		if err := m.solveTrial(l.to, b, &k.problem, price); err != nil {
			return 0, err
		}
	}
	sum := 0.0
	for j := range k.offers {
		o := &k.offers[j]
		if w := m.kappa(i, o.firm); w > 0 {
			margin := price[j]*m.class(o)*o.keep - k.problem.Cost[j]*m.counted(o)
			sum += w * k.mass * m.trial.share[j] * margin * perUnit
		}
	}
	return sum, nil
}

// change is what the release does to one device: utils, and dollars of cost.
func (m *Market) change(i int, l *linkState, b int, o *offer, p *product) (utils, cost float64) {
	spec := &m.w.Links[l.index]
	if spec.Surplus > 0 {
		now := m.segments[l.from].market[b].gain
		if then := m.trial.gain[b]; then == then && now == now {
			utils = spec.Surplus * (then - now)
		}
	}
	home := m.firms[i].bloc
	may := p.licence == openLicence && m.p.Barred[l.from][home][b] != BarAll && !m.p.NoOpen[l.from][home][b] || m.joined(o.firm, i)
	if !may || m.p.Barred[l.to][m.firms[o.firm].bloc][b] == BarNew {
		return utils, 0
	}
	bill := 0.0
	if spec.Use > 0 {
		bill = spec.Use * m.offerPrice(l.from, b, i)
		if bill != bill {
			return utils, 0
		}
	}
	if o.ai != o.ai { // its first AI: any is built in, and measured against the mean as link does
		return utils + spec.Worth*(p.quality-given(m.segments[l.to].meanQ, p.quality)) - m.distrust(l, home, b), bill
	}
	better := spec.Worth*(p.quality-o.ai) - m.distrust(l, home, b) + m.distrust(l, o.aiBloc, b)
	saved := o.fee + o.bill - bill
	if better+m.priceSlope(l.to)*saved <= 0 {
		return utils, 0
	}
	return utils + better, -saved
}

// offerPrice is the price of lab i's flagship in a bloc of the trial; NaN if
// it is not on offer there.
func (m *Market) offerPrice(s, b, i int) float64 {
	k := &m.segments[s].market[b]
	for j := range k.offers {
		if o := &k.offers[j]; o.firm == i && o.tier == 0 {
			return o.price
		}
	}
	return nan
}

func (m *Market) saveMarket(k *submarket) {
	n := len(k.problem.Nest)
	copy(m.trial.cost, k.problem.Cost)
	for r := range k.problem.Types {
		copy(m.trial.delta[r*n:], k.problem.Types[r].Delta)
	}
}

func (m *Market) restoreMarket(k *submarket) {
	n := len(k.problem.Nest)
	copy(k.problem.Cost, m.trial.cost[:n])
	for r := range k.problem.Types {
		copy(k.problem.Types[r].Delta, m.trial.delta[r*n:(r+1)*n])
	}
}
