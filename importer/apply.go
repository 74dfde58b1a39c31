package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// An Unmatched is an offer's name that no rule knows, or a score's: then the
// scale stands for the provider and the variant for the offer.
type Unmatched struct {
	Provider, SKU string
	Rows          int
	Rule          int // that says that it is no release here; 0 if no rule speaks of it
}

// Apply gives the rows of a batch the ids of releases, and returns the names
// that it could not place, in their order. Releases that a source names itself
// are dropped if they are known, and become new ones otherwise. A price of
// before the release is one of a preview under the same name, and kept out of
// every series.
func (r *Rules) Apply(b *Batch, known []undercut.Release) []Unmatched {
	a := &applier{Matcher: r.Over(known), batch: b, releases: map[string]undercut.Release{}, names: map[string][]string{}, families: map[string]*lineage{}, country: map[string]string{}}
	for _, o := range known {
		a.know(o)
	}
	switch {
	case b.Titles:
		a.titles()
	case b.Names:
		a.newReleases()
	default:
		for _, o := range b.Releases {
			a.know(o)
		}
	}
	return append(a.prices(), a.scores()...)
}

// An applier joins a batch to releases.
type applier struct {
	*Matcher
	batch    *Batch
	releases map[string]undercut.Release
	names    map[string][]string // ids by key of the name
	families map[string]*lineage // by the word with which names begin
	country  map[string]string   // of a developer
}

func (a *applier) know(o undercut.Release) {
	if _, again := a.releases[o.ID]; !again {
		a.releases[o.ID] = o
		a.add(o.ID, o.Day)
		a.names[key(o.Name)] = append(a.names[key(o.Name)], o.ID)
	}
	f := family(o.ID)
	if a.families[f] == nil {
		a.families[f] = &lineage{releases: map[string]int{}}
	}
	a.families[f].add(o.Developer)
	if o.Country != "" {
		a.country[o.Developer] = o.Country
	}
}

// A lineage is the developers of the releases of a family. It is owned by who
// has most of them, of equals by who had so many first: others name what they
// made from a model after it.
type lineage struct {
	releases map[string]int
	owner    string
}

func (l *lineage) add(developer string) {
	l.releases[developer]++
	if l.releases[developer] > l.releases[l.owner] {
		l.owner = developer
	}
}

// family is the word with which a name begins: gpt, claude, qwen.
func family(id string) string {
	return id[:len(id)-len(strings.TrimLeft(id, "abcdefghijklmnopqrstuvwxyz"))]
}

// newReleases keeps of the releases that the source names those that are not
// known and whose family their developer owns: a maker may sell models of others
// that nobody has a row of yet.
func (a *applier) newReleases() {
	named, access := a.batch.Releases, map[string][]evidence.AccessRow{}
	for _, s := range a.batch.Access {
		access[s.Release] = append(access[s.Release], s)
	}
	a.batch.Releases, a.batch.Access = nil, nil
	slices.SortStableFunc(named, func(x, y undercut.Release) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(len(x.ID), len(y.ID)))
	})
	for _, o := range named {
		if _, rule, ok := a.Match("", o.ID, o.Day); ok || rule > 0 {
			continue
		}
		name := o.ID
		id := a.newID(name, o.Day)
		f := family(id)
		if l := a.families[f]; id == "" || f == "" || l == nil || l.owner != o.Developer {
			continue
		}
		o.ID, o.Country = id, a.country[o.Developer]
		a.know(o)
		a.batch.Releases = append(a.batch.Releases, o)
		for _, s := range access[name] {
			s.Release = id
			a.batch.Access = append(a.batch.Access, s)
		}
	}
}

// newID is a name without what does not change the model, and with its month
// if a release has that name already; empty if that one is there too.
func (a *applier) newID(name string, day undercut.Day) string {
	id, _ := a.spell("", name, day)
	for {
		if _, rest, ok := cutStamp(id); ok {
			id = rest
		}
		next, order := a.strip("", id, day)
		if order == 0 {
			break
		}
		id = next
	}
	if a.versions[key(id)] == nil {
		return id
	}
	id += "@" + day.Month().String()
	if a.ids[id] {
		return ""
	}
	return id
}

// prices gives each price its release and its seller.
func (a *applier) prices() []Unmatched {
	type offer struct{ provider, sku string }
	missing := map[offer]*Unmatched{}
	for i := range a.batch.Prices {
		p := &a.batch.Prices[i]
		rule := 0
		if p.Release == "" {
			p.Release, rule, _ = a.Match(p.Provider, p.SKU, p.From)
		}
		o, ok := a.releases[p.Release]
		if !ok {
			u := missing[offer{p.Provider, p.SKU}]
			if u == nil {
				u = &Unmatched{Provider: p.Provider, SKU: p.SKU, Rule: rule}
				missing[offer{p.Provider, p.SKU}] = u
			}
			u.Rows++
			p.Release = ""
			continue
		}
		a.place(i, p, o)
	}
	list := make([]Unmatched, 0, len(missing))
	for _, u := range missing {
		list = append(list, *u)
	}
	slices.SortFunc(list, func(x, y Unmatched) int {
		return cmp.Or(cmp.Compare(x.Provider, y.Provider), cmp.Compare(x.SKU, y.SKU))
	})
	return list
}

// place fills in what depends on the release.
func (a *applier) place(i int, p *evidence.Price, o undercut.Release) {
	if s, ok := providerOf(p.Provider); ok {
		p.Seller = s.sells(o.Developer)
	}
	if p.From < o.Day && p.Suspect == "" {
		p.Suspect = "early"
		a.batch.doubt(i, p.From.String(), fmt.Sprintf("%s is of %v: a preview under the same name, or a wrong date", o.ID, o.Day), "early")
	}
}

// doubt adds a doubt about a price.
func (b *Batch) doubt(i int, value, want, suspect string) {
	p := b.Prices[i]
	where := p.Provider + " " + p.SKU + " of " + p.From.String()
	if i < len(b.Where) {
		where = b.Where[i]
	}
	b.Problems = append(b.Problems, Problem{Place: where, Value: value, Want: want, Doubt: true, Row: i + 1, Suspect: suspect})
}
