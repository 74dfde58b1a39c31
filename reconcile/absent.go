package reconcile

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

// A file that lacks most of what its source had is taken for cut off or
// changed in form, not for the end of most offers.
const (
	mostAbsent = 0.5 // of the offers of a source
	fewAbsent  = 20  // so many may always be absent
)

// absent ends the offers that a source had and that its file, which lists all,
// has no more. What could not be read may be among the absent: then nothing
// ends.
func (c *comparison) absent() {
	if !c.format.Whole || len(c.Problems) > 0 {
		return
	}
	had, gone := c.missing()
	if len(gone) > fewAbsent && float64(len(gone)) > mostAbsent*float64(had) {
		c.bad("the file", fmt.Sprintf("%d of %d offers are absent", len(gone), had),
			"most of what "+c.format.Name+" had is not in it: is it whole, and of this format? Fetch it again; --partial takes what is there and ends no offer")
		return
	}
	for _, p := range gone {
		c.take(Removed, p)
	}
}

// missing returns how many offers stood that the sources of the file had
// reported, and an end of each that the file lacks. A name that now means
// another release has left the one that it meant.
func (c *comparison) missing() (had int, gone []*evidence.Price) {
	var sources []string
	present := map[offer]map[string]bool{} // of offers without release: the releases
	for i := range c.batch.Prices {
		p := &c.batch.Prices[i]
		k := offerOf(p)
		k.release = ""
		if present[k] == nil {
			present[k] = map[string]bool{}
		}
		present[k][p.Release] = true
		if !slices.Contains(sources, p.Source) {
			sources = append(sources, p.Source)
		}
	}
	for _, k := range sorted(c.offers) {
		last := c.had(k, sources)
		if last == nil {
			continue
		}
		had++
		at := k
		at.release = ""
		now := present[at]
		if now == nil || len(now) > 0 && !now[k.release] && !now[""] {
			end := *last
			end.Removed, end.From, end.Seen, end.Dated, end.Suspect = true, c.seen, c.seen, "observed", ""
			end.In, end.Out, end.Cached = math.NaN(), math.NaN(), math.NaN()
			gone = append(gone, &end)
			if now != nil {
				c.doubted[&end] = []importer.Problem{{Place: k.provider + " " + last.SKU, Value: k.release, Want: "the name means another release now: a moving name, or a rule that differs from the one used before", Doubt: true}}
			}
		}
	}
	return had, gone
}

// had is the last price that one of some sources had reported, before this
// file, of an offer that stands; nil if there is none.
func (c *comparison) had(k offer, sources []string) *evidence.Price {
	events := c.offers[k]
	now, _ := standing(events, c.seen)
	if now == nil || now.Removed {
		return nil
	}
	var own *evidence.Price
	for _, e := range events {
		if _, fresh := c.where[e]; !fresh && e.From <= c.seen && e.Suspect == "" && slices.Contains(sources, e.Source) {
			own = e
		}
	}
	if own == nil || own.Removed {
		return nil
	}
	return own
}

// LastSeen is the last day of which prices by the sources of a batch are known.
func LastSeen(known *evidence.Observed, b *importer.Batch) undercut.Day {
	var sources []string
	for i := range b.Prices {
		if s := b.Prices[i].Source; !slices.Contains(sources, s) {
			sources = append(sources, s)
		}
	}
	last := undercut.Day(math.MinInt32)
	for i := range known.Prices {
		if p := &known.Prices[i]; slices.Contains(sources, p.Source) {
			last = max(last, p.Seen)
		}
	}
	return last
}
