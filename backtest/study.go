package backtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"

	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/forecast"
)

// An Effort is how much is computed. Results of different efforts differ by
// chance alone.
type Effort struct {
	Draws   int // from the prior of the shared numbers
	Keep    int // of them, the nearest to history
	Futures int // of a job
	AI      int // futures of the AI market
	Seed    uint64
}

// Full is the effort of the committed scoreboard, Quick one for a first look.
var (
	Full  = Effort{Draws: 4000, Keep: 100, Futures: 1000, AI: 6000, Seed: 1}
	Quick = Effort{Draws: 250, Keep: 30, Futures: 150, AI: 400, Seed: 1}
)

// A Study is everything that the scoreboard is made of.
type Study struct {
	Effort   Effort
	Inputs   string // hash of what the numbers depend on
	Names    []string
	Learned  map[string]calibrate.Posterior // by the episode left out; "" leaves out none
	Rows     []Row
	Chances  []Chance
	Paths    []Path
	Failures []string // jobs some of whose futures failed, with the reason
}

// A Shelf keeps parts of a run, so that one that was killed goes on. Get
// returns nil for what is not there.
type Shelf interface {
	Get(name string) ([]byte, error)
	Put(name string, b []byte) error
}

// Said hears how far a run is.
type Said func(step string, done, of int)

// A Question is which episodes are forecast, and from which others the shared
// numbers are learned.
type Question struct {
	Ask     []*episode.Episode // forecast and scored
	Learn   []*episode.Episode // learned from, each left out of its own forecast
	Prior   forecast.Prior
	Effort  Effort
	Workers int
}

// New reads the episodes of the library and the prior. names are those to
// forecast; none stands for all.
func New(names []string, e Effort, workers int) (Question, error) {
	q := Question{Effort: e, Workers: workers}
	rows, err := evidence.Parameters(forecast.Set)
	if err != nil {
		return q, err
	}
	if q.Prior, err = forecast.LoadPrior(rows); err != nil {
		return q, err
	}
	for _, name := range episode.Names {
		x, err := episode.Load(name)
		if err != nil {
			return q, err
		}
		q.Learn = append(q.Learn, x)
	}
	for _, name := range names {
		x, err := episode.Load(name)
		if err != nil {
			return q, err
		}
		q.Ask = append(q.Ask, x)
	}
	if len(names) == 0 {
		q.Ask = q.Learn
	}
	return q, nil
}

// engine is raised when a change of the model or of the estimates moves
// numbers: results that were stored under another are stale.
const engine = 1

// Hash is what results depend on: files of the episodes, rows of the prior,
// effort and engine.
func (q Question) Hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %+v\n", engine, q.Effort)
	for _, e := range q.Learn {
		fmt.Fprintf(h, "learn %s %s\n", e.Plan.Name, e.Hash)
	}
	for _, e := range q.Ask {
		fmt.Fprintf(h, "ask %s %s\n", e.Plan.Name, e.Hash)
	}
	for i, l := range q.Prior.Laws {
		fmt.Fprintf(h, "%s %v\n", forecast.Keys[i], l)
	}
	fmt.Fprintf(h, "%+v\n", q.Prior.Usual)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Run calibrates and forecasts.
func (q Question) Run(ctx context.Context, shelf Shelf, said Said) (*Study, error) {
	s := &Study{Effort: q.Effort, Inputs: q.Hash(), Learned: map[string]calibrate.Posterior{}}
	for _, e := range q.Ask {
		s.Names = append(s.Names, e.Plan.Name)
	}
	if err := q.learn(ctx, s, shelf, said); err != nil {
		return nil, err
	}
	jobs, err := q.jobs()
	if err != nil {
		return nil, err
	}
	results, err := q.forecast(ctx, s, jobs, shelf, said)
	if err != nil {
		return nil, err
	}
	for i := range results {
		s.add(&results[i])
	}
	return s, nil
}

