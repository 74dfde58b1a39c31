package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A summary is one number over all cases.
type summary struct {
	name, doc string
	of        func(cases []Case, o []outcome) float64
}

// summaries lists what seen and simulated industries are compared by. With
// h = 1, 3, 5 years:
//
//	price.pace.h    median of (Δln p - h drift)/(spread √h)
//	price.spread.h  log of the mean size of the same
//	price.line      slope of Δln p - 5 drift on the gap above the line
//	share.trend.h   slope of Δln s on h times the trend before
//	share.move.h    log of the mean of |Δs|
//	share.spread.h  log of the mean size of Δln s
//	price.tails.h   root mean square less mean of the size of the standardised change, logs
//	share.tails.h   the same of Δln s
//	share.leader    slope of Δln s over 5 years on the share before
//	units.pace      mean of (Δln u - 5 growth)
//	exits           share of firms that left within 5 years
//	exits.trend     trend before of those who left less that of those who stayed
//
// Every world weighs as one, however many origins and firms it has. A share
// below a thousandth counts as a thousandth in logs: below, rounding is what
// differs.
var summaries = list()

func list() []summary {
	var all []summary
	for h, y := range horizons {
		all = append(all,
			summary{fmt.Sprintf("price.pace.%d", y), "", func(c []Case, o []outcome) float64 { return median(prices(c, o, h)) }},
			summary{fmt.Sprintf("price.spread.%d", y), "", func(c []Case, o []outcome) float64 { return logSize(prices(c, o, h)) }},
			summary{fmt.Sprintf("price.tails.%d", y), "", func(c []Case, o []outcome) float64 { return tails(prices(c, o, h)) }},
			summary{fmt.Sprintf("share.tails.%d", y), "", func(c []Case, o []outcome) float64 { return tails(growths(shares(c, o, h))) }},
			summary{fmt.Sprintf("share.trend.%d", y), "", func(c []Case, o []outcome) float64 { return carried(shares(c, o, h)) / float64(y) }},
			summary{fmt.Sprintf("share.move.%d", y), "", func(c []Case, o []outcome) float64 { return logMove(shares(c, o, h)) }},
			summary{fmt.Sprintf("share.spread.%d", y), "", func(c []Case, o []outcome) float64 { return logSize(growths(shares(c, o, h))) }},
		)
	}
	return append(all,
		summary{"price.line", "", line},
		summary{"share.leader", "", func(c []Case, o []outcome) float64 { return leader(shares(c, o, 2)) }},
		summary{"units.pace", "", pace},
		summary{"exits", "", exits},
		summary{"exits.trend", "", exitTrend},
	)
}

// A point is a number with its weight.
type point struct{ x, w float64 }

// weigh gives every world of an episode the same weight.
func weigh(cases []Case) []float64 {
	count := map[string]float64{}
	for i := range cases {
		count[cases[i].world()]++
	}
	w := make([]float64, len(cases))
	for i := range cases {
		w[i] = 1 / count[cases[i].world()]
	}
	return w
}

func (c *Case) world() string { return c.Episode + "/" + c.market.World.Name }

func prices(cases []Case, o []outcome, h int) []point {
	weight := weigh(cases)
	var all []point
	for i := range cases {
		e, y := &cases[i].market.Estimate, float64(horizons[h])
		if x := o[i].price[h]; x == x {
			all = append(all, point{(x - y*e.Drift) / (e.Spread * math.Sqrt(y)), weight[i]})
		}
	}
	return all
}

func mean(p []point) float64 {
	sum, n := 0.0, 0.0
	for _, x := range p {
		sum, n = sum+x.w*x.x, n+x.w
	}
	return sum / n
}

// median is the least number that half of the weight does not exceed.
func median(p []point) float64 {
	p = slices.Clone(p)
	slices.SortStableFunc(p, func(a, b point) int { return cmp.Compare(a.x, b.x) })
	half, sum := 0.0, 0.0
	for _, x := range p {
		half += x.w / 2
	}
	for _, x := range p {
		if sum += x.w; sum >= half {
			return x.x
		}
	}
	return nan
}

