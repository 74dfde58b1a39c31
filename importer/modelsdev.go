package importer

import (
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// modelsDev is the catalogue of models.dev: an object of providers, each with
// an object of models by the provider's names. Prices are in dollars a million
// tokens and have no dates: they held on the day on which the file was seen.
// Of several tiers by length of context the first above the base is kept, as
// long_context; of modes, fast is kept as priority.
// The format: https://github.com/anomalyco/models.dev, README and
// packages/core/src/schema.ts
var modelsDev = Format{
	Name: "models.dev",
	Doc:  "models.dev api.json: list prices, release dates and open weights of about 150 providers (MIT)",
	URL:  "https://models.dev/api.json",
	File: "api.json",
	Ship: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := newModelsDev(seen)
		r.file(b)
		return r.finish()
	},
}

// A modelsDevReader reads the catalogue, from either form.
type modelsDevReader struct {
	reader
	entries []object
	models  facts
}

func newModelsDev(seen undercut.Day) *modelsDevReader {
	return &modelsDevReader{reader: reader{source: "models.dev", seen: seen}, models: facts{}}
}

func (r *modelsDevReader) file(b []byte) {
	root, ok := r.json(b)
	if !ok {
		return
	}
	all, ok := r.object(root)
	if !ok {
		return
	}
	if n, ok := all.get("providers"); ok { // catalog.json holds api.json beside models.json
		if all, ok = r.object(n); !ok {
			return
		}
	}
	var sellers []object
	for _, n := range all.all {
		if o, ok := r.object(n); ok {
			sellers = append(sellers, o)
		}
	}
	if !r.expect(sellers, "models") {
		return
	}
	for _, s := range sellers {
		r.provider(s)
	}
}

// provider reads the models of a provider.
func (r *modelsDevReader) provider(o object) {
	if id, ok := r.maybeText(o, "id"); ok && id != "" && id != o.key {
		r.doubt(o, id, "the provider stands under the name "+o.key+", which was taken")
	}
	models, ok := r.within(o, "models")
	if !ok {
		return
	}
	for _, n := range models.all {
		if e, ok := r.object(n); ok {
			r.entry(o.key, n.key, e)
		}
	}
}

// entry reads one offer.
func (r *modelsDevReader) entry(provider, sku string, e object) {
	r.entries = append(r.entries, e)
	sku, ok := r.text(e, sku)
	if !ok {
		return
	}
	if id, ok := r.maybeText(e, "id"); ok && id != "" && id != sku {
		r.doubt(e, id, "the model stands under the name "+sku+", which was taken")
	}
	if !r.writesText(e) {
		r.Skipped++
		return
	}
	p := r.seller(e, provider)
	r.model(p, sku, e)
	row := evidence.Price{SKU: sku, Provider: p.name, Seller: p.seller, Kind: p.kindOf(provider, sku), From: r.seen, Seen: r.seen, Dated: "observed"}
	if status, ok := r.maybeText(e, "status"); ok && status == "deprecated" { // no longer served by the provider
		row.Removed = true
		r.price(e, row)
		return
	}
	r.costs(e, row)
}

// writesText reports whether an entry is a model that gives text: the others
// are sold by the image, the minute or the character.
func (r *modelsDevReader) writesText(e object) bool {
	modalities, ok := e.get("modalities")
	if !ok {
		return true
	}
	o, ok := r.object(modalities)
	if !ok {
		return false
	}
	output, ok := o.get("output")
	if !ok {
		return true
	}
	list, ok := r.list(output)
	return ok && (len(list) == 0 || slices.ContainsFunc(list, func(n node) bool { return n.kind() == '"' && n.string() == "text" }))
}

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

// finish checks what needs all entries and returns the batch.
func (r *modelsDevReader) finish() Batch {
	if len(r.entries) > 0 {
		for _, field := range []string{"cost", "release_date"} {
			r.expect(r.entries, field)
		}
	}
	r.models.add(&r.reader)
	return r.Batch
}
