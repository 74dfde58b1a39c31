package forecast

import (
	"math"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/rng"
)

// luck is the luck of one future's estimates: standard normals by name.
type luck struct{ seed, future uint64 }

func (l luck) normal(name string) float64 {
	x, _, _, _ := rng.At(l.seed, l.future, rng.Name("estimate/"+name), 0)
	return dist.NormalQuantile(rng.Unit(x))
}

// lay writes the numbers of one future over a world: the shared numbers, and
// estimates with their errors.
func (m *Market) lay(w *market.World, d drawn, s Shared, l luck) {
	e := &m.Estimate
	seg := &w.Segments[0]
	growth := e.Growth + e.GrowthSE*l.normal("growth")
	seg.Size, seg.Growth, seg.Dampen = size, growth, s.Dampen
	seg.Elasticity, seg.Habit = s.Elasticity, s.Habit
	seg.Fashion = &market.Fashion{SD: s.Fashion, Fade: s.Fade * math.Exp(fadeLog*l.normal("fade"))}
	seg.BudgetYears, seg.CashMonths = s.Budget, s.Cash
	exponent := m.learn(seg, d.learning, s, l)
	m.peace(seg, d.conduct)
	for k, i := range m.firms {
		w.Firms[i].Maker = m.firm(d.makers[i], &e.Firms[k], growth, s, l)
		if exponent == exponent {
			w.Firms[i].Maker.Exponent = exponent
		}
		w.Firms[i].Fixed, w.Firms[i].Cash, w.Firms[i].Ratio = 0, 0, nan
		if m.CanFail(k) {
			w.Firms[i].Fixed, w.Firms[i].Cash = nan, nan
			w.Firms[i].Ratio = s.Fixed * math.Max(0, 1-seg.Selling-d.makers[i].UnitCost/d.makers[i].Price)
		}
	}
}

// fadeLog is the spread between industries of the log of the speed at which
// trends end, an assumption: a new technology takes over for a decade, a fashion
// lasts a season.
const fadeLog = 0.8

// size is the potential of a market relative to its sales at the origin, an
// assumption: one buyer of five stays outside.
const size = 1.25

// learn sets the experience curve at which cost falls as the price did: the
// exponent is the drift over the growth of experience. If progress goes with
// experience, that is its growth while the price fell; if it goes with time, that
// of sales from now on, and the price goes on as it fell. The truth lies between,
// at the weighted geometric mean.
//
// It returns the exponent; NaN without a series of prices: then the scenario
// says how fast costs fall.
func (m *Market) learn(seg *market.Segment, base *market.Learning, s Shared, l luck) (exponent float64) {
	e := &m.Estimate
	if base == nil || e.Price != e.Price {
		return nan
	}
	drift := s.Drift*e.Drift + math.Hypot(e.DriftSE, s.Break*e.Spread)*l.normal("drift")
	k := *base
	k.Noise = s.Noise * e.Spread * math.Exp(math.Hypot(e.SpreadLog, s.Rough)*l.normal("spread"))
	k.NoiseMA, k.News = s.NoiseMA, e.Last
	if len(m.firms) == 1 {
		k.Common = 1
	}
	seg.Learning = &k
	return -drift / between(e.Pace, math.Max(seg.Growth, slowest), s.Wright)
}

// firm starts a firm from its share, its trend and the gap of the price above
// its line, which is margin. The scenario gives its price relative to the
// market's and the margin that it has in the long run.
func (m *Market) firm(base *market.Maker, f *FirmEstimate, growth float64, s Shared, l luck) *market.Maker {
	e := &m.Estimate
	k := *base
	k.Units = f.Share
	k.Cumulative = f.Share * between(e.Experience, 1/math.Max(growth, slowest), s.Wright)
	if e.Price != e.Price {
		k.Cumulative = f.Share * base.Cumulative / base.Units
	}
	k.Trend = s.Carry*(f.Trend+f.TrendSE*l.normal("trend/"+f.Name)) + s.Turn*l.normal("turn/"+f.Name)
	k.Fancy = s.Fashion
	if f.Spread > 0 {
		k.Fancy = pooled(f.Spread, f.Weight, s.Fashion)
	}
	k.Fancy *= s.Restless * math.Exp(s.Wild*l.normal("fancy/"+f.Name))
	margin := 1 - base.UnitCost/base.Price
	k.UnitCost *= math.Exp(-s.Revert * math.Max(e.Gap, 0))
	wide := 1 - k.UnitCost/k.Price
	k.Conduct = math.Min(1, s.seek(base)*margin/wide)
	return &k
}

// CanFail says whether firm k of Estimate.Firms is one that can run out of
// money: not a country, an average or a remainder, and not one whose fixed cost
// somebody else pays, which the scenario says by a fixed_cost of 0.
func (m *Market) CanFail(k int) bool {
	kept := m.base[m.firms[k]].Fixed == 0
	return m.mortal && !kept && (m.World.Shares == nil || m.Estimate.Firms[k].Name != m.World.Shares.Rest)
}

// seek is the long-run conduct of a firm relative to its start: that of all, or
// of those who want scale, whom the scenario marks by a conduct below 1.
func (s Shared) seek(k *market.Maker) float64 {
	if k.Conduct < 1 {
		return s.Seek
	}
	return 1
}

// between is the geometric mean of a, with weight w, and b.
func between(a, b, w float64) float64 { return math.Pow(a, w) * math.Pow(b, 1-w) }

// peace takes price wars out of a market whose prices were observed: the spread
// of the past has them.
func (m *Market) peace(seg *market.Segment, base *market.Conduct) {
	if base != nil && m.Estimate.Price == m.Estimate.Price {
		quiet := *base
		quiet.WarRate = 0
		seg.Conduct = &quiet
	}
}
