package decision

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// settle finds prices at which no lab gains by another price of its own, given
// those of the others and what each can serve. A capacity is a floor under the
// price, the one at which the others' prices fill it; from the prices without
// capacities these floors only rise.
func (s *stage) settle() error {
	for range 2000 {
		if err := s.equilibrium(); err != nil {
			return err
		}
		if !s.raise() {
			return nil
		}
	}
	return errors.New("the prices that fill the capacities do not settle: buyers may have nowhere else to go; want larger capacities or an outside option")
}

// raise lifts the floors of labs that would sell more than they can serve, and
// reports whether one moved by more than rounding.
func (s *stage) raise() (moved bool) {
	share := make([]float64, len(s.price))
	s.model.Shares(share, 0, s.price)
	t := &s.model.Types[0]
	for i := range s.g.Labs {
		k := s.g.Labs[i].Capacity
		if s.open[i] || k == 1 || share[i] <= k*(1+1e-13) {
			continue
		}
		rest := s.surplus + math.Log1p(-share[i])
		s.model.Floor[i], moved = (t.Delta[i]-rest-logit(k))/t.Alpha, true
	}
	return moved
}

// equilibrium finds the prices of both markets, floors as they are.
func (s *stage) equilibrium() error {
	if s.device != nil && !s.g.Alone {
		return s.together()
	}
	if res := s.using.model.Solve(s.model, s.price); !res.Status.Converged() {
		return fmt.Errorf("no equilibrium of prices: %s", s.why(res))
	}
	s.surplus = s.model.LogSum(0, s.price)
	if s.device == nil {
		return nil
	}
	if res := s.using.device.Solve(s.devicesAt(s.surplus), s.devicePrice); !res.Status.Converged() {
		return fmt.Errorf("no equilibrium of device prices: %s", s.why(res))
	}
	return nil
}

// why says what keeps a market from an equilibrium, or else how far the prices
// that were found are from one.
func (s *stage) why(res bertrand.Result) string {
	if len(res.Warnings) > 0 {
		return s.named(res.Warnings)
	}
	return fmt.Sprintf("%v, residual %.2g", res.Status, res.Residual)
}

// firmNumber is a firm as the solver calls it.
var firmNumber = regexp.MustCompile(`\bfirm (\d+)\b`)

// named puts labs in the place of the solver's firms, which are numbered alike.
func (s *stage) named(warnings []string) string {
	return firmNumber.ReplaceAllStringFunc(strings.Join(warnings, "; "), func(word string) string {
		i, err := strconv.Atoi(strings.TrimPrefix(word, "firm "))
		if err != nil || i >= len(s.g.Labs) {
			return word
		}
		return s.g.Labs[i].Name
	})
}

// devicesAt is the market for devices where models are worth surplus.
func (s *stage) devicesAt(surplus float64) *bertrand.Problem {
	p := *s.device
	t := p.Types[0]
	t.Delta = slices.Clone(t.Delta)
	for k := range t.Delta {
		t.Delta[k] += s.gamma[k] * surplus
	}
	p.Types = []demand.Type{t}
	return &p
}

// together prices models with an eye on devices.
func (s *stage) together() error {
	layers := bertrand.Layers{Model: s.model, Device: s.device, Gamma: s.gamma}
	res, err := layers.Solve(s.price, s.devicePrice)
	if err != nil {
		return err
	}
	s.surplus = res.L
	if !res.Converged() && !(res.Change < bertrand.Tolerance && s.best()) {
		return fmt.Errorf("no prices of models and devices settle: %v, %v, last change %.2g; %s", res.Model.Status, res.Device.Status, res.Change, s.named(slices.Concat(res.Model.Warnings, res.Warnings)))
	}
	return nil
}

// best reports whether no price of a grid earns a closed lab more than its own
// by more than rounding, all other prices held, its device priced anew.
func (s *stage) best() bool {
	for k, i := range s.seller {
		if s.open[i] {
			continue
		}
		own := s.earns(i, k, s.price[i])
		low := max(s.model.Floor[i], min(s.price[i], s.model.Cost[i])-20/s.g.Alpha)
		for step := range 2001 {
			if s.earns(i, k, low+float64(step)/2000*40/s.g.Alpha) > own+1e-9*math.Abs(own) {
				return false
			}
		}
		if math.IsNaN(own) {
			return false
		}
	}
	return true
}

// earns is the profit of lab i, whose device is offer k, at another price of
// its model and the best price of its device.
func (s *stage) earns(i, k int, price float64) float64 {
	trial, share := slices.Clone(s.price), make([]float64, len(s.price))
	trial[i] = price
	s.model.Shares(share, 0, trial)
	t := s.devicesAt(s.model.LogSum(0, trial)).Types[0]
	rest := math.Exp(t.Outside)
	for j, p := range s.devicePrice {
		if j != k {
			rest += math.Exp(t.Delta[j] - t.Alpha*p)
		}
	}
	odds := bertrand.BestReplyOdds(t.Delta[k]-t.Alpha*s.device.Cost[k], math.Log(rest))
	return (price-s.model.Cost[i])*share[i] + t.Mass/t.Alpha*odds
}

// read fills in what follows from prices.
func (s *stage) read() Outcome {
	n := len(s.g.Labs)
	out := Outcome{Open: slices.Clone(s.open), Labs: make([]Licence, n), Weighs: make([]float64, n)}
	share := make([]float64, n)
	s.model.Shares(share, 0, s.price)
	for i := range s.g.Labs {
		l := &s.g.Labs[i]
		r := Licence{Price: s.price[i], Share: share[i], Surplus: s.surplus, LogRivals: s.surplus + math.Log1p(-share[i])}
		if s.open[i] {
			r.Complement = l.Capture * l.Kappa * share[i]
		} else {
			r.Model, r.Complement = (r.Price-l.Cost)*share[i], l.Kappa*share[i]
		}
		out.Labs[i] = r
	}
	s.readDevices(out.Labs)
	for i := range out.Weighs {
		out.Weighs[i] = s.g.weigh(out.Labs, i)
	}
	return out
}

func (s *stage) readDevices(labs []Licence) {
	if s.device == nil {
		return
	}
	share := make([]float64, len(s.seller))
	s.devicesAt(s.surplus).Shares(share, 0, s.devicePrice)
	for k, i := range s.seller {
		labs[i].Device = s.g.Devices.Size * share[k] * (s.devicePrice[k] - s.device.Cost[k])
	}
}

// weigh is what lab i makes of all profits: its own, and that of its bloc by
// coordination.
func (g *Game) weigh(labs []Licence, i int) float64 {
	sum, own := labs[i].Profit(), &g.Labs[i]
	for j := range labs {
		if other := &g.Labs[j]; j != i && own.Bloc != "" && other.Bloc == own.Bloc {
			sum += own.Coordination * labs[j].Profit()
		}
	}
	return sum
}