// add takes what a job gave.
func (s *Study) add(r *Result) {
	s.Rows = append(s.Rows, r.Rows...)
	s.Chances = append(s.Chances, r.Chances...)
	s.Paths = append(s.Paths, r.Paths...)
	if r.Failed != "" {
		s.Failures = append(s.Failures, fmt.Sprintf("%s, world %s at %s: %s", r.Job.Episode.Plan.Name, r.Job.World.Name, r.Job.Origin, r.Failed))
	}
}

func (q Question) jobs() ([]Job, error) {
	var all []Job
	for _, e := range q.Ask {
		more, err := Jobs(e, q.Prior)
		if err != nil {
			return nil, err
		}
		if len(more) == 0 {
			return nil, fmt.Errorf("%s: no origin of any world has enough before it: give earlier figures or later origins", e.Plan.Name)
		}
		all = append(all, more...)
	}
	return all, nil
}

// learn calibrates the shared numbers once without each episode that is asked,
// and once with all.
func (q Question) learn(ctx context.Context, s *Study, shelf Shelf, said Said) error {
	var pasts []episode.Past
	for _, e := range q.Learn {
		pasts = append(pasts, e.All())
	}
	study, err := calibrate.NewStudy(pasts, q.Prior, q.Effort.Seed)
	if err != nil {
		return err
	}
	if err := recall(study, shelf); err != nil {
		return err
	}
	plan := calibrate.Plan{Seed: q.Effort.Seed, Draws: q.Effort.Draws, Keep: q.Effort.Keep, Workers: workers(q.Workers)}
	for _, name := range append([]string{""}, s.Names...) {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := study.Without(name, plan, func(done, of int) { said("learning from other episodes", done, of) })
		if err != nil {
			return err
		}
		s.Learned[name] = p
	}
	return nil
}

// recall takes back what a killed calibration had stored, and stores on.
func recall(study *calibrate.Study, shelf Shelf) error {
	n := 0
	for ; ; n++ {
		b, err := shelf.Get(fmt.Sprintf("draws-%03d", n))
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		if err := study.Recall(b); err != nil {
			return err
		}
	}
	study.Keep(func(chunk []byte) error {
		n++
		return shelf.Put(fmt.Sprintf("draws-%03d", n-1), chunk)
	})
	return nil
}

// stored is the part of a result that a shelf keeps.
type stored struct {
	Rows    []Row
	Chances []Chance
	Paths   []Path
	Failed  string
}

// forecast runs the jobs that no earlier run has stored.
func (q Question) forecast(ctx context.Context, s *Study, jobs []Job, shelf Shelf, said Said) ([]Result, error) {
	results := make([]Result, len(jobs))
	var todo []Job
	var place []int
	for i := range jobs {
		b, err := shelf.Get(jobName(i))
		if err != nil {
			return nil, err
		}
		if b == nil {
			todo, place = append(todo, jobs[i]), append(place, i)
			continue
		}
		var r stored
		if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&r); err != nil {
			return nil, fmt.Errorf("stored part %s cannot be read: %w: delete it, and it is made again", jobName(i), err)
		}
		results[i] = Result{Job: jobs[i], Rows: r.Rows, Chances: r.Chances, Paths: r.Paths, Failed: r.Failed}
	}
	done := len(jobs) - len(todo)
	fresh, err := Run(ctx, todo, q.Prior, Setting{Futures: q.Effort.Futures, Seed: q.Effort.Seed, Workers: q.Workers, Draws: s.draws}, func(i int, r *Result) error {
		done++
		said("forecasting", done, len(jobs))
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(stored{r.Rows, r.Chances, r.Paths, r.Failed}); err != nil {
			return err
		}
		return shelf.Put(jobName(place[i]), b.Bytes())
	})
	for k, i := range place {
		results[i] = fresh[k]
	}
	return results, err
}

func jobName(i int) string { return fmt.Sprintf("job-%04d", i) }

// draws are those that were learned without an episode.
func (s *Study) draws(name string) ([]forecast.Shared, error) {
	p, ok := s.Learned[name]
	if !ok {
		return nil, fmt.Errorf("%s: no calibration without it", name)
	}
	return p.Shared(), nil
}
