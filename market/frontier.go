package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// allocateFrontier makes room for what a model segment remembers.
func (s *segment) allocateFrontier(months, blocs int) {
	if s.layer != undercut.Model {
		return
	}
	s.frontier = make([]frontier, months)
	for t := range s.frontier {
		s.frontier[t] = frontier{
			best: make([]float64, len(s.makers)), open: make([]float64, len(s.makers)),
			openBloc: make([]float64, blocs),
		}
	}
}

// learnCraft fills what a kind of model does not say of itself from
// technology.
func (s *segment) learnCraft(t *Technology) {
	if s.layer != undercut.Model || t == nil {
		return
	}
	c := Craft{Algorithms: nan, Reference: nan, LagDistil: nan, LagOpen: nan, FollowCost: nan, ServeStart: nan, UnitCost: nan}
	if s.spec.Craft != nil {
		c = *s.spec.Craft
	}
	c.Algorithms, c.Reference = given(c.Algorithms, t.Algorithms), given(c.Reference, t.Reference)
	c.LagDistil, c.LagOpen = given(c.LagDistil, t.LagDistil), given(c.LagOpen, t.LagOpen)
	c.FollowCost, c.ServeStart = given(c.FollowCost, t.FollowCost), given(c.ServeStart, t.ServeStart)
	c.UnitCost = given(c.UnitCost, t.TokenCost)
	s.craft = c
}

// remember stores the month's best products of every kind of model for those
// who copy or build in later, and the speed of each frontier.
func (m *Market) remember() {
	for s := range m.segments {
		seg := &m.segments[s]
		if seg.layer != undercut.Model {
			continue
		}
		now := &seg.frontier[m.t]
		now.bestOpen, now.bestAny, now.bestOwner = nan, nan, -1
		for b := range now.openBloc {
			now.openBloc[b] = nan
		}
		for k, i := range seg.makers {
			m.rememberLab(now, k, i)
		}
		m.measureSpeed(seg)
	}
}

func (m *Market) rememberLab(now *frontier, k, i int) {
	f := &m.firms[i]
	now.best[k], now.open[k] = nan, nan
	for tier := range f.lab.product {
		p := &f.lab.product[tier]
		if !m.out(i, tier) {
			continue
		}
		now.best[k] = larger(now.best[k], p.quality)
		if p.licence == openLicence {
			now.open[k] = larger(now.open[k], p.quality)
		}
	}
	now.openBloc[f.bloc] = larger(now.openBloc[f.bloc], now.open[k])
	now.bestOpen = larger(now.bestOpen, now.open[k])
	if now.best[k] == now.best[k] && !(now.best[k] <= now.bestAny) {
		now.bestAny, now.bestOwner = now.best[k], k
	}
}

// measureSpeed averages the growth of the frontier, decades a month, over a
// year; until the second month it is what the technology's rates imply.
func (m *Market) measureSpeed(seg *segment) {
	if m.w.Technology == nil {
		return
	}
	if m.t == 0 || seg.speed != seg.speed {
		t := m.w.Technology
		seg.speed = (seg.craft.Algorithms + t.Hardware + t.ResearchGrow) / math.Ln10 / 12
		return
	}
	step := seg.frontier[m.t].bestAny - seg.frontier[m.t-1].bestAny
	if step == step {
		seg.speed += fade(speedMonths) * (max(step, 0) - seg.speed)
	}
}

// speedMonths is the memory of a frontier's measured speed: a definition.
const speedMonths = 12

// leadMonths is how many months of progress the best product of a kind is
// ahead of the best open one; NaN while nothing is open.
func (m *Market) leadMonths(seg *segment) float64 {
	f := &seg.frontier[m.t]
	return seg.months(f.bestAny - f.bestOpen)
}

// months turns decades of quality into months of progress.
func (s *segment) months(decades float64) float64 { return decades / max(s.speed, minSpeed) }

// minSpeed, decades a month, keeps a lead in months finite while the frontier
// stands still: a tenth of a decade in ten years.
const minSpeed = 0.1 / 120

// past reads a frontier lag months back, between months linearly; NaN before
// the start.
func (m *Market) past(seg *segment, lag float64, of func(*frontier) float64) float64 {
	at := float64(m.t) - lag
	if at < 0 {
		return nan
	}
	lo := int(at)
	q := of(&seg.frontier[lo])
	if w := at - float64(lo); w > 0 {
		if later := of(&seg.frontier[lo+1]); later == later && q == q {
			q += w * (later - q)
		}
	}
	return q
}
