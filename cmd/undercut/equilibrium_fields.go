package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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
