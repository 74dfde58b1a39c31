package importer

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// genaiPrices is the list of Pydantic: a list of providers, each with a list of
// models in dollars a million tokens. The prices of a model are one object, or a
// list of objects under a condition: from a day, or between two times of day.
// Exactly one has no condition: the price before any day, or outside every
// window. A price with tiers is that of its base up to the first tier.
// The format: https://github.com/pydantic/genai-prices, prices/data.schema.json
var genaiPrices = Format{
	Name: "genai-prices",
	Doc:  "genai-prices data.json: prices with dated changes and times of day (MIT)",
	URL:  "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json",
	File: "data.json",
	Ship: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &genaiReader{reader{source: "genai-prices", seen: seen}}
		r.file(b)
		return r.Batch
	},
}

// A genaiReader reads one file.
type genaiReader struct{ reader }

func (r *genaiReader) file(b []byte) {
	root, ok := r.json(b)
	if !ok {
		return
	}
	list, ok := r.list(root)
	if !ok {
		return
	}
	var entries []object
	for _, item := range list {
		if p, ok := r.object(item); ok {
			entries = append(entries, r.provider(p)...)
		}
	}
	r.expect(entries, "prices")
}

// provider reads the models of a provider and returns them.
func (r *genaiReader) provider(o object) (entries []object) {
	id, ok := r.textOf(o, "id")
	if !ok {
		return nil
	}
	s := r.seller(o, id)
	seen := map[string]bool{}
	entries = r.objects(o, "models")
	for _, m := range entries {
		sku, ok := r.textOf(m, "id")
		if !ok {
			continue
		}
		if seen[sku] {
			r.bad(m, sku, "the provider has two models of this id: keep one")
			continue
		}
		seen[sku] = true
		r.model(m, evidence.Price{
			SKU: sku, Provider: s.name, Seller: s.seller, Kind: s.kindOf(id, sku), Seen: r.seen,
		})
	}
	return entries
}

// A conditional is a price list with its condition: a day, a time of day or
// none.
type conditional struct {
	list   object
	from   undercut.Day // first if the list has none
	window bool
}

func (r *genaiReader) model(m object, row evidence.Price) {
	n, ok := m.get("prices")
	if !ok {
		r.Skipped++
		return
	}
	lists, ok := r.lists(n)
	if !ok {
		return
	}
	dated := func(c conditional) bool { return c.from != first }
	past := slices.ContainsFunc(lists, func(c conditional) bool { return dated(c) && c.from <= r.seen })
	r.windows(slices.DeleteFunc(slices.Clone(lists), dated), past, row)
	for _, c := range lists {
		if c.from == first {
			continue
		}
		row.From, row.Dated = c.from, "reported"
		if c.from > r.seen {
			row.Dated = "announced"
		}
		r.tariff(c.list, row)
	}
}

// lists returns the price lists of a model, those with days in their order.
func (r *genaiReader) lists(n node) (all []conditional, ok bool) {
	if n.kind() == '{' {
		o, ok := r.object(n)
		return []conditional{{list: o, from: first}}, ok
	}
	items, ok := r.list(n)
	plain := 0
	for _, item := range items {
		o, isObject := r.object(item)
		if !isObject {
			return nil, false
		}
		c, fine := r.conditional(o)
		if !fine {
			return nil, false
		}
		if c.from == first && !c.window {
			plain++
		}
		all = append(all, c)
	}
	if ok && plain != 1 {
		return nil, r.bad(n, fmt.Sprint(plain), "so many prices without a condition: want exactly one")
	}
	slices.SortStableFunc(all, func(a, b conditional) int { return cmp.Compare(a.from, b.from) })
	return all, ok
}

var timeOfDay = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)$`)

func (r *genaiReader) conditional(o object) (c conditional, ok bool) {
	c = conditional{from: first}
	if c.list, ok = r.within(o, "prices"); !ok || !o.has("constraint") {
		return c, ok
	}
	when, ok := r.within(o, "constraint")
	if !ok {
		return c, false
	}
	if when.has("start_date") {
		c.from, ok = r.edge(when, "start_date", first)
		return c, ok
	}
	for _, field := range []string{"start_time", "end_time"} {
		text, ok := r.textOf(when, field)
		if !ok {
			return c, false
		}
		if !timeOfDay.MatchString(text) {
			n, _ := when.get(field)
			return c, r.bad(n, text, "want a time of day with its zone, as 16:30:00Z")
		}
	}
	c.window = true
	return c, true
}
