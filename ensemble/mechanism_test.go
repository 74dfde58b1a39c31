package ensemble_test

import (
	"slices"
	"testing"

	"github.com/undercut-sim/undercut/market"
)

// without is a world less some segments, their firms and their links.
func without(w market.World, names ...string) *market.World {
	gone := func(name string) bool { return slices.Contains(names, name) }
	w.Segments = slices.DeleteFunc(slices.Clone(w.Segments), func(s market.Segment) bool { return gone(s.Name) })
	w.Firms = slices.DeleteFunc(slices.Clone(w.Firms), func(f market.Firm) bool { return gone(f.Segment) })
	w.Links = slices.DeleteFunc(slices.Clone(w.Links), func(l market.Link) bool { return gone(l.From) || gone(l.To) })
	return &w
}

// BenchmarkMechanism is 156 months of the central world without levers, whole
// and with one part more or less: what a mechanism costs. The table is in
// docs/speed.md.
func BenchmarkMechanism(b *testing.B) {
	w, _, _ := change{}.load(b).NewDrawer().Central()
	links := func(change func(*market.Link)) *market.World {
		v := without(*w)
		for i := range v.Links {
			change(&v.Links[i])
		}
		return v
	}
	variant := func(change func(*market.World)) *market.World {
		v := without(*w)
		change(v)
		return v
	}
	for _, c := range []struct {
		name  string
		world *market.World
	}{
		{"whole", w},
		{"best response", variant(func(v *market.World) { v.Variants.BestReply = 1 })},
		{"no apps", without(*w, "assistants", "studio")},
		{"no vision, image, robotics", without(*w, "vision", "image", "robotics")},
		{"no use", links(func(l *market.Link) { l.Use = 0 })},
		{"no buyers' gain", links(func(l *market.Link) { l.Surplus = 0 })},
		{"no links", variant(func(v *market.World) { v.Links = nil })},
		{"first version", without(*w, "vision", "image", "robotics", "assistants", "studio")},
	} {
		b.Run(c.name, func(b *testing.B) { futures(b, c.world) })
	}
}

// futures runs one future after the other, without luck in its numbers.
func futures(b *testing.B, w *market.World) {
	m, err := market.New(w)
	if err != nil {
		b.Fatal(err)
	}
	p := m.NewPolicy()
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if err := m.Reset(w, 1, uint64(n)); err != nil {
			b.Fatal(err)
		}
		for t := w.Start; t <= w.End; t++ {
			if err := m.Step(&p); err != nil {
				b.Fatal(err)
			}
		}
	}
}
