package backtest

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
	"github.com/undercut-sim/undercut/score"
)

var errNoOutput = errors.New("no cumulative output is known")

// A quantity is one thing that a job forecasts.
type quantity struct {
	measure, firm string
	log           bool    // scored in logs
	scale         float64 // what a simulated relative level is multiplied by
	past, truth   episode.Series
	output        episode.Series // cumulative, for Wright's law
	methods       []method
	members       func(year int) []float64 // simulated, in the unit of the score
}

// score holds every quantity of a job against what happened.
func (j Job) score(m *forecast.Market, futures []forecast.Future) ([]Row, error) {
	past, truth := j.Episode.At(j.Origin), j.Episode.Truth()
	var rows []Row
	for _, q := range j.quantities(m, futures, past, truth) {
		for _, h := range j.horizons() {
			at := j.Origin.Later(float64(h))
			seen, ok := valueAt(q.truth, at)
			if !ok {
				continue
			}
			r, err := j.row(q, h, at, seen)
			if err != nil {
				return nil, fmt.Errorf("%s, %s of %s at %s, %d years: %w", j.Episode.Plan.Name, q.measure, q.firm, j.Origin, h, err)
			}
			rows = append(rows, r)
		}
	}
	return rows, nil
}

// quantities lists what the plan asks to score.
func (j Job) quantities(m *forecast.Market, futures []forecast.Future, past episode.Past, truth episode.Truth) []quantity {
	w := j.World
	var all []quantity
	if slices.Contains(w.Score, "price") {
		q := quantity{measure: "price", log: true, scale: m.Estimate.Price, past: past.Series(*w.Price), truth: truth.Series(*w.Price), methods: priceMethods}
		if w.Cumulative != nil {
			q.output = past.Series(*w.Cumulative)
		}
		q.members = func(y int) []float64 {
			return each(futures, func(f *forecast.Future) float64 { return math.Log(m.Estimate.Price) + f.Price[y] })
		}
		all = append(all, q)
	}
	if slices.Contains(w.Score, "units") {
		s := past.Series(*w.Units)
		last := s.Values[len(s.Values)-1]
		q := quantity{measure: "units", log: true, scale: last, past: s, truth: truth.Series(*w.Units), methods: priceMethods[:4]}
		q.members = func(y int) []float64 {
			return each(futures, func(f *forecast.Future) float64 { return math.Log(last) + f.Units[y] })
		}
		all = append(all, q)
	}
	if slices.Contains(w.Score, "shares") {
		all = append(all, j.shares(m, futures, past, truth)...)
	}
	return all
}

// shares are the firms that were there, the rest left out.
func (j Job) shares(m *forecast.Market, futures []forecast.Future, past episode.Past, truth episode.Truth) []quantity {
	var all []quantity
	for k, f := range m.Estimate.Firms {
		if f.Name == j.World.Shares.Rest {
			continue
		}
		q := quantity{
			measure: "share", firm: f.Name, scale: f.Share,
			past: past.Shares(j.World.Shares, f.Name), truth: truth.Shares(j.World.Shares, f.Name), methods: shareMethods,
		}
		q.members = func(y int) []float64 {
			return each(futures, func(f *forecast.Future) float64 { return f.Share[y][k] })
		}
		all = append(all, q)
	}
	return all
}

func each(futures []forecast.Future, get func(*forecast.Future) float64) []float64 {
	x := make([]float64, len(futures))
	for i := range futures {
		x[i] = get(&futures[i])
	}
	return x
}

func valueAt(s episode.Series, at episode.Date) (float64, bool) {
	for i := range s.Dates {
		if s.Dates[i].Same(at) {
			return s.Values[i], true
		}
	}
	return math.NaN(), false
}

