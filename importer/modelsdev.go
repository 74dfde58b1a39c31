package importer

import (
	"slices"

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
	Ship: true, Whole: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := newModelsDev(seen)
		r.file(b)
		return r.finish()
	},
}

// A modelsDevReader reads the catalogue, from either form.
type modelsDevReader struct {
	reader
	entries []object        // kept until each field that is expected was found in one
	found   map[string]bool // fields of entries among those
	models  facts
}

func newModelsDev(seen undercut.Day) *modelsDevReader {
	return &modelsDevReader{reader: reader{source: "models.dev", seen: seen}, found: map[string]bool{}, models: facts{}}
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
	if _, ok := r.text(o, o.key); !ok {
		return
	}
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
	r.note(e)
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

// expected are fields that some entries have.
var expected = []string{"cost", "release_date"}

// note remembers an entry for as long as a field that is expected was in none:
// a large file has too many to keep.
func (r *modelsDevReader) note(e object) {
	if len(r.found) == len(expected) {
		return
	}
	r.entries = append(r.entries, e)
	for _, field := range expected {
		if e.has(field) {
			r.found[field] = true
		}
	}
}

// finish checks what needs all entries and returns the batch.
func (r *modelsDevReader) finish() Batch {
	if len(r.entries) > 0 {
		for _, field := range expected {
			r.expect(r.entries, field)
		}
	}
	r.models.add(&r.reader)
	return r.Batch
}