func logSize(p []point) float64 {
	sum, n := 0.0, 0.0
	for _, x := range p {
		sum, n = sum+x.w*math.Abs(x.x), n+x.w
	}
	return math.Log(sum / n)
}

func logRMS(p []point) float64 {
	sum, n := 0.0, 0.0
	for _, x := range p {
		sum, n = sum+x.w*x.x*x.x, n+x.w
	}
	return math.Log(sum/n) / 2
}

// line is how much of a gap above the line is gone after five years.
func line(cases []Case, o []outcome) float64 {
	weight := weigh(cases)
	xy, xx := 0.0, 0.0
	for i := range cases {
		e := &cases[i].market.Estimate
		if x := o[i].price[2]; x == x {
			w := weight[i] / (e.Spread * e.Spread)
			xy += w * e.Gap * (x - 5*e.Drift)
			xx += w * e.Gap * e.Gap
		}
	}
	return xy / xx
}

// A holding is a firm's share before and after.
type holding struct{ before, after, trend, w float64 }

const least = 1e-3

func (h holding) growth() float64 {
	return math.Log(math.Max(h.after, least) / math.Max(h.before, least))
}

func shares(cases []Case, o []outcome, h int) []holding {
	weight := weigh(cases)
	var all []holding
	for i := range cases {
		firms := cases[i].market.Estimate.Firms
		for k, f := range firms {
			if s := o[i].share[k][h]; s == s {
				all = append(all, holding{f.Share, s, f.Trend, weight[i] / float64(len(firms))})
			}
		}
	}
	return all
}

// carried is the slope of growth on the trend before.
func carried(all []holding) float64 {
	xy, xx := 0.0, 0.0
	for _, s := range all {
		xy += s.w * s.trend * s.growth()
		xx += s.w * s.trend * s.trend
	}
	return xy / xx
}

func logMove(all []holding) float64 {
	sum, n := 0.0, 0.0
	for _, s := range all {
		sum, n = sum+s.w*math.Abs(s.after-s.before), n+s.w
	}
	return math.Log(sum / n)
}

func growths(all []holding) []point {
	var p []point
	for _, s := range all {
		p = append(p, point{s.growth(), s.w})
	}
	return p
}

// tails is how much larger the root of the mean square is than the mean size:
// 0.23 for a normal law of mean 0, more where few changes are very large.
func tails(p []point) float64 {
	return logRMS(p) - logSize(p)
}

// leader is whether those who were large grew.
func leader(all []holding) float64 {
	mx, my, n := 0.0, 0.0, 0.0
	for _, s := range all {
		mx, my, n = mx+s.w*s.before, my+s.w*s.growth(), n+s.w
	}
	mx, my = mx/n, my/n
	xy, xx := 0.0, 0.0
	for _, s := range all {
		xy += s.w * (s.before - mx) * (s.growth() - my)
		xx += s.w * (s.before - mx) * (s.before - mx)
	}
	return xy / xx
}

func pace(cases []Case, o []outcome) float64 {
	weight := weigh(cases)
	var p []point
	for i := range cases {
		if x := o[i].units[2]; x == x {
			p = append(p, point{x - 5*cases[i].market.Estimate.Growth, weight[i]})
		}
	}
	return mean(p)
}

func exits(_ []Case, o []outcome) float64 {
	var p []point
	for i := range o {
		for _, g := range o[i].gone {
			if g == g {
				p = append(p, point{g, 1})
			}
		}
	}
	return mean(p)
}

// exitTrend is 0 where nobody left or nobody stayed.
func exitTrend(cases []Case, o []outcome) float64 {
	var left, stayed []point
	for i := range o {
		for k, g := range o[i].gone {
			t := cases[i].market.Estimate.Firms[k].Trend
			switch g {
			case 1:
				left = append(left, point{t, 1})
			case 0:
				stayed = append(stayed, point{t, 1})
			}
		}
	}
	if len(left) == 0 || len(stayed) == 0 {
		return 0
	}
	return mean(left) - mean(stayed)
}
