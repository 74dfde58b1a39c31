package forecast

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/evidence"
)

// Set is the parameter set of what industries have in common.
const Set = "history"

// Shared are the numbers that industries have in common, in one draw. The rows
// of Set give unit, range and source of each.
type Shared struct {
	Carry      float64 // share of a firm's past trend that goes on at the origin
	Fade       float64 // 1/year: speed at which trends end
	Turn       float64 // log share a year: spread of trends that begin at the origin
	Fashion    float64 // log share a year: usual spread of a share
	Restless   float64 // spread of a share to come relative to that of its past
	Wild       float64 // log sd between futures of the spread of a share
	Habit      float64 // utils per share
	Elasticity float64 // own-price elasticity
	Seek       float64 // long-run conduct of firms that want scale, relative to their start
	Drift      float64 // share of an industry's past fall in price that goes on
	Break      float64 // spread of the drift to come around that of the past, relative to the spread of prices
	Wright     float64 // 0: progress goes with time; 1: with experience
	Revert     float64 // share of a price's gap above its line that is margin, and closes
	Dampen     float64 // 1/year: slowing of growth
	Noise      float64 // spread of price changes relative to the past
	Rough      float64 // log sd between futures of that spread, beside the error of the estimate
	NoiseMA    float64 // how much of a year's news the next year repeats
	Fixed      float64 // fixed cost relative to gross profit while sales are steady
	Budget     float64 // years of memory of the sales that fixed cost counts on
	Cash       float64 // months of fixed cost in cash at the start
}

// Keys are the keys of Set in the order of Vector.
var Keys = []string{
	"carry", "fade", "turn", "fashion", "restless", "wild", "habit", "elasticity", "seek", "drift", "break", "wright",
	"revert", "dampen", "noise", "rough", "noise_ma", "fixed", "budget_years", "cash_months",
}

// fields are the places of the numbers in the order of Keys.
func (s *Shared) fields() []*float64 {
	return []*float64{
		&s.Carry, &s.Fade, &s.Turn, &s.Fashion, &s.Restless, &s.Wild, &s.Habit, &s.Elasticity, &s.Seek, &s.Drift, &s.Break, &s.Wright,
		&s.Revert, &s.Dampen, &s.Noise, &s.Rough, &s.NoiseMA, &s.Fixed, &s.Budget, &s.Cash,
	}
}

// FromVector reads numbers in the order of Keys.
func FromVector(x []float64) Shared {
	var s Shared
	for i, f := range s.fields() {
		*f = x[i]
	}
	return s
}

// A Prior is the laws of the shared numbers, and what estimates from short
// histories are drawn towards.
type Prior struct {
	Laws  []dist.Dist // in the order of Keys
	Usual Usual
}

// Usual is what is known of industries before one is looked at: the centre and
// the spread between industries.
type Usual struct {
	Drift, DriftSD   float64 // of log price a year, relative to its spread
	Spread           float64 // log sd a year of price changes
	Growth, GrowthSD float64 // of output a year
	TrendSD          float64 // of the growth of a firm's relative share; its centre is 0
	ShareSpread      float64 // log sd a year of changes of a share
}

// LoadPrior reads the rows of Set.
func LoadPrior(rows []evidence.Parameter) (Prior, error) {
	at := map[string]evidence.Parameter{}
	for _, r := range rows {
		at[r.Key] = r
	}
	var p Prior
	for _, key := range Keys {
		r, ok := at[key]
		if !ok {
			return p, fmt.Errorf("parameter set %s has no row %s: every shared number needs a range", Set, key)
		}
		law, err := lawOf(r)
		if err != nil {
			return p, fmt.Errorf("parameter set %s, row %s: %w", Set, key, err)
		}
		p.Laws = append(p.Laws, law)
	}
	usual := []struct {
		key string
		to  *float64
	}{
		{"usual.drift", &p.Usual.Drift},
		{"usual.drift_sd", &p.Usual.DriftSD},
		{"usual.spread", &p.Usual.Spread},
		{"usual.growth", &p.Usual.Growth},
		{"usual.growth_sd", &p.Usual.GrowthSD},
		{"usual.trend_sd", &p.Usual.TrendSD},
		{"usual.share_spread", &p.Usual.ShareSpread},
	}
	for _, u := range usual {
		r, ok := at[u.key]
		if !ok {
			return p, fmt.Errorf("parameter set %s has no row %s", Set, u.key)
		}
		*u.to = r.Value
	}
	return p, nil
}

// lawOf is the law of a row with bounds, or of one with tails.
func lawOf(r evidence.Parameter) (dist.Dist, error) {
	switch r.Dist {
	case "uniform":
		return dist.Uniform{Lo: r.Low, Hi: r.High}, nil
	case "loguniform":
		return dist.LogUniform{Lo: r.Low, Hi: r.High}, nil
	case "pert":
		return dist.PERT{Lo: r.Low, Mode: r.Value, Hi: r.High}, nil
	case "lognormal":
		return dist.FitLogNormal(r.Low, r.Value, r.High, 0.9)
	}
	return nil, fmt.Errorf("dist is %s: want uniform, loguniform, pert or lognormal", r.Dist)
}

// At draws the shared numbers that belong to uniforms in (0, 1).
func (p Prior) At(u []float64) Shared {
	x := make([]float64, len(p.Laws))
	for i, l := range p.Laws {
		x[i] = l.Quantile(u[i])
	}
	return FromVector(x)
}

// Central is the median of every number.
func (p Prior) Central() Shared {
	u := make([]float64, len(p.Laws))
	for i := range u {
		u[i] = 0.5
	}
	return p.At(u)
}

var nan = math.NaN()
