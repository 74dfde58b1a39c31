package importer

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// epochModels is a table of Epoch AI's database of models: all_ai_models.csv or
// one of its extracts, notable, frontier and large-scale models, which have the
// same columns. Parameters and FLOP are plain numbers, costs dollars of 2023.
// The format: https://epoch.ai/data/ai-models-documentation
var epochModels = Format{
	Name: "epoch-models",
	Doc:  "Epoch AI models: release dates, openness, size, training compute and cost (CC BY 4.0)",
	File: "all_ai_models.csv, of https://epoch.ai/data/ai_models.zip",
	Ship: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &reader{source: "epoch.ai", seen: seen, Batch: Batch{Titles: true}}
		r.lines(b, r.epochModel, "Model", "Organization", "Publication date", "Domain", "Parameters", "Training compute (FLOP)", "Model accessibility")
		return r.Batch
	},
}

// epochModel reads one row. Models of no domain that is followed here, and
// those without a date, are left out.
func (r *reader) epochModel(l line) {
	domain := epochDomain(l.get("Domain"))
	if domain == "" {
		r.Skipped++
		return
	}
	before := r.faults
	m, dated := r.epochRelease(l, "Publication date", domain)
	m.Params = r.epochParams(l)
	switch {
	case r.faults > before:
	case !dated:
		r.Skipped++
	case r.release(l, m):
		r.epochState(l, m, l.get("Open model weights?") == "Yes")
	}
}

// epochDomains are the domains of a model by Epoch AI's words, the most special
// first: a robot's model is also one of vision and of language.
var epochDomains = []struct{ word, domain string }{
	{"Robotics", "robotics"},
	{"Language", "language"},
	{"Video", "video"},
	{"Image generation", "image"},
	{"Speech", "speech"},
	{"Audio", "speech"},
	{"Vision", "vision"},
}

// epochDomain returns the domain of a list of words; empty if none is followed.
func epochDomain(list string) string {
	var words []string
	for word := range strings.SplitSeq(list, ",") {
		words = append(words, strings.TrimSpace(word))
	}
	for _, d := range epochDomains {
		if slices.Contains(words, d.word) {
			return d.domain
		}
	}
	return ""
}

// MostTokens is above what any model was trained on: the largest corpora hold
// some 10^14 tokens.
const MostTokens = 1e15

var activeNote = regexp.MustCompile(`(?i)([0-9]+(?:\.[0-9]+)?) ?([BT])[a-z]* ?(?:parameters)? ?activ`)

// epochParams reads sizes and costs. A dense model is trained with about 6 N D
// FLOP on D tokens (Kaplan et al., 2020), a sparse one with less: more tokens
// than there are show that the digits of N or of the FLOP slipped.
func (r *reader) epochParams(l line) undercut.Params {
	n, flop, cost := r.positive(l, "Parameters"), r.positive(l, "Training compute (FLOP)"), r.positive(l, "Training compute cost (2023 USD)")
	p := undercut.Params{Total: n / 1e9, Active: activeParams(l.get("Parameters notes")), FLOP: flop, Cost: cost / 1e6}
	active := either(p.Active*1e9, n)
	if p.Active > p.Total {
		r.doubt(l.at("Parameters notes"), excerpt([]byte(l.get("Parameters notes"))), fmt.Sprintf("%gbn active of %gbn in all: one of the two is wrong, neither was taken", p.Active, p.Total))
		p.Total, p.Active = math.NaN(), math.NaN()
	}
	if tokens := flop / (6 * active); tokens > MostTokens {
		r.doubt(l.at("Parameters"), l.get("Parameters"), fmt.Sprintf("%.3g FLOP with so few would be %.2g tokens: one of the two is wrong, neither was taken", flop, tokens))
		p.Total, p.Active, p.FLOP = math.NaN(), math.NaN(), math.NaN()
	}
	return p
}

// activeParams finds the billions of parameters active per token in a note such
// as "1.6T total, 49B active"; NaN if it says none.
func activeParams(note string) float64 {
	m := activeNote.FindStringSubmatch(note)
	if m == nil {
		return math.NaN()
	}
	tens := 0
	if strings.EqualFold(m[2], "T") {
		tens = 3
	}
	x, err := scaled(m[1], tens)
	if err != nil || x == 0 {
		return math.NaN()
	}
	return x
}

// unknown stands for a number that a source does not have.
var unknown = math.NaN()

// unknownParams are those of a model of which no size or cost is known.
var unknownParams = undercut.Params{Total: unknown, Active: unknown, FLOP: unknown, Cost: unknown}
