package share

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/learning"
)

// A Bass is diffusion towards a ceiling, fitted to a history,
//
//	ds/dt = (P + Q s/M)(M - s)
//
// from each share to the next, with shocks to the log odds that last. Early in a
// diffusion many ceilings M fit about as well, so there is a curve for each of
// several; the sum of their weights is 1.
type Bass struct {
	Share  float64 // at the last date, where a forecast starts
	Curves []Curve // first the one of least squares
}

// A Curve is the diffusion below one ceiling.
type Curve struct {
	Ceiling float64 // M, the share that is reached in the end
	P, Q    float64 // innovation and imitation, per year
	Sd      float64 // standard deviation of the shocks, per square root of a year
	Freedom int     // steps less the two rates
	Weight  float64 // probability of the ceiling, given the history
}

// FitBass fits the rates below many ceilings to at least five shares in (0, 1),
// by nonlinear least squares on the log odds one step ahead,
//
//	r_i = [z(s_(i+1)) - z(M F(s_i/M, Δt))] / √Δt,  σ² = Σ r² / (m - 2)
//
// with P, Q >= 0. The ceilings are that of least squares, which is the estimate
// of the literature, and seventeen equally spaced from the largest share seen
// to 1. Each has the weight of its likelihood when all were as likely before,
//
//	w ∝ (Σ r²)^(-(m-2)/2)
//
// because the estimate alone tends to fall on the share reached so far (Van den
// Bulte and Lilien 1997), and a forecast from it is far too sure of itself.
//
// A share that ends no higher than it began is refused: Bass is a law of growth.
func FitBass(date, share []float64) (Bass, error) {
	if err := growing(date, share, 5); err != nil {
		return Bass{}, err
	}
	h := steps(date, share)
	rungs := h.ladder(slices.Max(share))
	return h.bass(append([]curve{h.least(rungs)}, rungs...)), nil
}

// FitBassBelow is [FitBass] with a ceiling that is known, from at least four
// shares, none above it.
func FitBassBelow(ceiling float64, date, share []float64) (Bass, error) {
	if err := growing(date, share, 4); err != nil {
		return Bass{}, err
	}
	if !(ceiling > 0 && ceiling <= 1) {
		return Bass{}, fmt.Errorf("share: the ceiling is %g: give a part of 1 above 0", ceiling)
	}
	var errs []error
	for i, s := range share {
		if s > ceiling {
			errs = append(errs, fmt.Errorf("share: share[%d] is %g, above the ceiling of %g: raise the ceiling, or leave it free", i, s, ceiling))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return Bass{}, err
	}
	h := steps(date, share)
	return h.bass([]curve{h.below(ceiling)}), nil
}

func growing(date, share []float64, least int) error {
	if err := check("Bass diffusion", date, share, least, true); err != nil {
		return err
	}
	if last := len(share) - 1; share[last] <= share[0] {
		return fmt.Errorf("share: share[%d] is %g, no more than share[0], %g: Bass is a law of growth: forecast the rest of the market, 1 less the share", last, share[last], share[0])
	}
	return nil
}

// Forecast returns the law of the share some years after the last date: a
// mixture over the curves, in each of which the log odds have m - 2 degrees of
// freedom and follow the curve from the last share. The error of the two rates
// is left out.
func (b Bass) Forecast(years float64) (Mixture, error) {
	if err := ahead(years); err != nil {
		return Mixture{}, err
	}
	mix := make(Mixture, len(b.Curves))
	for i, c := range b.Curves {
		mid, stretch := curve{c.P, c.Q, c.Ceiling}.after(b.Share, years)
		if math.IsInf(mid, 1) {
			return nil, fmt.Errorf("share: %g years ahead the curve below %g is at 1 to the last digit: give a shorter horizon", years, c.Ceiling)
		}
		law := learning.Forecast{Mid: mid, Scale: c.Sd * stretch, Freedom: float64(c.Freedom)}
		mix[i] = Part{c.Weight, Forecast{law}}
	}
	return mix, nil
}
