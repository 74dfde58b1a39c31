package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// An OpenWeights is a rule of a bloc on open models. A ban keeps those of all
// blocs, or of one, from being hosted, sold or built into products there; a
// mandate makes the bloc's own labs release openly.
type OpenWeights struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc that makes the rule"`
	On       string   `yaml:"on,optional" doc:"ban: bloc of the owners whose open products are banned; absent: all"`
	Segments []string `yaml:"segments" doc:"which models"`
	Rule     string   `yaml:"rule" enum:"mandate,ban,none" doc:"mandate: the bloc's labs release openly from then on; ban: no open product there; none: no rule"`

	by             int
	on, segs, labs []int
}

// Bind looks up blocs, segments, which must be models, and the labs that a
// mandate binds.
func (l *OpenWeights) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "open_weights", "by", l.By); err != nil {
		return err
	}
	if err = l.bindOn(w); err != nil {
		return err
	}
	if l.segs, err = segments(w, "open_weights", l.Segments); err != nil {
		return err
	}
	l.labs = l.labs[:0]
	for _, s := range l.segs {
		if w.Segments[s].Layer != "model" {
			return fmt.Errorf("open_weights.segments has %q of layer %s: only models have weights to open", w.Segments[s].Name, w.Segments[s].Layer)
		}
		for i, f := range w.Firms {
			if f.Bloc == l.By && f.Segment == w.Segments[s].Name {
				l.labs = append(l.labs, i)
			}
		}
	}
	if l.Rule == "mandate" && len(l.labs) == 0 {
		return fmt.Errorf("open_weights.by is %q, which has no lab in %q: a mandate binds the bloc's own labs", l.By, l.Segments)
	}
	return nil
}

// bindOn lists the blocs whose open products a ban keeps out.
func (l *OpenWeights) bindOn(w *market.World) error {
	l.on = l.on[:0]
	if l.On == "" {
		for b := range w.Blocs {
			l.on = append(l.on, b)
		}
		return nil
	}
	if l.Rule == "mandate" {
		return fmt.Errorf("open_weights.on is %q with a mandate, which binds the bloc's own labs: leave it out", l.On)
	}
	on, err := bloc(w, "open_weights", "on", l.On)
	l.on = append(l.on, on)
	return err
}

// Apply writes the rule. A mandate is a licence imposed on labs: the later in
// the file wins.
func (l *OpenWeights) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) {
		return
	}
	switch l.Rule {
	case "mandate":
		for _, f := range l.labs {
			p.Licence[f] = market.ForceOpen
		}
	case "ban":
		for _, s := range l.segs {
			for _, on := range l.on {
				p.NoOpen[s][on][l.by] = true
			}
		}
	}
}
