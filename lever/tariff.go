package lever

import (
	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Tariff is a duty of one bloc on the goods of another. Buyers pay p, the
// seller keeps p/(1+rate).
type Tariff struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc that levies it"`
	On       string   `yaml:"on" doc:"bloc of the makers"`
	Segments []string `yaml:"segments" doc:"what is taxed"`
	Rate     float64  `yaml:"rate" unit:"ad valorem" min:"0" max:"20" doc:"0.25 is 25%"`

	by, on int
	segs   []int
}

// Bind looks up blocs and segments.
func (l *Tariff) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "tariff", "by", l.By); err != nil {
		return err
	}
	if l.on, err = bloc(w, "tariff", "on", l.On); err != nil {
		return err
	}
	if err = abroad("tariff", l.By, l.On); err != nil {
		return err
	}
	l.segs, err = priced(w, "tariff", l.Segments)
	return err
}

// Apply adds the rate; several tariffs on the same goods add up.
func (l *Tariff) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) {
		return
	}
	for _, s := range l.segs {
		p.Tariff[s][l.on][l.by] += l.Rate
	}
}
