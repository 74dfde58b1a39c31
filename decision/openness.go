package decision

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// A Giveaway is a model that its maker may sell or give away. Money is per
// potential buyer of models.
type Giveaway struct {
	Delta     float64   // utils of the model at price 0 over the outside option
	Alpha     float64   // utils per dollar, above 0
	Cost      float64   // of serving a user yourself, $
	HostCost  float64   // at which hosts serve and sell an open model, $
	Kappa     float64   // complement margin per user, $
	Capture   float64   // lambda: part of it that you keep when hosts serve, 0 to 1
	Bonus     float64   // utils that openness adds: trust, customisation, no lock-in
	Capacity  float64   // share of buyers that you can serve yourself, above 0 to 1; 1 is no limit
	Floor     float64   // lowest price of a closed model, $; -Inf is none
	Outside   float64   // log weight of the outside option; 0 is usual, -Inf none
	Held      []float64 // weights of rivals at prices that they hold
	Rivals    []float64 // utils at price 0 of rivals that answer with new prices
	RivalCost float64   // unit cost of those, $
	Alone     bool      // the closed price is set for the model alone, complement and devices left out
	Devices   *Devices  // nil: no second layer
}

// Devices is a market whose goods gain from good and cheap models. The maker
// sells one of them and prices it best; those of rivals are held and gain
// nothing.
type Devices struct {
	Size   float64   // potential buyers of devices per potential buyer of models
	Gamma  float64   // utils of device per util of model surplus
	Alpha  float64   // utils per dollar
	Delta  float64   // utils of the device at price 0 without models
	Cost   float64   // $
	Rivals []float64 // weights of others' devices
}

// NewGiveaway reads a giveaway from inputs; the lists stay those of like. A host
// cost that is not given is the cost, as is the unit cost of rivals.
func NewGiveaway(like Giveaway, v Values) Giveaway {
	g := like
	g.Delta, g.Alpha, g.Cost, g.Kappa = v["delta"], v["alpha"], v["cost"], v["complement"]
	g.Capture, g.Bonus, g.Capacity = v["capture"], v["bonus"], v["capacity"]
	g.HostCost, g.RivalCost = g.Cost, g.Cost
	if c, ok := v["host-cost"]; ok {
		g.HostCost = c
	}
	if c, ok := v["rival-cost"]; ok {
		g.RivalCost = c
	}
	if size, ok := v["devices"]; ok {
		d := *like.Devices
		d.Size, d.Gamma, d.Alpha, d.Delta, d.Cost = size, v["gamma"], v["device-alpha"], v["device-delta"], v["device-cost"]
		g.Devices = &d
	}
	return g
}

// A Licence is the market under one of the two licences.
type Licence struct {
	Price, Share      float64 // of the model
	Model, Complement float64 // what the maker earns on the model itself, on the complement
	Device            float64 // on devices
	Surplus           float64 // log of the sum of weights: the inclusive value of models, utils
	LogRivals         float64 // log weight of everything but the model, at rivals' prices
}

// Profit is all that the maker earns per potential buyer of models, $.
func (l Licence) Profit() float64 { return l.Model + l.Complement + l.Device }

// model is the market for models; the product is offer 0. A price of NaN is to
// be chosen by the maker.
func (g *Giveaway) model(delta, cost, price float64) *bertrand.Problem {
	n := 1 + len(g.Rivals)
	p := &bertrand.Problem{
		Market: demand.Market{Nest: make([]int, n), Nests: 1, Types: []demand.Type{{
			Mass: 1, Alpha: g.Alpha, Sigma: []float64{0}, Outside: g.outside(), Delta: append([]float64{delta}, g.Rivals...),
		}}},
		Cost: []float64{cost}, Firm: []int{0}, Firms: n,
		Floor: []float64{math.Inf(-1)}, Fixed: []float64{price},
	}
	for f := range g.Rivals {
		p.Cost, p.Firm = append(p.Cost, g.RivalCost), append(p.Firm, f+1)
		p.Floor, p.Fixed = append(p.Floor, math.Inf(-1)), append(p.Fixed, math.NaN())
	}
	if !math.IsNaN(price) {
		p.Firm[0] = -1 // no margin of the maker's depends on it
	}
	return p
}

// outside is the log weight of the outside option and of rivals who hold still.
func (g *Giveaway) outside() float64 {
	sum := math.Exp(g.Outside)
	for _, w := range g.Held {
		sum += w
	}
	return math.Log(sum)
}

// Open returns the market in which hosts sell the model at their cost.
func (g *Giveaway) Open() (Licence, error) {
	p := g.model(g.Delta+g.Bonus, g.HostCost, g.HostCost)
	price, err := solve(p)
	if err != nil {
		return Licence{}, fmt.Errorf("open: %w", err)
	}
	l := g.read(p, price)
	l.Complement = g.Capture * g.Kappa * l.Share
	return l, nil
}

// Closed returns the market in which the maker serves and prices the model. A
// capacity is a floor under the price: below the price that fills it nobody
// more can be served.
func (g *Giveaway) Closed() (Licence, error) {
	floor := g.Floor
	if g.Capacity < 1 {
		full, err := g.full()
		if err != nil {
			return Licence{}, fmt.Errorf("closed: %w", err)
		}
		floor = max(floor, full)
	}
	l, err := g.sold(floor)
	if err != nil {
		return Licence{}, fmt.Errorf("closed: %w", err)
	}
	return l, nil
}

