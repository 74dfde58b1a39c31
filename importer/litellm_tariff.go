package importer

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// tariffs reads the price lists of an entry.
func (r *reader) tariffs(e object, row evidence.Price) {
	if n, ok := e.get("tiered_pricing"); ok && !e.has("input_cost_per_token") {
		r.tiers(n, row)
		return
	}
	if !e.has("input_cost_per_token") && e.has("input_cost_per_character") {
		r.characters(e, row)
		return
	}
	base, ok := r.tariff(e, row, "", row)
	x, extrasOK := r.extras(e)
	if !ok || !extrasOK {
		return
	}
	if base.In < x.charIn || base.Out < x.charOut {
		base.Suspect = "unit"
	}
	if !r.price(e, base) {
		return
	}
	r.doubts(e, base, x)
	if row.Kind != undercut.List { // a plan, a router or a batch has no further kinds
		return
	}
	kinds := []struct {
		suffix string
		kind   undercut.PriceKind
	}{{"_batches", undercut.Batch}, {"_priority", undercut.Priority}, {shortestContext(e), undercut.LongContext}}
	for _, k := range kinds {
		row.Kind = k.kind
		if k.suffix == "" || !e.has("input_cost_per_token"+k.suffix) && !e.has("output_cost_per_token"+k.suffix) {
			continue
		}
		if p, ok := r.tariff(e, row, k.suffix, base); ok {
			r.price(e, p)
		}
	}
}

// tariff reads the fields of one suffix. A side that has no price of its own
// keeps that of the base.
func (r *reader) tariff(e object, row evidence.Price, suffix string, base evidence.Price) (evidence.Price, bool) {
	in, inOK := r.dollarsOf(e, "input_cost_per_token"+suffix, 6)
	out, outOK := r.dollarsOf(e, "output_cost_per_token"+suffix, 6)
	cached, cachedOK := r.dollarsOf(e, "cache_read_input_token_cost"+suffix, 6)
	row.In, row.Out, row.Cached = in, out, cached
	if suffix != "" {
		row.In, row.Out = either(in, base.In), either(out, base.Out)
	}
	if !inOK || !outOK || !cachedOK {
		return row, false
	}
	if math.IsNaN(row.In) != math.IsNaN(row.Out) {
		return row, r.bad(e, strings.Join(e.names(), ", "), "want prices of both input and output tokens: is the format new?")
	}
	return row, true
}

var aboveField = regexp.MustCompile(`^(?:input|output)_cost_per_token(_above_([0-9]{1,6})k_tokens)$`)

// shortestContext returns the suffix of the shortest length of context beyond
// which an entry has another price; empty if there is none.
func shortestContext(e object) (suffix string) {
	shortest := math.MaxInt
	for _, n := range e.all {
		m := aboveField.FindStringSubmatch(n.key)
		if m == nil || n.kind() == 'n' {
			continue
		}
		if k, err := strconv.Atoi(m[2]); err == nil && k < shortest {
			shortest, suffix = k, m[1]
		}
	}
	return suffix
}

// tiers reads a list of prices by length of context: the first begins at 0 and
// is the list price, the second is that of long contexts.
func (r *reader) tiers(n node, row evidence.Price) {
	list, ok := r.list(n)
	if !ok {
		return
	}
	kinds := []undercut.PriceKind{row.Kind, undercut.LongContext}
	for i, item := range list[:min(len(kinds), len(list))] {
		tier, ok := r.object(item)
		if !ok {
			return
		}
		from, ok := r.tierStart(tier)
		if !ok || (i == 0) != (from == 0) {
			r.bad(tier, excerpt(tier.raw()), "want tiers in order of their range [from, to], the first from 0")
			return
		}
		row.Kind = kinds[i]
		p, ok := r.tariff(tier, row, "", row)
		x, extrasOK := r.extras(tier)
		if !ok || !extrasOK || !r.price(tier, p) {
			return
		}
		r.doubts(tier, p, x)
	}
}

// tierStart returns the length of context from which a tier holds.
func (r *reader) tierStart(tier object) (float64, bool) {
	n, ok := tier.get("range")
	if !ok || n.kind() != '[' {
		return 0, false
	}
	ends := n.items()
	if len(ends) != 2 || ends[0].kind() != '0' {
		return 0, false
	}
	x, err := scaled(ends[0].string(), 0)
	return x, err == nil && x >= 0
}

// characters takes an entry that is priced by the character, at four of them a
// token, and keeps it out of every series: texts differ.
func (r *reader) characters(e object, row evidence.Price) {
	in, ok := r.dollarsOf(e, "input_cost_per_character", 6)
	out, ok2 := r.dollarsOf(e, "output_cost_per_character", 6)
	if !ok || !ok2 {
		return
	}
	row.In, row.Out, row.Cached, row.Suspect = CharsPerToken*in, CharsPerToken*out, math.NaN(), "unit"
	if r.price(e, row) {
		r.doubtField(e, "input_cost_per_character", fmt.Sprintf("priced by the character: taken at %d characters a token and kept out of every series", CharsPerToken), "unit")
	}
}

// extras are prices beside those of text tokens, NaN where there are none: of
// a character, of a token of reasoning, of a request in dollars.
type extras struct{ charIn, charOut, think, request float64 }

func (r *reader) extras(e object) (x extras, ok bool) {
	ok = true
	for _, f := range []struct {
		x    *float64
		name string
		tens int
	}{
		{&x.charIn, "input_cost_per_character", 6},
		{&x.charOut, "output_cost_per_character", 6},
		{&x.think, "output_cost_per_reasoning_token", 6},
		{&x.request, "input_cost_per_request", 0},
	} {
		var fine bool
		*f.x, fine = r.dollarsOf(e, f.name, f.tens)
		ok = ok && fine
	}
	return x, ok
}

// doubts says what makes the price doubtful that was taken last.
func (r *reader) doubts(e object, p evidence.Price, x extras) {
	if p.Suspect != "" {
		r.doubtField(e, "input_cost_per_token", "a token costs less than a character of it: the units were mixed up, and the row is kept out of every series", p.Suspect)
	}
	if x.think == x.think && x.think != p.Out {
		r.doubtField(e, "output_cost_per_reasoning_token", fmt.Sprintf("tokens of reasoning cost $%g a million, those of the answer $%g: the row holds the answer's price", x.think, p.Out), "")
	}
	if x.request > 0 {
		r.doubtField(e, "input_cost_per_request", "there is a fee for each request beside the tokens, which the row does not hold", "")
	}
}

// doubtField says that the price taken last is worth a look because of a field.
func (r *reader) doubtField(e object, field, want, suspect string) {
	n, ok := e.get(field)
	if !ok {
		n = e.node
	}
	r.doubtPrice(n, excerpt(n.raw()), want, suspect)
}
