package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Bailout is a state's promise to pay what firms of its bloc lack, so that
// they do not leave.
type Bailout struct {
	Window `yaml:",inline"`
	By     string   `yaml:"by" doc:"bloc whose state pays"`
	Firms  []string `yaml:"firms" doc:"firms of that bloc whose cash is filled up to nothing at the end of a month"`

	who []int
}

// Bind looks up the firms, which must sit in the bloc.
func (l *Bailout) Bind(w *market.World) error {
	if _, err := bloc(w, "bailout", "by", l.By); err != nil {
		return err
	}
	if len(l.Firms) == 0 {
		return fmt.Errorf("bailout.firms is empty: name the firms of %s that its state keeps alive", l.By)
	}
	who, err := firms(w, "bailout", l.Firms, "", "")
	if err != nil {
		return err
	}
	for _, f := range who {
		if w.Firms[f].Bloc != l.By {
			return fmt.Errorf("bailout.firms has %q of %s: a state bails out firms of its own bloc, here %s", w.Firms[f].Name, w.Firms[f].Bloc, l.By)
		}
	}
	l.who = who
	return nil
}

// Apply names the firms.
func (l *Bailout) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, f := range l.who {
			p.Bailout[f] = true
		}
	}
}
