package lever

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Ban keeps goods of a bloc out: all of them, or new models only, which
// freezes the quality of what is on sale without removing it.
type Ban struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc that bans"`
	On       string   `yaml:"on" doc:"bloc of the makers"`
	Segments []string `yaml:"segments" doc:"what is banned"`
	Scope    string   `yaml:"scope" enum:"all,new,none" doc:"all; new models only; none: no ban"`

	by, on int
	segs   []int
}

// Bind looks up blocs and segments.
func (l *Ban) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "ban", "by", l.By); err != nil {
		return err
	}
	if l.on, err = bloc(w, "ban", "on", l.On); err != nil {
		return err
	}
	if err = abroad("ban", l.By, l.On); err != nil {
		return err
	}
	if l.segs, err = priced(w, "ban", l.Segments); err != nil {
		return err
	}
	for _, s := range l.segs {
		if l.Scope == "new" && w.Segments[s].Layer == "model" {
			return fmt.Errorf("ban.scope is \"new\" for %s: models are replaced, not frozen; want all or none", w.Segments[s].Name)
		}
	}
	return nil
}

// Apply sets the bar; the stricter of two bans holds.
func (l *Ban) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) {
		return
	}
	bar := market.NoBar
	switch l.Scope {
	case "all":
		bar = market.BarAll
	case "new":
		bar = market.BarNew
	}
	for _, s := range l.segs {
		p.Barred[s][l.on][l.by] = max(p.Barred[s][l.on][l.by], bar)
	}
}
