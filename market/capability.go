package market

import (
	"math"

	"github.com/undercut-sim/undercut/dist"
)

// physical is the training compute of a release in decades relative to the
// reference run C0, dollars turned into compute at the bloc's price:
//
//	log10(C_f/C0) + g_hw·t/ln 10 - log10 m_bloc.
func (m *Market) physical(f *firm) float64 {
	t := m.w.Technology
	return math.Log10(f.lab.run/t.Reference) + t.Hardware*m.year/math.Ln10 - math.Log10(m.control(f.bloc, m.p.Train))
}

// ownQuality is what a lab reaches by its own research,
//
//	q_own = physical + g_A·t/ln 10 + deficit·e^(-years since its start) + luck·z.
func (m *Market) ownQuality(f *firm) float64 {
	t := m.w.Technology
	age := m.year - float64(f.startMonth(m.w.Start)-m.w.Start)/12
	z := dist.NormalQuantile(m.uniform(f.streamRelease))
	return m.physical(f) + t.Algorithms*m.year/math.Ln10 + f.spec.Lab.Deficit*math.Exp(-age) + t.Luck*z
}

// copyQuality adds what can be copied: a bounded bonus,
//
//	q = q_own + min{ (q_seen - q_own)⁺, log10(1/follow_cost) }.
//
// A follower spends follow_cost of what finding the quality cost, so its own
// compute carries it at most log10(1/follow_cost) decades further. At
// follow_cost 1 nothing can be copied.
func copyQuality(own, seen, follow float64) float64 {
	if math.IsNaN(seen) || seen <= own {
		return own
	}
	return own + min(seen-own, max(0, -math.Log10(follow)))
}

// seen is the best quality that lab i can copy now: anybody else's best at
// t - lag_distil, others' open weights at t - lag_open. NaN: nothing yet.
func (m *Market) seen(i int) float64 {
	t, b := m.w.Technology, m.firms[i].bloc
	best := m.bestOfOthers(i, t.LagDistil+m.p.LagDistil[b], func(f *frontier, j int) float64 { return f.best[j] })
	open := m.bestOfOthers(i, t.LagOpen, func(f *frontier, j int) float64 { return f.open[j] })
	return larger(best, open)
}

// bestOfOthers looks lag months back, between months linearly.
func (m *Market) bestOfOthers(i int, lag float64, of func(*frontier, int) float64) float64 {
	at := float64(m.t) - lag
	if at < 0 {
		return nan
	}
	lo := int(at)
	hi := min(lo+1, m.t-1)
	if lo >= m.t {
		lo, hi = m.t-1, m.t-1
	}
	if lo < 0 {
		return nan
	}
	w := at - float64(lo)
	best := nan
	for j := range m.firms {
		if j == i {
			continue
		}
		q := of(&m.frontier[lo], j)
		if later := of(&m.frontier[hi], j); w > 0 && later == later && q == q {
			q += w * (later - q)
		}
		best = larger(best, q)
	}
	return best
}

// larger is the larger of two numbers of which either may be missing (NaN).
func larger(a, b float64) float64 {
	if a != a || b > a {
		return b
	}
	return a
}

// control is the factor that an export control puts on a bloc's compute, worn
// down by what its own chip makers learn:
//
//	1 + (x - 1)(1 + home chips/scale)^(-b).
func (m *Market) control(b int, table []float64) float64 {
	x := table[b]
	c := m.w.Compute
	if x == 1 || c == nil {
		return x
	}
	return 1 + (x-1)*math.Pow(1+m.blocs[b].homeChips/c.HomeScale, -c.HomeLearning)
}

// remember stores the month's best products for those who copy or build in
// later, and the speed of the frontier.
func (m *Market) remember() {
	now := &m.frontier[m.t]
	now.bestOpen, now.bestAny, now.bestOwner = nan, nan, -1
	for b := range now.openBloc {
		now.openBloc[b] = nan
	}
	for i := range m.firms {
		f := &m.firms[i]
		now.best[i], now.open[i] = nan, nan
		for k := range f.lab.product {
			p := &f.lab.product[k]
			if !p.live || p.licence == closedLicence && !f.here {
				continue
			}
			now.best[i] = larger(now.best[i], p.quality)
			if p.licence == openLicence {
				now.open[i] = larger(now.open[i], p.quality)
			}
		}
		now.openBloc[f.bloc] = larger(now.openBloc[f.bloc], now.open[i])
		now.bestOpen = larger(now.bestOpen, now.open[i])
		if now.best[i] == now.best[i] && !(now.best[i] <= now.bestAny) {
			now.bestAny, now.bestOwner = now.best[i], i
		}
	}
	m.measureSlope()
}

// measureSlope averages the growth of the frontier, decades a month, over a
// year; until the second month it is what the technology's rates imply.
func (m *Market) measureSlope() {
	if m.w.Technology == nil {
		return
	}
	if m.t == 0 || m.slope != m.slope {
		t := m.w.Technology
		m.slope = (t.Algorithms + t.Hardware + t.ResearchGrow) / math.Ln10 / 12
		return
	}
	step := m.frontier[m.t].bestAny - m.frontier[m.t-1].bestAny
	if step == step {
		m.slope += fade(slopeMonths) * (max(step, 0) - m.slope)
	}
}

// slopeMonths is the memory of the frontier's measured speed: a definition.
const slopeMonths = 12
