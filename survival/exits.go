package survival

import (
	"errors"
	"fmt"
	"math"
)

// Exits is a constant hazard whose counts vary more than chance alone would make
// them: firms leave in waves.
//
// In a period with the expected count μ the exits are negative binomial,
//
//	E X = μ,  Var X = μ + w μ²
//
// a Poisson count whose hazard is shaken, period by period, by a gamma law of
// mean 1 and variance w.
type Exits struct {
	Hazard   float64 // λ, exits per firm and period
	HazardSE float64 // its standard error
	Waves    float64 // w, variance of the hazard between periods as a part of its square; 0 is Poisson
}

// FitExits estimates the hazard from equal periods, each with the firms at risk
// (their mean over the period, in firm-periods) and the exits among them,
//
//	λ = Σ d / Σ n,  w: Σ (d - μ)²/(μ + w μ²) = periods - 1,  μ = λ n
//
// by Pearson's statistic (Breslow 1984); w is 0 where counts vary less than
// Poisson's. The standard error is √Σ(μ + w μ²) / Σ n.
//
// It is an error if the lengths differ, if there are fewer than two periods, if
// a number at risk is not positive and finite, if a count is negative or more
// than twice the mean at risk (all of them leave evenly at that), or if nobody
// ever left: then no hazard can be told.
func FitExits(atRisk []float64, exits []int) (Exits, error) {
	if err := checkExits(atRisk, exits); err != nil {
		return Exits{}, err
	}
	var d, n float64
	for i := range exits {
		d += float64(exits[i])
		n += atRisk[i]
	}
	if d == 0 {
		return Exits{}, fmt.Errorf("survival: no exit in %g firm-periods: pool them with others, a hazard of 0 would rule exits out", n)
	}
	e := Exits{Hazard: d / n}
	e.Waves = e.waves(atRisk, exits)
	var v float64
	for _, r := range atRisk {
		mu := e.Hazard * r
		v += mu + float64(e.Waves*mu)*mu
	}
	e.HazardSE = math.Sqrt(v) / n
	return e, nil
}

func checkExits(atRisk []float64, exits []int) error {
	if len(atRisk) != len(exits) {
		return fmt.Errorf("survival: %d periods at risk for %d counts of exits: give one of each per period", len(atRisk), len(exits))
	}
	if len(exits) < 2 {
		return fmt.Errorf("survival: %d periods are too few to tell waves from chance: give at least two", len(exits))
	}
	var errs []error
	for i, r := range atRisk {
		switch {
		case !(r > 0) || math.IsInf(r, 1):
			errs = append(errs, fmt.Errorf("survival: atRisk[%d] is %g: give the firms at risk, a finite number above 0, and leave out periods without", i, r))
		case exits[i] < 0:
			errs = append(errs, fmt.Errorf("survival: exits[%d] is %d: give a count, 0 or more", i, exits[i]))
		case float64(exits[i]) > 2*r:
			errs = append(errs, fmt.Errorf("survival: exits[%d] is %d with %g at risk on average: more left than can have been there", i, exits[i], r))
		}
	}
	return errors.Join(errs...)
}

// waves solves Pearson's statistic for w, by bisection: it falls as w rises.
func (e Exits) waves(atRisk []float64, exits []int) float64 {
	excess := func(w float64) float64 {
		x := -float64(len(exits) - 1)
		for i, r := range atRisk {
			mu := e.Hazard * r
			x += (float64(exits[i]) - mu) * (float64(exits[i]) - mu) / (mu + w*mu*mu)
		}
		return x
	}
	if excess(0) <= 0 {
		return 0
	}
	lo, hi := 0.0, 1.0
	for excess(hi) > 0 {
		lo, hi = hi, 2*hi
	}
	for mid := lo + (hi-lo)/2; mid != lo && mid != hi; mid = lo + (hi-lo)/2 {
		if excess(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// Probability returns that of one firm leaving within some periods, 1 - e^(-λh).
func (e Exits) Probability(periods float64) float64 { return -math.Expm1(-e.Hazard * periods) }

// Forecast returns the law of the number of exits among firms within the coming
// periods, negative binomial with
//
//	μ = firms (1 - e^(-λh)),  w_h = w/h + (se λ/λ)²
//
// Waves of different periods are independent and even out; the error of the
// hazard does not. It is an error if firms is negative or periods not positive
// and finite.
func (e Exits) Forecast(firms int, periods float64) (Count, error) {
	if firms < 0 {
		return Count{}, fmt.Errorf("survival: exits among %d firms: give a number, 0 or more", firms)
	}
	if !(periods > 0) || math.IsInf(periods, 1) {
		return Count{}, fmt.Errorf("survival: exits within %g periods: give a finite number above 0", periods)
	}
	se := e.HazardSE / e.Hazard
	return Count{Mean: float64(firms) * e.Probability(periods), Waves: e.Waves/periods + se*se, Most: firms}, nil
}
