package game

import (
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// Best replies choose among a few moves that a player would think of first,
// each in the middle of what its role may do. A finer search would find more
// and be slower to understand.

// candidates returns what a seat tries in a turn beside standing pat: the
// levers of its role that its world has a use for, and the end of each own
// move in force.
func (t *Table) candidates(s *seated, turn int) (list []Move) {
	for _, l := range s.tries(&t.Scenario.World) {
		list = append(list, Move{Turn: turn, Role: s.role.Name, Move: l})
	}
	for k := range t.Moves {
		m := &t.Moves[k]
		if m.Role == s.role.Name && m.Move != nil && t.until(k) == 0 {
			list = append(list, Move{Turn: turn, Role: s.role.Name, End: m.Name})
		}
	}
	return list
}

func (s *seated) tries(w *market.World) []lever.Lever {
	switch s.role.Plays {
	case Bloc:
		return s.stateTries(w)
	case Lab:
		return []lever.Lever{
			&lever.Licence{Licence: "open"}, &lever.Licence{Licence: "closed"}, &lever.PriceWar{Factor: 0.6},
			&lever.Research{Factor: 0.6}, &lever.Research{Factor: 1.5}, &lever.Tier{Tier: "flagship"},
		}
	case Chips:
		list := []lever.Lever{&lever.ChipPrice{Factor: 0.8}, &lever.ChipPrice{Factor: 1.25}, &lever.ChipPrice{Factor: 1.6}}
		for _, b := range rivals(w, s.bloc) {
			list = append(list, &lever.Embargo{On: b})
		}
		return list
	}
	list := []lever.Lever{&lever.Capital{Factor: 0.6}, &lever.Capital{Factor: 1.5}}
	for i := range w.Firms {
		if w.Firms[i].Lab != nil && w.Firms[i].Bloc == s.bloc {
			list = append(list, &lever.Backing{Firms: []string{w.Firms[i].Name}, Amount: 10})
		}
	}
	return list
}

// stateTries are money for one's own, and doors closed to the other side.
func (s *seated) stateTries(w *market.World) (list []lever.Lever) {
	devices, models := segments(w, "device"), segments(w, "model")
	if len(devices) > 0 {
		list = append(list, &lever.Subsidy{Segments: devices, Rate: 0.1}, &lever.PurchaseSubsidy{Segments: devices, Rate: 0.1})
	}
	if len(models) > 0 {
		list = append(list, &lever.Grant{Segments: models[:1], Amount: 20})
	}
	if len(devices) > 0 && s.role.power("procurement") != nil {
		list = append(list, &lever.Procurement{Segments: devices[len(devices)-1:], Amount: 10, Home: 1})
	}
	if s.role.power("licence") != nil {
		list = append(list, &lever.Licence{Licence: "open"}, &lever.Licence{Licence: "closed"})
	}
	for _, rival := range rivals(w, s.bloc) {
		if len(devices) > 0 {
			list = append(list, &lever.Tariff{On: rival, Segments: devices, Rate: 0.5})
		}
		if s.role.power("export_control") != nil {
			list = append(list, &lever.ExportControl{On: rival, Train: 3, Serve: 3}, &lever.Distillation{On: rival, Lag: 6, Cost: 3}, &lever.OpenWeights{On: rival, Segments: models, Rule: "ban"})
		}
	}
	return list
}

// rivals are the blocs with labs on the other side of the world.
func rivals(w *market.World, bloc string) (list []string) {
	for _, b := range w.Blocs {
		if b.Western != w.Blocs[blocNamed(w, bloc)].Western && hasLab(w, b.Name) {
			list = append(list, b.Name)
		}
	}
	return list
}

func segments(w *market.World, layer string) (names []string) {
	for _, s := range w.Segments {
		if s.Layer == layer {
			names = append(names, s.Name)
		}
	}
	return names
}
