package decision

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/bertrand"
)

// A Verdict compares the two licences of a giveaway.
type Verdict struct {
	Open, Closed Licence
	Thresholds   []Threshold
}

// tie is the part of the larger profit below which a difference is rounding.
const tie = 1e-11

// Opens reports whether the open licence earns more. A tie stays closed: what
// was given away cannot be taken back.
func (v Verdict) Opens() bool {
	open, closed := v.Open.Profit(), v.Closed.Profit()
	return open-closed > tie*max(math.Abs(open), math.Abs(closed))
}

// Gain is what opening adds to profit per potential buyer, $.
func (v Verdict) Gain() float64 { return v.Open.Profit() - v.Closed.Profit() }

// Decide finds both markets and the thresholds of the closed forms.
func (g *Giveaway) Decide() (Verdict, error) {
	v, err := g.compare()
	if err != nil {
		return v, err
	}
	v.Thresholds, err = g.thresholds(&v)
	return v, err
}

func (g *Giveaway) compare() (v Verdict, err error) {
	if v.Closed, err = g.Closed(); err != nil {
		return v, err
	}
	v.Open, err = g.Open()
	return v, err
}

// A Threshold is a closed form of package bertrand: the licence turns, or may
// turn, where an input passes Value. It holds rivals to the prices that they
// have against the closed product, and knows neither floor nor (but for k*)
// capacity; the flips of [OpennessFlips] know all of it.
type Threshold struct {
	Symbol  string
	Value   float64 // NaN: no value would do
	Now     float64 // what it is held against
	Meaning string
}

// thresholds lists the forms that apply.
func (g *Giveaway) thresholds(v *Verdict) ([]Threshold, error) {
	t, logA := g.Delta-g.Alpha*g.Cost, v.Closed.LogRivals
	if g.Devices != nil {
		w := bertrand.BestReplyOdds(t, logA)
		x := g.X(v.Closed.LogRivals + math.Log1p(w))
		return []Threshold{{"psi(W)", bertrand.Psi(w), x, "X, now beside it, from which opening at cost surely beats a price set for the model alone"}}, nil
	}
	if g.Alone { // the forms are of prices that mind the complement
		return nil, nil
	}
	bonus, ok := bertrand.BonusNeeded(g.Alpha, g.Delta, g.Cost, g.HostCost, g.Kappa, g.Capture, logA)
	if !ok {
		bonus = math.NaN()
	}
	kappa, err := g.free()
	if err != nil {
		return nil, err
	}
	return []Threshold{
		{"Delta*", bonus, g.Bonus, "bonus of openness, utils: open from here on"},
		{"k*", g.CapacityNeeded(v.Open.Profit(), logA), g.Capacity, "share you can serve yourself: open up to here"},
		{"kappa*", kappa, g.Kappa, "complement per own user, $: the closed price is 0 from here on"},
	}, nil
}

// CapacityNeeded returns k*, the share of buyers up to which a closed maker who
// can serve no more earns less than open: with T the log weight at cost, the
// complement in it,
//
//	(k/a)(T - ln A - ln(k/(1-k))) = open profit
//
// The left side rises in k up to the share S of the best reply. It is 0 if open
// earns nothing, and 1 if open earns more than any closed price, as then no
// capacity is too large.
func (g *Giveaway) CapacityNeeded(open, logA float64) float64 {
	t := g.Delta - g.Alpha*(g.Cost-g.Kappa) - logA
	w := bertrand.BestReplyOdds(t, 0)
	switch {
	case open <= 0:
		return 0
	case open >= w/g.Alpha:
		return 1
	}
	lo, hi := 0.0, w/(1+w)
	for range 200 {
		k := lo + (hi-lo)/2
		if k == lo || k == hi {
			break
		}
		if k/g.Alpha*(t-logit(k)) < open {
			lo = k
		} else {
			hi = k
		}
	}
	return hi
}

// free is the complement from which on the closed price is 0.
func (g *Giveaway) free() (float64, error) {
	p := g.model(g.Delta, g.Cost, math.NaN())
	var s bertrand.Solver
	return s.OwnUsageThreshold(p, 0, 0)
}

// reach is how far the flips of an input are searched.
type reach struct{ lo, hi float64 }

// OpennessFlips finds, for each input, how far it must move alone to turn the
// exact comparison: both markets solved anew at every value. The costs of hosts
// and of rivals that answer stay where they are when the maker's own moves,
// whether they were given or taken from it.
func OpennessFlips(s *Study, like Giveaway) ([]Flip, error) {
	v, names := s.Central(), []string{}
	for _, n := range s.Numbers {
		names = append(names, n.Name)
	}
	for name, counts := range map[string]bool{"host-cost": true, "rival-cost": len(like.Rivals) > 0} {
		if _, given := v[name]; !given && counts {
			v[name] = v["cost"]
			names = append(names, name)
		}
	}
	slices.Sort(names[len(s.Numbers):])
	money := 20 / v["alpha"] // twenty utils in dollars: beyond, nobody or everybody buys
	reaches := map[string]reach{
		"delta": {v["delta"] - 20, v["delta"] + 20}, "alpha": {v["alpha"] / 50, v["alpha"] * 50},
		"cost": {0, v["cost"] + money}, "host-cost": {0, v["host-cost"] + money}, "rival-cost": {0, v["rival-cost"] + money},
		"complement": {0, v["complement"] + money}, "capture": {0, 1}, "bonus": {v["bonus"] - 20, v["bonus"] + 20},
		"capacity": {1e-6, 1}, "devices": {v["devices"] / 100, v["devices"] * 100}, "gamma": {0, v["gamma"] + 5},
		"device-alpha": {v["device-alpha"] / 20, v["device-alpha"] * 20}, "device-cost": {0, v["device-cost"] + money},
		"device-delta": {v["device-delta"] - 20, v["device-delta"] + 20},
	}
	var all []Flip
	for _, name := range names {
		r, ok := reaches[name]
		if !ok {
			return nil, errors.New("no range to search is known for " + name)
		}
		f, err := flip(name, v[name], r.lo, r.hi, func(x float64) (bool, error) {
			g := NewGiveaway(like, v.with(name, x))
			both, err := g.compare()
			return both.Opens(), err
		})
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// Odds are what uncertain inputs make of a giveaway.
type Odds struct {
	Opens        Frequency // futures in which open earns more
	P5, P50, P95 float64   // gain of opening over futures, $ per potential buyer
	Driver       *Driver   // of that gain; nil if nothing moves it
	Silent       int       // futures in which prices have no equilibrium; not counted
}

// OpennessOdds decides in every future. The error is that of the first future
// if none has an equilibrium of prices.
func OpennessOdds(s *Study, like Giveaway) (Odds, error) {
	var gains []float64
	var opens []bool
	var heard []int
	var failure error
	for i := range s.Futures {
		g := NewGiveaway(like, s.Draw(i))
		v, err := g.compare()
		if err != nil {
			if failure == nil {
				failure = fmt.Errorf("future %d: %w; narrow the ranges", i, err)
			}
			continue
		}
		gains, opens, heard = append(gains, v.Gain()), append(opens, v.Opens()), append(heard, i)
	}
	if heard == nil {
		return Odds{}, failure
	}
	out := Odds{Opens: frequency(opens), Silent: s.Futures - len(heard)}
	if d, ok := s.driver(heard, gains); ok {
		out.Driver = &d
	}
	slices.Sort(gains)
	out.P5, out.P50, out.P95 = quantile(gains, 0.05), quantile(gains, 0.5), quantile(gains, 0.95)
	return out, nil
}
