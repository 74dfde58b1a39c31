package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// believe updates what investors think: growth of layers and firms, and the
// lead of closed models over open ones.
func (m *Market) believe() {
	v := m.w.Valuation
	if v == nil {
		return
	}
	for s := range m.segments {
		seg := &m.segments[s]
		seg.growth = expect(seg.growth, seg.lastYear, m.t, seg.revenue, v)
	}
	for i := range m.firms {
		f := &m.firms[i]
		if f.here {
			f.growth = expect(f.growth, f.lastYear, m.t, f.flow.revenue, v)
		}
	}
	for s := range m.segments {
		if seg := &m.segments[s]; seg.frontier != nil {
			m.hear(seg, v)
		}
	}
}

// expect averages yearly log growth; the ring holds the last year's revenue.
// Growth expectations lie within [-1, growth_max] by definition.
func expect(g float64, ring []float64, t int, revenue float64, v *Valuation) float64 {
	last := ring[t%12]
	ring[t%12] = revenue
	if !(last > 0 && revenue > 0) {
		return g
	}
	now := max(-1, min(math.Log(revenue/last), v.GrowthMax))
	if g != g {
		return now
	}
	return g + fade(v.Memory)*(now-g)
}

// hear turns releases of a kind of model that are its best open ones yet into
// news. The surprise of a release that leaves
// closed models less ahead than believed is
//
//	u = (ḡ - gap)⁺/(ḡ + gap_0),
//
// and the belief ḡ moves slowly. The first gap is believed at once.
func (m *Market) hear(seg *segment, v *Valuation) {
	seg.surprise = 0
	seg.gap = m.leadMonths(seg)
	if seg.gap != seg.gap {
		return
	}
	if seg.gapBelief != seg.gapBelief {
		seg.gapBelief = seg.gap
	}
	u := max(0, seg.gapBelief-seg.gap) / (seg.gapBelief + v.Gap0)
	now := &seg.frontier[m.t]
	record := m.t == 0 || !(now.bestOpen <= seg.frontier[m.t-1].bestOpen)
	for k, i := range seg.makers {
		f := &m.firms[i]
		if record && f.lab.opened && now.bestOpen == now.open[k] {
			seg.surprise = u
			m.blocs[f.bloc].news = max(m.blocs[f.bloc].news, u)
		}
	}
	seg.gapBelief += fade(v.BeliefLag) * (seg.gap - seg.gapBelief)
}

// value prices every firm: the larger of discounted profits, a multiple of
// revenue, and the option of being at the frontier, times mood. On the day of
// news value falls by overshoot·u more than that, of which a half-life later
// half is left; the day lies in the middle of the month.
func (m *Market) value() {
	v := m.w.Valuation
	if v == nil {
		return
	}
	left := math.Exp2(-weeksPerMonth / v.HalfLife)
	for i := range m.firms {
		f := &m.firms[i]
		if !f.here {
			if !f.alive {
				f.value = 0
			}
			continue
		}
		f.mood = m.revertMood(f, v)
		shock := v.Overshoot * m.exposure(f)
		f.dayMove = -shock
		f.news = f.news*left + shock*math.Sqrt(left)
		f.value = m.worth(f, v) * math.Exp(f.mood-f.news)
	}
}

const weeksPerMonth = 365.25 / 12 / 7

// revertMood is one month of mood with stationary sd mood_sd.
func (m *Market) revertMood(f *firm, v *Valuation) float64 {
	return revert(f.mood, v.MoodRev, v.MoodSD*math.Sqrt(2*v.MoodRev), m.normal(f.streamMood))
}

// exposure is how much surprise hits a firm: a lab that of its own kind of
// model, as far as it has earned the closed premium; a chip maker that of all
// kinds, each by its share of what models sell for, times chip_exposure. Users
// of models are not hit.
func (m *Market) exposure(f *firm) float64 {
	switch m.segments[f.seg].layer {
	case undercut.Model:
		return f.lab.earned * m.segments[f.seg].surprise
	case undercut.Compute:
		sum, all := 0.0, 0.0
		for s := range m.segments {
			if seg := &m.segments[s]; seg.frontier != nil {
				sum, all = sum+seg.revenue*seg.surprise, all+seg.revenue
			}
		}
		if all > 0 {
			return m.w.Valuation.Exposure * sum / all
		}
	}
	return 0
}

