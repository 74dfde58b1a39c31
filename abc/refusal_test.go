package abc

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/dist"
)

func TestWhatCannotBeCalibratedIsNamed(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	err := func(_ any, err error) error { return err }
	problem := func(change func(*Problem)) error {
		p := twoMeans()
		change(&p)
		return err(SMC(p, shrinking(Uniform, 10, 1), Run{Workers: 1}))
	}
	plan := func(change func(*Plan)) error {
		p := shrinking(Gaussian, 10, 1)
		change(&p)
		return err(SMC(twoMeans(), p, Run{Workers: 1}))
	}
	listed := func(kernel Kernel, e ...float64) error {
		return plan(func(p *Plan) { *p = Plan{Particles: 10, Kernel: kernel, Tolerances: e, Attempts: 100, Batch: 10} })
	}
	resumed := func(change func(*State)) error {
		s := must(SMC(twoMeans(), shrinking(Gaussian, 10, 1), Run{Workers: 1}))
		change(&s)
		return err(SMC(twoMeans(), shrinking(Gaussian, 10, 1), Run{Workers: 1, From: &s}))
	}
	fixed := func(rows ...[]float64) Sampler {
		return func(Problem, uint64) ([][]float64, error) { return rows, nil }
	}
	sbc := func(p Problem, s Sampler) error { return err(SBC(p, s, Trials{N: 1, Draws: 2, Workers: 1})) }
	silent := successes(5, 0)
	silent.Simulate = func([]float64, uint64, []float64) error { return nil }
	moments := func(x [][]float64, w ...float64) error {
		_, _, err := Moments(x, w)
		return err
	}
	one := [][]float64{{1}}
	for _, c := range []struct {
		err  error
		want []string // each a part of the message
	}{
		{problem(func(p *Problem) { *p = Problem{} }), []string{"Simulate is nil", "no parameter", "no summary"}},
		{problem(func(p *Problem) { p.Parameters[0].Law = nil }), []string{`"mu" has no law`, "package dist"}},
		{problem(func(p *Problem) { p.Parameters[0].Law = dist.Uniform{Lo: 2, Hi: 1} }), []string{`"mu": uniform`}},
		{problem(func(p *Problem) { p.Parameters[0].Law = endless{} }), []string{`"mu": its law gives +Inf at probability`}},
		{problem(func(p *Problem) { p.Parameters[1].Name = "mu" }), []string{`two of kind parameter are called "mu"`}},
		{problem(func(p *Problem) { p.Parameters[1].Name = "" }), []string{"parameter 1 has no name"}},
		{problem(func(p *Problem) { p.Summaries[1].Name = "average" }), []string{`two of kind summary are called "average"`}},
		{problem(func(p *Problem) { p.Summaries[1] = Summary{"x", nan, 0, -1} }), []string{`"x": Observed is NaN`, `"x": Scale is 0`, `"x": Weight is -1`}},
		{problem(func(p *Problem) { p.Summaries[0].Weight, p.Summaries[1].Weight = 0, 0 }), []string{"sum of weights of summaries is 0"}},
		{plan(func(p *Plan) { *p = Plan{} }), []string{"Particles is 0: want 2", `Kernel is ""`, "uniform or gaussian", "no tolerance", "Attempts is 0", "Batch is 0"}},
		{plan(func(p *Plan) { p.Tolerances = []float64{1} }), []string{"give the list, or the four"}},
		{plan(func(p *Plan) { p.First, p.Keep, p.Final = inf, 1, 0 }), []string{"First is +Inf", "Keep is 1", "Final is 0"}},
		{plan(func(p *Plan) { p.First, p.Generations = 0.5, -1 }), []string{"Generations is -1"}},
		{plan(func(p *Plan) { p.First = 0.5 }), []string{"Final is 1, above First, 0.5"}},
		{plan(func(p *Plan) { p.Keep = nan }), []string{"Keep is NaN"}},
		{plan(func(p *Plan) { p.Attempts = 9 }), []string{"Attempts is 9: want 10 or more"}},
		{listed(Uniform, 1, 1), []string{"Tolerances[1] is 1 after 1: tolerances fall"}},
		{listed(Uniform, nan, -1), []string{"Tolerances[0] is NaN", "Tolerances[1] is -1"}},
		{listed(Gaussian, 1, 0), []string{"Tolerances[1] is 0", "above 0"}},
		{err(SMC(twoMeans(), shrinking(Uniform, 10, 1), Run{})), []string{"Workers is 0"}},
		{resumed(func(s *State) { s.Plan.Seed = 8 }), []string{"Seed:8", "only Attempts and Generations may change"}},
		{resumed(func(s *State) { s.Parameters = []string{"mu"} }), []string{`parameters ["mu"], the problem ["mu" "b"]`}},
		{resumed(func(s *State) { s.Observed = nil }), []string{"the state has the summaries []"}},
		{resumed(func(s *State) { s.Draws = s.Draws[:3] }), []string{"3 draws", "for 10 particles"}},
		{resumed(func(s *State) { s.Draws[0].Z = nil }), []string{"particle 0 has 0 parameters"}},
		{err(State{Parameters: []string{"mu"}}.Marginal("nu")), []string{`"nu" is not a parameter`, `["mu"]`}},
		{err(State{Parameters: []string{"mu"}}.Marginal("mu")), []string{"no member"}},
		{err(twoMeans().Observing([]float64{1})), []string{"1 observed values for 2 summaries"}},
		{err(ESS(nil)), []string{"no weight"}},
		{err(ESS([]float64{0, 0})), []string{"all 2 weights are 0"}},
		{err(ESS([]float64{1, nan, inf, -2})), []string{"weight[1] is NaN", "weight[2] is +Inf", "weight[3] is -2"}},
		{err(Resample([]float64{1}, 0, 1)), []string{"number of draws is 0", "u is 1"}},
		{moments(one, 1, 1), []string{"1 draws for 2 weights"}},
		{moments([][]float64{{1, 2}, {1}, {nan, 1}}, 1, 1, 1), []string{"draw[1] has 1 numbers", "draw[2][0] is NaN"}},
		{moments([][]float64{{}}, 1), []string{"no number in a draw"}},
		{moments([][]float64{{1e200}, {-1e200}}, 1, 1), []string{"covariance[0] is +Inf"}},
		{err(Contraction(one, []float64{nan})), []string{"weight[0] is NaN"}},
		{err(ModelProbabilities([]float64{1, nan}, []float64{1})), []string{"LogMass[1] is NaN"}},
		{err(ModelProbabilities([]float64{1, 2}, []float64{1})), []string{"2 LogMass for 1 prior weights"}},
		{err(Output{nan, 1, -1, 0, inf}.Implausibility()), []string{"Observed is NaN", "VarEmulator is -1", "VarObservation is +Inf"}},
		{err(Output{1, 1, 0, 0, 0}.Implausibility()), []string{"sum of variances is 0"}},
		{err(Match(nil, 1, nan)), []string{"no output", "cut-off is NaN"}},
		{err(Match([]Output{{1, 1, 1, 1, 1}, {}}, 3, 3)), []string{"rank is 3 of 2", "output[1]: abc: the sum of variances"}},
		{err(NewSMM(nil, nil)), []string{"no observed moment"}},
		{err(NewSMM([]float64{nan, 1}, one)), []string{"observed[0] is NaN", "1 rows for 2 moments"}},
		{err(NewSMM([]float64{0, 0}, [][]float64{{1, 2}, {1, nan}})), []string{"W[1][1] is NaN", "W[1][0] is 1 and W[0][1] is 2"}},
		{err(NewSMM([]float64{0, 0}, [][]float64{{1, 2}, {2, 1}})), []string{"eigenvalues from -1", "none below 0"}},
		{err(SMM{}.Objective(nil)), []string{"NewSMM"}},
		{err(must(NewSMM([]float64{0}, one)).Objective([]float64{1, 2})), []string{"2 simulated moments for 1"}},
		{err(must(NewSMM([]float64{0}, one)).Objective([]float64{nan})), []string{"simulated[0] is NaN"}},
		{err(must(NewSMM([]float64{0}, one)).Objective([]float64{1e200})), []string{"objective is +Inf"}},
		{err(Inflation(0)), []string{"simulations is 0"}},
		{err(SBC(Problem{}, nil, Trials{})), []string{"Simulate is nil", "N is 0", "Draws is 0", "Workers is 0"}},
		{sbc(successes(5, 0), nil), []string{"sampler is nil"}},
		{sbc(successes(5, 0), fixed([]float64{1})), []string{"trial 0", "1 draws: want 2"}},
		{sbc(successes(5, 0), fixed([]float64{1}, []float64{1, 2})), []string{"draw[1] has 2 numbers for 1 parameters"}},
		{sbc(successes(5, 0), fixed([]float64{1}, []float64{nan})), []string{"draw[1][0] is NaN"}},
		{sbc(silent, fixed()), []string{"trial 0: history of [", `"successes": Observed is NaN`}},
		{err(UniformRanks([]int{0, 20, -1}, 19, 7, 1)), []string{"7 bins for ranks 0 to 19", "divides 20", "rank[1] is 20", "rank[2] is -1", "level is 1"}},
		{err(UniformRanks(nil, 0, 1, 0.99)), []string{"no rank", "draws is 0", "bins is 1"}},
	} {
		if c.err == nil {
			t.Errorf("accepted, want an error that says %q", c.want)
			continue
		}
		for _, part := range c.want {
			if !strings.Contains(c.err.Error(), part) {
				t.Errorf("error %q does not say %q", c.err, part)
			}
		}
	}
}

// endless is a law that fails to give numbers.
type endless struct{ dist.Normal }

func (endless) Validate() error          { return nil }
func (endless) Quantile(float64) float64 { return math.Inf(1) }

func ExampleProblem_Validate() {
	p := Problem{
		Parameters: []Parameter{{"rate", dist.Uniform{Lo: 0, Hi: 1}}, {"rate", nil}},
		Summaries:  []Summary{{"price", 9, 0, 1}},
		Simulate:   func([]float64, uint64, []float64) error { return nil },
	}
	fmt.Println(p.Validate())
	// Output:
	// abc: parameter "rate" has no law: give one of package dist
	// abc: two of kind parameter are called "rate": rename one
	// abc: summary "price": Scale is 0: want a finite number above 0
}
