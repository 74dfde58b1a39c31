package indicator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// The two objects of which a concentration can be told.
const (
	amongKnown = "known"
	ofMarket   = "market"
)

var concentrations = []string{amongKnown, ofMarket}

// A concentration is the sellers of a market as far as they are known.
type concentration struct {
	known []rate // the largest first
	sum   float64
	whole *rate // the market with those who are not known; nil if that is not known
	name  string
}

func concentrate(known []rate, whole *rate, name string) concentration {
	slices.SortFunc(known, func(a, b rate) int {
		return cmp.Or(cmp.Compare(b.value, a.value), strings.Compare(a.subject, b.subject))
	})
	c := concentration{known: known, whole: whole, name: name}
	for _, r := range known {
		c.sum += r.value
	}
	return c
}

// index is the Herfindahl-Hirschman index among those known, Σ s² with s their
// shares of what they sell together: 1 with one seller, 1/n with n equal ones.
func (c *concentration) index() float64 {
	var h float64
	for _, r := range c.known {
		s := r.value / c.sum
		h += s * s
	}
	return h
}

// bounds hold the index H of the whole market, s now shares of that, of which
// those known cover C = Σ s:
//
//	Σ s²  <=  H  <=  Σ s² + (1 - C)²
//
// least if everybody else is very small, most if it is one seller.
func (c *concentration) bounds() (lo, hi, coverage float64) {
	coverage = c.sum / c.whole.value
	lo = c.index() * coverage * coverage
	return lo, lo + (1-coverage)*(1-coverage), coverage
}

// estimate tells the concentration among those known or of the whole market.
func (c *concentration) estimate(e *Estimate, definition string, at undercut.Day) {
	e.N = len(c.known)
	var shares []string
	var rows ledger
	for _, r := range c.known {
		shares = append(shares, fmt.Sprintf("%s %.1f%%", r.subject, 100*r.value/c.sum))
		rows = append(rows, r.rows...)
		if r.held {
			e.Warnings = append(e.Warnings, r.subject+": "+r.how)
		}
	}
	e.Basis = strings.Join(shares, ", ")
	if c.whole != nil {
		rows = append(rows, c.whole.rows...)
	}
	e.record(rows)
	switch {
	case definition == ofMarket:
		c.market(e, at)
	case e.N < 2:
		e.Undefined = fmt.Sprintf("the rate of %d seller is known on %v: want two at least", e.N, at)
	default:
		e.Mid = c.index()
		c.cover(e)
	}
}

// market tells the bounds, and their middle.
func (c *concentration) market(e *Estimate, at undercut.Day) {
	if c.whole == nil || e.N == 0 {
		e.Undefined = fmt.Sprintf("%s or what any seller has of it is not known on %v", c.name, at)
		return
	}
	lo, hi, coverage := c.bounds()
	if coverage > 1 {
		e.Undefined = fmt.Sprintf("those known add up to %.2f times %s (%s): the two do not go together", coverage, c.name, c.whole.how)
		return
	}
	e.Mid, e.Lo, e.Hi = (lo+hi)/2, lo, hi
	e.Warnings = append(e.Warnings, fmt.Sprintf("those known are %.0f%% of %s (%s); low and high hold whatever the rest is, very many or one, the value is their middle", 100*coverage, c.name, c.whole.how))
}

// cover says what part of the market those known are, and what that leaves open.
func (c *concentration) cover(e *Estimate) {
	if c.whole == nil {
		e.Warnings = append(e.Warnings, "the size of the whole market is not known on that day")
		return
	}
	lo, hi, coverage := c.bounds()
	text := fmt.Sprintf("those known are %.0f%% of %s (%s)", 100*coverage, c.name, c.whole.how)
	if coverage <= 1 {
		text += fmt.Sprintf(", whose index lies between %s and %s", number(lo), number(hi))
	}
	e.Warnings = append(e.Warnings, text)
}
