package market

import (
	"math"

	"github.com/undercut-sim/undercut/learning"
)

// costMakers draws the month's cost noise of every maker of a segment: a
// transient shock of mean 1, and lasting noise around the experience curve.
// Lafond et al. (2018) find yearly changes of log cost with an MA(1) term; in
// months it stands at lag 12 (learning.Noise), so that the news of the year
// before the start are drawn too.
func (m *Market) costMakers(s int) {
	seg := &m.segments[s]
	l := seg.spec.Learning
	for _, i := range seg.makers {
		f := &m.firms[i]
		if !f.here {
			continue
		}
		f.maker.shock = 0
		if seg.spec.Shock > 0 {
			sd := seg.spec.Shock
			f.maker.shock = sd*m.normal(f.streamNoise) - sd*sd/2
		}
		if l != nil && l.Noise > 0 {
			noise := learning.Noise{Sd: l.Noise, Theta: l.NoiseMA}
			carried, left := m.known(l, noise)
			f.maker.noise += carried + noise.Month(m.news(seg, f, m.t+12), left*m.news(seg, f, m.t))
		}
	}
}

// shareNoise adds up the noise that all makers have in common. It moves the
// price slope as cost does: what makes everybody's product dearer makes no
// buyer's dollar scarcer.
func (m *Market) shareNoise(seg *segment) {
	l := seg.spec.Learning
	if l == nil || l.Common == 0 {
		return
	}
	noise := learning.Noise{Sd: l.Noise, Theta: l.NoiseMA}
	carried, left := m.known(l, noise)
	seg.noise += carried + math.Sqrt(l.Common)*noise.Month(m.normalAt(seg.streamDrift, m.t+12), left*m.normalAt(seg.streamDrift, m.t))
}

// known is what a shock that was observed in the year before the start brings
// this month, and how much of that year's news is left to luck.
func (m *Market) known(l *Learning, noise learning.Noise) (carried, left float64) {
	if m.t >= 12 || l.News != l.News {
		return 0, 1
	}
	carried, left = noise.Known(l.News)
	return carried / 12, left
}

// news is a maker's standard normal news of a month, of which the segment's
// share all makers have in common,
//
//	z = sqrt(common)·z_segment + sqrt(1 - common)·z_maker.
func (m *Market) news(seg *segment, f *firm, t int) float64 {
	own := m.normalAt(f.streamDrift, t)
	if c := seg.spec.Learning.Common; c > 0 {
		return math.Sqrt(c)*m.normalAt(seg.streamDrift, t) + math.Sqrt(1-c)*own
	}
	return own
}

// unitCost is the cost of one device on the experience curve,
//
//	c = kappa·c_segment·(phi0 + (1 - phi0) x^(-beta))·e^noise,
//	x = (Q_f + omega (Q_world - Q_f))/Q_ref,  beta = -log2(1 - rate),
//
// with one base Q_ref per segment. A base of each firm's own would let the
// smallest firm learn fastest and win.
func (k *makerState) unitCost(m *Market) float64 { return k.cost * math.Exp(k.noise+k.shock) }

// curve sets the cost of a maker from its experience.
func (m *Market) curve(s, i int) {
	seg := &m.segments[s]
	f := &m.firms[i]
	k := &f.maker
	l := seg.spec.Learning
	if l == nil {
		k.cost = k.content
		return
	}
	x := k.output + l.Spillover*(seg.output-k.output)
	ref, omega := seg.refOutput, learning.Exponent(l.Rate)
	if f.spec != nil && !math.IsNaN(f.spec.Maker.Reference) {
		ref = f.spec.Maker.Reference
	}
	if f.spec != nil && !math.IsNaN(f.spec.Maker.Exponent) {
		omega = -f.spec.Maker.Exponent
	}
	k.cost = k.content * (l.Floor + (1-l.Floor)*math.Pow(x/ref, omega))
}

// learn adds the month's sales to experience and moves every maker along its
// curve. What others sell this month counts next month for everybody alike.
func (m *Market) learn() {
	for s := range m.segments {
		seg := &m.segments[s]
		for _, i := range seg.makers {
			k := &m.firms[i].maker
			k.output += k.sales
			seg.output += k.sales
		}
		for _, i := range seg.makers {
			if m.firms[i].alive && m.firms[i].maker.content > 0 {
				m.curve(s, i)
			}
		}
	}
}
