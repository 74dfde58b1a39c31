package learning

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

func apart(got, want float64) float64 { return math.Abs(got-want) / math.Abs(want) }

func ExampleCost() {
	// A battery at $140 after 1 TWh, four times the output later, learning 18%.
	fmt.Printf("%.2f\n", Cost(140, 1, 4, 0.18))
	// Output: 94.14
}

func TestADoublingLowersCostByTheLearningRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.Float64Range(1e-3, 1e6).Draw(t, "cost")
		q := rapid.Float64Range(1e-6, 1e12).Draw(t, "output")
		rate := rapid.Float64Range(-0.3, 0.6).Draw(t, "rate")
		if got, want := Cost(c, q, 2*q, rate), c*(1-rate); apart(got, want) > 1e-14 {
			t.Fatalf("after a doubling cost is %.16g, want %.16g", got, want)
		}
		if got := Cost(c, q, q, rate); got != c {
			t.Fatalf("without output cost moves from %g to %g", c, got)
		}
		if got := Rate(Exponent(rate)); math.Abs(got-rate) > 1e-15 {
			t.Fatalf("rate %g becomes %g through its exponent", rate, got)
		}
	})
}

// A model may carry cost month by month: the path does not matter.
func TestStepsOfCostCompose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Float64Range(0, 0.5).Draw(t, "rate")
		q := []float64{1}
		for range 12 {
			q = append(q, q[len(q)-1]*rapid.Float64Range(1, 2).Draw(t, "growth"))
		}
		c := 100.0
		for i := 1; i < len(q); i++ {
			c = Cost(c, q[i-1], q[i], rate)
		}
		if want := Cost(100, 1, q[12], rate); apart(c, want) > 1e-13 {
			t.Fatalf("twelve steps cost %.16g, one step %.16g", c, want)
		}
	})
}

// history simulates Wright's law with given shocks.
func history(omega float64, dx, shock []float64) (cost, output []float64) {
	cost, output = []float64{50}, []float64{3}
	for i := range dx {
		output = append(output, output[i]*math.Exp(dx[i]))
		cost = append(cost, cost[i]*math.Exp(omega*dx[i]+shock[i]))
	}
	return cost, output
}

func TestFitFindsTheLawBehindACleanHistory(t *testing.T) {
	cost, output := history(Exponent(0.2), []float64{0.7, 0.1, 0.3}, make([]float64, 3))
	e, err := Fit(cost, output)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(e.Rate-0.2) > 1e-14 || e.RateSE > 1e-14 {
		t.Errorf("the learning rate is %.16g ± %.2g, want 0.2 ± 0", e.Rate, e.RateSE)
	}
}

func TestFitIsGonumsRegressionThroughTheOrigin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dx, shock := make([]float64, 20), make([]float64, 20)
	for i := range dx {
		dx[i], shock[i] = 0.1+0.4*r.Float64(), 0.1*r.NormFloat64()
	}
	cost, output := history(-0.3, dx, shock)
	e, err := Fit(cost, output)
	if err != nil {
		t.Fatal(err)
	}
	dy := make([]float64, 20)
	for i := range dy {
		dy[i] = math.Log(cost[i+1]) - math.Log(cost[i])
	}
	if _, slope := stat.LinearRegression(dx, dy, nil, true); apart(e.Omega, slope) > 1e-12 {
		t.Errorf("ω is %.15g, gonum's slope %.15g", e.Omega, slope)
	}
}

// Over many histories the estimate scatters by its standard error: the ratio
// of error to standard error is Student's t with m-1 = 9 degrees of freedom,
// of variance 9/7. 20,000 histories know a variance to about 1.5%.
func TestStandardErrorOfTheExponentIsHonest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n, omega = 20000, -0.3
	dx, shock := make([]float64, 10), make([]float64, 10)
	var square float64
	for range n {
		for i := range dx {
			dx[i], shock[i] = 0.1+0.4*r.Float64(), 0.1*r.NormFloat64()
		}
		e, err := Fit(history(omega, dx, shock))
		if err != nil {
			t.Fatal(err)
		}
		z := (e.Omega - omega) / e.OmegaSE
		square += z * z / n
	}
	if apart(square, 9.0/7) > 0.05 {
		t.Errorf("squared error over squared standard error averages %.3f, want %.3f", square, 9.0/7)
	}
}

// The delta method must agree with the slope of Rate.
func TestStandardErrorOfTheRateFollowsFromTheExponents(t *testing.T) {
	cost, output := history(-0.3, []float64{0.2, 0.3, 0.4}, []float64{0.01, -0.02, 0.03})
	e, err := Fit(cost, output)
	if err != nil {
		t.Fatal(err)
	}
	const h = 1e-5
	want := math.Abs(Rate(e.Omega+h)-Rate(e.Omega-h)) / (2 * h) * e.OmegaSE
	if apart(e.RateSE, want) > 1e-8 {
		t.Errorf("standard error of the rate %.10g, from the slope %.10g", e.RateSE, want)
	}
}

func TestFitErrors(t *testing.T) {
	for _, c := range []struct {
		cost, output []float64
		want         string
	}{
		{[]float64{1, 2}, []float64{1, 2, 3}, "learning: 2 costs for 3 outputs: give one cost per cumulative output"},
		{[]float64{1, 2}, []float64{1, 2}, "learning: a history of 2 is too short"},
		{[]float64{1, 0, 2}, []float64{1, 2, 3}, "learning: cost[1] is 0: give positive, finite numbers"},
		{[]float64{1, 2, 3}, []float64{1, 2, math.NaN()}, "learning: cumulative output[2] is NaN: give positive, finite numbers"},
		{[]float64{1, 2, 3}, []float64{7, 7, 7}, "learning: cumulative output never changes over 2 steps"},
	} {
		if _, err := Fit(c.cost, c.output); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, %v: error is %v, want %q", c.cost, c.output, err, c.want)
		}
	}
}

func BenchmarkCost(b *testing.B) {
	var sum float64
	for i := range b.N {
		sum += Cost(100, 1, float64(i+1), 0.2)
	}
	sink = sum
}

var sink float64
