package decision

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// MostLabs is how many labs may choose in a [Game]: all 2^8 combinations of
// licences are solved.
const MostLabs = 8

// A Game is one market for models in which several labs choose licences, each
// for itself and knowing that prices follow. Money is per potential buyer of
// models. With one lab it is the [Giveaway] of that lab. The tags are the form
// of a game file; NaN stands for a number that is not given.
type Game struct {
	Alpha   float64       `yaml:"alpha,fixed" unit:"utils/$" xmin:"0" max:"1e6" doc:"price slope"`
	Outside float64       `yaml:"outside_weight,fixed,optional,nan" unit:"none" min:"0" max:"1e12" doc:"weight of buying no model: 1 if absent, 0 for buyers who must buy"`
	Held    []float64     `yaml:"rivals,optional" doc:"weights of rivals that hold their prices: e to the utils of each"`
	Floor   float64       `yaml:"floor,fixed,optional" unit:"$" min:"-1e6" max:"1e6" doc:"lowest closed price"`
	NoFloor bool          `yaml:"no_floor,optional" doc:"closed prices may fall without limit: users are paid"`
	Alone   bool          `yaml:"alone,optional" doc:"closed prices are set for the models alone, complements and devices left out"`
	Devices *DeviceMarket `yaml:"devices,optional" doc:"the market for devices, if some lab sells one"`
	Labs    []Lab         `yaml:"labs" doc:"who makes models; at most 8 choose their licence"`
}

// A DeviceMarket is where labs sell devices that models make worth more.
type DeviceMarket struct {
	Size  float64   `yaml:"size,fixed" unit:"ratio" xmin:"0" max:"1e6" doc:"potential buyers of devices per potential buyer of models"`
	Alpha float64   `yaml:"alpha,fixed" unit:"utils/$" xmin:"0" max:"1e6" doc:"price slope"`
	Held  []float64 `yaml:"rivals,optional" doc:"weights of others' devices at held prices, which gain nothing from models"`
}

// A Lab makes one model and may sell one device.
type Lab struct {
	Name         string  `yaml:"name" doc:"short name"`
	Bloc         string  `yaml:"bloc,optional" doc:"labs of a bloc may care for each other"`
	Delta        float64 `yaml:"delta,fixed" unit:"utils" min:"-100" max:"100" doc:"the model over buying none, at price 0"`
	Cost         float64 `yaml:"cost,fixed" unit:"$" min:"0" max:"1e6" doc:"of serving a user itself"`
	HostCost     float64 `yaml:"host_cost,fixed,optional,nan" unit:"$" min:"0" max:"1e6" doc:"at which hosts serve and sell the open model; absent: cost"`
	Kappa        float64 `yaml:"complement,fixed,optional" unit:"$ a user" min:"0" max:"1e6" doc:"margin earned elsewhere on a user of the model"`
	Capture      float64 `yaml:"capture,fixed,optional,nan" unit:"share" min:"0" max:"1" doc:"part of it kept if hosts serve; absent: all"`
	Bonus        float64 `yaml:"bonus,fixed,optional" unit:"utils" min:"-100" max:"100" doc:"what openness adds: trust, customisation, no lock-in"`
	Capacity     float64 `yaml:"capacity,fixed,optional,nan" unit:"share" xmin:"0" max:"1" doc:"share of buyers that the lab can serve itself; absent: all"`
	Coordination float64 `yaml:"coordination,fixed,optional" unit:"none" min:"0" max:"1" doc:"what a dollar of another lab of the bloc weighs against an own one when the lab chooses its licence; prices are its own"`
	Stays        Stance  `yaml:"stays,optional" enum:"closed,open" doc:"the licence of a lab that has no choice"`
	Device       *Device `yaml:"device,optional" doc:"what the lab sells in the market for devices"`
}

// A Device is worth more the more models are worth, whoever serves them. Its
// maker prices it against those of other labs.
type Device struct {
	Delta float64 `yaml:"delta,fixed" unit:"utils" min:"-100" max:"100" doc:"the device over none, at price 0, without models"`
	Cost  float64 `yaml:"cost,fixed" unit:"$" min:"0" max:"1e6" doc:"unit cost"`
	Gamma float64 `yaml:"gamma,fixed" unit:"utils/util" min:"0" max:"20" doc:"what the device gains per util of model surplus"`
}

