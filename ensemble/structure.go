package ensemble

import (
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut/market"
)

// SameStructure says where two worlds differ in months or in who is there.
// Only worlds that agree have the same outcomes.
func SameStructure(a, b *market.World) error {
	names := func(w *market.World) (all []string) {
		for _, x := range w.Blocs {
			all = append(all, "bloc "+x.Name)
		}
		for _, x := range w.Segments {
			all = append(all, "segment "+x.Name)
		}
		for _, x := range w.Firms {
			all = append(all, "firm "+x.Name)
		}
		return all
	}
	if a.Start != b.Start || a.End != b.End {
		return fmt.Errorf("it runs from %v to %v, not from %v to %v: leave start and end to the scenario", b.Start, b.End, a.Start, a.End)
	}
	x, y := names(a), names(b)
	for i := range max(len(x), len(y)) {
		switch {
		case i >= len(y) || i < len(x) && !slices.Contains(y, x[i]):
			return fmt.Errorf("it has no %s: switch a firm off with a lever instead", x[i])
		case i >= len(x) || !slices.Contains(x, y[i]):
			return fmt.Errorf("it has a %s more: put it into the scenario, and switch it off there with a lever", y[i])
		case x[i] != y[i]:
			return fmt.Errorf("its %s is %s there: keep the order of the scenario", x[i], y[i])
		}
	}
	return nil
}
