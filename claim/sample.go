package claim

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
)

// A Sample is what an ensemble came to. Make it with NewSample and Add.
type Sample struct {
	Beliefs  []string // the first is the main one
	Worlds   []string // the first is the scenario, the others are counterfactuals
	Draws    []string // names of Row.Draws: paths of numbers in the scenario
	Outcomes []string // names of Row.Outcomes
	Futures  int      // of each belief in each world

	// What the names of outcomes stand for; either may be left out.
	Segments     []undercut.Segment // of the scenario: which kind of model leads, and what parts O1 has
	Illustrative []string           // outcomes that hold numbers without a source: what rests on one is marked

	rows []Row // by belief, world, future
	seen []bool
}

// A Row is one future of one belief in one world.
type Row struct {
	Belief, World, Future int       // indices; Future counts from 0
	Draws                 []float64 // NaN where the belief does not draw the number
	Outcomes              []float64 // NaN is undefined
	Err                   string    // why it failed; "" if it did not
}

// NewSample prepares a sample of so many futures for every belief in every
// world. The error says which dimension is empty or names something twice.
func NewSample(beliefs, worlds, draws, outcomes []string, futures int) (*Sample, error) {
	if len(beliefs) == 0 || len(worlds) == 0 || futures < 1 {
		return nil, fmt.Errorf("sample has %d beliefs, %d worlds and %d futures: want 1 or more of each", len(beliefs), len(worlds), futures)
	}
	for _, list := range []struct {
		what  string
		names []string
	}{{"belief", beliefs}, {"world", worlds}, {"draw", draws}, {"outcome", outcomes}} {
		if name, twice := repeated(list.names); twice {
			return nil, fmt.Errorf("%s %q stands twice in the sample: rename one", list.what, name)
		}
	}
	n := len(beliefs) * len(worlds) * futures
	return &Sample{Beliefs: beliefs, Worlds: worlds, Draws: draws, Outcomes: outcomes, Futures: futures, rows: make([]Row, n), seen: make([]bool, n)}, nil
}

func repeated(names []string) (string, bool) {
	sorted := slices.Sorted(slices.Values(names))
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			return sorted[i], true
		}
	}
	return "", false
}

// Add takes a row; slices are copied. The order of rows does not matter. The
// error names a row that the sample has no place for.
func (s *Sample) Add(r Row) error {
	if r.Belief < 0 || r.Belief >= len(s.Beliefs) || r.World < 0 || r.World >= len(s.Worlds) || r.Future < 0 || r.Future >= s.Futures {
		return fmt.Errorf("row is belief %d, world %d, future %d: the sample has %d, %d and %d of them", r.Belief, r.World, r.Future, len(s.Beliefs), len(s.Worlds), s.Futures)
	}
	if r.Err == "" && (len(r.Draws) != len(s.Draws) || len(r.Outcomes) != len(s.Outcomes)) {
		return fmt.Errorf("future %d of %s in %s has %d draws and %d outcomes: want %d and %d",
			r.Future, s.Beliefs[r.Belief], s.Worlds[r.World], len(r.Draws), len(r.Outcomes), len(s.Draws), len(s.Outcomes))
	}
	i := s.place(r.Belief, r.World, r.Future)
	if s.seen[i] {
		return fmt.Errorf("future %d of %s in %s comes twice", r.Future, s.Beliefs[r.Belief], s.Worlds[r.World])
	}
	r.Draws, r.Outcomes = slices.Clone(r.Draws), slices.Clone(r.Outcomes)
	s.rows[i], s.seen[i] = r, true
	return nil
}

func (s *Sample) place(belief, world, future int) int {
	return (belief*len(s.Worlds)+world)*s.Futures + future
}

// row is a future that did not fail, nil otherwise.
func (s *Sample) row(belief, world, future int) *Row {
	if r := &s.rows[s.place(belief, world, future)]; r.Err == "" {
		return r
	}
	return nil
}

// needed are the outcomes without which nothing can be judged.
var needed = []string{
	"pv.profit_model_west", "pv.profit_model_cn", "pv.profit_device_cn", "pv.profit_chips_cn", "pv.research_cn", "pv.subsidy_cn",
	"lead_cn_months", "worst_day", "cohort_closed_west", "exits_closed_west", "repaid_closed_west", "payback_all", "lag_open@2030",
}

// complete says what the sample lacks: outcomes that are judged, a
// counterfactual, rows that were never added, or pairs that did not fail.
func (s *Sample) complete() error {
	for _, name := range needed {
		if s.column(name) < 0 {
			return fmt.Errorf("sample has no outcome %s: the claims are about model, device and compute layers; judge a scenario that has all three", name)
		}
	}
	if len(s.Worlds) < 2 {
		return fmt.Errorf("sample has the world %s alone: add a counterfactual to set it against", s.Worlds[0])
	}
	for i, seen := range s.seen {
		if !seen {
			future, cell := i%s.Futures, i/s.Futures
			return fmt.Errorf("future %d of %s in %s is missing: add every future of every cell, failed ones with their error",
				future, s.Beliefs[cell/len(s.Worlds)], s.Worlds[cell%len(s.Worlds)])
		}
	}
	return s.paired()
}

// paired says which belief has no future that can be set against itself in a
// counterfactual, because all failed in one of the two.
func (s *Sample) paired() error {
	for b, belief := range s.Beliefs {
		for w := 1; w < len(s.Worlds); w++ {
			if !slices.ContainsFunc(s.rows, func(r Row) bool {
				return r.Belief == b && s.row(b, 0, r.Future) != nil && s.row(b, w, r.Future) != nil
			}) {
				return fmt.Errorf("sample has no future of belief %s that ran in both %s and %s: see why they failed", belief, s.Worlds[0], s.Worlds[w])
			}
		}
	}
	return nil
}

// column is the place of an outcome, -1 if the sample has none of that name.
func (s *Sample) column(outcome string) int { return slices.Index(s.Outcomes, outcome) }

// marked reports whether one of the outcomes holds numbers without a source.
func (s *Sample) marked(outcomes ...string) bool {
	return slices.ContainsFunc(outcomes, func(name string) bool { return slices.Contains(s.Illustrative, name) })
}

// models names the kinds of model of which the sample has western profit apart,
// the leading one first; none where there is one kind.
func (s *Sample) models() (names []string) {
	lead := gauge.Leading(s.Segments)
	for i, seg := range s.Segments {
		switch {
		case s.column("pv.profit_model_west_"+seg.Name) < 0:
		case i == lead:
			names = slices.Insert(names, 0, seg.Name)
		default:
			names = append(names, seg.Name)
		}
	}
	return names
}

// values are an outcome of all futures of a cell; NaN where a future failed,
// or the outcome is undefined or unknown.
func (s *Sample) values(belief, world int, outcome string) []float64 {
	at := s.column(outcome)
	x := make([]float64, s.Futures)
	for f := range x {
		x[f] = math.NaN()
		if r := s.row(belief, world, f); r != nil && at >= 0 {
			x[f] = r.Outcomes[at]
		}
	}
	return x
}

// draws are a drawn number of all futures of a belief, NaN where not drawn.
func (s *Sample) draws(belief, at int) []float64 {
	x := make([]float64, s.Futures)
	for f := range x {
		x[f] = math.NaN()
		if r := s.row(belief, 0, f); r != nil {
			x[f] = r.Draws[at]
		}
	}
	return x
}
