package importer

import (
	"cmp"
	"fmt"
	"math"
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

// windows takes the prices that hold at all times, or each at its time of day:
// the dearest is the list price, the cheapest that of the hours off the peak,
// whichever of them is the one without a condition. They are past if others
// have held from a day since.
func (r *genaiReader) windows(lists []conditional, past bool, row evidence.Price) {
	row.From, row.Dated = r.seen, "observed"
	if past {
		row.Dated, row.Suspect = "undated", "undated"
	}
	dearest, cheapest := lists[0], lists[0]
	for _, c := range lists[1:] {
		if r.blended(c) > r.blended(dearest) {
			dearest = c
		}
		if r.blended(c) < r.blended(cheapest) {
			cheapest = c
		}
	}
	r.tariff(dearest.list, row)
	if cheapest.list.at != dearest.list.at && row.Kind == undercut.List {
		row.Kind = undercut.OffPeak
		r.tariff(cheapest.list, row)
	}
}

// blended is the price by which windows are compared; NaN if it cannot be read,
// which tariff reports.
func (r *genaiReader) blended(c conditional) float64 {
	quiet := reader{}
	in, _, _ := quiet.tiered(c.list, "input_mtok")
	out, _, _ := quiet.tiered(c.list, "output_mtok")
	return (3*in + out) / 4
}

// tariff takes the base of a price list, and the first tier of a plain one.
func (r *genaiReader) tariff(o object, row evidence.Price) {
	in, inTier, inOK := r.tiered(o, "input_mtok")
	out, outTier, outOK := r.tiered(o, "output_mtok")
	cached, cachedTier, cachedOK := r.tiered(o, "cache_read_mtok")
	if !inOK || !outOK || !cachedOK {
		return
	}
	row.In, row.Out, row.Cached = in, out, cached
	if !r.price(o, row) {
		return
	}
	if row.Provider == "mistral" {
		r.doubtPrice(o, fmt.Sprintf("$%g/$%g", in, out), "genai-prices has had OpenRouter's prices under Mistral's name: look at mistral.ai/pricing", "router")
	}
	if row.Kind == undercut.List && (inTier != in || outTier != out) {
		row.Kind, row.In, row.Out, row.Cached = undercut.LongContext, inTier, outTier, cachedTier
		r.price(o, row)
	}
}

// tiered returns a price and that of its first tier, which is the same if there
// is none.
func (r *reader) tiered(o object, field string) (base, tier float64, ok bool) {
	n, found := o.get(field)
	if !found || n.kind() != '{' {
		base, ok = r.dollarsOf(o, field, 0)
		return base, base, ok
	}
	t, ok := r.object(n)
	if !ok {
		return math.NaN(), math.NaN(), false
	}
	base, ok = r.dollarsOf(t, "base", 0)
	if !ok || math.IsNaN(base) {
		return base, base, r.bad(t, excerpt(t.raw()), "want base and tiers")
	}
	tier, least := base, math.Inf(1)
	for _, item := range r.objects(t, "tiers") {
		start, startOK := r.count(item, "start")
		x, priceOK := r.dollarsOf(item, "price", 0)
		if !startOK || !priceOK {
			return base, base, false
		}
		if start < least && !math.IsNaN(x) {
			tier, least = x, start
		}
	}
	return base, tier, true
}
