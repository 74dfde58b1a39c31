package evidence

import (
	"cmp"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// View returns what could have been known on a day: rows seen later are not
// in it, whatever day they speak of. Suspect prices are left out.
func (o *Observed) View(day undercut.Day) undercut.View { return o.ViewBy(day, day) }

// ViewBy is View with scores that were seen by another day: the models and
// prices of then, measured with the ruler of now. Scales are fitted anew as
// models join, so this holds hindsight in the scale, and in nothing else.
func (o *Observed) ViewBy(day, ruler undercut.Day) undercut.View {
	v := undercut.View{AsOf: day.Month(), Day: day}
	at := map[string]int{}
	for _, r := range o.Releases {
		if r.Seen <= day {
			at[r.ID] = len(v.Releases)
			v.Releases = append(v.Releases, r)
		}
	}
	for i := range o.Access {
		a := &o.Access[i]
		if k, ok := at[a.Release]; ok && a.Access.Seen <= day {
			v.Releases[k].Access = append(v.Releases[k].Access, a.Access)
		}
	}
	v.Offers = o.offers(day, at)
	for _, s := range o.Scores {
		if k, ok := at[s.Release]; ok && s.Score.Seen <= ruler {
			s.Score.Release = k
			v.Scores = append(v.Scores, s.Score)
		}
	}
	for _, f := range o.Figures {
		if f.Seen <= day {
			v.Figures = append(v.Figures, f)
		}
	}
	v.Reach = reach(v)
	return v
}

// reach is the last day on which a release, an offer or a score of a view was
// seen. Later days of it are not days without news: nobody looked.
func reach(v undercut.View) undercut.Day {
	last := undercut.Day(0)
	for i := range v.Releases {
		last = max(last, v.Releases[i].Seen)
	}
	for i := range v.Offers {
		last = max(last, v.Offers[i].Seen)
	}
	for i := range v.Scores {
		last = max(last, v.Scores[i].Seen)
	}
	return min(last, v.Day)
}

// offers folds events into offers. Events of one release, provider, stem of
// the SKU and kind follow each other: each holds until the next, a removal
// ends the offer.
func (o *Observed) offers(day undercut.Day, at map[string]int) []undercut.Offer {
	var known []*Price
	for i := range o.Prices {
		p := &o.Prices[i]
		if _, ok := at[p.Release]; ok && p.Seen <= day && p.Suspect == "" {
			known = append(known, p)
		}
	}
	slices.SortStableFunc(known, func(a, b *Price) int {
		return cmp.Or(cmp.Compare(at[a.Release], at[b.Release]), cmp.Compare(a.Provider, b.Provider),
			cmp.Compare(Stem(a.SKU), Stem(b.SKU)), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.From, b.From), cmp.Compare(a.Seen, b.Seen))
	})
	var offers []undercut.Offer
	for i, p := range known {
		until := undercut.Never
		if i+1 < len(known) && p.follows(known[i+1]) {
			until = known[i+1].From
		}
		if p.Removed || until == p.From {
			continue
		}
		offers = append(offers, undercut.Offer{
			Release: at[p.Release], SKU: p.SKU, Provider: p.Provider, Seller: p.Seller, Kind: p.Kind,
			From: p.From, Until: until, Seen: p.Seen, Dated: p.Dated, In: p.In, Out: p.Out, Cached: p.Cached, Source: p.Source, Grade: p.Grade,
		})
	}
	return offers
}

// follows reports whether two events are of one offer.
func (p *Price) follows(q *Price) bool {
	return p.Release == q.Release && p.Provider == q.Provider && p.Kind == q.Kind && Stem(p.SKU) == Stem(q.SKU)
}

// Stem is what sources agree on in the name of an offer: the last element of
// its path in lower case. openai/gpt-5 and gpt-5 are one.
func Stem(sku string) string {
	return strings.ToLower(sku[strings.LastIndexByte(sku, '/')+1:])
}

// Earliest and Latest are the first and the last day on which a row of the
// tables was seen.
func (o *Observed) Earliest() undercut.Day {
	first, _ := o.span()
	return first
}

// Latest is the day up to which the tables reach.
func (o *Observed) Latest() undercut.Day {
	_, last := o.span()
	return last
}

func (o *Observed) span() (first, last undercut.Day) {
	first, last = undercut.Never, -undercut.Never
	note := func(d undercut.Day) { first, last = min(first, d), max(last, d) }
	for i := range o.Releases {
		note(o.Releases[i].Seen)
	}
	for i := range o.Prices {
		note(o.Prices[i].Seen)
	}
	for i := range o.Scores {
		note(o.Scores[i].Score.Seen)
	}
	for i := range o.Figures {
		note(o.Figures[i].Seen)
	}
	return first, last
}

// Attributions returns the lines that credit the publishers behind ids, each
// once, in the order of their table. What is in no table gives no line.
func (o *Observed) Attributions(ids ...string) []string {
	t := &Tables{sources: o.Sources, facts: home().facts}
	return t.Attributions(ids...)
}

// Credited returns the publishers behind ids, one for each line of
// Attributions.
func (o *Observed) Credited(ids ...string) []Source {
	t := &Tables{sources: o.Sources, facts: home().facts}
	return t.Credited(ids...)
}
