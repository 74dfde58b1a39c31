package contrast

import (
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// Every move is a sound overlay of the scenario for each firm that has it, and
// every firm that lacks it hears why.
func TestMovesAreOverlaysOfTheScenario(t *testing.T) {
	base := options(t, flagship)[0].Scenario
	for _, name := range []string{"zhipu", "google", "byd", "irobot", "1x", "jp-humanoids"} {
		f := firmOf(t, &base.World, name)
		var overlays []Overlay
		for _, m := range Moves() {
			over, err := m.Overlay(&base.World, f, undercut.Date(2026, 6))
			switch {
			case err != nil && f.Lab != nil:
				t.Errorf("%s: %s is nothing for a lab: %v", name, m.Name, err)
			case err != nil && err.Error() == "":
				t.Errorf("%s: %s is refused without a reason", name, m.Name)
			case err == nil:
				overlays = append(overlays, over)
			}
		}
		for i, o := range options(t, flagship, overlays...)[1:] {
			if len(o.Scenario.Levers) != len(base.Levers)+1 {
				t.Errorf("%s: %s adds %d levers, want one", name, o.Name, len(o.Scenario.Levers)-len(base.Levers))
			}
			if o.Title == "" || o.Name != overlays[i].Name {
				t.Errorf("%s: option %+v lost its name or title", name, o.Name)
			}
		}
	}
}

func firmOf(t *testing.T, w *market.World, name string) *market.Firm {
	t.Helper()
	i := slices.IndexFunc(w.Firms, func(f market.Firm) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no firm %s", name)
	}
	return &w.Firms[i]
}

func TestMovesThatAreNothingForAFirmSaySo(t *testing.T) {
	w := &options(t, flagship)[0].Scenario.World
	lamps := &options(t, bulbs)[0].Scenario.World
	for _, c := range []struct {
		world      *market.World
		firm, move string
		words      string
	}{
		{w, "byd", "open", "no lab"},
		{w, "byd", "small", "no lab"},
		{w, "tesla", "research-0.5", "no lab"},
		{lamps, "old-lamps", "ally", "no firm of home"},
		{w, "zhipu", "ally:zhipu", "with itself"},
		{w, "zhipu", "ally:nobody", `"nobody"`},
	} {
		m := Ally(strings.TrimPrefix(c.move, "ally:"))
		for _, known := range Moves() {
			if known.Name == c.move {
				m = known
			}
		}
		if _, err := m.Overlay(c.world, firmOf(t, c.world, c.firm), undercut.Date(2026, 1)); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s of %s: %v, want words with %q", c.move, c.firm, err, c.words)
		}
	}
}

// The first ally that a lab looks for builds in its models, that of a maker
// makes them, and both sit in its bloc.
func TestAlliesUseEachOther(t *testing.T) {
	w := &options(t, flagship)[0].Scenario.World
	for _, name := range []string{"openai", "deepseek", "mistral", "byd", "tesla"} {
		f := firmOf(t, w, name)
		_, title, err := ally(w, f, undercut.Date(2027, 1))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		g := firmOf(t, w, strings.TrimPrefix(title, "allies with "))
		if g.Bloc != f.Bloc || (g.Lab == nil) == (f.Lab == nil) || g.Chips != nil {
			t.Errorf("%s allies with %s", name, g.Name)
		}
	}
}

// A backer pays a quarter of what the lab plans when the backing begins; its own
// plan ends at listed_until, and the title says which month is meant.
func TestBackersFollowThePlanOfTheMonth(t *testing.T) {
	w := &options(t, flagship)[0].Scenario.World
	f, backed := firmOf(t, w, "mistral"), Moves()[slices.IndexFunc(Moves(), func(m Move) bool { return m.Name == "backer" })]
	at := map[undercut.Month]Overlay{}
	last := w.Technology.ListedUntil
	for _, from := range []undercut.Month{last - 12, last, last + 60} {
		over, err := backed.Overlay(w, f, from)
		if err != nil {
			t.Fatal(err)
		}
		at[from] = over
		if planned := min(from, last).String(); !strings.Contains(over.Title, "research planned for "+planned) {
			t.Errorf("a backer from %v on is called %q, which does not name %s", from, over.Title, planned)
		}
	}
	if year, end := at[last-12].Title, at[last].Title; year == end {
		t.Errorf("a year before listed_until the plan is that of its end: %q", year)
	}
	if late := at[last+60].Title; !strings.HasSuffix(late, "the last plan of its own") {
		t.Errorf("after listed_until the title is %q, and does not say that the plan is older", late)
	}
}
