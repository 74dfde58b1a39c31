package importer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// llmPrices is the list of Simon Willison, in each of its files: current-v1.json
// holds what is asked now, historical-v1.json and data/VENDOR.json also what was
// asked from a day (inclusive) to a day (exclusive). Without a first day a price
// held since the model was first sold, whenever that was: of the present one it
// is known that it holds on the day of the file, of a past one nothing.
// The format: https://github.com/simonw/llm-prices, data/README.md
var llmPrices = Format{
	Name: "llm-prices",
	Doc:  "llm-prices.com: first parties' prices with some dated changes (no licence stated: facts for your own use)",
	URL:  "https://www.llm-prices.com/historical-v1.json",
	File: "historical-v1.json or current-v1.json",
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &llmPricesReader{reader: reader{source: "llm-prices", seen: seen}, asked: seen, periods: map[string][]period{}}
		r.file(b)
		return r.Batch
	},
}

// A llmPricesReader reads one file.
type llmPricesReader struct {
	reader
	asked   undercut.Day // on which the present prices were asked
	order   []string     // of offers, as in the file
	periods map[string][]period
}

// A period is a price of an offer with its first day and the day after its
// last; first and end where there is none.
type period struct {
	evidence.Price
	from, to undercut.Day
	at       object
}

const first undercut.Day = math.MinInt32 // since the model was first sold

func (r *llmPricesReader) file(b []byte) {
	root, ok := r.json(b)
	if !ok {
		return
	}
	file, ok := r.object(root)
	if !ok {
		return
	}
	if file.has("updated_at") {
		if r.asked, _, ok = r.dateOf(file, "updated_at"); !ok {
			return
		}
	}
	if file.has("models") {
		r.vendor(file)
	} else {
		r.prices(file)
	}
	for _, offer := range r.order {
		r.offer(r.periods[offer])
	}
}

// prices reads current-v1.json and historical-v1.json.
func (r *llmPricesReader) prices(file object) {
	for _, e := range r.objects(file, "prices") {
		if vendor, ok := r.textOf(e, "vendor"); ok {
			r.period(vendor, e, e)
		}
	}
}

// vendor reads data/VENDOR.json.
func (r *llmPricesReader) vendor(file object) {
	vendor, ok := r.textOf(file, "vendor")
	if !ok {
		return
	}
	for _, m := range r.objects(file, "models") {
		for _, e := range r.objects(m, "price_history") {
			r.period(vendor, m, e)
		}
	}
}

// objects returns the objects of a list that must be there.
func (r *reader) objects(o object, field string) (all []object) {
	n, ok := o.get(field)
	if !ok {
		r.bad(o, strings.Join(o.names(), ", "), "want the field "+field+" among these: is the format new, or another file?")
		return nil
	}
	list, _ := r.list(n)
	for _, item := range list {
		if e, ok := r.object(item); ok {
			all = append(all, e)
		}
	}
	return all
}

// period notes one price. The names of models say which prices are those of
// long contexts: "Gemini 2.5 Pro >200k".
func (r *llmPricesReader) period(vendor string, model, e object) {
	id, idOK := r.textOf(model, "id")
	name, nameOK := r.maybeText(model, "name")
	in, inOK := r.dollarsOf(e, "input", 0)
	out, outOK := r.dollarsOf(e, "output", 0)
	cached, cachedOK := r.dollarsOf(e, "input_cached", 0)
	from, fromOK := r.edge(e, "from_date", first)
	to, toOK := r.edge(e, "to_date", undercut.Never)
	if !idOK || !nameOK || !inOK || !outOK || !cachedOK || !fromOK || !toOK {
		return
	}
	if to <= from {
		r.bad(e, to.String(), "to_date is not after from_date: want the day after the last")
		return
	}
	s := r.seller(e, vendor)
	p := evidence.Price{SKU: id, Provider: s.name, Seller: s.seller, Kind: s.kindOf(vendor, id), In: in, Out: out, Cached: cached, Seen: r.seen}
	if strings.Contains(name, ">") && p.Kind == undercut.List {
		p.Kind = undercut.LongContext
	}
	offer := s.name + "/" + id
	if r.periods[offer] == nil {
		r.order = append(r.order, offer)
	}
	r.periods[offer] = append(r.periods[offer], period{p, from, to, e})
}

// edge returns a day that may be null or absent. Prices may be announced.
func (r *reader) edge(o object, field string, none undercut.Day) (undercut.Day, bool) {
	n, ok := o.get(field)
	if !ok {
		return none, true
	}
	d, err := undercut.ParseDay(n.string())
	if n.kind() != '"' || err != nil {
		return 0, r.bad(n, excerpt(n.raw()), "want a day of the calendar as \"YYYY-MM-DD\", or null")
	}
	return d, true
}

// offer turns the periods of an offer into events.
func (r *llmPricesReader) offer(all []period) {
	slices.SortStableFunc(all, func(a, b period) int { return cmp.Compare(a.from, b.from) })
	for i, p := range all {
		if i > 0 && p.from < all[i-1].to {
			r.bad(p.at, p.SKU, fmt.Sprintf("the price begins before the one before it ends (%v): want periods that follow each other, one present price", all[i-1].to))
			continue
		}
		p.date(r.asked, r.seen)
		if !r.price(p.at, p.Price) || p.to == undercut.Never || i+1 < len(all) && all[i+1].from == p.to {
			continue
		}
		p.Removed, p.From, p.Dated, p.Suspect = true, p.to, "reported", ""
		r.price(p.at, p.Price)
	}
}

// date says from when a price held and how that is known.
func (p *period) date(asked, seen undercut.Day) {
	switch {
	case p.from > seen:
		p.From, p.Dated = p.from, "announced"
	case p.from != first:
		p.From, p.Dated = p.from, "reported"
	case p.to > asked:
		p.From, p.Dated = asked, "observed"
	default: // past, with no beginning
		p.From, p.Dated, p.Suspect = asked, "undated", "undated"
	}
}
