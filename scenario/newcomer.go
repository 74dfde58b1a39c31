package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/market"
)

// A Newcomer is a firm of a user's own that joins the world of a scenario.
type Newcomer struct {
	Name    string
	Segment string // what it makes; empty: what Like makes, or the first segment
	Bloc    string // where it sits; empty: where the firm sits that it takes after
	Like    string // firm whose numbers it begins with; empty: the middle one of its segment
}

// Join returns the text of a file that extends the scenario by a newcomer, of
// about ten lines: its numbers are the central ones of an existing firm,
// rounded, each with its unit and meaning behind it. extends is how the file
// names the scenario. Join fills what the newcomer left empty; its error names
// all flags of `undercut scenario new` that are wrong.
func (s *Scenario) Join(extends string, n *Newcomer) ([]byte, error) {
	errs := []error{s.badName(n.Name)}
	like, err := s.takesAfter(n)
	errs = append(errs, err)
	if n.Bloc == "" && like != nil {
		n.Bloc = like.Bloc
	}
	blocs := named(s.World.Blocs, func(b *market.Bloc) string { return b.Name })
	if n.Bloc != "" && !has(blocs, n.Bloc) {
		errs = append(errs, fmt.Errorf("--bloc is %q: want %s%s", short(n.Bloc), anyOf(blocs), meant(n.Bloc, blocs)))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	n.Like, n.Segment = like.Name, like.Segment
	return s.newcomerText(extends, n, s.fitted(like)), nil
}

// fitted is the firm that a newcomer begins as, with sales of at most half of
// what buyers of its segment could still take.
func (s *Scenario) fitted(like *market.Firm) *market.Firm {
	if like.Maker == nil || math.IsNaN(like.Maker.Units) {
		return like
	}
	f, m := *like, *like.Maker
	f.Maker = &m
	m.Units = min(m.Units, s.room(like.Segment)/2)
	return &f
}

// room is what buyers of a segment take at most in a year beyond the starting
// sales of its makers, m units.
func (s *Scenario) room(segment string) float64 {
	room := 0.0
	for i := range s.World.Segments {
		if g := &s.World.Segments[i]; g.Name == segment {
			room = g.Size
		}
	}
	for i := range s.World.Firms {
		if f := &s.World.Firms[i]; f.Segment == segment && f.Maker != nil && f.Maker.Units > 0 {
			room -= f.Maker.Units
		}
	}
	return room
}

// badName says why a newcomer, and the scenario that is named after it, cannot
// have a name.
func (s *Scenario) badName(name string) error {
	firms := named(s.World.Firms, func(f *market.Firm) string { return f.Name })
	segments := named(s.World.Segments, func(g *market.Segment) string { return g.Name })
	free := plainName(name)
	if has(firms, free) || has(Names(), free) {
		free = plainName("my-" + free)
	}
	switch {
	case len(name) > mostName || !scenarioName.MatchString(name):
		return fmt.Errorf("--firm is %q: want up to %d of a-z, 0-9 and -, for example %s", short(name), mostName, free)
	case has(firms, name):
		return fmt.Errorf("--firm is %q, which is a firm of %s already: want a new name, for example %s; to begin with its numbers add --like %s", name, s.World.Name, free, name)
	case has(Names(), name):
		return fmt.Errorf("--firm is %q, which is a scenario of the library, and the file is named after the firm: want another name, for example %s", name, free)
	case entrantOf(name, segments) != "":
		return fmt.Errorf("--firm is %q, which %s", name, entrantName)
	}
	return nil
}

// takesAfter finds the firm that a newcomer begins as.
func (s *Scenario) takesAfter(n *Newcomer) (*market.Firm, error) {
	segments := named(s.World.Segments, func(g *market.Segment) string { return g.Name })
	if n.Segment != "" && !has(segments, n.Segment) {
		return nil, fmt.Errorf("--segment is %q: want %s%s", short(n.Segment), anyOf(segments), meant(n.Segment, segments))
	}
	if n.Like == "" {
		segment := n.Segment
		if segment == "" {
			segment = segments[0]
		}
		return s.middle(segment)
	}
	firms := named(s.World.Firms, func(f *market.Firm) string { return f.Name })
	i := slices.Index(firms, n.Like)
	if i < 0 {
		return nil, fmt.Errorf("--like is %q, which is no firm of %s%s", short(n.Like), s.World.Name, meant(n.Like, firms))
	}
	like := &s.World.Firms[i]
	if n.Segment != "" && like.Segment != n.Segment {
		makers := slices.DeleteFunc(firms, func(name string) bool {
			return s.World.Firms[slices.Index(firms, name)].Segment != n.Segment
		})
		return nil, fmt.Errorf("--like is %q, which makes %s, not %s: want %s", n.Like, like.Segment, n.Segment, anyOf(makers))
	}
	return like, nil
}

// middle is the median firm of a segment by size, of those that stand on their
// own feet: without a parent, and paid what a unit costs.
func (s *Scenario) middle(segment string) (*market.Firm, error) {
	var alone, all []*market.Firm
	for i := range s.World.Firms {
		f := &s.World.Firms[i]
		if f.Segment != segment {
			continue
		}
		all = append(all, f)
		if !f.Parent && (f.Maker == nil || !(f.Maker.Price <= f.Maker.UnitCost)) {
			alone = append(alone, f)
		}
	}
	if len(alone) == 0 {
		alone = all
	}
	if len(alone) == 0 {
		return nil, fmt.Errorf("--segment is %q, which no firm of %s makes, so there are no numbers to begin with: want another segment, or write the firm by hand", segment, s.World.Name)
	}
	slices.SortStableFunc(alone, func(a, b *market.Firm) int {
		switch x, y := size(a), size(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return alone[(len(alone)-1)/2], nil
}

// size ranks the firms of a segment: a lab's research, a maker's sales in
// dollars (its experience where sales are not known), a chip maker's value.
func size(f *market.Firm) float64 {
	switch {
	case f.Lab != nil:
		return f.Lab.Research
	case f.Chips != nil:
		return f.Chips.Value
	case f.Maker.Price*f.Maker.Units > 0:
		return f.Maker.Price * f.Maker.Units
	}
	return f.Maker.Cumulative
}

// named lists what items are called.
func named[T any](items []T, name func(*T) string) []string {
	all := make([]string, len(items))
	for i := range items {
		all[i] = name(&items[i])
	}
	return all
}

// OwnFirms lists the firms, by their place in the world, that a file outside
// the library gives numbers.
func (s *Scenario) OwnFirms() []int {
	var own []int
	for i := range s.World.Firms {
		mine := "firms." + s.World.Firms[i].Name + "."
		if slices.ContainsFunc(s.Numbers, func(n Number) bool { return strings.HasPrefix(n.Path, mine) && userOrigin(n.Origin) }) {
			own = append(own, i)
		}
	}
	return own
}

// userOrigin says whether a number is a user's by its origin: neither a row of
// a parameter set nor from a file of the library.
func userOrigin(origin string) bool {
	return !strings.HasPrefix(origin, "parameters.csv ") && !strings.HasPrefix(origin, "library/")
}
