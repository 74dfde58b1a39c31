package market

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/rng"
)

// New allocates a market for worlds of w's structure: the same blocs,
// segments, firms and links, whatever the numbers. It reports structure that
// cannot be simulated.
func New(w *World) (*Market, error) {
	if w.End <= w.Start {
		return nil, fmt.Errorf("end is %v, start %v: the last month must come after the first", w.End, w.Start)
	}
	m := &Market{w: w}
	months := int(w.End-w.Start) + 1
	if err := m.allocateSegments(w, months); err != nil {
		return nil, err
	}
	if err := m.allocateFirms(w, months); err != nil {
		return nil, err
	}
	if err := m.allocateLinks(w); err != nil {
		return nil, err
	}
	m.blocs = make([]bloc, len(w.Blocs))
	m.policy = m.NewPolicy()
	m.books = newBooks(len(m.firms), len(w.Blocs))
	m.describe(w)
	return m, nil
}

// NewPolicy returns the empty policy of this market, for levers to write.
func (m *Market) NewPolicy() Policy {
	p := newPolicy(len(m.segments), len(m.w.Blocs), len(m.firms))
	p.Reset()
	return p
}

// Firms returns the number of firms, entrants' places included.
func (m *Market) Firms() int { return len(m.firms) }

// Reset starts future number future of seed with the numbers of w, which must
// have the structure that New saw. w is read until the next Reset.
func (m *Market) Reset(w *World, seed, future uint64) error {
	m.w, m.seed, m.future = w, seed, future
	m.t, m.now, m.year = 0, w.Start, 0
	m.computeLog, m.chipOther, m.poolScale = 0, 0, 1
	m.p = &m.policy
	for b := range m.blocs {
		m.blocs[b] = bloc{scarcity: 1, dear: 1, turn: int(rng.Name(w.Blocs[b].Name) % 24)}
	}
	if w.Compute != nil {
		m.chipOther = w.Compute.OtherDemand
	}
	m.queue()
	m.books.reset()
	m.tabulateAnnuities()
	for s := range m.segments {
		spec := &w.Segments[s]
		if l := spec.Learning; spec.Entry != nil && l != nil && l.Spillover == 0 {
			return fmt.Errorf("segments.%s.learning.spillover is 0 and makers may enter: an entrant without experience would have no finite cost; give a spillover above 0 or no entry", spec.Name)
		}
		m.segments[s].reset(spec)
		m.segments[s].learnCraft(w.Technology)
	}
	for i := range m.links {
		if m.segments[m.links[i].to].spend && w.Links[i].Fee > 0 {
			return fmt.Errorf("links.%s-%s.licence_fee is %g: a fee per unit has no meaning where buyers split a budget; give 0", w.Links[i].From, w.Links[i].To, w.Links[i].Fee)
		}
	}
	for f := range m.firms {
		m.resetFirm(f)
	}
	return nil
}

// Step runs one month under a policy. The order is the model's (docs/model.md
// §9): levers have been applied to p by the caller.
func (m *Market) Step(p *Policy) error {
	m.p = p
	if err := m.checkPolicy(); err != nil {
		return err
	}
	m.begin()
	if m.t == 0 {
		if err := m.place(); err != nil {
			return err
		}
	}
	m.shock()
	m.weigh()
	m.fashion()
	m.compete()
	m.research()
	m.lineUp()
	if err := m.release(); err != nil {
		return err
	}
	m.remember()
	m.makeCosts()
	if err := m.setPrices(undercut.Model, undercut.Model); err != nil {
		return err
	}
	m.link()
	if err := m.setPrices(undercut.App, undercut.Device); err != nil {
		return err
	}
	m.sell()
	m.procure()
	m.slopes()
	m.sellChips()
	m.learn()
	m.adopt()
	m.habit()
	m.erode()
	m.scarcity()
	m.pay()
	m.bailOut()
	m.exit()
	m.enter()
	m.believe()
	m.value()
	m.standing()
	if err := m.balance(); err != nil {
		return err
	}
	m.record()
	m.t++
	m.now++
	m.year = float64(m.t) / 12
	return nil
}

// Month returns the month that the next Step runs.
func (m *Market) Month() undercut.Month { return m.now }

// checkPolicy refuses subsidies that add up to the whole of a cost or price.
func (m *Market) checkPolicy() error {
	for s := range m.segments {
		for b := range m.blocs {
			kind, sum := "subsidies of unit cost", m.p.CostSub[s][b]
			if m.p.BuyerSub[s][b] > sum {
				kind, sum = "purchase subsidies", m.p.BuyerSub[s][b]
			}
			if sum >= 1 {
				return fmt.Errorf("%v: %s of %s in %s add up to %g: lower or shorten one so that they stay below 1", m.now, kind, m.w.Segments[s].Name, m.w.Blocs[b].Name, sum)
			}
		}
	}
	return nil
}

// begin opens the month: who is here, and flows at zero.
func (m *Market) begin() {
	for b := range m.blocs {
		bl := &m.blocs[b]
		bl.news, bl.tariffs, bl.tax, bl.subsidy, bl.procured, bl.hosts, bl.served, bl.bill = 0, 0, 0, 0, 0, 0, 0, 0
	}
	for i := range m.firms {
		f := &m.firms[i]
		f.here = f.alive && m.now >= f.startMonth(m.w.Start) && !m.p.Absent[i]
		f.late = f.here && !f.begun
		f.begun = f.begun || f.here
		f.flow = flows{}
		f.lab.released, f.lab.opened = false, false
		f.lab.payRun, f.lab.payAll = nan, nan
		f.maker.sales, f.chips.sales = 0, 0
		f.lab.before = f.lab.research
	}
	m.own()
	m.books.open()
}

func (f *firm) startMonth(start undercut.Month) undercut.Month {
	if f.spec == nil { // an entrant starts when it enters
		return start
	}
	return max(f.spec.Start, start)
}

// fade returns the weight 1-exp(-1/lag) with which a monthly average with
// time constant lag (months) moves.
func fade(lag float64) float64 { return -math.Expm1(-1 / lag) }

// rate turns a yearly rate into the weight of a monthly step, or a hazard into
// the odds of a month.
func rate(perYear float64) float64 { return -math.Expm1(-perYear / 12) }
