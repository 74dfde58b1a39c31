package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

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

// keys that inputs may have, by model.
var equilibriumKeys = map[string][]string{
	"logit":        {"delta", "alpha", "cost", "firm", "outside_weight", "no_outside_good", "duty", "labels"},
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
	if m.model == "nested_logit" {
		p.Nest, t.Sigma = in.nests(n)
		p.Nests = len(t.Sigma)
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
	if _, ok := in.fields.get("outside_weight"); !ok {
		if none {
			return math.Inf(-1)
		}
		return 0
	}
	w := in.positive("outside_weight")
	if none {
		in.fault("inputs has both outside_weight and no_outside_good: want one of them")
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

// inputs reads the fields of an object and collects the faults.
type inputs struct {
	fields object
	errs   []error
}

func (in *inputs) fault(format string, args ...any) {
	if len(in.errs) < 20 { // a wrong file of a million entries needs no million lines
		in.errs = append(in.errs, fmt.Errorf(format, args...))
	}
}

func (in *inputs) err() error { return errors.Join(in.errs...) }

// unknown reports keys that are not known, with the nearest that is.
func (in *inputs) unknown(path string, fields object, known []string) {
	for _, f := range fields {
		if slices.Contains(known, f.key) {
			continue
		}
		hint := ""
		if k := nearest(f.key, known); k != "" {
			hint = fmt.Sprintf(" (did you mean %s?)", k)
		}
		in.fault("%s%s is not a key%s: known are %s", path, clip([]byte(f.key)), hint, strings.Join(known, ", "))
	}
}

// number reads a number, or a string that is a decimal number.
func (in *inputs) number(key string) (float64, bool) {
	raw, ok := in.fields.get(key)
	if !ok {
		in.fault("inputs.%s is missing", key)
		return 0, false
	}
	v, err := decimal(raw)
	if err != nil {
		in.fault("inputs.%s is %s: %v", key, clip(raw), err)
	}
	return v, err == nil
}

func (in *inputs) positive(key string) float64 {
	v, ok := in.number(key)
	if ok && !(v > 0) {
		in.fault("inputs.%s is %v: want a positive number", key, v)
	}
	return v
}

// scalar reports whether key holds a single number, and that number.
func (in *inputs) scalar(key string) (float64, bool) {
	raw, ok := in.fields.get(key)
	if !ok || raw[0] == '[' {
		return 0, false
	}
	return in.number(key)
}

// list reads a list of numbers; n < 0 leaves its length open but not zero.
func (in *inputs) list(key string, n int) []float64 {
	elements := in.elements(key, n)
	out := make([]float64, len(elements))
	for i, raw := range elements {
		v, err := decimal(raw)
		if err != nil {
			in.fault("inputs.%s[%d] is %s: %v", key, i, clip(raw), err)
		}
		out[i] = v
	}
	return out
}

func (in *inputs) elements(key string, n int) []json.RawMessage {
	raw, ok := in.fields.get(key)
	if !ok {
		in.fault("inputs.%s is missing", key)
		return nil
	}
	var out []json.RawMessage
	if err := json.Unmarshal(raw, &out); err != nil || raw[0] != '[' {
		in.fault("inputs.%s is %s: want a list, one value per product", key, clip(raw))
		return nil
	}
	switch {
	case len(out) == 0:
		in.fault("inputs.%s is empty: want one value per product, and at least one product", key)
	case len(out) > maxProducts:
		in.fault("inputs.%s has %d values: at most %d products", key, len(out), maxProducts)
		return nil
	case n >= 0 && len(out) != n:
		in.fault("inputs.%s has %d values for %d products: want one per product", key, len(out), n)
	}
	return out
}

// owners reads the firm of each product, all numbers or all names, and numbers
// firms by first mention.
func (in *inputs) owners(n int) (names []string, firm []int) {
	elements := in.elements("firm", n)
	firm = make([]int, len(elements))
	number := map[string]int{}
	texts := 0
	for j, raw := range elements {
		name := string(raw)
		if raw[0] == '"' {
			texts++
			if json.Unmarshal(raw, &name) != nil || name == "" {
				in.fault("inputs.firm[%d] is %s: want a name or a whole number", j, clip(raw))
			}
		} else if _, err := strconv.ParseInt(name, 10, 64); err != nil {
			in.fault("inputs.firm[%d] is %s: want a name or a whole number", j, clip(raw))
		}
		f, ok := number[name]
		if !ok {
			f = len(names)
			number[name] = f
			names = append(names, name)
		}
		firm[j] = f
	}
	if texts > 0 && texts < len(elements) {
		in.fault("inputs.firm mixes numbers and names: want one kind")
	}
	return names, firm
}

// labels reads the names of the products; without any they are numbered.
func (in *inputs) labels(n int) []string {
	out := make([]string, max(n, 0))
	if _, ok := in.fields.get("labels"); !ok {
		for j := range out {
			out[j] = strconv.Itoa(j + 1)
		}
		return out
	}
	seen := map[string]bool{}
	for j, raw := range in.elements("labels", n) {
		var name string
		if json.Unmarshal(raw, &name) != nil || raw[0] != '"' || name == "" {
			in.fault("inputs.labels[%d] is %s: want a name", j, clip(raw))
		} else if seen[name] {
			in.fault("inputs.labels[%d] is %q a second time: want distinct names", j, name)
		}
		seen[name] = true
		if j < len(out) {
			out[j] = name
		}
	}
	return out
}

// decimal reads a JSON number or a string that holds one.
func decimal(raw json.RawMessage) (float64, error) {
	text := string(raw)
	if raw[0] == '"' && json.Unmarshal(raw, &text) != nil {
		return 0, errors.New("want a number")
	}
	if text == "" || strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, errors.New("want a finite number")
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, errors.New("want a finite number")
	}
	return v, nil
}

// An object is a JSON object in the order of the text.
type object []struct {
	key   string
	value json.RawMessage
}

func (o object) get(key string) (json.RawMessage, bool) {
	for _, f := range o {
		if f.key == key {
			return f.value, true
		}
	}
	return nil, false
}

// splitObject parses one JSON object and nothing after it; a key that appears
// twice is an error, since readers disagree on which counts.
func splitObject(data []byte) (object, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		return nil, errors.New("want a JSON object")
	}
	var out object
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		key := t.(string) // the decoder lets nothing else stand here
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, fmt.Errorf("value of %s: not JSON: %w", clip([]byte(key)), err)
		}
		if _, ok := out.get(key); ok {
			return nil, fmt.Errorf("key %s appears twice", clip([]byte(key)))
		}
		if len(out) == 64 {
			return nil, errors.New("more than 64 keys in one object")
		}
		out = append(out, struct {
			key   string
			value json.RawMessage
		}{key, value})
	}
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("there is text after the JSON object")
	}
	return out, nil
}

// clip shortens a value for an error message.
func clip(raw []byte) string {
	const most = 40
	if len(raw) > most {
		return strings.ToValidUTF8(string(raw[:most]), "") + "…"
	}
	return string(raw)
}

// nearest returns the known key at the smallest edit distance, if that is
// small against its length.
func nearest(key string, known []string) string {
	best, at := "", 3
	if len(key) > 40 {
		return ""
	}
	for _, k := range known {
		if d := editDistance(key, k); d < at && d < len(k) {
			best, at = k, d
		}
	}
	return best
}

func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := min(row[j]+1, row[j+1]+1)
			if a[i] == b[j] {
				next = min(next, diagonal)
			} else {
				next = min(next, diagonal+1)
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
