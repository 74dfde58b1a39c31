package gauge

import (
	"iter"

	"github.com/undercut-sim/undercut"
)

// A Purchase is what buyers took of one offer in a month.
type Purchase struct {
	Segment, Market, Firm int
	Tier                  undercut.Tier

	Worth float64 // undercut.Row.Worth
	Taken float64 // billion units, or $bn where buyers split a budget: times a change of Worth it is $bn
}

// AppendBought appends what buyers took in a month of a future, as it is
// ordered there. spend tells of each segment whether buyers split a budget.
// What states buy and what makers build in is not theirs; an offer without
// sales is left out.
func AppendBought(dst []Purchase, v *undercut.View, spend []bool) []Purchase {
	at := 0
	for i := range v.Rows {
		r := &v.Rows[i]
		if !(r.Share > 0) {
			continue
		}
		for v.Markets[at].Segment != r.Segment || v.Markets[at].Market != r.Market {
			at = (at + 1) % len(v.Markets)
		}
		taken := v.Markets[at].Mass * r.Share
		if !spend[r.Segment] {
			taken *= 1e-3 // million units
		}
		dst = append(dst, Purchase{Segment: r.Segment, Market: r.Market, Firm: r.Firm, Tier: r.Tier, Worth: r.Worth, Taken: taken})
	}
	return dst
}

// Gains goes over the offers that buyers take in both of two months, with what
// they gain by each, $bn:
//
//	½(T_j + T'_j)(W'_j − W_j)
//
// with W_j the worth of offer j and T_j how much of it is taken, with a stroke
// in the second month: the rule of a half offer by offer. Summed over offers it
// is the change of surplus to second order in W, substitution between them
// included: for choice probabilities T_j = ∂S/∂W_j. A change of the mix alone
// is no gain. An offer is the same in both months if firm, tier and market are.
// One that is taken in one month only has no other worth and counts nothing:
// what a new product adds is left out, and so is what buyers lose with an old one.
func Gains(was, now []Purchase) iter.Seq2[*Purchase, float64] {
	return func(yield func(*Purchase, float64) bool) {
		at := 0
		for i := range now {
			p := &now[i]
			k := find(was, at, p)
			if k < 0 {
				continue
			}
			at = k + 1
			if !yield(p, (was[k].Taken+p.Taken)/2*(p.Worth-was[k].Worth)) {
				return
			}
		}
	}
}

// find returns the place of an offer among others, from where it is most
// likely to be, or -1.
func find(all []Purchase, from int, p *Purchase) int {
	for i := range all {
		k := from + i
		if k >= len(all) {
			k -= len(all)
		}
		q := &all[k]
		if q.Firm == p.Firm && q.Market == p.Market && q.Tier == p.Tier && q.Segment == p.Segment {
			return k
		}
	}
	return -1
}