// A Stance says whether a lab has a choice: its zero value is that it has.
type Stance string

// The stances of labs whose licence is a fact.
const (
	Chooses     Stance = ""
	StaysClosed Stance = "closed"
	StaysOpen   Stance = "open"
)

// An Outcome is the market under one combination of licences, at its prices.
type Outcome struct {
	Open   []bool    // per lab
	Labs   []Licence // per lab: price, share, what it earns
	Weighs []float64 // per lab: its profit and, by coordination, that of its bloc, $
}

// choosers lists the labs that have a choice.
func (g *Game) choosers() (labs []int) {
	for i := range g.Labs {
		if g.Labs[i].Stays == Chooses {
			labs = append(labs, i)
		}
	}
	return labs
}

// devices reports whether some lab sells one.
func (g *Game) devices() bool {
	return slices.ContainsFunc(g.Labs, func(l Lab) bool { return l.Device != nil })
}

// resolved is the game with what its file need not give, after a check that
// reports every fault.
func (g *Game) resolved() (*Game, error) {
	r := *g
	r.Labs = slices.Clone(g.Labs)
	r.Outside = given(g.Outside, 1)
	if g.NoFloor {
		r.Floor = math.Inf(-1)
	}
	for i := range r.Labs {
		l := &r.Labs[i]
		l.HostCost, l.Capture, l.Capacity = given(l.HostCost, l.Cost), given(l.Capture, 1), given(l.Capacity, 1)
	}
	return &r, r.check()
}

// given is x, or otherwise if x is NaN.
func given(x, otherwise float64) float64 {
	if math.IsNaN(x) {
		return otherwise
	}
	return x
}

const mostUtils = 100 // of a cost or margin: beyond, nobody or everybody buys

func (g *Game) check() error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	switch n := len(g.choosers()); {
	case n == 0:
		fault("labs: none of them chooses its licence; want 1 to %d that do", MostLabs)
	case n > MostLabs:
		fault("labs: %d choose their licence, which makes 2^%d markets; want at most %d: give the others a licence that they stay with (stays), or leave the smallest to the rivals", n, n, MostLabs)
	}
	if !g.NoFloor && math.Abs(g.Alpha*g.Floor) > mostUtils {
		fault("floor is %g, which at an alpha of %g is %.3g utils: want at most %d", g.Floor, g.Alpha, g.Alpha*g.Floor, mostUtils)
	}
	switch {
	case g.devices() && g.Devices == nil:
		fault("devices is missing, but a lab sells one: give the size and alpha of their market")
	case !g.devices() && g.Devices != nil:
		fault("devices has a market, but no lab sells one: give a lab a device, or leave devices out")
	case g.Devices != nil && g.NoFloor && !g.Alone:
		fault("no_floor is true although labs sell devices: profit on them may rise for ever as the price of a model falls; give a floor")
	}
	errs = append(errs, weights("rivals", g.Held))
	if g.Devices != nil {
		errs = append(errs, weights("devices.rivals", g.Devices.Held))
	}
	seen := map[string]bool{}
	for i := range g.Labs {
		l := &g.Labs[i]
		if seen[l.Name] {
			fault("labs: two are called %q; want distinct names", l.Name)
		}
		seen[l.Name] = true
		if u := g.Alpha * max(l.Cost, l.HostCost, l.Kappa); !(u <= mostUtils) {
			fault("labs.%s: cost, host_cost and complement are %g, %g and %g, at an alpha of %g up to %.3g utils: want at most %d; use the same dollars in all", l.Name, l.Cost, l.HostCost, l.Kappa, g.Alpha, u, mostUtils)
		}
		if d := l.Device; d != nil && g.Devices != nil && !(g.Devices.Alpha*d.Cost <= mostUtils) {
			fault("labs.%s.device.cost is %g, which at an alpha of %g is %.3g utils: want at most %d", l.Name, d.Cost, g.Devices.Alpha, g.Devices.Alpha*d.Cost, mostUtils)
		}
		if l.Stays == StaysOpen && l.Capacity < 1 {
			fault("labs.%s.capacity is %g, but it stays open: hosts serve what is open without limit; leave capacity out", l.Name, l.Capacity)
		}
	}
	return errors.Join(errs...)
}

