package bertrand

import (
	"errors"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// Valid reports whether Validate would return nil, without allocating.
func (p *Problem) Valid() bool {
	n := len(p.Nest)
	if !p.Market.Valid() || p.Firms < 0 || !p.lengths(n) {
		return false
	}
	sum := 0.0 // x-x is 0 for finite x only
	for j, f := range p.Firm {
		chosen := p.strategic(j)
		if f < -1 || f >= p.Firms || f == -1 && chosen {
			return false
		}
		sum += p.Cost[j] - p.Cost[j]
		if !chosen {
			sum += p.Fixed[j] - p.Fixed[j]
		}
		if p.Form == demand.Spend && (chosen && p.Cost[j] <= 0 || !chosen && p.Fixed[j] <= 0) {
			return false
		}
		if p.Keep != nil && !(p.Keep[j] > 0 && p.Keep[j] < math.Inf(1)) {
			return false
		}
		if p.Complement != nil {
			sum += p.Complement[j] - p.Complement[j]
		}
		if p.Floor != nil && !(p.Floor[j] < math.Inf(1)) {
			return false
		}
	}
	for f := range p.Firms {
		th, ka, xx := at(p.Theta, f, 1), at(p.Adoption, f, 0), at(p.Surplus, f, 0)
		sum += ka - ka + xx - xx
		if !(th >= 0 && th <= 1) {
			return false
		}
	}
	return sum == 0
}

func (p *Problem) lengths(n int) bool {
	offers := func(v []float64) bool { return v == nil || len(v) == n }
	firms := func(v []float64) bool { return v == nil || len(v) == p.Firms }
	return len(p.Cost) == n && len(p.Firm) == n && offers(p.Keep) && offers(p.Complement) &&
		offers(p.Floor) && offers(p.Fixed) && firms(p.Theta) && firms(p.Adoption) && firms(p.Surplus)
}

// Validate returns every fault of the problem at once, each naming its place,
// the value found and what is wanted, or nil.
func (p *Problem) Validate() error {
	v := &faults{p: p}
	if err := p.Market.Validate(); err != nil {
		v.errs = append(v.errs, err)
	}
	if p.Firms < 0 {
		v.add("firms is %d: want 0 or more", p.Firms)
	}
	v.prices()
	v.optional("keep", p.Keep, func(w float64) bool { return w > 0 && !math.IsInf(w, 0) }, "a positive number, 1/(1+duty)")
	v.optional("complement", p.Complement, finite, "a finite number")
	v.optional("floor", p.Floor, func(x float64) bool { return x < math.Inf(1) }, "a price, or -Inf for none")
	v.perFirm("theta", p.Theta, func(x float64) bool { return x >= 0 && x <= 1 }, "0 (at cost) to 1 (Nash)")
	v.perFirm("adoption", p.Adoption, finite, "a finite number")
	v.perFirm("surplus", p.Surplus, finite, "a finite number")
	return errors.Join(v.errs...)
}

// faults collects what is wrong with a problem.
type faults struct {
	p    *Problem
	errs []error
}

func (v *faults) add(format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf(format, args...))
}

// length reports whether a slice has one value per thing, and says so if not.
func (v *faults) length(name string, got, want int, thing string) bool {
	if got != want {
		v.add("%s has %d values: want %d, one per %s", name, got, want, thing)
	}
	return got == want
}

// prices checks costs, owners and given prices against each other.
func (v *faults) prices() {
	p := v.p
	n := len(p.Nest)
	cost := v.length("cost", len(p.Cost), n, "offer")
	firm := v.length("firm", len(p.Firm), n, "offer")
	fixed := p.Fixed != nil && v.length("fixed", len(p.Fixed), n, "offer")
	spend := p.Form == demand.Spend
	for j := range n {
		chosen := !fixed || p.strategic(j)
		if firm {
			v.owner(j, chosen)
		}
		if cost && !finite(p.Cost[j]) {
			v.add("cost[%d] is %v: want a finite number", j, p.Cost[j])
		} else if cost && spend && chosen && p.Cost[j] <= 0 {
			v.add("cost[%d] is %v: the spend form has no price for a cost of 0 or less (use the unit form)", j, p.Cost[j])
		}
		if !chosen && (math.IsInf(p.Fixed[j], 0) || spend && p.Fixed[j] <= 0) {
			v.add("fixed[%d] is %v: want a price, positive in the spend form, or NaN to let its owner choose", j, p.Fixed[j])
		}
	}
}

func (v *faults) owner(j int, chosen bool) {
	switch f := v.p.Firm[j]; {
	case f < -1 || f >= v.p.Firms:
		v.add("firm[%d] is %d: want 0 to %d, or -1 for a fixed offer of nobody", j, f, v.p.Firms-1)
	case f == -1 && chosen:
		v.add("firm[%d] is -1 but fixed[%d] gives no price: an offer of nobody needs one", j, j)
	}
}

// optional and perFirm check slices that may be nil.
func (v *faults) optional(name string, x []float64, ok func(float64) bool, want string) {
	v.values(name, x, len(v.p.Nest), "offer", ok, want)
}

func (v *faults) perFirm(name string, x []float64, ok func(float64) bool, want string) {
	v.values(name, x, v.p.Firms, "firm", ok, want)
}

func (v *faults) values(name string, x []float64, n int, thing string, ok func(float64) bool, want string) {
	if x == nil || !v.length(name, len(x), n, thing) {
		return
	}
	for i, y := range x {
		if !ok(y) {
			v.add("%s[%d] is %v: want %s", name, i, y, want)
		}
	}
}

// finite reports whether x is neither NaN nor infinite: x-x is 0 only then.
func finite(x float64) bool { return x-x == 0 }

func notFinite(x float64) bool { return x-x != 0 }
