package importer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// liteLLM is the price map of LiteLLM: list prices in dollars a token. An entry
// is an offer of litellm_provider under its key. Prices of batches, of priority
// and beyond a length of context are offers of their own kinds; of several
// lengths the shortest counts, which is the one that a buyer meets first. Prices
// of the flex tier have no kind here and are left out.
// The format: https://docs.litellm.ai/docs/provider_registration/add_model_pricing
var liteLLM = Format{
	Name: "litellm",
	Doc:  "LiteLLM price map: list prices of about 4,000 offers (MIT)",
	URL:  "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json",
	File: "model_prices_and_context_window.json",
	Ship: true, Whole: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &reader{source: "litellm", seen: seen}
		if entries, ok := r.liteLLMEntries(b); ok {
			r.each(entries, r.liteLLMEntry)
		}
		return r.Batch
	},
}

// CharsPerToken is Google's own exchange rate on Vertex AI between its former
// prices a character and those a token.
const CharsPerToken = 4

// liteLLMEntries returns the entries of a price map.
func (r *reader) liteLLMEntries(b []byte) (entries []node, ok bool) {
	root, ok := r.json(b)
	if !ok {
		return nil, false
	}
	all, ok := r.object(root)
	if !ok {
		return nil, false
	}
	entries = slices.DeleteFunc(all.all, func(n node) bool { // documentation and rules of names
		return n.key == "sample_spec" || n.key == "fallback_generalizations"
	})
	r.Skipped += len(all.all) - len(entries)
	return entries, r.expectEach(entries, "litellm_provider", "mode", "input_cost_per_token", "output_cost_per_token")
}

// liteLLMModes are the modes that are sold by tokens of text.
var liteLLMModes = []string{"chat", "completion", "responses"}

// liteLLMEntry reads one offer. Keys with ft: are what customers tuned, not what is
// offered.
func (r *reader) liteLLMEntry(e object) {
	mode, ok := r.maybeText(e, "mode")
	if !ok {
		return
	}
	if !slices.Contains(liteLLMModes, mode) || !e.pricesTokens() || strings.HasPrefix(e.key, "ft:") {
		r.Skipped++
		return
	}
	sku, ok := r.text(e, e.key)
	if !ok {
		return
	}
	name, ok := r.textOf(e, "litellm_provider")
	if !ok {
		return
	}
	p := r.seller(e, name)
	row := evidence.Price{SKU: sku, Provider: p.name, Seller: p.seller, Kind: p.kindOf(name, sku), From: r.seen, Seen: r.seen, Dated: "observed"}
	end, ok := r.endOf(e, "deprecation_date")
	if !ok {
		return
	}
	before := len(r.Prices)
	r.tariffs(e, row)
	r.end(e, before, end)
}

var tokenField = regexp.MustCompile(`^(input|output)_cost_per_(token|character)|^tiered_pricing$`)

// pricesTokens reports whether an entry has a price for text at all: some are
// sold by the second or the image.
func (o object) pricesTokens() bool {
	return slices.ContainsFunc(o.all, func(n node) bool { return tokenField.MatchString(n.key) && n.kind() != 'n' })
}