// full is the price that fills the capacity, with the prices that rivals have
// against it.
func (g *Giveaway) full() (float64, error) {
	price := (g.Delta - g.outside() - logit(g.Capacity)) / g.Alpha // without those that answer
	for range 200 {
		p := g.model(g.Delta, g.Cost, price)
		all, err := solve(p)
		if err != nil {
			return 0, err
		}
		next := (g.Delta - g.read(p, all).LogRivals - logit(g.Capacity)) / g.Alpha
		if math.Abs(next-price) <= 1e-13*(1+math.Abs(next)) {
			return next, nil
		}
		price = next
	}
	return 0, errors.New("the price that fills the capacity and those of rivals do not settle: try rivals that hold their prices")
}

func logit(share float64) float64 { return math.Log(share) - math.Log1p(-share) }

// sold is the closed market with a floor under the price.
func (g *Giveaway) sold(floor float64) (Licence, error) {
	cost := g.Cost - g.Kappa
	if g.Alone {
		cost = g.Cost
	}
	p := g.model(g.Delta, cost, math.NaN())
	p.Floor[0] = floor
	var price []float64
	var err error
	if g.Devices != nil && !g.Alone {
		price, err = g.priceForBoth(p)
	} else {
		price, err = solve(p)
	}
	if err != nil {
		return Licence{}, err
	}
	l := g.read(p, price)
	l.Model, l.Complement = (l.Price-g.Cost)*l.Share, g.Kappa*l.Share
	return l, nil
}

// priceForBoth prices the model with an eye on devices.
func (g *Giveaway) priceForBoth(p *bertrand.Problem) ([]float64, error) {
	d := g.Devices
	layers := bertrand.Layers{Model: p, Gamma: []float64{d.Gamma}, Device: &bertrand.Problem{
		Market: demand.Market{Nest: []int{0}, Nests: 1, Types: []demand.Type{{
			Mass: d.Size, Alpha: d.Alpha, Sigma: []float64{0}, Outside: d.outside(), Delta: []float64{d.Delta},
		}}},
		Cost: []float64{d.Cost}, Firm: []int{0}, Firms: p.Firms,
	}}
	model, device := cold(len(p.Nest)), cold(1)
	res, err := layers.Solve(model, device)
	if err == nil && !res.Converged() && !(res.Change < bertrand.Tolerance && g.best(p, model)) {
		err = fmt.Errorf("no prices of models and devices settle: %v, %v, last change %.2g %v", res.Model.Status, res.Device.Status, res.Change, slices.Concat(res.Model.Warnings, res.Warnings))
	}
	return model, err
}

// best reports whether no price of a grid earns the maker more than its own by
// more than rounding, rivals held to their prices. The solver reports any jump
// that pays, also one that pays a part in 10^16, where two roots are all but one.
func (g *Giveaway) best(p *bertrand.Problem, price []float64) bool {
	trial := slices.Clone(price)
	earns := func(x float64) float64 {
		trial[0] = x
		l := g.read(p, trial)
		return (x-g.Cost+g.Kappa)*l.Share + l.Device
	}
	own := earns(price[0])
	low := max(p.Floor[0], min(price[0], g.Cost-g.Kappa)-20/g.Alpha)
	for k := range 2001 {
		if earns(low+float64(k)/2000*40/g.Alpha) > own+1e-9*math.Abs(own) {
			return false
		}
	}
	return !math.IsNaN(own)
}

// solve returns the equilibrium prices of a market for models.
func solve(p *bertrand.Problem) ([]float64, error) {
	var s bertrand.Solver
	price := cold(len(p.Nest))
	if res := s.Solve(p, price); !res.Status.Converged() {
		return nil, fmt.Errorf("no equilibrium of prices: %v, residual %.2g %v", res.Status, res.Residual, res.Warnings)
	}
	return price, nil
}

func cold(n int) []float64 {
	price := make([]float64, n)
	for j := range price {
		price[j] = math.NaN()
	}
	return price
}

// read fills in what follows from prices alone.
func (g *Giveaway) read(p *bertrand.Problem, price []float64) Licence {
	share := make([]float64, len(price))
	p.Shares(share, 0, price)
	l := Licence{Price: price[0], Share: share[0], Surplus: p.LogSum(0, price)}
	l.LogRivals = l.Surplus + math.Log1p(-l.Share)
	if d := g.Devices; d != nil {
		l.Device = d.Size / d.Alpha * d.odds(l.Surplus)
	}
	return l
}

func (d *Devices) outside() float64 {
	sum := 1.0
	for _, w := range d.Rivals {
		sum += w
	}
	return math.Log(sum)
}

// odds are those of the device at its best price, with models worth surplus.
func (d *Devices) odds(surplus float64) float64 {
	return bertrand.BestReplyOdds(d.Delta-d.Alpha*d.Cost+d.Gamma*surplus, d.outside())
}

// X is the device profit that a dollar of model surplus adds, $:
// (Size/alpha_d)/(1/alpha) gamma s_d at the given inclusive value.
func (g *Giveaway) X(surplus float64) float64 {
	d := g.Devices
	w := d.odds(surplus)
	return d.Size / d.Alpha * g.Alpha * d.Gamma * w / (1 + w)
}
