package reconcile

import (
	"cmp"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

// Verbs say what a row does to what is known.
const (
	Added   = "added"
	Changed = "changed"
	Removed = "removed"
)

// Changes is what a batch says that was not known: the rows to be kept, and
// for people what they do.
type Changes struct {
	Rows      evidence.Observed  // Source ids as in the batch
	List      []Change           // in the order of the tables, then of the rows
	Unchanged map[string]int     // rows that say what is known, by table
	Behind    []Change           // what a source repeats though another has reported a change since
	Unmatched int                // rows without a release
	Dearer    int                // rows beside a cheaper one of the same offer and day: regions, tiers
	Doubts    []importer.Problem // about rows that are kept
	Old       int                // doubts about rows that are not, as they say nothing new
	Problems  []importer.Problem // rows that are left out
}

// Count returns the number of changes of a table with a verb.
func (c *Changes) Count(table, verb string) (n int) {
	for i := range c.List {
		if c.List[i].Table == table && c.List[i].Verb == verb {
			n++
		}
	}
	return n
}

// A comparison holds a batch against what is known.
type comparison struct {
	known    *evidence.Observed
	format   *importer.Format
	batch    *importer.Batch
	seen     undercut.Day
	trust    bool
	released map[string]*undercut.Release
	cites    map[string]bool             // whether an id may be cited, as far as it was asked
	offers   map[offer][]*evidence.Price // events in order
	fresh    []*evidence.Price           // rows to be kept
	where    map[*evidence.Price]string
	doubted  map[*evidence.Price][]importer.Problem // until it is known whether the row is kept
	Changes
}

// Compare returns what a batch adds to what is known.
//
// A row is news if it differs from what is known of the same thing, whoever
// said so, and from what the same source said last: a source that has not
// noticed a change yet does not take it back. A source says what it does not
// repeat in a row: where it never had a row of its own, a price that stood
// before the last change counts as said. With Format.Whole, offers that the
// source had and that the file lacks have ended.
//
// Doubtful prices are kept with the reason in Suspect, which keeps them out of
// every series; with trust they are taken as they are.
func Compare(known *evidence.Observed, f *importer.Format, b *importer.Batch, seen undercut.Day, trust bool) *Changes {
	c := &comparison{
		known: known, format: f, batch: b, seen: seen, trust: trust,
		released: map[string]*undercut.Release{}, cites: map[string]bool{}, offers: map[offer][]*evidence.Price{},
		where: map[*evidence.Price]string{}, doubted: map[*evidence.Price][]importer.Problem{},
	}
	c.Unchanged = map[string]int{}
	for i := range known.Releases {
		c.released[known.Releases[i].ID] = &known.Releases[i]
	}
	if f.Publisher.ID != "" {
		c.cites[f.Publisher.ID] = true
	}
	for _, p := range b.Problems {
		if !p.Doubt {
			c.Problems = append(c.Problems, p)
		} else if p.Row == 0 {
			c.Doubts = append(c.Doubts, p)
		}
	}
	c.releases()
	c.access()
	c.prices()
	c.scores()
	c.figures()
	return &c.Changes
}

// note adds a line for people.
func (c *comparison) note(verb, table, name, is, was string) {
	c.List = append(c.List, Change{Verb: verb, Table: table, other: &texts{name, is, was}})
}

// bad reports a row that is left out.
func (c *comparison) bad(place, value, want string) {
	c.Problems = append(c.Problems, importer.Problem{Place: place, Value: value, Want: want})
}

// doubt reports what is kept and worth a look.
func (c *comparison) doubt(place, value, want string) {
	c.Doubts = append(c.Doubts, importer.Problem{Place: place, Value: value, Want: want, Doubt: true})
}

// cited reports whether the sources of a row are known, and complains if not.
func (c *comparison) cited(place, list string) bool {
	if list == evidence.Assumption {
		return true
	}
	for _, id := range evidence.SourceIDs(list) {
		known, asked := c.cites[id]
		if !asked {
			known = c.known.Knows(id)
			c.cites[id] = known
		}
		if !known {
			c.bad(place+": source", id, "the source is not known: add its row to sources.csv of the directory that is imported into")
			return false
		}
	}
	return true
}

// byOffer sorts prices as offers are listed.
func byOffer(a, b *evidence.Price) int {
	return cmp.Or(cmp.Compare(a.Release, b.Release), cmp.Compare(a.Provider, b.Provider), cmp.Compare(evidence.Stem(a.SKU), evidence.Stem(b.SKU)),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.From, b.From), cmp.Compare(a.Seen, b.Seen), cmp.Compare(a.SKU, b.SKU))
}

// sorted returns the keys of offers in order.
func sorted(offers map[offer][]*evidence.Price) []offer {
	keys := make([]offer, 0, len(offers))
	for k := range offers {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b offer) int {
		return cmp.Or(cmp.Compare(a.release, b.release), cmp.Compare(a.provider, b.provider), cmp.Compare(a.stem, b.stem), cmp.Compare(a.kind, b.kind))
	})
	return keys
}
