package importer

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

var nan = math.NaN()

// jump doubts a price that is far from what is known: of the same offer if it
// changed, of others' offers of the same release if it is new.
func (c *comparison) jump(verb string, p *evidence.Price) {
	switch {
	case p.Removed || p.Suspect != "":
	case verb == Changed:
		was, _ := standing(c.offers[offerOf(p)], p.From)
		c.doubtJump(p, blended(p)/blended(was), p.In/was.In, fmt.Sprintf("the price was %s, from %s", said(was), was.Source))
	case p.Kind == undercut.List:
		lo, hi := c.others(p)
		switch b := blended(p); {
		case b < lo/farOff:
			c.doubtJump(p, b/lo, b/lo, fmt.Sprintf("others ask $%.4g or more, reading three tokens for one written", lo/4))
		case b > hi*farOff:
			c.doubtJump(p, b/hi, b/hi, fmt.Sprintf("others ask $%.4g or less, reading three tokens for one written", hi/4))
		}
	}
}

// Bounds of what is taken without a doubt, as ratios of prices.
const (
	bigJump = 5  // of one offer
	farOff  = 10 // from all others' offers of the release
)

// doubtJump doubts by the ratio of prices and that of prices for reading.
func (c *comparison) doubtJump(p *evidence.Price, ratio, in float64, known string) {
	d := Problem{Place: c.where[p], Value: said(p), Doubt: true}
	tens := math.Log10(ratio)
	k := math.Round(tens)
	switch {
	case math.IsNaN(ratio) || math.IsInf(ratio, 0) || ratio == 0: // free, or no longer
		return
	case k != 0 && math.Abs(tens-k) < 0.005 && math.Abs(math.Log10(in)-k) < 0.005: // within 1%
		d.Suspect, d.Want = "decimal", known+": have digits slipped?"
		if math.Abs(k) >= 3 {
			d.Suspect, d.Want = "unit", known+": is it of a thousand or of one token?"
		}
	case ratio > yuanLow && ratio < yuanHigh && in > yuanLow && in < yuanHigh:
		d.Suspect, d.Want = "currency", known+": yuan written as dollars?"
	case ratio > bigJump || ratio < 1/bigJump:
		d.Want = known + ": so large a step wants a look"
	default:
		return
	}
	c.suspect(p, d)
}

// Yuan to the dollar, 2023 to 2026.
const yuanLow, yuanHigh = 6.7, 7.4

// others is the least and the most that others ask for the release on that
// day, list prices only; NaN if nobody does.
func (c *comparison) others(p *evidence.Price) (lo, hi float64) {
	lo, hi = nan, nan
	for _, k := range c.rivals[p.Release] {
		if k.kind != undercut.List || k.provider == p.Provider {
			continue
		}
		e, _ := standing(c.offers[k], p.From)
		if e == nil || e.Removed || blended(e) == 0 {
			continue
		}
		if b := blended(e); !(lo <= b) {
			lo = b
		}
		if b := blended(e); !(hi >= b) {
			hi = b
		}
	}
	return lo, hi
}
