package importer

import (
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// costs reads the price lists of an entry: the base, the first tier and the
// fast mode.
func (r *modelsDevReader) costs(e object, row evidence.Price) {
	n, ok := e.get("cost")
	if !ok {
		r.Skipped++
		return
	}
	cost, ok := r.object(n)
	if !ok || !r.cost(cost, row) {
		return
	}
	if row.Kind != undercut.List { // a plan, a router or a batch has no further kinds
		return
	}
	row.Kind = undercut.LongContext
	if tier, ok := r.tier(cost); ok {
		r.cost(tier, row)
	} else if over, ok := cost.get("context_over_200k"); ok && !cost.has("tiers") {
		if o, ok := r.object(over); ok {
			r.cost(o, row)
		}
	}
	row.Kind = undercut.Priority
	if fast, ok := r.deep(e, "experimental", "modes", "fast", "cost"); ok {
		r.cost(fast, row)
	}
}

// cost reads one price list and reports whether it was taken.
func (r *modelsDevReader) cost(o object, row evidence.Price) bool {
	in, inOK := r.dollarsOf(o, "input", 0)
	out, outOK := r.dollarsOf(o, "output", 0)
	cached, cachedOK := r.dollarsOf(o, "cache_read", 0)
	if !inOK || !outOK || !cachedOK {
		return false
	}
	if math.IsNaN(in) != math.IsNaN(out) {
		return r.bad(o, strings.Join(o.names(), ", "), "want both input and output: is the format new?")
	}
	row.In, row.Out, row.Cached = in, out, cached
	return r.price(o, row)
}

// tier returns the tier of the shortest context above the base.
func (r *modelsDevReader) tier(cost object) (shortest object, found bool) {
	n, ok := cost.get("tiers")
	if !ok {
		return object{}, false
	}
	list, _ := r.list(n)
	least := math.Inf(1)
	for _, item := range list {
		t, ok := r.object(item)
		if !ok {
			continue
		}
		where, ok := r.within(t, "tier")
		if !ok {
			continue
		}
		if x, ok := r.count(where, "size"); ok && x < least {
			least, shortest, found = x, t, true
		}
	}
	return shortest, found
}

// deep follows names through objects; what is not there is no problem.
func (r *modelsDevReader) deep(o object, names ...string) (object, bool) {
	for _, name := range names {
		n, ok := o.get(name)
		if !ok || n.kind() != '{' {
			return object{}, false
		}
		if o, ok = r.object(n); !ok {
			return object{}, false
		}
	}
	return o, true
}
