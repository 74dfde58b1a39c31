package decision

import (
	"math"
	"slices"
)

// A Release is a model that has to earn back its cost.
type Release struct {
	Run, Research float64 // cost of the final training run, of all research behind it, $m
	Revenue       float64 // $m a month at release
	Margin        float64 // gross margin, 0 to 1: after serving
	Growth        float64 // of revenue, a month; above -1
	Equal         float64 // months until an open model of equal quality is out; +Inf: never
	Erosion       float64 // part of the margin that survives then, 0 to 1
	Discount      float64 // a year, continuous
}

// NewRelease reads a release from inputs. Revenue is given, or is market ($bn a
// year) times share. The open equal comes by whichever of two ways is shorter,
// of those that are given: open labs go on at the frontier's pace, which takes
// as many months as the release is ahead of them (lead), or they copy the
// release, which takes lag months.
func NewRelease(v Values) Release {
	r := Release{
		Run: v["run"], Research: v["research"], Margin: v["margin"], Growth: v["growth"],
		Equal: math.Inf(1), Erosion: v["erosion"], Discount: v["discount"],
	}
	if revenue, ok := v["revenue"]; ok {
		r.Revenue = revenue
	} else {
		r.Revenue = v["market"] * 1000 / 12 * v["share"]
	}
	for _, name := range []string{"lead", "lag"} {
		if months, ok := v[name]; ok {
			r.Equal = min(r.Equal, months)
		}
	}
	return r
}

// Contribution is what the release earns a month at release, $m.
func (r Release) Contribution() float64 { return r.Revenue * r.Margin }

// rate is k, the monthly growth of discounted earnings.
func (r Release) rate() float64 { return math.Log1p(r.Growth) - r.Discount/12 }

// phi is the integral of e^(ks) over s from 0 to t.
func phi(k, t float64) float64 {
	if math.Abs(k*t) < 1e-9 {
		return t * (1 + k*t/2) // expm1(kt)/k to the last bit, k = 0 included
	}
	return math.Expm1(k*t) / k
}

// months inverts phi: +Inf if the sum is never reached.
func months(k, sum float64) float64 {
	switch {
	case math.IsInf(sum, 1) || k*sum <= -1:
		return math.Inf(1)
	case math.Abs(k*sum) < 1e-9:
		return sum * (1 - k*sum/2)
	}
	return math.Log1p(k*sum) / k
}

// Earned returns what is earned in the first t months, $m, discounted to the
// release.
func (r Release) Earned(t float64) float64 {
	k := r.rate()
	sum := phi(k, min(t, r.Equal))
	if t > r.Equal {
		sum += r.Erosion * math.Exp(k*r.Equal) * phi(k, t-r.Equal)
	}
	return r.Contribution() * sum
}

// Undiminished returns the months after which a cost is earned back if no open
// equal comes. It is also the lead that is needed to earn it back before one
// does. +Inf is never.
func (r Release) Undiminished(cost float64) float64 {
	if cost == 0 {
		return 0
	}
	return months(r.rate(), cost/r.Contribution())
}

// Months returns the months after which a cost is earned back, with the margin
// eroded from the open equal on. +Inf is never.
func (r Release) Months(cost float64) float64 {
	t := r.Undiminished(cost)
	if t <= r.Equal {
		return t
	}
	k := r.rate()
	rest := cost/r.Contribution() - phi(k, r.Equal)
	if r.Erosion == 0 || r.Contribution() == 0 {
		return math.Inf(1)
	}
	return r.Equal + months(k, rest/(r.Erosion*math.Exp(k*r.Equal)))
}

// LeadEver returns the months without an open equal that are needed to earn a
// cost back ever. Where earnings shrink, k < 0, all that is ever earned is
// m r (1 - (1-e) e^(kA))/(-k), so
//
//	A = ln((1 - y)/(1 - e))/k,  y = -k F/(m r)
//
// Where they do not shrink, any surviving margin is enough in the end.
func (r Release) LeadEver(cost float64) float64 {
	if cost == 0 {
		return 0
	}
	k := r.rate()
	y := -k * cost / r.Contribution()
	switch {
	case r.Contribution() == 0 || y >= 1:
		return math.Inf(1)
	case r.Erosion == 0:
		return r.Undiminished(cost)
	case k >= 0 || y <= r.Erosion:
		return 0
	}
	return (math.Log1p(-y) - math.Log1p(-r.Erosion)) / k
}

