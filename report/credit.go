package report

import (
	"strings"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// ccBy is the licence of data that asks to be named wherever the data go, and
// where its words stand.
const (
	ccBy    = "CC BY 4.0"
	ccByURL = "https://creativecommons.org/licenses/by/4.0/"
)

// Credits are the lines that credit the sources of estimates, each once.
func (o *Observatory) Credits(all ...indicator.Estimate) []string {
	return o.Sources.Attributions(sourcesOf(all)...)
}

// credited are the publishers behind estimates.
func (o *Observatory) credited(all ...indicator.Estimate) []evidence.Source {
	return o.Sources.Credited(sourcesOf(all)...)
}

func sourcesOf(all []indicator.Estimate) (ids []string) {
	for _, e := range all {
		ids = append(ids, e.Sources...)
	}
	return ids
}

// creditLine names all sources of a picture by licence, with what CC BY 4.0
// asks for: the creators, the licence and its address, and that the data were
// changed. Of pages that gave single figures it names the publishers, of a user's
// own evidence the ids.
func creditLine(list []evidence.Source, own ...string) string {
	var owed, free, facts []string
	for _, s := range list {
		switch {
		case s.Licence == ccBy:
			owed = append(owed, creators(s))
		case strings.HasSuffix(s.Licence, "facts only"):
			facts = append(facts, publisher(s))
		default:
			free = append(free, publisher(s)+bracketed(s.Licence))
		}
	}
	var parts []string
	if owed != nil {
		parts = append(parts, strings.Join(owed, "; ")+" ("+ccBy+", "+strings.TrimPrefix(ccByURL, "https://")+", changed)")
	}
	if free != nil {
		parts = append(parts, strings.Join(free, ", "))
	}
	if facts != nil {
		parts = append(parts, "figures from "+strings.Join(facts, ", "))
	}
	if own != nil {
		parts = append(parts, ownEvidence(own))
	}
	if parts == nil {
		return ""
	}
	return "Data: " + strings.Join(parts, "; ") + "."
}

// ownEvidence names sources that only a user's evidence knows.
func ownEvidence(ids []string) string { return "own evidence: " + strings.Join(ids, ", ") }

// publisher is the name that a source's attribution begins with.
func publisher(s evidence.Source) string {
	name, _, _ := strings.Cut(s.Attribution, ", ")
	return name
}

// creators are those whom a source under CC BY 4.0 asks to be named: its
// attribution without the words on licence and changes.
func creators(s evidence.Source) string {
	before, after, _ := strings.Cut(s.Attribution, ", "+ccBy)
	after, _, _ = strings.Cut(strings.Replace(after, " ("+ccByURL+")", "", 1), ";")
	return before + after
}

// bracketed is a licence behind a name, if there is one.
func bracketed(licence string) string {
	if licence == "" {
		return ""
	}
	return " (" + licence + ")"
}
