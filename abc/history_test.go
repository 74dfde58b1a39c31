package abc

import (
	"math"
	"slices"
	"testing"
)

func TestImplausibility(t *testing.T) {
	r := known(t).History.Example
	o := Output{r.Z, r.Ef, r.VarEm, r.VarDisc, r.VarObs}
	if got := must(o.Implausibility()); got != r.I {
		t.Errorf("the implausibility of %+v is %g, want %g", o, got, r.I)
	}
}

func TestMatchJudgesByTheRankedMiss(t *testing.T) {
	miss := func(i float64) Output { return Output{Observed: i, VarObservation: 1} }
	outputs := []Output{miss(1), miss(-5), miss(3), miss(2)}
	for rank, want := range []bool{false, true, true, true} {
		m := must(Match(outputs, rank+1, Pukelsheim))
		if m.Plausible != want {
			t.Errorf("with misses 1, 5, 3, 2 and rank %d plausible is %v, want %v: 3 is at the cut-off", rank+1, m.Plausible, want)
		}
		if !slices.Equal(m.Misses, []Miss{{1, 5}, {2, 3}, {3, 2}, {0, 1}}) {
			t.Errorf("misses are %v, want those of outputs 1, 2, 3, 0", m.Misses)
		}
	}
}

func TestInflationOfSimulatedMoments(t *testing.T) {
	for _, c := range known(t).SMM.Inflation {
		if got := must(Inflation(c.H)); math.Abs(got-c.Factor) > 1e-15 {
			t.Errorf("%d simulations inflate the variance by %g, want %g", c.H, got, c.Factor)
		}
	}
}

// The objective of a linear model is a parabola, least at the truth: of
// Wright's law with moments ln cost, (b' - b)² Σ (ln x)².
func TestObjectiveIsLeastAtTheTruth(t *testing.T) {
	r := known(t).Wright
	n := len(r.X)
	observed, identity, squares := make([]float64, n), make([][]float64, n), 0.0
	for i := range r.X {
		observed[i] = math.Log(r.Cost[i])
		identity[i] = make([]float64, n)
		identity[i][i] = 1
		squares += square(math.Log(r.X[i]))
	}
	s := must(NewSMM(observed, identity))
	for _, off := range []float64{-0.1, -0.01, 0, 0.01, 0.1} {
		m := make([]float64, n)
		for i, x := range r.X {
			m[i] = math.Log(100) - (r.B+off)*math.Log(x)
		}
		if got, want := must(s.Objective(m)), off*off*squares; math.Abs(got-want) > 1e-13 {
			t.Errorf("the objective at b %+g is %g, want %g", off, got, want)
		}
	}
}

func TestObjectiveWeighsPairs(t *testing.T) {
	s := must(NewSMM([]float64{1, 2}, [][]float64{{2, -1}, {-1, 3}}))
	if got := must(s.Objective([]float64{0, 0})); got != 2-4+12 {
		t.Errorf("the objective is %g, want 10", got)
	}
	if _, err := NewSMM([]float64{1, 2}, [][]float64{{1, 1}, {1, 1}}); err != nil {
		t.Errorf("a semi-definite W is refused: %v", err)
	}
}
