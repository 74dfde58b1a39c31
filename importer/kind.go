package importer

import (
	"regexp"
	"strings"

	"github.com/undercut-sim/undercut"
)

// plans are the names of providers whose offers are parts of a plan with a flat
// fee or of a trial: the price by the token, often 0, is no price at which
// anybody can buy.
var plans = regexp.MustCompile(`coding-plan|token-plan|-for-coding$|^github[-_](copilot|models)$|^(copilot|github|command-goat|opencode-go|ollama-cloud)$`)

// tags are what providers add to the name of a model that they sell in a
// special way: a word of the name, and how it stands there.
var tags = []struct {
	word string
	tag  *regexp.Regexp
	kind undercut.PriceKind
}{
	{"free", regexp.MustCompile(`[:-]free$`), undercut.Free},
	{"batch", regexp.MustCompile(`(^|[:/_-])batch($|[:/_-])`), undercut.Batch},
	{"priority", regexp.MustCompile(`(^|[:/_-])priority($|[:/_-])`), undercut.Priority},
	{"nitro", regexp.MustCompile(`:nitro$`), undercut.Priority},
	{"pro/", regexp.MustCompile(`^pro/`), undercut.Priority},
	{"peak", regexp.MustCompile(`(^|[:/_-])off-?peak($|[:/_-])`), undercut.OffPeak},
}

// kindOf is what the names of a provider and of its offer say of the kind of a
// price. Names of faster copies (-fast, -highspeed, -turbo) say nothing: some
// are models of their own, so the rules of names decide.
func (p provider) kindOf(provider, sku string) undercut.PriceKind {
	if plans.MatchString(provider) {
		return undercut.Free
	}
	sku = strings.ToLower(sku)
	for _, t := range tags {
		if strings.Contains(sku, t.word) && t.tag.MatchString(sku) {
			return t.kind
		}
	}
	return p.kind()
}
