package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Procurement is a state that buys: at market prices, from what is on offer
// in its bloc, in proportion to what other buyers there spend on each offer.
type Procurement struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc whose state buys"`
	Segments []string `yaml:"segments" doc:"what it buys, of each for the full amount: models, apps or devices"`
	Amount   float64  `yaml:"amount" unit:"$bn/year" min:"0" max:"10000" doc:"money a year; nothing is spent where nothing that it may buy is sold"`
	Home     float64  `yaml:"home,optional" unit:"switch" min:"0" max:"1" doc:"1: only products of the bloc's own firms; 0: all"`

	by   int
	segs []int
}

// Bind looks up bloc and segments.
func (l *Procurement) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "procurement", "by", l.By); err != nil {
		return err
	}
	if l.segs, err = segments(w, "procurement", l.Segments); err != nil {
		return err
	}
	for _, s := range l.segs {
		if w.Segments[s].Layer == "compute" {
			return fmt.Errorf("procurement.segments has %q of layer compute, which has no offers to choose among: want models, apps or devices", w.Segments[s].Name)
		}
	}
	return nil
}

// Apply adds the amount.
func (l *Procurement) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) {
		return
	}
	table := p.Procure
	if l.Home > 0.5 {
		table = p.ProcureHome
	}
	for _, s := range l.segs {
		table[s][l.by] += l.Amount
	}
}
