package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// reset returns a segment to its state before the first month.
func (s *segment) reset(spec *Segment) {
	s.spec = spec
	s.premium, s.war, s.warMonths = 0, 1, 0
	if spec.Premium != nil {
		s.premium = spec.Premium.Start
	}
	s.meanPrice, s.meanQ, s.output, s.refOutput, s.refCost = nan, nan, 0, nan, nan
	s.growth, s.revenue, s.entrants = nan, 0, 0
	s.startPrice, s.costIndex, s.noise = nan, 0, 0
	s.speed, s.gapBelief, s.gap, s.surprise = nan, nan, nan, 0
	clear(s.lastYear)
	for b := range s.market {
		k := &s.market[b]
		k.started, k.mass, k.outside = false, 0, nan
		k.offers = k.offers[:0]
		clear(k.share)
		k.gain, k.gainStart = nan, nan
		k.adoption = 1
		if spec.Adoption != nil {
			k.adoption = spec.Adoption.Start
		}
	}
}

// resetFirm returns a firm to its state before the first month.
func (m *Market) resetFirm(i int) {
	f := &m.firms[i]
	f.spec = nil
	f.alive, f.here, f.begun, f.late = false, false, false, false
	if i < len(m.w.Firms) {
		f.spec = &m.w.Firms[i]
		f.alive = true
	} else { // where and when an entrant comes is decided when it enters
		f.bloc = 0
		m.view.Firms[i].Bloc, m.view.Firms[i].Start = 0, m.w.Start
	}
	f.cash, f.opening, f.red, f.value, f.mood, f.news = 0, 0, 0, 0, 0, 0
	f.income, f.stateMoney, f.dayMove, f.owner = 0, 0, 0, i
	f.growth, f.revenueYear, f.marginSmooth, f.exitMonth = nan, 0, nan, 0
	clear(f.lastYear)
	f.flow = flows{}
	for b := range f.price {
		f.price[b] = [2]float64{nan, nan}
		f.tried[b] = [2]float64{nan, nan}
		f.maker.frozen[b] = source{bloc: unfrozen}
		f.maker.bill[b] = nan
	}
	f.offset = int(m.uniformAt(stream("list", f.name), 0) * 24)
	clear(f.maker.slope)
	f.maker = makerState{frozen: f.maker.frozen, slope: f.maker.slope, bill: f.maker.bill, pull: f.maker.pull}
	f.lab, f.chips = labState{small: -1}, chipState{}
	if f.spec == nil {
		return
	}
	if !math.IsNaN(f.spec.Cash) {
		f.cash, f.opening = f.spec.Cash, f.spec.Cash
	}
	m.startLab(f)
	if f.spec.Chips != nil {
		f.value = f.spec.Chips.Value
	}
}

func (m *Market) startLab(f *firm) {
	l := f.spec.Lab
	if l == nil {
		return
	}
	f.lab.licence = undercut.Closed
	if l.Licence == "open" {
		f.lab.licence = undercut.Open
	}
	f.lab.research, f.lab.target = l.Research, l.Research
	f.lab.run = l.Research * m.w.Technology.RunShare
	f.lab.brand, f.value = l.Brand, l.Value
	if f.lab.licence == undercut.Closed {
		f.lab.earned = 1
	}
	f.lab.next = max(0, int(f.startMonth(m.w.Start)-m.w.Start))
	f.lab.since = f.lab.next
	f.lab.payRun, f.lab.payAll = nan, nan
}
