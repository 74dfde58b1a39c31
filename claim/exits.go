package claim

import (
	"math"
	"slices"
	"strings"
)

// completed are segments whose race was over before the story starts: that
// their makers are gone is history, not a forecast.
var completed = map[string]string{"drone": "completed case"}

// A group is a cohort of firms that are alive at the cohort date.
type group struct {
	name         string
	cohort, gone string // outcomes
	note         string
	beside       bool // no rivals of the thesis: O4 does not count them
}

// groups are the western closed labs of the leading kind of model, the makers
// from outside China of every device segment, and beside these the makers of
// apps.
func (s *Sample) groups(withCompleted bool) []group {
	labs := "western closed labs"
	if kinds := s.models(); len(kinds) > 1 {
		labs = "western closed " + kinds[0] + " labs"
	}
	list := []group{{name: labs, cohort: "cohort_closed_west", gone: "exits_closed_west"}}
	for _, name := range s.Outcomes {
		if segment, ok := strings.CutPrefix(name, "cohort_other_"); ok {
			note := completed[segment]
			if note == "" || withCompleted {
				list = append(list, group{"makers of " + segment + "s", name, "exits_other_" + segment, note, false})
			}
		}
		if segment, ok := strings.CutPrefix(name, "cohort_apps_"); ok {
			list = append(list, group{"makers of apps (" + segment + ")", name, "exits_apps_" + segment, "not counted", true})
		}
	}
	return list
}

// makers are the groups that make devices.
func (s *Sample) makers(withCompleted bool) []group {
	return slices.DeleteFunc(s.groups(withCompleted)[1:], func(g group) bool { return g.beside })
}

// left is the share of a cohort that has gone by the horizon; NaN where the
// cohort is empty.
func left(gone, cohort []float64) []float64 {
	for i := range gone {
		if !(cohort[i] > 0) {
			cohort[i] = math.NaN()
		}
		gone[i] /= cohort[i]
	}
	return gone
}

// wrecks is O4: half of the western closed labs, or half of the makers from
// outside China of a device segment, have gone by the horizon. A group that is
// empty in a future cannot speak there.
func wrecks(withCompleted bool) func(pair) finding {
	return func(p pair) finding {
		n := p.s.Futures
		f := finding{fates: make([]fate, n), base: make([]fate, n), size: make([]float64, n)}
		baseSize := make([]float64, n)
		for i := range n {
			f.size[i], baseSize[i] = math.NaN(), math.NaN()
		}
		for _, g := range p.s.groups(withCompleted) {
			x, y := left(p.world(g.gone), p.world(g.cohort)), left(p.base(g.gone), p.base(g.cohort))
			one := part{
				name: g.name, fates: make([]fate, n), base: make([]fate, n), size: x, unit: "share", note: g.note,
				beside: g.beside, illustrative: p.marked(g.gone),
			}
			f.illustrative = f.illustrative || one.illustrative && !g.beside
			empty := true
			for i := range n {
				one.fates[i], one.base[i] = halfGone(x[i]), halfGone(y[i])
				if !g.beside {
					f.size[i], baseSize[i] = larger(f.size[i], x[i]), larger(baseSize[i], y[i])
				}
				empty = empty && one.fates[i] == silent
			}
			if empty {
				one.note = strings.TrimPrefix(one.note+"; no such firm at the cohort date", "; ")
			}
			f.parts = append(f.parts, one)
		}
		for i := range n {
			f.fates[i], f.base[i] = halfGone(f.size[i]), halfGone(baseSize[i])
		}
		return f
	}
}

func halfGone(share float64) fate { return fateOf(share >= 0.5, share) }

// larger is the larger of two numbers of which either may be missing.
func larger(a, b float64) float64 {
	if math.IsNaN(a) || b > a {
		return b
	}
	return a
}
