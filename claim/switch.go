package claim

import (
	"math"
	"slices"
	"strings"
)

// A Switch says what an asymmetry or variant of the model carries: how
// objectives fare in the futures in which it is on and in those in which it is
// off. All switches are drawn independently in every future, a randomised
// factorial experiment, so that the difference between the two groups is the
// effect of the switch, averaged over the settings of all others.
type Switch struct {
	Path    string // asymmetries.trust
	On, Off int    // futures
	Effects []Effect
}

// An Effect is what a switch adds to one objective, at the scenario's discount
// rate.
type Effect struct {
	ID, Against string
	On, Off     Odds
	Odds        Difference  // chance with the switch on less chance with it off
	Size        *Difference // of the median size, in Unit; nil where it is not asked
	Unit        string
}

// A Difference is between two groups of futures, with its standard error.
type Difference struct{ Mid, SE float64 }

// Clear reports that a difference is beyond two standard errors. One in twenty
// that are nothing is, too.
func (d Difference) Clear() bool { return math.Abs(d.Mid) > 2*d.SE }

// EffectsAgainst are the effects against one counterfactual.
func (v Switch) EffectsAgainst(world string) []Effect {
	return slices.DeleteFunc(slices.Clone(v.Effects), func(e Effect) bool { return e.Against != world })
}

// switched are the objectives that switches are asked about, and whether the
// size is asked too: odds of nothing do not move, sizes do.
var switched = []struct {
	id   string
	size bool
}{{Works, false}, {O1, true}, {O1Weak, false}, {O2, true}, {O3, false}, {O4, false}, {O5, false}}

// switches are the drawn switches of the main belief, in the order of their
// paths. One that is never on, or never off, has no effect to be seen.
func (s *Sample) switches() []Switch {
	var list []Switch
	for at, path := range s.Draws {
		x := s.draws(0, at)
		isSwitch := strings.HasPrefix(path, "asymmetries.") || strings.HasPrefix(path, "variants.")
		if isSwitch && slices.Contains(x, 1) && slices.Contains(x, 0) {
			list = append(list, s.flick(path, x))
		}
	}
	return list
}

// flick compares the futures with x = 1 and with x = 0.
func (s *Sample) flick(path string, x []float64) Switch {
	v := Switch{Path: path}
	for _, value := range x {
		switch value {
		case 1:
			v.On++
		case 0:
			v.Off++
		}
	}
	w := s.Weights(0)
	for against := 1; against < len(s.Worlds); against++ {
		for _, asked := range switched {
			o := objectives[slices.IndexFunc(objectives, func(o objective) bool { return o.id == asked.id })]
			f := o.find(pair{s, 0, against, ""})
			e := Effect{ID: o.id, Against: s.Worlds[against], Unit: o.unit}
			e.On, e.Off = oddsOf(where(f.fates, x, 1), where(w, x, 1)), oddsOf(where(f.fates, x, 0), where(w, x, 0))
			e.Odds = chances(e.On, e.Off)
			if asked.size {
				size := medians(where(f.size, x, 1), where(f.size, x, 0))
				e.Size = &size
			}
			v.Effects = append(v.Effects, e)
		}
	}
	return v
}

// where are the entries of list at which x is a value.
func where[T any](list []T, x []float64, value float64) []T {
	var some []T
	for i := range list {
		if x[i] == value {
			some = append(some, list[i])
		}
	}
	return some
}

// chances is the difference of two chances. Its standard error counts a
// success and a failure more in each group,
//
//	√(Σ p̃(1-p̃)/(n+2)),   p̃ = (k+1)/(n+2),
//
// Agresti and Caffo, "Simple and effective confidence intervals for
// proportions", The American Statistician 54 (2000): none seen among few is
// not none.
func chances(on, off Odds) Difference {
	variance := 0.0
	for _, o := range []Odds{on, off} {
		n := float64(o.N + 2)
		p := float64(o.True+1) / n
		variance += p * (1 - p) / n
	}
	return Difference{on.Plain.Mid - off.Plain.Mid, math.Sqrt(variance)}
}

// medians is the difference of two medians, NaN where a group has no value.
func medians(on, off []float64) Difference {
	a, b := spreadOf(on, nil), spreadOf(off, nil)
	return Difference{a.P50 - b.P50, math.Hypot(medianError(on), medianError(off))}
}

// medianError is the standard error of a sample's median,
//
//	(x₍ₙ₋ₖ₊₁₎ - x₍ₖ₎)/2z,   k = (n+1)/2 - z√n/2,   z = 2.576,
//
// from the order statistics that bound it with 99% certainty: McKean and
// Schrader, "A comparison of methods for studentizing the sample median",
// Communications in Statistics B 13 (1984). It needs no guess of a density. NaN
// below seven values, where these bounds lie outside the sample.
func medianError(x []float64) float64 {
	const z = 2.5758293035489
	x = slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	slices.Sort(x)
	n := len(x)
	k := int(math.Round(float64(n+1)/2 - z*math.Sqrt(float64(n))/2))
	if k < 1 {
		return math.NaN()
	}
	return (x[n-k] - x[k-1]) / (2 * z)
}
