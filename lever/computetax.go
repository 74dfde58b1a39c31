package lever

import (
	"errors"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A ComputeTax is a duty on compute that is run in a bloc, whoever runs it and
// for whom: on the compute in serving models there, and on that in the
// research of the bloc's labs.
type ComputeTax struct {
	Window `yaml:",inline"`
	By     string  `yaml:"by" doc:"bloc where compute is run and whose state is paid"`
	Rate   float64 `yaml:"rate" unit:"ad valorem" min:"0" max:"20" doc:"0.1 is 10% on top of what compute costs"`

	by int
}

// Bind looks up the bloc. The part of research that is compute stands in the
// block compute, which a world must have.
func (l *ComputeTax) Bind(w *market.World) (err error) {
	if w.Compute == nil {
		return errors.New("compute_tax needs to know how much of research is compute: give the block compute, or remove the lever")
	}
	l.by, err = bloc(w, "compute_tax", "by", l.By)
	return err
}

// Apply adds the rate; several taxes add up.
func (l *ComputeTax) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		p.ComputeTax[l.by] += l.Rate
	}
}
