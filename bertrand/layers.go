package bertrand

import (
	"errors"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// Layers is a market whose inclusive value L raises the value of the goods of
// another: models and the devices that they run on. Firms have the same numbers
// in both. Device offer k gains Gamma_k L utils, so a firm that sells devices
// earns from a better or cheaper model layer, whoever serves it:
//
//	X_f = dPi_f(devices)/dL / (M/a)     dollars per dollar of model surplus
//
// with the device prices of all held, as an envelope argument allows for its own.
type Layers struct {
	Model, Device *Problem  // both unit form; Model has one buyer type
	Gamma         []float64 // per device offer: utils per util of L
}

// A LayersResult is the state of both layers after [Layers.Solve].
type LayersResult struct {
	Model, Device Result
	L             float64   // inclusive value of the model layer, utils
	X             []float64 // per firm
	Payoff        []float64 // per firm: profit in both layers, dollars
	Rounds        int       // alternations in all
	Change        float64   // last change of L and X
	Warnings      []string
}

// Converged reports whether both layers are in equilibrium with each other.
func (r *LayersResult) Converged() bool {
	return r.Model.Status.Converged() && r.Device.Status.Converged() && r.Change < Tolerance && len(r.Warnings) == 0
}

// Solve alternates the layers to a fixed point from the given prices, or cold
// where they are NaN, and writes the prices of both. Each firm with offers in
// both layers is then offered the best replies that lie behind its floor and
// behind pricing at cost, both layers re-priced, rivals at their prices: its
// profit may have a peak at either (X rises as the model gets cheaper). If one
// pays more, the alternation goes on from there.
func (l *Layers) Solve(model, device []float64) (LayersResult, error) {
	if err := l.validate(len(model), len(device)); err != nil {
		return LayersResult{}, err
	}
	res := l.alternate(model, device)
	for range 2 * (l.Model.Firms + 1) {
		f, betterModel, betterDevice := l.temptation(&res, model, device)
		if f < 0 {
			return res, nil
		}
		copy(model, betterModel)
		copy(device, betterDevice)
		rounds := res.Rounds
		res = l.alternate(model, device)
		res.Rounds += rounds
	}
	res.Warnings = append(res.Warnings, "best replies across the layers did not settle: there may be no equilibrium in pure strategies")
	return res, nil
}

func (l *Layers) validate(model, device int) error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if err := l.Model.Validate(); err != nil {
		fault("model layer: %w", err)
	}
	if err := l.Device.Validate(); err != nil {
		fault("device layer: %w", err)
	}
	if len(l.Model.Types) > 1 || l.Model.Form != demand.Unit || l.Device.Form != demand.Unit {
		fault("layers want the unit form in both and one buyer type in the model layer")
	}
	if l.Model.Surplus != nil {
		fault("surplus of the model layer is set: the device layer determines it, want nil")
	}
	if l.Model.Firms != l.Device.Firms {
		fault("firms is %d in the model layer and %d in the device layer: number them alike", l.Model.Firms, l.Device.Firms)
	}
	if len(l.Gamma) != len(l.Device.Nest) {
		fault("gamma has %d values for %d device offers: want one per offer", len(l.Gamma), len(l.Device.Nest))
	}
	for k, g := range l.Gamma {
		if notFinite(g) {
			fault("gamma[%d] is %v: want a finite number", k, g)
		}
	}
	if model != len(l.Model.Nest) || device != len(l.Device.Nest) {
		fault("prices have %d and %d entries: want %d and %d, one per offer", model, device, len(l.Model.Nest), len(l.Device.Nest))
	}
	return errors.Join(errs...)
}

