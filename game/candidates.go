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
		}
	}
	return nil
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
	if s.role.power("licence") != nil {
		list = append(list, &lever.Licence{Licence: "open"}, &lever.Licence{Licence: "closed"})
	}
	for _, rival := range s.rivals(w) {
		if len(devices) > 0 {
			list = append(list, &lever.Tariff{On: rival, Segments: devices, Rate: 0.5})
		}
		if s.role.power("export_control") != nil {
			list = append(list, &lever.ExportControl{On: rival, Train: 3, Serve: 3}, &lever.Distillation{On: rival, Lag: 6, Cost: 3})
		}
	}
	return list
}

// rivals are the blocs with labs on the other side of the world.
func (s *seated) rivals(w *market.World) (list []string) {
	for _, b := range w.Blocs {
		if b.Western != w.Blocs[s.at].Western && hasLab(w, b.Name) {
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
