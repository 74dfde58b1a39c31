package importer

import (
	"fmt"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// artificialAnalysis is the list of language models of Artificial Analysis, as
// its interface gives it (data) or as pages were saved day by day (models, with
// the time in meta.fetched_at). A model comes once for each effort of
// reasoning. Prices are medians over those who sell it, so no list prices, and
// 0 where there is none. The index is not comparable between its versions: the
// vintage is the day of the file.
// The format: https://artificialanalysis.ai/data-api/docs
var artificialAnalysis = Format{
	Name: "artificial-analysis",
	Doc:  "Artificial Analysis models: index, benchmarks, median prices, openness (attribution; not to be passed on)",
	File: "what https://artificialanalysis.ai/api/v2/language/models answers to who has a key",
	Publisher: evidence.Source{
		ID: "artificial-analysis", Holder: "Artificial Analysis", Title: "Artificial Analysis, language models", URL: "https://artificialanalysis.ai",
		Licence: "terms of Artificial Analysis, attribution required, not to be passed on", Attribution: "Artificial Analysis, https://artificialanalysis.ai",
		Taken: "index and benchmarks, median prices, openness and dates of models",
	},
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &reader{source: "artificial-analysis", seen: seen, Batch: Batch{Titles: true}}
		if models, ok := r.aaModels(b); ok {
			s := scores{r, map[scoreKey]int{}}
			told := false
			r.each(models, func(m object) { told = s.aaModel(m) || told })
			s.countEstimates(told)
		}
		return r.Batch
	},
}

// aaModels returns the entries of a file and sets the day on which it was seen
// to that which it says.
func (r *reader) aaModels(b []byte) (models []node, ok bool) {
	root, ok := r.json(b)
	if !ok {
		return nil, false
	}
	top, ok := r.object(root)
	if !ok || !r.fetched(top) {
		return nil, false
	}
	list := "data"
	if !top.has(list) && top.has("models") {
		list = "models"
	}
	if models, ok = r.listOf(top, list); !ok {
		return nil, false
	}
	r.wholeList(top)
	return models, r.expectEach(models, "slug", "evaluations.artificial_analysis_intelligence_index", "pricing.price_1m_input_tokens", "pricing.price_1m_output_tokens")
}

// fetched reads the day of a saved page.
func (r *reader) fetched(top object) bool {
	n, ok := top.get("meta")
	if !ok || n.kind() != '{' {
		return true
	}
	meta, ok := r.object(n)
	if !ok || !meta.has("fetched_at") {
		return ok
	}
	text, ok := r.textOf(meta, "fetched_at")
	if !ok {
		return false
	}
	at, _ := meta.get("fetched_at")
	text, _, _ = strings.Cut(text, "T")
	day, whole, ok := r.date(at, text)
	if !ok || !whole {
		return ok && r.bad(at, text, "want a day, not a month")
	}
	r.seen = day
	return true
}

// wholeList says when a file is one page of several.
func (r *reader) wholeList(top object) {
	n, ok := top.get("pagination")
	if !ok || n.kind() != '{' {
		return
	}
	page := object{n, n.items()}
	if more, _ := r.flag(page, "has_more"); more {
		r.doubt(page, excerpt(page.raw()), "one page of several: fetch the others too, and import each")
	}
}

// aaScales are the evaluations that become scores. Shares lie between 0 and 1.
var aaScales = []struct {
	field, scale string
	share        bool
}{
	{"artificial_analysis_intelligence_index", "aa_index", false},
	{"artificial_analysis_coding_index", "aa_coding", false},
	{"artificial_analysis_agentic_index", "aa_agentic", false},
	{"gpqa", "aa_gpqa", true},
	{"hle", "aa_hle", true},
}

// aaEstimated is the scale of the index with the models of which Artificial
// Analysis estimates it without having run all of its parts; the others are on
// it too.
const (
	aaEstimated   = "aa_index_estimated"
	aaIsEstimated = "artificial_analysis_intelligence_index_is_estimated"
)

// aaModel reads one entry and reports whether it says if its index is an
// estimate.
func (r scores) aaModel(m object) (told bool) {
	name, nameOK := r.textOf(m, "name")
	slug, slugOK := r.textOf(m, "slug")
	if !nameOK || !slugOK {
		return false
	}
	release := r.aaRelease(m, name)
	if n, ok := m.get("evaluations"); ok {
		if e, ok := r.object(n); ok {
			told = e.has(aaIsEstimated)
			r.aaScores(e, name, release)
		}
	}
	if n, ok := m.get("pricing"); ok {
		if p, ok := r.object(n); ok {
			r.aaPrice(p, slug, release)
		}
	}
	return told
}

// aaScores reads the evaluations of an entry.
func (r scores) aaScores(e object, variant, release string) {
	estimated, _ := r.flag(e, aaIsEstimated)
	for _, s := range aaScales {
		n, ok := e.get(s.field)
		if !ok {
			continue
		}
		x, err := scaled(n.string(), 0)
		if n.kind() != '0' || err != nil || s.share && (x < 0 || x > 1) {
			r.bad(n, excerpt(n.raw()), "want a number; shares lie between 0 and 1")
			continue
		}
		score := undercut.Score{Variant: variant, Scale: s.scale, Seen: r.seen, Value: x, Low: unknown, High: unknown}
		if s.scale == "aa_index" {
			both := score
			both.Scale = aaEstimated
			r.take(n, release, both)
			if estimated {
				continue
			}
		}
		r.take(n, release, score)
	}
}

// countEstimates says how many scores of the index are estimates, or that the
// file does not tell: then all are on both scales.
func (r scores) countEstimates(told bool) {
	var all, run int
	for _, s := range r.Scores {
		switch s.Scale {
		case aaEstimated:
			all++
		case "aa_index":
			run++
		}
	}
	switch {
	case all > 0 && !told:
		r.doubt(whole{}, "", "the file does not say which scores of the index are estimates: all are on scale aa_index")
	case run < all:
		r.doubt(whole{}, fmt.Sprintf("%d of %d", all-run, all), "so many scores of the index are estimates of Artificial Analysis: they are on scale "+aaEstimated+" only")
	}
}
