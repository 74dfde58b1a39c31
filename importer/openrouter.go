package importer

import (
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// openRouter is the list of models of OpenRouter: texts with dollars a token,
// the price of the cheapest route of the moment, so no list price. Its price
// -1 means that a request is passed on to a model that is not known before.
// The format: https://openrouter.ai/docs/api-reference/models/get-models
var openRouter = Format{
	Name:  "openrouter",
	Doc:   "OpenRouter models: prices of the cheapest route (terms of OpenRouter: for your own use)",
	URL:   "https://openrouter.ai/api/v1/models",
	File:  "models.json",
	Whole: true,
	Publisher: evidence.Source{
		ID: "openrouter", Holder: "OpenRouter, Inc.", Title: "OpenRouter, list of models", URL: "https://openrouter.ai/models",
		Licence: "terms of OpenRouter, for one's own use", Attribution: "OpenRouter, openrouter.ai", Taken: "prices of routes",
	},
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &reader{source: "openrouter", seen: seen}
		if models, ok := r.openRouterModels(b); ok {
			r.each(models, r.openRouterModel)
		}
		return r.Batch
	},
}

// openRouterModels returns the entries of a file that has prices.
func (r *reader) openRouterModels(b []byte) (models []node, ok bool) {
	root, ok := r.json(b)
	if !ok {
		return nil, false
	}
	top, ok := r.object(root)
	if !ok {
		return nil, false
	}
	models, ok = r.listOf(top, "data")
	return models, ok && r.expectEach(models, "id", "pricing.prompt", "pricing.completion")
}

// openRouterModel reads one entry.
func (r *reader) openRouterModel(m object) {
	id, ok := r.textOf(m, "id")
	if !ok {
		return
	}
	pricing, ok := r.within(m, "pricing")
	if !ok || !r.listedByThen(m) {
		return
	}
	if !writesText(m) || varies(pricing) {
		r.Skipped++
		return
	}
	p := r.seller(m, "openrouter")
	row := evidence.Price{
		SKU: id, Provider: p.name, Seller: p.seller, Kind: p.kindOf(p.name, id),
		From: r.seen, Seen: r.seen, Dated: "observed", In: math.NaN(), Out: math.NaN(),
	}
	end, ok := r.endOf(m, "expiration_date")
	if !ok {
		return
	}
	before := len(r.Prices)
	row, ok = r.route(pricing, row)
	if ok && r.price(pricing, row) {
		r.overrides(pricing, row)
	}
	r.end(m, before, end)
}

// route reads the prices of one object.
func (r *reader) route(o object, row evidence.Price) (evidence.Price, bool) {
	in, ok1 := r.dollarsOf(o, "prompt", 6)
	out, ok2 := r.dollarsOf(o, "completion", 6)
	cached, ok3 := r.dollarsOf(o, "input_cache_read", 6)
	row.In, row.Out, row.Cached = either(in, row.In), either(out, row.Out), cached
	return row, ok1 && ok2 && ok3
}

// overrides reads the price for long prompts, of several the one that begins
// with the shortest. Rates that are not restated stay as they are.
func (r *reader) overrides(pricing object, row evidence.Price) {
	if !pricing.has("overrides") {
		return
	}
	var long object
	shortest := math.Inf(1)
	for _, o := range r.objects(pricing, "overrides") {
		if !o.has("min_prompt_tokens") { // on another condition
			continue
		}
		if tokens, ok := r.count(o, "min_prompt_tokens"); ok && tokens < shortest {
			shortest, long = tokens, o
		}
	}
	if math.IsInf(shortest, 1) {
		return
	}
	row.Kind = undercut.LongContext
	if row, ok := r.route(long, row); ok {
		r.price(long, row)
	}
}

// listedByThen checks the time of listing, in seconds of Unix time: a file can
// hold nothing that was listed after the day on which it was seen.
func (r *reader) listedByThen(m object) bool {
	n, ok := m.get("created")
	if !ok {
		return true
	}
	seconds, err := scaled(n.string(), 0)
	if n.kind() != '0' || err != nil || seconds < 0 {
		return r.bad(n, excerpt(n.raw()), "want the time of listing in seconds since 1970")
	}
	if day := undercut.Day(min(seconds/86400, 1e6)); day > r.seen {
		return r.bad(n, n.string(), "that is "+day.String()+", after the file was seen, "+r.seen.String()+": mend the time, or say when the file was made")
	}
	return true
}

// writesText reports whether an entry writes text; entries that do not say are
// old and do.
func writesText(m object) bool {
	arch, ok := m.get("architecture")
	if !ok || arch.kind() != '{' {
		return true
	}
	out, ok := object{arch, arch.items()}.get("output_modalities")
	if !ok || out.kind() != '[' {
		return true
	}
	return slices.ContainsFunc(out.items(), func(n node) bool { return n.string() == "text" })
}

// varies reports whether a price is -1: that of the model which will answer.
func varies(pricing object) bool {
	for _, name := range []string{"prompt", "completion"} {
		if n, ok := pricing.get(name); ok {
			if x, err := scaled(n.string(), 0); err == nil && x == -1 {
				return true
			}
		}
	}
	return false
}
