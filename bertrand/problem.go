package bertrand

import (
	"errors"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// A Problem is one market in which firms set prices. Slices documented as
// optional may be nil; all others have one value per offer or per firm.
type Problem struct {
	demand.Market

	Cost  []float64 // effective marginal cost per offer, dollars: net of any own-usage complement (A1)
	Firm  []int     // owner of each offer, 0 to Firms-1; -1 for a fixed offer of nobody
	Firms int

	// Theta is conduct per firm: 1 is Nash, 0 is pricing at cost. Optional: all 1.
	Theta []float64

	// Keep is the part of the consumer price that the seller of an offer keeps,
	// 1/(1+duty) for an ad valorem duty on the seller's price. Optional: all 1.
	Keep []float64

	// Complement is C_j, what a rise of an offer's price adds to its owner's
	// profit elsewhere: dollars per dollar (Unit) or per log price (Spend).
	// It is held constant while prices move. Optional: none.
	Complement []float64

	// Adoption is kappa_f, dollars that firm f earns per buyer (Unit) or per
	// dollar spent (Spend) on any offer, whoever sells it (A2). Optional: none.
	Adoption []float64

	// Surplus is X_f, dollars that firm f earns elsewhere per dollar of consumer
	// surplus created here (A3). Above 1 only a floor may stop the price. Optional: none.
	Surplus []float64

	// Floor is the lowest admissible consumer price per offer; -Inf is none. Optional: none.
	Floor []float64

	// Fixed is NaN for an offer whose price its owner chooses, else the price
	// that it has whatever rivals do: a fringe of hosts, a sticky list price.
	// Its margin enters its owner's other first-order conditions. Optional: all chosen.
	Fixed []float64
}

// strategic reports whether the price of offer j is chosen.
func (p *Problem) strategic(j int) bool { return p.Fixed == nil || p.Fixed[j] != p.Fixed[j] }

func at(v []float64, i int, otherwise float64) float64 {
	if v == nil {
		return otherwise
	}
	return v[i]
}

// margin returns the seller's margin on offer j: w p - c dollars per sale
// (Unit) or w - c/p dollars per dollar of consumer spending (Spend).
func (p *Problem) margin(j int, price float64) float64 {
	if p.Form == demand.Spend {
		return at(p.Keep, j, 1) - p.Cost[j]/price
	}
	return at(p.Keep, j, 1)*price - p.Cost[j]
}

// price inverts margin.
func (p *Problem) price(j int, margin float64) float64 {
	if p.Form == demand.Spend {
		return p.Cost[j] / (at(p.Keep, j, 1) - margin)
	}
	return (p.Cost[j] + margin) / at(p.Keep, j, 1)
}

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
	var errs []error
	if err := p.Market.Validate(); err != nil {
		errs = append(errs, err)
	}
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	n := len(p.Nest)
	length := func(name string, got, want int, optional bool, per string) bool {
		if got == want || optional && got == 0 {
			return got == want
		}
		fault("%s has %d values: want %d, one per %s", name, got, want, per)
		return false
	}
	cost := length("cost", len(p.Cost), n, false, "offer")
	firm := length("firm", len(p.Firm), n, false, "offer")
	fixed := length("fixed", len(p.Fixed), n, p.Fixed == nil, "offer")
	if p.Firms < 0 {
		fault("firms is %d: want 0 or more", p.Firms)
	}
	chosen := func(j int) bool { return !fixed || p.strategic(j) }
	for j := 0; firm && j < n; j++ {
		switch f := p.Firm[j]; {
		case f < -1 || f >= p.Firms:
			fault("firm[%d] is %d: want 0 to %d, or -1 for a fixed offer of nobody", j, f, p.Firms-1)
		case f == -1 && chosen(j):
			fault("firm[%d] is -1 but fixed[%d] gives no price: an offer of nobody needs one", j, j)
		}
	}
	for j := 0; cost && j < n; j++ {
		switch c := p.Cost[j]; {
		case notFinite(c):
			fault("cost[%d] is %v: want a finite number", j, c)
		case p.Form == demand.Spend && c <= 0 && chosen(j):
			fault("cost[%d] is %v: the spend form has no price for a cost of 0 or less (use the unit form)", j, c)
		}
	}
	for j := 0; fixed && j < n; j++ {
		if v := p.Fixed[j]; math.IsInf(v, 0) || p.Form == demand.Spend && v <= 0 {
			fault("fixed[%d] is %v: want a price, positive in the spend form, or NaN to let its owner choose", j, v)
		}
	}
	if length("keep", len(p.Keep), n, p.Keep == nil, "offer") {
		for j, w := range p.Keep {
			if !(w > 0) || math.IsInf(w, 0) {
				fault("keep[%d] is %v: want a positive number, 1/(1+duty)", j, w)
			}
		}
	}
	if length("complement", len(p.Complement), n, p.Complement == nil, "offer") {
		for j, c := range p.Complement {
			if notFinite(c) {
				fault("complement[%d] is %v: want a finite number", j, c)
			}
		}
	}
	if length("floor", len(p.Floor), n, p.Floor == nil, "offer") {
		for j, v := range p.Floor {
			if math.IsNaN(v) || math.IsInf(v, 1) {
				fault("floor[%d] is %v: want a price, or -Inf for none", j, v)
			}
		}
	}
	if length("theta", len(p.Theta), p.Firms, p.Theta == nil, "firm") {
		for f, v := range p.Theta {
			if !(v >= 0 && v <= 1) {
				fault("theta[%d] is %v: want 0 (at cost) to 1 (Nash)", f, v)
			}
		}
	}
	for _, v := range []struct {
		name  string
		value []float64
	}{{"adoption", p.Adoption}, {"surplus", p.Surplus}} {
		if length(v.name, len(v.value), p.Firms, v.value == nil, "firm") {
			for f, x := range v.value {
				if notFinite(x) {
					fault("%s[%d] is %v: want a finite number", v.name, f, x)
				}
			}
		}
	}
	return errors.Join(errs...)
}

func notFinite(x float64) bool { return x-x != 0 }
