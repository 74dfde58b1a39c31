package calibrate

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/undercut-sim/undercut/abc"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
)

// A Plan is how hard the calibration tries.
type Plan struct {
	Seed    uint64
	Draws   int // from the prior
	Keep    int // of them, the nearest; the distance of the last is the tolerance
	Workers int
}

// A Study is cases and what was simulated in them: calibrations that leave out
// different episodes share the draws from the prior.
type Study struct {
	prior   forecast.Prior
	seed    uint64
	cases   []Case
	benches sync.Pool // of *bench
	memo    memory
}

// batch is how many draws are made between two reports.
const batch = 64

// NewStudy finds the cases of pasts.
func NewStudy(pasts []episode.Past, prior forecast.Prior, seed uint64) (*Study, error) {
	cases, err := Cases(pasts, prior)
	return &Study{prior: prior, seed: seed, cases: cases}, err
}

// Without calibrates the shared numbers to the cases of all episodes but one;
// "" leaves out none. told, if not nil, hears how many of the draws are made.
func (s *Study) Without(name string, p Plan, told func(done, of int)) (Posterior, error) {
	var in []int
	for i := range s.cases {
		if s.cases[i].Episode != name {
			in = append(in, i)
		}
	}
	problem, err := s.pose(in)
	if err != nil {
		return Posterior{}, err
	}
	if p.Keep < 10 || p.Keep > p.Draws {
		return Posterior{}, fmt.Errorf("calibration: keep is %d of %d draws: want at least 10, and no more than are drawn", p.Keep, p.Draws)
	}
	state, err := abc.SMC(problem, abc.Plan{
		Seed: p.Seed, Particles: p.Draws, Kernel: abc.Uniform, Tolerances: []float64{math.MaxFloat64},
		Attempts: 2 * p.Draws, Batch: batch,
	}, abc.Run{Workers: max(p.Workers, 1), After: func(now abc.State) error {
		if told != nil {
			told(max(len(now.Accepted), len(now.Draws)), p.Draws)
		}
		return nil
	}})
	if err != nil {
		return Posterior{}, err
	}
	return posterior(len(in), problem, state, p.Keep)
}

// pose makes the problem of the summaries over some of the cases.
func (s *Study) pose(in []int) (abc.Problem, error) {
	var p abc.Problem
	for i, key := range forecast.Keys {
		p.Parameters = append(p.Parameters, abc.Parameter{Name: key, Law: s.prior.Laws[i]})
	}
	cases, seen := make([]Case, len(in)), make([]outcome, len(in))
	for k, i := range in {
		cases[k], seen[k] = s.cases[i], s.cases[i].seen
	}
	for _, sum := range summaries {
		x := sum.of(cases, seen)
		scale, episodes := jackknife(sum, cases, seen)
		if episodes < fewest || !(scale > 0) || x != x {
			continue // these pasts say too little of it
		}
		p.Summaries = append(p.Summaries, abc.Summary{Name: sum.name, Observed: x, Scale: scale, Weight: 1})
	}
	if len(p.Summaries) == 0 {
		return p, fmt.Errorf("calibration: the pasts have %d cases, too few to compare anything by: give longer histories", len(cases))
	}
	p.Simulate = func(theta []float64, luck uint64, dst []float64) error {
		all, err := s.simulate(theta, luck)
		if err != nil {
			return err
		}
		o := make([]outcome, len(in))
		for k, i := range in {
			o[k] = all[i]
		}
		for i := range p.Summaries {
			dst[i] = summaryNamed(p.Summaries[i].Name).of(cases, o)
		}
		return nil
	}
	return p, nil
}

func summaryNamed(name string) summary {
	for _, s := range summaries {
		if s.name == name {
			return s
		}
	}
	panic("calibration: no summary " + name) // pose takes names from the list
}

// fewest episodes must move a summary for its standard error to mean anything.
const fewest = 4

// jackknife is the standard error of a summary by leaving out one episode at a
// time, over the episodes that move it,
//
//	se² = (n-1)/n Σ (x_(-i) - mean x_(-i))².
func jackknife(s summary, cases []Case, seen []outcome) (se float64, episodes int) {
	whole := s.of(cases, seen)
	var names []string
	for i := range cases {
		if !slices.Contains(names, cases[i].Episode) {
			names = append(names, cases[i].Episode)
		}
	}
	var x []float64
	for _, name := range names {
		var c []Case
		var o []outcome
		for i := range cases {
			if cases[i].Episode != name {
				c, o = append(c, cases[i]), append(o, seen[i])
			}
		}
		if v := s.of(c, o); v == v && !math.IsInf(v, 0) && v != whole {
			x = append(x, v)
		}
	}
	n := float64(len(x))
	mean, sum := 0.0, 0.0
	for _, v := range x {
		mean += v / n
	}
	for _, v := range x {
		sum += (v - mean) * (v - mean)
	}
	return math.Sqrt((n - 1) / n * sum), len(x)
}

// simulate runs every case once with one draw. Luck is that of the draw, so that
// a draw from the prior is the same for every calibration of the study.
func (s *Study) simulate(theta []float64, luck uint64) ([]outcome, error) {
	if o, ok := s.memo.recall(theta, luck); ok {
		return o, nil
	}
	b, _ := s.benches.Get().(*bench)
	if b == nil {
		var err error
		if b, err = newBench(s.cases, s.seed); err != nil {
			return nil, err
		}
	}
	defer s.benches.Put(b)
	shared := forecast.FromVector(theta)
	o := make([]outcome, len(s.cases))
	for i := range s.cases {
		f, err := b.runners[i].Run(shared, luck)
		if err != nil { // the draw leaves the range in which the case can be solved
			o[i] = failed(&s.cases[i].seen)
			continue
		}
		o[i] = simulated(&f, &s.cases[i].seen)
	}
	return o, s.memo.keep(theta, luck, o)
}

// A bench is one runner for each case. What it gives does not depend on which
// bench is taken.
type bench struct{ runners []*forecast.Runner }

func newBench(cases []Case, seed uint64) (*bench, error) {
	b := &bench{}
	for i := range cases {
		r, err := cases[i].market.Runner(seed)
		if err != nil {
			return nil, err
		}
		b.runners = append(b.runners, r)
	}
	return b, nil
}
