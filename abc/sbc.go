package abc

import (
	"errors"
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut/rng"
)

// The streams of a trial of simulation-based calibration.
var (
	truthStream    = rng.Name("abc/sbc/truth")
	historyStream  = rng.Name("abc/sbc/history")
	samplerStream  = rng.Name("abc/sbc/sampler")
	tieBreakStream = rng.Name("abc/sbc/ties")
)

// A Sampler draws from the posterior, given the problem with an observed
// history: one row per draw, in the order of the parameters. It is called from
// several goroutines, and its result depends on its arguments alone. Draws are
// to be independent: thin those of a chain.
type Sampler func(p Problem, luck uint64) ([][]float64, error)

// Trials says how often to repeat a calibration, each with how many Draws, on
// how many Workers. Workers move no number.
type Trials struct {
	Seed           uint64
	N              int
	Draws, Workers int
}

func (t Trials) validate() error {
	return errors.Join(atLeast("trials: N", t.N, 1), atLeast("trials: Draws", t.Draws, 1), atLeast("trials: Workers", t.Workers, 1))
}

// SBC is simulation-based calibration (Talts et al. 2018). A trial draws the
// truth from the prior, a history from the simulator, and L draws from the
// sampler's posterior of it. The rank of the truth among the draws is uniform
// on 0 to L if the sampler is right. It returns the ranks, rank[k][t] that of
// parameter k in trial t, for [UniformRanks]. Draws equal to the truth, as
// happen to discrete laws, are put below or above it by lot.
//
// The observed values of the problem do not matter. A history that is not
// finite is an error: a posterior given nothing is undefined.
func SBC(p Problem, sampler Sampler, t Trials) (rank [][]int, err error) {
	if err := errors.Join(p.Validate(), t.validate()); err != nil {
		return nil, err
	}
	if sampler == nil {
		return nil, errors.New("abc: the sampler is nil: give one")
	}
	rank = make([][]int, len(p.Parameters))
	for k := range rank {
		rank[k] = make([]int, t.N)
	}
	errs := make([]error, t.N)
	parallel(t.N, t.Workers, func(i int) {
		if err := t.trial(p, sampler, i, rank); err != nil {
			errs[i] = fmt.Errorf("trial %d: %w", i, err)
		}
	})
	return rank, errors.Join(errs...)
}

// trial fills column i of the ranks.
func (t Trials) trial(p Problem, sampler Sampler, i int, rank [][]int) error {
	truth, p, err := t.pose(p, i)
	if err != nil {
		return err
	}
	draws, err := sampler(p, t.word(i, samplerStream))
	if err != nil {
		return err
	}
	if err := t.checkDraws(draws, len(truth)); err != nil {
		return err
	}
	ties := rng.New(t.Seed, uint64(i), tieBreakStream, 0)
	for k, x := range truth {
		rank[k][i] = rankOf(x, draws, k, ties.Float64())
	}
	return nil
}

// pose draws a truth and returns the problem that observes its history.
func (t Trials) pose(p Problem, i int) (truth []float64, posed Problem, err error) {
	stream := rng.New(t.Seed, uint64(i), truthStream, 0)
	z := normals(&stream, len(p.Parameters))
	if truth, err = p.theta(z); err != nil {
		return nil, p, err
	}
	history, err := p.simulate(z, t.word(i, historyStream))
	if err != nil {
		return nil, p, err
	}
	if posed, err = p.Observing(history); err != nil {
		return nil, p, fmt.Errorf("history of %v: %w", truth, err)
	}
	return truth, posed, nil
}

func (t Trials) word(i int, stream uint64) uint64 {
	w, _, _, _ := rng.At(t.Seed, uint64(i), stream, 0)
	return w
}

func (t Trials) checkDraws(draws [][]float64, dims int) error {
	if len(draws) != t.Draws {
		return fmt.Errorf("abc: the sampler gave %d draws: want %d", len(draws), t.Draws)
	}
	for i, row := range draws {
		if len(row) != dims {
			return fmt.Errorf("abc: draw[%d] has %d numbers for %d parameters: give one for each", i, len(row), dims)
		}
	}
	return checkTable(draws, slices.Repeat([]float64{1}, len(draws)))
}

// rankOf counts the draws below x; of those equal to it a number from none to
// all, each as likely, by u.
func rankOf(x float64, draws [][]float64, k int, u float64) int {
	below, equal := 0, 0
	for _, row := range draws {
		switch {
		case row[k] < x:
			below++
		case row[k] == x:
			equal++
		}
	}
	return below + int(u*float64(equal+1))
}
