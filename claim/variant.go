package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Variant compares the futures in which a switch of the model is on with
// those in which it is off.
type Variant struct {
	Path    string // asymmetries.trust, or AllAsymmetries
	Changes []Change
}

// AllAsymmetries is the path of the variant in which every asymmetry is on,
// set against the futures in which at least one is off.
const AllAsymmetries = "all asymmetries"

// A Change is one objective with a switch on and off, at the scenario's
// discount rate.
type Change struct {
	ID, Against string
	On, Off     Odds
}

// Moves is the largest change of plain odds that the switch makes, 0 to 1.
func (v Variant) Moves() float64 {
	most := 0.0
	for _, c := range v.Changes {
		if d := math.Abs(c.On.Plain.Mid - c.Off.Plain.Mid); d > most {
			most = d
		}
	}
	return most
}

// switched are the objectives that variants are compared by.
var switched = []string{O1, O1Weak, O2, O2NoChips, Works}

// variants compares every drawn switch of the main belief, those that move the
// odds most first. A switch that is never on, or never off, is left out.
func (s *Sample) variants() []Variant {
	var list []Variant
	all := make([]float64, s.Futures)
	for i := range all {
		all[i] = 1
	}
	asymmetries := 0
	for at, path := range s.Draws {
		asymmetry := strings.HasPrefix(path, "asymmetries.")
		if !asymmetry && !strings.HasPrefix(path, "variants.") {
			continue
		}
		x := s.draws(0, at)
		if v, ok := s.variant(path, x); ok {
			list = append(list, v)
			if asymmetry {
				asymmetries++
				for i := range all {
					all[i] *= x[i] // NaN where the future failed
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Variant) int { return cmp.Compare(b.Moves(), a.Moves()) })
	if v, ok := s.variant(AllAsymmetries, all); ok && asymmetries > 1 {
		list = append(list, v)
	}
	return list
}

// variant compares x = 1 with x = 0; not ok if one of them never happens.
func (s *Sample) variant(path string, x []float64) (v Variant, ok bool) {
	v.Path = path
	if !slices.Contains(x, 1) || !slices.Contains(x, 0) {
		return v, false
	}
	w := s.Weights(0)
	for against := 1; against < len(s.Worlds); against++ {
		for _, o := range objectives {
			if slices.Contains(switched, o.id) {
				fates := o.find(pair{s, 0, against, ""}).fates
				v.Changes = append(v.Changes, Change{o.id, s.Worlds[against], oddsWhere(x, 1, fates, w), oddsWhere(x, 0, fates, w)})
			}
		}
	}
	return v, len(v.Changes) > 0
}

// oddsWhere are the odds in the futures in which x is a value.
func oddsWhere(x []float64, value float64, fates []fate, w []float64) Odds {
	var f []fate
	var v []float64
	for i := range fates {
		if x[i] == value {
			f, v = append(f, fates[i]), append(v, w[i])
		}
	}
	return oddsOf(f, v)
}
