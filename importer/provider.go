package importer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/undercut-sim/undercut"
)

// A provider sells calls to models.
type provider struct {
	name   string // as in prices.csv
	seller undercut.Seller
	owners []string // of a first party: the developers whose models are its own
}

//go:embed data/providers.csv
var providersCSV []byte

// providers are the rows of data/providers.csv by their names and by the names
// that sources use for them. An alias that ends in * stands for every name
// that begins so. The table is for people to read and to extend.
var providers = sync.OnceValue(func() map[string]provider {
	known := map[string]provider{}
	r := &reader{}
	r.lines(providersCSV, func(l line) {
		p := provider{name: l.get("provider"), seller: undercut.Seller(slices.Index(undercut.SellerNames(), l.get("seller")))}
		p.owners = strings.FieldsFunc(l.get("owners"), func(c rune) bool { return c == ';' })
		for _, name := range append(strings.Fields(l.get("aliases")), p.name) {
			known[name] = p
		}
	}, "provider", "seller", "owners", "aliases")
	if r.faults > 0 {
		panic("importer: providers.csv is broken: " + r.Problems[0].Error())
	}
	return known
})

// providerOf returns the provider that a source means. Of aliases with a star
// the longest counts.
func providerOf(name string) (provider, bool) {
	if p, ok := providers()[name]; ok {
		return p, true
	}
	for n := len(name); n > 0; n-- {
		if p, ok := providers()[name[:n]+"*"]; ok {
			return p, true
		}
	}
	return provider{}, false
}

// sells is how a provider sells a model: one that is nobody's host sells models
// of other developers than itself as a host.
func (p provider) sells(developer string) undercut.Seller {
	if p.seller == undercut.FirstParty && developer != "" && !slices.Contains(p.owners, developer) {
		return undercut.Host
	}
	return p.seller
}

// kind is the kind of price of a provider's plain offers: a router's price is
// that of its cheapest route.
func (p provider) kind() undercut.PriceKind {
	if p.seller == undercut.Router {
		return undercut.Routed
	}
	return undercut.List
}
