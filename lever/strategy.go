package lever

import (
	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// Distillation is enforcement against copying through a model's outputs:
// labs of a bloc see others' best later and copy at a higher cost.
type Distillation struct {
	Window `yaml:",inline"`
	On     string  `yaml:"on" doc:"bloc of the copying labs"`
	Lag    float64 `yaml:"lag" unit:"months" min:"0" max:"120" doc:"added to lag_distil"`
	Cost   float64 `yaml:"cost" unit:"ratio" min:"1" max:"1000" doc:"factor on follow_cost; the bound on copying never falls below nothing"`

	on int
}

// Bind looks up the bloc.
func (l *Distillation) Bind(w *market.World) (err error) {
	l.on, err = bloc(w, "distillation", "on", l.On)
	return err
}

// Apply adds the lag and multiplies the cost.
func (l *Distillation) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		p.LagDistil[l.on] += l.Lag
		p.Follow[l.on] *= l.Cost
	}
}

// A PriceWar lowers the conduct of firms: they price nearer to cost.
type PriceWar struct {
	Window  `yaml:",inline"`
	Firms   []string `yaml:"firms,optional" doc:"who; absent: all of bloc and segment"`
	Bloc    string   `yaml:"bloc,optional" doc:"all firms of a bloc"`
	Segment string   `yaml:"segment,optional" doc:"all firms of a segment"`
	Factor  float64  `yaml:"factor" unit:"ratio" min:"0" max:"1" doc:"theta relative to peace; 1: no war"`

	who []int
}

// Bind looks up the firms.
func (l *PriceWar) Bind(w *market.World) (err error) {
	l.who, err = firms(w, "price_war", l.Firms, l.Bloc, l.Segment)
	return err
}

// Apply multiplies conduct.
func (l *PriceWar) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, f := range l.who {
			p.Conduct[f] *= l.Factor
		}
	}
}

// A Licence imposes the licence of labs' further releases; what is out
// already stays as it is.
type Licence struct {
	Window  `yaml:",inline"`
	Firms   []string `yaml:"firms,optional" doc:"who; absent: all of bloc and segment"`
	Bloc    string   `yaml:"bloc,optional" doc:"all firms of a bloc"`
	Segment string   `yaml:"segment,optional" doc:"all firms of a segment"`
	Licence string   `yaml:"licence" enum:"open,closed,own" doc:"licence of releases from then on; own: no change"`

	who []int
}

// Bind looks up the firms, all of which must be labs.
func (l *Licence) Bind(w *market.World) (err error) {
	if l.who, err = firms(w, "licence", l.Firms, l.Bloc, l.Segment); err != nil {
		return err
	}
	l.who, err = labs(w, "licence", l.Firms, l.who)
	return err
}

// Apply sets the switch; a later lever in the file wins.
func (l *Licence) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) || l.Licence == "own" {
		return
	}
	s := market.ForceClosed
	if l.Licence == "open" {
		s = market.ForceOpen
	}
	for _, f := range l.who {
		p.Licence[f] = s
	}
}

// An Absence takes firms out of the world: they neither release nor sell,
// spend nothing and owe nothing while it lasts.
type Absence struct {
	Window  `yaml:",inline"`
	Firms   []string `yaml:"firms,optional" doc:"who; absent: all of bloc and segment"`
	Bloc    string   `yaml:"bloc,optional" doc:"all firms of a bloc"`
	Segment string   `yaml:"segment,optional" doc:"all firms of a segment"`

	who []int
}

// Bind looks up the firms.
func (l *Absence) Bind(w *market.World) (err error) {
	l.who, err = firms(w, "absence", l.Firms, l.Bloc, l.Segment)
	return err
}

// Apply marks them absent.
func (l *Absence) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, f := range l.who {
			p.Absent[f] = true
		}
	}
}
