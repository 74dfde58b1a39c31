package abc

import (
	"fmt"
	"math"
	"testing"

	"github.com/undercut-sim/undercut/dist"
)

// logNormal is ln of the normal density with variance v.
func logNormal(x, mean, v float64) float64 {
	return -(x-mean)*(x-mean)/(2*v) - math.Log(2*math.Pi*v)/2
}

// givenAverage is ln of the density of y given their average.
func givenAverage(y []float64, sigma2 float64) float64 {
	l := -logNormal(average(y), 0, sigma2/float64(len(y)))
	for _, x := range y {
		l += logNormal(x, 0, sigma2)
	}
	return l // at mean 0; it is the same at any
}

// The mass of a Gaussian kernel is √(2π) ε times the evidence of the average
// with the error of the kernel.
func TestMassIsTheEvidence(t *testing.T) {
	r := known(t).Normal
	y, n := average(r.Y), float64(len(r.Y))
	exact := logNormal(y, r.Prior[0], r.Prior[1]+r.Sigma2/n) + givenAverage(r.Y, r.Sigma2)
	if math.Abs(exact-r.LogEvidence) > 1e-9 {
		t.Fatalf("the closed form gives the log evidence %g, the reference %g", exact, r.LogEvidence)
	}
	for _, eps := range []float64{0.1, 1} {
		s := reached(t, meanOf(dist.Normal{Mu: r.Prior[0], Sigma: math.Sqrt(r.Prior[1])}, y, r.Sigma2, n), shrinking(Gaussian, 800, eps))
		for _, g := range s.Generations[1:] {
			want := math.Log(math.Sqrt(2*math.Pi)*g.Tolerance) + logNormal(y, r.Prior[0], r.Prior[1]+r.Sigma2/n+g.Tolerance*g.Tolerance)
			near(t, fmt.Sprintf("ln of the mass at tolerance %g", g.Tolerance), g.LogMass, want, 1/math.Sqrt(g.ESS))
		}
	}
}

func TestModelsHaveTheProbabilitiesOfTheirEvidence(t *testing.T) {
	r := known(t).Normal
	y, n := average(r.Y), float64(len(r.Y))
	const eps = 0.1
	var logMass []float64
	var worst float64
	priors := []dist.Normal{{Mu: r.Prior[0], Sigma: math.Sqrt(r.Prior[1])}, {Mu: 3, Sigma: 1}}
	for _, prior := range priors {
		s := reached(t, meanOf(prior, y, r.Sigma2, n), shrinking(Gaussian, 800, eps))
		g := s.Generations[len(s.Generations)-1]
		logMass, worst = append(logMass, g.LogMass), max(worst, 1/math.Sqrt(g.ESS))
	}
	second := logNormal(y, priors[1].Mu, 1+r.Sigma2/n) + givenAverage(r.Y, r.Sigma2)
	want := 1 / (1 + 2*math.Exp(second-r.LogEvidence)) // prior weights 1 and 2
	got := must(ModelProbabilities(logMass, []float64{1, 2}))
	near(t, "the probability of the first model", got[0], want, want*(1-want)*math.Sqrt2*worst)
	if math.Abs(got[0]+got[1]-1) > 1e-15 {
		t.Errorf("probabilities sum to %g", got[0]+got[1])
	}
}

func TestModelProbabilitiesDoNotOverflow(t *testing.T) {
	got := must(ModelProbabilities([]float64{-5000, -5000 + math.Log(3), 5}, []float64{1, 1, 0}))
	for i, want := range []float64{0.25, 0.75, 0} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("probability %d is %g, want %g", i, got[i], want)
		}
	}
}
