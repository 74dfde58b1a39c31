package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// Backing is money of an investor or ally for firms, beside the capital pool
// and not cut with it. It counts as what can be paid for and as what investors
// let research be.
type Backing struct {
	Window `yaml:",inline"`
	Firms  []string `yaml:"firms" doc:"who gets it, each the full amount"`
	Amount float64  `yaml:"amount" unit:"$bn/year" min:"0" max:"10000" doc:"money a year"`

	who []int
}

// Bind looks up the firms.
func (l *Backing) Bind(w *market.World) (err error) {
	l.who, err = named(w, "backing", l.Firms)
	return err
}

// Apply adds the amount.
func (l *Backing) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, f := range l.who {
			p.Backing[f] += l.Amount
		}
	}
}

// Capital is a boom or a drought of the capital pool for labs.
type Capital struct {
	Window `yaml:",inline"`
	Factor float64 `yaml:"factor" unit:"ratio" min:"0" max:"10" doc:"the pool relative to money.pool and its growth; 1: no change"`
}

// Bind looks whether there is a pool.
func (l *Capital) Bind(w *market.World) error {
	if w.Money == nil {
		return fmt.Errorf("capital.factor is %g, but the file has no money block, and so no pool: give one, or remove the lever", l.Factor)
	}
	return nil
}

// Apply multiplies: a drought in a drought is deeper.
func (l *Capital) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		p.Pool *= l.Factor
	}
}