// A Recoupment is what is known of earning back one cost base.
type Recoupment struct {
	Base         string  // "run" or "research", the name of the input
	Cost         float64 // $m, at the middle of the inputs, as the next four
	Undiminished float64 // months if no open equal comes
	Months       float64 // months with it
	LeadBefore   float64 // lead needed to recoup before an open equal, months
	LeadEver     float64 // lead needed to recoup at all, months

	P5, P50, P95 float64   // months over futures; +Inf is never
	Before, Ever Frequency // recouped before the open equal, at all
	Driver       *Driver   // of what is earned before the open equal over the cost; nil if all is certain
	Flip         *Flip     // values of the driver at which "before" turns; nil without a driver
}

// Recoup answers for a cost base, "run" or "research".
func Recoup(s *Study, base string) (Recoupment, error) {
	central := NewRelease(s.Central())
	cost := central.cost(base)
	out := Recoupment{
		Base: base, Cost: cost, Undiminished: central.Undiminished(cost), Months: central.Months(cost),
		LeadBefore: central.Undiminished(cost), LeadEver: central.LeadEver(cost),
	}
	after, earned := make([]float64, s.Futures), make([]float64, s.Futures)
	before, ever := make([]bool, s.Futures), make([]bool, s.Futures)
	all := make([]int, s.Futures)
	for i := range all {
		all[i] = i
		r := NewRelease(s.Draw(i))
		after[i] = r.Months(r.cost(base))
		before[i], ever[i] = after[i] <= r.Equal, !math.IsInf(after[i], 1)
		earned[i] = r.Earned(r.Equal) / r.cost(base)
	}
	out.Before, out.Ever = frequency(before), frequency(ever)
	if d, ok := s.driver(all, earned); ok {
		f, err := s.flipBefore(base, d.Name)
		if err != nil {
			return Recoupment{}, err
		}
		out.Driver, out.Flip = &d, &f
	}
	slices.Sort(after)
	out.P5, out.P50, out.P95 = quantile(after, 0.05), quantile(after, 0.5), quantile(after, 0.95)
	return out, nil
}

func (r Release) cost(base string) float64 {
	if base == "run" {
		return r.Run
	}
	return r.Research
}

// flipBefore finds the values of an input at which the cost is just recouped
// before the open equal. Shares are searched over all of 0 to 1, growth and
// discount to half either way, amounts and months from 0 to a hundred times.
func (s *Study) flipBefore(base, name string) (Flip, error) {
	v := s.Central()
	lo, hi := 0.0, 100*v[name]
	switch name {
	case "margin", "share", "erosion":
		hi = 1
	case "growth":
		lo, hi = min(-0.5, v[name]), max(0.5, v[name])
	case "discount":
		lo, hi = min(-0.5, v[name]), max(0.5, v[name])
	}
	return flip(name, v[name], lo, hi, func(x float64) (bool, error) {
		r := NewRelease(v.with(name, x))
		return r.Months(r.cost(base)) <= r.Equal, nil
	})
}

// Bands returns the 10, 25, 50, 75 and 90% quantiles over futures of what is
// earned in the first 0 to n months.
func (s *Study) Bands(n int) [5][]float64 {
	releases := make([]Release, s.Futures)
	for i := range releases {
		releases[i] = NewRelease(s.Draw(i))
	}
	var out [5][]float64
	at := make([]float64, len(releases))
	for t := range n + 1 {
		for i, r := range releases {
			at[i] = r.Earned(float64(t))
		}
		slices.Sort(at)
		for k, p := range []float64{0.1, 0.25, 0.5, 0.75, 0.9} {
			out[k] = append(out[k], quantile(at, p))
		}
	}
	return out
}
