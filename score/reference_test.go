package score

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

const tight = 1e-10

func near(a, b, tol float64) bool { return a == b || math.Abs(a-b) <= tol }

// must returns a score that cannot fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type reference struct {
	Laws []struct {
		Law  string
		P    []float64
		Y    float64
		CRPS float64
		Log  *float64
	}
	Mixture   struct{ M, S, W []float64 }
	Mixtures  []struct{ Y, CRPS, Log float64 }
	Members   []float64
	Ensembles []struct{ Y, EDF, Fair, Median float64 }
	Intervals []struct{ Y, Lo, Hi, Level, Score float64 }
	WIS       []struct {
		Y, Median, WIS float64
		Alpha, Lo, Hi  []float64
	}
	Joint struct {
		Y                        []float64
		Members                  [][]float64
		Energy, Order, Variogram float64
	}
	RPS struct {
		P    []float64
		Came int
		RPS  float64
	}
	Brier struct {
		P                                           []float64
		Came                                        []int
		Brier, Reliability, Resolution, Uncertainty float64
		Skill, Log                                  float64
	}
}

func read[T any](t *testing.T, name string) (r T) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lawOf is the law that scoringRules calls name.
func lawOf(t *testing.T, name string, p []float64) Law {
	t.Helper()
	switch name {
	case "norm":
		return Normal{p[0], p[1]}
	case "lnorm":
		return LogNormal{p[0], p[1]}
	case "logis":
		return Logistic{p[0], p[1]}
	case "lapl":
		return Laplace{p[0], p[1]}
	case "t":
		return Student{0, 1, p[0]}
	case "unif":
		return Uniform{p[0], p[1]}
	case "exp":
		return Exponential{p[0]}
	case "gamma":
		return Gamma{p[0], p[1]}
	case "beta":
		return Beta{p[0], p[1]}
	case "pois":
		return Poisson{p[0]}
	case "binom":
		return Binomial{int(p[0]), p[1]}
	case "nbinom":
		return NegativeBinomial{p[0], p[1]}
	}
	t.Fatalf("no law %q", name)
	return nil
}

func holds(t *testing.T, what string, got float64, err error, want float64) {
	t.Helper()
	if err != nil || !near(got, want, tight) {
		t.Errorf("%s is %.15g (%v), want %.15g", what, got, err, want)
	}
}

func TestClosedFormsAreThoseOfScoringRules(t *testing.T) {
	r := read[reference](t, "scoring_rules.json")
	if len(r.Laws) != 48 {
		t.Errorf("%d cases of laws, want 48", len(r.Laws))
	}
	for _, c := range r.Laws {
		l := lawOf(t, c.Law, c.P)
		got, err := CRPS(l, c.Y)
		holds(t, "CRPS of "+c.Law, got, err, c.CRPS)
		want := math.Inf(1)
		if c.Log != nil {
			want = *c.Log
		}
		got, err = Log(l, c.Y)
		holds(t, "log score of "+c.Law, got, err, want)
	}
	var m Mixture
	m.Weights = r.Mixture.W
	for i, mu := range r.Mixture.M {
		m.Parts = append(m.Parts, Normal{mu, r.Mixture.S[i]})
	}
	for _, c := range r.Mixtures {
		got, err := CRPS(m, c.Y)
		holds(t, "CRPS of the mixture", got, err, c.CRPS)
		got, err = Log(m, c.Y)
		holds(t, "log score of the mixture", got, err, c.Log)
	}
}

func TestEnsemblesAndIntervalsAreThoseOfScoringRules(t *testing.T) {
	r := read[reference](t, "scoring_rules.json")
	e := must(NewEnsemble(r.Members, nil))
	for _, c := range r.Ensembles {
		got, err := e.CRPS(c.Y)
		holds(t, "CRPS of members", got, err, c.EDF)
		got, err = e.FairCRPS(c.Y)
		holds(t, "fair CRPS", got, err, c.Fair)
		got, err = Pinball(must(e.Quantile(0.5)), 0.5, c.Y)
		holds(t, "score of the median", got, err, c.Median)
	}
	for _, c := range r.Intervals {
		got, err := Winkler(Interval{c.Lo, c.Hi}, c.Level, c.Y)
		holds(t, "interval score", got, err, c.Score)
	}
	for _, c := range r.WIS {
		var in []Interval
		var levels []float64
		for i, a := range c.Alpha {
			in, levels = append(in, Interval{c.Lo[i], c.Hi[i]}), append(levels, 1-a)
		}
		got, err := WIS(c.Median, in, levels, c.Y)
		holds(t, "WIS", got, err, c.WIS)
	}
	got, err := Energy(r.Joint.Members, r.Joint.Y)
	holds(t, "energy score", got, err, r.Joint.Energy)
	got, err = Variogram(r.Joint.Members, r.Joint.Y, r.Joint.Order)
	holds(t, "variogram score", got, err, r.Joint.Variogram)
}

func TestProbabilitiesAreScoredAsInTheReference(t *testing.T) {
	r := read[reference](t, "scoring_rules.json")
	got, err := RPS(r.RPS.P, r.RPS.Came)
	holds(t, "RPS", got, err, r.RPS.RPS)
	b := r.Brier
	came := make([]bool, len(b.Came))
	scores, base, cluster := make([]float64, len(came)), make([]float64, len(came)), make([]int, len(came))
	var logs, hits float64
	for i, o := range b.Came {
		came[i], hits, cluster[i] = o == 1, hits+float64(o), i
	}
	for i, c := range came {
		logs += must(Binary(b.P[i], c)) / float64(len(came))
		scores[i] = must(Brier(b.P[i:i+1], came[i:i+1]))
		base[i] = must(Brier([]float64{hits / float64(len(came))}, came[i:i+1]))
	}
	holds(t, "mean log score", logs, nil, b.Log)
	d, err := Murphy(b.P, came, nil)
	holds(t, "Brier score", d.Brier, err, b.Brier)
	holds(t, "reliability", d.Reliability, err, b.Reliability)
	holds(t, "resolution", d.Resolution, err, b.Resolution)
	holds(t, "uncertainty", d.Uncertainty, err, b.Uncertainty)
	skill, err := Skill(scores, base, cluster)
	holds(t, "skill over climatology", skill.Value, err, b.Skill)
}
