package bertrand

import "github.com/undercut-sim/undercut/demand"

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
