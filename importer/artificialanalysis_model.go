package importer

import (
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// aaPrice reads the median price of an entry.
func (r scores) aaPrice(o object, slug, release string) {
	in, ok1 := r.dollarsOf(o, "price_1m_input_tokens", 0)
	out, ok2 := r.dollarsOf(o, "price_1m_output_tokens", 0)
	cached, ok3 := r.dollarsOf(o, "price_1m_cache_hit_tokens", 0)
	if !ok1 || !ok2 || !ok3 {
		return
	}
	if in == 0 && out == 0 { // nobody sells it
		r.Skipped++
		return
	}
	r.price(o, evidence.Price{
		Release: release, SKU: slug, Provider: "artificial-analysis", Seller: undercut.Host, Kind: undercut.Median,
		From: r.seen, Seen: r.seen, Dated: "observed", In: in, Out: out, Cached: cached,
	})
}

// aaRelease reads the release of an entry and returns its id, empty if it has no
// date. Of a model that comes with several efforts the first counts.
func (r scores) aaRelease(e object, name string) string {
	if !e.has("release_date") {
		return ""
	}
	day, whole, ok := r.dateOf(e, "release_date")
	if !ok {
		return ""
	}
	m := undercut.Release{Name: plainName(name), Domain: "language", Day: day, Seen: r.seen, Params: unknownParams, Source: r.source, Grade: "C"}
	m.ID = nameID(m.Name, m.Domain)
	if !whole {
		m.Grade = "D" // the first of its month
	}
	state, licence, accessOK := r.aaOpenness(e)
	if m.Developer, m.Country, ok = r.aaCreator(e); !ok || !accessOK {
		return ""
	}
	if r.ids[m.ID] {
		return m.ID
	}
	r.release(e, m)
	r.Access = append(r.Access, evidence.AccessRow{Release: m.ID, Access: undercut.Access{
		State: state, From: day, Seen: r.seen, Licence: licence, Source: r.source, Grade: m.Grade,
	}})
	return m.ID
}

// aaCreator returns the developer and its country, if the file says it.
func (r scores) aaCreator(e object) (developer, country string, ok bool) {
	for _, field := range []string{"model_creator", "creator"} {
		n, found := e.get(field)
		if !found {
			continue
		}
		creator, ok := r.object(n)
		if !ok {
			return "", "", false
		}
		developer, ok1 := r.maybeText(creator, "name")
		country, ok2 := r.maybeText(creator, "country")
		country = strings.ToUpper(country)
		if ok2 && country != "" && len(country) != 2 {
			return "", "", r.bad(creator, country, "want a country as two letters of ISO 3166")
		}
		if name, ok := epochDevelopers[developer]; ok {
			developer = name
		}
		return developer, country, ok1 && ok2
	}
	return "", "", true
}

// freeLicences are those without terms on use, users or trade.
var freeLicences = []string{"mit", "mit license", "apache 2.0", "apache-2.0", "apache license 2.0", "cc-by-4.0", "openmdw-1.1"}

// aaOpenness returns what can be had of a model. Of weights that trade may use
// under another licence than the known free ones, the terms are open.
func (r scores) aaOpenness(e object) (undercut.Openness, string, bool) {
	n, ok := e.get("open_weights")
	if !ok {
		return undercut.Unknown, "", true
	}
	o, ok := r.object(n)
	if !ok {
		return undercut.Unknown, "", false
	}
	open, known := r.flag(o, "is_open_weights")
	trade, tradeKnown := r.flag(o, "commercial_allowed")
	licence, ok := r.maybeText(o, "license_name")
	switch {
	case !known:
		return undercut.Unknown, licence, ok
	case !open:
		return undercut.APIOnly, licence, ok
	case tradeKnown && !trade:
		return undercut.Restricted, licence, ok
	case slices.Contains(freeLicences, strings.ToLower(licence)):
		return undercut.OpenWeights, licence, ok
	}
	return undercut.Weights, licence, ok
}