// alternate solves the model layer given X and the device layer given L until
// neither moves.
func (l *Layers) alternate(model, device []float64) LayersResult {
	upper, lower := *l.Model, *l.Device
	upper.Surplus = make([]float64, upper.Firms)
	lower.Types = append([]demand.Type(nil), lower.Types...)
	for r := range lower.Types {
		lower.Types[r].Delta = make([]float64, len(lower.Nest))
	}
	res := LayersResult{X: make([]float64, upper.Firms), Payoff: make([]float64, upper.Firms), L: math.Inf(-1), Change: math.Inf(1)}
	var top, bottom Solver
	if given(model) { // X at the given prices
		res.L = upper.LogSum(0, model)
		res.Device = l.devices(&bottom, &lower, res.L, device)
		copy(upper.Surplus, l.slopes(&bottom, &lower))
	}
	for res.Rounds = 1; res.Rounds <= 200; res.Rounds++ {
		res.Model = top.Solve(&upper, model)
		if s := res.Model.Status; s == NotConverged || s == Unbounded || s == Invalid {
			break
		}
		was := res.L
		res.L = top.now.choices[0].LogSum
		res.Device = l.devices(&bottom, &lower, res.L, device)
		x := l.slopes(&bottom, &lower)
		res.Change = math.Abs(res.L - was)
		for f := range x {
			res.Change = max(res.Change, math.Abs(x[f]-upper.Surplus[f]))
		}
		copy(upper.Surplus, x)
		if !(res.Change > 1e-14*(1+math.Abs(res.L))) {
			break
		}
	}
	copy(res.X, upper.Surplus)
	if res.Device.Status.Converged() && res.Model.Status != Invalid {
		top.Profits(res.Payoff)
		more := make([]float64, len(res.Payoff))
		bottom.Profits(more)
		for f := range more {
			res.Payoff[f] += more[f]
		}
	}
	return res
}

func given(price []float64) bool {
	for _, p := range price {
		if notFinite(p) {
			return false
		}
	}
	return true
}

// devices solves the device layer at inclusive value logSum of the models.
func (l *Layers) devices(s *Solver, lower *Problem, logSum float64, price []float64) Result {
	for r := range lower.Types {
		for k := range lower.Nest {
			lower.Types[r].Delta[k] = l.Device.Types[r].Delta[k] + l.Gamma[k]*logSum
		}
	}
	return s.Solve(lower, price)
}

// slopes returns X_f from the solved device layer:
// dPi_f/dL = sum_k m_k sum_r M s_kr (gamma_k/(1-sigma) - sigma/(1-sigma) mean of gamma in the nest - mean of gamma).
func (l *Layers) slopes(s *Solver, lower *Problem) []float64 {
	out := make([]float64, lower.Firms)
	for r := range lower.Types {
		t, c := &lower.Types[r], &s.now.choices[r]
		mean, nest := 0.0, make([]float64, lower.Nests)
		for k, g := range lower.Nest {
			mean += l.Gamma[k] * c.Share[k]
			nest[g] += l.Gamma[k] * c.Within[k]
		}
		for k, g := range lower.Nest {
			if f := lower.Firm[k]; f >= 0 {
				rise := (l.Gamma[k]-t.Sigma[g]*nest[g])/(1-t.Sigma[g]) - mean
				out[f] += s.now.margin[k] * t.Mass * c.Share[k] * rise
			}
		}
	}
	dollar := l.Model.Types[0].Mass / l.Model.Types[0].Alpha
	for f := range out {
		out[f] /= dollar
	}
	return out
}

// temptation looks for a firm in both layers that earns more at a best reply
// found from its floor or from cost, and returns it with the prices, or -1.
func (l *Layers) temptation(res *LayersResult, model, device []float64) (firm int, betterModel, betterDevice []float64) {
	for f := range l.Model.Firms {
		if !owns(l.Model, f) || !owns(l.Device, f) {
			continue
		}
		alone := &Layers{Model: l.against(l.Model, f, model), Device: l.against(l.Device, f, device), Gamma: l.Gamma}
		for _, start := range []func(j int) float64{
			func(j int) float64 { return at(l.Model.Floor, j, math.Inf(-1)) },
			func(j int) float64 { return max(l.Model.price(j, 0), at(l.Model.Floor, j, math.Inf(-1))) },
		} {
			m, d := append([]float64(nil), model...), append([]float64(nil), device...)
			for _, j := range chosenBy(l.Model, f) {
				m[j] = start(j)
			}
			if !given(m) {
				continue
			}
			reply := alone.alternate(m, d)
			gain := reply.Payoff[f] - res.Payoff[f]
			if reply.Converged() && gain > 1e-9*(math.Abs(reply.Payoff[f])+math.Abs(res.Payoff[f])) {
				return f, m, d
			}
		}
	}
	return -1, nil, nil
}

// against returns the problem of firm f alone, all others at the given prices.
func (l *Layers) against(p *Problem, f int, price []float64) *Problem {
	q := *p
	q.Fixed = append([]float64(nil), price...)
	for _, j := range chosenBy(p, f) {
		q.Fixed[j] = math.NaN()
	}
	return &q
}

func owns(p *Problem, f int) bool { return len(chosenBy(p, f)) > 0 }

func chosenBy(p *Problem, f int) (offers []int) {
	for j, g := range p.Firm {
		if g == f && p.strategic(j) {
			offers = append(offers, j)
		}
	}
	return offers
}
