package ensemble_test

import (
	"testing"

	"github.com/undercut-sim/undercut"
)

// In cn-closed no Chinese lab's open weights get better from the switch on:
// not its flagships, not the small sisters of flagships that were open before.
func TestClosedChineseLabsReleaseNothingOpen(t *testing.T) {
	sim := simulation(t, change{overlays: []string{"cn-closed"}}.load(t))
	cut := undercut.Date(2024, 12)
	for future := range 4 {
		best := map[int]float64{}
		err := sim.Panel(0, future, func(v undercut.View) error {
			for i, b := range v.Books {
				if v.Blocs[v.Firms[i].Bloc].Name != "cn" || v.Firms[i].Layer != undercut.Model || b.BestOpen != b.BestOpen {
					continue
				}
				was, known := best[i]
				if v.AsOf >= cut && (!known || b.BestOpen > was) {
					t.Errorf("future %d, %v: open weights of %s rise from %v to %v", future, v.AsOf, v.Firms[i].Name, was, b.BestOpen)
				}
				best[i] = b.BestOpen
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// What serving costs beside compute buys no chips and makes nothing scarce:
// without it chip makers sell as much per dollar of compute.
func TestTokenCostIsNoCompute(t *testing.T) {
	scarce := func(sets ...string) (worst float64) {
		sim := simulation(t, change{sets: sets}.load(t))
		err := sim.Panel(0, 0, func(v undercut.View) error {
			for _, s := range v.States {
				if v.Blocs[s.Bloc].Name == "cn" && v.AsOf == undercut.Date(2035, 12) {
					worst = s.Compute
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return worst
	}
	little, much := scarce("technology.token_cost=0.001"), scarce("technology.token_cost=0.3")
	if much > 1.02*little {
		t.Errorf("compute in China costs %g with little token cost and %g with much: dearer tokens must not make it scarcer", little, much)
	}
}
