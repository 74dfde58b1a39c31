package market

import (
	"fmt"

	"github.com/undercut-sim/undercut"
)

// entrantsPerSegment is how many makers may enter a segment in one future; a
// segment that offers more room than that reports it (see enter).
const entrantsPerSegment = 6

func (m *Market) allocateSegments(w *World, months int) error {
	for i := range w.Segments {
		spec := &w.Segments[i]
		layer, ok := layerOf(spec.Layer)
		if !ok {
			return fmt.Errorf("segments.%s.layer is %q: want one of %v", spec.Name, spec.Layer, undercut.LayerNames())
		}
		s := segment{spec: spec, layer: layer, lastYear: make([]float64, 12)}
		s.streamWar, s.streamNew = stream("war", spec.Name), stream("entry", spec.Name)
		s.streamDrift = stream("drift of all", spec.Name)
		s.spend = spec.Form == "spend"
		s.nash = spec.Pricing != "rule"
		s.market = make([]submarket, len(w.Blocs))
		m.segments = append(m.segments, s)
	}
	return nil
}

func layerOf(name string) (undercut.Layer, bool) {
	for i, n := range undercut.LayerNames() {
		if n == name {
			return undercut.Layer(i), true
		}
	}
	return 0, false
}

func (m *Market) allocateFirms(w *World, months int) error {
	for i := range w.Firms {
		spec := &w.Firms[i]
		s, b := m.segmentNamed(w, spec.Segment), blocNamed(w, spec.Bloc)
		if s < 0 || b < 0 {
			return fmt.Errorf("firms.%s: segment %q or bloc %q is not in the file", spec.Name, spec.Segment, spec.Bloc)
		}
		if err := blockMatches(spec, m.segments[s].layer); err != nil {
			return err
		}
		m.addFirm(w, spec.Name, s, b)
		for _, name := range spec.NotIn {
			if at := blocNamed(w, name); at >= 0 {
				m.firms[i].shuns[at] = true
			}
		}
	}
	m.formGroups(w)
	for s := range m.segments {
		if w.Segments[s].Entry == nil {
			continue
		}
		for k := range entrantsPerSegment {
			m.addFirm(w, fmt.Sprintf("%s-entrant-%d", w.Segments[s].Name, k+1), s, 0)
		}
	}
	defer m.allocateTrial(len(w.Blocs))
	for s := range m.segments {
		m.segments[s].allocate(w, len(m.firms))
		m.segments[s].allocateFrontier(months, len(w.Blocs))
	}
	return nil
}

// formGroups numbers the common owners of firms.
func (m *Market) formGroups(w *World) {
	groups := map[string]int{}
	for i := range w.Firms {
		if g := w.Firms[i].Group; g != "" {
			if groups[g] == 0 {
				groups[g] = len(groups) + 1
			}
			m.firms[i].group = groups[g]
		}
	}
}

func (m *Market) addFirm(w *World, name string, s, b int) {
	f := firm{
		name: name, seg: s, bloc: b, lastYear: make([]float64, 12),
		price:         make([][2]float64, len(w.Blocs)),
		tried:         make([][2]float64, len(w.Blocs)),
		shuns:         make([]bool, len(w.Blocs)),
		place:         float64(stream("place", name)>>11) / (1 << 53),
		streamNoise:   stream("cost", name),
		streamDrift:   stream("drift", name),
		streamFancy:   stream("fancy", name),
		streamMood:    stream("mood", name),
		streamRelease: stream("release", name),
		streamLicence: stream("licence", name),
		streamNext:    stream("interval", name),
		streamTurn:    stream("turn", name),
	}
	f.maker.frozen, f.maker.slope, f.maker.bill = make([]source, len(w.Blocs)), make([]float64, len(w.Blocs)), make([]float64, len(w.Blocs))
	f.maker.pull = make([]float64, len(w.Blocs))
	f.local = len(m.segments[s].makers)
	m.segments[s].makers = append(m.segments[s].makers, len(m.firms))
	m.firms = append(m.firms, f)
}

// blockMatches reports a firm whose block does not fit the layer it is in.
func blockMatches(f *Firm, l undercut.Layer) error {
	want := map[undercut.Layer]bool{
		undercut.Model: f.Lab != nil, undercut.Compute: f.Chips != nil,
		undercut.Device: f.Maker != nil, undercut.App: f.Maker != nil,
	}
	if !want[l] {
		return fmt.Errorf("firms.%s makes %s (layer %s): give it a %s block", f.Name, f.Segment, l,
			map[undercut.Layer]string{undercut.Model: "lab", undercut.Compute: "chips", undercut.Device: "maker", undercut.App: "maker"}[l])
	}
	return nil
}

// allocate makes room for every offer that the segment can ever have.
func (s *segment) allocate(w *World, firms int) {
	types := max(len(s.spec.Types), 1)
	per := 1
	if s.layer == undercut.Model {
		per = 3
	}
	n := per * len(s.makers)
	for b := range s.market {
		k := &s.market[b]
		k.inside, k.offset = make([]float64, types), make([]float64, types)
		k.share = make([]float64, 3*firms)
		k.surplus = make([]float64, len(s.makers))
		k.offers = make([]offer, 0, n)
		k.price, k.seller = make([]float64, 0, n), make([]int, 0, n)
		k.allocateProblem(types, n, firms)
	}
}

func (m *Market) segmentNamed(w *World, name string) int {
	for i := range w.Segments {
		if w.Segments[i].Name == name {
			return i
		}
	}
	return -1
}

func blocNamed(w *World, name string) int {
	for i := range w.Blocs {
		if w.Blocs[i].Name == name {
			return i
		}
	}
	return -1
}

// describe fills the names of the view.
func (m *Market) describe(w *World) {
	for _, b := range w.Blocs {
		m.view.Blocs = append(m.view.Blocs, undercut.Bloc{Name: b.Name, Western: b.Western})
	}
	for i := range m.segments {
		s := &w.Segments[i]
		m.view.Segments = append(m.view.Segments, undercut.Segment{Name: s.Name, Layer: m.segments[i].layer, Unit: s.Unit, Illustrative: s.Illustrative})
	}
	for i := range m.firms {
		f := &m.firms[i]
		v := undercut.Firm{Name: f.name, Title: f.name, Bloc: f.bloc, Segment: f.seg, Layer: m.segments[f.seg].layer, Start: w.Start, Entrant: i >= len(w.Firms)}
		if i < len(w.Firms) {
			if w.Firms[i].Title != "" {
				v.Title = w.Firms[i].Title
			}
			v.Start = max(w.Firms[i].Start, w.Start)
		}
		m.view.Firms = append(m.view.Firms, v)
	}
}
