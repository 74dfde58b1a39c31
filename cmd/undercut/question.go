package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/store"
)

// A question is what a run answers: a scenario and its counterfactuals, each
// under one or more beliefs, in a number of futures. Its cells are ordered by
// belief, then world; the first belief is the main one and the first world is
// the scenario itself.
type question struct {
	beliefs, worlds []string
	futures         int
	sim             *ensemble.Simulation
	seen            []evidence.Point // history measured with a user's evidence; nil if it is the shipped one
	from            string           // the directory of that evidence, "" if the run was restored
}

// An asked is a question as the command line puts it.
type asked struct {
	scenario string
	beliefs  []string // empty for those that the scenario lists
	sets     []string // path=value
	seed     uint64
	futures  int
	quick    bool // the main belief only
	seen     []evidence.Point
}

// question loads the scenario of every cell.
func (a asked) question(read func(string) ([]byte, error)) (*question, error) {
	base, err := scenario.Load(a.scenario, read, evidence.Parameters, nil, a.sets)
	if err != nil {
		return nil, badInput{err}
	}
	beliefs, held, err := a.believed(base)
	if err != nil {
		return nil, badInput{err}
	}
	if a.quick && len(beliefs) > 1 {
		beliefs = beliefs[:1]
	}
	worlds := slices.DeleteFunc(slices.Clone(base.Counterfactuals), func(w string) bool { return labels([]string{w})[0] == base.World.Name })
	q := &question{futures: a.futures, seen: a.seen, worlds: append([]string{base.World.Name}, labels(worlds)...)}
	q.sim = &ensemble.Simulation{Seed: a.seed, Cut: cohortDate}
	overlays := make([][]string, len(beliefs))
	for i, b := range beliefs {
		if !held {
			overlays[i] = []string{b}
		}
	}
	q.beliefs = labels(beliefs)
	if len(beliefs) == 0 { // the ranges as the file has them
		q.beliefs, overlays = []string{"default"}, [][]string{nil}
	}
	for b := range q.beliefs {
		for w := range q.worlds {
			over := overlays[b]
			if w > 0 {
				over = append(slices.Clone(over), worlds[w-1])
			}
			sc, err := scenario.Load(a.scenario, read, evidence.Parameters, over, a.sets)
			if err != nil {
				return nil, badInput{fmt.Errorf("%s under belief %s: %w", q.worlds[w], q.beliefs[b], err)}
			}
			q.add(b, w, sc)
		}
	}
	if err := q.prepare(); err != nil {
		return nil, badInput{err}
	}
	return q, nil
}

// believed are the beliefs to run. A file that is resolved under a belief, as a
// run directory has it, holds that belief already (held): laying it on again
// would undo what was set after it.
func (a asked) believed(base *scenario.Scenario) (beliefs []string, held bool, err error) {
	for _, b := range a.beliefs {
		short := strings.TrimPrefix(strings.TrimSpace(b), "belief-")
		if !strings.ContainsAny(short, "/\\") && !strings.HasSuffix(short, ".yaml") && !slices.Contains(beliefNames(), short) {
			return nil, false, fmt.Errorf("--beliefs has %q: want some of %s, or files", b, strings.Join(beliefNames(), ", "))
		}
		beliefs = append(beliefs, short)
	}
	under := ""
	for _, layer := range base.Applied {
		if b, ok := strings.CutPrefix(layer, "belief-"); ok {
			under = b
		}
	}
	switch {
	case under == "" && len(beliefs) == 0:
		return base.Beliefs, false, nil
	case under == "":
		return beliefs, false, nil
	case len(beliefs) > 1 || len(beliefs) == 1 && beliefs[0] != under:
		return nil, false, fmt.Errorf("--beliefs is %s: %s is resolved under the belief %s; leave --beliefs out, or begin from what it extends", strings.Join(beliefs, ","), base.World.Name, under)
	}
	return []string{under}, true, nil
}

