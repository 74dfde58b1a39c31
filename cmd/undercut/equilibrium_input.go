package main

import (
	"encoding/json"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

// Limits on what an equilibrium file may ask for.
const (
	maxProducts = 100_000
	maxCells    = 5_000_000 // firms times nests
	maxUtils    = 1e4       // size of a mean value or a price in utils
	maxBytes    = 64 << 20
	maxChecked  = 1000 // products that --check searches
)

// A marketFile is what an equilibrium file describes.
type marketFile struct {
	model    string // logit, nested_logit or ces
	problem  bertrand.Problem
	products []string // label of each, or its number from 1
	firms    []string // name of each, in order of first mention
}

// keys that inputs may have, by model. A logit may name nests whose sigma is 0,
// as files of nested and plain markets side by side do.
var equilibriumKeys = map[string][]string{
	"logit":        {"delta", "alpha", "sigma", "nest", "cost", "firm", "outside_weight", "no_outside_good", "duty", "labels"},
	"nested_logit": {"delta", "alpha", "sigma", "nest", "cost", "firm", "outside_weight", "no_outside_good", "duty", "labels"},
	"ces":          {"a", "elasticity", "cost", "firm", "outside_weight", "no_outside_good", "duty", "labels"},
}

// parseMarket reads an equilibrium file. Its error holds every fault found,
// each with the key, the value and what is wanted.
func parseMarket(data []byte) (*marketFile, error) {
	top, err := splitObject(data)
	if err != nil {
		return nil, err
	}
	in := &inputs{}
	in.unknown("", top, []string{"model", "inputs"})
	m := &marketFile{}
	raw, ok := top.get("model")
	if !ok {
		in.fault("model is missing: want logit, nested_logit or ces")
	} else if json.Unmarshal(raw, &m.model) != nil || equilibriumKeys[m.model] == nil {
		in.fault("model is %s: want \"logit\", \"nested_logit\" or \"ces\"", clip(raw))
	}
	raw, ok = top.get("inputs")
	if !ok {
		in.fault("inputs is missing: want an object with the numbers of the market")
		return nil, in.err()
	}
	in.fields, err = splitObject(raw)
	if err != nil {
		in.fault("inputs: %v", err)
	}
	if in.err() != nil {
		return nil, in.err()
	}
	in.unknown("inputs.", in.fields, equilibriumKeys[m.model])
	in.market(m)
	if err := in.err(); err != nil {
		return nil, err
	}
	return m, nil
}

// market fills m from the fields.
func (in *inputs) market(m *marketFile) {
	p := &m.problem
	value, slope, t := in.tastes(m.model, p)
	n := len(value)
	if n == 0 {
		n = -1 // without a list to compare with, lengths are not faults of their own
	}
	p.Cost = in.list("cost", n)
	m.firms, p.Firm = in.owners(n)
	p.Firms = len(m.firms)
	m.products = in.labels(n)
	p.Nest, p.Nests = make([]int, len(value)), 1
	t.Sigma = []float64{0}
	switch m.model {
	case "nested_logit":
		p.Nest, t.Sigma = in.nests(n)
		p.Nests = len(t.Sigma)
	case "logit":
		in.flat(n)
	}
	t.Outside = in.outside()
	p.Keep = in.keep(n)
	if in.err() != nil {
		return
	}
	t.Mass, t.Alpha, t.Delta = 1, slope, value
	p.Types = []demand.Type{t}
	in.sizes(m)
	if in.err() == nil {
		if err := p.Validate(); err != nil {
			in.errs = append(in.errs, err)
		}
	}
}

// tastes reads the values of the products and the price slope.
func (in *inputs) tastes(model string, p *bertrand.Problem) (value []float64, slope float64, t demand.Type) {
	if model != "ces" {
		value = in.list("delta", -1)
		slope = in.positive("alpha")
		return value, slope, t
	}
	p.Form = demand.Spend
	value = in.list("a", -1)
	for j, a := range value {
		if !(a > 0) {
			in.fault("inputs.a[%d] is %v: want a positive weight", j, a)
		}
		value[j] = math.Log(a)
	}
	if e, ok := in.number("elasticity"); ok {
		if !(e > 1) {
			in.fault("inputs.elasticity is %v: want more than 1 (at 1 or less no price is high enough)", e)
		}
		slope = e - 1
	}
	return value, slope, t
}

// flat checks that the nests of a plain logit, if any, are none.
func (in *inputs) flat(n int) {
	if _, ok := in.fields.get("nest"); ok {
		in.list("nest", n)
	}
	if _, ok := in.fields.get("sigma"); !ok {
		return
	}
	sigma := []float64(nil)
	if s, ok := in.scalar("sigma"); ok {
		sigma = []float64{s}
	} else {
		sigma = in.list("sigma", -1)
	}
	for g, s := range sigma {
		if s != 0 {
			in.fault("inputs.sigma[%d] is %v: a logit has no nests; want 0, or model nested_logit", g, s)
		}
	}
}

// nests reads nest and sigma; a scalar sigma holds in every nest.
func (in *inputs) nests(n int) (nest []int, sigma []float64) {
	raw := in.list("nest", n)
	nest, nests := make([]int, len(raw)), 0
	for j, v := range raw {
		if v != math.Trunc(v) || v < 0 || v >= float64(len(raw)) {
			in.fault("inputs.nest[%d] is %v: want a whole number from 0 to %d", j, v, len(raw)-1)
			continue
		}
		nest[j] = int(v)
		nests = max(nests, nest[j]+1)
	}
	if s, ok := in.scalar("sigma"); ok {
		sigma = slices.Repeat([]float64{s}, nests)
	} else {
		sigma = in.list("sigma", -1)
		if len(sigma) > 0 && nests > len(sigma) {
			in.fault("inputs.sigma has %d values but nest goes up to %d: want one per nest, or one number for all", len(sigma), nests-1)
		}
	}
	for g, s := range sigma {
		if !(s >= 0 && s < 1) {
			in.fault("inputs.sigma[%d] is %v: want 0 <= sigma < 1 (at 1 the products of a nest are one good)", g, s)
		}
	}
	return nest, sigma
}

// outside returns the log weight of the outside good.
func (in *inputs) outside() float64 {
	none := false
	if raw, ok := in.fields.get("no_outside_good"); ok {
		if json.Unmarshal(raw, &none) != nil {
			in.fault("inputs.no_outside_good is %s: want true or false", clip(raw))
		}
	}
	if raw, ok := in.fields.get("outside_weight"); !ok || string(raw) == "null" {
		if none {
			return math.Inf(-1)
		}
		return 0
	}
	w := in.positive("outside_weight")
	if none {
		in.fault("inputs.outside_weight is %v and no_outside_good is true: want one of them (no_outside_good is a weight of 0)", w)
	}
	return math.Log(w)
}

// keep turns duties into the part of the consumer price that the seller keeps.
func (in *inputs) keep(n int) []float64 {
	if _, ok := in.fields.get("duty"); !ok {
		return nil
	}
	duty := []float64(nil)
	if d, ok := in.scalar("duty"); ok {
		duty = slices.Repeat([]float64{d}, max(n, 0))
	} else {
		duty = in.list("duty", n)
	}
	keep := make([]float64, len(duty))
	for j, d := range duty {
		if !(d > -1) {
			in.fault("inputs.duty[%d] is %v: want more than -1 (0.25 is 25%% on top of the seller's price)", j, d)
		}
		keep[j] = 1 / (1 + d)
	}
	return keep
}

// sizes refuses numbers whose exponents or tables would be absurd.
func (in *inputs) sizes(m *marketFile) {
	p := &m.problem
	if cells := p.Firms * p.Nests; cells > maxCells {
		in.fault("%d firms in %d nests: at most %d pairs of a firm and a nest", p.Firms, p.Nests, maxCells)
	}
	t := &p.Types[0]
	for j, d := range t.Delta {
		if math.Abs(d) > maxUtils {
			in.fault("the value of product %s is %g utils: at most %g", m.products[j], d, maxUtils)
		}
		if c := p.Cost[j]; p.Form == demand.Spend && !(c > 0) {
			in.fault("inputs.cost[%d] is %v: ces has no price for a cost of 0 or less (use logit)", j, c)
		} else if u := t.Alpha * p.Term(c); !(math.Abs(u) <= maxUtils) {
			in.fault("inputs.cost[%d] is %v, which is %.3g utils at this alpha or elasticity: at most %g", j, c, u, maxUtils)
		}
	}
}
