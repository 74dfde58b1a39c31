package indicator

import (
	"cmp"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// listings are the standing list prices of a view: what each release costs on
// any day. Everything that speaks of prices reads them here, so that no two
// figures differ by what they take for a price.
type listings struct {
	view  *undercut.View
	price []float64 // by offer, dollars a million tokens; NaN for what is no list price
	firm  []string  // by offer, the firm behind the provider
	of    [][]int   // by release, its list offers, the cheapest first
}

// newListings reads the list offers of a domain's releases by owners, hosts
// and clouds. Medians over hosts, routes, batches, quiet hours, plans and other
// kinds of price are not theirs, nor is an offer at nothing.
func newListings(v *undercut.View, a Args) *listings {
	l := &listings{view: v, price: nans(len(v.Offers)), firm: make([]string, len(v.Offers)), of: make([][]int, len(v.Releases))}
	for i := range v.Offers {
		o := &v.Offers[i]
		r := &v.Releases[o.Release]
		if o.Kind != undercut.List || o.Seller == undercut.Router || r.Domain != a.Domain {
			continue
		}
		if p := a.blend(o, r); p > 0 {
			l.price[i], l.firm[i] = p, house(o.Provider)
			l.of[o.Release] = append(l.of[o.Release], i)
		}
	}
	for _, offers := range l.of {
		slices.SortFunc(offers, l.compare)
	}
	return l
}

// compare puts the cheaper offer first; among equals what decides is in the
// offer, not its place in the table.
func (l *listings) compare(i, j int) int {
	if l.price[i] != l.price[j] {
		return cmp.Compare(l.price[i], l.price[j])
	}
	a, b := &l.view.Offers[i], &l.view.Offers[j]
	return cmp.Or(
		cmp.Compare(a.Seller, b.Seller), cmp.Compare(a.Provider, b.Provider), cmp.Compare(a.SKU, b.SKU),
		cmp.Compare(a.From, b.From), cmp.Compare(a.Source, b.Source),
		cmp.Compare(l.view.Releases[a.Release].ID, l.view.Releases[b.Release].ID))
}

// blend is the price of a million tokens, w0 read for w1 written,
//
//	(w0 in + m w1 out) / (w0 + w1)
//
// in dollars. A model that reasons writes m tokens where others write one; a
// million are then counted as of a model that does not reason.
func (a Args) blend(o *undercut.Offer, r *undercut.Release) float64 {
	m := 1.0
	if a.Multiplier != 1 && reasons(r.ID) {
		m = a.Multiplier
	}
	return (a.Weights[0]*o.In + m*a.Weights[1]*o.Out) / (a.Weights[0] + a.Weights[1])
}

// A quote is the list price of a release on a day.
type quote struct {
	price float64 // dollars a million tokens; NaN if there is none
	offer int     // the offer that decides it; -1 if there is none
}

// hostsForPrice is how many hosts must offer weights before their second
// lowest counts as a price: with fewer, one slip of a pen would make it.
const hostsForPrice = 3

// on returns the list price of a release on a day. It is the cheapest standing
// list offer of its owner; of weights that can be had it is that or, if lower,
// the second lowest of at least three hosts and clouds, each with its cheapest.
func (l *listings) on(release int, day undercut.Day) quote {
	owner, hosted := quote{math.NaN(), -1}, quote{math.NaN(), -1}
	var hosts []string
	for _, i := range l.of[release] {
		o := &l.view.Offers[i]
		switch {
		case !o.Holds(day):
		case o.Seller == undercut.FirstParty:
			if owner.offer < 0 {
				owner = quote{l.price[i], i}
			}
		case !slices.Contains(hosts, l.firm[i]):
			hosts = append(hosts, l.firm[i])
			if len(hosts) == 2 {
				hosted = quote{l.price[i], i}
			}
		}
	}
	open := len(hosts) >= hostsForPrice && l.view.Releases[release].At(day).CanHost()
	if open && !(owner.price <= hosted.price) {
		return hosted
	}
	return owner
}

// A step is the list price of a release from a day until the next step.
type step struct {
	from undercut.Day
	quote
}

// steps is the list price of a release over time, up to a day. It can change
// when an offer starts or ends, and when the weights come out.
func (l *listings) steps(release int, by undercut.Day) []step {
	var days []undercut.Day
	for _, i := range l.of[release] {
		days = append(days, l.view.Offers[i].From, l.view.Offers[i].Until)
	}
	for _, a := range l.view.Releases[release].Access {
		days = append(days, a.From)
	}
	slices.Sort(days)
	var steps []step
	last := -1
	for _, day := range slices.Compact(days) {
		if q := l.on(release, day); q.offer != last && day <= by {
			steps, last = append(steps, step{day, q}), q.offer
		}
	}
	return steps
}

// at is the list price on a day.
func at(steps []step, day undercut.Day) quote {
	n, found := slices.BinarySearchFunc(steps, day, func(s step, d undercut.Day) int { return cmp.Compare(s.from, d) })
	switch {
	case found:
		return steps[n].quote
	case n == 0:
		return quote{math.NaN(), -1}
	}
	return steps[n-1].quote
}