// labels are what the layers of a scenario are called in results: files by
// their name without folder and ending.
func labels(layers []string) []string {
	var names []string
	for _, l := range layers {
		name := path.Base(strings.ReplaceAll(l, `\`, "/"))
		names = append(names, strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".yml"))
	}
	return names
}

// add appends the cell of a belief and a world. Only the main belief keeps
// series: the others are there for their odds.
func (q *question) add(belief, world int, sc *scenario.Scenario) {
	q.sim.Cells = append(q.sim.Cells, ensemble.Cell{Belief: q.beliefs[belief], World: q.worlds[world]})
	q.sim.Scenarios = append(q.sim.Scenarios, sc)
	q.sim.Keep = append(q.sim.Keep, belief == 0)
}

// prepare checks that the cells can be compared and readies the simulation.
func (q *question) prepare() error {
	for what, names := range map[string][]string{"belief": q.beliefs, "world": q.worlds} {
		for i, name := range names {
			if slices.Contains(names[:i], name) {
				return fmt.Errorf("%s %q comes twice: name each once", what, name)
			}
		}
	}
	first := &q.sim.Scenarios[0].World
	for i, sc := range q.sim.Scenarios {
		if err := ensemble.SameStructure(first, &sc.World); err != nil {
			return fmt.Errorf("%s under belief %s cannot be compared with %s: %w", q.sim.Cells[i].World, q.sim.Cells[i].Belief, q.worlds[0], err)
		}
	}
	if err := q.sim.Prepare(); err != nil {
		return badInput{err}
	}
	q.sim.Targets = targets(q.sim, q.targets())
	return nil
}

// manifest describes the run that answers the question.
func (q *question) manifest() store.Manifest {
	start, months := q.sim.Months()
	m := store.Manifest{
		Scenario: q.worlds[0], Engine: engineVersion, Data: evidence.Version(), InputHash: q.hash(),
		Seed: q.sim.Seed, Futures: q.futures, DrawNames: q.sim.Draws(), Keep: q.sim.Keep,
	}
	for _, c := range q.sim.Cells {
		m.Cells = append(m.Cells, store.Cell(c))
	}
	m.Illustrative = []string{}
	for _, o := range q.sim.Outcomes() {
		m.OutcomeNames = append(m.OutcomeNames, o.Name)
		if o.Illustrative {
			m.Illustrative = append(m.Illustrative, o.Name)
		}
	}
	for _, i := range q.sim.Indicators() {
		m.SeriesNames = append(m.SeriesNames, i.Name)
		if i.Illustrative && !slices.Contains(m.Illustrative, i.Name) {
			m.Illustrative = append(m.Illustrative, i.Name)
		}
	}
	m.Months = [2]string{start.String(), (start + undercut.Month(months-1)).String()}
	return m
}

// indicators names what is measured every month.
func (q *question) indicators() (names []string) {
	for _, i := range q.sim.Indicators() {
		names = append(names, i.Name)
	}
	return names
}

// hash identifies everything that results depend on: engine, evidence, seed,
// number of futures and the resolved scenario of every cell, which says what
// layers and settings it was made of. Workers and formats are not in it.
func (q *question) hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "engine %s\ndata %s\nseed %d\nfutures %d\n", engineVersion, evidence.Version(), q.sim.Seed, q.futures)
	if q.seen != nil {
		fmt.Fprintf(h, "seen %x\n", sha256.Sum256(q.observed()))
	}
	for i, c := range q.sim.Cells {
		fmt.Fprintf(h, "cell %q %q %s\n", c.Belief, c.World, q.sim.Scenarios[i].Hash)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// scenarioFile is where a run keeps the resolved scenario of a cell.
func scenarioFile(cell int, c store.Cell) string {
	if cell == 0 {
		return "scenario.yaml"
	}
	plain := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}
	return fmt.Sprintf("scenarios/%02d-%s-%s.yaml", cell, strings.Map(plain, c.Belief), strings.Map(plain, c.World))
}

// save writes the resolved scenarios into a run, so that it can be resumed and
// replayed without the files that it was made from.
func (q *question) save(r *store.Run) error {
	for i, c := range r.Cells {
		err := r.WriteFile(scenarioFile(i, c), func(w io.Writer) error {
			_, err := w.Write(q.sim.Scenarios[i].Kept)
			return err
		})
		if err != nil {
			return err
		}
	}
	if q.seen == nil {
		return nil
	}
	return r.WriteFile(observedFile, func(w io.Writer) error { return evidence.WriteHistory(w, q.seen) })
}

// restore asks the question of a run again, from the files that save wrote
// into dir. Whatever is wrong is in the directory that the user named.
func restore(dir string, m *store.Manifest, read func(string) ([]byte, error)) (*question, error) {
	q, err := asSaved(dir, m, read)
	if err != nil {
		return nil, badInput{err}
	}
	return q, nil
}

func asSaved(dir string, m *store.Manifest, read func(string) ([]byte, error)) (*question, error) {
	if m.Engine != engineVersion || m.Data != evidence.Version() {
		return nil, fmt.Errorf("%s was made by engine %s with data %s, this is engine %s with data %s: use the undercut that made it, or run the question again",
			dir, m.Engine, m.Data, engineVersion, evidence.Version())
	}
	q := &question{futures: m.Futures, sim: &ensemble.Simulation{Seed: m.Seed, Cut: cohortDate}}
	for _, c := range m.Cells {
		if !slices.Contains(q.beliefs, c.Belief) {
			q.beliefs = append(q.beliefs, c.Belief)
		}
		if !slices.Contains(q.worlds, c.World) {
			q.worlds = append(q.worlds, c.World)
		}
	}
	for i, c := range m.Cells {
		name := path.Join(strings.ReplaceAll(dir, `\`, "/"), scenarioFile(i, c))
		if !strings.Contains(name, "/") {
			name = "./" + name
		}
		sc, err := scenario.Load(name, read, evidence.Parameters, nil, nil)
		if err != nil {
			return nil, fmt.Errorf("the scenario of %s under belief %s is not in the run: %w", c.World, c.Belief, err)
		}
		q.add(slices.Index(q.beliefs, c.Belief), slices.Index(q.worlds, c.World), sc)
	}
	if _, kept := m.Files[observedFile]; kept {
		text, err := read(path.Join(strings.ReplaceAll(dir, `\`, "/"), observedFile))
		if err != nil {
			return nil, fmt.Errorf("the observed series of the run are not in it: %w", err)
		}
		if q.seen, err = evidence.ReadHistory(text); err != nil {
			return nil, fmt.Errorf("%s: %w", observedFile, err)
		}
	}
	if err := q.prepare(); err != nil {
		return nil, err
	}
	if q.hash() != m.InputHash {
		return nil, errors.New(dir + " was changed: its scenarios no longer give the input hash of its manifest; run the question again")
	}
	return q, nil
}
