package lever

import (
	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// An ExportControl makes compute dearer for a bloc: dollars per unit of
// training and of serving compute relative to no control. It also switches on
// the bloc's serving capacity limit.
type ExportControl struct {
	Window `yaml:",inline"`
	On     string  `yaml:"on" doc:"bloc that is cut off"`
	Train  float64 `yaml:"train" unit:"ratio" min:"1" max:"100" doc:"dollars per training FLOP relative to no control; 1: no control"`
	Serve  float64 `yaml:"serve" unit:"ratio" min:"1" max:"100" doc:"the same for serving"`

	on int
}

// Bind looks up the bloc.
func (l *ExportControl) Bind(w *market.World) (err error) {
	l.on, err = bloc(w, "export_control", "on", l.On)
	return err
}

// Apply multiplies: two controls compound.
func (l *ExportControl) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		p.Train[l.on] *= l.Train
		p.Serve[l.on] *= l.Serve
	}
}
