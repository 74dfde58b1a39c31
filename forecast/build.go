package forecast

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// A Market is one world of an episode at one origin, ready to be simulated.
type Market struct {
	Episode  string
	World    *episode.World
	Origin   episode.Date
	Estimate Estimate
	Years    int // horizon

	mortal   bool // makers are firms that can fail, not countries or averages: the plan asks for exits
	scenario *scenario.Scenario
	firms    []int // [Estimate.Firms] place in the scenario's world
	base     []market.Firm
}

// New prepares a market from a past whose cut-off is the origin. It is
// ErrNothing where the world's series had not begun.
func New(p episode.Past, w *episode.World, prior Prior, years int) (*Market, error) {
	e, err := Read(p, w, prior.Usual)
	if err != nil {
		return nil, err
	}
	m := &Market{Episode: p.Plan.Name, World: w, Origin: p.Until(), Estimate: e, Years: years}
	m.mortal = p.Plan.Exits != nil && p.Plan.Exits.World == w.Name
	start := p.Until().Month()
	if p.Until().Every < 1 { // a quarter or a month is over when the world starts
		start++
	}
	if m.scenario, err = m.load(p.Scenario, start); err != nil {
		return nil, err
	}
	m.base = slices.Clone(m.scenario.World.Firms)
	return m, m.find()
}

// load reads the scenario as it was at the origin: the segment of the world
// and its firms that were there, and levers that had begun.
func (m *Market) load(text []byte, start undercut.Month) (*scenario.Scenario, error) {
	whole, err := open(text, "")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Episode, err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "start: %v\nend: %v\n", start, start+undercut.Month(12*m.Years))
	m.keepSegment(&b, &whole.World)
	gone := m.keepFirms(&b, &whole.World)
	absent := func(name string) bool { return slices.Contains(gone, name) }
	if err := dropLevers(&b, whole, start, m.World.Segment, absent); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Episode, err)
	}
	cut, err := open(text, b.String())
	if err != nil {
		return nil, fmt.Errorf("%s, world %s at %s: %w", m.Episode, m.World.Name, m.Origin, err)
	}
	return cut, nil
}

// open reads a scenario text with an overlay.
func open(text []byte, overlay string) (*scenario.Scenario, error) {
	read := func(path string) ([]byte, error) {
		switch path {
		case "./scenario.yaml":
			return text, nil
		case "./origin.yaml":
			return []byte(overlay), nil
		}
		return nil, fmt.Errorf("%s: the scenario of an episode stands alone: it extends no other", path)
	}
	var overlays []string
	if overlay != "" {
		overlays = []string{"./origin.yaml"}
	}
	return scenario.Load("./scenario.yaml", read, evidence.Parameters, overlays, nil)
}

func (m *Market) keepSegment(b *strings.Builder, w *market.World) {
	if len(w.Segments) == 1 {
		return
	}
	b.WriteString("segments:\n")
	for _, s := range w.Segments {
		if s.Name != m.World.Segment {
			fmt.Fprintf(b, "  - { name: %s, remove: true }\n", s.Name)
		}
	}
}

// keepFirms takes out firms of other segments and firms that sold nothing yet,
// and names them.
func (m *Market) keepFirms(b *strings.Builder, w *market.World) (gone []string) {
	for _, f := range w.Firms {
		there := f.Segment == m.World.Segment
		if there && m.World.Shares != nil {
			there = slices.ContainsFunc(m.Estimate.Firms, func(e FirmEstimate) bool { return e.Name == f.Name })
		}
		if !there {
			gone = append(gone, f.Name)
		}
	}
	if len(gone) > 0 {
		b.WriteString("firms:\n")
	}
	for _, name := range gone {
		fmt.Fprintf(b, "  - { name: %s, remove: true }\n", name)
	}
	return gone
}

// dropLevers takes out what began after the start, is about other segments or
// names firms that are not there.
func dropLevers(b *strings.Builder, s *scenario.Scenario, start undercut.Month, segment string, absent func(string) bool) error {
	gone := ""
	for i, l := range s.Levers {
		from, _ := l.Dates()
		where, who := concerns(l)
		if from <= start && (len(where) == 0 || slices.Contains(where, segment)) && !slices.ContainsFunc(who, absent) {
			continue
		}
		if s.LeverNames[i] == "" {
			return fmt.Errorf("lever %d has no name: give it one, so that it can be left out before it begins", i+1)
		}
		gone += fmt.Sprintf("  - %s: { name: %s, remove: true }\n", scenario.KindOf(l), s.LeverNames[i])
	}
	if gone != "" {
		b.WriteString("levers:\n" + gone)
	}
	return nil
}

// concerns reads the segments and firms that a lever names.
func concerns(l lever.Lever) (segments, firms []string) {
	v := reflect.ValueOf(l).Elem()
	return names(v.FieldByName("Segments")), names(v.FieldByName("Firms"))
}

// names are the texts of a field that is a list of them.
func names(v reflect.Value) []string {
	if !v.IsValid() {
		return nil
	}
	list, _ := v.Interface().([]string)
	return list
}

// find matches estimates with the scenario's firms.
func (m *Market) find() error {
	if m.World.Shares == nil {
		return m.shareOut()
	}
	for _, e := range m.Estimate.Firms {
		i := slices.IndexFunc(m.base, func(f market.Firm) bool { return f.Name == e.Name })
		if i < 0 || m.base[i].Maker == nil {
			return fmt.Errorf("%s, world %s: shares.firms.%s is no maker of segment %s in scenario.yaml", m.Episode, m.World.Name, e.Name, m.World.Segment)
		}
		m.firms = append(m.firms, i)
	}
	return nil
}

// shareOut takes the shares of a world without a series of them from the
// scenario's units.
func (m *Market) shareOut() error {
	sum := 0.0
	for _, f := range m.base {
		if f.Maker == nil || !(f.Maker.Units > 0) {
			return fmt.Errorf("%s, world %s: firms.%s gives no units: a world without shares takes them from scenario.yaml", m.Episode, m.World.Name, f.Name)
		}
		sum += f.Maker.Units
	}
	for i, f := range m.base {
		m.firms = append(m.firms, i)
		m.Estimate.Firms = append(m.Estimate.Firms, FirmEstimate{Name: f.Name, Share: f.Maker.Units / sum, Spread: nan})
	}
	return nil
}
