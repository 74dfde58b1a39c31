package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// An Alliance is firms that weigh each other's profit as their own in prices
// and licences, and build in each other's models at once and without a fee, as
// if they had one owner. Each keeps its own books.
type Alliance struct {
	Window `yaml:",inline"`
	Firms  []string `yaml:"firms" doc:"two firms or more, each allied with every other"`

	who []int
}

// Bind looks up the firms.
func (l *Alliance) Bind(w *market.World) (err error) {
	if len(l.Firms) == 1 {
		return fmt.Errorf("alliance.firms has only %q: name those that it is allied with", l.Firms[0])
	}
	l.who, err = named(w, "alliance", l.Firms)
	return err
}

// Apply joins each with every other. Who is in two alliances joins nobody of
// one with anybody of the other.
func (l *Alliance) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) {
		return
	}
	for _, a := range l.who {
		for _, b := range l.who {
			if a != b {
				p.Allied[a][b] = true
			}
		}
	}
}
