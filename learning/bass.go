package learning

import (
	"errors"
	"fmt"
	"math"
)

// Bass is the law of diffusion dF/dt = (P + Q F)(1 - F) of the adopted share F.
type Bass struct {
	P float64 // innovation, per year: adoption that needs no other user
	Q float64 // imitation, per year: adoption in proportion to users
}

// Validate reports a rate that is negative or not finite.
func (b Bass) Validate() error {
	var errs []error
	for _, f := range []struct {
		name  string
		value float64
	}{{"p", b.P}, {"q", b.Q}} {
		if !(f.value >= 0) || math.IsInf(f.value, 1) {
			errs = append(errs, fmt.Errorf("learning: bass %s is %g per year: give a finite rate that is not negative", f.name, f.value))
		}
	}
	return errors.Join(errs...)
}

// Step returns the adopted share dt years after it was f. It solves the
// equation exactly: y = (1 - F)/(P + Q F) decays at the rate P + Q, which
// rearranges to
//
//	F' = F + (1 - F) (P + Q F)(1 - e) / (P + Q F + Q (1 - F) e),  e = exp(-(P + Q) dt)
//
// a form that never leaves [F, 1] and loses no digits for short steps. Twelve
// monthly steps equal one yearly step; rates may change between steps. With P
// zero nobody starts: zero stays zero.
func (b Bass) Step(f, dt float64) float64 {
	pull := b.P + float64(b.Q*f)
	if pull == 0 {
		return f
	}
	fall := -math.Expm1(-(b.P + b.Q) * dt) // 1 - e
	left := 1 - f
	return f + left*(pull*fall/(pull+float64(b.Q*left)*(1-fall)))
}

// Share returns the adopted share t years after launch from zero,
//
//	F(t) = (1 - e) / (1 + (Q/P) e),  e = exp(-(P + Q) t)
func (b Bass) Share(t float64) float64 { return b.Step(0, t) }

// Peak returns when adoption per year is highest, the share adopted by then
// and the rate at that moment, for Q > P > 0:
//
//	t* = ln(Q/P)/(P + Q),  F* = (Q - P)/2Q,  F'* = (P + Q)²/4Q
//
// With Q <= P adoption is highest at launch and the time is zero.
func (b Bass) Peak() (t, share, rate float64) {
	if b.Q <= b.P {
		return 0, 0, b.P
	}
	return math.Log(b.Q/b.P) / (b.P + b.Q), (b.Q - b.P) / (2 * b.Q), (b.P + b.Q) * (b.P + b.Q) / (4 * b.Q)
}
