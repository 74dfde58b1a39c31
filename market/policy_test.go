package market_test

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/market"
)

// Subsidies that add up to all of a cost or price end the future with a
// message that says which, where and when.
func TestSubsidiesStayBelowTheWhole(t *testing.T) {
	w := small()
	for name, set := range map[string]func(p *market.Policy){
		"subsidies of unit cost": func(p *market.Policy) { p.CostSub[0][0] = 1.2 },
		"purchase subsidies":     func(p *market.Policy) { p.BuyerSub[0][0] = 1 },
	} {
		m, err := market.New(w)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Reset(w, 1, 0); err != nil {
			t.Fatal(err)
		}
		p := m.NewPolicy()
		set(&p)
		err = m.Step(&p)
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), w.Segments[0].Name+" in "+w.Blocs[0].Name) {
			t.Errorf("%s of all: the error is %v; it must name them, the segment and the bloc", name, err)
		}
	}
}
