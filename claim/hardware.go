package claim

import (
	"math"
	"strings"
)

// Claims about things and those who make them.
var (
	widgets = Test{
		ID: "C4", Short: "widgets rather than software", Alone: true,
		Asks: "Chinese makers sell more than half of the units in at least three device segments in 2030", find: sellsWidgets,
	}

	bankrupt = Test{
		ID: "C5", Short: "bankrupts foreign producers", Future: true, Alone: true,
		Asks: "half of all makers from outside China leave, drones apart (the weak form; the strong one is all)", find: bankrupts,
	}

	shifted = Test{
		ID: "C11", Short: "profit shifts to hardware", Future: true,
		Asks: "gains in devices, chips and models, net of subsidy and research, above zero (O2)", find: pays(true, false),
	}
)

// sellsWidgets counts the device segments of which China sells more than half.
// A world of fewer than three device segments cannot speak.
func sellsWidgets(p pair) finding {
	f := finding{fates: make([]fate, p.s.Futures), size: make([]float64, p.s.Futures)}
	segments := 0
	for _, name := range p.s.Outcomes {
		segment, ok := strings.CutPrefix(name, "cohort_other_")
		share := "share_cn_" + segment + "@2030"
		if !ok || p.s.column(share) < 0 {
			continue
		}
		segments++
		f.illustrative = f.illustrative || p.marked(share)
		for i, x := range p.world(share) {
			if x > 0.5 { // false where nothing is sold
				f.size[i]++
			}
		}
	}
	for i := range f.fates {
		if segments < 3 || p.s.row(p.belief, 0, i) == nil {
			f.size[i] = math.NaN()
		}
		f.fates[i] = fateOf(f.size[i] >= 3, f.size[i])
	}
	return f
}

// bankrupts asks how many makers from outside China of all open races leave.
func bankrupts(p pair) finding {
	gone, cohort := make([]float64, p.s.Futures), make([]float64, p.s.Futures)
	marked := false
	for _, g := range p.s.makers(false) {
		marked = marked || p.marked(g.gone)
		x, y := p.world(g.gone), p.world(g.cohort)
		for i := range gone {
			gone[i] += x[i]
			cohort[i] += y[i]
		}
	}
	f := finding{fates: make([]fate, p.s.Futures), size: left(gone, cohort), illustrative: marked}
	for i, share := range f.size {
		f.fates[i] = halfGone(share)
	}
	return f
}
