package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A ChipPrice is what makers of accelerators ask, relative to the prices that
// they have without the lever. Compute gets dearer for all who buy from them,
// to train and to serve; a chip costs its maker what it did.
type ChipPrice struct {
	Window `yaml:",inline"`
	Firms  []string `yaml:"firms" doc:"chip makers"`
	Factor float64  `yaml:"factor" unit:"ratio" min:"0.5" max:"5" doc:"price of a chip relative to no lever; 1: no change"`

	who []int
}

// Bind looks up the chip makers.
func (l *ChipPrice) Bind(w *market.World) (err error) {
	l.who, err = chipMakers(w, "chip_price", l.Firms)
	return err
}

// Apply multiplies.
func (l *ChipPrice) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, f := range l.who {
			p.ChipPrice[f] *= l.Factor
		}
	}
}

// An Embargo is makers of accelerators that do not sell to a bloc: what they
// sold there the others sell. It does not by itself make compute dearer, which
// is what an export control does.
type Embargo struct {
	Window `yaml:",inline"`
	Firms  []string `yaml:"firms" doc:"chip makers"`
	On     string   `yaml:"on" doc:"bloc that they do not sell to"`

	who, on []int
}

// Bind looks up chip makers and bloc.
func (l *Embargo) Bind(w *market.World) (err error) {
	if l.who, err = chipMakers(w, "embargo", l.Firms); err != nil {
		return err
	}
	on, err := bloc(w, "embargo", "on", l.On)
	l.on = append(l.on[:0], on)
	return err
}

// Apply closes the bloc.
func (l *Embargo) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		shun(p, l.who, l.on)
	}
}

func chipMakers(w *market.World, kind string, names []string) ([]int, error) {
	who, err := named(w, kind, names)
	if err != nil {
		return nil, err
	}
	for _, f := range who {
		if w.Firms[f].Chips == nil {
			return nil, fmt.Errorf("%s.firms has %q, which makes no chips: name makers of accelerators", kind, w.Firms[f].Name)
		}
	}
	return who, nil
}
