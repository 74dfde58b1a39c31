package abc

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Pukelsheim is the usual cut-off of implausibility: any continuous law with
// one peak has less than 4/81, 4.9%, beyond three standard deviations
// (F. Pukelsheim, "The three sigma rule", The American Statistician 48, 1994).
const Pukelsheim = 3

// An Output is one number of a simulator at one parameter vector: what history
// shows, what the simulator or its emulator is expected to give, and the
// variances of emulator, of the simulator's discrepancy from the world and of
// observation.
type Output struct {
	Observed, Expected                          float64
	VarEmulator, VarDiscrepancy, VarObservation float64
}

// Implausibility returns
//
//	I = |z - E f| / √(var_em + var_disc + var_obs)
//
// (P. S. Craig, M. Goldstein, A. H. Seheult and J. A. Smith, "Pressure matching
// for hydrocarbon reservoirs", 1997). It is an error if the variances are all 0:
// then nothing says which miss is large.
func (o Output) Implausibility() (float64, error) {
	variance := o.VarEmulator + o.VarDiscrepancy + o.VarObservation
	err := errors.Join(finite("Observed", o.Observed), finite("Expected", o.Expected),
		notNegative("VarEmulator", o.VarEmulator), notNegative("VarDiscrepancy", o.VarDiscrepancy),
		notNegative("VarObservation", o.VarObservation))
	if err == nil {
		err = positive("the sum of variances", variance)
	}
	if err != nil {
		return math.NaN(), err
	}
	i := math.Abs(o.Observed-o.Expected) / math.Sqrt(variance)
	return i, finite("implausibility", i)
}

// A Miss is the implausibility of an output, by its index.
type Miss struct {
	Output         int
	Implausibility float64
}

// A Matched says whether a parameter vector is not implausible, and the misses
// from the largest on: the first is the maximum, the second the second maximum.
type Matched struct {
	Plausible bool
	Misses    []Miss
}

// Match judges a parameter vector by several outputs: it is plausible if the
// rank-th largest implausibility is at most the cut-off. Rank 1 is the strict
// rule; rank 2 forgives one output, such as one whose emulator is poor (I. Vernon,
// M. Goldstein and R. G. Bower, "Galaxy formation: a Bayesian uncertainty
// analysis", Bayesian Analysis 5, 2010).
func Match(outputs []Output, rank int, cutoff float64) (Matched, error) {
	errs := []error{some("output", len(outputs)), positive("cut-off", cutoff)}
	if n := len(outputs); rank < 1 || rank > max(1, n) {
		errs = append(errs, fmt.Errorf("abc: rank is %d of %d outputs: want 1 for the largest implausibility, 2 for the second", rank, n))
	}
	misses := make([]Miss, len(outputs))
	for i, o := range outputs {
		v, err := o.Implausibility()
		if misses[i] = (Miss{i, v}); err != nil {
			errs = append(errs, fmt.Errorf("output[%d]: %w", i, err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return Matched{}, err
	}
	slices.SortStableFunc(misses, func(a, b Miss) int { return cmp.Compare(b.Implausibility, a.Implausibility) })
	return Matched{misses[rank-1].Implausibility <= cutoff, misses}, nil
}