// row scores one quantity at one horizon.
func (j Job) row(q quantity, h int, at episode.Date, seen float64) (Row, error) {
	r := Row{
		Episode: j.Episode.Plan.Name, World: j.World.Name, Measure: q.measure, Firm: q.firm,
		Origin: j.Origin.Text, At: at.Text, Horizon: h, Named: j.Named, Hard: j.hard(q, at),
		Last: q.past.Values[len(q.past.Values)-1], Observed: seen,
	}
	y := seen
	if q.log {
		y = math.Log(seen)
	}
	e, err := score.NewEnsemble(q.members(h-1), nil)
	if err != nil {
		return r, err
	}
	s, err := judge(e, y)
	if err != nil {
		return r, err
	}
	r.CRPS, r.PIT, r.Winkler = s.crps, s.pit, s.winkler
	for k, level := range Levels {
		x, err := e.Quantile(level)
		if err != nil {
			return r, err
		}
		r.Q[k] = q.level(x)
	}
	r.Base = q.baselines(j, h, y)
	return r, nil
}

// level turns a number in the unit of the score back into a level.
func (q *quantity) level(x float64) float64 {
	if q.log {
		return math.Exp(x)
	}
	return x
}

func (j Job) hard(q quantity, at episode.Date) bool {
	return slices.ContainsFunc(j.Episode.Plan.Hard, func(h episode.Hard) bool {
		return h.World == j.World.Name && h.Origin.Same(j.Origin) && h.At.Same(at) && (h.Measure == q.measure || h.Measure == q.firm)
	})
}

// scores are those of one forecast.
type scores struct{ crps, pit, winkler float64 }

func judge(e score.Ensemble, y float64) (s scores, err error) {
	if s.crps, err = e.CRPS(y); err != nil {
		return s, err
	}
	pit, err := e.PIT(y)
	if err != nil {
		return s, err
	}
	s.pit = pit.Mid()
	i, err := e.Interval(0.9)
	if err != nil {
		return s, err
	}
	s.winkler, err = score.Winkler(i, 0.9, y)
	return s, err
}

// baselines scores every method on the same figure. A law is scored by its
// quantiles at 200 even levels.
func (q *quantity) baselines(j Job, h int, y float64) []Baseline {
	past := unbroken(q.past, stepOf(j.World))
	past.output = sameDates(past, q.output)
	var all []Baseline
	for _, m := range q.methods {
		b := Baseline{Name: m.Name, CRPS: nan, Winkler: nan, Lo: nan, Hi: nan, Lo8: nan, Hi8: nan}
		if l, err := m.Of(past, float64(h)); err == nil {
			b = q.baseline(m.Name, l, y)
		}
		all = append(all, b)
	}
	return all
}

func (q *quantity) baseline(name string, l law, y float64) Baseline {
	none := Baseline{Name: name, CRPS: nan, Winkler: nan, Lo: nan, Hi: nan, Lo8: nan, Hi8: nan}
	e, err := score.NewEnsemble(quantiles(l, middles), nil)
	if err != nil {
		return none
	}
	crps, err := e.CRPS(y)
	if err != nil {
		return none
	}
	at := quantiles(l, ends)
	winkler, err := score.Winkler(score.Interval{Lo: at[0], Hi: at[3]}, 0.9, y)
	if err != nil {
		return none
	}
	return Baseline{Name: name, CRPS: crps, Winkler: winkler, Lo: q.level(at[0]), Hi: q.level(at[3]), Lo8: q.level(at[1]), Hi8: q.level(at[2])}
}

// middles are the levels at which a law is scored, ends those of its middle 80
// and 90 per cent.
var (
	middles = even(200)
	ends    = []float64{0.05, 0.1, 0.9, 0.95}
)

func even(n int) []float64 {
	u := make([]float64, n)
	for i := range u {
		u[i] = (float64(i) + 0.5) / float64(n)
	}
	return u
}

// sameDates are the outputs at the dates of a history; nil if one is missing.
func sameDates(h history, s episode.Series) []float64 {
	var out []float64
	for _, t := range h.date {
		found := false
		for i := range s.Dates {
			if math.Abs(s.Dates[i].Mid-t) < 1e-6 {
				out, found = append(out, s.Values[i]), true
			}
		}
		if !found {
			return nil
		}
	}
	return out
}

var nan = math.NaN()
