package importer

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

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