// weights refuses what is no weight of a rival.
func weights(of string, held []float64) error {
	for i, w := range held {
		if !(w >= 0 && w <= 1e12) {
			return fmt.Errorf("%s[%d] is %g: want a weight from 0 to 1e12, e to the utils of the rival at its price", of, i, w)
		}
	}
	return nil
}

// A NoPrices is a combination of licences under which no prices are best
// replies to each other, or none were found: the game is sound, but has no
// answer.
type NoPrices struct {
	Licences string // "all closed", or who is open
	Err      error  // why
}

func (e *NoPrices) Error() string { return e.Licences + ": " + e.Err.Error() }

// Unwrap returns why.
func (e *NoPrices) Unwrap() error { return e.Err }

// outcome finds the market under the given licences.
func (g *Game) outcome(open []bool, using *solvers) (Outcome, error) {
	m := g.market(open)
	m.using = using
	if err := m.settle(); err != nil {
		return Outcome{}, &NoPrices{g.words(open), err}
	}
	return m.read(), nil
}

// words names a combination of licences.
func (g *Game) words(open []bool) string {
	var names []string
	for i, is := range open {
		if is {
			names = append(names, g.Labs[i].Name)
		}
	}
	if names == nil {
		return "all closed"
	}
	return "open " + strings.Join(names, ", ")
}

// A stage is the market for models, and that for devices if there is one, under
// one combination of licences.
type stage struct {
	g      *Game
	open   []bool
	model  *bertrand.Problem
	device *bertrand.Problem // nil: nobody sells one
	gamma  []float64         // per device offer
	seller []int             // lab of each device offer

	price, devicePrice []float64
	surplus            float64 // log of the sum of model weights, utils
	using              *solvers
}

// solvers are reused from market to market.
type solvers struct{ model, device bertrand.Solver }

// market puts the labs into a market for models, one offer each: a closed lab
// chooses its price and counts its complement as a negative cost, an open model
// is nobody's and has its hosts' price.
func (g *Game) market(open []bool) *stage {
	n := len(g.Labs)
	s := &stage{g: g, open: open, price: cold(n)}
	one := Giveaway{Outside: math.Log(g.Outside), Held: g.Held}
	t := demand.Type{Mass: 1, Alpha: g.Alpha, Sigma: []float64{0}, Outside: one.outside(), Delta: make([]float64, n)}
	p := &bertrand.Problem{
		Market: demand.Market{Nest: make([]int, n), Nests: 1},
		Cost:   make([]float64, n), Firm: make([]int, n), Firms: n,
		Floor: make([]float64, n), Fixed: cold(n),
	}
	for i := range g.Labs {
		l := &g.Labs[i]
		t.Delta[i], p.Cost[i], p.Firm[i], p.Floor[i] = l.Delta, l.Cost, i, g.Floor
		switch {
		case open[i]:
			t.Delta[i] += l.Bonus
			p.Cost[i], p.Fixed[i], p.Firm[i], p.Floor[i] = l.HostCost, l.HostCost, -1, math.Inf(-1)
		case !g.Alone:
			p.Cost[i] -= l.Kappa
		}
	}
	p.Types = []demand.Type{t}
	s.model = p
	s.addDevices()
	return s
}

// addDevices adds the market for devices.
func (s *stage) addDevices() {
	if !s.g.devices() {
		return
	}
	held := Devices{Rivals: s.g.Devices.Held}
	t := demand.Type{Mass: s.g.Devices.Size, Alpha: s.g.Devices.Alpha, Sigma: []float64{0}, Outside: held.outside()}
	p := &bertrand.Problem{Market: demand.Market{Nests: 1}, Firms: len(s.g.Labs)}
	for i := range s.g.Labs {
		if d := s.g.Labs[i].Device; d != nil {
			t.Delta = append(t.Delta, d.Delta)
			p.Nest, p.Cost, p.Firm = append(p.Nest, 0), append(p.Cost, d.Cost), append(p.Firm, i)
			s.gamma, s.seller = append(s.gamma, d.Gamma), append(s.seller, i)
		}
	}
	p.Types = []demand.Type{t}
	s.device, s.devicePrice = p, cold(len(p.Nest))
}
