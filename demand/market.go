package demand

import (
	"errors"
	"fmt"
	"math"
)

// A Form says what buyers divide among offers and how a price enters utility.
type Form int

const (
	// Unit: each buyer takes one offer or none; utility delta - a p.
	Unit Form = iota
	// Spend: each buyer splits a budget; utility delta - a ln p, a = elasticity - 1.
	Spend
)

// String returns the name of the form as scenario files spell it.
func (f Form) String() string {
	switch f {
	case Unit:
		return "unit"
	case Spend:
		return "spend"
	}
	return fmt.Sprintf("Form(%d)", int(f))
}

// A Type is one latent class of buyers.
type Type struct {
	Mass    float64   // Unit: buyers; Spend: dollars of budget
	Alpha   float64   // a_r > 0: utility per dollar (Unit) or per log dollar (Spend)
	Sigma   []float64 // nesting parameter per nest, in [0,1); 0 is plain logit
	Outside float64   // log weight of the outside option; math.Inf(-1) means none
	Delta   []float64 // mean value per offer, the price term excluded
}

// A Market is where buyers of several types face the same offers and prices.
// Offers are numbered by their place in Nest, nests from 0 to Nests-1. A nest
// may be empty.
type Market struct {
	Form  Form
	Nest  []int // nest of each offer
	Nests int
	Types []Type
}

// Offers returns the number of offers.
func (m *Market) Offers() int { return len(m.Nest) }

// Term returns the way price p enters utility: p, or ln p in the spend form.
func (m *Market) Term(p float64) float64 {
	if m.Form == Spend {
		return math.Log(p)
	}
	return p
}

// Valid reports whether Validate would return nil, without allocating.
func (m *Market) Valid() bool {
	if m.Form != Unit && m.Form != Spend || len(m.Nest) == 0 || m.Nests < 1 || len(m.Types) == 0 {
		return false
	}
	for _, g := range m.Nest {
		if g < 0 || g >= m.Nests {
			return false
		}
	}
	for r := range m.Types {
		if !m.Types[r].valid(len(m.Nest), m.Nests) {
			return false
		}
	}
	return true
}

func (t *Type) valid(offers, nests int) bool {
	if len(t.Delta) != offers || len(t.Sigma) != nests {
		return false
	}
	// x-x is 0 for finite x only.
	sum := (t.Mass - t.Mass) + (t.Alpha - t.Alpha)
	for _, d := range t.Delta {
		sum += d - d
	}
	ok := sum == 0 && t.Mass > 0 && t.Alpha > 0 && t.Outside < math.Inf(1)
	for _, s := range t.Sigma {
		ok = ok && s >= 0 && s < 1
	}
	return ok
}

// Validate returns every fault of the market at once, each naming its place,
// the value found and what is wanted, or nil.
func (m *Market) Validate() error {
	var errs []error
	if m.Form != Unit && m.Form != Spend {
		errs = append(errs, fmt.Errorf("form is %d: want demand.Unit or demand.Spend", int(m.Form)))
	}
	if len(m.Nest) == 0 {
		errs = append(errs, errors.New("nest is empty: a market needs at least one offer"))
	}
	if m.Nests < 1 {
		errs = append(errs, fmt.Errorf("nests is %d: want at least 1 (put all offers in nest 0 for plain logit)", m.Nests))
	}
	for j, g := range m.Nest {
		if g < 0 || g >= m.Nests {
			errs = append(errs, fmt.Errorf("nest[%d] is %d: want 0 to %d", j, g, m.Nests-1))
		}
	}
	if len(m.Types) == 0 {
		errs = append(errs, errors.New("types is empty: a market needs at least one buyer type"))
	}
	for r := range m.Types {
		errs = append(errs, m.validateType(r)...)
	}
	return errors.Join(errs...)
}

func (m *Market) validateType(r int) (errs []error) {
	t := &m.Types[r]
	fault := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("types[%d].%w", r, fmt.Errorf(format, args...)))
	}
	if !(t.Mass > 0) || math.IsInf(t.Mass, 0) {
		fault("mass is %v: want a positive number (leave out a type without buyers)", t.Mass)
	}
	if !(t.Alpha > 0) || math.IsInf(t.Alpha, 0) {
		fault("alpha is %v: want a positive number, since demand must fall in price", t.Alpha)
	}
	if math.IsNaN(t.Outside) || math.IsInf(t.Outside, 1) {
		fault("outside is %v: want a log weight, or -Inf for no outside option", t.Outside)
	}
	if len(t.Sigma) != m.Nests {
		fault("sigma has %d values for %d nests: want one per nest", len(t.Sigma), m.Nests)
	}
	for g, s := range t.Sigma {
		if !(s >= 0 && s < 1) {
			fault("sigma[%d] is %v: want 0 <= sigma < 1 (at 1 the offers of a nest are one good)", g, s)
		}
	}
	if len(t.Delta) != len(m.Nest) {
		fault("delta has %d values for %d offers: want one per offer", len(t.Delta), len(m.Nest))
	}
	for j, d := range t.Delta {
		if math.IsNaN(d) || math.IsInf(d, 0) {
			fault("delta[%d] is %v: want a finite number (leave out an offer that nobody may buy)", j, d)
		}
	}
	return errs
}
