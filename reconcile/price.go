package reconcile

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

// An offer is what events of prices are about. Sources spell the path before
// the name of a SKU in several ways.
type offer struct {
	release, provider, stem string
	kind                    undercut.PriceKind
}

func offerOf(p *evidence.Price) offer {
	return offer{p.Release, p.Provider, evidence.Stem(p.SKU), p.Kind}
}

// prices compares all prices.
func (c *comparison) prices() {
	for i := range c.known.Prices {
		p := &c.known.Prices[i]
		c.offers[offerOf(p)] = append(c.offers[offerOf(p)], p)
	}
	for _, events := range c.offers {
		slices.SortStableFunc(events, inTime)
	}
	rows := c.stated()
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && offerOf(rows[n]) == offerOf(rows[0]) && rows[n].From == rows[0].From {
			n++
		}
		c.price(rows[:n])
		rows = rows[n:]
	}
	c.absent()
	c.keep()
}

func inTime(a, b *evidence.Price) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Seen, b.Seen))
}

// stated returns the rows of the batch that can be compared, in the order of
// offers.
func (c *comparison) stated() []*evidence.Price {
	doubts := map[int][]importer.Problem{}
	for _, d := range c.batch.Problems {
		if d.Doubt && d.Row > 0 {
			doubts[d.Row-1] = append(doubts[d.Row-1], d)
		}
	}
	var rows []*evidence.Price
	for i := range c.batch.Prices {
		p := &c.batch.Prices[i]
		place := c.batch.Where[i]
		if p.Release == "" {
			c.Unmatched++
			continue
		}
		if c.fit(p, place) {
			c.where[p] = place
			for _, d := range doubts[i] {
				c.suspect(p, d)
			}
			rows = append(rows, p)
		}
	}
	slices.SortStableFunc(rows, byOffer)
	return rows
}

// fit reports whether a row fits the other tables.
func (c *comparison) fit(p *evidence.Price, place string) bool {
	if c.released[p.Release] == nil {
		c.bad(place, p.Release, "there is no such release: correct the rule that names it, or import the release")
		return false
	}
	if p.Seen > c.seen {
		c.bad(place, p.Seen.String(), fmt.Sprintf("want a day of seeing up to %v, that of the file", c.seen))
		return false
	}
	if p.Source == evidence.Assumption {
		c.bad(place, p.Source, "want the source of a price that somebody saw")
		return false
	}
	return c.cited(place, p.Source)
}

// suspect notes a doubt about a row.
func (c *comparison) suspect(p *evidence.Price, d importer.Problem) {
	if p.Suspect == "" && !c.trust {
		p.Suspect = d.Suspect
	}
	c.doubted[p] = append(c.doubted[p], d)
}

// price compares the rows of one offer and day: regions and tiers under one
// name. If what is known is among them it is known; else the cheapest counts.
func (c *comparison) price(rows []*evidence.Price) {
	c.Dearer += len(rows) - 1
	best, old := rows[0], ""
	for _, p := range rows {
		verb := c.verdict(p)
		if verb == "" {
			c.Unchanged["prices.csv"]++
			c.Old += len(c.doubted[p])
			return
		}
		if verb == behind {
			old = behind
		}
		if p.Suspect == "" && best.Suspect != "" || (p.Suspect == "") == (best.Suspect == "") && blended(p) < blended(best) {
			best = p
		}
	}
	if old == behind {
		c.Behind = append(c.Behind, c.line(behind, best))
		c.Old += len(c.doubted[best])
		return
	}
	c.take(c.verdict(best), best)
}

func blended(p *evidence.Price) float64 { return 3*p.In + p.Out }

const behind = "behind"

// verdict says what a row does: a verb, behind, or nothing.
func (c *comparison) verdict(p *evidence.Price) string {
	events := c.offers[offerOf(p)]
	standing, before := standing(events, p.From)
	own := c.said(events, p)
	switch {
	case standing == nil && p.Removed, standing != nil && same(p, standing), own != nil && same(p, own) && own == newest(events, p.From):
		return ""
	case own != nil && same(p, own), own == nil && before != nil && same(p, before):
		return behind
	case p.Removed:
		return Removed
	case standing == nil || standing.Removed:
		return Added
	}
	return Changed
}

// upTo are the events up to a day, of events in order.
func upTo(events []*evidence.Price, day undercut.Day) []*evidence.Price {
	return events[:sort.Search(len(events), func(i int) bool { return events[i].From > day })]
}

// standing is the last event up to a day that is not suspect, and the one that
// said something else before it; nil if there is none.
func standing(events []*evidence.Price, day undercut.Day) (last, before *evidence.Price) {
	var later *evidence.Price
	for _, e := range slices.Backward(upTo(events, day)) {
		switch {
		case e.Suspect != "":
			continue
		case last == nil:
			last = e
		case !same(later, e):
			return last, e
		}
		later = e
	}
	return last, nil
}

// said is what the source of a row said last, suspect or not. Who takes
// doubtful rows as they are does not hold an earlier doubt against them.
func (c *comparison) said(events []*evidence.Price, p *evidence.Price) *evidence.Price {
	for _, e := range slices.Backward(upTo(events, p.From)) {
		if e.Source == p.Source && (e.Suspect == "" || !c.trust || p.Suspect != "") {
			return e
		}
	}
	return nil
}

// newest is the last event up to a day, suspect or not.
func newest(events []*evidence.Price, day undercut.Day) *evidence.Price {
	events = upTo(events, day)
	if len(events) == 0 {
		return nil
	}
	return events[len(events)-1]
}

// same reports whether a row says no more than another: equal prices to nine
// digits, and no price of cached tokens that the other lacks.
func same(p, known *evidence.Price) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y)) }
	if p.Removed || known.Removed {
		return p.Removed == known.Removed
	}
	return near(p.In, known.In) && near(p.Out, known.Out) && (math.IsNaN(p.Cached) || near(p.Cached, known.Cached))
}

// take keeps a row and enters it among the events.
func (c *comparison) take(verb string, p *evidence.Price) {
	c.late(verb, p)
	c.List = append(c.List, c.line(verb, p))
	c.Doubts = append(c.Doubts, c.doubted[p]...)
	c.fresh = append(c.fresh, p)
	k := offerOf(p)
	at := sort.Search(len(c.offers[k]), func(i int) bool { return inTime(c.offers[k][i], p) > 0 })
	c.offers[k] = slices.Insert(c.offers[k], at, p)
}

// late marks the first price of an owner that is first seen long after the
// release: it had one before. The shipped tables do so after sixty days.
func (c *comparison) late(verb string, p *evidence.Price) {
	if verb == Added && p.Dated == "observed" && p.Seller == undercut.FirstParty && p.From == p.Seen && p.From-c.released[p.Release].Day > 60 && c.offers[offerOf(p)] == nil {
		p.Dated = "first_seen_late"
	}
}

// line describes what a row does.
func (c *comparison) line(verb string, p *evidence.Price) Change {
	was, _ := standing(c.offers[offerOf(p)], p.From)
	return Change{Verb: verb, Table: "prices.csv", Place: c.where[p], price: p, was: was}
}

// keep puts the rows into the table, in the order of offers.
func (c *comparison) keep() {
	slices.SortStableFunc(c.fresh, byOffer)
	c.Rows.Prices = make([]evidence.Price, 0, len(c.fresh))
	for _, p := range c.fresh {
		c.Rows.Prices = append(c.Rows.Prices, *p)
	}
}