// worth is the fundamental value, $bn: the largest of
//
//	expected long-run margin × run rate × annuity(g),
//	floor_multiple × run rate,
//	option × the layer's run rate × e^(-months behind the frontier/closeness),
//
// the last for labs only. In its first year, before growth is known, a firm is
// worth what it was worth at the start.
func (m *Market) worth(f *firm, v *Valuation) float64 {
	if v0 := f.startValue(); f.growth != f.growth && v0 > 0 {
		return v0
	}
	revenue := 12 * f.flow.revenue
	floor := v.Multiple * max(revenue, 0)
	seg := &m.segments[f.seg]
	g := v.LayerWeight*notGiven(seg.growth) + (1-v.LayerWeight)*notGiven(f.growth)
	profits := m.expectedMargin(f) * revenue * m.annuity(g, v)
	option := 0.0
	if seg.layer == undercut.Model {
		now := &seg.frontier[m.t]
		if behind := seg.months(now.bestAny - now.best[f.local]); behind == behind {
			option = v.Option * 12 * seg.revenue * math.Exp(-behind/v.Closeness)
		}
	}
	return max(profits, floor, option)
}

// startValue is the value that the scenario gives, 0 for firms without one.
func (f *firm) startValue() float64 {
	switch {
	case f.spec == nil:
	case f.spec.Lab != nil:
		return f.spec.Lab.Value
	case f.spec.Chips != nil:
		return f.spec.Chips.Value
	}
	return 0
}

// expectedMargin is the long-run profit per dollar of revenue: gross margin,
// which the open threat is expected to erode, m·(1 - e^(-ḡ/gap_0)), less the
// research and overhead that revenue carries in the long run.
func (m *Market) expectedMargin(f *firm) float64 {
	if f.flow.revenue > 0 {
		now := (f.flow.gross + f.flow.fees + f.flow.royalty) / f.flow.revenue
		if f.marginSmooth != f.marginSmooth {
			f.marginSmooth = now
		}
		f.marginSmooth += fade(revenueMonths) * (now - f.marginSmooth)
	}
	margin := notGiven(f.marginSmooth)
	switch m.segments[f.seg].layer {
	case undercut.Model:
		if belief := m.segments[f.seg].gapBelief; belief == belief {
			margin *= -math.Expm1(-belief / m.w.Valuation.Gap0)
		}
		if c := m.w.Money; c != nil {
			margin -= c.ResearchEnd + c.Overhead
		}
	case undercut.Compute:
		if c := m.w.Money; c != nil {
			margin -= c.ResearchEnd + c.Overhead
		}
	case undercut.Device, undercut.App:
		margin -= m.segments[f.seg].spec.FixedRatio
	}
	return margin
}

// annuity is the present value of a dollar a year that grows at g, fading,
//
//	Σ_k e^(-discount·(k+½) + g(1 - e^(-fade·(k+½)))/fade),  k = 0…29.
//
// It is tabulated once per future over the growth that is admitted and read
// between the points linearly.
func (m *Market) annuity(g float64, v *Valuation) float64 {
	x := (g - annuityLow) / annuityStep
	k := max(0, min(int(x), len(m.annuities)-2))
	return m.annuities[k] + (x-float64(k))*(m.annuities[k+1]-m.annuities[k])
}

const (
	annuityLow   = -1.0
	annuityStep  = 0.05
	annuityYears = 30
)

func (m *Market) tabulateAnnuities() {
	v := m.w.Valuation
	if v == nil {
		return
	}
	n := int((v.GrowthMax-annuityLow)/annuityStep) + 2
	m.annuities = m.annuities[:0]
	for k := range n {
		g, sum := annuityLow+annuityStep*float64(k), 0.0
		for y := range annuityYears {
			t := float64(y) + 0.5
			sum += math.Exp(-m.w.Discount*t + g*-math.Expm1(-v.Fade*t)/v.Fade)
		}
		m.annuities = append(m.annuities, sum)
	}
}
