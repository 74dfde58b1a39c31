package importer

import (
	"regexp"

	"github.com/undercut-sim/undercut"
)

// plans are the names of providers whose offers are parts of a plan with a flat
// fee or of a trial: the price by the token, often 0, is no price at which
// anybody can buy.
var plans = regexp.MustCompile(`coding-plan|token-plan|-for-coding$|^github[-_](copilot|models)$|^(copilot|github|command-goat|opencode-go|ollama-cloud)$`)

// tags are what providers add to the name of a model that they sell in a
// special way.
var tags = []struct {
	tag  *regexp.Regexp
	kind undercut.PriceKind
}{
	{regexp.MustCompile(`(?i)[:-]free$`), undercut.Free},
	{regexp.MustCompile(`(?i)(^|[:/_-])batch($|[:/_-])`), undercut.Batch},
	{regexp.MustCompile(`(?i)(^|[:/_-])priority($|[:/_-])|:nitro$|^Pro/`), undercut.Priority},
	{regexp.MustCompile(`(?i)(^|[:/_-])off-?peak($|[:/_-])`), undercut.OffPeak},
}

// kindOf is what the names of a provider and of its offer say of the kind of a
// price. Names of faster copies (-fast, -highspeed, -turbo) say nothing: some
// are models of their own, so the rules of names decide.
func (p provider) kindOf(provider, sku string) undercut.PriceKind {
	if plans.MatchString(provider) {
		return undercut.Free
	}
	for _, t := range tags {
		if t.tag.MatchString(sku) {
			return t.kind
		}
	}
	return p.kind()
}
