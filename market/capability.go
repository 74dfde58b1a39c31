package market

import (
	"math"

	"github.com/undercut-sim/undercut/dist"
)

// physical is the training compute of a release in decades relative to the
// reference run C0 of its kind, dollars turned into compute at the bloc's price:
//
//	log10(C_f/C0) + g_hw·t/ln 10 - log10(m_bloc·(1 + tax on compute)).
func (m *Market) physical(f *firm) float64 {
	c0 := m.segments[f.seg].craft.Reference
	return math.Log10(f.lab.run/c0) + m.w.Technology.Hardware*m.year/math.Ln10 - math.Log10(m.training(f.bloc))
}

// ownQuality is what a lab reaches by its own research,
//
//	q_own = physical + g_A·t/ln 10 + deficit·e^(-years since its start) + luck·z.
func (m *Market) ownQuality(f *firm) float64 {
	age := m.year - float64(f.startMonth(m.w.Start)-m.w.Start)/12
	z := dist.NormalQuantile(m.uniform(f.streamRelease))
	growth := m.segments[f.seg].craft.Algorithms * m.year / math.Ln10
	return m.physical(f) + growth + f.spec.Lab.Deficit*math.Exp(-age) + m.w.Technology.Luck*z
}

// copyQuality adds what can be copied: a bounded bonus,
//
//	q = q_own + min{ (q_seen - q_own)⁺, log10(1/follow_cost) }.
//
// A follower spends follow_cost of what finding the quality cost, so its own
// compute carries it at most log10(1/follow_cost) decades further. At
// follow_cost 1 nothing can be copied.
func copyQuality(own, seen, follow float64) float64 {
	bonus := max(0, -math.Log10(follow))
	switch {
	case math.IsNaN(seen) || seen <= own:
		return own
	case seen-own <= bonus: // all of it, to the last bit: a copy is no better than what it copies
		return seen
	}
	return own + bonus
}

// seen is the best quality that lab i can copy now from labs of its segment:
// anybody else's best at t - lag_distil, others' open weights at t - lag_open,
// and at once what labs of the same owner have. NaN: nothing yet.
func (m *Market) seen(i int) float64 {
	f := &m.firms[i]
	seg := &m.segments[f.seg]
	best := m.bestOfOthers(seg, f.local, seg.craft.LagDistil+m.p.LagDistil[f.bloc], func(f *frontier, j int) float64 { return f.best[j] })
	open := m.bestOfOthers(seg, f.local, seg.craft.LagOpen, func(f *frontier, j int) float64 { return f.open[j] })
	return larger(larger(best, open), m.familyBest(i))
}

// bestOfOthers looks lag months back, between months linearly.
func (m *Market) bestOfOthers(seg *segment, local int, lag float64, of func(*frontier, int) float64) float64 {
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
	for j := range seg.makers {
		if j == local {
			continue
		}
		q := of(&seg.frontier[lo], j)
		if later := of(&seg.frontier[hi], j); w > 0 && later == later && q == q {
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
