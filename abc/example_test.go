package abc_test

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/abc"
	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

// A product cost 100 when it was new and 48 after ten doublings of output. Each
// doubling lowers cost by an unknown learning rate, and luck moves it by 10%.
// Which rates go with that history?
func ExampleSMC() {
	problem := abc.Problem{
		Parameters: []abc.Parameter{{Name: "learning rate", Law: dist.Uniform{Lo: 0, Hi: 0.3}}},
		Summaries:  []abc.Summary{{Name: "ln cost", Observed: math.Log(48), Scale: 1, Weight: 1}},
		Simulate: func(theta []float64, luck uint64, dst []float64) error {
			noise := rng.New(luck, 0, rng.Name("cost"), 0)
			cost := 100 * math.Pow(1-theta[0], 10)
			dst[0] = math.Log(cost) + 0.1*dist.NormalQuantile(noise.Float64())
			return nil
		},
	}
	plan := abc.Plan{
		Seed: 1, Particles: 500, Kernel: abc.Gaussian,
		First: 10, Keep: 0.5, Final: 0.05, Generations: 20, // ε from 10 to 0.05 of ln cost
		Attempts: 100_000, Batch: 200,
	}
	state, err := abc.SMC(problem, plan, abc.Run{Workers: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	rate, err := state.Marginal("learning rate")
	if err != nil {
		fmt.Println(err)
		return
	}
	median, _ := rate.Quantile(0.5)
	known, _ := abc.Contraction(state.Z(), state.Weights())
	fmt.Println(state.Stop)
	fmt.Printf("about %.0f%% per doubling\n", 100*median)
	fmt.Printf("history takes away %.0f%% of the prior's variance\n", 100*known[0])
	// Output:
	// final tolerance reached
	// about 7% per doubling
	// history takes away 99% of the prior's variance
}
