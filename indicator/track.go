package indicator

import (
	"cmp"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// A track is the list price of one SKU over time: offers that follow each
// other without a gap.
type track []int // into View.Offers

// tracks returns the tracks of the sellers of a kind.
//
// A price of a host or cloud that follows another only because a second source
// took over is no move: sources list regions and tiers, and a first source's
// Virginia is followed by a second's Frankfurt. Such a track is cut there.
// Owners have one price, which sources copy: their tracks go on from source to
// source, without a price between two equal ones that the source after it did
// not see.
func (l *listings) tracks(seller undercut.Seller) []track {
	offers := l.view.Offers
	var all []int
	for _, of := range l.of {
		for _, i := range of {
			if offers[i].Seller == seller {
				all = append(all, i)
			}
		}
	}
	slices.SortFunc(all, l.bySKU)
	var tracks []track
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && l.follows(all[to-1], all[to]) {
			to++
		}
		tracks = append(tracks, l.parts(all[from:to], seller)...)
		from = to
	}
	return tracks
}

// bySKU puts offers of one SKU together, in order of time.
func (l *listings) bySKU(i, j int) int {
	a, b := &l.view.Offers[i], &l.view.Offers[j]
	if a.Release != b.Release {
		return cmp.Compare(l.view.Releases[a.Release].ID, l.view.Releases[b.Release].ID)
	}
	if a.Provider != b.Provider {
		return cmp.Compare(a.Provider, b.Provider)
	}
	return cmp.Or(cmp.Compare(stem(a.SKU), stem(b.SKU)), cmp.Compare(a.From, b.From))
}

// stem is what sources agree on in the name of a SKU, as where evidence folds
// events into offers: openai/gpt-5 is gpt-5.
func stem(sku string) string { return strings.ToLower(sku[strings.LastIndexByte(sku, '/')+1:]) }

// follows reports whether an offer takes over from another.
func (l *listings) follows(i, j int) bool {
	a, b := &l.view.Offers[i], &l.view.Offers[j]
	return a.Release == b.Release && a.Provider == b.Provider && stem(a.SKU) == stem(b.SKU) && a.Until == b.From
}

// parts cuts the offers of a SKU where they are not one source's.
func (l *listings) parts(offers []int, seller undercut.Seller) []track {
	if seller == undercut.FirstParty {
		return []track{l.confirmed(offers)}
	}
	var parts []track
	for from := 0; from < len(offers); {
		to := from + 1
		for to < len(offers) && l.agree(offers[to-1], offers[to]) && l.spelt(offers[to-1], offers[to]) {
			to++
		}
		parts = append(parts, track(offers[from:to]))
		from = to
	}
	return parts
}

// confirmed leaves out a price between two equal ones that the source after it
// did not see.
func (l *listings) confirmed(offers []int) track {
	var kept track
	for n, i := range offers {
		doubt := n > 0 && n+1 < len(offers) && l.price[offers[n-1]] == l.price[offers[n+1]] && l.price[i] != l.price[offers[n+1]]
		if !doubt || l.agree(i, offers[n+1]) {
			kept = append(kept, i)
		}
	}
	return kept
}

// agree reports whether two offers have a source in common.
func (l *listings) agree(i, j int) bool {
	a := strings.Split(l.view.Offers[i].Source, ";")
	return slices.ContainsFunc(strings.Split(l.view.Offers[j].Source, ";"), func(id string) bool { return slices.Contains(a, id) })
}

// spelt reports whether two SKUs are written alike: azure/us/gpt-5 and
// azure/gpt-5 are of two regions.
func (l *listings) spelt(i, j int) bool {
	return strings.EqualFold(l.view.Offers[i].SKU, l.view.Offers[j].SKU)
}

// on is the offer of a track that holds on a day; -1 if it has none then.
func (t track) on(v *undercut.View, day undercut.Day) int {
	for n, i := range t {
		o := &v.Offers[i]
		last := n == len(t)-1 || v.Offers[t[n+1]].From > day // what is left out between two is not sold at another price
		if o.From <= day && last && day < v.Offers[t[len(t)-1]].Until {
			return i
		}
	}
	return -1
}
