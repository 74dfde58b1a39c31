package score

import (
	"math"
	"strings"
	"testing"
)

func TestWhatCannotBeScoredIsNamed(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	good := must(NewEnsemble([]float64{1, 2}, nil))
	err := func(_ any, err error) error { return err }
	for _, c := range []struct {
		err  error
		want []string // each a part of the message
	}{
		{err(NewEnsemble(nil, nil)), []string{"no member"}},
		{err(NewEnsemble([]float64{1, nan, inf}, nil)), []string{"member[1] is NaN", "member[2] is +Inf", "finite"}},
		{err(NewEnsemble([]float64{1, 2}, []float64{1, -3})), []string{"weight[1] is -3", "0 or more"}},
		{err(NewEnsemble([]float64{1, 2}, []float64{0, 0})), []string{"all 2 weights are 0"}},
		{err(NewEnsemble([]float64{1, 2}, []float64{inf, 1})), []string{"weight[0] is +Inf"}},
		{err(NewEnsemble([]float64{1, 2}, []float64{1e308, 1e308})), []string{"divide them all"}},
		{err(NewEnsemble([]float64{1, 2}, []float64{1})), []string{"1 weights for 2 members"}},
		{err(NewEnsemble([]float64{-1.7e308, 1.7e308}, nil)), []string{"beyond what a float64 holds"}},
		{err(good.CRPS(nan)), []string{"observation is NaN"}},
		{err(good.FairCRPS(inf)), []string{"observation is +Inf"}},
		{err(must(NewEnsemble([]float64{1, 2}, []float64{5, 0})).FairCRPS(1)), []string{"1 of 2 members", "two or more"}},
		{err(Ensemble{}.CRPS(1)), []string{"NewEnsemble"}},
		{err(good.Quantile(1)), []string{"probability is 1"}},
		{err(good.Interval(80)), []string{"level is 80"}},
		{err(CRPS(Normal{nan, 0}, 1)), []string{"Mu is NaN", "Sigma is 0", "above 0"}},
		{err(CRPS(Normal{0, 1}, nan)), []string{"observation is NaN"}},
		{err(CRPS(LogNormal{900, 1}, 1)), []string{"Mu:900", "or logs"}},
		{err(CRPS(Student{0, 1, 1}, 0)), []string{"Nu - 1 is 0"}},
		{err(CRPS(Uniform{2, 1}, 0)), []string{"Lo is 2 and Hi 1"}},
		{err(CRPS(Binomial{0, 1.5}, 0)), []string{"N is 0", "P is 1.5"}},
		{err(CRPS(NegativeBinomial{1, 1e-9}, 0)), []string{"more than 10000000"}},
		{err(CRPS(Poisson{1e9}, 0)), []string{"more than 10000000"}},
		{err(CRPS(Mixture{[]Normal{{0, -1}}, []float64{1}}, 0)), []string{"part[0]", "Sigma is -1"}},
		{err(CRPS(Mixture{}, 0)), []string{"no weights"}},
		{err(Log(Gamma{0.5, 1}, 0)), []string{"log score", "-Inf"}},
		{err(Pinball(1, 0, nan)), []string{"probability is 0", "observation is NaN"}},
		{err(Winkler(Interval{2, 1}, 0.8, 0)), []string{"2 to 1", "in order"}},
		{err(WIS(0, []Interval{{0, 1}, {1, nan}}, []float64{0.5, 0.8}, 0)), []string{"interval[1]", "NaN"}},
		{err(Coverage([]Interval{{0, 1}, {3, 1}}, []float64{0, inf})), []string{"observation[1] is +Inf", "interval[1] is 3 to 1"}},
		{err(Coverage(nil, nil)), []string{"no observation"}},
		{err(Share{3, 2}.Wilson(0.95)), []string{"3 of 2 hits"}},
		{err(Share{0, 0}.ClopperPearson(2)), []string{"level is 2", "0 of 0"}},
		{err(LogMAE([]float64{1, 0}, []float64{-2, 1})), []string{"forecast[1] is 0", "observation[0] is -2", "above 0"}},
		{err(KS([]float64{0.5, 1.5})), []string{"PIT[1] is 1.5"}},
		{err(KS(nil)), []string{"no PIT"}},
		{err(AndersonDarling([]float64{0.3, 1})), []string{"PIT[1] is 1"}},
		{err(KSCDF(0, 1)), []string{"0 numbers"}},
		{err(KSTwo(nil, []float64{nan})), []string{"no a", "b[0] is NaN"}},
		{err(Histogram([]PIT{{0.5, 0.2}}, 4)), []string{"PIT[0] is 0.5 to 0.2"}},
		{err(Brier([]float64{0.2, 1.2}, []bool{true, true})), []string{"probability[1] is 1.2"}},
		{err(Brier([]float64{0.2}, nil)), []string{"0 outcomes for 1 probabilities"}},
		{err(Murphy([]float64{0.2}, []bool{true}, []float64{0.5, 0.5})), []string{"edge[1] is 0.5 after 0.5"}},
		{err(RPS([]float64{0.5, 0.4}, 0)), []string{"sum to 0.9"}},
		{err(RPS([]float64{0.5, 0.5}, 2)), []string{"class 2 came", "0 to 1"}},
		{err(Energy([][]float64{{1, 2}, {1}, {nan, 0}}, []float64{0, 0})), []string{"member[1] has 1", "member[2][0] is NaN"}},
		{err(Variogram(nil, []float64{1}, 0)), []string{"no member", "order is 0"}},
		{err(Mean([]float64{1, inf}, []int{1, 2})), []string{"score[1] is +Inf"}},
		{err(Mean([]float64{1, 2}, []int{4, 4})), []string{"cluster 4", "two clusters"}},
		{err(Compare([]float64{1, 2}, []float64{1, nan}, []int{1, 2})), []string{"score of b[1] is NaN"}},
		{err(Compare([]float64{1}, []float64{1, 2}, []int{1})), []string{"2 scores of b for 1 scores of a"}},
		{err(Skill([]float64{1, 2}, []float64{0, 0}, []int{1, 2})), []string{"skill is undefined"}},
		{err(Estimate{}.Interval(0.9)), []string{"0 clusters"}},
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

func TestTheImpossibleScoresInfinity(t *testing.T) {
	for _, s := range []float64{
		must(Log(Uniform{0, 1}, 2)), must(Log(Poisson{1}, 1.5)), must(Log(Binomial{3, 0}, 1)),
		must(Log(LogNormal{0, 1}, 0)), must(Binary(0, true)), must(Binary(1, false)),
	} {
		if !math.IsInf(s, 1) {
			t.Errorf("what was ruled out scores %g, want +Inf", s)
		}
	}
}
